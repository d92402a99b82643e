"""Short quotations, led to the post of the library that they come from.

So few words are led only where it is safe: where they tell something (they are rare in
the library), stand in a handful of posts at most, and in one that is not later. Where
both texts have them in marks, both may have them from a third.
"""

import math
from collections import defaultdict
from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Sequence,
)
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from gulagreader.domain.comments import Thread
from gulagreader.domain.errors import DamagedFileError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import Job, Progress
from gulagreader.domain.quotations import QuotationKind
from gulagreader.domain.uptake import LinkKind
from gulagreader.services.post_links import normal_link
from gulagreader.services.uptake.kept_counts import KeptCounts
from gulagreader.services.uptake.linking import Side
from gulagreader.services.uptake.seed_places import Places, SeedPlaces, words_of_all
from gulagreader.services.uptake.taking import Taker
from gulagreader.storage.link_rows import LinkRow
from gulagreader.storage.passage_file import PassageFile, TextRow
from gulagreader.storage.short_rows import ShortRow
from gulagreader.text.passage_matching import word_number
from gulagreader.text.quoted_pieces import Found, are_misspelt, find_pieces
from gulagreader.text.short_quotations import (
    MOST_SHORT,
    Sieve,
    WordCounts,
    seeds_of_short,
)
from gulagreader.text.words import normalise, words

_HANDFUL = 4
"""Posts that words may stand in and still come from one of them."""
_MOST_TEXTS = 40
"""Texts with the most seeds of a quotation, in which it is looked for, and those with
as many as the last of them."""
_GAP = 40
"""Words that are left out at most in a short quotation."""
_TOLD = 14.0
"""Bits that words tell at least for which nothing else speaks."""
_TOLD_NAMED = 6.0
"""The same where the writer names whom or what they quote."""
_MORE = 4.0
"""What they tell more where that is less sure: of a slip, of speech, of one in marks
for another reason than that it is quoted, and where it may come from several."""
_LEAST_TELLING = 2
_NAMED, _ALIKE = 2, 1
_LEAST_NAME = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words of a quotation stand."""

    row: TextRow
    side: Side
    found: Found
    marked: bool
    related: int
    """What speaks for it beside the words."""
    told: float
    """What the words tell that are the same."""
    slip: bool
    """Whether one is misspelt."""

    @property
    def order(self) -> tuple[str, str, int]:
        return (*self.side.order, self.row.number)


@dataclass(frozen=True, slots=True)
class _Alike:
    """A text whose words are those of a quotation, or nearly."""

    row: TextRow
    whole: Found | None
    slips: Sequence[int]
    """Where all words but one are the same."""
    told: float


@dataclass
class QuotedElsewhere:
    """The short quotations of a file of passages, ready to be led."""

    kept: PassageFile
    taker: Taker
    sides: Callable[[int], Side | None]
    """A text by its number; None where it is not there any more."""
    count: int = 0
    done: int = 0
    _told_by: Callable[[Sequence[int]], float] = field(init=False)
    """How many bits words tell."""

    def __post_init__(self) -> None:
        self._told_by = KeptCounts(self.kept).told_by
        self._text = lru_cache(256)(self.kept.text)
        self._read = lru_cache(8)(self._read_post)

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
            self._told_by = counts.told_by
        if not wanted:
            return
        places = found.places()
        for row in self.kept.short.rows([number for number, *_ in wanted]):
            self.done += 1
            yield list(self._links_of(row, places))

    def _links_of(
        self, row: ShortRow, places: Callable[[int], Places]
    ) -> Iterator[LinkRow]:
        words = {word_number(word) for piece in row.pieces for word in piece}
        if self._told(row.pieces, words) < _TOLD_NAMED:
            return
        own = self._text(row.text)
        if own is None or self.kept.links.meet(row.text, row.start, row.end):
            return
        found = self._places_of(row, own, places)
        safe = [one for one in found if one.told >= _least_told(row, one)]
        plain = [one for one in safe if not one.marked]
        if plain:
            yield from self._quoted(row, own, plain)
        else:
            yield from self._shared(row, own, safe)

    def _quoted(
        self, row: ShortRow, own: TextRow, found: Sequence[_Place]
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
        self, row: ShortRow, own: TextRow, found: Sequence[_Place]
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

    # Where the words stand

    def _places_of(
        self, row: ShortRow, own: TextRow, places: Callable[[int], Places]
    ) -> list[_Place]:
        """Where a quotation's words stand; none where that is in too many posts."""
        alike = self._alike(row, own, places)
        whole = [one for one in alike if one.whole is not None and one.whole.score == 1]
        # What is misspelt in one place, and right in another, is of that.
        chosen = whole or alike
        if len({one.row.post for one in chosen}) > _HANDFUL:
            return []
        found = (self._place(row, own, one) for one in chosen)
        return [one for one in found if one is not None]

    def _alike(
        self, row: ShortRow, own: TextRow, places: Callable[[int], Places]
    ) -> list[_Alike]:
        near: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for seed, offset in seeds_of_short(row.pieces):
            for number, standing in places(seed).items():
                near[number] += [(place, offset) for place in standing]
        pieces = [tuple(map(word_number, piece)) for piece in row.pieces]
        found = []
        seeds = sorted(map(len, near.values()), reverse=True)
        least = seeds[:_MOST_TEXTS][-1] if seeds else 0
        # No number decides: a text that comes again has another one.
        for number in sorted(one for one in near if len(near[one]) >= least):
            text = self._text(number)
            if text is None or text.post == own.post:
                continue
            words = np.frombuffer(text.words, "<u4").tolist()
            whole = find_pieces(pieces, words, near[number], gap=_GAP)
            slips: list[int] = []
            if (whole is None or whole.score < 1) and len(pieces) == 1:
                slips = list(_nearly(pieces[0], words, near[number]))
            spans = [(at, at + len(pieces[0])) for at in slips]
            spans += [(whole.start, whole.end)] if whole is not None else []
            there = {word for start, end in spans for word in words[start:end]}
            told = self._told(row.pieces, there) if spans else 0.0
            if told >= _TOLD_NAMED:
                found.append(_Alike(text, whole, slips, told))
        return found

    def _place(self, row: ShortRow, own: TextRow, one: _Alike) -> _Place | None:
        side = self.sides(one.row.number)
        if side is None or side.text.numbers.astype("<u4").tobytes() != one.row.words:
            return None
        slip = self._misspelt(row, one, side)
        found = slip or one.whole
        if found is None or side.text.tells(found.start, found.end) < _LEAST_TELLING:
            return None  # a name, a title
        return _Place(
            one.row,
            side,
            found,
            side.text.is_marked(*side.text.span(found.start, found.end)),
            self._related(own, one.row, row),
            one.told,
            slip is not None,
        )

    def _misspelt(self, row: ShortRow, one: _Alike, side: Side) -> Found | None:
        """Find a quotation in one piece of which one word has a slip."""
        source = self._source(one.row) if one.slips else None
        if source is None:
            return None
        quoted = row.pieces[0]
        for start in one.slips:
            end = start + len(quoted)
            spans = (side.text.span(at, at + 1) for at in range(start, end))
            if are_misspelt(quoted, [normalise(source[a:b]) for a, b in spans]):
                return Found(start, end, 1 - 1 / len(quoted))
        return None

    def _told(self, pieces: Sequence[Sequence[str]], there: Container[int]) -> float:
        """What those words of a quotation tell that stand in a place."""
        numbers = {word_number(word) for piece in pieces for word in piece}
        return self._told_by([one for one in sorted(numbers) if one in there])

    # What else speaks for a text

    def _related(self, own: TextRow, text: TextRow, row: ShortRow) -> int:
        """Whether the writer names the other text, or both posts have a tag."""
        mine, its = self._read(own.name), self._read(text.name)
        source = self._source(own)
        if mine is None or its is None or source is None:
            return 0
        post = its[0]
        address = normal_link(post.origin.url) if post.origin is not None else ""
        if "/" in address and address.lower() in source.lower():
            return _NAMED
        said = f" {' '.join(words(source))} "
        quoted = f" {' '.join(word for piece in row.pieces for word in piece)} "
        for name in (text.author, post.title):
            named = f" {' '.join(words(name or ''))} "
            long = len(named) > _LEAST_NAME + 1 and named.strip() not in quoted
            if long and named in said:
                return _NAMED
        return _ALIKE if set(mine[0].tags) & set(post.tags) else 0

    def _source(self, text: TextRow) -> str | None:
        """A text as it is written; None where it is not there any more."""
        read = self._read(text.name)
        if read is None or text.comment is None:
            return None if read is None else read[0].body
        row = read[1].index.get(text.comment)
        return None if row is None else read[1].rows[row].comment.text

    def _read_post(self, name: str) -> tuple[Post, Thread] | None:
        try:
            return self.taker.library.read_post(Path(name))
        except (DamagedFileError, OSError):
            return None  # what cannot be read was noted


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


