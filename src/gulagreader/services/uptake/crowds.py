"""Passages that very many texts share: all who have one, by way of the first of them.

Each of them is linked with the first only, so that the links do not grow with the
square of their number. Whoever asks for one of them is told of all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from gulagreader.domain.uptake import Link, LinkKind, PassagePlace
from gulagreader.storage.link_rows import LinkEnd
from gulagreader.storage.passage_file import PassageFile
from gulagreader.text.shared_passages import MOST_PAIRED

CROWD = MOST_PAIRED - 1
"""Links that a passage has at least of which not all who share it are linked."""
_MOST_CENTRES = 32
"""Texts with which a text shares a passage that are asked who else has it."""
MOST_LISTED = 5000
"""Places that are told of one text at most."""


def shared_by_way(kept: PassageFile, post: str) -> list[Link]:
    """What the texts of a post share with others that they are not linked with."""
    own = sorted(kept.links.ends_in(post), key=lambda one: (one.text, one.other))
    found: list[Link] = []
    for _, group in groupby(own, key=lambda one: one.text):
        found += _of_text(kept, list(group))
    return found


def _of_text(kept: PassageFile, own: Sequence[LinkEnd]) -> Iterator[Link]:
    known: dict[int, list[tuple[int, int]]] = {}
    for one in own:
        known.setdefault(one.other, []).append((one.start, one.end))
    told = 0
    for one in _centres(own):
        around = kept.links.ends_at(one.other, one.other_start, one.other_end)
        if len(around) < CROWD:
            continue
        for its in around:
            if its.other == one.text or not _is_same(one, its):
                continue
            stretches = known.setdefault(its.other, [])
            if any(low < one.end and one.start < high for low, high in stretches):
                continue
            stretches.append((one.start, one.end))
            told += 1
            if told > MOST_LISTED:
                return
            yield _by_way(one, its)


def _centres(own: Sequence[LinkEnd]) -> list[LinkEnd]:
    """With whom a text shares its passages, those first that came first."""
    if len(own) > CROWD + _MOST_CENTRES:
        # Whoever shares a passage with so many is the first who has it.
        counts: dict[int, int] = {}
        for one in own:
            counts[one.start] = counts.get(one.start, 0) + 1
        own = [one for one in own if counts[one.start] <= CROWD]
    return list(own[: CROWD + _MOST_CENTRES])


def _is_same(one: LinkEnd, its: LinkEnd) -> bool:
    """Whether two share most of a passage of a third."""
    common = min(one.other_end, its.end) - max(one.other_start, its.start)
    shorter = min(one.other_end - one.other_start, its.end - its.start)
    return 2 * common >= shorter


def _by_way(one: LinkEnd, its: LinkEnd) -> Link:
    here = PassagePlace(one.post, one.comment, one.start, one.end)
    there = PassagePlace(
        its.other_post, its.other_comment, its.other_start, its.other_end
    )
    return Link(here, there, LinkKind.SHARED, min(one.score, its.score))


Stretch = tuple[int, int, int]
"""Where a text has a passage, and how many others have it beside the first."""


def sharing_counts(
    ends: Iterable[tuple[int, int, int, int, int, int]],
) -> dict[int, list[Stretch]]:
    """How many share each passage of each text by way of the first who has it.

    ``ends`` are those of ``PassageFile.every_end``.
    """
    found: dict[int, list[Stretch]] = {}
    for _, rows in groupby(ends, key=itemgetter(0)):
        group = list(rows)
        if len(group) < CROWD:
            continue
        starts = sorted(row[1] for row in group)
        stops = sorted(row[2] for row in group)
        for _, low, high, other, start, end in group:
            meeting = bisect_left(starts, high) - bisect_right(stops, low)
            if meeting >= CROWD:
                found.setdefault(other, []).append((start, end, meeting - 1))
    return found
