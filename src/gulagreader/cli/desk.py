"""What a command works with: the library it was asked for, its index, what was read."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from gulagreader.cli.arguments import Request
from gulagreader.cli.console import Console
from gulagreader.domain.errors import IndexUnavailableError, LibraryError
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import IndexState, index_folder_of, update_index
from gulagreader.services.reading import OpenLibrary
from gulagreader.storage.folders import Folders, default_library, folders
from gulagreader.storage.memory import ReaderMemory
from gulagreader.storage.memory_file import MemoryUnavailableError


class Desk:
    """One library on the desk, and the console."""

    def __init__(self, console: Console, library: OpenLibrary, own: Folders) -> None:
        self.console = console
        self.library = library
        self._own = own

    @classmethod
    def open(cls, request: Request, console: Console) -> "Desk":
        """Open the library that a request names, or the default one.

        Raises:
            LibraryError: it is no library.
        """
        own = folders(console.environ)
        folder = request.library or default_library(console.environ, own)
        return cls(console, OpenLibrary.open(_plain(folder), own.cache), own)

    def look(self) -> None:
        """Take in what changed on the disk since the catalogue was made."""
        self.console.run(self.library.refresh())

    def read_posts(self) -> frozenset[str]:
        """The posts marked as read; a memory that cannot be used knows of none."""
        if not self._own.memory.exists():
            return frozenset()
        try:
            with ReaderMemory.open(self._own.memory) as memory:
                if memory.notice:
                    self.console.note(memory.notice)
                return frozenset(memory.library(self.library.info.id).read_posts())
        except MemoryUnavailableError as error:
            self.console.note(f"gulagreader: {error}")
            return frozenset()

    def update_index(self, *, rebuild: bool = False) -> IndexState:
        """Bring the index up to date.

        Raises:
            IndexUnavailableError: none can be written.
        """
        self.look()
        job = update_index(self.library, self._own.cache, rebuild=rebuild)
        return self.console.run(job)

    @contextmanager
    def finder(self) -> Iterator[Finder]:
        """The search over an index that is up to date; a damaged one is made anew."""
        for note in self.update_index().notes:
            self.console.note(note)
        folder = index_folder_of(self.library, self._own.cache)
        try:
            finder = Finder.open(self.library.info, folder)
        except IndexUnavailableError:
            self.update_index(rebuild=True)
            finder = Finder.open(self.library.info, folder)
        with closing(finder):
            yield finder


def _plain(folder: Path) -> Path:
    """Refuse what no file system takes for a path."""
    if "\0" in str(folder):
        raise LibraryError("A folder's name cannot hold a zero character.")
    return folder
