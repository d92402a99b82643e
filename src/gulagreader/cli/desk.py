"""What a command works with: the library it was asked for, and what was read of it."""

from gulagreader.cli.arguments import Request
from gulagreader.cli.console import Console
from gulagreader.services.reading import OpenLibrary
from gulagreader.storage.folders import Folders, default_library, folders
from gulagreader.storage.memory import ReaderMemory
from gulagreader.storage.memory_file import MemoryUnavailableError


class Desk:
    """One library on the desk, and the console."""

    def __init__(self, console: Console, library: OpenLibrary, own: Folders) -> None:
        self.console = console
        self.library = library
        self.own = own
        """The user's folders."""

    @classmethod
    def open(cls, request: Request, console: Console) -> "Desk":
        """Open the library that a request names, or the default one.

        Raises:
            LibraryError: it is no library.
        """
        own = folders(console.environ)
        folder = request.library or default_library(console.environ, own)
        return cls(console, OpenLibrary.open(folder, own.cache), own)

    def look(self) -> None:
        """Take in what changed on the disk since the catalogue was made."""
        self.console.run(self.library.refresh())

    def read_posts(self) -> frozenset[str]:
        """The posts marked as read; a memory that cannot be used knows of none."""
        if not self.own.memory.exists():
            return frozenset()
        try:
            with ReaderMemory.open(self.own.memory) as memory:
                if memory.notice:
                    self.console.note(memory.notice)
                return frozenset(memory.library(self.library.info.id).read_posts())
        except MemoryUnavailableError as error:
            self.console.note(f"gulagreader: {error}")
            return frozenset()
