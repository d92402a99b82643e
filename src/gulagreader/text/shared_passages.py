"""Which of many texts share passages: all of them against all, without comparing all.

Fingerprints are sorted once. Texts with one in common are looked at more closely; where
very many have it, each is paired with the first of them only, and with the first that
has eight words around it in common, so that the work grows with the size of the library
even where every text is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    row_prints,
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
EDGE = 16
"""Zeros at both ends of a corpus."""
_SEEDS = 3
"""Fingerprints in common, none of them in a run of ``LEAST`` words, that are enough to
look more closely."""
_MOST_SEEDS = 4000
"""Fingerprints in common of two texts that are followed."""
Batch = tuple[NDArray[Any], ...]
"""Columns, sorted by the first."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts one behind the other, with a 0 after each and ``EDGE`` at both ends."""

    numbers: Numbers
    """It may be a map of a file; it is never gone through as a whole at once."""
    starts: Places
    """Where each text begins; one more for the end."""

    def text(self, number: int) -> list[int]:
        """The word numbers of one text."""
        part: list[int] = self.numbers[
            self.starts[number] : self.starts[number + 1] - 1
        ].tolist()
        return part

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.starts) - 1


def starts_of(lengths: Iterable[int]) -> Places:
    """Where texts of some lengths begin in a corpus, and where it ends."""
    counts = np.fromiter(lengths, np.int64)
    starts = np.full(len(counts) + 1, EDGE, np.int64)
    np.cumsum(counts + 1, out=starts[1:])
    starts[1:] += EDGE
    return starts


def printed(corpus: Corpus) -> Iterator[Batch]:
    """The fingerprints of every text in batches: hash, text and word of it.

    Each batch takes some hundredths of a second, is sorted, and has the texts after
    those of the batch before.
    """
    first = 0
    while first < len(corpus):
        begin = corpus.starts[first]
        last = int(np.searchsorted(corpus.starts, begin + _BATCH, side="right")) - 1
        last = max(first + 1, min(last, len(corpus)))
        prints, places = fingerprints(corpus.numbers[begin : corpus.starts[last]])
        places = places + begin
        texts = np.searchsorted(corpus.starts, places, side="right") - 1
        prints, texts, places = few_of_each(
            prints, texts, places - corpus.starts[texts]
        )
        yield prints, texts.astype(np.uint32), places.astype(np.uint32)
        first = last


def in_order(batches: Sequence[Batch]) -> Iterator[Batch]:
    """All that sorted batches hold, in the order of the first columns, the least first.

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
        parts = [
            [column[cut[number] : cut[number + 1]] for column in batch]
            for batch, cut in zip(batches, cuts, strict=True)
        ]
        columns = [np.concatenate(part) for part in zip(*parts, strict=True)]
        order = np.argsort(columns[0], kind="stable")
        yield tuple(column[order] for column in columns)


def paired(corpus: Corpus, printed: Batch) -> Iterator[Batch]:
    """Places in two texts with one fingerprint: later text, earlier, words, run.

    ``printed`` is a part of all fingerprints, in their order, with all equal ones.
    """
    prints = printed[0]
    first = 0
    while first < len(prints):
        end = min(first + _PAIRED, len(prints))
        end = int(np.searchsorted(prints, prints[end - 1], side="right"))
        yield _paired(corpus, *(column[first:end] for column in printed))
        first = end


def _paired(corpus: Corpus, prints: Prints, texts: Places, places: Places) -> Batch:
    starts = corpus.starts
    earlier, later = _pairs(prints)
    crowd = _crowded(prints)
    if len(crowd):
        at = starts[texts[crowd]] + places[crowd]
        rows = [(earlier, later), *_pairs_in_rows(corpus.numbers, at, crowd)]
        both = np.concatenate([one * len(prints) + two for one, two in rows])
        earlier, later = np.divmod(_once(both), len(prints))
    two = texts[later] != texts[earlier]
    earlier, later = earlier[two], later[two]
    own, other = texts[later], texts[earlier]
    at, other_at = places[later], places[earlier]
    runs = _runs(corpus.numbers, starts[own] + at, starts[other] + other_at)
    order = np.argsort(own, kind="stable")
    return tuple(part[order] for part in (own, other, at, other_at, runs))


def _crowded(prints: Prints) -> Places:
    """Where the fingerprints stand that very many texts have."""
    _, size = _groups(prints)
    return np.flatnonzero(size > MOST_PAIRED)


def _pairs_in_rows(
    numbers: Numbers, at: Places, crowd: Places
) -> Iterator[tuple[Places, Places]]:
    """Pairs of crowded places that have ``LEAST`` words around them in common, too.

    So each meets the first that shares a passage with it, and not only the first that
    has the same five words by chance.
    """
    for before in range(LEAST - SHINGLE + 1):
        rows = row_prints(numbers, at - before, LEAST)
        inside = np.flatnonzero(rows)
        order = inside[np.argsort(rows[inside], kind="stable")]
        earlier, later = _pairs(rows[order])
        yield crowd[order][earlier], crowd[order][later]


def _once(values: Places) -> Places:
    """Sorted, without what is there twice."""
    values = np.sort(values)
    new = np.ones(len(values), bool)
    new[1:] = values[1:] != values[:-1]
    once: Places = values[new]
    return once


def matched(
    words: Callable[[int], list[int]], paired: Batch
) -> Iterator[list[tuple[int, int, list[Match]]]]:
    """The passages that texts share: ``(later text, earlier text, matches)``.

    Texts are numbered in the order of the corpus, and the passages of the later one
    are the first in each match. ``paired`` is a part of all pairs, in the order of the
    later text and with all of its, as :func:`paired` gives them; ``words`` gives those
    of a text. A list, which may be empty, is given after each piece of work of some
    hundredths of a second.
    """
    own, other, at, other_at, runs = paired
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
    return len(seeds) >= _SEEDS or shares_a_run(text, other, seeds)


def shares_a_run(
    text: Sequence[int], other: Sequence[int], seeds: Sequence[tuple[int, int]]
) -> bool:
    """Whether ``LEAST`` words in a row agree around one of some places."""
    return any(_run(text, other, at, there) >= LEAST for at, there in seeds)


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
    first, size = _groups(prints)
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


def _groups(prints: Prints) -> tuple[Places, Places]:
    """Where each of the sorted fingerprints stands first, and how often in all."""
    new = np.ones(len(prints), bool)
    new[1:] = prints[1:] != prints[:-1]
    firsts = np.flatnonzero(new)
    sizes = np.diff(np.append(firsts, len(prints)))
    return np.repeat(firsts, sizes), np.repeat(sizes, sizes)


def _runs(numbers: Numbers, here: Places, there: Places) -> NDArray[np.uint8]:
    """How many words agree around pairs of equal shingles, as far as it matters."""
    runs = np.full(len(here), SHINGLE, np.uint8)
    for begin, step in ((SHINGLE, 1), (-1, -1)):
        going = np.ones(len(here), bool)
        for distance in range(LEAST - SHINGLE + 1):
            offset = begin + distance * step
            word = numbers[here + offset]
            going &= (word == numbers[there + offset]) & (word != 0)
            runs += going
    return runs
