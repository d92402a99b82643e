"""Writing files so that each is either the old one or the new one, never half."""

import contextlib
import os
import re
import secrets
import stat
from pathlib import Path

from gulagreader.domain.errors import LibraryError

_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.tmp", re.DOTALL)
_LEFT_BEHIND = 600 * 10**9
"""Age in nanoseconds from which a temporary file is nobody's any more: writing one
takes less than a second."""


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
    data = text.encode("utf-8")
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data, durable=durable)
    except OSError as error:
        raise LibraryError(_explained(path, error)) from None
    return True


def remove_file(path: Path) -> bool:
    """Remove a file; say whether there was one."""
    try:
        path.unlink()
        _sync_folder(path.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise LibraryError(_explained(path, error)) from None
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


def _replace(path: Path, data: bytes, *, durable: bool) -> None:
    temporary = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            with contextlib.suppress(OSError):
                os.fchmod(handle, stat.S_IMODE(path.stat().st_mode))
            file.write(data)
            file.flush()
            if durable:
                os.fsync(handle)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Put a changed name onto the disk, where the file system knows how."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _explained(path: Path, error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{path} cannot be written: {reason}. Look at its permissions and the disk."
