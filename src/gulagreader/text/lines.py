"""Lines: what stands where on a page of a given width, in cells, uncoloured."""

from bisect import bisect_right
from collections.abc import Sequence

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.blocks import Block
from gulagreader.text.cells import cell_len

HYPHEN = "-"
"""What is shown where a word is parted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page."""

    block: int
    """Number of the block it shows; for a blank line the block above it."""
    start: int
    """Code points into the block's text; the white space at which the text was
    broken belongs to no line."""
    end: int
    prefix: str = ""
    """What stands left of the text: list markers, quote bars, indentation. Its
    characters are all one cell wide."""
    blank: bool = False
    """A line between blocks, with nothing to select."""
    rule: bool = False
    """A horizontal rule over the text's width, or under a table's head."""
    cells: tuple[tuple[int, int, int], ...] = ()
    """Of a table's line: ``(start, end, column)`` for each piece, the column in
    cells from the end of the prefix. When set, ``start`` and ``end`` only bound
    the pieces."""
    hyphen: bool = False
    """Whether it ends inside a word, and shows a hyphen that is not in the text."""

    @property
    def tail(self) -> str:
        """What is shown behind the text."""
        return HYPHEN if self.hyphen else ""


@dataclass(frozen=True)
class Page:
    """A text laid out for a width."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    first: tuple[int, ...]
    """For each block its first line."""
    width: int

    def line_of(self, block: int, offset: int) -> int:
        """The line that shows a place in a block's text."""
        if not self.lines:
            return 0
        start = self.first[block]
        end = self.first[block + 1] if block + 1 < len(self.first) else len(self.lines)
        own = [n for n in range(start, end) if self.lines[n].block == block]
        own = [n for n in own if not self.lines[n].blank] or [start]
        if self.blocks[block].cells:
            for number in own:
                pieces = self.lines[number].cells
                if any(first <= offset < last for first, last, _ in pieces):
                    return number
        number = bisect_right(own, offset, key=lambda n: self.lines[n].start) - 1
        return own[max(0, number)]

    def source_of(self, line: int) -> int:
        """The place in the source at which a line begins."""
        if not self.lines:
            return 0
        at = self.lines[max(0, min(line, len(self.lines) - 1))]
        return self.blocks[at.block].to_source(at.start)

    def line_at_source(self, source: int) -> int:
        """The line that shows a place in the source, or the nearest before it."""
        if not self.blocks:
            return 0
        number = bisect_right(self.blocks, source, key=lambda b: b.source_start) - 1
        block = max(0, number)
        shown = self.blocks[block].to_text(source, source + 1)
        return self.line_of(block, shown[0] if shown else 0)


def line_text(blocks: Sequence[Block], line: Line) -> str:
    """A line as plain text, with its prefix: what a text twin of a screen holds."""
    if line.blank:
        return line.prefix.rstrip()
    text = blocks[line.block].text
    if not line.cells:
        return line.prefix + text[line.start : line.end] + line.tail
    shown = ""
    for start, end, column in line.cells:
        shown += " " * (column - cell_len(shown)) + text[start:end]
    return (line.prefix + shown).rstrip()


def rule_width(page: Page, line: Line) -> int:
    """The cells of a rule: the text's width, or under a table's head the table's."""
    room = max(1, page.width - len(line.prefix))
    block = page.blocks[line.block]
    if not block.cells:
        return room
    table = page.lines[page.first[line.block] :]
    widest = 0
    for other in table:
        if other.block != line.block:
            break
        for start, end, column in other.cells:
            widest = max(widest, column + cell_len(block.text[start:end]))
    return min(room, widest)


def page_text(page: Page, *, rule: str = "─") -> str:
    """A whole page as plain text, one line for each of its lines."""
    shown = []
    for line in page.lines:
        text = line_text(page.blocks, line)
        shown.append(text + rule * rule_width(page, line) if line.rule else text)
    return "\n".join(shown)
