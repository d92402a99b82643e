"""Quotations of four to seven words, looked for in all texts of a library at once.

They have too few words for fingerprints. By *seeds* they are found all the same:
three words in a row, or three of four where one may be misspelt, so that a quotation
with one slip keeps one of its seeds. All texts are gone through once for all quotations
together.

So few words may agree by chance, or because everybody says so. What they say is
measured by how rare they are in the library: a word tells as many bits as its share of
all words has, beyond those of a common one.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from gulagreader.text.passage_matching import Numbers, Places, Prints, word_number

LEAST_SHORT, MOST_SHORT = 4, 7
_SEED = 3
_GAPPED = 5
"""Words up to which a slip may leave no three in a row."""
_SHAPES = ((0, 1, 2), (0, 2, 3), (0, 1, 3))
"""Which words of a run are in a seed."""
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64
)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SIEVE_BITS = 22
_COUNTED_BITS = 20
_COMMON_BITS = 7.0
"""What the commonest words tell, which is nothing."""
_LEVELS = 16
"""Steps of a bit in which is told how often a word stands: not every text more changes
what all words tell."""

ALL_WORDS = -1
"""As what the number of all words is counted."""

Seed = tuple[int, int]
"""A hash, and which word of the longest piece it begins with."""


def seeds_of_short(pieces: Sequence[Sequence[str]]) -> tuple[Seed, ...]:
    """The seeds of a short quotation in some pieces; none where it is no such one."""
    count = sum(map(len, pieces))
    longest = max(pieces, key=len, default=())
    if not LEAST_SHORT <= count <= MOST_SHORT or len(longest) < _SEED:
        return ()
    words = np.array([word_number(word) for word in longest], np.uint32)
    shapes = _SHAPES if len(words) == count <= _GAPPED else _SHAPES[:1]
    found: dict[int, int] = {}
    for shape, hashes in zip(shapes, _seeds(words, shapes), strict=True):
        for at in range(len(words) - shape[-1]):
            found.setdefault(int(hashes[at]), at)
    return tuple(found.items())


def every_seed(numbers: Numbers) -> Prints:
    """The hashes of all seeds in a text, or in texts with a 0 between them."""
    return np.concatenate(_seeds(numbers, _SHAPES))


def _seeds(
    numbers: Numbers, shapes: Sequence[tuple[int, int, int]]
) -> list[NDArray[np.int64]]:
    """The hashes of the seeds of each shape that begin with each word.

    Behind the end of the numbers stand zeros.
    """
    words = _padded(numbers)
    end = len(numbers)
    return [_hashed([words[at : at + end] for at in one], one) for one in shapes]


def _padded(numbers: Numbers) -> Numbers:
    words = np.zeros(len(numbers) + _SEED, np.uint32)
    words[: len(numbers)] = numbers
    return words


def _hashed(three: Sequence[Numbers], shape: tuple[int, int, int]) -> NDArray[np.int64]:
    """The hashes of seeds by their three words."""
    with np.errstate(over="ignore"):
        hashes = np.full(len(three[0]), np.uint64(shape[1] * 8 + shape[2]))
        for words, factor in zip(three, _FACTORS, strict=True):
            hashes = (hashes + words.astype(np.uint64)) * factor
        hashes ^= hashes >> np.uint64(31)
        hashes *= _MIX
    return hashes.view(np.int64)


class Sieve:
    """Finds where any of very many seeds stand."""

    def __init__(
        self,
        seeds: Sequence[int] | NDArray[np.int64],
        words: Numbers | None = None,
    ) -> None:
        """Take the hashes of all seeds that are looked for.

        ``words`` are those that the seeds have, where they are few: then only what
        stands beside them is looked at.
        """
        self.seeds = np.unique(np.asarray(seeds, np.int64))
        self._passes = np.zeros(1 << _SIEVE_BITS, np.bool_)
        self._passes[_sieved(self.seeds)] = True
        self._words: NDArray[np.bool_] | None = None
        if words is not None:
            self._words = np.zeros(1 << _COUNTED_BITS, np.bool_)
            self._words[counted_as(words)] = True

    def places(self, numbers: Numbers) -> tuple[Places, Places]:
        """Which of ``seeds`` stand in texts with a 0 between them, and where."""
        which, places = [], []
        for at, hashes in self._seeds(numbers):
            passed = np.flatnonzero(self._passes[_sieved(hashes)])
            sought = hashes[passed]
            rank = np.searchsorted(self.seeds, sought)
            rank[rank == len(self.seeds)] = 0
            same = self.seeds[rank] == sought if len(sought) else np.zeros(0, np.bool_)
            which.append(rank[same])
            places.append((passed if at is None else at[passed])[same])
        return np.concatenate(which), np.concatenate(places)

    def _seeds(
        self, numbers: Numbers
    ) -> Iterator[tuple[NDArray[np.int64] | None, NDArray[np.int64]]]:
        """Where seeds may stand, and their hashes, for each shape; None for all."""
        if self._words is None:
            for hashes in _seeds(numbers, _SHAPES):
                yield None, hashes
            return
        words, end = _padded(numbers), len(numbers)
        known = self._words[counted_as(words)]
        for shape in _SHAPES:
            first, second, third = (known[at : at + end] for at in shape)
            at = np.flatnonzero(first & second & third)
            yield at, _hashed([words[at + step] for step in shape], shape)


def _sieved(hashes: NDArray[np.int64]) -> NDArray[np.uint64]:
    return hashes.view(np.uint64) >> np.uint64(64 - _SIEVE_BITS)


class WordCounts:
    """How often words stand in a library; a few rare ones count for more."""

    def __init__(self) -> None:
        self._counts = np.zeros(1 << _COUNTED_BITS, np.int64)
        self._total = 0

    def add(self, numbers: Numbers) -> None:
        """Count the words of texts, with a 0 between them."""
        words = counted_as(numbers[numbers > 0])
        self._counts += np.bincount(words, minlength=1 << _COUNTED_BITS)
        self._total += len(words)

    def told_by(self, words: Sequence[int]) -> float:
        """How many bits some words tell together, beyond those of common ones."""
        counts = self._counts[counted_as(np.asarray(words, np.uint32))]
        return float(bits_told(counts, self._total).sum())

    def rows(self) -> Iterator[tuple[int, int]]:
        """What is counted of words, and ``ALL_WORDS``, each with how often."""
        yield ALL_WORDS, self._total
        known = np.flatnonzero(self._counts)
        yield from zip(known.tolist(), self._counts[known].tolist(), strict=True)


def counted_as(numbers: Numbers) -> Numbers:
    """What of word numbers is counted; rarely are two words counted as one."""
    return numbers & np.uint32((1 << _COUNTED_BITS) - 1)


def bits_told(counts: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    """How many bits words tell that stand in a library so often, of ``total`` words."""
    bits = _level(np.int64(total)) - _level(counts) - _COMMON_BITS
    return np.maximum(bits, 0.0)


def is_as_large(one: int, other: int) -> bool:
    """Whether words tell the same in two libraries of so many words."""
    return bool(_level(np.int64(one)) == _level(np.int64(other)))


def _level(count: NDArray[np.int64] | np.int64) -> NDArray[np.float64]:
    steps: NDArray[np.float64] = np.floor(np.log2(np.maximum(count, 1)) * _LEVELS)
    return steps / _LEVELS
