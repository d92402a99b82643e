"""An open index: a generation with its texts and its engine."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.search.damage import is_no_damage
from gulagreader.search.documents import Documents
from gulagreader.search.engine import Engine
from gulagreader.search.engines import engine_named
from gulagreader.search.generation import Generation
from gulagreader.search.generations import Generations

_ATTEMPTS = 20
"""How often an index may be replaced by another run just while it is opened."""


@dataclass
class OpenIndex:
    """A generation that answers. Use it from one thread only."""

    generation: Generation
    documents: Documents
    engine: Engine

    def close(self) -> None:
        """Give back the files."""
        self.engine.close()
        self.documents.close()


def open_generation(generation: Generation) -> OpenIndex:
    """Open a generation; any exception means that it is damaged or gone.

    Nothing of it is opened before all its files were seen to be those that were
    written here.
    """
    generation.check()
    kind = engine_named(generation.manifest.engine)
    if kind is None:
        raise ValueError("no engine here made this index")
    documents = Documents(generation.folder, generation.manifest.documents)
    try:
        engine = kind.open(generation.engine_folder, documents)
    except BaseException:
        documents.close()
        raise
    return OpenIndex(generation, documents, engine)


def open_current(folder: Path, library: str) -> OpenIndex:
    """Open the current generation of the index in ``folder``.

    A damaged one is dropped, so that the next run builds a new one.

    Raises:
        IndexUnavailableError: there is none for this library and this program, or
            it is damaged.
    """
    generations = Generations(folder)
    for _ in range(_ATTEMPTS):
        generation = generations.current()
        if generation is None:
            break
        manifest = generation.manifest
        if not manifest.fits(library, manifest.folder):
            break
        try:
            return open_generation(generation)
        except Exception as error:
            if generations.current() != generation:
                continue  # it was replaced while it was opened
            if is_no_damage(error):
                raise IndexUnavailableError(
                    f"The search index cannot be read: {error}"
                ) from error
            drop_damaged(folder)
            raise IndexUnavailableError(
                "The search index is damaged and was dropped; build it again with: "
                "gulagreader index"
            ) from error
    raise IndexUnavailableError(
        "There is no search index for this library yet; build it with: "
        "gulagreader index"
    )


def drop_damaged(folder: Path) -> None:
    """Drop the current generation, unless a run that writes has the lock."""
    generations = Generations(folder)
    # Where nothing can be written, the next run says so.
    with suppress(OSError):
        if generations.lock():
            try:
                generations.drop()
            finally:
                generations.unlock()
