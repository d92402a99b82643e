"""All words of the indexed texts, by number and in order; memory-mapped.

Words are numbered from 1 in the order in which they first came; a number means the
same word for as long as the generation lives. ``words`` holds them as lines of UTF-8,
``words-end`` where each ends. ``order-N`` belongs to the first N documents: the
numbers in the order of the words' bytes (which is that of their code points), and
then in how many documents each word stands. So opening reads nothing, a word is
found by bisection, and a beginning is a stretch of ``order``.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import overload

import numpy as np
import numpy.typing as npt

from gulagreader.search.mapped_file import MappedFile, give_back_arrays

MOST_WORDS = 64
MOST_POSTINGS = 150_000
TOO_COMMON = 2000
"""In a small library no word of fewer documents is left out as being everywhere."""
_AFTER = b"\xff"  # after every byte of UTF-8
_END = np.dtype(np.uint64)
_NUMBER = np.dtype(np.uint32)
WORDS, ENDS = "words", "words-end"


def order_name(documents: int) -> str:
    """The name of the file with the order of the words of so many documents."""
    return f"order-{documents}"


class Vocabulary:
    """Words, their numbers, and in how many documents each stands.

    The counts may be too high by documents that were removed since.
    """

    def __init__(self, folder: Path, documents: int) -> None:
        """Map the vocabulary of the first ``documents`` documents of a generation.

        Raises OSError or ValueError where the files do not fit together.
        """
        self._orders = MappedFile(folder / order_name(documents))
        both = self._orders.array(_NUMBER, len(self._orders) // _NUMBER.itemsize)
        self._places = MappedFile(folder / ENDS)
        ends = self._places.array(_END, len(self._places) // _END.itemsize)
        count = len(both) // 2
        self._order: npt.NDArray[np.uint32] = both[:count]
        self._counts: npt.NDArray[np.uint32] = both[count:]
        """By number; the number 0 is no word, so it is kept one too low."""
        if len(both) % 2 or len(ends) < count or self._order.max(initial=0) > count:
            raise ValueError("the words do not fit their order")
        self._ends = ends[:count]
        """Where each word's line ends, by number, one too low as well."""
        self._words = MappedFile(folder / WORDS)
        self._text = self._words.held
        if count and len(self._text) < int(self._ends[-1]):
            raise ValueError("the words are shorter than their columns say")
        self._sorted = _Sorted(self)
        self._find = lru_cache(4096)(self._bisected)

    def __len__(self) -> int:
        return len(self._order)

    def rest(self) -> None:
        """Let the system have the memory of the files, until they are read again."""
        self._find.cache_clear()
        for held in (self._words, self._orders, self._places):
            held.rest()

    def close(self) -> None:
        """Give back the files."""
        give_back_arrays(self)
        give_back_arrays(self._sorted)
        self._find.cache_clear()
        for held in (self._words, self._orders, self._places):
            held.close()
        self._text = b""

    def line(self, number: int) -> bytes:
        """A word's bytes."""
        start = int(self._ends[number - 2]) if number > 1 else 0
        return self._text[start : int(self._ends[number - 1]) - 1]

    def word(self, number: int) -> str:
        """The word that has a number."""
        return self.line(number).decode()

    def number(self, word: str) -> int:
        """The number of a word; 0 where there is no such word."""
        at = self._find(word.encode(errors="replace"))
        return 0 if at is None else int(self._order[at])

    def place(self, line: bytes) -> int:
        """Where in the order a word's bytes stand, or would stand."""
        return bisect_left(self._sorted, line)

    def _bisected(self, line: bytes) -> int | None:
        at = self.place(line)
        found = at < len(self) and self._sorted[at] == line
        return at if found else None

    def frequency(self, word: str) -> int:
        """In how many documents a word stands, at most."""
        number = self.number(word)
        return int(self._counts[number - 1]) if number else 0

    def frequencies(self, numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
        """The same for many words by number."""
        return self._counts[numbers - 1]

    def in_order(self) -> npt.NDArray[np.uint32]:
        """The numbers of all words in the order of their letters."""
        return self._order

    def beginning(self, prefix: str) -> npt.NDArray[np.uint32]:
        """The numbers of all words that begin so, in order."""
        line = prefix.encode(errors="replace")
        first = bisect_left(self._sorted, line)
        return self._order[first : bisect_left(self._sorted, line + _AFTER, first)]

    def expand(self, prefix: str) -> Sequence[str]:
        """All words that begin so."""
        return [self.word(number) for number in self.beginning(prefix).tolist()]

    def bounded(self, prefix: str, documents: int) -> tuple[Sequence[str], bool]:
        """The most frequent words that begin so, but none that are everywhere.

        Also whether these are all. The number of words and of postings to read is
        bounded, so that the first letters of a word cost no more than a word. The
        word that is the prefix itself is always among them.
        """
        numbers = self.beginning(prefix)
        counts = self.frequencies(numbers)
        fits = counts <= max(TOO_COMMON, documents // 10)
        exact = self.number(prefix)
        if exact:
            fits[numbers == exact] = True
        order = np.argsort(-counts.astype(np.int64), kind="stable")
        order = order[fits[order]][:MOST_WORDS]
        within = np.cumsum(counts[order]) <= MOST_POSTINGS
        if exact:
            within |= numbers[order] == exact
        chosen = numbers[order[within]]
        if not len(chosen) and len(numbers):
            chosen = numbers[[int(np.argmin(counts))]]
        return [self.word(number) for number in chosen.tolist()], len(chosen) == len(
            numbers
        )

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words that begin so, the most frequent first."""
        numbers = self.beginning(prefix)
        counts = self.frequencies(numbers).astype(np.int64)
        best = numbers[np.argsort(-counts, kind="stable")[:limit]]
        return [self.word(number) for number in best.tolist()]

    def near(self, word: str, limit: int) -> Sequence[str]:
        """Words one letter away (added, dropped, changed or swapped)."""
        if not 3 <= len(word) <= 40:
            return []
        letters = _letters_like(word)
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        tried = {a + b[1:] for a, b in cuts if b}
        tried |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        tried |= {a + letter + b for a, b in cuts for letter in letters}
        tried |= {a + letter + b[1:] for a, b in cuts if b for letter in letters}
        tried.discard(word)
        known = self._known_of(tried)
        found = sorted((-self.frequency(other), other) for other in known)
        return [other for _, other in found[:limit]]

    def _known_of(self, words: set[str]) -> list[str]:
        """Which of some words there are; the order of the words is gone through once.

        Each bisection begins where the one before it ended.
        """
        found, at = [], 0
        for line in sorted(word.encode(errors="replace") for word in words):
            at = bisect_left(self._sorted, line, at)
            if at < len(self) and self._sorted[at] == line:
                found.append(line.decode())
        return found


class _Sorted(Sequence[bytes]):
    """The words in order, for ``bisect``."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._order = vocabulary.in_order()
        self._line = vocabulary.line

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self._line(int(number)) for number in self._order[at]]
        return self._line(int(self._order[at]))


def _letters_like(word: str) -> str:
    """The alphabet that a word is written in."""
    if any("а" <= letter <= "я" for letter in word):
        return "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    return "abcdefghijklmnopqrstuvwxyz"
