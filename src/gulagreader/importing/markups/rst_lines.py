"""The lines of a text in reStructuredText: headings, moved-in lines, tables."""

import re
from collections.abc import Sequence

FIELD = re.compile(r":(?P<name>(?!:)[^:\n]{1,100}):(?:[ ]+(?P<words>.*)|$)")
ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*[ \t]*")
_SIMPLE_BORDER = re.compile(r"=+(?:[ ]+=+)+[ ]*")
_LONGEST_TABLE = 200
"""Lines in which the end of a table is looked for."""


def heading(lines: Sequence[str], at: int) -> tuple[str, str, int] | None:
    """A heading at a line: its words, its style, the line below it."""
    if at >= len(lines):
        return None
    above = ADORNMENT.fullmatch(lines[at])
    if above is not None and at + 2 < len(lines):
        words, below = lines[at + 1].strip(), ADORNMENT.fullmatch(lines[at + 2])
        fits = below is not None and below[1] == above[1] and words
        if fits and len(lines[at]) >= min(4, len(words)):
            return words, above[1] * 2, at + 3
    if above is not None or at + 1 >= len(lines) or lines[at].startswith(" "):
        return None
    below = ADORNMENT.fullmatch(lines[at + 1])
    words = lines[at]
    if below is None or not words or len(lines[at + 1]) < min(4, len(words)):
        return None
    if lines[at + 1] in ("..", "::", "__", "--", "...") and len(words) > 3:
        return None
    return words, below[1], at + 2


def until_blank(lines: Sequence[str], at: int) -> int:
    """The next blank line, or the end."""
    return next((n for n in range(at, len(lines)) if not lines[n]), len(lines))


def indented(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The moved-in lines from a place on, at the margin now, and where they end."""
    end = at
    last = at
    least = 1000
    while end < len(lines) and (not lines[end] or lines[end].startswith(" ")):
        if lines[end]:
            least = min(least, len(lines[end]) - len(lines[end].lstrip()))
            last = end + 1
        end += 1
    return [line[least:] for line in lines[at:last]], last


def marked(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """A listing whose lines have one sign before them in place of blanks."""
    while at < len(lines) and not lines[at]:
        at += 1
    end = at
    while end < len(lines) and lines[end].startswith(">"):
        end += 1
    return list(lines[at:end]), end


def without_options(body: list[str]) -> list[str]:
    """What stands in a directive below its ``:name: value`` lines."""
    at = 0
    while at < len(body) and FIELD.match(body[at]) is not None:
        at += 1
        while at < len(body) and body[at].startswith(" "):
            at += 1
    while at < len(body) and not body[at]:
        at += 1
    return body[at:]


def is_list(lines: Sequence[str], at: int, pattern: re.Pattern[str]) -> bool:
    """Whether a line that begins as an item does is one: the next one must fit."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return not below or below.startswith(" ") or pattern.match(below) is not None


def table(lines: Sequence[str], at: int) -> int | None:
    """Where a table ends that begins here; it is shown as it is drawn."""
    line = lines[at]
    if re.fullmatch(r"\+(?:[-=]+\+)+", line):
        end = at
        while end < len(lines) and lines[end].startswith(("+", "|")):
            end += 1
        return end
    if not _SIMPLE_BORDER.fullmatch(line):
        return None
    borders = 1
    end = at + 1
    while end < min(len(lines), at + _LONGEST_TABLE):
        if _SIMPLE_BORDER.fullmatch(lines[end]):
            borders += 1
            after = lines[end + 1] if end + 1 < len(lines) else ""
            if borders > 1 and not after:
                return end + 1
        end += 1
    return None
