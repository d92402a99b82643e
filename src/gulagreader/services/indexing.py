"""Keeping a search index in step with a library: where it is, who may write it."""

import time
from collections.abc import Callable
from pathlib import Path

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.progress import Job, Progress
from gulagreader.search.generations import Generations
from gulagreader.services.index_run import IndexRun
from gulagreader.services.index_state import IndexState
from gulagreader.services.indexable import TEXTS, IndexableLibrary, Recipe
from gulagreader.services.indexed_quotations import QUOTATIONS
from gulagreader.text.digests import sha256

__all__ = [
    "IndexState",
    "index_folder_of",
    "quotation_index_folder_of",
    "update_index",
    "update_quotation_index",
]

_PAUSE = 0.1
_FOR_THE_FIRST = 60
"""How many times longer another program is waited for that builds the first index."""


def index_folder_of(library: IndexableLibrary, cache: Path) -> Path:
    """The folder under ``cache`` that holds the index of ``library``."""
    place = f"{library.info.id}\n{library.folder.resolve()}"
    name = sha256(place.encode(errors="replace")).hexdigest()[:24]
    return cache / "index" / name


def quotation_index_folder_of(library: IndexableLibrary, cache: Path) -> Path:
    """The folder under ``cache`` that holds the index of a library's quotations."""
    return index_folder_of(library, cache) / "quotations"


def update_index(
    library: IndexableLibrary,
    cache: Path,
    *,
    rebuild: bool = False,
    thorough: bool = False,
    brief: bool = False,
    patience: float = 10.0,
    pause: Callable[[float], None] = time.sleep,
) -> Job[IndexState]:
    """Bring the index of posts and comments under ``cache`` up to date.

    ``cache`` is the reader's own cache folder, made where it is missing. Closed
    early, the job leaves the index as it was, or with the changes that could be
    found before. ``rebuild`` makes everything anew. A ``thorough`` run digests every
    file of the index, to find damage that the file system does not know of. A
    ``brief`` one takes in what changed, and does not tidy up where that would take
    longer. Another program that indexes the same library is waited for at most
    ``patience`` seconds (``pause`` is called to wait), longer where there is no index
    yet; after that the index is used as it is, with a note.

    Raises:
        IndexUnavailableError: no index can be written there.
    """
    folder = index_folder_of(library, cache)
    run = _run(library, cache, folder, TEXTS)
    return _locked(
        run, rebuild, thorough=thorough, brief=brief, patience=patience, pause=pause
    )


def update_quotation_index(
    library: IndexableLibrary,
    cache: Path,
    *,
    rebuild: bool = False,
    thorough: bool = False,
    brief: bool = False,
    patience: float = 10.0,
    pause: Callable[[float], None] = time.sleep,
) -> Job[IndexState]:
    """Bring the index of a library's quotations up to date; as ``update_index``."""
    folder = quotation_index_folder_of(library, cache)
    run = _run(library, cache, folder, QUOTATIONS)
    return _locked(
        run, rebuild, thorough=thorough, brief=brief, patience=patience, pause=pause
    )


def _run(
    library: IndexableLibrary, cache: Path, folder: Path, recipe: Recipe
) -> IndexRun:
    if cache.resolve().is_relative_to(library.folder.resolve()):
        raise IndexUnavailableError(
            f"The search index cannot be kept in {cache}: that is inside the library, "
            "and opening an index that came with a library could run foreign code."
        )
    return IndexRun(library, Generations(folder), recipe)


def _locked(
    run: IndexRun,
    rebuild: bool,
    *,
    thorough: bool,
    brief: bool,
    patience: float,
    pause: Callable[[float], None],
) -> Job[IndexState]:
    """Run under the lock of the index."""
    generations = run.generations
    generations.prepare()
    try:
        waited = 0
        while not generations.lock():
            has_index = generations.current() is not None
            if waited * _PAUSE >= patience * (1 if has_index else _FOR_THE_FIRST):
                return run.unchanged(
                    "Another program is indexing this library; what it has not "
                    "finished is not found yet."
                )
            yield Progress("Waiting for another program", waited)
            pause(_PAUSE)
            waited += 1
        try:
            return (
                yield from run.update(rebuild=rebuild, thorough=thorough, brief=brief)
            )
        finally:
            generations.unlock()
    except OSError as error:
        raise IndexUnavailableError(
            f"The search index cannot be written to {generations.folder}: "
            f"{error.strerror or error}. Make room there, or name another folder in "
            "GULAGREADER_CACHE."
        ) from error
