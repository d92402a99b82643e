"""Writing files so that each is either the old one or the new one, never half."""

import contextlib
import errno
import os
import re
import stat
from pathlib import Path

from gulagreader.domain.errors import DiskFullError, LibraryError
from gulagreader.domain.late_patterns import late_pattern

_TEMPORARY = late_pattern(r"\..+\.[0-9a-f]{8}\.tmp", re.DOTALL)
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_LEFT_BEHIND = 600 * 10**9
"""Age in nanoseconds from which a temporary file is nobody's any more: writing one
takes less than a second."""
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS))


def write_file(path: Path, text: str, *, durable: bool = True) -> bool:
    """Write a file whole, unless it has these very bytes; say whether it changed.

    The text goes to a temporary file beside it, onto the disk, and then takes the
    file's name in one step. Folders are made where they are missing. An existing
    file keeps its permissions, a new one gets those of the user's umask. A file
    that is not ``durable`` survives a kill, and may be gone after a loss of power:
    for what can be made again, this is many times quicker.

    Raises:
        LibraryError: the file cannot be written.
    """
    temporary = stage_file(path, text)
    if temporary is None:
        return False
    try:
        if durable:
            sync_file(temporary, path)
        put_in_place(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)
    return True


def stage_file(path: Path, text: str, *, compare: bool = True) -> Path | None:
    """Write a temporary file that is to take a file's place; give where it is.

    None where the file has these very bytes already, unless it is not to be compared.

    Raises:
        LibraryError: the temporary file cannot be written.
    """
    data = text.encode("utf-8")
    try:
        mode = _mode(path)
        if compare and mode is not None and path.read_bytes() == data:
            return None
        return _write_temporary(path, data, mode)
    except OSError as error:
        raise not_written(path, error) from None


def sync_file(temporary: Path, path: Path) -> None:
    """Put a temporary file onto the disk; errors name ``path``, whose place it takes.

    Raises:
        LibraryError: the disk does not take it.
    """
    try:
        handle = os.open(temporary, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise not_written(path, error) from None


def put_in_place(temporary: Path, path: Path) -> None:
    """Let a temporary file take a file's name, in one step.

    Raises:
        LibraryError: something else is there.
    """
    try:
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise not_written(path, error) from None


def remove_file(path: Path) -> bool:
    """Remove a file; say whether there was one."""
    try:
        path.unlink()
        sync_folder(path.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise not_written(path, error) from None
    return True


def remove_leftovers(written: Path) -> None:
    """Remove the temporary files that killed runs left beside a file just written.

    Only plain files with names as ``write_file`` gives them go, and only those ten
    minutes older than ``written``: another program may be writing now.
    """
    with contextlib.suppress(OSError):
        now = written.stat().st_mtime_ns
        with os.scandir(written.parent) as entries:
            for entry in entries:
                if (
                    _TEMPORARY.fullmatch(entry.name)
                    and entry.is_file(follow_symlinks=False)
                    and now - entry.stat().st_mtime_ns > _LEFT_BEHIND
                ):
                    Path(entry.path).unlink(missing_ok=True)


def remove_all_leftovers(folder: Path) -> None:
    """Remove the temporary files that killed runs left anywhere in a folder.

    For who holds the library's lock for sure: nobody else is writing there then, and
    those who left the files are dead, however lately. Links are not followed.
    """
    for at, _, names in os.walk(folder):
        for name in names:
            path = Path(at, name)
            if name.endswith(".tmp") and _TEMPORARY.fullmatch(name):
                with contextlib.suppress(OSError):
                    if stat.S_ISREG(path.lstat().st_mode):
                        path.unlink()


def _mode(path: Path) -> int | None:
    """The permissions of a plain file that is there; None where there is none."""
    try:
        found = path.stat().st_mode
    except FileNotFoundError:
        return None
    return stat.S_IMODE(found) if stat.S_ISREG(found) else None


def _write_temporary(path: Path, data: bytes, mode: int | None) -> Path:
    temporary = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.tmp")
    try:
        handle = os.open(temporary, _NEW_FILE, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, _NEW_FILE, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                with contextlib.suppress(OSError):
                    os.fchmod(handle, mode)
            file.write(data)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def sync_folder(folder: Path) -> None:
    """Put a changed name onto the disk, where the file system knows how."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def explained(path: Path, error: OSError) -> str:
    """What to tell a person about a file that cannot be written."""
    reason = error.strerror or type(error).__name__
    return f"{path} cannot be written: {reason}. Look at its permissions and the disk."


def not_written(path: Path, error: OSError) -> LibraryError:
    """The error of a file that cannot be written; of its own sort for a full disk."""
    said = explained(path, error)
    return (DiskFullError if error.errno in _FULL else LibraryError)(said)
