"""Snippets: a passage on one line around the best match, with its matches marked."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from gulagreader.text.marks import iterate_marks

WIDTH = 200
"""Characters of a snippet, at most a word more."""
_BEFORE = 50
_MOST_MARKS = 200
_LONG = 20_000
_BLANKS = re.compile(r"\s+")
Span = tuple[int, int]


def snippet(
    text: str, words: Sequence[str], phrases: Sequence[Sequence[str]]
) -> tuple[str, tuple[Span, ...]]:
    """Cut the passage with the most different matches out of a text.

    Gives it on one line, with ``…`` where it was cut, and the code points of the
    matches in it. Without a match it is the beginning of the text.
    """
    start, end = _region(text, words, phrases)
    found = islice(iterate_marks(text[start:end], words, phrases), _MOST_MARKS)
    marks = [(start + a, start + b) for a, b in found]
    first = _best(text, marks)
    start = max(0, marks[first][0] - _BEFORE) if marks else 0
    start = _word_start(text, start, marks[first][0] if marks else 0)
    end = _word_end(text, start + WIDTH)
    shown = [mark for mark in marks if start <= mark[0] and mark[1] <= end]
    return _on_one_line(text, start, end, shown)


def beginning(text: str, width: int = 80) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text[: width * 4].split())
    if len(line) <= width and len(text) <= width * 4:
        return line
    end = line.rfind(" ", 0, width)
    return line[: end if end > width // 2 else width].rstrip() + "…"


def _region(text: str, words: Sequence[str], phrases: Sequence[Sequence[str]]) -> Span:
    """The part of a long text to look through word by word.

    A phrase, or else a word, that stands there as it was asked is found a hundred
    times faster by its letters; where it is spelt otherwise all is looked through.
    """
    if len(text) <= _LONG:
        return 0, len(text)
    for group in (phrases, [(word,) for word in words]):
        runs = [[re.escape(word.rstrip("*")) for word in run] for run in group]
        asked = "|".join(r"\W+".join(run) for run in runs)
        there = re.search(rf"\b(?:{asked})", text, re.IGNORECASE) if asked else None
        if there is not None:
            start = max(0, there.start() - _LONG // 10)
            start = _word_start(text, start, there.start())
            return start, start + _LONG
    return 0, len(text)


def _best(text: str, marks: Sequence[Span]) -> int:
    """The mark at which the window with the most different matches begins."""
    best, most = 0, (0, 0)
    ends = [end for _, end in marks]
    for number, (start, _) in enumerate(marks):
        inside = marks[number : bisect_right(ends, start + WIDTH - 60)]
        different = {text[a:b].casefold() for a, b in inside}
        # A phrase says more than one of its words elsewhere.
        worth = (sum(len(found) for found in different), len(inside))
        if worth > most:
            best, most = number, worth
    return best


def _word_start(text: str, start: int, latest: int) -> int:
    """Move to the beginning of a word, but not past ``latest``."""
    if start == 0:
        return 0
    for at in range(start, min(latest, start + 25)):
        if text[at - 1].isspace():
            return at
    return start


def _word_end(text: str, end: int) -> int:
    """Move back to the end of a word, where one is near."""
    if end >= len(text):
        return len(text)
    for at in range(end, end - 25, -1):
        if text[at].isspace():
            return at
    return end


def _on_one_line(
    text: str, start: int, end: int, marks: Sequence[Span]
) -> tuple[str, tuple[Span, ...]]:
    """Put a passage on one line and carry its marks over."""
    pieces = ["…"] if text[:start].strip() else []
    length = len("".join(pieces))
    spans = []
    at = start
    for mark_start, mark_end in [*marks, (end, end)]:
        between = _BLANKS.sub(" ", text[at:mark_start])
        if not length or (pieces and pieces[-1].endswith(" ")):
            between = between.lstrip()
        marked = _BLANKS.sub(" ", text[mark_start:mark_end])
        pieces += [between] if between else []
        length += len(between)
        if marked:
            pieces.append(marked)
            spans.append((length, length + len(marked)))
            length += len(marked)
        at = mark_end
    line = "".join(pieces).rstrip()
    return (line + "…" if text[end:].strip() else line), tuple(spans)
