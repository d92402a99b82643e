"""Selecting in a text by words, sentences and paragraphs: where each move leads.

A place is the number of a block and an offset in its text, so that places compare in
reading order. What is picked never leaves the text, and is never empty.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.sentences import sentences

Place = tuple[int, int]
Reach = tuple[Place, Place]
"""From a place to another, the end exclusive."""

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])\w)+"
    r"(?:['’-](?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])\w)+)*"
    r"|[^\w\s]+"
)
_LINE = re.compile(r"[^\s][^\n]*")


class Unit(StrEnum):
    """What a move goes by."""

    WORD = "word"
    """A word, or the marks between two words."""
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Picked:
    """A stretch that is selected by moves, and how the next move acts on it."""

    start: Place
    end: Place
    """After its last character."""
    unit: Unit = Unit.SENTENCE
    at_start: bool = False
    """Whether taking in and leaving out move its beginning; else its end."""

    @property
    def reach(self) -> Reach:
        """From where to where."""
        return self.start, self.end


class PickableText:
    """The blocks of one text; only those that stand in its source can be picked."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Take a text's blocks; what is made of each is kept."""
        self._blocks = blocks
        self._numbers = [n for n, block in enumerate(blocks) if block.runs]
        self._known: dict[tuple[Unit, int], tuple[tuple[int, int], ...]] = {}
        self._numbers = [n for n in self._numbers if self._parts(Unit.PARAGRAPH, n)]

    def __bool__(self) -> bool:
        """Whether there is anything to pick."""
        return bool(self._numbers)

    @property
    def whole(self) -> Reach:
        """From the text's first place to its last; the text must not be empty."""
        first, last = self._numbers[0], self._numbers[-1]
        start, _ = self._parts(Unit.PARAGRAPH, first)[0]
        _, end = self._parts(Unit.PARAGRAPH, last)[-1]
        return (first, start), (last, end)

    def pick(self, place: Place, unit: Unit = Unit.SENTENCE) -> Picked:
        """Pick the unit that stands at a place, or else next to it."""
        start, end = self.unit_at(place, unit)
        return Picked(start, end, unit)

    def unit_at(self, place: Place, unit: Unit) -> Reach:
        """The unit at a place, the one before it, or else the first of the text."""
        found = self._last_from(unit, place)
        return found or self._first_after(unit, self.whole[0]) or self.whole

    def first_from(self, place: Place, unit: Unit) -> Place | None:
        """Where the first unit begins that begins at a place or after it."""
        found = self._first_after(unit, place)
        return None if found is None else found[0]

    def clipped(self, reach: Reach) -> Reach | None:
        """What of a stretch can be picked, without white space at its ends."""
        if not self:
            return None
        low, high = self.whole
        start, end = max(reach[0], low), min(reach[1], high)
        for number in self._numbers[bisect_left(self._numbers, start[0]) :]:
            text = self._blocks[number].text
            at = start[1] if number == start[0] else 0
            while at < len(text) and text[at].isspace():
                at += 1
            if at < len(text):
                start = (number, at)
                break
        for number in reversed(self._numbers[: bisect_right(self._numbers, end[0])]):
            text = self._blocks[number].text
            at = min(end[1], len(text)) if number == end[0] else len(text)
            while at and text[at - 1].isspace():
                at -= 1
            if at:
                end = (number, at)
                break
        return (start, end) if start < end else None

    # --- moves

    def gone(self, picked: Picked, direction: int) -> Picked:
        """Go to the next unit (1) or the one before (-1), leaving what was picked."""
        if direction > 0:
            found = self._first_after(picked.unit, picked.end)
        else:
            found = self._last_before(picked.unit, picked.start)
        if found is None:
            found = self.unit_at(
                picked.start if direction < 0 else self._before(picked.end),
                picked.unit,
            )
        return replace(picked, start=found[0], end=found[1], at_start=False)

    def gone_to(self, picked: Picked, place: Place, direction: int) -> Picked:
        """Go to the unit at a place, at the least one unit on in a direction."""
        found = self.unit_at(place, picked.unit)
        ahead = (found[0] > picked.start) if direction > 0 else found[0] < picked.start
        if not ahead:
            return self.gone(picked, direction)
        return replace(picked, start=found[0], end=found[1], at_start=False)

    def stretched(self, picked: Picked, unit: Unit, direction: int) -> Picked:
        """Move one end by a unit, forward (1) or back (-1).

        It is the end, or with ``at_start`` the beginning. Where one would pass the
        other, the picked stretch becomes the unit beyond, and the other end moves on.
        """
        if picked.at_start:
            return self._start_moved(picked, unit, direction)
        return self._end_moved(picked, unit, direction)

    def grown(self, picked: Picked, unit: Unit) -> Picked:
        """Take in a unit at the end that moves."""
        return self.stretched(picked, unit, -1 if picked.at_start else 1)

    def shrunk(self, picked: Picked, unit: Unit) -> Picked:
        """Leave out a unit at the end that moves; at least one stays."""
        less = self.stretched(picked, unit, 1 if picked.at_start else -1)
        within = picked.start <= less.start and less.end <= picked.end
        return less if within else picked

    def stretched_to(self, picked: Picked, place: Place) -> Picked:
        """Move one end to a place; past the other one, the other end moves on."""
        fixed = picked.end if picked.at_start else picked.start
        low, high = self.whole
        place = max(low, min(place, high))
        if place == fixed:
            return picked
        at_start = place < fixed
        reach = self.clipped((place, fixed) if at_start else (fixed, place))
        if reach is None:
            return picked
        return replace(picked, start=reach[0], end=reach[1], at_start=at_start)

    def to_edge(self, picked: Picked, direction: int) -> Picked:
        """Take in all up to the text's beginning (-1) or its end (1)."""
        low, high = self.whole
        if direction < 0:
            return replace(picked, start=low, at_start=True)
        return replace(picked, end=high, at_start=False)

    def by_next_unit(self, picked: Picked) -> Picked:
        """Pick the next larger unit at the beginning, after the largest a word."""
        units = list(Unit)
        unit = units[(units.index(picked.unit) + 1) % len(units)]
        return self.pick(picked.start, unit)

    def _end_moved(self, picked: Picked, unit: Unit, direction: int) -> Picked:
        if direction > 0:
            found = self._first_ending_after(unit, picked.end)
            return picked if found is None else replace(picked, end=found[1])
        found = self._last_ending_before(unit, picked.end)
        if found is not None and found[1] > picked.start:
            return replace(picked, end=found[1])
        first = self._last_before(unit, picked.start)
        if first is None:
            return picked
        return replace(picked, start=first[0], at_start=True)

    def _start_moved(self, picked: Picked, unit: Unit, direction: int) -> Picked:
        if direction < 0:
            found = self._last_before(unit, picked.start)
            return picked if found is None else replace(picked, start=found[0])
        found = self._first_beginning_after(unit, picked.start)
        if found is not None and found[0] < picked.end:
            return replace(picked, start=found[0])
        last = self._first_ending_after(unit, picked.end)
        if last is None:
            return picked
        return replace(picked, end=last[1], at_start=False)

    # --- units

    def _parts(self, unit: Unit, number: int) -> tuple[tuple[int, int], ...]:
        known = self._known.get((unit, number))
        if known is None:
            known = _parts_of(self._blocks[number], unit)
            self._known[unit, number] = known
        return known

    def _first(
        self, unit: Unit, place: Place, fits: Callable[[Reach], bool]
    ) -> Reach | None:
        for number in self._numbers[bisect_left(self._numbers, place[0]) :]:
            for start, end in self._parts(unit, number):
                reach = (number, start), (number, end)
                if fits(reach):
                    return reach
        return None

    def _last(
        self, unit: Unit, place: Place, fits: Callable[[Reach], bool]
    ) -> Reach | None:
        for number in reversed(self._numbers[: bisect_right(self._numbers, place[0])]):
            for start, end in reversed(self._parts(unit, number)):
                reach = (number, start), (number, end)
                if fits(reach):
                    return reach
        return None

    def _first_after(self, unit: Unit, place: Place) -> Reach | None:
        return self._first(unit, place, lambda one: one[0] >= place)

    def _first_beginning_after(self, unit: Unit, place: Place) -> Reach | None:
        return self._first(unit, place, lambda one: one[0] > place)

    def _first_ending_after(self, unit: Unit, place: Place) -> Reach | None:
        return self._first(unit, place, lambda one: one[1] > place)

    def _last_from(self, unit: Unit, place: Place) -> Reach | None:
        return self._last(unit, place, lambda one: one[0] <= place)

    def _last_before(self, unit: Unit, place: Place) -> Reach | None:
        return self._last(unit, place, lambda one: one[0] < place)

    def _last_ending_before(self, unit: Unit, place: Place) -> Reach | None:
        return self._last(unit, place, lambda one: one[1] < place)

    @staticmethod
    def _before(place: Place) -> Place:
        return place[0], max(0, place[1] - 1)


