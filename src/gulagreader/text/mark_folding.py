"""Texts without what changes from one export of them to another.

WordPress curls quotation marks and makes dashes only when it shows a page; exports
break lines and write emphasis each in its own way. So passages are compared without
the difference of quotation marks and apostrophes, of dashes, of blanks and line
breaks, of capitals, and without the marks of Markdown. What is folded is compared and
never stored.
"""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass

_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys('“”„‟«»‹›‘’‚‛`´ʼ′″"', "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\n\t\r\x0b\x0c\x85\xa0\u2007\u2009\u200a\u202f\u3000", " "),
    }
)
_CHANGED = re.compile(
    r"(?P<dash> *+-[- ]+| ++-)"
    r"|(?P<blank> [ >#]+)"
    r"|(?P<quote>''+)"
    r"|(?P<link>\](?:\((?:[^() ]++|\([^() ]*+\))*+(?: ++'[^'()]*+')?\)"
    r"|\[[^\[\]]{0,200}\]))"
    r"|(?P<drop>\\(?=[^\w ])|!?\[|\]|[*_~<>]+)"
    r"|(?P<dots>…)"
)
_BY = {"blank": " ", "quote": "'", "dash": "-", "link": "", "drop": "", "dots": "..."}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows the places of its source."""

    text: str
    _folded: "array[int]"
    """Where each run begins in the folded text, in rising order."""
    _source: "array[int]"
    """Where it begins in the source."""
    _kept: "array[int]"
    """Whether the run stands in both, character for character."""
    length: int
    """Of the source."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of a stretch of the folded text, not an empty one.

        Marks at its edges that are folded away are not in it.
        """
        return self._source_of(start), self._source_of(end - 1, after=True)

    def _source_of(self, place: int, *, after: bool = False) -> int:
        run = bisect_right(self._folded, place) - 1
        if self._kept[run]:
            return self._source[run] + place - self._folded[run] + after
        if not after:
            return self._source[run]
        ahead = run + 1
        return self._source[ahead] if ahead < len(self._source) else self.length

    def place_of(self, source: int) -> int:
        """The place in the folded text of a place in the source, or one near it."""
        run = bisect_right(self._source, source) - 1
        if run < 0:
            return 0
        ahead = self._folded[run + 1] if run + 1 < len(self._folded) else len(self.text)
        return min(self._folded[run] + source - self._source[run], ahead)


def fold_marks(text: str) -> Folded:
    """Fold a text, in time that grows with its length.

    >>> fold_marks("“I — *not* he”").text
    "'i-not he'"
    """
    even = text.translate(_ONE_FOR_ONE)
    pieces: list[str] = []
    folded, source, kept = array("q"), array("q"), array("b")
    at = length = 0
    for found in _CHANGED.finditer(even):
        start, end = found.span()
        if at < start:
            folded.append(length)
            source.append(at)
            kept.append(1)
            pieces.append(even[at:start])
            length += start - at
        # A run that is folded away is empty and parts those beside it.
        by = _BY[found.lastgroup or "drop"]
        folded.append(length)
        source.append(start)
        kept.append(0)
        pieces.append(by)
        length += len(by)
        at = end
    folded.append(length)
    source.append(at)
    kept.append(1)
    pieces.append(even[at:])
    return Folded(_lower("".join(pieces)), folded, source, kept, len(text))


def _lower(text: str) -> str:
    """Small letters, one for one."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in text)
