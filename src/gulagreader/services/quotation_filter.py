"""A list of quotations narrowed by the query language while it is typed.

The index of quotations says which there are; a list and an index that were made of
other states of the library have the same quotations but for what changed between.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.queries import parse_query
from gulagreader.domain.quotation_list import ListedQuotation
from gulagreader.search.engine import Cancel, CancelledError, Question, never
from gulagreader.services.asking import Asked
from gulagreader.services.finding import Finder
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.text.words import words

_WITHOUT_INDEX = "The quotations are not indexed yet: only whole words are looked for"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of a list fits a query."""

    text: str
    numbers: tuple[int, ...]
    """Of the quotations, in the order of the list."""
    notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """To be marked in a text; as ``Answer.words``."""
    phrases: tuple[tuple[str, ...], ...] = ()


class QuotationFilter:
    """Answers for one list at a time. Use it from one thread only."""

    def __init__(self, open_finder: Callable[[], Finder]) -> None:
        self._open_finder = open_finder
        self._finder: Finder | None = None
        self._list: Sequence[ListedQuotation] = ()
        self._numbers: tuple[tuple[str, int], NDArray[np.int64]] | None = None
        """Of a state of the index, for each document its number in the list."""

    @property
    def quotations(self) -> Sequence[ListedQuotation]:
        """The list that is narrowed."""
        return self._list

    def take(self, quotations: Sequence[ListedQuotation]) -> None:
        """Narrow another list from now on."""
        self._list, self._numbers = quotations, None

    def reopen_if_changed(self) -> None:
        """Take in what was indexed since."""
        try:
            if self._finder is not None:
                self._finder.reopen_if_changed()
        except IndexUnavailableError:
            self.close()

    def close(self) -> None:
        """Give back the files; they are opened again when they are asked."""
        if self._finder is not None:
            self._finder.close()
        self._finder = None

    def narrowed(
        self, text: str, *, typing: bool, cancel: Cancel = never
    ) -> Narrowed | None:
        """The quotations that fit a query; None where that is not wanted any more."""
        if not text.strip():
            return Narrowed(text, tuple(range(len(self._list))))
        query = replace(parse_query(text, typing=typing), collection="quotations")
        try:
            if self._finder is None:
                self._finder = self._open_finder()
            asked = self._finder.asked(query)
            if asked.place is None:
                return self._without_index(text)
            return self._indexed(text, asked, asked.place.index, cancel)
        except CancelledError:
            return None
        except IndexUnavailableError:
            self.close()
            return self._without_index(text)

    def _indexed(
        self, text: str, asked: Asked, index: SearchedIndex, cancel: Cancel
    ) -> Narrowed:
        notes = asked.unanswered().notes
        if asked.plan is None:
            return Narrowed(text, tuple(range(len(self._list))), notes)
        found = index.search(Question(asked.plan, limit=0), cancel)
        numbers = self._numbers_of(index)[np.asarray(found.everything, np.int64)]
        known = np.unique(numbers[numbers >= 0])
        marks = asked.marks
        return Narrowed(
            text,
            tuple(known.tolist()),
            notes,
            tuple(marks.words),
            tuple(marks.phrases),
        )

    def _numbers_of(self, index: SearchedIndex) -> NDArray[np.int64]:
        """The place in the list of each document of the index; -1 of one without."""
        if self._numbers is None or self._numbers[0] != index.state:
            numbers = {one.key: number for number, one in enumerate(self._list)}
            places = [numbers.get(place, -1) for place in index.places()]
            self._numbers = index.state, np.array(places, np.int64)
        return self._numbers[1]

    def _without_index(self, text: str) -> Narrowed:
        """Look for words as they are: better than nothing while the index is made."""
        asked = set(words(text))
        found = tuple(
            number
            for number, one in enumerate(self._list)
            if asked <= set(words(" ".join((one.words, one.speaker or ""))))
        )
        return Narrowed(text, found, (_WITHOUT_INDEX,), tuple(asked))
