"""A post with its comments as one text that is searched, and what is found in it."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.blocks import Block, Stretch
from gulagreader.text.find import find_pattern
from gulagreader.ui.looks.layers import BlockOverlays
from gulagreader.ui.looks.paint import Overlay

_BETWEEN = "\0"
"""Stands between blocks: no cleaned text has it, and no pattern matches it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A match: in the post (``row`` None) or in a comment of the thread."""

    row: int | None
    stretch: Stretch


class SearchedText:
    """A post and its comments as one text, so that a letter costs one search in it.

    A letter may stand a hundred thousand times in a long thread: where a match is,
    is worked out for those that are shown only.
    """

    def __init__(self, texts: Iterable[Sequence[Block]]) -> None:
        """Take the blocks of the post, then of each comment in reading order."""
        parts: list[str] = []
        self._starts = array("q")
        """Where each block begins."""
        self._blocks = array("q")
        """The number that each block has in its own text."""
        self._first = array("q")
        """For each text the number of its first block, and one more at the end."""
        place = 0
        for blocks in texts:
            self._first.append(len(parts))
            for number, block in enumerate(blocks):
                self._starts.append(place)
                self._blocks.append(number)
                parts.append(block.text)
                place += len(block.text) + 1
        self._first.append(len(parts))
        self._text = _BETWEEN.join(parts)

    def find(self, typed: str) -> "Finding":
        """Find what was typed, in folded comments too."""
        pattern = find_pattern(typed)
        if pattern is None:
            return NOTHING_SOUGHT
        # Arrays, because a hundred thousand tuples would make Python's collector of
        # garbage look through everything again and again.
        starts, ends = array("q"), array("q")
        for match in pattern.finditer(self._text):
            starts.append(match.start())
            ends.append(match.end())
        return Finding(typed, self, starts, ends)

    def find_marks(
        self, words: Sequence[str], phrases: Sequence[Sequence[str]]
    ) -> "Finding":
        """Find what a search had found: its words and runs of words.

        A search for filters alone had none, and nothing is to be counted then.
        """
        if not words and not phrases:
            return NOTHING_SOUGHT
        from gulagreader.text.marks import iterate_marks  # noqa: PLC0415 - start-up

        starts, ends = array("q"), array("q")
        for start, end in iterate_marks(self._text, words, phrases):
            # Words in a row that are of two blocks are no run.
            if _BETWEEN not in self._text[start:end]:
                starts.append(start)
                ends.append(end)
        return Finding(" ".join(words) or "words in a row", self, starts, ends)

    def match(self, low: int, high: int) -> Match:
        """Say where a stretch of the one text stands."""
        at = bisect_right(self._starts, low) - 1
        start = self._starts[at]
        text = bisect_right(self._first, at) - 1
        stretch = Stretch(self._blocks[at], low - start, high - start)
        return Match(text - 1 if text else None, stretch)

    def place(self, row: int | None, block: int, offset: int) -> int:
        """Where a place of the post (``row`` None) or of a comment stands here."""
        text = 0 if row is None else row + 1
        at = self._first[text] + block
        if at >= self._first[text + 1]:
            return self._end_of(text)
        return self._starts[at] + offset

    def extent(self, row: int | None) -> tuple[int, int]:
        """From where to where the post or a comment reaches."""
        text = 0 if row is None else row + 1
        return self.place(row, 0, 0), self._end_of(text)

    def _end_of(self, text: int) -> int:
        after = self._first[text + 1]
        return self._starts[after] if after < len(self._starts) else len(self._text) + 1


_NO_TEXT = SearchedText(())


@dataclass(frozen=True, slots=True)
class Finding:
    """All matches in reading order, the post first, and the one at hand."""

    typed: str = ""
    text: SearchedText = _NO_TEXT
    starts: Sequence[int] = ()
    """Where each match begins in the text, in rising order."""
    ends: Sequence[int] = ()
    """Where each ends."""
    current: int = -1
    """Number of the match at hand; -1 before the first step."""

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def counter(self) -> str:
        """Which match of how many, such as ``3/17``."""
        if not self.typed.strip():
            return ""
        if not self.starts:
            return "no match"
        return f"{self.current + 1}/{len(self)}"

    @property
    def at_hand(self) -> Match | None:
        """The match at hand."""
        if self.current < 0:
            return None
        return self._match(self.current)

    def _match(self, number: int) -> Match:
        return self.text.match(self.starts[number], self.ends[number])

    def stepped(self, step: int) -> "Finding":
        """The next match, round and round."""
        if not self.starts:
            return self
        return replace(self, current=(self.current + step) % len(self))

    def first_from(self, row: int | None, block: int, offset: int) -> "Finding":
        """Start at the first match at or after where the reader is."""
        if not self.starts:
            return self
        here = self.text.place(row, block, offset)
        return replace(self, current=bisect_left(self.starts, here) % len(self))

    def overlays(self, row: int | None) -> BlockOverlays:
        """The looks of the matches in the post or in a comment, by block."""
        found: dict[int, list[Overlay]] = {}
        if not self.starts:
            return found
        start, end = self.text.extent(row)
        low = bisect_left(self.starts, start)
        for number in range(low, bisect_left(self.starts, end, low)):
            look = "text--current-match" if number == self.current else "text--match"
            stretch = self._match(number).stretch
            overlay = (stretch.start, stretch.end, look)
            found.setdefault(stretch.block, []).append(overlay)
        return found


NOTHING_SOUGHT = Finding()