def _parts_of(block: Block, unit: Unit) -> tuple[tuple[int, int], ...]:
    text = block.text
    match unit:
        case Unit.WORD:
            return tuple(one.span() for one in _WORD.finditer(text))
        case Unit.SENTENCE if block.kind in (BlockKind.CODE, BlockKind.TABLE):
            # A line, for want of sentences.
            spans = (one.span() for one in _LINE.finditer(text))
            return tuple((a, a + len(text[a:b].rstrip())) for a, b in spans)
        case Unit.SENTENCE:
            return sentences(text)
        case Unit.PARAGRAPH:
            end = len(text.rstrip())
            start = len(text) - len(text.lstrip())
            return ((start, end),) if start < end else ()


def source_span(blocks: Sequence[Block], reach: Reach) -> tuple[int, int]:
    """Where a stretch stands in the source; its ends must be in blocks with one."""
    (first, start), (last, end) = reach
    block = blocks[last]
    inside = any(run.start < end <= run.start + run.length for run in block.runs)
    stop = block.to_source(end - 1) + 1 if inside else block.to_source(end)
    return blocks[first].to_source(start), stop


def shown_words(blocks: Sequence[Block], reach: Reach) -> str:
    """What a stretch says as it is read: its paragraphs, parted by blank lines."""
    (first, start), (last, end) = reach
    parts = []
    for number in range(first, last + 1):
        text = blocks[number].text
        low = start if number == first else 0
        high = end if number == last else len(text)
        parts.append(text[low:high].strip())
    return "\n\n".join(part for part in parts if part)
