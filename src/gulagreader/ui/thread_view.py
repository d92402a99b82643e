"""The view of a thread: laid out as far as it is in view, painted line by line."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Offset

from gulagreader.domain import folding
from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.folding import NOTHING_FOLDED, Folded
from gulagreader.text.blocks import Block
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import Page
from gulagreader.text.thread_page import Part, ThreadPage
from gulagreader.ui.layers import BlockOverlays, Layer, RowOverlays, ThreadLayers
from gulagreader.ui.lines_view import LinesView
from gulagreader.ui.page_view import MEASURE
from gulagreader.ui.paint import (
    TEXT_LOOKS,
    offset_at,
    paint_line,
    shortened,
    span_overlays,
)

UNITS_EACH = 1 << 12
"""Blocks a comment may have before two comments' selections could meet."""
_DEPTH_COLOURS = 6
_FIRST_WORDS = 200
"""Characters of a folded comment that may be shown beside its author."""
_ROWS_A_SLICE = 120
_SLICE_SECONDS = 1 / 30


class ThreadView(LinesView):
    """Shows a thread; the focused comment is known by its row, not its line."""

    COMPONENT_CLASSES = {
        *TEXT_LOOKS,
        "thread--author",
        "thread--teacher",
        "thread--meta",
        "thread--folded",
        "thread--focused",
        "thread--mark",
        *(f"thread--depth-{n}" for n in range(_DEPTH_COLOURS)),
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._thread = Thread()
        self._teachers: frozenset[str] = frozenset()
        self._post_author: str | None = None
        self._page = ThreadPage(Thread(), 1)
        self.over_text = ThreadLayers()
        self._settling = False
        self._floor = 0
        self._laid_out_for = 0
        self.focused_row = 0

    def on_mount(self) -> None:
        """Lay out what is not in view in slices, while nothing else happens."""
        self._slices = self.set_interval(_SLICE_SECONDS, self._measure, pause=True)

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
    ) -> None:
        """Show another thread, folded as it was left, at the comment left at."""
        self._thread = thread
        self._teachers, self._post_author = teachers, post_author
        self.over_text.clear()
        self.over_text.lay(Layer.QUOTED, quoted)
        self.focused_row = thread.index.get(focused, 0) if focused else 0
        self._floor = 0
        self._lay_out(folded)
        count = len(thread)
        self.border_title = Content(f"Comments {count}" if count else "No comments")
        if focused and count:
            self._bring_focus_into_view()
        else:
            self._scroll_settled(0)

    @property
    def thread(self) -> Thread:
        """What is shown."""
        return self._thread

    def show_quoted(self, quoted: RowOverlays) -> None:
        """Lay the looks of quotations over the comments, row by row."""
        self.lay(Layer.QUOTED, quoted)

    @property
    def folded(self) -> Folded:
        """The ids of the folded comments."""
        return self._page.folded

    @property
    def focused_comment(self) -> str | None:
        """The id of the focused comment; None in an empty thread."""
        rows = self._thread.rows
        return rows[self.focused_row].comment.id if rows else None

    def blocks(self, row: int) -> tuple[Block, ...]:
        """The text of a comment."""
        return self._page.blocks(row)

    def page_of(self, row: int) -> Page:
        """The text of a comment as it is laid out now."""
        return self._page.page(row)

    def bring_place_into_view(self, row: int, block: int, offset: int) -> None:
        """Scroll as little as shows a place of a comment that is not hidden."""
        self._settle_here()
        y = self._page.top_of(row) + 1 + self.page_of(row).line_of(block, offset)
        if y < self.top:
            self._scroll_settled(y)
        elif y >= self.top + self.text_height:
            self._scroll_settled(y - self.text_height + 1)

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
        self.over_text.lay(layer, overlays)
        if rows is None:
            self.repaint()
        else:
            for row in rows:
                self.repaint_row(row)

    def repaint_row(self, row: int) -> None:
        """Draw a comment anew, or the folded one that hides it."""
        shown = self._page.shown
        if shown:
            at = shown[folding.nearest_visible(shown, row)]
            self.repaint_lines(self._page.top_of(at), self._page.height_of(at))

    # Layout

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width, the focused comment kept in place."""
        if self.text_width != self._laid_out_for:
            self._in_place(lambda: self._lay_out(self.folded))
        else:
            self._settle_here()

    def _lay_out(self, folded: Folded) -> None:
        self._laid_out_for = self.text_width
        # A mark, the comment's own bar and a space at the right edge.
        room = self.text_width - 4 if self.size.width else MEASURE
        measure = max(1, min(room, MEASURE + 24))
        # The bars stop where they would take more than two fifths of the line.
        least = max(30, measure * 3 // 5)
        if self._page.thread is self._thread and self._page.folded == folded:
            self._page = self._page.with_width(measure, least)
        else:
            self._page = ThreadPage(self._thread, measure, folded, least_text=least)
        self._show_height()
        self._slices.resume()

    def _show_height(self) -> None:
        self._fit_height()
        self.repaint()

    def _fit_height(self) -> None:
        # Below a thread that was folded short some empty lines stay, so that what
        # is read keeps its place; they go as the reader scrolls up.
        kept = min(self._floor, self.top + self.text_height)
        self.set_height(max(1, self._page.height, kept))

    def _measure(self) -> None:
        """Lay out some more of the thread; at the end say how high it is.

        Nothing moves before: to show each slice would draw the screen thirty times
        a second for the sake of the scroll bar.
        """
        if not self._page.measure(_ROWS_A_SLICE):
            self._slices.pause()
            self._in_place(lambda: None, to_focus=False)

    def _in_place(self, change: Callable[[], None], *, to_focus: bool = True) -> None:
        """Change the layout while what is being read stays on its screen line."""
        row = self._anchor_row(to_focus=to_focus)
        if row is None:
            change()
            return
        screen_line = self._page.top_of(row) - self.top
        change()
        shown = self._page.shown
        row = shown[folding.nearest_visible(shown, row)]
        y = max(0, self._page.top_of(row) - screen_line)
        self._floor = y + self.text_height
        self.set_height(max(self._page.height, self._floor))
        self._scroll_settled(y)

    def _anchor_row(self, *, to_focus: bool) -> int | None:
        if not self._thread.rows:
            return None
        if to_focus and self._is_in_view(self.focused_row):
            return self.focused_row
        return self._page.row_at(min(self.top, self._page.height - 1))

    def _is_in_view(self, row: int) -> bool:
        shown = self._page.shown
        if shown[folding.nearest_visible(shown, row)] != row:
            return False
        first = self._page.top_of(row)
        last = first + self._page.height_of(row) - 1
        return first < self.top + self.text_height and last >= self.top

    def _scroll_settled(self, y: int) -> None:
        """Scroll to ``y`` with all that is then in view laid out exactly."""
        if not self._thread.rows:
            self.go_to(0)
            return
        self._settling = True
        y = max(0, y)
        moves = self._page.moves
        settled = self._page.settle(y, self.text_height)
        if self._page.moves != moves:
            self.repaint()
        self._fit_height()
        self.go_to(settled)
        self._settling = False

    def _settle_here(self) -> None:
        if self._thread.rows:
            self._scroll_settled(self.top)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into view."""
        super().watch_scroll_y(old_value, new_value)
        if not self._settling and round(old_value) != round(new_value):
            self._settle_here()

    def _bring_focus_into_view(self) -> None:
        self._settle_here()
        first = self._page.top_of(self.focused_row)
        last = first + self._page.height_of(self.focused_row) - 1
        if first < self.top or last - first >= self.text_height:
            self._scroll_settled(first)
        elif last >= self.top + self.text_height:
            self._scroll_settled(last - self.text_height + 1)
            first = self._page.top_of(self.focused_row)
            if first < self.top:
                self._scroll_settled(first)

    # Painting

    def unit_text(self, unit: int) -> str | None:
        """The text of a block of a comment."""
        row, block = divmod(unit, UNITS_EACH)
        if not 0 <= row < len(self._thread.rows):
            return None
        blocks = self._page.blocks(row)
        return blocks[block].text if block < len(blocks) else None

    def place_in_line(self, number: int, column: int) -> Offset | None:
        """The place in a comment's text; its first line stands before the text."""
        if not self._thread.rows or number >= self._page.height:
            return None
        place = self._page.at(number)
        first = place.row * UNITS_EACH
        blocks = self._page.blocks(place.row)
        if place.part is Part.HEAD or not blocks:
            return Offset(-1, first)
        if place.line is None:
            return Offset(len(blocks[-1].text), first + len(blocks) - 1)
        gutter = 3 + self._page.indent(self._thread.rows[place.row].depth)
        inner = column - gutter - cell_len(place.line.prefix)
        at = offset_at(blocks[place.line.block], place.line, inner)
        return Offset(at, first + place.line.block)

    def next_unit(self, unit: int) -> int | None:
        """The next block, or the first one of the next comment that is shown."""
        if self.unit_text(unit + 1) is not None:
            return unit + 1
        shown = self._page.shown
        at = folding.nearest_visible(shown, unit // UNITS_EACH) + 1
        while at < len(shown):
            if self.unit_text(shown[at] * UNITS_EACH) is not None:
                return shown[at] * UNITS_EACH
            at += 1
        return None

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
        depth = self._thread.rows[place.row].depth
        if place.part is Part.HEAD:
            return [*self._gutter(place.row, depth), *self._head(place.row, y)]
        if place.line is None:
            return self._gutter(place.row, self._depth_between(place.row))
        own = self.style_of((f"thread--depth-{depth % _DEPTH_COLOURS}",))
        gutter = [*self._gutter(place.row, depth), Segment("│ ", own)]
        return [*gutter, *self._text(place.row, place.line.block, y)]

    def _depth_between(self, row: int) -> int:
        """How many bars run on below a comment to the one shown after it."""
        shown = self._page.shown
        following = folding.nearest_visible(shown, row) + 1
        if following == len(shown):
            return 0
        return min(
            self._thread.rows[row].depth + 1, self._thread.rows[shown[following]].depth
        )

    def _gutter(self, row: int, depth: int) -> list[Segment]:
        """One bar for each level above, in its colour, as far as the indent goes."""
        mark = "▌" if row == self.focused_row else " "
        bars = [Segment(mark, self.style_of(("thread--mark",)))]
        for level in range(self._page.indent(depth) // 2):
            look = f"thread--depth-{level % _DEPTH_COLOURS}"
            bars.append(Segment("│ ", self.style_of((look,))))
        return bars

    def _head(self, number: int, y: int) -> list[Segment]:
        row = self._thread.rows[number]
        comment = row.comment
        looks = self.line_look(y)
        folded = comment.id in self.folded
        sign = "▸ " if folded else "▾ "
        room = self.text_width - 1 - self._page.indent(row.depth) - 3
        author = shortened(comment.author or f"comment {comment.id}", max(4, room))
        words = [self._role(comment.author), display_date(comment.date) or ""]
        if comment.kind != "comment":
            words.insert(0, comment.kind)
        if 2 * row.depth > self._page.indent(row.depth):
            words.append(f"level {row.depth + 1}")
        if row.note:
            words.append(row.note)
        if folded and row.descendants:
            replies = "reply" if row.descendants == 1 else "replies"
            words.append(f"+{row.descendants} {replies}")
        if folded:
            words.append(first_words(comment.text))
        meta = "  " + " · ".join(word for word in words if word)
        depth = f"thread--depth-{row.depth % _DEPTH_COLOURS}"
        teacher = comment.author in self._teachers
        who = "thread--teacher" if teacher else "thread--author"
        tail = "thread--folded" if folded else "thread--meta"
        return [
            Segment(sign, self.style_of((*looks, depth))),
            Segment(author, self.style_of((*looks, who))),
            Segment(
                shortened(meta, max(0, room - cell_len(author))),
                self.style_of((*looks, tail)),
            ),
        ]

    def _role(self, author: str | None) -> str:
        if author is None:
            return ""
        if author in self._teachers:
            return "teacher"
        return "author of the post" if author == self._post_author else ""

    def _text(self, row: int, number: int, y: int) -> list[Segment]:
        place = self._page.at(y)
        block = self._page.blocks(row)[number]
        unit = row * UNITS_EACH + number
        overlays = [
            *span_overlays(block),
            *self.over_text.over(row, number),
            *self.selection_overlay(unit, len(block.text)),
        ]
        if place.line is None:
            return []
        room = self._page.page(row).width
        return paint_line(block, place.line, overlays, self.style_of, unit, room)


def first_words(text: str) -> str:
    """The beginning of a comment on one line, its quoted lines left out."""
    lines = (line for line in text.splitlines() if not line.startswith(">"))
    return " ".join(" ".join(lines).split())[:_FIRST_WORDS]
