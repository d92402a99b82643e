"""The counts beside the hits; choosing one narrows the query to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from gulagreader.domain.hits import Facets
from gulagreader.text.cells import cell_len
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.panes.count_rows import (
    CountHeading,
    CountRow,
    CountsRow,
    count_rows,
)
from gulagreader.ui.views.rows_view import RowsView


class CountsPane(RowsView[CountsRow]):
    """Lists authors, posts and years with their numbers of hits."""

    BINDINGS = bindings(Where.COUNTS)
    COMPONENT_CLASSES = {
        "counts--heading",
        "counts--label",
        "counts--number",
        "counts--chosen",
        "counts--old",
    }

    @dataclass
    class Clicked(Message):
        """The reader clicked on a count."""

        clause: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._old = False

    def on_mount(self) -> None:
        """Say what will stand here."""
        self.border_title = Content("Counts")

    def show_facets(
        self, facets: Facets, query: str, title_of: Callable[[str], str]
    ) -> None:
        """Show the counts of an answer, the cursor on what it was on."""
        rows = count_rows(facets, query, title_of)
        at_hand = self.at_hand
        label = at_hand.label if isinstance(at_hand, CountRow) else None
        labels = [row.label if isinstance(row, CountRow) else "" for row in rows]
        kept = labels.index(label) if label in labels else 0
        self._old = False
        self.border_title = Content("Counts")
        self.show_rows(rows, kept, self.top if kept else 0)

    def grow_old(self) -> None:
        """Say that these are the counts of the answer before."""
        if not self._old and self.rows:
            self._old = True
            self.border_title = Content("Counts …")
            self.repaint()

    def clear(self) -> None:
        """Count nothing."""
        self._old = False
        self.border_title = Content("Counts")
        self.show_rows(())

    @property
    def clause(self) -> str | None:
        """What narrows the query to the count under the cursor."""
        row = self.at_hand
        return row.clause if isinstance(row, CountRow) else None

    def step_section(self, direction: int) -> None:
        """Go to the next of authors, posts and years, or the one before."""
        ahead = range(self.cursor + 1, len(self.rows))
        behind = range(self.cursor - 2, -1, -1)
        for number in ahead if direction > 0 else behind:
            below = number + 1 < len(self.rows) and self.is_choice(
                self.rows[number + 1]
            )
            if isinstance(self.rows[number], CountHeading) and below:
                self.put_cursor(number + 1)
                return

    def height_of(self, row: CountsRow) -> int:
        """One line each."""
        return 1

    def is_choice(self, row: CountsRow) -> bool:
        """The counts, not their headings."""
        return isinstance(row, CountRow)

    @property
    def shows_cursor(self) -> bool:
        """Only while the keys go here: the hits show theirs always."""
        return self.has_focus

    def on_focus(self) -> None:
        """Show the cursor."""
        self.repaint()

    def on_blur(self) -> None:
        """Hide it."""
        self.repaint()

    def clicked(self, row: CountsRow, *, again: bool) -> None:
        """Tell what was clicked on."""
        if isinstance(row, CountRow) and row.clause is not None:
            self.post_message(self.Clicked(row.clause))

    def segments_in(
        self, row: CountsRow, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a heading, or a label with its number at the right edge."""
        old = ("counts--old",) if self._old else ()
        if isinstance(row, CountHeading):
            text = shortened(f" {row.words}", self.text_width)
            return [Segment(text, self.style_of((*looks, "counts--heading", *old)))]
        look = "counts--chosen" if row.chosen else "counts--label"
        number = f" {row.count} "
        room = max(1, self.text_width - len(number) - 3)
        label = shortened(row.label, room)
        gap = " " * max(0, self.text_width - cell_len(label) - len(number) - 3)
        mark = " ✓ " if row.chosen else "   "
        return [
            Segment(f"{mark}{label}", self.style_of((*looks, look, *old))),
            Segment(f"{gap}{number}", self.style_of((*looks, "counts--number", *old))),
        ]
