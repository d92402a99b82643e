"""Passages that two texts share, made into links: who has them from whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gulagreader.domain.uptake import LinkKind
from gulagreader.services.uptake.taking import Taken
from gulagreader.services.uptake.thread_texts import Text
from gulagreader.storage.link_rows import LinkRow
from gulagreader.text.passage_matching import Match

_SMALL_WORDS = 6
"""Words that two texts share beside the marks of a passage, at most."""
_LEAST_TELLING = 4
"""Words that say something, without which a passage is but a name or an address."""
_LEAST_TELLING_IN_MARKS = 2


Led = tuple[int, int, int]
"""A quotation that was led to a text of its thread: start, end, number of that text."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts that share something."""

    number: int
    text: Text
    name: str
    """The path of the file of the post that it belongs to."""
    order: tuple[str, str]
    """Which post comes first: by date, then by file; undated ones come last."""
    led: Sequence[Led] = ()

    def was_led(self, start: int, end: int, other: int) -> bool:
        """Whether a quotation in a stretch was led to a text of its thread already."""
        return any(
            target == other and low < end and start < high
            for low, high, target in self.led
        )


def led_in(one: Taken, numbers: Sequence[int]) -> dict[int, list[Led]]:
    """The quotations of a post's texts that were led, by the numbers of the texts."""
    number_of: dict[str | None, int] = {}
    for number, text in zip(numbers, one.texts, strict=True):
        number_of.setdefault(text.comment, number)
    found: dict[int, list[Led]] = {}
    for link in one.links:
        led = link.source.start, link.source.end, number_of[link.target.comment]
        found.setdefault(number_of[link.source.comment], []).append(led)
    return found


def link_rows(later: Side, earlier: Side, found: Sequence[Match]) -> list[LinkRow]:
    """Matches as links; those that a quotation was led to already are left out.

    In a thread the text that stands lower has it from the one above; of two posts the
    later from the earlier.
    """
    thread = later.name == earlier.name
    if not thread and later.order < earlier.order:
        later, earlier = earlier, later
        found = [one.turned() for one in found]
    rows = []
    for one in (_inside_marks(one, later.text, earlier.text) for one in found):
        start, end = later.text.span(one.start, one.end)
        other = earlier.text.span(one.other_start, one.other_end)
        if thread and later.was_led(start, end, earlier.number):
            continue
        marked = later.text.is_marked(start, end)
        if not _says_something(one, later.text, earlier.text, marked=marked):
            continue
        kind = LinkKind.REPEATED if thread else LinkKind.SHARED
        if marked and (thread or not earlier.text.is_marked(*other)):
            kind = LinkKind.QUOTED
        score = round(one.score, 4)
        rows.append(
            LinkRow(later.number, start, end, earlier.number, *other, kind, score)
        )
    return rows


def _inside_marks(one: Match, text: Text, other: Text) -> Match:
    """Cut off what stands outside the marks of either text: a word before them.

    Two writers put the same small word before a sentence that they both quote.
    """
    ends = zip(
        text.outside(one.start, one.end),
        other.outside(one.other_start, one.other_end),
        strict=True,
    )
    before, after = (max(pair) for pair in ends)
    cut = replace(
        one,
        start=one.start + before,
        end=one.end - after,
        other_start=one.other_start + before,
        other_end=one.other_end - after,
        same=one.same - before - after,
    )
    if not (before or after) or before + after > _SMALL_WORDS:
        return one
    fits = (
        np.array_equal(
            text.numbers[one.start : cut.start],
            other.numbers[one.other_start : cut.other_start],
        )
        and np.array_equal(
            text.numbers[cut.end : one.end],
            other.numbers[cut.other_end : one.other_end],
        )
        and cut.same > _SMALL_WORDS
    )
    return cut if fits else one


def _says_something(one: Match, text: Text, other: Text, *, marked: bool) -> bool:
    """Whether a passage is more than a title, a name or an address."""
    least = _LEAST_TELLING_IN_MARKS if marked else _LEAST_TELLING
    told = text.tells(one.start, one.end), other.tells(one.other_start, one.other_end)
    return min(told) >= least
