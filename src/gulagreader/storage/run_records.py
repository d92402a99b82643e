"""The kept reports of imports: ``imports/runs/<when>-<digest>.json`` in a library.

The digest is of what the report says, so that two imports of one second, or of two
machines that share a library, do not take one name.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gulagreader.domain.errors import Damage, LibraryError
from gulagreader.storage.safe_write import write_file

RUNS_FOLDER = "runs"
_IMPORTS = "imports"
_LARGEST = 32 * 1024 * 1024
_TIME = "%Y-%m-%dT%H-%M-%SZ"


class UnreadableRunError(LibraryError):
    """A kept report that cannot be read as one; says why."""


def runs_folder(library: Path) -> Path:
    """Where the reports of a library's imports are."""
    return library / _IMPORTS / RUNS_FOLDER


def kept_runs(library: Path) -> tuple[Path, ...]:
    """The files of the reports, the oldest first; links are passed over."""
    folder = runs_folder(library)
    if folder.parent.is_symlink() or folder.is_symlink():
        return ()
    try:
        found = [path for path in folder.iterdir() if path.suffix == ".json"]
    except OSError:
        return ()
    return tuple(sorted(path for path in found if not path.is_symlink()))


def keep_run(library: Path, now: datetime, digest: str, text: str) -> Path:
    """Write a report under a name that no other has; give its file.

    Raises:
        LibraryError: it cannot be written, or a folder of it is a link.
    """
    folder = runs_folder(library)
    if folder.parent.is_symlink() or folder.is_symlink():
        raise LibraryError(f"{folder} leads elsewhere; remove that link.")
    stem = now.astimezone(UTC).strftime(_TIME)
    path, number = folder / f"{stem}-{digest}.json", 2
    while path.exists():
        path = folder / f"{stem}-{number}-{digest}.json"
        number += 1
    write_file(path, text)
    return path


def read_run(path: Path) -> dict[str, Any]:
    """Read a report as it was written; nothing in it is trusted to be of a sort.

    Raises:
        UnreadableRunError: it is no report, too large, or cannot be read.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableRunError("is too large to be the report of an import")
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise UnreadableRunError(f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise UnreadableRunError("is not JSON") from None
    if not isinstance(found, dict) or "run" not in found:
        raise UnreadableRunError("is not the report of an import")
    return found


def damaged_runs(library: Path) -> Iterator[Damage]:
    """Name the reports that cannot be read; posts do not depend on them."""
    for path in kept_runs(library):
        try:
            read_run(path)
        except UnreadableRunError as error:
            reason = f"{error}; no post depends on it, so remove it or bring it back"
            yield Damage(path.resolve(), None, reason, fatal=False)
