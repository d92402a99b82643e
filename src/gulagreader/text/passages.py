"""Where a passage may stand now: candidates, and how well each fits.

See ``anchoring``, which chooses among them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gulagreader.domain.notes import Selector
from gulagreader.text.mark_folding import Folded, fold_marks
from gulagreader.text.nearest import distance, most_like

_NEAR_BY = 16
"""Characters next to a passage between which it is looked for."""
_CLOSE = 32
_REACH = 512
"""Characters around a place in which its surroundings are looked for."""
_SHORT = 16
_FEW = 100
"""Places of one passage that are compared."""
_LONG = 2_000
"""A longer passage is known by its ends, in edits."""
_END = 500
_AROUND_PLACE = 2_000
_LOOKED_THROUGH = 12_000
"""A text so short is looked through whole for what is like a passage."""
_PIECES, _PLACES, _WINDOWS = 32, 24, 5
_PIECE = re.compile(r"[^\W_]{4,12}")
Span = tuple[int, int]


def nearest(text: str, passage: str, place: int, most: int) -> list[int]:
    """The places of a passage that are nearest to one, at most so many."""
    if not passage:
        return []
    before: list[int] = []
    at = text.rfind(passage, 0, max(0, place) + len(passage))
    while at >= 0 and len(before) < most:
        before.append(at)
        at = text.rfind(passage, 0, at + len(passage) - 1)
    after: list[int] = []
    at = text.find(passage, max(0, place) + 1)
    while at >= 0 and len(after) < most:
        after.append(at)
        at = text.find(passage, at + 1)
    return sorted({*before, *after}, key=lambda at: (abs(at - place), at))[:most]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a passage may stand."""

    start: int
    end: int
    likeness: float
    """Of the passage: 1 where it is the same, to the letter."""
    agreement: float
    """Of what stands around it, from 0 to 1."""

    @property
    def sure(self) -> float:
        """How sure an anchor there would be."""
        return self.likeness * (0.6 + 0.4 * self.agreement)

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the two have something in common."""
        return self.start < other.end and other.start < self.end


class PassageFinder:
    """Looks for one passage that is not where it was."""

    def __init__(self, text: str, folded: Folded, selector: Selector) -> None:
        self._text = text
        self._folded = folded
        self._selector = selector
        self._sought = fold_marks(selector.exact).text.strip()
        self._before = fold_marks(selector.prefix).text
        self._after = fold_marks(selector.suffix).text
        self._place = folded.place_of(min(selector.start, len(text)))

    def best(self, found: Sequence[Candidate]) -> Candidate | None:
        """The surest, of equal ones the nearest.

        Where the very words stand is taken for their place, and not what is around
        or inside it.
        """
        best = max(found, key=self._worth, default=None)
        if best is None:
            return None
        same = [one for one in found if one.likeness == 1.0 and one.overlaps(best)]
        return max(same, key=self._worth, default=best)

    def _worth(self, found: Candidate) -> tuple[float, int]:
        far = abs(found.start - self._selector.start)
        near = 1 - min(1.0, far / max(1, len(self._text)))
        return found.sure + 0.05 * near, -far

    def is_doubtful(self, best: Candidate, found: Sequence[Candidate]) -> bool:
        """Whether a short passage might as well stand elsewhere."""
        if best.agreement >= 0.5:
            return False
        size = len(self._sought)
        if best.likeness < 0.98 or size < 2:
            return size < _SHORT
        others = any(one.likeness >= 0.98 and not one.overlaps(best) for one in found)
        there = best.start == self._selector.start
        return others and size < 2 * _SHORT and not there

    def by_letters(self) -> list[Candidate]:
        """Where the very words stand."""
        exact = self._selector.exact
        places = nearest(self._text, exact, self._selector.start, _FEW)
        return [self._candidate(at, at + len(exact), 1.0) for at in places]

    def by_folded_letters(self) -> list[Candidate]:
        """Where the same words stand with other marks."""
        sought, size = self._sought, len(self._sought)
        return [
            self._candidate(*self._folded.source_span(at, at + size), 0.99)
            for at in nearest(self._folded.text, sought, self._place, _FEW)
        ]

    def by_surroundings(self) -> list[Candidate]:
        """What stands between what stood around it."""
        if not self._sought or len(self._sought) > _LONG:
            return []
        return list(self._between())

    def by_likeness(self) -> list[Candidate]:
        """What is like the words."""
        if not self._sought:
            return []
        if len(self._sought) > _LONG:
            return list(self._by_ends())
        return list(self._like(self._sought, 0))

    def _candidate(self, start: int, end: int, likeness: float) -> Candidate:
        return Candidate(start, end, likeness, self._agreement(start, end))

    def _agreement(self, start: int, end: int) -> float:
        """How far what stands around a place agrees with what stood there.

        Each side counts as much as it is long: a letter alone agrees by chance.
        """
        total = weights = 0.0
        if self._before.strip():
            there = fold_marks(self._text[max(0, start - _REACH) : start]).text
            weights += (weight := min(_CLOSE, len(self._before)))
            total += weight * _agrees(self._before[::-1], there[::-1])
        elif start == self._selector.start == 0:
            weights, total = weights + _NEAR_BY, total + _NEAR_BY
        if self._after.strip():
            there = fold_marks(self._text[end : end + _REACH]).text
            weights += (weight := min(_CLOSE, len(self._after)))
            total += weight * _agrees(self._after, there)
        elif weights and end == len(self._text):
            weights, total = weights + _NEAR_BY, total + _NEAR_BY
        return total / weights if weights else 0.0

    def _between(self) -> Iterator[Candidate]:
        """What stands between the surroundings, if they are there."""
        text, size = self._folded.text, len(self._sought)
        before, after = self._before[-_NEAR_BY:], self._after[:_NEAR_BY]
        starts = [0] if self._selector.start == 0 and not before else []
        if before.strip():
            place = self._place - len(before)
            starts = [at + len(before) for at in nearest(text, before, place, 20)]
        for start in starts:
            last = start + 2 * size + 2 * _NEAR_BY
            if after.strip():
                ends = [text.find(after, start + 1, last + len(after))]
            else:
                ends = [len(text)] if len(text) <= last else []
            for end in ends:
                if end > start:
                    yield from self._compared(start, end)

    def _compared(self, start: int, end: int) -> Iterator[Candidate]:
        """A stretch of the folded text, compared with the passage."""
        there = self._folded.text[start:end]
        start += len(there) - len(there.lstrip())
        there = there.strip()
        if there:
            size = max(len(there), len(self._sought))
            likeness = 0.99 - distance(self._sought, there) / size
            span = self._folded.source_span(start, start + len(there))
            yield self._candidate(*span, max(0.0, likeness))

    def _like(self, sought: str, offset: int) -> Iterator[Candidate]:
        """What is most like some words that stand so far inside the passage."""
        for start, end, far in self._likest(sought, offset):
            likeness = max(0.0, 0.99 - far / len(sought))
            span = self._to_word_edges(start, end)
            yield self._candidate(*self._folded.source_span(*span), likeness)

    def _likest(self, sought: str, offset: int) -> Iterator[tuple[int, int, int]]:
        text = self._folded.text
        for low, high in self._windows(sought, self._place + offset):
            found = most_like(sought, text[low:high])
            if found is not None:
                yield low + found[0], low + found[1], found[2]

    def _windows(self, sought: str, place: int) -> list[Span]:
        """Where to look: all of a short text, else where most pieces stand."""
        text, size = self._folded.text, len(sought)
        if len(text) <= max(_LOOKED_THROUGH, 2 * size):
            return [(0, len(text))]
        slack = max(2 * _NEAR_BY, size // 2)
        votes: dict[int, int] = {}
        for at in self._diagonals(sought):
            for box in (at // slack, at // slack + 1):
                votes[box] = votes.get(box, 0) + 1
        most = sorted(votes, key=lambda box: (-votes[box], abs(box * slack - place)))
        starts = [(box - 1) * slack for box in most[:_WINDOWS]]
        windows = [(start - slack, start + size + 3 * slack) for start in starts]
        windows.append((place - _AROUND_PLACE, place + size + _AROUND_PLACE))
        return [(max(0, low), min(len(text), high)) for low, high in windows]

    def _diagonals(self, sought: str) -> Iterator[int]:
        """Where the words would begin if a piece of them is at its place."""
        text = self._folded.text
        pieces = [(one.group(), one.start()) for one in _PIECE.finditer(sought)]
        pieces = pieces or [(sought[:12], 0), (sought[-12:], max(0, len(sought) - 12))]
        step = len(pieces) // _PIECES + 1
        for piece, offset in pieces[::step]:
            for at in nearest(text, piece, self._place + offset, _PLACES):
                yield max(0, at - offset)

    def _to_word_edges(self, start: int, end: int) -> Span:
        """Take words whole where the passage had whole words at its ends."""
        text = self._folded.text
        if not (self._before[-1:].isalnum() and self._sought[0].isalnum()):
            while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
                start -= 1
        if not (self._after[:1].isalnum() and self._sought[-1].isalnum()):
            while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                end += 1
        return start, end

    def _by_ends(self) -> Iterator[Candidate]:
        """A long passage by its beginning and its end, as far apart as they were."""
        size = len(self._sought)
        begins = list(self._likest(self._sought[:_END], 0))
        ends = list(self._likest(self._sought[-_END:], size - _END))
        for start, _, far in begins:
            for _, end, farther in ends:
                if size // 2 <= end - start <= 2 * size:
                    likeness = max(0.0, 0.99 - (far + farther) / (2 * _END))
                    span = self._folded.source_span(start, end)
                    yield self._candidate(*span, likeness)


def _agrees(known: str, there: str) -> float:
    """How far two texts agree, from the passage outwards.

    What is next to the passage counts for nearly all; what is farther off is there
    to tell apart what is alike so far.
    """
    blank = len(known) - len(known.lstrip())
    known, there = known[blank:], there.lstrip()
    near = _alike(known[:_CLOSE], there)
    return near if len(known) <= _CLOSE else 0.9 * near + 0.1 * _alike(known, there)


def _alike(known: str, there: str) -> float:
    near = there[: len(known)]
    if near == known:
        return 1.0
    pairs = enumerate(zip(known, near, strict=False))
    run = next((at for at, (one, other) in pairs if one != other), len(near))
    like = (1 - distance(known, near) / len(known) - 0.4) / 0.6
    # Something may have been written in between.
    beyond = 0.6 if len(known) >= _NEAR_BY and known in there else 0.0
    return max(run / len(known), like, beyond, 0.0)
