"""Lines of a concordance laid out in cells, the keywords one under another."""

import re
from dataclasses import dataclass
from itertools import accumulate

from gulagreader.text.cells import all_single, cell_len, char_widths, cut

_BLANKS = re.compile(r"\s+")
_LOOKED_BACK = 24
"""Cells within which a cut is moved to a blank; longer words are cut themselves."""


@dataclass(frozen=True, slots=True)
class LaidKeyword:
    """A line of a concordance in cells: three parts that fill its width."""

    before: str
    """Padded at its beginning, so that the keyword stands where it should."""
    keyword: str
    after: str
    """Padded at its end."""


def lay_out(before: str, keyword: str, after: str, width: int) -> LaidKeyword:
    """Lay a keyword and its context out on ``width`` cells.

    The keyword begins in the same column in every line of a width, a little left of
    the middle. Context is cut between words, a keyword that is too long is cut with
    ``…``. Combining marks and wide characters are never parted from their cells.
    """
    left = keyword_column(width)
    room = max(1, width - left)
    shown = on_one_line(keyword)
    if cell_len(shown) > room:
        shown = cut(shown, room - 1) + "…"
    shown = cut(shown, room)
    beside = before_cut(before, left)
    padding = " " * (left - cell_len(beside))
    follows = after_cut(after, room - cell_len(shown))
    rest = " " * max(0, room - cell_len(shown) - cell_len(follows))
    return LaidKeyword(padding + beside, shown, follows + rest)


def keyword_column(width: int) -> int:
    """The column in which the keywords of lines of ``width`` cells begin."""
    return max(0, width * 9 // 20)


def on_one_line(text: str) -> str:
    """A text with a blank for every run of blanks and line ends."""
    return _BLANKS.sub(" ", text)


def before_cut(text: str, width: int) -> str:
    """The end of a text in at most ``width`` cells, begun at a word."""
    line = on_one_line(text)
    start = _start_that_fits(line, width)
    if (
        start
        and not line[start - 1].isspace()
        and not line[start : start + 1].isspace()
    ):
        blank = line.find(" ", start)
        if 0 <= blank < len(line) - 1 and cell_len(line[start:blank]) < _LOOKED_BACK:
            start = blank + 1
    return line[start:] if line[start:].strip() else line[start:][:0]


def after_cut(text: str, width: int) -> str:
    """The beginning of a text in at most ``width`` cells, ended at a word."""
    line = on_one_line(text)
    kept = cut(line, width)
    follows = line[len(kept) : len(kept) + 1]
    if follows and not follows.isspace() and not kept.endswith(" "):
        blank = kept.rfind(" ")
        if blank >= 0 and cell_len(kept[blank:]) < _LOOKED_BACK:
            kept = kept[:blank]
    return kept.rstrip()


def _start_that_fits(line: str, width: int) -> int:
    """Where the longest end of a line begins that fits, no cluster parted."""
    if all_single(line):
        return max(0, len(line) - max(0, width))
    widths = char_widths(line)
    total = sum(widths)
    if total <= width:
        return 0
    ends = accumulate(widths)
    for at, end in enumerate(ends, 1):
        # What has no cells of its own belongs to the character before it.
        if total - end <= width and (at == len(line) or widths[at]):
            return at
    return len(line)
