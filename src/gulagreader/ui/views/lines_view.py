"""The one widget that paints text: a window on lines laid out elsewhere."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.css.styles import StylesBase
from textual.filter import LineFilter
from textual.geometry import Offset, Region, Size
from textual.selection import Selection
from textual.strip import Strip, get_line_length
from textual.widget import Widget

from gulagreader.domain.late_patterns import late_pattern
from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.copying import Taken, copied_text
from gulagreader.ui.looks.paint import Overlay
from gulagreader.ui.views.styled_view import StyledView

_STRIPS_KEPT = 500
_WORD = late_pattern(r"\w(?:[\w'’-]*\w)?")


class LinesView(StyledView, can_focus=True):
    """Shows lines and draws only those in view.

    A subclass says how many lines there are (:meth:`set_height`), paints one
    (:meth:`segments_of`), names the looks it uses as component classes and calls
    :meth:`repaint` when what it shows changed.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        self._width_painted: int | None = None
        self._passed: tuple[int, Sequence[LineFilter], Color | None] = 0, (), None
        """How wide the kept strips are, what they passed, and on which background."""
        self.is_fitting = False
        """Whether Textual moves what is shown, so that it fits another size."""

    @abstractmethod
    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint line ``y`` of the text, without padding at its end."""

    def unit_text(self, unit: int) -> str | None:
        """The text that offsets of a selection count in; None past the end."""
        return None

    def line_look(self, y: int) -> tuple[str, ...]:
        """The looks of the whole line, to its end."""
        return ()

    @property
    def text_width(self) -> int:
        """Cells a line has."""
        # While a window is painted each of its lines asks for it several times.
        if self._width_painted is not None:
            return self._width_painted
        return max(1, self.scrollable_content_region.width)

    @property
    def lasting_width(self) -> int:
        """Cells a line has beside a scroll bar, whether or not there is one now.

        A bar comes and goes with the height of what is shown, and nobody is told.
        """
        there = self.show_vertical_scrollbar
        bar = 0 if there else self.styles.scrollbar_size_vertical
        return max(1, self.scrollable_content_region.width - bar)

    @property
    def text_height(self) -> int:
        """Lines in view."""
        return max(1, self.scrollable_content_region.height)

    @property
    def top(self) -> int:
        """The first line in view."""
        return self.scroll_offset.y

    def _scroll_update(self, virtual_size: Size) -> None:
        # The one place in which Textual scrolls by itself: at the end of a text that
        # gets shorter than the window reaches, or in a window that gets higher.
        self.is_fitting = True
        try:
            super()._scroll_update(virtual_size)
        finally:
            self.is_fitting = False

    def set_height(self, lines: int) -> None:
        """Say how many lines there are."""
        size = Size(self.text_width, max(lines, 0))
        if size == self.virtual_size:
            return
        if self.styles.auto_dimensions:
            self.virtual_size = size
            return
        # The widgets lie as they do whatever stands in this one: else Textual would
        # lay all of them out anew, and paint the screen a second time.
        self.set_reactive(Widget.virtual_size, size)
        self._scroll_update(size)

    def go_to(self, y: int) -> None:
        """Show line ``y`` first in the window, or the last window there is, at once."""
        bottom = max(0, self.virtual_size.height - self.text_height)
        self.scroll_to(y=max(0, min(y, bottom)), animate=False, force=True)

    def bring_into_view(self, first: int, last: int) -> None:
        """Scroll as little as shows lines ``first`` to ``last``, the first at least."""
        if first < self.top or last - first >= self.text_height:
            self.go_to(first)
        elif last >= self.top + self.text_height:
            self.go_to(last - self.text_height + 1)

    def repaint(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self.refresh()

    def repaint_lines(self, first: int, count: int) -> None:
        """Draw some lines anew."""
        for y in range(first, first + count):
            self._strips.pop(y, None)
        self.refresh_lines(first, count)

    def looks_changed(self) -> None:
        """Forget what was painted: it would look otherwise now."""
        self._strips.clear()

    def selection_overlay(self, unit: int, length: int) -> list[Overlay]:
        """The selected stretch of a unit of ``length`` code points, as an overlay."""
        selection = self.text_selection
        span = selection.get_span(unit) if selection is not None else None
        if span is None:
            return []
        start, end = span
        return [(start, length if end == -1 else end, "text--selected")]

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.repaint()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected, as the text reads and not as it is wrapped."""
        if selection.start is None and selection.end is None:
            return None
        unit = selection.start.y if selection.start is not None else 0
        last = selection.end.y if selection.end is not None else None
        taken: list[Taken] = []
        while last is None or unit <= last:
            following = self.next_unit(unit)
            block = self.unit_block(unit)
            span = selection.get_span(unit)
            if block is not None and span is not None:
                start, end = span
                taken.append((block, start, len(block.text) if end == -1 else end))
            if following is None:
                break
            unit = following
        return copied_text(taken), "\n"

    def unit_block(self, unit: int) -> Block | None:
        """The block that offsets of a selection count in; a text's own where known."""
        text = self.unit_text(unit)
        return None if text is None else Block(BlockKind.PARAGRAPH, text, 0, 0)

    def next_unit(self, unit: int) -> int | None:
        """The unit that follows in reading order; None after the last."""
        return unit + 1 if self.unit_text(unit + 1) is not None else None

    def place_in_line(self, number: int, column: int) -> Offset | None:
        """Code point and unit at a cell of a line; None where nothing is to select."""
        return None

    def place_near(self, x: int, y: int) -> Offset | None:
        """The place in the text at a cell of the screen, or nearest to it."""
        region = self.content_region
        row = max(0, min(y - region.y, region.height - 1))
        number = min(self.top + row, max(0, self.virtual_size.height - 1))
        return self.place_in_line(number, x - region.x)

    @property
    def select_container(self) -> "LinesView":
        """Keep a third click within the pane."""
        return self

    async def _on_click(self, event: events.Click) -> None:
        """Select the paragraph by a third click, as nearly every program does."""
        if event.chain == 3 and event.widget is self and self.allow_select:
            event.prevent_default()  # which takes the word once more
            place = self.place_near(*self.app.mouse_position)
            text = self.unit_text(place.y) if place is not None else None
            if place is not None and text:
                whole = Selection(Offset(0, place.y), Offset(len(text), place.y))
                self.screen.selections = {self: whole}

    def text_select_all(self) -> None:
        """Select the word under a double click; nobody wants the whole post."""
        place = self.place_near(*self.app.mouse_position)
        text = self.unit_text(place.y) if place is not None else None
        if place is None or text is None:
            return
        for word in _WORD.finditer(text):
            if word.start() <= place.x < word.end():
                start, end = Offset(word.start(), place.y), Offset(word.end(), place.y)
                self.screen.selections = {self: Selection(start, end)}

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some lines of the window."""
        self._width_painted = self.text_width
        try:
            return self._rendered(crop)
        finally:
            self._width_painted = None

    def _rendered(self, crop: Region) -> list[Strip]:
        whole = crop.column_span == (0, self.region.width)
        if not whole or not self._is_plain(self.styles):
            self._filter((), None)
            return super().render_lines(crop)
        # Textual makes six strips of a line: padded, styled, filtered and cut; and
        # again for each line that is scrolled. Here it is one, and it is kept.
        above = self.styles.gutter.top
        rows = min(crop.height, max(0, above - crop.y))
        top = Region(crop.x, crop.y, crop.width, rows)
        head = super().render_lines(top) if rows else []
        self._filter(self.get_line_filters(), self.background_colors[1])
        kept, first = self._strips, self.top - above
        return head + [
            kept.get(number) or self._painted(number)
            for number in range(first + crop.y + rows, first + crop.bottom)
        ]

    def _is_plain(self, styles: StylesBase) -> bool:
        """Whether nothing but a border above changes what a line looks like."""
        gutter = styles.gutter
        if gutter.left or gutter.right or gutter.bottom or styles.has_rule("hatch"):
            return False
        clear = styles.text_opacity == self.opacity == 1 and not styles.tint.a
        return clear and not any(kind for kind, _ in styles.outline)

    def _filter(self, filters: Sequence[LineFilter], ground: Color | None) -> None:
        """Let strips be as wide as the text, and pass filters, from now on."""
        passed = self.text_width, filters, ground
        if passed != self._passed:
            self._passed = passed
            self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the window."""
        number = y + self.top
        strip = self._strips.get(number)
        if strip is None or strip.cell_length != self.text_width:
            strip = self._painted(number)
        return strip

    def _painted(self, number: int) -> Strip:
        if len(self._strips) > _STRIPS_KEPT:
            self._strips.clear()
        strip = self._strips[number] = self._strip(number)
        return strip

    def _strip(self, number: int) -> Strip:
        width = self.text_width
        segments: list[Segment] = []
        fill = self.style_of(())
        if number < self.virtual_size.height:
            segments = _joined(self.segments_of(number))
            fill = self.style_of(self.line_look(number))
        cells = get_line_length(segments)
        if cells > width:
            segments = [*Strip(segments, cells).crop(0, width)]
        elif cells < width:
            segments = _joined((*segments, Segment(" " * (width - cells), fill)))
        _, filters, ground = self._passed
        if ground is not None:
            for one in filters:
                segments = one.apply(segments, ground)
        return Strip(segments, width)

    def action_page(self, direction: int) -> None:
        """Scroll a page, keeping two lines for the eye."""
        self.go_to(self.top + direction * max(1, self.text_height - 2))

    def action_half_page(self, direction: int) -> None:
        """Scroll half a page."""
        self.go_to(self.top + direction * max(1, self.text_height // 2))

    def action_scroll(self, direction: int) -> None:
        """Scroll a line."""
        self.go_to(self.top + direction)

    def action_edge(self, direction: int) -> None:
        """Scroll to the beginning (-1) or the end (1)."""
        self.go_to(0 if direction < 0 else self.virtual_size.height)


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """The same with neighbours of one style in one segment."""
    joined: list[Segment] = []
    text, style = "", None
    for segment in segments:
        if segment.style is style:
            text += segment.text
            continue
        if text:
            joined.append(Segment(text, style))
        text, style = segment.text, segment.style
    if text:
        joined.append(Segment(text, style))
    return joined
