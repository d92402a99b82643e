"""Cover what of a text is not searched for quotations, keeping every offset.

Markup is covered by a filler of the same length, code and addresses by another.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

HIDDEN = "\x00"
"""Covers markup; what stands left and right of it are neighbours."""
CODE = "\x02"
"""Covers code and addresses; a neighbour like a word."""

PARAGRAPH_BREAK = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*(?>\r\n|\r|\n)\s*")
"""A blank line, or several."""

_INLINE = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,2000})?>"  # a tag
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*){0,9}"  # the address of a link …
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s{0,9}\)"  # … and its title
    r"|\\[!-/:-@\[-_{-~]"
    r"|\*+|~~+|(?<![^\W_])_+|_+(?![^\W_])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»()\[\]\x00]+")
_TYPED_SIGNS = (",,", "<<", ">>", "''", "``", "‘‘", "’’")
_TYPED = re.compile(
    r"(?:(?<=[\s(\[])|(?<=\A)),,(?=[^\W_])|<<(?=[^\W_][^<>\n]{0,2000}>>)"
    r"|(?<=[^\s<>])>>(?!>)"
    r"|``(?=[^\W_][^`\n]{0,2000}'')|(?<=[^\s'])''(?!')|‘‘(?=[^\W_])|(?<=[^\s’])’’(?!’)"
    r"|(?:(?<=[\s(\[])|(?<=\A))''(?=[^\W_][^'\n]{0,2000}[^\s']'')"
)
_TYPED_MARKS = {
    ",,": "„" + HIDDEN,
    "<<": "«" + HIDDEN,
    ">>": HIDDEN + "»",
    "``": "“" + HIDDEN,
    "''": HIDDEN + "”",
    "‘‘": "“" + HIDDEN,
    "’’": HIDDEN + "”",
}
_BACKTICKS = re.compile("`+")


def covered(text: str, spans: Iterable[tuple[int, int]], filler: str) -> str:
    """Put a filler over spans of a text, which come in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], filler * (end - start))
        at = end
    parts.append(text[at:])
    return "".join(parts) if at else text


def without_inline_markup(masked: str) -> str:
    """Cover code spans, tags, addresses, escapes and emphasis."""
    comments = _comments(masked)
    left = covered(masked, _code_spans(masked), CODE)
    left = covered(left, comments, HIDDEN)
    left = covered(left, _inline(left), HIDDEN)
    addresses = (found.span() for found in _ADDRESS.finditer(left))
    return covered(left, addresses, CODE)


def with_typed_marks(masked: str) -> str:
    """Read marks that were typed as two signs: ``,,so“``, ``<<so>>``, ``''so''``.

    Both signs stand for one mark, of which the outer one keeps the place.
    """
    if not any(typed in masked for typed in _TYPED_SIGNS):
        return masked
    return _TYPED.sub(_typed_mark, masked)


def _typed_mark(found: re.Match[str]) -> str:
    opens = found.group() == "''" and (found.string[found.start() - 1 :][:1] or " ")
    if opens and (found.start() == 0 or opens in " \t\r\n([\u00a0"):
        return "“" + HIDDEN
    return _TYPED_MARKS[found.group()]


def _inline(text: str) -> Iterator[tuple[int, int]]:
    for found in _INLINE.finditer(text):
        start, end = found.span()
        yield start, start + 1 if text[start] == "\\" else end


def _comments(text: str) -> Iterator[tuple[int, int]]:
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4)
        if end < 0:
            return
        yield at, end + 3
        at = text.find("<!--", end + 3)


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Pair runs of as many backticks (CommonMark 6.1) inside a paragraph."""
    runs = [found.span() for found in _BACKTICKS.finditer(text)]
    if len(runs) < 2:
        return
    breaks = [found.start() for found in PARAGRAPH_BREAK.finditer(text)]
    following: list[int | None] = [None] * len(runs)
    seen: dict[tuple[int, int], int] = {}
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        same = (end - start, bisect_right(breaks, start))
        following[number] = seen.get(same)
        seen[same] = number
    number = 0
    while number < len(runs):
        start, end = runs[number]
        partner = following[number]
        escaped = start > 0 and text[start - 1] == "\\"
        if partner is None or escaped:
            number += 1
            continue
        yield start, runs[partner][1]
        number = partner + 1
