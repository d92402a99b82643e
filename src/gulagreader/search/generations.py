"""The folder of a library's index: generations, one of which is current.

An index is only a cache. A generation is built aside in ``gen-N.tmp``, written to the
disk and renamed; then ``CURRENT`` is replaced, so that at any moment, also after a
kill, the current generation is whole. Small changes are added to the current one:
its manifest counts what is valid, and is replaced last.

Opening a Whoosh index can run code that was hidden in it. So the folder belongs to
the reader alone (0700), lies in the reader's cache and never in a library.
"""

import fcntl
import json
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from gulagreader.domain.errors import IndexUnavailableError

FORMAT = 1
"""Raised when the text file, the fields or the manifest change."""
WORDS = 1
"""Raised when ``text.words`` takes texts apart in another way."""
_MANIFEST = "manifest.json"
_CURRENT = "CURRENT"


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
    pieces: int = 1
    """How many parts the engine's index has."""
    revision: int = 0
    """Counts the changes made to the generation."""
    format: int = FORMAT
    words: int = WORDS

    def fits(self, library: str, folder: str, engine: str) -> bool:
        """Whether this program can use the index for a library."""
        mine = (library, folder, engine, FORMAT, WORDS)
        return mine == (
            *(self.library, self.folder, self.engine, self.format, self.words),
        )


@dataclass(frozen=True, slots=True)
class Generation:
    """One whole index on the disk."""

    folder: Path
    manifest: Manifest

    @property
    def engine_folder(self) -> Path:
        """Where the engine keeps its files."""
        return self.folder / "engine"

    def files(self) -> dict[str, IndexedFile]:
        """The files it was made from; any exception means that it is damaged."""
        path = self.folder / _files_name(self.manifest.revision)
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: IndexedFile(tuple(stamp), first, count)
            for name, (stamp, first, count) in rows.items()
        }

    def write(self, files: Mapping[str, IndexedFile]) -> None:
        """Write the manifest: what it says is valid from now on."""
        rows = {name: [list(f.stamp), f.first, f.count] for name, f in files.items()}
        _replace(self.folder / _files_name(self.manifest.revision), json.dumps(rows))
        values = {
            name: getattr(self.manifest, name) for name in Manifest.__dataclass_fields__
        }
        _replace(self.folder / _MANIFEST, json.dumps(values, indent=1))
        for old in self.folder.glob("files-*.json"):
            if old.name != _files_name(self.manifest.revision):
                old.unlink(missing_ok=True)


def _files_name(revision: int) -> str:
    return f"files-{revision}.json"


@dataclass
class Generations:
    """The generations of one library's index."""

    folder: Path
    _lock: IO[str] | None = field(default=None, init=False)

    def prepare(self) -> None:
        """Make the folder, for the reader alone.

        Raises:
            IndexUnavailableError: it cannot be made, or belongs to somebody else.
        """
        try:
            for folder in (self.folder.parent, self.folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _own(folder)
        except OSError as error:
            raise IndexUnavailableError(
                f"The search index cannot be kept in {self.folder}: {error.strerror}. "
                "Name a folder that you can write in GULAGREADER_CACHE."
            ) from error

    def lock(self) -> bool:
        """Take the lock of writing, without waiting; whether it was free."""
        file = (self.folder / "LOCK").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._lock = file
        return True

    def unlock(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def current(self) -> Generation | None:
        """The current generation; None where there is none that can be read."""
        try:
            name = (self.folder / _CURRENT).read_text(encoding="ascii").strip()
            if not name.startswith("gen-") or not name[4:].isdigit():
                return None
            folder = self.folder / name
            values = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
            return Generation(folder, Manifest(**values))
        except (OSError, ValueError, TypeError):
            return None

    def state(self) -> tuple[str, int]:
        """Changes whenever the current generation or its content does."""
        current = self.current()
        if current is None:
            return "", 0
        return current.folder.name, current.manifest.revision

    def begin(self) -> Path:
        """Make an empty folder for the next generation; the lock must be held."""
        numbers = [
            int(path.name.removesuffix(".tmp")[4:])
            for path in self.folder.glob("gen-*")
            if path.name.removesuffix(".tmp")[4:].isdigit()
        ]
        folder = self.folder / f"gen-{max(numbers, default=0) + 1}.tmp"
        folder.mkdir(mode=0o700)
        return folder

    def publish(self, built: Path) -> Path:
        """Make a built generation the current one, and remove the others."""
        write_through(built)
        folder = built.with_suffix("")
        built.rename(folder)
        _replace(self.folder / _CURRENT, folder.name)
        self.sweep()
        return folder

    def sweep(self) -> None:
        """Remove what killed runs and former generations left; needs the lock.

        Readers of a removed generation keep their open files.
        """
        current = self.current()
        for path in self.folder.glob("gen-*"):
            if current is None or path != current.folder:
                shutil.rmtree(path, ignore_errors=True)

    def drop(self) -> None:
        """Forget the current generation, so that the next run builds a new one."""
        (self.folder / _CURRENT).unlink(missing_ok=True)


def _own(folder: Path) -> None:
    """See to it that nobody else can put an index there."""
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.getuid():
        raise IndexUnavailableError(
            f"{folder} is not a folder of your own, so no search index is kept there."
        )
    if stat.S_IMODE(facts.st_mode) & 0o077:
        folder.chmod(0o700)


def write_through(folder: Path) -> None:
    """Have everything in a folder written to the disk."""
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _replace(path: Path, text: str) -> None:
    """Write a small file so that it is whole or as it was."""
    aside = path.with_name(path.name + ".new")
    with aside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
