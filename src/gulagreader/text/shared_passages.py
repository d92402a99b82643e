"""Which of many texts share passages: all of them against all, without comparing all.

Fingerprints are sorted once. Texts with one in common are looked at more closely; where
very many have it, each is paired with the first of them only, so that the work grows
with the size of the library even where every text is the same.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gulagreader.text.passage_matching import (
    LEAST,
    SHINGLE,
    Match,
    Numbers,
    Places,
    Prints,
    few_of_each,
    fingerprints,
    matches,
)

MOST_PAIRED = 16
"""Texts with one fingerprint that are all paired with each other."""
_BATCH = 1 << 18
"""Words whose fingerprints are taken at once."""
_SORTED = 1 << 17
"""Fingerprints, or pairs of them, that are sorted at once."""
_PAIRED = 1 << 15
"""Fingerprints that are paired at once; each may have as many as ``MOST_PAIRED``."""
_SAMPLES = 64
"""Values among as many that say where sorted batches are cut."""
_COMPARED = 1 << 14
"""Words of texts that are compared before a pause."""
_PAD = 16
_SEEDS = 3
"""Fingerprints in common, none of them in a run of ``LEAST`` words, that are enough to
look more closely."""
_MOST_SEEDS = 4000
"""Fingerprints in common of two texts that are followed."""
Printed = tuple[Prints, Places, Places]
_Batch = tuple[NDArray[Any], ...]
"""Columns, sorted by the first."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts one behind the other, with a 0 after each."""

    numbers: Numbers
    starts: Places
    """Where each text begins; one more for the end."""

    def text(self, number: int) -> list[int]:
        """The word numbers of one text."""
        part: list[int] = self.numbers[
            self.starts[number] : self.starts[number + 1] - 1
        ].tolist()
        return part


def corpus_of(texts: Sequence[Numbers]) -> Corpus:
    """Put texts one behind the other."""
    lengths = np.fromiter((len(one) + 1 for one in texts), np.int64, len(texts))
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    gap = np.zeros(1, np.uint32)
    parts = [part for one in texts for part in (one, gap)]
    numbers = np.concatenate(parts) if parts else gap[:0]
    return Corpus(numbers, starts)


