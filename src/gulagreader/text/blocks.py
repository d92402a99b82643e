"""The parts of a text: blocks of display text with spans, tied to their source.

A text is parsed once into blocks. A block's ``text`` is what a reader sees,
without markup; its ``runs`` tie every displayed character to its place in the
source, so that quotations, finds and selections can be carried over both ways.
Colours and widths come later.
"""

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum

from gulagreader.domain.late_dataclasses import dataclass


class Role(StrEnum):
    """What a stretch of text inside a block is."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRUCK = "struck"
    CODE = "code"
    LINK = "link"
    FOOTNOTE = "footnote"
    """A footnote mark such as ``[1]``; its target is the footnote's label."""


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"
    TABLE = "table"
    IMAGE = "image"
    """An image reference alone in its paragraph; the text is its caption."""
    FOOTNOTE = "footnote"
    """One paragraph of a footnote's text."""


class ContainerKind(StrEnum):
    """What a block stands in."""

    QUOTE = "quote"
    ITEM = "item"
    """A list item."""


@dataclass(frozen=True, slots=True)
class Container:
    """One container around a block, outermost first in ``Block.containers``."""

    kind: ContainerKind
    marker: str = ""
    """For the first block of a list item ``•`` or ``3.``; else empty."""
    indent: int = 2
    """Cells that the container takes at the left of its text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a block's text with a role; code points, end exclusive."""

    start: int
    end: int
    role: Role
    target: str | None = None
    """Where a link leads (http, https and mailto only), or a footnote's label."""


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` characters that stand in the text and the source alike."""

    start: int
    """Offset in the block's text."""
    source: int
    """Offset in the source."""
    length: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, code block and so on, as it is read."""

    kind: BlockKind
    text: str
    """May hold newlines (hard breaks, code lines, table rows)."""
    source_start: int
    """Where the block begins in the source, markup included."""
    source_end: int
    spans: tuple[Span, ...] = ()
    """In order of start; spans may nest."""
    runs: tuple[Run, ...] = ()
    """In order of both offsets; characters outside every run (a list marker, a
    decoded entity) belong to the run before them."""
    containers: tuple[Container, ...] = ()
    level: int = 0
    """Of a heading, 1 to 6."""
    cells: tuple[tuple[tuple[int, int], ...], ...] = ()
    """Of a table: for each row the ``(start, end)`` of each cell in ``text``; the
    first row is the head."""
    tight: bool = False
    """Whether it follows the block above without a blank line, as the items of a
    tight list do."""
    aligned: tuple[str, ...] = ()
    """Of a table: for each column ``left``, ``center``, ``right``, or nothing where
    its source leaves it open."""
    tabs: tuple[tuple[int, int], ...] = ()
    """Of code: the ``(start, end)`` of the spaces in ``text`` that each of its tabs is
    shown as, in order. They are a tab again where the text is copied."""

    def to_source(self, offset: int) -> int:
        """The place in the source of a place in the text."""
        if not self.runs:
            return self.source_start
        number = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if number < 0:
            return self.runs[0].source
        run = self.runs[number]
        return run.source + min(offset - run.start, run.length)

    def to_text(self, start: int, end: int) -> tuple[int, int] | None:
        """The part of the text that shows a range of the source, if any."""
        first: int | None = None
        last = 0
        for run in self.runs:
            if run.source >= end or run.source + run.length <= start:
                continue
            low = run.start + max(0, start - run.source)
            high = run.start + min(run.length, end - run.source)
            first = low if first is None else first
            last = high
        return None if first is None else (first, last)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of one block's text."""

    block: int
    start: int
    end: int


def stretches(blocks: Sequence[Block], start: int, end: int) -> tuple[Stretch, ...]:
    """Where a range of the source is shown: one stretch for each block it meets."""
    found = []
    first = max(0, bisect_right(blocks, start, key=lambda b: b.source_start) - 1)
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.source_start >= end:
            break
        shown = block.to_text(start, end)
        if shown is not None and shown[0] < shown[1]:
            found.append(Stretch(number, *shown))
    return tuple(found)
