"""A list of rows of unlike heights with a cursor: hits, counts, suggestions."""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from rich.segment import Segment
from textual import events

from gulagreader.text.wrap import wrap
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.looks.paint import TEXT_LOOKS
from gulagreader.ui.views.lines_view import LinesView

Row = TypeVar("Row")


class RowsView(LinesView, Generic[Row]):
    """Lists rows and paints those in view; the cursor stands on some kinds only."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"rows--cursor", *TEXT_LOOKS}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        """Number of the row the cursor is on."""
        self._starts: list[int] = [0]
        """The line each row begins on, and one past the last line."""
        self._empty = ""

    @abstractmethod
    def height_of(self, row: Row) -> int:
        """Lines that a row takes."""

    @abstractmethod
    def is_choice(self, row: Row) -> bool:
        """Whether the cursor may stand on a row."""

    @abstractmethod
    def segments_in(
        self, row: Row, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a line of a row."""

    def cursor_moved(self) -> None:
        """Tell that the cursor is on another row."""

    def clicked(self, row: Row, *, again: bool) -> None:
        """Act on a click; ``again`` where it is the second on the same row."""

    def show_rows(self, rows: Sequence[Row], cursor: int = 0, top: int = 0) -> None:
        """Show other rows, the cursor on one, or on the next that takes it."""
        self.rows = rows
        self._starts = [0, *accumulate(map(self.height_of, rows))]
        self.cursor = self._nearest(cursor)
        self._fit_height()
        self.go_to(top)
        self._show_cursor()
        self.repaint()

    def say_empty(self, words: str) -> None:
        """Say in place of rows, where there are none, why and what brings some."""
        self._empty = told(self.app, words)
        self._fit_height()
        self.repaint()

    @property
    def _empty_lines(self) -> list[str]:
        """What stands in place of rows, in lines; nothing where there are rows."""
        if self.rows or not self._empty:
            return []
        room = max(1, self.text_width - 2)
        found = wrap(self._empty, room)
        return [f" {self._empty[start:end]}" for start, end in found]

    def _fit_height(self) -> None:
        self.set_height(self._starts[-1] or len(self._empty_lines))

    def _nearest(self, number: int) -> int:
        after = range(max(0, number), len(self.rows))
        before = range(min(number, len(self.rows)) - 1, -1, -1)
        choices = (n for n in (*after, *before) if self.is_choice(self.rows[n]))
        return next(choices, 0)

    @property
    def at_hand(self) -> Row | None:
        """The row under the cursor; None where there is none to choose."""
        if self.cursor < len(self.rows) and self.is_choice(self.rows[self.cursor]):
            return self.rows[self.cursor]
        return None

    @property
    def is_at_first(self) -> bool:
        """Whether the cursor can go no further up."""
        return not any(map(self.is_choice, self.rows[: self.cursor]))

    def row_at(self, y: int) -> int:
        """The number of the row that line ``y`` is of; as many as rows below all."""
        return bisect_right(self._starts, y) - 1

    def put_cursor(self, number: int) -> None:
        """Put the cursor on a row."""
        before, self.cursor = self.cursor, number
        for row in {before, number}:
            self.repaint_lines(self._starts[row], self.height_of(self.rows[row]))
        self._show_cursor()
        if before != number:
            self.cursor_moved()

    def _show_cursor(self) -> None:
        if not self.rows:
            return
        first = self.cursor
        # What heads a row is shown with it.
        while first and not self.is_choice(self.rows[first - 1]):
            first -= 1
        low, high = self._starts[first], self._starts[self.cursor + 1] - 1
        if high - low >= self.text_height:
            low = self._starts[self.cursor]
        self.bring_into_view(low, high)

    def move(self, step: int) -> None:
        """Move the cursor over the rows that it may stand on."""
        number, left = self.cursor, abs(step)
        forward = 1 if step > 0 else -1
        at = number + forward
        while left and 0 <= at < len(self.rows):
            if self.is_choice(self.rows[at]):
                number, left = at, left - 1
            at += forward
        if number != self.cursor:
            self.put_cursor(number)
        elif forward < 0:
            self.go_to(0)

    def turn(self, direction: int, share: int = 1) -> None:
        """Move the cursor by a page, or by a part of one, at least by a row."""
        if not self.rows:
            return
        lines = max(1, self.text_height // share - 1)
        y = self._starts[self.cursor] + direction * lines
        target = max(0, min(self.row_at(max(0, y)), len(self.rows) - 1))
        target = self._nearest(target)
        if (target - self.cursor) * direction > 0:
            self.put_cursor(target)
        else:
            self.move(direction)

    def edge(self, direction: int) -> None:
        """Move the cursor to the first row or the last."""
        self.move(direction * len(self.rows))

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width, the cursor in view."""
        self._fit_height()
        self.repaint()
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked on."""
        content = event.get_content_offset(self)
        number = self.row_at(content.y + self.top) if content else -1
        if not 0 <= number < len(self.rows) or not self.is_choice(self.rows[number]):
            return
        again = number == self.cursor and event.chain > 1
        self.put_cursor(number)
        self.clicked(self.rows[number], again=again)

    @property
    def shows_cursor(self) -> bool:
        """Whether the cursor is to be seen."""
        return True

    def line_look(self, y: int) -> tuple[str, ...]:
        """The cursor's bar reaches to the end of its lines."""
        here = self.row_at(y) == self.cursor and self.at_hand is not None
        return ("rows--cursor",) if here and self.shows_cursor else ()

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a line of the row it is of."""
        number = self.row_at(y)
        if number >= len(self.rows):
            empty = self._empty_lines
            return [Segment(empty[y], self.style_of(()))] if y < len(empty) else ()
        part = y - self._starts[number]
        return self.segments_in(self.rows[number], part, self.line_look(y))