def printed(corpus: Corpus) -> Generator[float, None, Printed]:
    """The fingerprints of every text: hash, text and word of it, sorted so.

    Gives the share that is done after each piece of work: some hundredths of a second.
    """
    found: list[Printed] = []
    count = len(corpus.starts) - 1
    first = 0
    while first < count:
        yield first / count / 2
        begin = corpus.starts[first]
        last = int(np.searchsorted(corpus.starts, begin + _BATCH, side="right")) - 1
        last = max(first + 1, min(last, count))
        prints, places = fingerprints(corpus.numbers[begin : corpus.starts[last]])
        places = places + begin
        texts = np.searchsorted(corpus.starts, places, side="right") - 1
        found.append(few_of_each(prints, texts, places - corpus.starts[texts]))
        first = last
    size = sum(len(prints) for prints, _, _ in found)
    every = (
        np.empty(size, np.uint64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
    )
    at = 0
    for parts in _sliced(found):
        prints, texts, places = (
            np.concatenate(part) for part in zip(*parts, strict=True)
        )
        # Each batch is sorted, and its texts are those after the batch before.
        order = np.argsort(prints, kind="stable")
        end = at + len(order)
        for whole, part in zip(every, (prints, texts, places), strict=True):
            whole[at:end] = part[order]
        at = end
        yield 0.5 + at / max(size, 1) / 2
    return every


def _sliced(batches: Sequence[_Batch]) -> Iterator[list[_Batch]]:
    """Sorted batches cut by the values of their first columns, the least first.

    What is given at once is about as long as a batch, and equal values are in one.
    """
    size = sum(len(batch[0]) for batch in batches)
    if not size:
        return
    step = max(1, _SORTED // _SAMPLES)
    sample = np.sort(np.concatenate([batch[0][::step] for batch in batches]))
    bounds = np.unique(sample[_SAMPLES::_SAMPLES])
    cuts = [
        [0, *np.searchsorted(batch[0], bounds).tolist(), len(batch[0])]
        for batch in batches
    ]
    for number in range(len(bounds) + 1):
        yield [
            tuple(column[cut[number] : cut[number + 1]] for column in batch)
            for batch, cut in zip(batches, cuts, strict=True)
        ]


def shared_passages(
    corpus: Corpus, prints: Prints, texts: Places, places: Places
) -> Iterator[list[tuple[int, int, list[Match]]]]:
    """The passages that texts share: ``(later text, earlier text, matches)``.

    Texts are numbered in the order of the corpus, and the passages of the later one
    are the first in each match. ``prints``, ``texts`` and ``places`` are those of
    :func:`printed`. A list, which may be empty, is given after each piece of work of
    some hundredths of a second.
    """
    gap = np.zeros(_PAD, np.uint32)
    padded = np.concatenate([gap, corpus.numbers, gap])
    pairs: list[_Batch] = []
    first = 0
    while first < len(prints):
        end = min(first + _PAIRED, len(prints))
        end = int(np.searchsorted(prints, prints[end - 1], side="right"))
        part = slice(first, end)
        pairs.append(
            _paired(padded, corpus.starts, prints[part], texts[part], places[part])
        )
        first = end
        yield []
    words = lru_cache(maxsize=64)(corpus.text)
    for parts in _sliced(pairs):
        columns = tuple(np.concatenate(part) for part in zip(*parts, strict=True))
        yield from _matched(words, columns)


def _paired(
    padded: Numbers, starts: Places, prints: Prints, texts: Places, places: Places
) -> tuple[Places, ...]:
    """Places in two texts with one fingerprint, by the later text, and their runs."""
    earlier, later = _pairs(prints)
    two = texts[later] != texts[earlier]
    earlier, later = earlier[two], later[two]
    own, other = texts[later], texts[earlier]
    at, other_at = places[later], places[earlier]
    runs = _runs(padded, starts[own] + at, starts[other] + other_at)
    order = np.argsort(own, kind="stable")
    return tuple(part[order] for part in (own, other, at, other_at, runs))


def _matched(
    words: Callable[[int], list[int]], columns: tuple[Places, ...]
) -> Iterator[list[tuple[int, int, list[Match]]]]:
    """Compare the texts of some pairs of places, all of a later text among them."""
    own, other, at, other_at, runs = columns
    if not len(own):
        return
    order = np.lexsort((other_at, at, other, own))
    own, other, at, other_at, runs = (
        part[order] for part in (own, other, at, other_at, runs)
    )
    new = np.ones(len(own), bool)
    new[1:] = (own[1:] != own[:-1]) | (other[1:] != other[:-1])
    firsts = np.flatnonzero(new)
    ends = np.append(firsts[1:], len(own))
    longest = np.maximum.reduceat(runs, firsts)
    close = (longest >= LEAST) | (ends - firsts >= _SEEDS)
    done: list[tuple[int, int, list[Match]]] = []
    work = 0
    for first, end in zip(firsts[close].tolist(), ends[close].tolist(), strict=True):
        last = min(end, first + _MOST_SEEDS)
        seeds = zip(at[first:last].tolist(), other_at[first:last].tolist(), strict=True)
        one, another = int(own[first]), int(other[first])
        found = matches(words(one), words(another), seeds)
        if found:
            done.append((one, another, found))
        work += len(words(one)) + len(words(another))
        if work > _COMPARED:
            yield done
            done, work = [], 0
    yield done


def is_worth_a_look(
    text: Sequence[int], other: Sequence[int], seeds: Sequence[tuple[int, int]]
) -> bool:
    """Whether two texts may share a passage: the rule of ``shared_passages``."""
    return len(seeds) >= _SEEDS or any(
        _run(text, other, at, there) >= LEAST for at, there in seeds
    )


def _run(text: Sequence[int], other: Sequence[int], at: int, there: int) -> int:
    """As ``_runs``, of one pair."""
    run = SHINGLE
    for begin, step in ((SHINGLE, 1), (-1, -1)):
        for distance in range(LEAST - SHINGLE + 1):
            offset = begin + distance * step
            here, beside = at + offset, there + offset
            inside = 0 <= here < len(text) and 0 <= beside < len(other)
            if not inside or text[here] != other[beside]:
                break
            run += 1
    return run


def _pairs(prints: Prints) -> tuple[Places, Places]:
    """Pairs of places in the sorted fingerprints that have the same one."""
    count = len(prints)
    if count < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    new = np.ones(count, bool)
    new[1:] = prints[1:] != prints[:-1]
    firsts = np.flatnonzero(new)
    sizes = np.diff(np.append(firsts, count))
    first = np.repeat(firsts, sizes)
    size = np.repeat(sizes, sizes)
    here = np.arange(count)
    crowded = (size > MOST_PAIRED) & (here > first)
    earlier = [first[crowded]]
    later = [here[crowded]]
    few = size <= MOST_PAIRED
    for step in range(1, MOST_PAIRED):
        with_step = here[few & (here - first >= step)]
        earlier.append(with_step - step)
        later.append(with_step)
    return np.concatenate(earlier), np.concatenate(later)


def _runs(padded: Numbers, here: Places, there: Places) -> NDArray[np.int64]:
    """How many words agree around pairs of equal shingles, as far as it matters.

    ``padded`` is the corpus between two gaps of ``_PAD``.
    """
    runs = np.full(len(here), SHINGLE, np.int64)
    for begin, step in ((SHINGLE, 1), (-1, -1)):
        going = np.ones(len(here), bool)
        for distance in range(LEAST - SHINGLE + 1):
            offset = _PAD + begin + distance * step
            word = padded[here + offset]
            going &= (word == padded[there + offset]) & (word != 0)
            runs += going
    return runs
