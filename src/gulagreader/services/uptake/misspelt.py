"""Short quotations with a slip of spelling, found in the texts above them.

A quotation of a few words has to agree in all of them; but whoever copies by hand
misspells. With one slip the first two words or the last two are still as they were.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from gulagreader.domain.quotations import Quotation, QuotationKind
from gulagreader.services.uptake.thread_texts import ThreadTexts
from gulagreader.text.passage_matching import Numbers, word_number
from gulagreader.text.quoted_pieces import Found, are_misspelt, spelt_words

_MOST_PLACES = 400
"""Places of two words above a quotation that are looked at, the nearest first."""
_Pair = tuple[int, int]


class Misspelt:
    """The short quotations of a thread; made once, asked for each of them."""

    def __init__(
        self, read: ThreadTexts, numbers: Numbers, starts: Sequence[int]
    ) -> None:
        self._read = read
        self._numbers = numbers
        self._starts = starts

    def find(
        self, number: int, quotation: Quotation, order: Mapping[int, int]
    ) -> tuple[int, Found] | None:
        """The text above a comment, and the place in it, that a quotation misspells.

        ``number`` is that of the comment's text, ``order`` says which come first.
        """
        words = spelt_words(quotation)
        if not words or quotation.kind is QuotationKind.TITLE:
            return None
        found = list(self._places(number, words))
        if not found:
            return None
        # The nearest in the branch, then the latest of the others.
        text, start = min(
            found, key=lambda one: (order.get(one[0], len(order)), -one[0])
        )
        return text, Found(start, start + len(words), 1 - 1 / len(words))

    def _places(self, number: int, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        length = len(words)
        tried: set[int] = set()
        for offset in (0, length - 2):
            pair = word_number(words[offset]), word_number(words[offset + 1])
            known = self._pairs.get(pair, [])
            first = bisect_right(known, self._starts[number] - 1)
            for place in known[max(0, first - _MOST_PLACES) : first]:
                at = place - offset
                text = bisect_right(self._starts, place) - 1
                start = at - self._starts[text]
                if at in tried or start < 0:
                    continue
                tried.add(at)
                said = self._read.words(text, start, start + length)
                if are_misspelt(words, said):
                    yield text, start

    @cached_property
    def _pairs(self) -> Mapping[_Pair, Sequence[int]]:
        """Where the first two and the last two words of each quotation stand."""
        wanted: set[_Pair] = set()
        for each in self._read.quotations.values():
            for one in each:
                words = spelt_words(one)
                if words:
                    ends = words[:2], words[-2:]
                    wanted |= {(word_number(a), word_number(b)) for a, b in ends}
        places: dict[_Pair, list[int]] = defaultdict(list)
        numbers = self._numbers
        if not wanted or len(numbers) < 2:
            return places
        firsts = np.fromiter({one for one, _ in wanted}, np.uint32)
        seconds = np.fromiter({two for _, two in wanted}, np.uint32)
        at = np.flatnonzero(
            np.isin(numbers[:-1], firsts) & np.isin(numbers[1:], seconds)
        )
        found = zip(
            numbers[at].tolist(), numbers[at + 1].tolist(), at.tolist(), strict=True
        )
        for one, two, place in found:
            if (one, two) in wanted:
                places[one, two].append(place)
        return places
