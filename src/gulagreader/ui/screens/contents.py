"""What a text offers to go to, listed over it: its headings, or its links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from gulagreader.text.cells import cell_len, fitted
from gulagreader.text.wrap import wrap
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.screens.row_moves import RowMoves
from gulagreader.ui.views.rows_view import RowsView

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Value]):
    """A heading or a link."""

    value: Value
    words: str
    aside: str = ""
    """What stands at the right end of the line."""
    below: str = ""
    """What stands below the line, wrapped."""
    number: str = ""
    """What stands before the words."""
    indent: int = 0


class ContentsList(RowsView[Entry[Value]]):
    """The lines."""

    COMPONENT_CLASSES = {"hits--meta", "hits--head"}

    @dataclass
    class Chosen(Message):
        """A line was clicked on twice."""

    _laid_out_for = 0

    def height_of(self, row: Entry[Value]) -> int:
        """One line, and those of what stands below it."""
        return 1 + (len(self._below(row)) if row.below else 0)

    def _below(self, row: Entry[Value]) -> list[str]:
        room = max(1, self.text_width - self._before(row) - 1)
        return [row.below[start:end] for start, end in wrap(row.below, room)]

    @staticmethod
    def _before(row: Entry[Value]) -> int:
        return 1 + row.indent + cell_len(row.number)

    def fill(self, entries: Sequence[Entry[Value]], cursor: int = 0) -> None:
        """Show entries, the list as high as they are."""
        self.show_rows(entries, cursor)
        self.styles.height = max(1, self.virtual_size.height)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width."""
        if self.text_width == self._laid_out_for:
            super().on_resize(event)
            return
        self._laid_out_for = self.text_width
        self.fill(self.rows, self.cursor)

    def is_choice(self, row: Entry[Value]) -> bool:
        """Every line may be chosen."""
        return True

    def clicked(self, row: Entry[Value], *, again: bool) -> None:
        """Choose by a second click."""
        if again:
            self.post_message(self.Chosen())

    def segments_in(
        self, row: Entry[Value], part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint the words with what stands beside them, or what is below."""
        before = " " * (1 + row.indent) + row.number
        meta = self.style_of((*looks, "hits--meta"))
        if part:
            # Before it is laid out for its width, a row may have other lines.
            below = "".join(self._below(row)[part - 1 : part])
            return [Segment(" " * cell_len(before) + below, meta)]
        head = (*looks, "hits--head") if not row.indent else looks
        room = self.text_width - cell_len(before) - cell_len(row.aside) - 3
        return [
            Segment(before, meta),
            Segment(fitted(row.words, max(1, room)), self.style_of(head)),
            Segment(f" {row.aside} ", meta),
        ]


class ContentsScreen(RowMoves, ModalScreen[Value | None]):
    """Lets one entry be chosen; None where the reader chose none."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("enter", "choose", "Go"),
        Binding("down", "move(1)", "Down", priority=True, show=False),
        Binding("up", "move(-1)", "Up", priority=True, show=False),
        Binding("pagedown", "turn(1)", "Page down", priority=True, show=False),
        Binding("pageup", "turn(-1)", "Page up", priority=True, show=False),
    ]

    def __init__(
        self, title: str, entries: Sequence[Entry[Value]], first: int = 0
    ) -> None:
        """Take a title, the entries, and the number of the entry to begin at."""
        super().__init__()
        self._heading, self._entries, self._first = title, tuple(entries), first

    def compose(self) -> ComposeResult:
        """The list, and the keys."""
        with Vertical():
            yield ContentsList[Value]()
        yield WholeFooter()

    @property
    def rows(self) -> ContentsList[Value]:
        """The list."""
        return self.query_one(ContentsList)

    @property
    def moved(self) -> ContentsList[Value]:
        """The rows that the keys move through."""
        return self.rows

    def on_mount(self) -> None:
        """Fill the list."""
        box = self.query_one(Vertical)
        box.border_title = Content(self._heading)
        box.border_subtitle = Content(self.hint)
        self.rows.fill(self._entries, self._first)
        # At once: the next key is typed into it.
        self.set_focus(self.first_focus)

    @property
    def first_focus(self) -> Widget:
        """What the keys go to."""
        return self.rows

    @property
    def hint(self) -> str:
        """What is said at the foot of the list beside the keys."""
        return ""

    @on(ContentsList.Chosen)
    def action_choose(self) -> None:
        """Take the line under the cursor."""
        entry = self.rows.at_hand
        if entry is not None:
            self.dismiss(entry.value)
