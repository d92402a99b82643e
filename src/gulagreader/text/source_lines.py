"""Where the lines of a block's content stand in its source."""

import re
from bisect import bisect_right

from gulagreader.text.source_runs import Piece


class SourceLines:
    """A source and where its lines begin; lines count from 0."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts = [0, *(found.end() for found in re.finditer("\n", source))]

    def start(self, line: int) -> int:
        """Where a line begins."""
        return self._starts[line]

    def end(self, line: int) -> int:
        """Where a line ends, before its line end."""
        if line + 1 < len(self._starts):
            return self._starts[line + 1] - 1
        return len(self.source)

    def at(self, place: int) -> int:
        """The line that a place is in."""
        return bisect_right(self._starts, place) - 1

    def aligned(self, content: str, line: int) -> list[Piece]:
        """Where each line of a block's content stands: (offset, source, length).

        Every line of the content is the end of its line of the source, once what
        the containers take at its beginning is cut off; indentation by tabs may
        have become spaces, which then are tied to nothing.
        """
        pieces: list[Piece] = []
        offset = 0
        lines = content.split("\n")
        for number, text in enumerate(lines[: len(self._starts) - line]):
            start, end = self.start(line + number), self.end(line + number)
            found = _at_end(self.source, text, start, end)
            if found is None:
                bare = text.lstrip(" ")
                found = _at_end(self.source, bare, start, end)
                skipped = len(text) - len(bare)
            else:
                skipped = 0
            if found is not None:
                last = number == len(lines) - 1
                whole = found + len(text) - skipped == end and not last
                pieces.append((offset + skipped, found, len(text) - skipped + whole))
            offset += len(text) + 1
        return pieces


def _at_end(source: str, text: str, start: int, end: int) -> int | None:
    """Where ``text`` ends a line of the source, white space after it aside."""
    if source.endswith(text, start, end) and end - len(text) >= start:
        return end - len(text)
    while end > start and source[end - 1].isspace():
        end -= 1
    if text and source.endswith(text, start, end) and end - len(text) >= start:
        return end - len(text)
    return None
