"""The same words in two texts: found by fingerprints, measured by tolerant alignment.

A text is a row of numbers, one for each normalised word. Of every few shingles (runs
of words) one is kept by *winnowing* (Schleimer, Wilkerson and Aiken, *Winnowing: Local
Algorithms for Document Fingerprinting*, SIGMOD 2003): the least hash of each window, so
that two texts with eight words in a row in common surely keep one fingerprint of them
in common, and no text is compared with all others. From there the alignment is carried
both ways, over words that were changed, left out or put in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gulagreader.text.digests import blake2b

Numbers = NDArray[np.uint32]
"""One number for each word of a text; 0 stands between texts."""
Prints = NDArray[np.uint64]
Places = NDArray[np.int64]

SHINGLE = 5
"""Words of a shingle."""
WINDOW = 4
LEAST = SHINGLE + WINDOW - 1
"""Words in a row that are surely found."""
MOST_ALIKE = 4
"""Places of one fingerprint in one text that are kept."""
_LOOSE = 12
"""Words that must agree where fewer than ``LEAST`` of them stand in a row."""
_DENSE = 0.7
"""The least share of words that agree between the ends of a passage."""
_SLIP = 4
"""How many words may be changed, left out or put in at one place."""
_WORK = 40
"""How many times its length two texts may be gone through: a bound for texts of few
different words."""
_NONE = np.uint64(2**64 - 1)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Match:
    """A passage in two texts; numbers of words, end exclusive."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int
    """How many words agree, in order."""
    longest: int
    """The longest run of them."""

    def turned(self) -> "Match":
        """The same, with the other text first."""
        return Match(
            self.other_start,
            self.other_end,
            self.start,
            self.end,
            self.same,
            self.longest,
        )

    @property
    def score(self) -> float:
        """The share of words that agree."""
        length = max(self.end - self.start, self.other_end - self.other_start)
        return self.same / max(1, length)

    @property
    def is_passage(self) -> bool:
        """Whether it is too long to be the same by chance."""
        enough = self.longest >= LEAST or self.same >= _LOOSE
        return enough and self.score >= _DENSE


@lru_cache(maxsize=1 << 18)
def word_number(word: str) -> int:
    """The number of a word: the same in every run and never 0."""
    digest = blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest, "little") or 1


def numbered(words: Iterable[str]) -> Numbers:
    """The numbers of words."""
    return np.fromiter(map(word_number, words), dtype=np.uint32)


def fingerprints(numbers: Numbers) -> tuple[Prints, Places]:
    """The fingerprints of texts, and the word that each begins with.

    ``numbers`` may hold many texts with a 0 between them; no shingle crosses it.
    """
    count = len(numbers) - SHINGLE + 1
    if count < 1:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    prints = np.zeros(count, np.uint64)
    between = np.zeros(count, bool)
    with np.errstate(over="ignore"):
        for step in range(SHINGLE):
            part = numbers[step : step + count]
            prints = (prints + part) * _FACTOR
            between |= part == 0
        prints ^= prints >> np.uint64(31)
        prints *= _MIX
        prints ^= prints >> np.uint64(29)
    prints[between] = _NONE
    kept = _winnowed(prints) & ~between
    places = np.flatnonzero(kept)
    return prints[places], places


def row_prints(numbers: Numbers, at: Places, count: int) -> Prints:
    """A hash of some words in a row from each of some places; 0 where a text ends."""
    rows = np.zeros(len(at), np.uint64)
    between = np.zeros(len(at), bool)
    with np.errstate(over="ignore"):
        for step in range(count):
            part = numbers[at + step]
            rows = (rows + part) * _FACTOR
            between |= part == 0
        rows ^= rows >> np.uint64(31)
        rows *= _MIX
        rows |= np.uint64(1)
    rows[between] = 0
    return rows


def _winnowed(prints: Prints) -> NDArray[np.bool_]:
    """Which hashes are the least of some window of ``WINDOW``.

    Windows go over the ends, where there is nothing less: so what is kept of a text is
    the same wherever it stands among others.
    """
    around = np.full(len(prints) + 2 * (WINDOW - 1), _NONE)
    around[WINDOW - 1 : WINDOW - 1 + len(prints)] = prints
    windows = len(around) - WINDOW + 1
    least = around[:windows].copy()
    for step in range(1, WINDOW):
        np.minimum(least, around[step : step + windows], out=least)
    kept = np.zeros(len(around), bool)
    for step in range(WINDOW):
        kept[step : step + windows] |= around[step : step + windows] == least
    return kept[WINDOW - 1 : WINDOW - 1 + len(prints)]


