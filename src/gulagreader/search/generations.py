"""The folder of an index: generations, one of which is current.

An index is only a cache. A generation is built aside in ``gen-N.tmp``, written to the
disk and renamed; then ``CURRENT`` is replaced, so that at any moment, also after a
kill, the current generation is whole. A small change makes a further revision of it:
the text file grows, the engine works on links to its files in a folder of its own
(``engine-R``), and the manifest, replaced last, says what counts. What it does not
count is swept by the next run.

Opening a Whoosh index can run code that was hidden in it. So the folder belongs to
the reader alone (0700), lies in the reader's cache and never in a library, and its
content is sealed (``seals``).
"""

import fcntl
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.search.durable_files import (
    link_or_copy,
    replace_text,
    write_text,
    write_through,
)
from gulagreader.search.generation import (
    ENGINE,
    FILES,
    Generation,
    IndexedFile,
    Manifest,
    files_name,
)
from gulagreader.search.seals import (
    KEY_NAME,
    SEEN_NAME,
    Key,
    Pieces,
    SealError,
    digest,
    grown,
)

_MANIFEST = "manifest.json"
_CURRENT = "CURRENT"


@dataclass
class Generations:
    """The generations of one index."""

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
                if _own(folder):
                    # Others could write here, and may have read the secret.
                    (self.folder / KEY_NAME).unlink(missing_ok=True)
        except OSError as error:
            raise IndexUnavailableError(
                f"The search index cannot be kept in {self.folder}: {error.strerror}. "
                "Name a folder that you can write in GULAGREADER_CACHE."
            ) from error

    def lock(self) -> bool:
        """Take the lock of writing, without waiting; whether it was free.

        Raises:
            OSError: nothing can be locked there.
        """
        file = (self.folder / "LOCK").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        except BaseException:
            file.close()
            raise
        self._lock = file
        return True

    def unlock(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def has_any(self) -> bool:
        """Whether there is an index, good or not."""
        return (self.folder / _CURRENT).exists()

    def current(self) -> Generation | None:
        """The current generation; None where there is none that was made here.

        Nothing of it is opened; ``Generation.check`` looks at its files.
        """
        name = self._current_name()
        while name:
            found = self._generation(name)
            # It may have been replaced, and removed, while it was looked at.
            before, name = name, self._current_name()
            if found is not None or name == before:
                return found
        return None

    def _current_name(self) -> str:
        try:
            name = (self.folder / _CURRENT).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return ""
        return name if name.startswith("gen-") and name[4:].isdigit() else ""

    def _generation(self, name: str) -> Generation | None:
        """A generation by its folder's name; None where its manifest is not ours."""
        key = Key.read(self.folder)
        if key is None:
            return None
        folder = self.folder / name
        try:
            values = key.opened((folder / _MANIFEST).read_bytes())
            return Generation(folder, Manifest(**values), key)
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
        if Key.read(self.folder) is None:
            Key.make(self.folder)
        numbers = [
            int(path.name.removesuffix(".tmp")[4:])
            for path in self.folder.glob("gen-*")
            if path.name.removesuffix(".tmp")[4:].isdigit()
        ]
        folder = self.folder / f"gen-{max(numbers, default=0) + 1}.tmp"
        folder.mkdir(mode=0o700)
        (folder / f"{ENGINE}0").mkdir(mode=0o700)
        return folder

    def publish(
        self, built: Path, manifest: Manifest, files: Mapping[str, IndexedFile]
    ) -> Iterator[tuple[int, int]]:
        """Make a built generation the current one, and remove the others.

        Gives the bytes that are on the disk, and of how many. Closed before its
        end, it leaves the generation before as the current one.
        """
        key = self._key()
        write_text(built / files_name(0), _rows(files))
        yield from write_through(built)
        contents = dict(_contents(built, manifest, {}))
        manifest = replace(manifest, contents=contents)
        write_text(built / _MANIFEST, key.sealed(asdict(manifest)))
        folder = built.with_suffix("")
        built.rename(folder)
        replace_text(self.folder / _CURRENT, folder.name)
        Generation(folder, manifest, key).mark_as_seen()
        self.sweep()

    def begin_change(self, generation: Generation) -> Path:
        """Make a folder of links to the engine's files, to be changed there."""
        folder = _engine_after(generation)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        for path in generation.engine_folder.iterdir():
            link_or_copy(path, folder / path.name)
        return folder

    def commit(
        self,
        generation: Generation,
        manifest: Manifest,
        files: Mapping[str, IndexedFile],
    ) -> Generation:
        """Make a change valid: from now on ``manifest`` counts, and ``files``."""
        folder = generation.folder
        before = generation.manifest
        manifest = replace(manifest, revision=before.revision + 1)
        replace_text(folder / files_name(manifest.revision), _rows(files))
        for _ in write_through(_engine_after(generation)):
            pass
        contents = dict(_contents(folder, manifest, before.contents))
        manifest = replace(manifest, contents=contents)
        replace_text(folder / _MANIFEST, generation.key.sealed(asdict(manifest)))
        changed = replace(generation, manifest=manifest)
        _tidy(changed)
        changed.mark_as_seen()
        return changed

    def sweep(self) -> None:
        """Remove what killed runs and former states left; needs the lock.

        Readers of what is removed keep their open files.
        """
        current = self.current()
        for path in self.folder.glob("gen-*"):
            if current is None or path != current.folder:
                shutil.rmtree(path, ignore_errors=True)
        if current is not None:
            _tidy(current)

    def drop(self) -> None:
        """Forget the current generation, so that the next run builds a new one."""
        (self.folder / _CURRENT).unlink(missing_ok=True)

    def _key(self) -> Key:
        key = Key.read(self.folder)
        if key is None:
            raise SealError("the key of the index is gone")
        return key


def _contents(
    folder: Path, manifest: Manifest, before: Mapping[str, Pieces]
) -> Iterator[tuple[str, Pieces]]:
    """The files that a manifest counts, with their digests.

    Those of the text file have grown since ``before``; the engine's are written once,
    and are carried from one revision to the next by their names.
    """
    revision = manifest.revision
    yield (name := files_name(revision)), [digest(folder / name)]
    for path in sorted(folder.iterdir()):
        if _is_of_the_text(path, manifest.documents):
            yield path.name, grown(path, before.get(path.name, ()))
    engine, former = (folder / f"{ENGINE}{n}" for n in (revision, revision - 1))
    for path in sorted(engine.iterdir()):
        if not path.stat().st_size:
            continue  # the engine's lock; where a file has to be, it says something
        known = before.get(f"{former.name}/{path.name}")
        if known is None or not path.samefile(former / path.name):
            known = [digest(path)]
        yield f"{engine.name}/{path.name}", known


def _is_of_the_text(path: Path, documents: int) -> bool:
    """Whether a file is one of the text file's, and not one of another state of it.

    A name with a number at its end belongs to so many documents (``order-17``).
    """
    name = path.name
    _, dash, number = name.rpartition("-")
    if dash and number.isdigit():
        return path.is_file() and int(number) == documents
    ours = name.startswith((FILES, _MANIFEST, SEEN_NAME))
    return path.is_file() and not ours


def _tidy(generation: Generation) -> None:
    """Remove what belongs to other states of a generation."""
    revision = generation.manifest.revision
    kept = {files_name(revision), generation.engine_folder.name}
    for path in generation.folder.iterdir():
        if path.name in kept:
            continue
        if path.name.startswith(ENGINE):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(FILES) or path.name.startswith(f"{SEEN_NAME}."):
            path.unlink(missing_ok=True)


def _engine_after(generation: Generation) -> Path:
    return generation.folder / f"{ENGINE}{generation.manifest.revision + 1}"


def _rows(files: Mapping[str, IndexedFile]) -> str:
    rows = {name: [list(f.stamp), f.first, f.count] for name, f in files.items()}
    return json.dumps(rows)


def _own(folder: Path) -> bool:
    """See to it that nobody else can put an index there; whether others could."""
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.geteuid():
        raise IndexUnavailableError(
            f"{folder} is not a folder of your own, so no search index is kept there."
        )
    mode = stat.S_IMODE(facts.st_mode)
    if mode & 0o077:
        folder.chmod(0o700)
    return bool(mode & 0o022)
