"""The words of the cards of a list, as numbers of a vocabulary in one array.

Words of a query are looked up in the vocabulary; which cards have them is then said
by numpy at some nanoseconds a word, so that a key typed over a hundred thousand posts
is answered before the next one comes.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

from gulagreader.domain.posts import PostCard
from gulagreader.domain.query_parts import Phrase, Term
from gulagreader.services.card_facts import Flags, Numbers, any_within
from gulagreader.services.matching import fits_word, forms_among
from gulagreader.text.words import words

_TERMS_KEPT = 64


class CardWords:
    """Grows from the first card to the last."""

    def __init__(self, cards: Sequence[PostCard]) -> None:
        self._cards = cards
        self.done = 0
        """How many cards are taken in."""
        self._numbers: dict[str, int] = {}
        self._tokens = array("i")
        self._ends, self._title_ends = array("i"), array("i")
        self._sorted: list[str] = []
        self._fitting: dict[Term | Phrase, tuple[int, Flags]] = {}
        self._arrays: tuple[int, Numbers, Numbers, Numbers] | None = None
        self._known: dict[str, list[int]] = {}

    @property
    def is_whole(self) -> bool:
        """Whether all cards are taken in."""
        return self.done == len(self._cards)

    def grow(self, most: int) -> None:
        """Take in at most so many cards more."""
        end = min(len(self._cards), self.done + most)
        for number in range(self.done, end):
            card = self._cards[number]
            self._tokens.extend(self._of(card.title))
            self._title_ends.append(len(self._tokens))
            for text in (card.author, card.date, *card.tags):
                if text:
                    self._tokens.extend(self._kept(text))
            self._ends.append(len(self._tokens))
        self.done = end
        if self.is_whole:
            self._known.clear()

    def _of(self, text: str) -> Iterator[int]:
        numbers = self._numbers
        return (numbers.setdefault(word, len(numbers)) for word in words(text))

    def _kept(self, text: str) -> list[int]:
        """The words of what many cards have: a name, a day, a tag."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = list(self._of(text))
        return found

    def with_part(self, part: Term | Phrase) -> Flags:
        """Which cards have a word, or a row of words, as ``matching.fits`` has it."""
        asked = words(part.text)
        tokens, ends, _ = self._taken()
        if not asked:
            return np.ones(self.done, np.bool_)
        *row, _ = asked
        fitting = self._words_for(part)
        if row:
            return self._rows(row, fitting, tokens, ends)
        return any_within(fitting[tokens], ends)

    def with_title_word(self, asked: str) -> Flags:
        """Which cards have a word in their titles that begins so."""
        tokens, ends, title_ends = self._taken()
        starts = np.concatenate(([0], ends[:-1]))
        sums = np.concatenate(([0], np.cumsum(self._beginning(asked)[tokens])))
        return np.asarray(sums[title_ends] > sums[starts])

    def _taken(self) -> tuple[Numbers, Numbers, Numbers]:
        if self._arrays is None or self._arrays[0] != self.done:
            # Copies: an array cannot grow while numpy looks at it.
            arrays = (self._tokens, self._ends, self._title_ends)
            tokens, ends, titles = (np.array(one, np.int32) for one in arrays)
            self._arrays = self.done, tokens, ends, titles
        return self._arrays[1:]

    def _rows(
        self, row: Sequence[str], fitting: Flags, tokens: Numbers, ends: Numbers
    ) -> Flags:
        found = np.zeros(self.done, np.bool_)
        numbers = [self._numbers.get(word, -1) for word in row]
        size = tokens.size - len(row)
        if size <= 0 or -1 in numbers:
            return found
        here = fitting[tokens[len(row) :]]
        for at, number in enumerate(numbers):
            here &= tokens[at : at + size] == number
        starts = np.flatnonzero(here)
        owners = np.searchsorted(ends, starts, "right")
        # A row goes on within one card.
        found[owners[starts + len(row) < ends[owners]]] = True
        return found

    def _words_for(self, part: Term | Phrase) -> Flags:
        """Which words of the vocabulary do for the last word of a part."""
        kept = self._fitting.get(part)
        if kept is not None and kept[0] == len(self._numbers):
            return kept[1]
        *row, last = words(part.text)
        found = np.zeros(len(self._numbers), np.bool_)
        for word in self._candidates(part, last):
            if fits_word(part, last, word, beginnings=True, alone=not row):
                found[self._numbers[word]] = True
        if len(self._fitting) > _TERMS_KEPT:
            self._fitting.clear()
        self._fitting[part] = len(self._numbers), found
        return found

    def _candidates(self, part: Term | Phrase, last: str) -> Sequence[str]:
        """Words that may do: those of the same beginning, but for like spellings."""
        if isinstance(part, Term) and part.similar:
            return self._vocabulary()
        begun = self._between(last)
        if isinstance(part, Phrase) or part.exact or part.prefix:
            return begun
        # Forms of a word begin as it does, with one letter at least.
        return [*begun, *forms_among(last, self._between(last[:1]))]

    def _beginning(self, asked: str) -> Flags:
        found = np.zeros(len(self._numbers), np.bool_)
        found[[self._numbers[word] for word in self._between(asked)]] = True
        return found

    def _between(self, beginning: str) -> Sequence[str]:
        every = self._vocabulary()
        first = bisect_left(every, beginning)
        last = bisect_left(every, beginning + "\U0010ffff")
        return every[first:last]

    def _vocabulary(self) -> list[str]:
        if len(self._sorted) != len(self._numbers):
            self._sorted = sorted(self._numbers)
        return self._sorted

    def title_ranks(self, most: int) -> list[Numbers]:
        """For each of the first words of a title, its place in the alphabet.

        ``most`` arrays, with -1 where a title has ended.
        """
        tokens, ends, title_ends = self._taken()
        ranks = np.zeros(len(self._numbers) + 1, np.int64)
        for rank, word in enumerate(self._vocabulary()):
            ranks[self._numbers[word]] = rank
        starts = np.concatenate(([0], ends[:-1])).astype(np.int64)
        found = []
        padded = np.concatenate((tokens, [len(self._numbers)]))
        for at in range(most):
            places = np.minimum(starts + at, tokens.size)
            there = starts + at < title_ends
            found.append(np.where(there, ranks[padded[places]], -1))
        return found
