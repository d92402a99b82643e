"""The comment thread: landed in, narrowed, ordered, its new comments gone through."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.message import Message

from gulagreader.domain import folding
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.narrowing import Narrowing, narrowed
from gulagreader.text.thread_page import Part
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.looks.layers import Layer, RowOverlays
from gulagreader.ui.notes.noted import NotedThread
from gulagreader.ui.views.thread_anchor import ThreadPlace


@dataclass(frozen=True, slots=True)
class _Home:
    """Where the reader was before the thread was narrowed."""

    row: int
    place: ThreadPlace


class ThreadPane(NotedThread):
    """Lets the reader move through a thread, fold it and see parts of it alone."""

    BINDINGS = bindings(Where.TEXT, Where.THREAD)

    _home: _Home | None = None
    _put_on: int | None = None
    """The row that a narrowing gave the focus to."""

    @dataclass
    class OrderChanged(Message):
        """The reader wanted the comments by time, or as a tree again."""

        flat: bool

    @dataclass
    class Widened(Message):
        """All comments are shown again, because one was gone to that was not."""

    def land_on(self, comment: str, block: int = 0, offset: int = 0) -> bool:
        """Focus a comment with its branch open; False where there is no such one."""
        row = self._thread.index.get(comment)
        if row is None:
            return False
        self._open_up(row)
        self._focus(row)
        if block or offset:
            self._settle_here()
            inner = self._page.page(row).line_of(block, offset)
            line = self._page.top_of(row) + 1 + inner
            if not self.top <= line < self.top + self.text_height:
                self._scroll_settled(line - self.text_height // 2)
        return True

    def _open_up(self, row: int) -> None:
        """Show a row whole, whatever hides it."""
        narrowing = self._narrowing
        if narrowing is not None and self._holds(row):
            if row in narrowing.closed:
                self._renarrow(narrowing.toggled(row))
            return
        if narrowing is not None:
            self.widen()
            self.post_message(self.Widened())
        opened = folding.with_branch_open(self._thread, self.folded, row)
        self._refold(opened, tell=True)

    # Order

    def order_by_time(self, *, flat: bool) -> None:
        """Show the comments in the order of time, or as a tree; the place is kept."""
        if flat == self.is_flat:
            return
        order = self._time_order() if flat else None
        if self._thread.rows:
            self._rearrange(self._page.with_order(order))
        self._order = order
        self.say_title()

    def action_toggle_flat(self) -> None:
        """Show the comments in the order of time, or as a tree again."""
        # What is selected runs on in the order shown.
        self.screen.clear_selection()
        self.order_by_time(flat=not self.is_flat)
        self.post_message(self.OrderChanged(self.is_flat))

    # Narrowing

    def narrow(
        self, rows: Iterable[int], told: str, marks: RowOverlays | None = None
    ) -> None:
        """Show some comments only, with what stands above them; at least one.

        ``told`` says what they are, behind their number; ``marks`` are laid over them.
        """
        if self._home is None or self.focused_row != self._put_on:
            self._home = _Home(self.focused_row, self._place())
        self._narrowing, self._narrowed_by = narrowed(self._thread, rows), told
        self.over_text.lay(Layer.NARROWED, marks)
        self._page = self._page.with_narrowing(self._narrowing)
        self._floor = 0
        self._put_on = self.focused_row = self._first_match(self._narrowing)
        self._show_height()
        root = self.shown_for(self._thread.root(self.focused_row))
        self._scroll_settled(self._page.top_of(root))
        self._bring_focus_into_view()
        self._slices.resume()
        self.say_title()

    def _first_match(self, narrowing: Narrowing) -> int:
        """The match at or after where the reader was, in the order shown."""
        home = self._home.row if self._home is not None else self.focused_row
        if home in narrowing.rows:
            return home
        after = self._nearest(narrowing.rows, 1, home)
        before = self._nearest(narrowing.rows, -1, home) if after is None else after
        return home if before is None else before

    def step_match(self, step: int) -> None:
        """Focus the next comment that the thread is narrowed to, or the one before."""
        if self._narrowing is not None:
            row = self._nearest(self._narrowing.rows, step, self.focused_row)
            if row is not None:
                self._focus(row)

    def widen(self) -> None:
        """Show all comments again, at the comment gone to, or where the reader was."""
        if self._narrowing is None:
            return
        home, stayed = self._home, self.focused_row == self._put_on
        self._home = self._put_on = None
        self.over_text.lay(Layer.NARROWED, None)
        self._rearrange(self._page.with_narrowing(None))
        if home is not None and stayed:
            self.focused_row = self.shown_for(home.row)
            self._show_place(home.place)
        elif not self._holds(self.focused_row) or not self._is_in_view(
            self.focused_row
        ):
            self._focus(self.shown_for(self.focused_row))
        self._narrowed_by = ""
        self.repaint()
        self.say_title()

    # New comments

    def step_new(self, step: int) -> bool:
        """Go to the next new comment in the order shown; False where none is left."""
        row = self._new_row(step, past=self.focused_row)
        if row is None:
            return False
        self.on_jump(self.focused_comment)
        return self.land_on(self._thread.rows[row].comment.id)

    def begin_at_first_new(self) -> None:
        """Focus the first new comment of a thread just shown, if there is one."""
        row = self._new_row(1, past=None)
        if row is not None:
            self.land_on(self._thread.rows[row].comment.id)

    def _new_row(self, step: int, past: int | None) -> int | None:
        fresh = self._news.rows
        if self._narrowing is not None:
            fresh &= self._narrowing.rows
        return self._nearest(fresh, step, past)

    def _nearest(
        self, rows: Iterable[int], step: int, past: int | None = None
    ) -> int | None:
        """The first of some rows in the order shown, or the first past one of them."""
        order = self._places_in_order
        ahead = [
            row for row in rows if past is None or (order[row] - order[past]) * step > 0
        ]
        if not ahead:
            return None
        return (min if step > 0 else max)(ahead, key=order.__getitem__)

    @property
    def _places_in_order(self) -> Sequence[int]:
        """For each row its number in the order shown."""
        if self._order is not None:
            return self._order.ranks
        return range(len(self._thread))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Focus the comment clicked on; its first line also folds it.

        The sign of a new comment leads to the next one.
        """
        content = event.get_content_offset(self)
        if content is None or not self._thread.rows:
            return
        y = content.y + self.top
        if y >= self._page.height:
            return
        place = self._page.at(y)
        before, self.focused_row = self.focused_row, place.row
        self.repaint_row(before)
        self.repaint_row(place.row)
        if place.part is not Part.HEAD:
            return
        on_dot = content.x == 3 + self._indent(place.row)
        if not (on_dot and place.row in self._news.rows and self.step_new(1)):
            self.action_toggle_fold()
