"""The view of a thread: what is shown of it, painted line by line."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Offset

from gulagreader.domain.comments import Thread
from gulagreader.domain.folding import NOTHING_FOLDED, Folded
from gulagreader.domain.newness import NO_NEWS, News
from gulagreader.text.blocks import Block
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import Line, rule_width
from gulagreader.text.thread_page import Part
from gulagreader.ui.looks import signs
from gulagreader.ui.looks.layers import BlockOverlays, Layer, RowOverlays, ThreadLayers
from gulagreader.ui.looks.paint import (
    TEXT_LOOKS,
    Overlay,
    offset_at,
    paint_line,
    shortened,
    span_overlays,
)
from gulagreader.ui.views.thread_heads import HeadState, Speakers, head_words
from gulagreader.ui.views.thread_layout import ThreadLayout

if TYPE_CHECKING:
    # Few threads call anybody.
    from gulagreader.ui.views.called_names import CalledNames

_UNITS_EACH = 1 << 12
"""Blocks a comment may have before two comments' selections could meet."""
_DEPTH_COLOURS = 6
_CALLED = "thread--author"
"""A name looks the same in a text as above one."""


class ThreadView(ThreadLayout):
    """Shows a thread; the focused comment is known by its row, not its line."""

    COMPONENT_CLASSES = {
        *TEXT_LOOKS,
        "thread--author",
        "thread--teacher",
        "thread--meta",
        "thread--folded",
        "thread--focused",
        "thread--mark",
        "thread--new",
        "thread--context",
        *(f"thread--depth-{n}" for n in range(_DEPTH_COLOURS)),
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.over_text = ThreadLayers()
        self._called: CalledNames | None = None
        self._speakers = Speakers()
        self._news = NO_NEWS
        self._narrowed_by = ""

    # What is shown

    def show_thread(
        self,
        thread: Thread,
        *,
        folded: Folded = NOTHING_FOLDED,
        focused: str | None = None,
        post_author: str | None = None,
        teachers: frozenset[str] = frozenset(),
        quoted: RowOverlays | None = None,
        news: News = NO_NEWS,
    ) -> None:
        """Show another thread, folded as it was left, at the comment left at."""
        self._thread = thread
        self._speakers = Speakers(thread, post_author, teachers)
        self._called = None
        self._news = news
        self._narrowing, self._narrowed_by = None, ""
        if self._order is not None:
            self._order = self._time_order()
        self.over_text.clear()
        self.over_text.lay(Layer.QUOTED, quoted)
        self.focused_row = thread.index.get(focused, 0) if focused else 0
        self._floor = 0
        self._lay_out(folded)
        self.say_title()
        if focused and thread.rows:
            self._bring_focus_into_view()
        else:
            if thread.rows and not focused:
                self.focused_row = self._page.shown[0]
            self._scroll_settled(0)

    def say_title(self) -> None:
        """Name the pane: how many comments, how many new, what of them is shown."""
        count = len(self._thread)
        parts = [f"Comments {count}" if count else "No comments"]
        if count:
            parts.append(self._news.words)
            parts.append("by time" if self.is_flat else "")
        if self._narrowing is not None:
            parts.insert(1, f"{len(self._narrowing.rows)} {self._narrowed_by}")
        between = f" {signs.BETWEEN} "
        self.border_title = Content(between.join(part for part in parts if part))

    def show_quoted(self, quoted: RowOverlays) -> None:
        """Lay the looks of quotations over the comments, row by row."""
        self.lay(Layer.QUOTED, quoted)

    def show_news(self, news: News) -> None:
        """Mark other comments as new."""
        if news != self._news:
            self._news = news
            self.say_title()
            self.repaint()

    @property
    def speakers(self) -> Speakers:
        """Whose comments are told apart."""
        return self._speakers

    @property
    def news(self) -> News:
        """The new comments, and since when they are."""
        return self._news

    def blocks(self, row: int) -> tuple[Block, ...]:
        """The text of a comment."""
        return self._page.blocks(row)

    def overlay(self, overlays: Mapping[int, BlockOverlays]) -> None:
        """Mark what is sought in comments: by row, then by block."""
        self.overlay_with(lambda row: overlays.get(row, {}))

    def overlay_with(
        self,
        overlays: RowOverlays,
        rows: Iterable[int] | None = None,
    ) -> None:
        """Mark what is sought in comments, asked for a row when it is painted."""
        self.lay(Layer.FOUND, overlays, rows)

    def lay(
        self,
        layer: Layer,
        overlays: RowOverlays | None,
        rows: Iterable[int] | None = None,
    ) -> None:
        """Lay looks over comments in place of those that the layer had.

        Where only some ``rows`` look different from before, only these are drawn.
        """
        changed = self.over_text.lay(layer, overlays)
        if rows is None:
            if changed:
                self.repaint()
        else:
            for row in rows:
                self.repaint_row(row)

    # Places in the text

    def unit_of(self, row: int, block: int = 0) -> int:
        """The number of a block for selections, which run on in the order shown."""
        at = self._order.ranks[row] if self._order is not None else row
        return at * _UNITS_EACH + block

    def place_of_unit(self, unit: int) -> tuple[int, int]:
        """The row and the block that a unit is; a row of -1 is none."""
        at, block = divmod(unit, _UNITS_EACH)
        if not 0 <= at < len(self._thread.rows):
            return -1, block
        return (self._order.rows[at] if self._order is not None else at), block

    def unit_text(self, unit: int) -> str | None:
        """The text of a block of a comment."""
        block = self.unit_block(unit)
        return None if block is None else block.text

    def unit_block(self, unit: int) -> Block | None:
        """A block of a comment."""
        row, block = self.place_of_unit(unit)
        if row < 0:
            return None
        blocks = self._page.blocks(row)
        return blocks[block] if block < len(blocks) else None

    def place_in_line(self, number: int, column: int) -> Offset | None:
        """The place in a comment's text; its first line stands before the text."""
        if not self._thread.rows or number >= self._page.height:
            return None
        place = self._page.at(number)
        first = self.unit_of(place.row)
        blocks = self._page.blocks(place.row)
        if place.part is Part.HEAD or not blocks:
            return Offset(-1, first)
        if place.line is None:
            return Offset(len(blocks[-1].text), first + len(blocks) - 1)
        gutter = 3 + self._indent(place.row)
        inner = column - gutter - cell_len(place.line.prefix)
        at = offset_at(blocks[place.line.block], place.line, inner)
        return Offset(at, first + place.line.block)

    def next_unit(self, unit: int) -> int | None:
        """The next block, or the first one of the next comment that is shown."""
        if self.unit_text(unit + 1) is not None:
            return unit + 1
        row, _ = self.place_of_unit(unit)
        shown = self._page.shown
        at = self._page.place_of(row) + 1
        while at < len(shown):
            following = self.unit_of(shown[at])
            if self.unit_text(following) is not None:
                return following
            at += 1
        return None

    # Painting

    def line_look(self, y: int) -> tuple[str, ...]:
        """The focused comment's first line is marked to its end."""
        if self._thread.rows and y < self._page.height:
            place = self._page.at(y)
            if place.row == self.focused_row and place.part is Part.HEAD:
                return ("thread--focused",)
        return ()

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a comment's first line, a line of its text or the blank below."""
        if not self._thread.rows or y >= self._page.height:
            return []
        place = self._page.at(y)
        depth = self._page.depth(place.row)
        if place.part is Part.HEAD:
            return [*self._gutter(place.row, depth), *self._head(place.row, y)]
        if place.line is None:
            return self._gutter(place.row, self._depth_between(place.row))
        own = self.style_of((f"thread--depth-{depth % _DEPTH_COLOURS}",))
        gutter = [*self._gutter(place.row, depth), Segment(f"{signs.BAR} ", own)]
        return [*gutter, *self._text(place.row, place.line)]

    def _indent(self, row: int) -> int:
        return self._page.indent(self._page.depth(row))

    def _depth_between(self, row: int) -> int:
        """How many bars run on below a comment to the one shown after it."""
        shown = self._page.shown
        following = self._page.place_of(row) + 1
        if following == len(shown):
            return 0
        return min(self._page.depth(row) + 1, self._page.depth(shown[following]))

    def _gutter(self, row: int, depth: int) -> list[Segment]:
        """One bar for each level above, in its colour, as far as the indent goes."""
        mark = signs.FOCUS if row == self.focused_row else " "
        bars = [Segment(mark, self.style_of(("thread--mark",)))]
        for level in range(self._page.indent(depth) // 2):
            look = f"thread--depth-{level % _DEPTH_COLOURS}"
            bars.append(Segment(f"{signs.BAR} ", self.style_of((look,))))
        return bars

    def _head(self, row: int, y: int) -> list[Segment]:
        looks = self.line_look(y)
        state = self._state(row)
        context = state.folded and self._is_context(row)
        room = self.text_width - 1 - self._indent(row) - 3
        depth = f"thread--depth-{self._page.depth(row) % _DEPTH_COLOURS}"
        sign = signs.FOLDED if state.folded else signs.UNFOLDED
        segments = [Segment(f"{sign} ", self.style_of((*looks, depth)))]
        if row in self._news.rows:
            look = self.style_of((*looks, "thread--new"))
            segments.append(Segment(f"{signs.NEW} ", look))
            room -= 2
        who = "thread--teacher" if self._speakers.is_teacher(row) else "thread--author"
        tail = "thread--folded" if state.folded else "thread--meta"
        if context:
            who = tail = "thread--context"
        author = shortened(self._speakers.name(row), max(4, room))
        left = max(0, room - cell_len(author))
        meta = "  " + head_words(self._speakers, row, state, left - 2)
        return [
            *segments,
            Segment(author, self.style_of((*looks, who))),
            Segment(
                shortened(meta, left),
                self.style_of((*looks, tail)),
            ),
        ]

    def _is_context(self, row: int) -> bool:
        return self._narrowing is not None and row in self._narrowing.context

    def _state(self, row: int) -> HeadState:
        own, folded = self._thread.rows[row], self._page.is_folded(row)
        hidden = 0
        if own.descendants and self._narrowing is not None:
            reading = self._page.arrangement.reading
            after = bisect_left(reading, row + own.descendants + 1)
            shown = after - bisect_left(reading, row + 1)
            hidden = 0 if self._is_context(row) else own.descendants - shown
        elif folded:
            hidden = own.descendants
        capped = 2 * own.depth > self._page.indent(own.depth)
        under = range(row + 1, row + own.descendants + 1)
        new = self._news.among(under) if folded else 0
        return HeadState(folded, self.is_flat, capped, hidden, new)

    def _text(self, row: int, line: Line) -> list[Segment]:
        number = line.block
        block = self._page.blocks(row)[number]
        unit = self.unit_of(row, number)
        overlays = [
            *span_overlays(block),
            *self._called_in(block.text, line),
            *self.over_text.over(row, number),
            *self.selection_overlay(unit, len(block.text)),
        ]
        room = rule_width(self._page.page(row), line) if line.rule else 0
        return paint_line(block, line, overlays, self.style_of, room)

    def _called_in(self, text: str, line: Line) -> list[Overlay]:
        """Those who speak in the thread, where they are called: ``@Jane``."""
        if "@" not in text:
            return []  # as in nearly all
        if self._called is None:
            from gulagreader.ui.views.called_names import CalledNames  # noqa: PLC0415 - few are

            authors = (row.comment.author for row in self._thread.rows)
            self._called = CalledNames((self._speakers.post_author, *authors))
        places = self._called.in_text(text, line.start, line.end)
        return [(*place, _CALLED) for place in places]
