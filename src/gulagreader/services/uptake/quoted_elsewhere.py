"""Short quotations, led to the post of the library that they come from.

So few words are led only where it is safe: where they tell something (they are rare in
the library), stand in a handful of posts at most, and in one that is not later. Where
both texts have them in marks, both may have them from a third.
"""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gulagreader.domain.progress import Job, Progress
from gulagreader.domain.quotations import QuotationKind
from gulagreader.domain.uptake import LinkKind
from gulagreader.services.uptake.kept_counts import KeptCounts
from gulagreader.services.uptake.linking import Side
from gulagreader.services.uptake.related_texts import NAMED, RelatedTexts
from gulagreader.services.uptake.seed_places import SeedPlaces, words_of_all
from gulagreader.services.uptake.short_places import (
    TOLD_NAMED,
    ShortPlaces,
    StandingPlace,
)
from gulagreader.services.uptake.taking import Taker
from gulagreader.storage.link_rows import LinkRow
from gulagreader.storage.passage_file import PassageFile, TextRow
from gulagreader.storage.short_rows import ShortRow
from gulagreader.text.passage_matching import word_number
from gulagreader.text.short_quotations import MOST_SHORT, Sieve, WordCounts

_TOLD = 14.0
"""Bits that words tell at least for which nothing else speaks."""
_MORE = 4.0
"""What they tell more where that is less sure: of a slip, of speech, of one in marks
for another reason than that it is quoted, and where it may come from several."""


@dataclass
class QuotedElsewhere:
    """The short quotations of a file of passages, ready to be led."""

    kept: PassageFile
    taker: Taker
    sides: Callable[[int], Side | None]
    """A text by its number; None where it is not there any more."""
    count: int = 0
    done: int = 0

    def __post_init__(self) -> None:
        self._text = lru_cache(256)(self.kept.text)
        self._related = RelatedTexts(self.taker.library)

    def links(self, numbers: Collection[int] | None = None) -> Iterator[list[LinkRow]]:
        """The links of some quotations, else of all; given after some work each.

        Where it is all, the words of the library are counted anew.
        """
        chosen = None if numbers is None else set(numbers)
        wanted = [
            row
            for row in self.kept.short.every_key()
            if chosen is None or row[0] in chosen
        ]
        self.count = len(wanted)
        if chosen is not None and not wanted:
            return
        seeds = np.frombuffer(b"".join(seeds for _, seeds, _ in wanted), "<i8")
        words = np.frombuffer(b"".join(words for *_, words in wanted), "<u4")
        found = SeedPlaces(Sieve(seeds, None if chosen is None else words))
        counts = WordCounts()
        for batch in words_of_all(self.kept):
            if chosen is None:
                counts.add(batch.numbers)
            found.add(batch)
            yield []
        if chosen is None:
            self.kept.short.set_counts(counts.rows())
        if not wanted:
            return
        told_by = counts.told_by if chosen is None else KeptCounts(self.kept).told_by
        places = ShortPlaces(
            self.sides, self._text, self._related, found.places(), told_by
        )
        for row in self.kept.short.rows([number for number, *_ in wanted]):
            self.done += 1
            yield list(self._links_of(row, places))

    def _links_of(self, row: ShortRow, places: ShortPlaces) -> Iterator[LinkRow]:
        words = {word_number(word) for piece in row.pieces for word in piece}
        if places.told(row.pieces, words) < TOLD_NAMED:
            return
        own = self._text(row.text)
        if own is None or self.kept.links.meet(row.text, row.start, row.end):
            return
        found = places.of(row, own)
        safe = [one for one in found if one.told >= _least_told(row, one)]
        plain = [one for one in safe if not one.marked]
        if plain:
            yield from self._quoted(row, own, plain)
        else:
            yield from self._shared(row, own, safe)

    def _quoted(
        self, row: ShortRow, own: TextRow, found: Sequence[StandingPlace]
    ) -> Iterator[LinkRow]:
        """The link with the text that the words come from."""
        before = [one for one in found if not _is_later(one.row.dated, own.dated)]
        if not before:
            return
        most = max(one.related for one in before)
        nearest = [one for one in before if one.related == most]
        first = min(nearest, key=lambda one: one.order)
        tie = len({one.row.post for one in nearest}) > 1
        if not tie or first.told >= _least_told(row, first) + _MORE:
            yield _link(row, first, LinkKind.QUOTED, probable=tie)

    def _shared(
        self, row: ShortRow, own: TextRow, found: Sequence[StandingPlace]
    ) -> Iterator[LinkRow]:
        """The links with texts that have the words in marks, too."""
        side = self.sides(row.text)
        if side is None:
            return
        known: set[str] = set()
        for one in sorted(found, key=lambda one: one.order):
            earlier = one.order < (*side.order, own.number)
            # A later short one is led to this; a longer one is looked for otherwise.
            if one.row.post in known or not (earlier or _in_longer(one)):
                continue
            known.add(one.row.post)
            yield _link(row, one, LinkKind.SHARED)


def lead_short(
    elsewhere: QuotedElsewhere, kept: PassageFile, numbers: Collection[int] | None
) -> Job[int]:
    """Lead some short quotations of a file, else all; give how many links that is."""
    links = done = 0
    for rows in elsewhere.links(numbers):
        yield Progress("Comparing short quotations", done, elsewhere.count, 0.99)
        done = elsewhere.done
        links += len(rows)
        kept.links.add(rows)
    return links


def _is_later(one: str | None, other: str | None) -> bool:
    """Whether one date is surely later; a year and a day of it may be the same."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _least_told(row: ShortRow, one: StandingPlace) -> float:
    """What the words of a quotation have to tell to be led to a place."""
    term = row.kind == QuotationKind.TERM
    if one.related == NAMED:
        return TOLD_NAMED + _MORE * (term + one.slip)
    if not one.slip and one.found.score < 1.0:
        return math.inf
    speech = row.kind == QuotationKind.SPEECH
    return _TOLD + _MORE * (one.slip + speech + 2 * term)


def _in_longer(one: StandingPlace) -> bool:
    """Whether words stand in marks that hold more than a short quotation."""
    text = one.side.text
    start, end = text.span(one.found.start, one.found.end)
    for low, high in text.marked:
        if low < end and start < high:
            inside = np.searchsorted(text.starts, (low, high))
            return int(inside[1] - inside[0]) > MOST_SHORT
    return False


def _link(
    row: ShortRow, one: StandingPlace, kind: LinkKind, *, probable: bool = False
) -> LinkRow:
    start, end = one.side.text.span(one.found.start, one.found.end)
    return LinkRow(
        *(row.text, row.start, row.end),
        *(one.row.number, start, end),
        kind=kind,
        score=round(one.found.score, 4),
        probable=probable,
        short=row.number,
    )
