"""Quotations that are open: how they are closed, carried on, or given up."""

import re
from dataclasses import dataclass, field

from gulagreader.text.quotable import Paragraph
from gulagreader.text.quotation_signs import DOUBLE, SINGLE

LONGEST_UNCLOSED = 3000
"""An unclosed quotation ends with a sentence before so many code points."""
_NO_WORDS = " \t\r\n\x00.,'‘’‚" + DOUBLE
_SENTENCE = re.compile(r"[.!?…](?=\s)")


@dataclass(slots=True)
class Marked:
    """A stretch between marks, marks included; ``end`` is -1 while open."""

    start: int
    mark: str
    end: int = -1
    unclosed: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    begun: int = 0
    """Where its part in the paragraph at hand begins."""


@dataclass(slots=True)
class Carried:
    """What is still open at the end of a paragraph."""

    stack: list[Marked]
    end: int
    passed: list[Paragraph] = field(default_factory=list)
    """Items of a list that may stand inside the quotation."""


def worth_keeping(one: Marked, masked: str) -> bool:
    """Tell real stretches from empty pairs and lone opening singles.

    The latter are apostrophes, mostly.
    """
    if one.end < 0:
        return False
    inner = masked[one.start + 1 : one.end if one.unclosed else one.end - 1]
    return bool(inner.strip(_NO_WORDS))


def give_up(
    carried: Carried, masked: str, found: list[Marked], *, in_double: bool = False
) -> None:
    """End what was left open with its paragraph, or with a sentence of it."""
    ended: list[Marked] = []
    for one in carried.stack:
        single = one.mark in SINGLE
        following = masked[one.start + 1 : one.start + 2]
        if single and not (in_double or following.isupper()):
            continue
        if one.mark in "«»‹›" and following == " ":
            continue  # an arrow of a link such as "« Older posts"
        in_double = in_double or not single
        around = [outer.end for outer in ended if outer.end > one.begun]
        end = _cut(one, masked, min([carried.end, *around]), found)
        close(one, max(end, one.begun + 1))
        one.unclosed = True
        ended.append(one)


def close(one: Marked, end: int) -> None:
    """End a quotation, and its part in the paragraph at hand."""
    one.end = end
    one.spans.append((one.begun, end))


def _cut(one: Marked, masked: str, end: int, found: list[Marked]) -> int:
    """Where an unclosed quotation ends, so that it does not swallow the text."""
    if end - one.begun <= LONGEST_UNCLOSED:
        return end
    limit = one.begun + LONGEST_UNCLOSED
    cut = limit
    for stop in _SENTENCE.finditer(masked, one.begun, limit):
        cut = stop.end()
    for other in reversed(found):
        if other.start <= one.begun:
            break
        if other.start < cut < other.end:
            cut = other.start
    return cut
