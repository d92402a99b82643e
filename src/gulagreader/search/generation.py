"""One generation of an index: what its manifest says, and whether that is so."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from gulagreader.search.seals import SEEN_NAME, Contents, Key, Pieces, stamps_of

FORMAT = 2
"""Raised when the text file, the fields or the manifest change."""
WORDS = 1
"""Raised when ``text.words`` takes texts apart in another way."""
ENGINE = "engine-"
"""Begins the name of the engine's folder; the revision follows."""
FILES = "files-"
"""Begins the name of the file that says what the index was made from."""


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A file of the library as it was indexed."""

    stamp: tuple[int, ...]
    first: int
    """Number of its first document."""
    count: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds, and what it was made from and with."""

    library: str
    """The library's id."""
    folder: str
    """The library's folder."""
    engine: str
    documents: int
    """How many documents of the text file are valid, removed ones included."""
    live: int
    """How many of them can be found."""
    recipe: str = "texts/1"
    """What the documents are, and the version of how they are made."""
    pieces: int = 1
    """How many parts the engine's index has."""
    revision: int = 0
    """Counts the changes made to the generation."""
    format: int = FORMAT
    words: int = WORDS
    contents: Mapping[str, Pieces] = field(default_factory=dict)
    """The files; see ``seals.Contents``."""

    def fits(self, library: str, folder: str) -> bool:
        """Whether it is a library's, and of this version of the program."""
        mine = (library, folder, FORMAT, WORDS)
        return mine == (self.library, self.folder, self.format, self.words)


@dataclass(frozen=True, slots=True)
class Generation:
    """One whole index on the disk, in one state."""

    folder: Path
    manifest: Manifest
    key: Key = field(repr=False)

    @property
    def engine_folder(self) -> Path:
        """Where the engine keeps its files."""
        return self.folder / f"{ENGINE}{self.manifest.revision}"

    def files(self) -> dict[str, IndexedFile]:
        """The files it was made from; any exception means that it is damaged."""
        path = self.folder / files_name(self.manifest.revision)
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: IndexedFile(tuple(stamp), first, count)
            for name, (stamp, first, count) in rows.items()
        }

    def check(self, *, thorough: bool = False) -> None:
        """See to it that every file is the one that was written.

        A ``thorough`` look digests all of them; without it a large file is believed
        that was right and was not touched since.

        Raises:
            SealError: one is not.
            OSError: one is gone.
        """
        revision = self.manifest.revision
        seen: Mapping[str, list[int]] = {}
        with suppress(OSError, ValueError, TypeError, KeyError):
            data = self.key.opened((self.folder / SEEN_NAME).read_bytes())
            seen = data["stamps"] if data["revision"] == revision else {}
        contents = Contents(self.folder, self.manifest.contents)
        stamps = contents.check(seen, thorough=thorough)
        if stamps != seen:
            self._remember(stamps)

    def mark_as_seen(self) -> None:
        """Let the files be believed as they are now: they were just written."""
        with suppress(OSError):
            self._remember(stamps_of(self.folder, self.manifest.contents))

    def _remember(self, stamps: Mapping[str, list[int]]) -> None:
        # Where it cannot be kept, the files are digested again next time.
        with suppress(OSError):
            value = {"revision": self.manifest.revision, "stamps": stamps}
            aside = self.folder / f"{SEEN_NAME}.{os.getpid()}"
            aside.write_text(self.key.sealed(value), encoding="ascii")
            aside.replace(self.folder / SEEN_NAME)


def files_name(revision: int) -> str:
    """The name of the file that says what a revision was made from."""
    return f"{FILES}{revision}.json"
