"""Break text into lines as :mod:`gulagreader.text.wrap` does, and part long words.

A word is parted only where its line would else be left a good deal shorter than the
others, never the last one of a paragraph, and not in three lines in a row. What has
signs inside (addresses, numbers, a hyphen of its own) stays whole, and so does what
is shown as code.
"""

import re
from collections.abc import Sequence

from gulagreader.text.hyphenation import Points
from gulagreader.text.wrap import Extent, Measured, measured

Parted = tuple[int, int, bool]
"""From, to (code points), and whether a hyphen is shown behind it."""

_LEAST_SPARE = 5
"""Cells that would stay empty, at least and as a part of the line's width, before a
word is parted: a ragged edge may be ragged."""
_SPARE_PART = 10
_IN_A_ROW = 2
"""Lines that may end in a hyphen one below the other."""
_WORD = re.compile(r"([«“„‘‚‹(\[¿¡\"']*)([^\W\d_]+)[!?:;,.…»”’)\]›\"']*(?= +[^ ])")


def wrap_parted(
    text: str, width: int, points: Points, whole: Sequence[Extent] = ()
) -> list[Parted]:
    """Break a text into lines of at most ``width`` cells, hyphens included.

    ``whole`` are stretches in which no word is parted. Lines that end in no hyphen end
    where :func:`gulagreader.text.wrap.wrap` would end them.
    """
    width = max(1, width)
    lines: list[Parted] = []
    start = 0
    for part in text.split("\n"):
        here = [(low - start, high - start) for low, high in whole]
        found = _lines(measured(part.rstrip(" ")), width, points, here)
        lines += [(start + a, start + b, hyphen) for a, b, hyphen in found]
        start += len(part) + 1
    return lines


def _lines(
    text: Measured, width: int, points: Points, whole: Sequence[Extent]
) -> list[Parted]:
    lines: list[Parted] = []
    start = in_a_row = 0
    while not text.fits(start, width):
        stop, following = text.line(start, width)
        place = None
        if in_a_row < _IN_A_ROW and _wants_more(text, start, stop, width):
            place = _parted(text, start, following, width, points)
        if place is None or any(low < place < high for low, high in whole):
            lines.append((start, stop, False))
            start, in_a_row = following, 0
        else:
            lines.append((start, place, True))
            start, in_a_row = place, in_a_row + 1
    if start < text.end or not lines:
        lines.append((start, text.end, False))
    return lines


def _wants_more(text: Measured, start: int, stop: int, width: int) -> bool:
    """Whether a line is short enough for a word to be parted, or cuts a word."""
    room = width - text.cells(start, stop)
    spare = max(_LEAST_SPARE, width // _SPARE_PART)
    return room >= spare or text.text[stop - 1 : stop + 1].isalpha()


def _parted(
    text: Measured, start: int, following: int, width: int, points: Points
) -> int | None:
    """Where the word that the next line begins in may be parted, to fill this one."""
    letters = text.text
    word = _WORD.match(letters, letters.rfind(" ", 0, following) + 1)
    if word is None:
        return None
    last = text.limit(start, width - 1)
    places = [word.start(2) + point for point in points(word[2])]
    return max((place for place in places if start < place <= last), default=None)
