"""Sets of documents with their scores, joined and intersected as arrays.

A set is a pair of arrays: the places of documents, ascending, and as many scores.
Two ways lead to the same result: short sets are looked up in long ones by bisection,
long ones are laid out over all places.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.integer[Any]]
Scores = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Scored = tuple[Places, Scores]
Counted = tuple[Places, npt.NDArray[Any]]
"""Places, ascending, and how often something stands at each, at least once."""
_SPARSE = 24
"""A set of fewer than one in so many places is looked up and not laid out."""

_AT_ONCE = 1 << 16
Taken = TypeVar("Taken", bound=np.generic)
_ASIDE = 1 << 15
"""Postings that are put aside before they are added to those of all places."""


def unscored(places: Places) -> Scored:
    """A set whose documents all have the score 0."""
    return places, np.zeros(len(places))


def kept(found: Scored, flags: Flags) -> Scored:
    """The documents of a set for which ``flags``, one for each, are set."""
    return found[0][flags], found[1][flags]


def both(one: Scored, other: Scored, size: int) -> Scored:
    """The documents of both sets, their scores added; ``size`` counts all places."""
    if len(one[0]) > len(other[0]):
        one, other = other, one
    at = looked_up(one[0], other[0], size)
    there = at >= 0
    return one[0][there], one[1][there] + other[1][at[there]]


def looked_up(
    wanted: Places, places: Places, size: int
) -> npt.NDArray[np.signedinteger[Any]]:
    """Where in ``places`` each wanted one stands; -1 where it does not."""
    if not len(places):
        return np.full(len(wanted), -1, np.int32)
    if len(wanted) * _SPARSE < size:
        at = np.searchsorted(places, wanted)
        at[at == len(places)] = 0
        return np.where(places[at] == wanted, at, -1)
    laid = np.full(size, -1, np.int32)
    laid[places] = np.arange(len(places), dtype=np.int32)
    return laid[wanted]


def either(sets: Sequence[Scored], size: int) -> Scored:
    """The documents of any set, their scores added."""
    sets = [found for found in sets if len(found[0])]
    if len(sets) < 2:
        return sets[0] if sets else unscored(np.zeros(0, np.uint32))
    places = np.concatenate([found[0] for found in sets])
    scores = np.concatenate([found[1] for found in sets])
    return summed(places, scores, size)


def summed(places: Places, values: npt.NDArray[Any], size: int) -> Scored:
    """Add up the values of each place; places may come in any order, and often."""
    if len(places) * _SPARSE < size:
        order = np.argsort(places, kind="stable")
        places, values = places[order], values[order]
        first = np.flatnonzero(np.diff(places.astype(np.int64), prepend=-1))
        if not len(first):
            return unscored(places)
        sums: Scores = np.add.reduceat(values.astype(np.float64), first)
        return places[first], sums
    total = np.zeros(size)
    np.add.at(total, places, values)
    flags = laid_out(places, size)
    return standing(flags), total[flags]


def counts_of_lists(lists: Iterable[Counted], size: int) -> Counted:
    """Add up how often each document stands in some lists.

    Of the lists, which are taken one after another, only some are put aside. Counts
    are whole or halves, so that their sums are exact up to eight million.
    """
    total: npt.NDArray[np.float32] | None = None
    aside: list[Counted] = []
    room = _ASIDE
    for found in lists:
        aside.append(found)
        room -= len(found[0])
        if room <= 0:
            total = np.zeros(size, np.float32) if total is None else total
            np.add.at(total, *_joined(aside))
            aside.clear()
            room = _ASIDE
    if len(aside) == 1 and total is None:
        return aside[0]
    places, counts = _joined(aside)
    if total is None:
        if len(places) * _SPARSE < size:
            return _counts_of_few(places, counts)
        total = np.zeros(size, np.float32)
    np.add.at(total, places, counts)
    return not_zero(total)


def not_zero(counts: npt.NDArray[Any]) -> Counted:
    """The counts of all places as those of the places that have one."""
    flags = counts != 0  # they are gone through many times as fast as numbers
    return standing(flags), counts[flags]


def _joined(lists: Sequence[Counted]) -> Counted:
    nothing = np.zeros(0, np.uint32), np.zeros(0, np.float32)
    places, counts = zip(*lists, strict=True) if lists else ((), ())
    return (
        np.concatenate([*places, nothing[0]]),
        np.concatenate([*counts, nothing[1]], dtype=np.float32),
    )


def _counts_of_few(places: Places, counts: npt.NDArray[np.float32]) -> Counted:
    order = np.argsort(places, kind="stable")
    places, counts = places[order], counts[order]
    first = np.flatnonzero(np.diff(places.astype(np.int64), prepend=-1))
    if not len(first):
        return places, counts
    return places[first], np.add.reduceat(counts, first)


def standing(flags: Flags) -> Places:
    """The places whose flag is set."""
    found = np.empty(np.count_nonzero(flags), np.uint32)
    end = 0
    for start in range(0, len(flags), _AT_ONCE):
        part = np.flatnonzero(flags[start : start + _AT_ONCE])
        part += start
        found[end : end + len(part)] = part
        end += len(part)
    return found


def taken(values: npt.NDArray[Taken], at: Places) -> npt.NDArray[Taken]:
    """The values at some places, as ``values[at]``.

    numpy widens places to 64 bits before it looks there, here some at a time.
    """
    if len(at) <= _AT_ONCE:
        return values[at]
    found = np.empty(len(at), values.dtype)
    for start in range(0, len(at), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = values[at[part]]
    return found


def ranges(starts: Places, lengths: Places) -> npt.NDArray[np.int64]:
    """The numbers from each start on, as many as its length, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))


