"""Which of many texts share passages: all of them against all, without comparing all.

Fingerprints are sorted once. Texts with one in common are looked at more closely; where
very many have it, each is paired with the first of them only, so that the work grows
with the size of the library even where every text is the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
_BATCH = 1 << 20
_PAD = 16
_SEEDS = 3
"""Fingerprints in common, none of them in a run of ``LEAST`` words, that are enough to
look more closely."""
_MOST_SEEDS = 4000
"""Fingerprints in common of two texts that are followed."""


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
    numbers = np.zeros(int(starts[-1]), np.uint32)
    for start, one in zip(starts[:-1].tolist(), texts, strict=True):
        numbers[start : start + len(one)] = one
    return Corpus(numbers, starts)


def printed(corpus: Corpus) -> tuple[Prints, Places, Places]:
    """The fingerprints of every text: hash, text and word of it, sorted so."""
    found: list[tuple[Prints, Places, Places]] = []
    count = len(corpus.starts) - 1
    first = 0
    while first < count:
        begin = corpus.starts[first]
        last = int(np.searchsorted(corpus.starts, begin + _BATCH, side="right")) - 1
        last = max(first + 1, min(last, count))
        prints, places = fingerprints(corpus.numbers[begin : corpus.starts[last]])
        places = places + begin
        texts = np.searchsorted(corpus.starts, places, side="right") - 1
        found.append(few_of_each(prints, texts, places - corpus.starts[texts]))
        first = last
    if not found:
        nothing = np.empty(0, np.int64)
        return np.empty(0, np.uint64), nothing, nothing
    prints, texts, places = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((places, texts, prints))
    return prints[order], texts[order], places[order]


def shared_passages(
    corpus: Corpus, prints: Prints, texts: Places, places: Places
) -> Iterator[tuple[int, int, list[Match]]]:
    """The passages that texts share: ``(later text, earlier text, matches)``.

    Texts are numbered in the order of the corpus, and the passages of the later one
    are the first in each match. ``prints``, ``texts`` and ``places`` are those of
    :func:`printed`.
    """
    earlier, later = _pairs(prints)
    if not len(earlier):
        return
    two = texts[later] != texts[earlier]
    earlier, later = earlier[two], later[two]
    if not len(earlier):
        return
    own, other = texts[later], texts[earlier]
    at, other_at = places[later], places[earlier]
    runs = _runs(corpus, corpus.starts[own] + at, corpus.starts[other] + other_at)
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
    words = lru_cache(maxsize=64)(corpus.text)
    for first, end in zip(firsts[close].tolist(), ends[close].tolist(), strict=True):
        last = min(end, first + _MOST_SEEDS)
        seeds = zip(at[first:last].tolist(), other_at[first:last].tolist(), strict=True)
        one, another = int(own[first]), int(other[first])
        found = matches(words(one), words(another), seeds)
        if found:
            yield one, another, found


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


def _runs(corpus: Corpus, here: Places, there: Places) -> NDArray[np.int64]:
    """How many words agree around pairs of equal shingles, as far as it matters."""
    padded = np.concatenate(
        [np.zeros(_PAD, np.uint32), corpus.numbers, np.zeros(_PAD, np.uint32)]
    )
    runs = np.full(len(here), SHINGLE, np.int64)
    for begin, step in ((SHINGLE, 1), (-1, -1)):
        going = np.ones(len(here), bool)
        for distance in range(LEAST - SHINGLE + 1):
            offset = _PAD + begin + distance * step
            word = padded[here + offset]
            going &= (word == padded[there + offset]) & (word != 0)
            runs += going
    return runs
