"""How a thread lies in its window: laid out as far as it is seen, never jumping."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from gulagreader.domain.arranging import TimeOrder, by_time
from gulagreader.domain.comments import Thread
from gulagreader.domain.folding import Folded
from gulagreader.domain.narrowing import Narrowing
from gulagreader.text.lines import Page
from gulagreader.text.thread_page import ThreadPage
from gulagreader.ui.lines_view import LinesView
from gulagreader.ui.page_view import MEASURE

if TYPE_CHECKING:
    from gulagreader.text.hyphenation import Points

_ROWS_A_SLICE = 120
_SLICE_SECONDS = 1 / 30
_FOR_DEPTH = 24
"""Cells beyond the reader's measure that answers have for their indentation."""
_TRIES = 4
"""How often a place is sought again while estimates above it become exact."""


class ThreadLayout(LinesView):
    """Keeps a thread's lines; the focused comment is known by its row."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._thread = Thread()
        self._page = ThreadPage(Thread(), 1)
        self._order: TimeOrder | None = None
        self._ordered: tuple[Thread, TimeOrder] | None = None
        self._narrowing: Narrowing | None = None
        self._points: Points | None = None
        self._settling = False
        self._floor = 0
        self._laid_out_for = 0
        self._widest = MEASURE
        self.focused_row = 0

    def on_mount(self) -> None:
        """Lay out what is not in view in slices, while nothing else happens."""
        self._slices = self.set_interval(_SLICE_SECONDS, self._measure, pause=True)

    @property
    def thread(self) -> Thread:
        """What is shown."""
        return self._thread

    @property
    def folded(self) -> Folded:
        """The ids of the folded comments."""
        return self._page.folded

    @property
    def narrowing(self) -> Narrowing | None:
        """What the thread is narrowed to; None where all of it is shown."""
        return self._narrowing

    @property
    def is_flat(self) -> bool:
        """Whether the comments stand in the order of time, and not as a tree."""
        return self._order is not None

    @property
    def focused_comment(self) -> str | None:
        """The id of the focused comment; None in an empty thread."""
        rows = self._thread.rows
        return rows[self.focused_row].comment.id if rows else None

    @property
    def line_of_focus(self) -> int:
        """The first line of the focused comment."""
        return self._page.top_of(self.focused_row) if self._page.shown else 0

    def repaint_row(self, row: int) -> None:
        """Draw a comment anew, or the folded one that hides it."""
        if self._page.shown:
            lines = self._page.top_of(row), self._page.height_of(row)
            self.repaint_lines(*lines)

    def shown_for(self, row: int) -> int:
        """A row if it is shown, or the one shown that hides it."""
        return self._page.arrangement.nearest(row)

    def set_measure(self, cells: int) -> None:
        """Lay out for another measure, the focused comment kept in place."""
        changed, self._widest = cells != self._widest, cells
        if changed and self._laid_out_for:
            self._in_place(lambda: self._lay_out(self.folded))

    def part_words(self, points: "Points | None") -> None:
        """Part words at the ends of lines, or keep them whole; the place is kept."""
        changed, self._points = points is not self._points, points
        if changed and self._laid_out_for:
            self._in_place(lambda: self._lay_out(self.folded))

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
        measure = max(1, min(room, self._widest + _FOR_DEPTH))
        # The bars stop where they would take more than two fifths of the line.
        least = max(30, measure * 3 // 5)
        page = self._page
        same = page.thread is self._thread and page.folded == folded
        same = same and page.points is self._points
        if same and page.order is self._order and page.narrowing is self._narrowing:
            self._page = self._page.with_width(measure, least)
        else:
            self._page = ThreadPage(
                self._thread,
                measure,
                folded,
                least_text=least,
                order=self._order,
                narrowing=self._narrowing,
                points=self._points,
            )
        self._show_height()
        self._slices.resume()

    def _show_height(self) -> None:
        self._fit_height()
        self.repaint()

    def _fit_height(self, top: int | None = None) -> None:
        # Below a thread that was folded short some empty lines stay, so that what
        # is read keeps its place; they go as the reader scrolls up.
        kept = min(self._floor, (self.top if top is None else top) + self.text_height)
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
        # What comes into view above the row takes its exact height only now.
        for _ in range(_TRIES):
            y = max(0, self._page.top_of(row) - screen_line)
            self._floor = y + self.text_height
            self.set_height(max(self._page.height, self._floor))
            self._scroll_settled(y)
            if max(0, self._page.top_of(row) - screen_line) == y:
                break

    def _anchor_row(self, *, to_focus: bool) -> int | None:
        if not self._thread.rows:
            return None
        if to_focus and self._is_in_view(self.focused_row):
            return self.focused_row
        return self._page.row_at(min(self.top, self._page.height - 1))

    def _is_in_view(self, row: int) -> bool:
        if not self._page.arrangement.holds(row):
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
        self._fit_height(settled)
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

    def _time_order(self) -> TimeOrder:
        """The order of time of the thread, found when it is first wanted."""
        if self._ordered is None or self._ordered[0] is not self._thread:
            self._ordered = self._thread, by_time(self._thread)
        return self._ordered[1]

    def _rearrange(self, page: ThreadPage) -> None:
        """Show the thread folded, ordered or narrowed otherwise, the place kept."""

        def change() -> None:
            self._page = page
            self._order, self._narrowing = page.order, page.narrowing
            self.focused_row = self.shown_for(self.focused_row)
            self._show_height()

        self._in_place(change)
        self._slices.resume()
