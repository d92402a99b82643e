"""A view of one text laid out as a page: the post, a preview, the help."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.geometry import Offset

from gulagreader.text.blocks import Block, BlockKind, Stretch
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import Page, rule_width
from gulagreader.text.page import lay_out_page
from gulagreader.ui.looks.layers import BlockOverlays, Layer, PageLayers
from gulagreader.ui.looks.paint import (
    TEXT_LOOKS,
    Overlay,
    offset_at,
    paint_line,
    span_overlays,
)
from gulagreader.ui.views.lines_view import LinesView

if TYPE_CHECKING:
    from gulagreader.text.hyphenation import Points

MEASURE = 72
"""The widest a line of prose gets, in cells, until the reader wants it otherwise."""
_Place = tuple[int, int, int]
"""What stands at the top: a block, an offset in it, and the blank lines above that."""


class PageView(LinesView):
    """Shows blocks, laid out for its width, at most a measure wide."""

    COMPONENT_CLASSES = TEXT_LOOKS

    def __init__(self, *, measure: int = MEASURE, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._measure = measure
        self._blocks: tuple[Block, ...] = ()
        self._page = Page((), (), (), 1)
        self.over_text = PageLayers()
        self._points: Points | None = None
        self._ahead: tuple[Page, Points | None] = self._page, None
        """What may be shown next, and how its words are parted."""
        self._laid_out_for = 0
        self._least_margin = 1
        self._anchor: _Place | None = None
        """What the window holds on to until the reader moves."""
        self._top_left_at = 0
        """The line to which the reader moved last."""
        self._settling = False

    @property
    def page(self) -> Page:
        """What is shown, as it is laid out now."""
        return self._page

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is shown."""
        return self._blocks

    def show_blocks(self, blocks: Sequence[Block], line: int = 0) -> None:
        """Show other blocks from a line on; overlays are forgotten."""
        self._blocks = tuple(blocks)
        self.over_text.clear()
        self._lay_out()
        self.go_to(line)

    def lay_out_ahead(self, blocks: tuple[Block, ...]) -> None:
        """Lay blocks out as those shown are; they are most likely shown next.

        May be called from another thread.
        """
        points = self._points
        page = lay_out_page(blocks, self._page.width, points=points)
        self._ahead = page, points

    def overlay(self, overlays: Iterable[tuple[Stretch, str]]) -> None:
        """Lay looks over stretches of the text, in the order given."""
        found: defaultdict[int, list[Overlay]] = defaultdict(list)
        for stretch, look in overlays:
            found[stretch.block].append((stretch.start, stretch.end, look))
        self.lay_over(found)

    def lay_over(self, overlays: BlockOverlays) -> None:
        """Mark what is sought, by the numbers of blocks, in place of that before."""
        self.lay(Layer.FOUND, overlays)

    def lay(self, layer: Layer, overlays: BlockOverlays) -> None:
        """Lay looks over blocks in place of those that the layer had."""
        if self.over_text.lay(layer, overlays):
            self.repaint()

    @property
    def margin(self) -> int:
        """Empty cells left of the text."""
        spare = self.text_width - self._page.width
        return min(max(self._least_margin, spare // 2), max(1, spare))

    def set_least_margin(self, cells: int) -> None:
        """Keep at least some cells left of the text, for what stands there."""
        if cells != self._least_margin:
            self._least_margin = cells
            self.set_measure(self._measure)

    @property
    def measure(self) -> int:
        """The widest a line gets, in cells."""
        return self._measure

    def set_measure(self, cells: int) -> None:
        """Lay out for another measure, with what stands at the top kept there."""
        self._measure = cells
        self._laid_out_for = 0
        self.hold()

    def part_words(self, points: "Points | None") -> None:
        """Part words at the ends of lines, or keep them whole, the top kept there."""
        if points is not self._points:
            self._points = points
            self._laid_out_for = 0
            self.hold()

    def go_to(self, y: int) -> None:
        """Show line ``y`` first in the window, or the last window there is."""
        super().go_to(y)
        self._anchor, self._top_left_at = None, max(0, y)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Hold on to what the reader scrolled to."""
        super().watch_scroll_y(old_value, new_value)
        if not self._settling and not self.is_fitting:
            self._anchor, self._top_left_at = None, round(new_value)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width, with what stands at the top kept there."""
        self.hold()

    def hold(self) -> None:
        """Lay out where the width is another, and show at the top what stood there.

        The place in the text is kept until the reader moves, so that a window made
        narrow and wide again shows what it had shown, to the line.
        """
        anchor = self._anchor or self._place_of(self._top_left_at)
        self._settling = True
        if self.lasting_width != self._laid_out_for:
            self._lay_out()
        if self._blocks:
            block, offset, above = anchor
            super().go_to(self._page.line_of(block, offset) - above)
        self._settling = False
        self._anchor = anchor

    def _place_of(self, number: int) -> _Place:
        """What stands at a line; at a blank one, what stands below it."""
        lines = self._page.lines
        above = 0
        while number + above < len(lines) - 1 and lines[number + above].blank:
            above += 1
        if not lines:
            return 0, 0, 0
        line = lines[min(number + above, len(lines) - 1)]
        return line.block, line.start, above

    def _lay_out(self) -> None:
        self._laid_out_for = self.lasting_width
        # Before it has a size, a view is laid out for the width it will most likely
        # have: one cell would make a line of every letter.
        around = self._least_margin + 1
        room = self.lasting_width - around if self.size.width else self._measure
        measure = max(1, min(self._measure, room))
        ahead, points = self._ahead
        same = ahead.blocks is self._blocks and ahead.width == measure
        if not same or points is not self._points:
            ahead = lay_out_page(self._blocks, measure, points=self._points)
        self._page = ahead
        self.set_height(len(self._page.lines))
        self.repaint()

    def show_stretch(self, stretch: Stretch) -> None:
        """Scroll so that a stretch stands in the upper third, unless it is in view."""
        line = self._page.line_of(stretch.block, stretch.start)
        if not self.top <= line < self.top + self.text_height - 1:
            self.go_to(line - self.text_height // 3)

    def unit_text(self, unit: int) -> str | None:
        """A block's text."""
        return self._blocks[unit].text if 0 <= unit < len(self._blocks) else None

    def unit_block(self, unit: int) -> Block | None:
        """A block."""
        return self._blocks[unit] if 0 <= unit < len(self._blocks) else None

    def place_in_line(self, number: int, column: int) -> Offset | None:
        """The place in a block's text, the block as unit."""
        if number >= len(self._page.lines):
            return None
        line = self._page.lines[number]
        block = self._blocks[line.block]
        inner = column - self.margin - cell_len(line.prefix)
        return Offset(offset_at(block, line, inner), line.block)

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a line of the page behind its margin."""
        if y >= len(self._page.lines):
            return []
        line = self._page.lines[y]
        block = self._blocks[line.block]
        overlays = [
            *self.overlays_of(line.block),
            *self.over_text.over(line.block),
            *self.selection_overlay(line.block, len(block.text)),
        ]
        room = rule_width(self._page, line) if line.rule else 0
        painted = paint_line(block, line, overlays, self.style_of, room)
        return [*self.margin_segments(y), *painted]

    def margin_segments(self, y: int) -> Sequence[Segment]:
        """Paint what stands left of line ``y``: exactly :attr:`margin` cells."""
        return [Segment(" " * self.margin, self.style_of(()))]

    def overlays_of(self, number: int) -> list[Overlay]:
        """The looks that a block has of itself."""
        return span_overlays(self._blocks[number])

    def action_step_part(self, direction: int) -> None:
        """Go to the next paragraph (1), or the one before (-1)."""
        starts = [
            first
            for first, block in zip(self._page.first, self._blocks, strict=True)
            if block.kind is not BlockKind.RULE
        ]
        if direction > 0:
            after = [y for y in starts if y > self.top]
            self.go_to(after[0] if after else self.virtual_size.height)
        else:
            before = [y for y in starts if y < self.top]
            self.go_to(before[-1] if before else 0)
