"""What a command works with: the library it was asked for, and what was read of it."""

from typing import TYPE_CHECKING

from gulagreader.cli.arguments import Request
from gulagreader.cli.console import Console
from gulagreader.services.reading import OpenLibrary
from gulagreader.services.remembering import Remembering
from gulagreader.storage.config_file import named_library
from gulagreader.storage.folders import Folders, folders
from gulagreader.storage.memory import ReaderMemory
from gulagreader.storage.memory_file import MemoryUnavailableError

if TYPE_CHECKING:
    from gulagreader.services.dossier import DossierShelf
    from gulagreader.services.noting import NoteShelf


class Desk:
    """One library on the desk, and the console."""

    def __init__(self, console: Console, library: OpenLibrary, own: Folders) -> None:
        self.console = console
        self.library = library
        self.own = own
        """The user's folders."""
        self._memory: ReaderMemory | None = None
        self._noted: ReaderMemory | None = None

    @classmethod
    def open(cls, request: Request, console: Console) -> "Desk":
        """Open the library that a request names, or the default one.

        Raises:
            LibraryError: it is no library.
        """
        own = folders(console.environ)
        folder = request.library or named_library(console.environ, own)
        return cls(console, OpenLibrary.open(folder, own.cache), own)

    def look(self) -> None:
        """Take in what changed on the disk since the catalogue was made."""
        self.console.run(self.library.refresh())

    def read_posts(self) -> frozenset[str]:
        """The posts marked as read; a memory that cannot be used knows of none."""
        states = self.states()
        read = frozenset() if states is None else states.read_posts()
        self.forget()
        return read

    def states(self) -> Remembering | None:
        """What the reader did in the library; None where nothing is known of it.

        Its memory is open until :meth:`forget`.
        """
        if not self.own.memory.exists():
            return None
        try:
            self._memory = ReaderMemory.open(self.own.memory)
            if self._memory.notice:
                self.console.note(self._memory.notice)
            library = self.library
            return Remembering(
                self._memory, library.info, library.folder, self.console.clock
            )
        except MemoryUnavailableError as error:
            self.console.note(f"gulagreader: {error}")
            return None

    def notes(self, reader: str = "") -> "NoteShelf":
        """The reader's notes on the library; their memory is open until ``forget``.

        ``reader`` is the name that signs new notes, from now on.

        Raises:
            MemoryUnavailableError: the memory cannot be used.
        """
        from gulagreader.services.noting import NoteShelf  # noqa: PLC0415 - start-up
        from gulagreader.services.wiring import READER  # noqa: PLC0415 - start-up

        if self._noted is None:
            self._noted = ReaderMemory.open(self.own.memory)
        memory, library, clock = self._noted, self.library, self.console.clock
        if memory.notice:
            self.console.note(memory.notice)
        if reader:
            memory.set_setting(READER, reader, clock())
        name = memory.setting(READER) or ""
        return NoteShelf(memory.notes(library.info.id), library, clock, reader=name)

    def dossiers(self) -> "DossierShelf":
        """What was gathered in the library; the memory is open until ``forget``.

        Raises:
            MemoryUnavailableError: the memory cannot be used.
        """
        from gulagreader.services.dossier import DossierShelf  # noqa: PLC0415 - start-up

        notes = self.notes()
        assert self._noted is not None
        library, clock = self.library, self.console.clock
        memory = self._noted.dossiers(library.info.id)
        return DossierShelf(memory, library, clock, lambda: notes)

    def forget(self) -> None:
        """Close the reader's memory."""
        for memory in (self._memory, self._noted):
            if memory is not None:
                memory.close()
        self._memory = self._noted = None
