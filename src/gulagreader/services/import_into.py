"""The library that an import writes into: there already, or made for its first post."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gulagreader.domain.errors import LibraryError
from gulagreader.importing.archive import ImportedLibrary, Refusal, Remark
from gulagreader.services.import_remarks import not_taken
from gulagreader.services.import_report import ImportReport, Refused
from gulagreader.services.import_shelf import Shelf
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.library_lock import LibraryLock
from gulagreader.storage.library_writer import LibraryWriter
from gulagreader.storage.write_batch import WriteBatch

_FIRST_LANG = "en"
"""The language of a library that an import makes."""


@dataclass
class IntoLibrary:
    """A library to be written into, and what is reported of that."""

    into: Path
    folder: LibraryFolder | None
    now: datetime
    dry_run: bool
    report: ImportReport = field(default_factory=ImportReport)
    shelf: Shelf = field(init=False)
    lock: LibraryLock = field(default_factory=LibraryLock)
    batch: WriteBatch = field(default_factory=WriteBatch)
    about: ImportedLibrary | None = None
    """What the library that is not made yet will say of itself."""

    def __post_init__(self) -> None:
        folder = self.folder
        self.batch.library = folder.path if folder else None
        writer = LibraryWriter(folder.path, self.batch) if folder else None
        self.shelf = Shelf(folder, writer)

    @property
    def lang(self) -> str:
        """The language of the library that is there, or will be made."""
        if self.folder is not None:
            return self.folder.info.lang
        return (self.about.lang if self.about else None) or _FIRST_LANG

    def describe(self, file: Path, about: ImportedLibrary) -> None:
        """Let a new library say what its source says; one that is there stays so."""
        if self.folder is None and self.about is None:
            self.about = about
            return
        known = self.folder.info if self.folder is not None else self.about
        what = not_taken(known, about) if known is not None else ""
        if what:
            self.report.warn(file, [Remark(None, what)])

    def refuse(self, file: Path, refusal: Refusal) -> None:
        """Report a source, or a piece of one, that does not come in."""
        self.report.refused.append(Refused(file, refusal.line, refusal.why))

    def library(self) -> tuple[LibraryFolder, LibraryWriter]:
        """The library, made now if there was none.

        Raises:
            LibraryError: it cannot be made, or another import is making it.
        """
        if self.folder is None or self.shelf.writer is None:
            name = self.into.resolve().name.replace("-", " ").replace("_", " ")
            try:
                self.into.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LibraryError(
                    f"{self.into} cannot be made: {error.strerror}. Name a folder "
                    "that you can write."
                ) from None
            self.lock.take(self.into)
            about = self.about or ImportedLibrary(name)
            create_library(
                self.into,
                about.name,
                lang=about.lang or _FIRST_LANG,
                aliases=about.aliases,
                teachers=about.teachers,
            )
            self.folder = LibraryFolder.open(self.into)
            self.batch.library = self.folder.path
            self.shelf.folder = self.folder
            self.shelf.writer = LibraryWriter(self.folder.path, self.batch)
        return self.folder, self.shelf.writer