def _nearly(
    quoted: Sequence[int], words: Sequence[int], near: Iterable[tuple[int, int]]
) -> Iterator[int]:
    """Where all words of a quotation but one stand."""
    for start in dict.fromkeys(place - offset for place, offset in near):
        said = words[max(0, start) : start + len(quoted)]
        if start < 0 or len(said) < len(quoted):
            continue
        if sum(one == two for one, two in zip(quoted, said, strict=True)) == (
            len(quoted) - 1
        ):
            yield start


def _is_later(one: str | None, other: str | None) -> bool:
    """Whether one date is surely later; a year and a day of it may be the same."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _least_told(row: ShortRow, one: _Place) -> float:
    """What the words of a quotation have to tell to be led to a place."""
    term = row.kind == QuotationKind.TERM
    if one.related == _NAMED:
        return _TOLD_NAMED + _MORE * (term + one.slip)
    if not one.slip and one.found.score < 1.0:
        return math.inf
    speech = row.kind == QuotationKind.SPEECH
    return _TOLD + _MORE * (one.slip + speech + 2 * term)


def _in_longer(one: _Place) -> bool:
    """Whether words stand in marks that hold more than a short quotation."""
    text = one.side.text
    start, end = text.span(one.found.start, one.found.end)
    for low, high in text.marked:
        if low < end and start < high:
            inside = np.searchsorted(text.starts, (low, high))
            return int(inside[1] - inside[0]) > MOST_SHORT
    return False


def _link(
    row: ShortRow, one: _Place, kind: LinkKind, *, probable: bool = False
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
