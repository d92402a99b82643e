"""What people said, a row each, more of them as the reader goes down."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message

from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.panes.remark_rows import LaidRow, StudyRow, is_choice, laid
from gulagreader.ui.views.rows_view import RowsView


class RemarksPane(RowsView[LaidRow]):
    """Shows comments with the lines that they answer."""

    COMPONENT_CLASSES = {"hits--meta", "thread--author"}

    @dataclass
    class Moved(Message):
        """The cursor is on another row."""

    @dataclass
    class EndReached(Message):
        """The cursor is near the last row."""

    @dataclass
    class Chosen(Message):
        """The reader clicked on a row a second time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._laid_for = 0

    def say(self, title: str) -> None:
        """Put words above the rows."""
        self.border_title = Content(title)

    def show(self, rows: Sequence[StudyRow], cursor: int = 0, top: int = 0) -> None:
        """Show other rows, the cursor on one."""
        self._laid_for = self.text_width
        self.show_rows([laid(row, self._laid_for) for row in rows], cursor, top)
        self.cursor_moved()

    def add(self, rows: Sequence[StudyRow]) -> None:
        """Put rows below the last one."""
        below = [laid(row, self._laid_for) for row in rows]
        self.show_rows([*self.rows, *below], self.cursor, self.top)

    @property
    def row_at_hand(self) -> StudyRow | None:
        """The row under the cursor."""
        at_hand = self.at_hand
        return None if at_hand is None else at_hand.row

    def height_of(self, row: LaidRow) -> int:
        """As many lines as it was laid out in."""
        return len(row.lines)

    def is_choice(self, row: LaidRow) -> bool:
        """All but what is only said."""
        return is_choice(row.row)

    def cursor_moved(self) -> None:
        """Tell where the cursor is."""
        self.post_message(self.Moved())
        if self.cursor >= len(self.rows) - 8:
            self.post_message(self.EndReached())

    def clicked(self, row: LaidRow, *, again: bool) -> None:
        """Choose what is clicked on twice."""
        if again:
            self.post_message(self.Chosen())

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for the new width, the one at hand in view."""
        if self.text_width != self._laid_for and self.rows:
            line = self._starts[self.cursor] - self.top
            self._laid_for = self.text_width
            rows = [laid(row.row, self._laid_for) for row in self.rows]
            self.show_rows(rows, self.cursor, self.top)
            self.go_to(self._starts[self.cursor] - line)
        super().on_resize(event)

    def segments_in(
        self, row: LaidRow, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a line of a row."""
        segments = []
        room = self.text_width
        for text, look in row.lines[part]:
            shown = shortened(text, room)
            room -= len(shown)
            style = self.style_of((*looks, look) if look else looks)
            segments.append(Segment(shown, style))
        return segments
