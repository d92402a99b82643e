"""Where the words of a short quotation stand in other texts of a library."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gulagreader.services.uptake.linking import Side
from gulagreader.services.uptake.related_texts import RelatedTexts
from gulagreader.services.uptake.seed_places import Places
from gulagreader.storage.passage_file import TextRow
from gulagreader.storage.short_rows import ShortRow
from gulagreader.text.passage_matching import word_number
from gulagreader.text.quoted_pieces import Found, are_misspelt, find_pieces
from gulagreader.text.short_quotations import seeds_of_short
from gulagreader.text.words import normalise

_HANDFUL = 4
"""Posts that words may stand in and still come from one of them."""
_MOST_TEXTS = 40
"""Texts with the most seeds of a quotation, in which it is looked for, and those with
as many as the last of them."""
_GAP = 40
"""Words that are left out at most in a short quotation."""
TOLD_NAMED = 6.0
"""Bits that words tell at least, where the writer names whom or what they quote."""
_LEAST_TELLING = 2


@dataclass(frozen=True, slots=True)
class StandingPlace:
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
        """Which of two texts is the earlier."""
        return (*self.side.order, self.row.number)


@dataclass(frozen=True, slots=True)
class _Alike:
    """A text whose words are those of a quotation, or nearly."""

    row: TextRow
    whole: Found | None
    slips: Sequence[int]
    """Where all words but one are the same."""
    told: float


class ShortPlaces:
    """Finds the places of short quotations."""

    def __init__(
        self,
        sides: Callable[[int], Side | None],
        text: Callable[[int], TextRow | None],
        related: RelatedTexts,
        seeds: Callable[[int], Places],
        told_by: Callable[[Sequence[int]], float],
    ) -> None:
        """Take texts by their numbers, in two forms, and where seeds stand in them.

        ``told_by`` says how many bits words tell.
        """
        self._sides, self._text, self._related = sides, text, related
        self._seeds, self._told_by = seeds, told_by

    def of(self, row: ShortRow, own: TextRow) -> list[StandingPlace]:
        """Where a quotation's words stand; none where that is in too many posts."""
        alike = self._alike(row, own)
        whole = [one for one in alike if one.whole is not None and one.whole.score == 1]
        # What is misspelt in one place, and right in another, is of that.
        chosen = whole or alike
        if len({one.row.post for one in chosen}) > _HANDFUL:
            return []
        found = (self._place(row, own, one) for one in chosen)
        return [one for one in found if one is not None]

    def _alike(self, row: ShortRow, own: TextRow) -> list[_Alike]:
        near: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for seed, offset in seeds_of_short(row.pieces):
            for number, standing in self._seeds(seed).items():
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
            told = self.told(row.pieces, there) if spans else 0.0
            if told >= TOLD_NAMED:
                found.append(_Alike(text, whole, slips, told))
        return found

    def _place(self, row: ShortRow, own: TextRow, one: _Alike) -> StandingPlace | None:
        side = self._sides(one.row.number)
        if side is None or side.text.numbers.astype("<u4").tobytes() != one.row.words:
            return None
        slip = self._misspelt(row, one, side)
        found = slip or one.whole
        if found is None or side.text.tells(found.start, found.end) < _LEAST_TELLING:
            return None  # a name, a title
        return StandingPlace(
            one.row,
            side,
            found,
            side.text.is_marked(*side.text.span(found.start, found.end)),
            self._related.how(own, one.row, row),
            one.told,
            slip is not None,
        )

    def _misspelt(self, row: ShortRow, one: _Alike, side: Side) -> Found | None:
        """Find a quotation in one piece of which one word has a slip."""
        source = self._related.source(one.row) if one.slips else None
        if source is None:
            return None
        quoted = row.pieces[0]
        for start in one.slips:
            end = start + len(quoted)
            spans = (side.text.span(at, at + 1) for at in range(start, end))
            if are_misspelt(quoted, [normalise(source[a:b]) for a, b in spans]):
                return Found(start, end, 1 - 1 / len(quoted))
        return None

    def told(self, pieces: Sequence[Sequence[str]], there: Container[int]) -> float:
        """What those words of a quotation tell that stand in a place."""
        numbers = {word_number(word) for piece in pieces for word in piece}
        return self._told_by([one for one in sorted(numbers) if one in there])


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
