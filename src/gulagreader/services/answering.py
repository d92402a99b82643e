"""Answering a query: what was found, made into hits, threads, counts, suggestions."""

from dataclasses import dataclass, replace
from typing import Literal

from gulagreader.domain.hits import Answer, Hit, HitThread
from gulagreader.domain.query_parts import Query
from gulagreader.search.counting import as_numbers
from gulagreader.search.engine import Cancel, Found, Question
from gulagreader.search.plan import Marks, Plan
from gulagreader.services.asking import Asked, Place
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.services.shown_hits import facets_of, hits_of, threads_of
from gulagreader.services.suggesting import Suggesting

Sort = Literal["relevance", "date"]
_GROUPED_WHILE_TYPING = 10_000
"""Hits that are gathered by thread while the answer has to come at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an answer is wanted."""

    limit: int
    offset: int
    sort: Sort
    grouped: bool
    cancel: Cancel

    def answer(self, asked: Asked) -> Answer:
        """Answer; raises CancelledError when that is not wanted any more."""
        answer = asked.unanswered()
        place, plan, typing = asked.place, asked.plan, asked.query.typing
        if place is None or plan is None:
            return answer
        index = place.index
        found = self._search(index, plan, typing=typing)
        # Counted first: it takes memory for a moment, and so do the hits.
        facets = None if typing else facets_of(index, as_numbers(found.everything))
        threads = self._threads(index, found, asked.marks) if self.grouped else ()
        in_threads = tuple(hit for thread in threads for hit in thread.hits)
        answer = replace(
            answer,
            hits=in_threads if self.grouped else self._hits(index, found, asked.marks),
            threads=threads,
            total=found.total,
            exact=answer.exact and found.exact and self._has_all(found, typing=typing),
            facets=facets,
        )
        if found.total:
            return answer
        return replace(
            answer,
            suggestions=suggestions_for(asked, place, self.cancel),
            tried=asked.said(asked.query.part),
        )

    def _search(self, index: SearchedIndex, plan: Plan, *, typing: bool) -> Found:
        """Search for as many documents as are needed to give what is wanted."""
        end = self.offset + self.limit
        if self.grouped:
            end = max(end, _GROUPED_WHILE_TYPING) if typing else index.live
        question = Question(plan, end, self.sort, bounded=typing)
        return index.search(question, self.cancel)

    def _has_all(self, found: Found, *, typing: bool) -> bool:
        """Whether the hits of each thread could be counted to the end."""
        return not (self.grouped and typing) or len(found.numbers) == found.total

    def _hits(
        self, index: SearchedIndex, found: Found, marks: Marks
    ) -> tuple[Hit, ...]:
        return hits_of(index, found, range(self.offset, len(found.numbers)), marks)

    def _threads(
        self, index: SearchedIndex, found: Found, marks: Marks
    ) -> tuple[HitThread, ...]:
        end = self.offset + self.limit
        return threads_of(index, found, marks, start=self.offset, stop=end)


def suggestions_for(asked: Asked, place: Place, cancel: Cancel) -> tuple[str, ...]:
    """Other queries, where one found nothing."""

    def finds(query: Query) -> bool:
        plan = asked.plan_of(query.part)
        return plan is not None and place.index.finds(plan, cancel)

    names = [word for group in place.groups for name in group for word in name]
    return Suggesting(place.index, place.forms, names, finds).instead_of(asked.query)
