"""Where the seeds of short quotations stand in the texts of a library."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gulagreader.storage.passage_file import PassageFile
from gulagreader.text.passage_matching import Numbers
from gulagreader.text.short_quotations import Sieve

_MOST_PLACES = 40
"""Places of a seed; one that has more says nothing."""
_BATCH = 1 << 20
"""Words that are gone through at once."""
Places = Mapping[int, Sequence[int]]
"""The words of each text at which a seed stands."""


@dataclass(frozen=True, slots=True)
class WordBatch:
    """The words of some texts, with a 0 between them."""

    texts: NDArray[np.int64]
    """Their numbers."""
    numbers: Numbers
    starts: NDArray[np.int64]


def words_of_all(kept: PassageFile) -> Iterator[WordBatch]:
    """The words of every text of a library."""
    texts: list[int] = []
    starts: list[int] = []
    parts: list[bytes] = []
    size = 0
    for number, blob in kept.every_text():
        texts.append(number)
        starts.append(size)
        parts.append(blob)
        size += len(blob) // 4 + 1
        if size > _BATCH:
            yield _joined(texts, starts, parts)
            texts, starts, parts, size = [], [], [], 0
    if texts:
        yield _joined(texts, starts, parts)


def _joined(
    texts: Sequence[int], starts: Sequence[int], parts: Sequence[bytes]
) -> WordBatch:
    numbers = np.frombuffer(bytes(4).join(parts), "<u4")
    return WordBatch(np.array(texts, np.int64), numbers, np.array(starts, np.int64))


class SeedPlaces:
    """Where seeds stand in the texts of a library; those of very many are left out."""

    def __init__(self, sieve: Sieve) -> None:
        self._sieve = sieve
        self._parts: list[tuple[NDArray[np.int32], ...]] = []
        self._count = np.zeros(len(sieve.seeds), np.int64)

    def add(self, batch: WordBatch) -> None:
        """Look through some texts."""
        which, at = self._sieve.places(batch.numbers)
        self._count += np.bincount(which, minlength=len(self._count))
        few = self._count[which] <= _MOST_PLACES
        which, at = which[few], at[few]
        text = np.searchsorted(batch.starts, at, side="right") - 1
        columns = which, batch.texts[text], at - batch.starts[text]
        # There are tens of these for each of very many seeds.
        self._parts.append(tuple(column.astype(np.int32) for column in columns))

    def places(self) -> Callable[[int], Places]:
        """What gives the places of a seed, once all texts were looked through."""
        columns = [np.concatenate(part) for part in zip(*self._parts, strict=True)]
        few = self._count[columns[0]] <= _MOST_PLACES
        which, texts, at = (column[few] for column in columns)
        order = np.lexsort((at, texts, which))
        which, texts, at = which[order], texts[order], at[order]
        seeds = self._sieve.seeds

        def of(seed: int) -> Places:
            rank = int(np.searchsorted(seeds, seed))
            found: dict[int, list[int]] = {}
            if rank < len(seeds) and seeds[rank] == seed:
                low, high = np.searchsorted(which, (rank, rank + 1))
                pairs = zip(
                    texts[low:high].tolist(), at[low:high].tolist(), strict=True
                )
                for text, place in pairs:
                    found.setdefault(text, []).append(place)
            return found

        return of
