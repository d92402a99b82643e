"""Keeping a library's passages in step with it: all at first, then what changed.

The first build compares all texts at once, with what is large of them in nameless
files; what changes later is compared by way of the file.
"""

import sqlite3
from pathlib import Path

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.progress import Job
from gulagreader.services.indexable import IndexableLibrary
from gulagreader.services.uptake.building import build_passages
from gulagreader.services.uptake.changing import change_passages
from gulagreader.services.uptake.state import PassagesState, passage_file_of
from gulagreader.services.uptake.taking import Taker

__all__ = ["PassagesState", "passage_file_of", "update_passages"]


def update_passages(
    library: IndexableLibrary, cache: Path, *, rebuild: bool = False
) -> Job[PassagesState]:
    """Bring what is known of a library's passages up to date.

    ``cache`` is the user's cache folder. Closed early, all is as it was before. What is
    damaged is made anew.

    Raises:
        IndexUnavailableError: the file cannot be written there.
    """
    if cache.resolve().is_relative_to(library.folder.resolve()):
        raise IndexUnavailableError(
            f"The passages of this library cannot be kept in {cache}: that is inside"
            " the library. Name another folder in GULAGREADER_CACHE."
        )
    path = passage_file_of(library, cache)
    taker = Taker(library)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not rebuild:
            try:
                state = yield from change_passages(taker, path)
            except sqlite3.DatabaseError:
                state = None
            if state is not None:
                return state
        return (yield from build_passages(taker, path))
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IndexUnavailableError(
            f"The passages of this library cannot be kept in {path}: {reason}. Make"
            " room there, or name another folder in GULAGREADER_CACHE."
        ) from error
