"""The long jobs of a library: done here, or for a large one in another program."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gulagreader.domain.errors import Damage, IndexUnavailableError
from gulagreader.domain.progress import Job, Outcome
from gulagreader.services.freed_memory import (
    give_back_freed_memory,
    hold_back_little,
)
from gulagreader.services.reading import OpenLibrary
from gulagreader.storage.catalogue import CatalogueState

if TYPE_CHECKING:
    from gulagreader.services.index_state import IndexState
    from gulagreader.services.uptake.state import PassagesState


class LibraryJobs:
    """What brings a library's catalogue, indexes and passages up to date."""

    def __init__(self, library: OpenLibrary, cache: Path, index_cache: Path) -> None:
        self._library = library
        self._cache, self._index_cache = cache, index_cache

    def refresh(self) -> Job[CatalogueState]:
        """Take in what changed on the disk.

        Of a large library another program reads what changed; while it makes the first
        catalogue, the list shows what it has saved so far.
        """
        if self._is_for_another():
            hold_back_little()
            state = yield from self._library.unchanged()
            if state is not None:
                give_back_freed_memory()
                return state
            try:
                job = self._aside("refresh", _damages_of)
                damages = yield from self._shown_meanwhile(job)
            except IndexUnavailableError:
                damages = None  # what keeps the other from it may not keep us
            if damages is not None:
                state = self._library.take_in_saved(damages)
                if state is not None:
                    give_back_freed_memory()
                    return state
        return (yield from self._library.refresh())

    def _shown_meanwhile(self, job: Job[Outcome]) -> Job[Outcome]:
        """Let the list show what a job has saved whenever it reports its progress."""
        with closing(job):
            while True:
                try:
                    progress = next(job)
                except StopIteration as end:
                    outcome: Outcome = end.value
                    return outcome
                self._library.show_saved()
                yield progress

    def update_index(
        self, *, rebuild: bool = False, thorough: bool = False
    ) -> "Job[IndexState]":
        """Bring the search index up to date; see ``indexing.update_index``."""
        if self._is_for_another():
            return self._aside(
                "index", _index_state_of, rebuild=rebuild, thorough=thorough
            )
        from gulagreader.services.indexing import update_index  # noqa: PLC0415 - start-up

        library, cache = self._library, self._index_cache
        return update_index(library, cache, rebuild=rebuild, thorough=thorough)

    def update_quotation_index(self) -> "Job[IndexState]":
        """Bring the index of quotations up to date."""
        if self._is_for_another():
            return self._aside("quotations", _index_state_of)
        from gulagreader.services.indexing import (  # noqa: PLC0415 - start-up
            update_quotation_index,
        )

        return update_quotation_index(self._library, self._index_cache)

    def update_passages(self) -> "Job[PassagesState]":
        """Bring what is known of passages up to date."""
        if self._is_for_another():
            return self._aside("passages", _passages_state_of)
        from gulagreader.services.uptake.updating import update_passages  # noqa: PLC0415 - start-up

        return update_passages(self._library, self._index_cache)

    def _is_for_another(self) -> bool:
        if not self._library.is_large:
            return False
        from gulagreader.services.aside import can_run_aside  # noqa: PLC0415 - rarely

        return can_run_aside()

    def _aside(
        self,
        job: str,
        outcome_of: Callable[[Mapping[str, Any]], Outcome],
        **options: bool,
    ) -> Job[Outcome]:
        from gulagreader.services.aside import Order, run_aside  # noqa: PLC0415 - rarely

        folder = self._library.folder
        order = Order(job, folder, self._cache, self._index_cache, options)
        return run_aside(order, outcome_of)


def _damages_of(fields: Mapping[str, Any]) -> tuple[Damage, ...] | None:
    """What is wrong beside the posts; None where the catalogue could not be saved."""
    if not fields["saved"]:
        return None
    return tuple(
        Damage(Path(path), line, reason, fatal)
        for path, line, reason, fatal in fields["damages"]
    )


def _index_state_of(fields: Mapping[str, Any]) -> "IndexState":
    from gulagreader.services.index_state import IndexState  # noqa: PLC0415 - start-up

    return IndexState(**_put_right(fields))


def _passages_state_of(fields: Mapping[str, Any]) -> "PassagesState":
    from gulagreader.services.uptake.state import PassagesState  # noqa: PLC0415 - start-up

    return PassagesState(**_put_right(fields))


def _put_right(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as they were before they were told in JSON."""
    right = {**fields, "notes": tuple(fields["notes"])}
    if "folder" in right:
        right["folder"] = Path(right["folder"])
    return right
