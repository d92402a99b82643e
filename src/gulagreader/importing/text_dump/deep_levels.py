"""Levels of a list that lynx no longer sets in: it moves in for seven and then stays.

From then on its marks say the level (``* + o # @ - =`` and from the beginning), and
in a numbered list a new beginning at 1 does.
"""

import re
from collections.abc import Sequence

_SIGNS = "*+o#@-="
_MARK = re.compile(r"(?:(?P<number>\d{1,5})\.|(?P<sign>[*+o#@=-]))(?:\s|$)")
_LAST = 7
"""The level that is set in furthest."""
_NARROWEST = 28
"""The column from which that level can be; no other text is looked through."""
STEP = 5
"""Columns that lynx sets a level in."""


def deeper_levels(text: Sequence[str], indent: Sequence[int]) -> tuple[int, ...]:
    """How many columns each line would be further in; empty where none would be.

    ``text`` are lines without their indentation, ``indent`` is -1 for a blank one.
    """
    if max(indent, default=0) < _NARROWEST:
        return ()
    further = [0] * len(text)
    open_: list[int] = []  # the columns of the marks of each level
    deep: list[str] = []  # the marks from the last of these levels on
    for at, line in enumerate(text):
        if indent[at] < 0:
            continue
        mark = _MARK.match(line)
        number = mark["number"] if mark is not None else None
        # Numbers are set flush right.
        own = indent[at] + (len(number) - 1 if number else 0)
        while open_ and open_[-1] > own:
            open_.pop()
        if mark is not None and _is_level(open_, own):
            if len(open_) == _LAST and own == open_[-1]:
                deep = _levels(deep, number or mark["sign"])
            elif not open_ or own > open_[-1]:
                open_.append(own)
                deep = [number or mark["sign"]]
        if len(open_) == _LAST and deep:
            further[at] = STEP * (len(deep) - 1)
    return tuple(further) if any(further) else ()


def _is_level(open_: Sequence[int], own: int) -> bool:
    """Whether a mark in this column is one of an open level, or of the one below."""
    if not open_:
        return own < 2 * STEP
    return own == open_[-1] or (
        len(open_) < _LAST and STEP - 1 <= own - open_[-1] <= STEP + 2
    )


def _levels(deep: list[str], mark: str) -> list[str]:
    """The marks of the open levels, with that of the next item."""
    count = len(deep)
    if mark.isdecimal():
        if mark == "1":
            return [*deep, mark]
        before = str(int(mark) - 1)
        place = next((n for n in reversed(range(count)) if deep[n] == before), None)
        return deep if place is None else [*deep[:place], mark]
    if _SIGNS[(_LAST + count - 1) % len(_SIGNS)] == mark:
        return [*deep, mark]
    places = (n for n in reversed(range(count)) if deep[n] == mark)
    place = next(places, None)
    return deep if place is None else deep[: place + 1]
