"""How a thread lies in its window: laid out as far as it is seen, never jumping."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events

from gulagreader.domain.arranging import TimeOrder, by_time
from gulagreader.domain.comments import Thread
from gulagreader.domain.folding import Folded
from gulagreader.domain.narrowing import Narrowing
from gulagreader.text.lines import Page
from gulagreader.text.thread_page import ThreadPage
from gulagreader.ui.views.lines_view import LinesView
from gulagreader.ui.views.page_view import MEASURE
from gulagreader.ui.views.thread_anchor import ThreadAnchor, ThreadPlace

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
        self._ahead: ThreadPage | None = None
        """What may be shown next."""
        self._settling = False
        self._floor = 0
        self._laid_out_for = 0
        self._widest = MEASURE
        self.focused_row = 0
        self._read_at = 0
        """The line that was scrolled to last, not by Textual to fit another size."""
        self._read_in = 0
        """How many lines the window had then."""
        self._held: ThreadPlace | None = None
        self._held_at: tuple[ThreadPage, int, int] | None = None
        """The layout, the focused row and the line at which the place was held; it
        is the reader's no more when one of them is another."""

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
            self._hold(lambda: self._lay_out(self.folded))

    def part_words(self, points: "Points | None") -> None:
        """Part words at the ends of lines, or keep them whole; the place is kept."""
        changed, self._points = points is not self._points, points
        if changed and self._laid_out_for:
            self._hold(lambda: self._lay_out(self.folded))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width, the focused comment kept in place."""
        is_other = self.lasting_width != self._laid_out_for
        self._hold(lambda: self._lay_out(self.folded) if is_other else None)

    def lay_out_ahead(self, thread: Thread) -> None:
        """Lay a thread out as the one that is shown; it is most likely shown next.

        May be called from another thread.
        """
        page, points = self._page, self._points
        ahead = ThreadPage(
            thread, page.width, least_text=page.least_text, points=points
        )
        ahead.settle(0, self.text_height)
        self._ahead = ahead

    def _laid_out_ahead(self, folded: Folded, width: int, least: int) -> bool:
        """Show what was laid out ahead, where it is what is to be shown."""
        ahead, self._ahead = self._ahead, None
        if ahead is None or ahead.thread is not self._thread:
            return False
        if (ahead.width, ahead.least_text) != (width, least):
            return False
        if ahead.points is not self._points or self._order or self._narrowing:
            return False
        self._page = ahead.with_folded(folded) if folded else ahead
        return True

    def _lay_out(self, folded: Folded) -> None:
        self._laid_out_for = self.lasting_width
        # A mark, the comment's own bar and a space at the right edge.
        room = self.lasting_width - 4 if self.size.width else MEASURE
        measure = max(1, min(room, self._widest + _FOR_DEPTH))
        # The bars stop where they would take more than two fifths of the line.
        least = max(30, measure * 3 // 5)
        page = self._page
        same = page.thread is self._thread and page.folded == folded
        same = same and page.points is self._points
        if same and page.order is self._order and page.narrowing is self._narrowing:
            self._page = self._page.with_width(measure, least)
        elif not self._laid_out_ahead(folded, measure, least):
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
            self._hold(lambda: None, by_focus=False)

    def _place(self, *, by_focus: bool = True) -> ThreadPlace:
        """What the reader looks at now, before Textual fits it to another size."""
        focus, head = None, self.line_of_focus
        in_view = self._read_at <= head < self._read_at + self._read_in
        if by_focus and in_view and self._page.arrangement.holds(self.focused_row):
            focus = ThreadAnchor(self.focused_row, head - self._read_at)
        top = ThreadAnchor.at_top(self._page, min(self._read_at, self._page.height - 1))
        return ThreadPlace(focus, top, self._floor > self._page.height)

    def _in_place(self, change: Callable[[], None]) -> None:
        """Change what is shown while what is being read stays on its screen line."""
        place = self._place() if self._thread.rows else None
        change()
        if place is not None:
            self._show_place(replace(place, reaches_below=True))

    def _hold(self, change: Callable[[], None], *, by_focus: bool = True) -> None:
        """Lay out anew, and show what was shown when the reader last moved.

        So a window made narrow and wide again shows what it had shown.
        """
        place = None
        if self._thread.rows:
            left = self._page, self.focused_row, self._read_at
            place = self._held if left == self._held_at else None
            place = place or self._place(by_focus=by_focus)
        change()
        if place is not None:
            self._show_place(place)
        self._held = place
        self._held_at = self._page, self.focused_row, self._read_at

    def _show_place(self, place: ThreadPlace) -> None:
        """Scroll to a place; below the end only as far as it says."""
        anchor = place.anchor_for(self.text_height, self._page)
        # Its own height is that of a guess until it is laid out.
        self._page.settle(self._page.top_of(anchor.row), 1)
        # What comes into view above the place takes its exact height only now.
        for _ in range(_TRIES):
            y = max(0, anchor.window_in(self._page))
            self._floor = y + self.text_height if place.reaches_below else 0
            self.set_height(max(self._page.height, self._floor))
            self._scroll_settled(y)
            if max(0, anchor.window_in(self._page)) == y:
                break

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

    def go_to(self, y: int) -> None:
        """Show line ``y`` first in the window, or the last window there is."""
        super().go_to(y)
        self._read_at, self._read_in = self.top, self.text_height

    def _settle_here(self) -> None:
        if self._thread.rows:
            self._scroll_settled(self.top)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into view."""
        super().watch_scroll_y(old_value, new_value)
        if self.is_fitting:
            return
        self._read_at, self._read_in = round(new_value), self.text_height
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
