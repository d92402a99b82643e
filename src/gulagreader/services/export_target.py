"""Where an export goes: a new file or folder, whole or not there at all.

Everything is written beside the target under a name of its own, which the target's
takes the place of in one step, so that a stop, a full disk or a kill leaves the old
target, or none.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from gulagreader.domain.errors import ExportError
from gulagreader.storage.library_file import LIBRARY_FILE, POSTS_FOLDER


def export_target(target: Path, library: Path, *, folder: bool, force: bool) -> Path:
    """The target as an absolute path, links resolved, if an export may go there.

    ``folder`` says whether a folder or a file is to be made; ``force`` that an older
    export may be replaced.

    Raises:
        ExportError: it may not; the message says what to do.
    """
    try:
        path = target.expanduser().resolve()
        taken = path.exists()
        whole = library.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise ExportError(f"{target} cannot be used: {_reason(error)}.") from None
    if path.is_relative_to(whole):
        raise ExportError(
            f"{target} lies in the library itself. Name a place outside of {library}."
        )
    if folder and whole.is_relative_to(path):
        raise ExportError(f"{target} holds the library itself. Name another folder.")
    if not path.parent.is_dir():
        raise ExportError(f"There is no folder {path.parent}. Make it first.")
    if taken:
        _may_replace(path, target, folder=folder, force=force)
    return path


def _may_replace(path: Path, target: Path, *, folder: bool, force: bool) -> None:
    if folder:
        if not path.is_dir():
            raise ExportError(f"{target} is a file; a folder is made. Name another.")
        inside = {child.name for child in _children(path)}
        if not inside:
            return
        if inside - {LIBRARY_FILE, POSTS_FOLDER} or LIBRARY_FILE not in inside:
            raise ExportError(
                f"{target} holds other things than a library and is not replaced."
                " Name a new folder."
            )
    elif not path.is_file():
        kind = "a folder" if path.is_dir() else "no plain file"
        raise ExportError(f"{target} is {kind}; a file is made. Name another.")
    if not force:
        raise ExportError(f"{target} is there already. To replace it, add --force.")


def _children(path: Path) -> list[Path]:
    try:
        return list(path.iterdir())
    except OSError as error:
        raise ExportError(f"{path} cannot be read: {_reason(error)}.") from None


@contextmanager
def new_file(path: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the name ``path`` when the block has ended.

    If the block is left by an error, or closed, nothing stays.

    Raises:
        ExportError: it cannot be written.
    """
    temporary = _beside(path)
    mode = 0o600 if private else 0o666
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with os.fdopen(os.open(temporary, flags, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        _remove(temporary)
        raise _unwritten(path, error) from None
    except BaseException:
        _remove(temporary)
        raise


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, which takes the name ``path`` when the block has ended.

    An empty folder or an older library of that name makes way. If the block is left
    by an error, or closed, nothing stays.

    Raises:
        ExportError: it cannot be written.
    """
    temporary = _beside(path)
    try:
        temporary.mkdir()
        yield temporary
        _put_in_place(temporary, path)
    except OSError as error:
        _remove(temporary)
        raise _unwritten(path, error) from None
    except BaseException:
        _remove(temporary)
        raise


def _put_in_place(temporary: Path, path: Path) -> None:
    if not path.exists():
        temporary.rename(path)
        return
    old = _beside(path)
    path.rename(old)
    try:
        temporary.rename(path)
    except OSError:
        old.rename(path)
        raise
    _remove(old)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")


def _remove(path: Path) -> None:
    """Remove what was written in vain; what cannot be removed stays hidden."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _unwritten(path: Path, error: OSError) -> ExportError:
    return ExportError(
        f"{path} cannot be written: {_reason(error)}. Look at its folder and the disk;"
        " nothing was changed."
    )


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