def laid_out(places: Places, size: int) -> Flags:
    """A flag for each place of all, set for those given."""
    flags = np.zeros(size, np.bool_)
    flags[places] = True
    return flags


def numbered(numbers: frozenset[int], place_of: Places, size: int) -> Flags:
    """A flag for each place whose document has one of the numbers."""
    wanted = np.fromiter(numbers, np.int64, len(numbers))
    places = place_of[wanted[(wanted >= 0) & (wanted < len(place_of))]]
    return laid_out(places[places >= 0], size)


def best(found: Scored, limit: int, ranks: Places, *, by_score: bool) -> Scored:
    """The first documents in order: by score, then by rank; or by rank alone."""
    places, scores = found
    if limit <= 0 or not len(places):
        return places[:0], scores[:0]
    if by_score and len(places) > limit:
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        places, scores = kept(found, scores >= least)
    rank = ranks[places]
    if len(places) > 4 * limit and not (by_score and scores.min() < scores.max()):
        chosen = np.argpartition(rank, limit)[:limit]
        places, scores, rank = places[chosen], scores[chosen], rank[chosen]
    keys = (rank, -scores) if by_score else (rank,)
    order = np.lexsort(keys)[:limit]
    return places[order], scores[order]


def ranked(dates: Places, numbers: Places, in_order: Places | None = None) -> Places:
    """The rank of each document newest first, then as the library has them.

    ``in_order`` are the numbers from 0 on, where somebody has them already.
    """
    if in_order is None:
        in_order = np.arange(len(numbers), dtype=np.uint32)
    if _are_newest_first(dates, numbers):
        return in_order
    ranks = np.empty(len(numbers), np.uint32)
    ranks[np.lexsort((numbers, -dates.astype(np.int64)))] = in_order
    return ranks


def _are_newest_first(dates: Places, numbers: Places) -> bool:
    """Whether they stand in the order of their ranks, as a fresh index has them."""
    newer, older = dates[:-1], dates[1:]
    after = numbers[1:] > numbers[:-1]
    return bool(np.all((newer > older) | ((newer == older) & after)))
