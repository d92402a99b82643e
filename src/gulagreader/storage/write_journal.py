"""What a batch of files is about to become, noted first: a redo log of one file.

A post is up to three files (its text, its comments, its record), and no file system
gives several files their names in one step. So before a batch gives out names, it
writes down which temporary file takes which place, and which files go. Whoever opens
the library after a kill finds this note and carries out what is left of it: every post
of the batch is then the new one, with its comments. Killed before the note stands, all
of them are the old ones. (Write-ahead logging as databases have it; see C. Mohan et
al., ARIES, ACM TODS 17.1, 1992.)

What the note says is believed only so far as it can do no harm: it names temporary
files as ``safe_write`` makes them, beside the places that they take, in the folders of
posts and records, and no link leads out of the library. A place that is no longer as
the batch saw it was changed by somebody since, and keeps what it has.
"""

import json
import os
import re
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gulagreader.storage.library_file import JOURNAL
from gulagreader.storage.library_lock import LibraryLock
from gulagreader.storage.safe_write import not_written, sync_folder

_VERSION = 1
_LARGEST = 8 * 1024 * 1024
_FOLDERS = frozenset(("posts", "imports"))
_TEMPORARY = re.compile(r"\.[^/\0]+\.[0-9a-f]{8}\.tmp")
_NEW_OR_OLD = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC

Seen = tuple[int, int] | None
"""When a file was changed, in nanoseconds, and its size; None where there is none."""


@dataclass(frozen=True, slots=True)
class JournalStep:
    """A file that takes its place, or goes."""

    unit: str
    """What it belongs to, such as a post: where one place was changed, all stay."""
    path: Path
    temporary: Path | None
    """None for a file that is removed."""


def seen(path: Path) -> Seen:
    """How a file can be known again as long as nobody changes it."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def write_journal(library: Path, steps: Sequence[JournalStep]) -> None:
    """Note what is about to happen in a library, on the disk before it returns.

    Raises:
        LibraryError: the note cannot be written.
    """
    now: dict[Path, Seen] = {}
    rows = []
    for step in steps:
        before = now[step.path] if step.path in now else seen(step.path)
        place = step.path.relative_to(library).as_posix()
        name = step.temporary.name if step.temporary is not None else None
        rows.append([step.unit, place, name, before])
        now[step.path] = seen(step.temporary) if step.temporary is not None else None
    data = json.dumps({"version": _VERSION, "steps": rows}).encode()
    path = library / JOURNAL
    # Always of one name: what a kill leaves of it, the next import writes over.
    fresh = path.with_name(f"{JOURNAL}.tmp")
    try:
        handle = os.open(fresh, _NEW_OR_OLD, 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        fresh.replace(path)
        sync_folder(library)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise not_written(path, error) from None


def remove_journal(library: Path) -> None:
    """Take the note away: all that it says has happened, and is on the disk."""
    with suppress(OSError):
        (library / JOURNAL).unlink()
        sync_folder(library)


def finish_killed_import(library: Path, *, alone: bool = False) -> str | None:
    """Carry out what a killed import had begun; say why where that cannot be done.

    Nothing happens while another import is at it. ``alone`` says that the caller
    holds the library's lock. A library that nobody was killed in costs one look.
    """
    if not os.path.lexists(library / JOURNAL):
        return None
    lock = LibraryLock()
    try:
        if not alone and not lock.take_surely(library):
            return None  # it is being written, or this file system knows no locks
        return _carry_out(library)
    finally:
        lock.give_back()


def _carry_out(library: Path) -> str | None:
    try:
        rows = _rows(library / JOURNAL)
    except FileNotFoundError:
        return None  # another program was quicker
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return "it cannot be read; remove it, and import the same sources again"
    try:
        steps = [_step(library, row) for row in rows]
    except (OSError, ValueError, TypeError):
        return "it names files it has no business with; remove it"
    left: set[str] = set()
    try:
        for step, before in steps:
            if step.unit not in left and not _done(step, before):
                left.add(step.unit)
        for folder in dict.fromkeys(step.path.parent for step, _ in steps):
            with suppress(FileNotFoundError):
                sync_folder(folder)
        for step, _ in steps:
            if step.unit in left and step.temporary is not None:
                step.temporary.unlink(missing_ok=True)
        (library / JOURNAL).unlink(missing_ok=True)
        sync_folder(library)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return f"{why}; open the library where it can be written"
    return None


def _done(step: JournalStep, before: Seen) -> bool:
    """Take a step that is not taken yet; False where its place was changed since."""
    now = seen(step.path)
    if step.temporary is None:
        if now is not None and now != before:
            return False
        step.path.unlink(missing_ok=True)
        return True
    if seen(step.temporary) is None:
        return True
    if now != before:
        return False
    step.temporary.replace(step.path)
    return True


def _rows(path: Path) -> Iterable[Sequence[object]]:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            raise ValueError(path)
        found = json.loads(file.read())
    if found["version"] != _VERSION:
        raise ValueError(path)
    rows = found["steps"]
    if not isinstance(rows, list):
        raise TypeError(path)
    return rows


def _step(library: Path, row: Sequence[object]) -> tuple[JournalStep, Seen]:
    """A row of the note, if it names what a batch could have named."""
    unit, place, name, before = row
    if not isinstance(unit, str) or not isinstance(place, str):
        raise TypeError(place)
    parts = PurePosixPath(place).parts
    if len(parts) < 2 or parts[0] not in _FOLDERS or ".." in parts or "\0" in place:
        raise ValueError(place)
    path = library.joinpath(*parts)
    if not path.parent.resolve().is_relative_to(library.resolve()):
        raise ValueError(place)
    temporary = None
    if name is not None:
        if not isinstance(name, str) or not _TEMPORARY.fullmatch(name):
            raise ValueError(place)
        temporary = path.with_name(name)
        if temporary.is_symlink():
            raise ValueError(place)
    return JournalStep(unit, path, temporary), _seen_from(before)


def _seen_from(found: object) -> Seen:
    if found is None:
        return None
    if not isinstance(found, list):
        raise TypeError(found)
    time, size = found
    if not isinstance(time, int) or not isinstance(size, int):
        raise TypeError(found)
    return time, size
