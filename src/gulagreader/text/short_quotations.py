"""Quotations of four to seven words, looked for in all texts of a library at once.

They have too few words for fingerprints. By *seeds* they are found all the same:
three words in a row, or three of four where one may be misspelt, so that a quotation
with one slip keeps one of its seeds. All texts are gone through once for all quotations
together.

So few words may agree by chance, or because everybody says so. What they say is
measured by how rare they are in the library: a word tells as many bits as its share of
all words has, beyond those of a common one.
"""

from collections.abc import Sequence

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
    words = np.zeros(len(numbers) + _SEED, np.uint64)
    words[: len(numbers)] = numbers
    end = len(numbers)
    found = []
    with np.errstate(over="ignore"):
        for shape in shapes:
            hashes = np.full(end, np.uint64(shape[1] * 8 + shape[2]))
            for step, factor in zip(shape, _FACTORS, strict=True):
                hashes = (hashes + words[step : step + end]) * factor
            hashes ^= hashes >> np.uint64(31)
            hashes *= _MIX
            found.append(hashes.view(np.int64))
    return found


class Sieve:
    """Finds where any of very many seeds stand."""

    def __init__(self, seeds: Sequence[int] | NDArray[np.int64]) -> None:
        """Take the hashes of all seeds that are looked for."""
        self.seeds = np.unique(np.asarray(seeds, np.int64))
        self._passes = np.zeros(1 << _SIEVE_BITS, np.bool_)
        self._passes[_sieved(self.seeds)] = True

    def places(self, numbers: Numbers) -> tuple[Places, Places]:
        """Which of ``seeds`` stand in texts with a 0 between them, and where."""
        which, places = [], []
        for hashes in _seeds(numbers, _SHAPES):
            at = np.flatnonzero(self._passes[_sieved(hashes)])
            rank = np.searchsorted(self.seeds, hashes[at])
            rank[rank == len(self.seeds)] = 0
            same = self.seeds[rank] == hashes[at] if len(at) else np.zeros(0, np.bool_)
            which.append(rank[same])
            places.append(at[same])
        return np.concatenate(which), np.concatenate(places)


def _sieved(hashes: NDArray[np.int64]) -> NDArray[np.uint64]:
    return hashes.view(np.uint64) >> np.uint64(64 - _SIEVE_BITS)


class WordCounts:
    """How often words stand in a library; a few rare ones count for more."""

    def __init__(self) -> None:
        self._counts = np.zeros(1 << _COUNTED_BITS, np.int64)
        self._total = 0

    def add(self, numbers: Numbers) -> None:
        """Count the words of texts."""
        low = numbers & np.uint32((1 << _COUNTED_BITS) - 1)
        self._counts += np.bincount(low, minlength=1 << _COUNTED_BITS)
        self._total += len(numbers)

    def told_by(self, words: Sequence[int]) -> float:
        """How many bits some words tell together, beyond those of common ones."""
        low = np.asarray(words, np.int64) & ((1 << _COUNTED_BITS) - 1)
        bits = np.log2(max(1, self._total) / np.maximum(self._counts[low], 1))
        return float(np.maximum(bits - _COMMON_BITS, 0).sum())
