"""A query put to an index: the plan, with what the reader's filters mean there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gulagreader.domain.hits import Answer, Facets
from gulagreader.domain.query_parts import Has, Is, Kind, Part, Query
from gulagreader.search.plan import Groups, Marks, Numbered, Plan, marks_of, plan_of
from gulagreader.search.plan_words import described
from gulagreader.search.word_forms import LibraryForms
from gulagreader.services.numbering import Meant, Numbering
from gulagreader.services.quotation_index import QUOTATIONS
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.storage.memory_file import MemoryUnavailableError


@dataclass(frozen=True)
class Place:
    """Where answers are looked for, with what is kept from question to question."""

    index: SearchedIndex
    numbering: Numbering
    forms: LibraryForms
    groups: Groups
    """The library's aliases."""
    of_quotations: bool = False
    """Whether it is the index of quotations, which have no titles of their own."""

    def planned(
        self, part: Part | None, *, transliterate: bool
    ) -> tuple[Plan | None, list[Meant]]:
        """A query's part as the index is asked, and what its filters mean there."""
        meant: list[Meant] = []

        def numbered(one: Is | Has) -> Plan:
            try:
                found = self.numbering.meant(one)
            except MemoryUnavailableError as error:
                found = Meant(Numbered(frozenset()), str(error), whole=False)
            meant.append(found)
            return found.plan

        plan = plan_of(
            part, self.groups, numbered, self.forms, transliterate=transliterate
        )
        if plan is not None and self.of_quotations:
            plan = self.numbering.by_title(plan)
        return plan, meant


@dataclass(frozen=True)
class Asked:
    """A query, and where its answer is looked for."""

    query: Query
    place: Place | None
    """None where there is nothing that could be looked through."""
    notes: tuple[str, ...] = ()
    """What is to be said of that place."""
    whole: bool = True
    """Whether nothing is missing there."""
    transliterate: bool = False

    @cached_property
    def _planned(self) -> tuple[Plan | None, list[Meant]]:
        if self.place is None:
            return None, []
        part = self.query.part
        if part is None and self.query.collection == "quotations":
            return Kind(QUOTATIONS), []  # all of them
        return self.place.planned(part, transliterate=self.transliterate)

    @property
    def plan(self) -> Plan | None:
        """What the index is asked; None where that is nothing."""
        return self._planned[0]

    @property
    def is_whole(self) -> bool:
        """Whether everything that could answer is known."""
        return self.whole and all(one.whole for one in self._planned[1])

    @cached_property
    def marks(self) -> Marks:
        """What is marked in a text that is found."""
        return marks_of(self.plan)

    def plan_of(self, part: Part | None) -> Plan | None:
        """What the same index is asked for another query, or a part of this one."""
        if self.place is None:
            return None
        return self.place.planned(part, transliterate=self.transliterate)[0]

    def said(self, part: Part | None) -> tuple[str, ...]:
        """What a part looks for, in words."""
        if self.place is None:
            return ()
        plan = plan_of(
            part,
            self.place.groups,
            forms=self.place.forms,
            transliterate=self.transliterate,
        )
        return described(plan)

    def unanswered(self) -> Answer:
        """The answer as far as it is known without a search."""
        notes = (*self.query.notes, *self.notes, *(m.note for m in self._planned[1]))
        return Answer(
            query=self.query.text,
            exact=self.is_whole,
            facets=None if self.query.typing else Facets(),
            notes=_each(notes),
            words=tuple(self.marks.words),
            phrases=tuple(self.marks.phrases),
            collection=self.query.collection,
        )


def _each(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, notes)))