def few_of_each(
    prints: Prints, texts: Places, places: Places
) -> tuple[Prints, Places, Places]:
    """Sort by fingerprint, text and place; of a text's equal ones a few stay."""
    order = np.lexsort((places, texts, prints))
    prints, texts, places = prints[order], texts[order], places[order]
    new = np.ones(len(prints), bool)
    new[1:] = (prints[1:] != prints[:-1]) | (texts[1:] != texts[:-1])
    firsts = np.flatnonzero(new)
    first = np.repeat(firsts, np.diff(np.append(firsts, len(prints))))
    few = np.arange(len(prints)) - first < MOST_ALIKE
    return prints[few], texts[few], places[few]


def matches(
    text: Sequence[int], other: Sequence[int], seeds: Iterable[tuple[int, int]]
) -> list[Match]:
    """The passages that two texts share, from places where both have a shingle.

    ``seeds`` are numbers of words in order of the first. A seed inside a passage that
    was found already tells nothing new.
    """
    found: list[Match] = []
    end = other_end = other_start = -1
    work = _WORK * (len(text) + len(other))
    for at, other_at in seeds:
        if at < end and other_start <= other_at < other_end:
            continue
        one = aligned(text, other, at, other_at)
        if one is None:
            continue
        if one.is_passage and not _repeats(one, found[-8:]):
            found.append(one)
            end, other_start, other_end = one.end, one.other_start, one.other_end
        work -= one.end - one.start + SHINGLE
        if work < 0:
            break
    return found


def _repeats(one: Match, found: Sequence[Match]) -> bool:
    """Whether most of a passage was found already, as in a text that repeats itself."""
    return any(
        min(one.end, known.end) - max(one.start, known.start)
        > (one.end - one.start) // 2
        for known in found
    )


def aligned(
    text: Sequence[int], other: Sequence[int], at: int, other_at: int
) -> Match | None:
    """The passage around a place where two texts agree; None where they do not."""
    if text[at] != other[other_at]:
        return None
    on = _carried(text, other, at, other_at, 1)
    back = _carried(text, other, at, other_at, -1)
    return Match(
        back[0],
        on[0] + 1,
        back[1],
        on[1] + 1,
        on[2] + back[2] - 1,
        max(on[4], back[4], on[3] + back[3] - 1),
    )


def _carried(
    text: Sequence[int], other: Sequence[int], at: int, other_at: int, step: int
) -> tuple[int, int, int, int, int]:
    """Go along both texts as far as they agree, over small changes.

    Gives the last word that agrees in each, how many do, and how many in the first
    and in the longest run.
    """
    ends = (len(text), len(other)) if step > 0 else (-1, -1)
    last, other_last = at, other_at
    same = run = first = longest = 0
    while True:
        while at != ends[0] and other_at != ends[1] and text[at] == other[other_at]:
            last, other_last = at, other_at
            run += 1
            at += step
            other_at += step
        same += run
        first = first or run
        longest = max(longest, run)
        run = 0
        slip = _slip(text, other, at, other_at, step)
        if slip is None:
            return last, other_last, same, first, longest
        at += slip[0] * step
        other_at += slip[1] * step


_SLIPS = sorted(
    ((a, b) for a in range(_SLIP + 1) for b in range(_SLIP + 1) if a or b),
    key=lambda slip: (max(slip), sum(slip)),
)


def _slip(
    text: Sequence[int], other: Sequence[int], at: int, other_at: int, step: int
) -> tuple[int, int] | None:
    """How many words to pass over in each text until three agree again."""
    length, other_length = len(text), len(other)
    for skipped, other_skipped in _SLIPS:
        here, there = at + skipped * step, other_at + other_skipped * step
        far, other_far = here + 2 * step, there + 2 * step
        if not (0 <= far < length and 0 <= other_far < other_length):
            continue
        if (
            text[here] == other[there]
            and text[here + step] == other[there + step]
            and text[far] == other[other_far]
        ):
            return skipped, other_skipped
    return None
