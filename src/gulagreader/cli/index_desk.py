"""What a command works with that searches: the desk, and the library's indexes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from gulagreader.cli.desk import Desk
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.progress import Job
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Either, Every, Has, InThread, Not, Part
from gulagreader.services.finding import Finder
from gulagreader.services.index_place import index_cache
from gulagreader.services.indexing import (
    IndexState,
    index_folder_of,
    quotation_index_folder_of,
    update_index,
    update_quotation_index,
)

Answered = TypeVar("Answered")


def asks_for_quotations(query: str) -> bool:
    """Whether a query cannot be answered without the index of quotations."""
    asked = parse_query(query, typing=False)
    return asked.collection == "quotations" or _has_quotation(asked.part)


def _has_quotation(part: Part | None) -> bool:
    match part:
        case Has():
            return part.feature == "quotation"
        case Every() | Either():
            return any(map(_has_quotation, part.parts))
        case Not() | InThread():
            return _has_quotation(part.part)
        case _:
            return False


class IndexDesk:
    """A library's indexes, where they can be kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        cache, notice = index_cache(desk.own.cache, desk.own.temporary)
        self._cache: Path = cache
        if notice:
            desk.console.note(f"gulagreader: {notice}")

    def updated(self, *, rebuild: bool = False, thorough: bool = False) -> IndexState:
        """Bring the index of posts and comments up to date.

        Raises:
            IndexUnavailableError: none can be written.
        """
        self.desk.look()
        job = update_index(
            self.desk.library, self._cache, rebuild=rebuild, thorough=thorough
        )
        return self._run(job)

    def updated_quotations(
        self, *, rebuild: bool = False, thorough: bool = False
    ) -> IndexState:
        """Bring the index of quotations up to date, as of the last look."""
        job = update_quotation_index(
            self.desk.library, self._cache, rebuild=rebuild, thorough=thorough
        )
        return self._run(job)

    def taken_in(self, *, quotations: bool) -> Job[IndexState]:
        """Look at the library's files again, and take in a few that changed."""
        yield from self.desk.library.refresh()
        library, cache = self.desk.library, self._cache
        state = yield from update_index(library, cache, brief=True, patience=0)
        if quotations:
            yield from update_quotation_index(library, cache, brief=True, patience=0)
        return state

    def _run(self, job: Job[IndexState]) -> IndexState:
        return self.desk.console.run(job)

    @contextmanager
    def finder(self, *, quotations: bool) -> Iterator[Finder]:
        """The search over indexes that are up to date; a damaged one is made anew.

        Where the disk is full, what was indexed before is searched.

        Raises:
            IndexUnavailableError: there is none, and none can be written.
        """
        failed = self._bring_up_to_date(quotations=quotations)
        try:
            finder = self._opened()
        except IndexUnavailableError:
            if failed is not None:
                raise failed from None
            self.say_damaged()
            self.updated(rebuild=True)
            finder = self._opened()
        if failed is not None:
            self.desk.console.note(f"gulagreader: {failed}")
        try:
            yield finder
        finally:
            finder.close()
            self.desk.forget()

    def answered(
        self, ask: Callable[[Finder], Answered], *, quotations: bool
    ) -> Answered:
        """Ask the indexes; where one proves to be damaged it is made anew and asked.

        Raises:
            IndexUnavailableError: there is none and none can be written, or the new
                one is damaged, too.
        """
        with self.finder(quotations=quotations) as finder:
            try:
                return ask(finder)
            except IndexUnavailableError as error:
                self.desk.console.note(f"gulagreader: {error}")
        # The damaged one was dropped.
        with self.finder(quotations=quotations) as finder:
            return ask(finder)

    def say_damaged(self) -> None:
        """Tell that an index is built anew."""
        self.desk.console.note(
            "gulagreader: the search index was damaged; it is built anew."
        )

    def index_quotations(self) -> None:
        """Bring the index of quotations up to date; a failure is only noted."""
        try:
            for note in self.updated_quotations().notes:
                self.desk.console.note(note)
        except IndexUnavailableError as error:
            self.desk.console.note(f"gulagreader: {error}")

    def _bring_up_to_date(self, *, quotations: bool) -> IndexUnavailableError | None:
        try:
            notes = self.updated().notes
        except IndexUnavailableError as error:
            return error
        for note in notes:
            self.desk.console.note(note)
        if quotations:
            self.index_quotations()
        return None

    def _opened(self) -> Finder:
        library = self.desk.library
        return Finder.open(
            library.info,
            index_folder_of(library, self._cache),
            states=self.desk.states(),
            quotations=quotation_index_folder_of(library, self._cache),
            notes=self.desk.notes if self.desk.own.memory.exists() else None,
        )
