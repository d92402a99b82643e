"""Many files written with one wait for the disk.

Putting a file onto the disk takes milliseconds, and the disk takes a hundred files in
about the time of five when they come together. So each file of a batch goes to a
temporary file beside its place at once; ``commit`` puts all of these onto the disk and
then gives them their names, in the order in which they were staged. In a library it
first notes what it is about to do (``write_journal``). Stopped before that, nothing has
changed; killed during it, the next opening of the library does the rest, so that all
files of a unit are old or all are new. Without a library the first of the files are
then new and the others old, as if they had been written one after the other.
"""

import errno
import os
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gulagreader.domain.errors import LibraryError
from gulagreader.storage.safe_write import (
    explained,
    put_in_place,
    remove_file,
    stage_file,
    sync_file,
    sync_folder,
)
from gulagreader.storage.write_journal import (
    JournalStep,
    finish_killed_import,
    remove_journal,
    write_journal,
)

_One = TypeVar("_One")
_Answer = TypeVar("_Answer")
_AT_ONCE = 4
"""Files that are put onto the disk at the same time: the disk joins their work."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A file that takes its name, or goes."""

    unit: str
    path: Path
    temporary: Path | None
    """None for a file that is removed."""
    durable: bool


class WriteBatch:
    """Files that are on their way into a library, in units such as a post's files."""

    def __init__(self, library: Path | None = None) -> None:
        self.library = library
        """The folder all files are in, links resolved; its lock is held by the caller.
        None notes nothing, so that a kill can part a unit's files."""
        self._steps: list[_Step] = []
        self._paths: set[Path] = set()
        self._units: dict[str, None] = {}
        self._unit = ""
        self.size = 0
        """Letters that are staged."""
        self.failed: dict[str, LibraryError] = {}
        """What went wrong so far, by unit; whoever tells of it takes it out."""

    @property
    def units(self) -> int:
        """How many units are staged."""
        return len(self._units)

    def holds(self, unit: str) -> bool:
        """Whether files of a unit are staged, so that the disk has not the newest."""
        return unit in self._units

    def has_file(self, path: Path) -> bool:
        """Whether a file is staged."""
        return path in self._paths

    def begin(self, unit: str) -> None:
        """Let the files that follow belong to a unit: when one fails, the rest go."""
        self._unit = unit

    def write(self, path: Path, text: str, *, durable: bool = True) -> bool:
        """Stage a file, unless it has this text already; say whether it will change.

        Raises:
            LibraryError: there is no room for it, or no right to write there.
        """
        temporary = stage_file(path, text, compare=path not in self._paths)
        if temporary is None:
            return False
        self.size += len(text)
        self._add(_Step(self._unit, path, temporary, durable))
        return True

    def remove(self, path: Path) -> bool:
        """Stage the removal of a file; say whether there is one."""
        if not path.exists() and path not in self._paths:
            return False
        self._add(_Step(self._unit, path, None, durable=True))
        return True

    def _add(self, step: _Step) -> None:
        self._steps.append(step)
        self._paths.add(step.path)
        self._units[step.unit] = None

    def drop(self, unit: str) -> None:
        """Forget what is staged of a unit."""
        kept = [step for step in self._steps if step.unit != unit]
        _discard(step for step in self._steps if step.unit == unit)
        self._steps = kept
        self._paths = {step.path for step in kept}
        self._units.pop(unit, None)

    def commit(self) -> None:
        """Put everything onto the disk and in its place, in order.

        What goes wrong is in ``failed``; the steps behind the one that failed are
        left undone in that unit only.
        """
        steps, self._steps = self._steps, []
        self._paths, self._units, self.size = set(), {}, 0
        failed: dict[str, LibraryError] = {}
        done = 0
        try:
            _put_onto_disk(steps, failed)
            _refuse_folders(steps, failed)
            noted = self._note(steps, failed)
            for step in steps:
                _finish(step, failed)
                done += 1
            _sync_folders(steps)
            if noted is not None:
                remove_journal(noted)
        except BaseException:
            # Whoever is asked to stop does not part a post from its comments either.
            if self.library is not None:
                finish_killed_import(self.library, alone=True)
            _discard(steps[done:])
            raise
        finally:
            self.failed.update(failed)

    def _note(
        self, steps: Sequence[_Step], failed: dict[str, LibraryError]
    ) -> Path | None:
        """Note what will be done, unless it is a single file; give the library."""
        going = [
            JournalStep(step.unit, step.path, step.temporary)
            for step in steps
            if step.unit not in failed
        ]
        if self.library is None or len(going) < 2:
            return None
        try:
            write_journal(self.library, going)
        except LibraryError as error:
            failed.update(dict.fromkeys((step.unit for step in going), error))
            return None
        return self.library


def _refuse_folders(steps: Iterable[_Step], failed: dict[str, LibraryError]) -> None:
    """Let a unit fail as a whole where a folder stands in the place of a file."""
    for step in steps:
        if step.path.is_dir() and not step.path.is_symlink():
            error = IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            failed.setdefault(step.unit, LibraryError(explained(step.path, error)))


def _put_onto_disk(steps: Iterable[_Step], failed: dict[str, LibraryError]) -> None:
    durable = [step for step in steps if step.durable and step.temporary is not None]
    errors = _at_once(_synced, durable)
    for step, error in zip(durable, errors, strict=True):
        if error is not None:
            failed.setdefault(step.unit, error)


def _at_once(
    work: Callable[[_One], _Answer], things: Collection[_One]
) -> list[_Answer]:
    """Let several threads wait for the disk, where that is worth it."""
    if len(things) >= _AT_ONCE:
        # A program that is about to end begins no threads any more.
        with suppress(RuntimeError), ThreadPoolExecutor(_AT_ONCE) as threads:
            return list(threads.map(work, things))
    return [work(one) for one in things]


def _sync_folders(steps: Iterable[_Step]) -> None:
    folders = dict.fromkeys(step.path.parent for step in steps if step.durable)
    _at_once(_sync_folder, folders)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):
        sync_folder(folder)


def _synced(step: _Step) -> LibraryError | None:
    assert step.temporary is not None
    try:
        sync_file(step.temporary, step.path)
    except LibraryError as error:
        return error
    return None


def _finish(step: _Step, failed: dict[str, LibraryError]) -> None:
    if step.unit in failed:
        _discard([step])
        return
    try:
        if step.temporary is None:
            remove_file(step.path)
        else:
            put_in_place(step.temporary, step.path)
    except LibraryError as error:
        failed[step.unit] = error


def _discard(steps: Iterable[_Step]) -> None:
    for step in steps:
        if step.temporary is not None:
            with suppress(OSError):
                step.temporary.unlink()
