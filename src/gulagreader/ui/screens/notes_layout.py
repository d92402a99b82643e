"""How the list of notes lies on the screen, and the moves in it."""

from textual.app import ComposeResult
from textual.screen import Screen

from gulagreader.domain.notes import PlacedNote
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.notes.note_rows import NoteRow
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.notes import NotesPane
from gulagreader.ui.panes.status import StatusLine
from gulagreader.ui.screens.row_moves import RowMoves


class NotesLayout(RowMoves, Screen[PlacedNote | None]):
    """The list of notes, and the line to filter it."""

    BINDINGS = bindings(Where.NOTES)
    AUTO_FOCUS = "#notes-list"

    def compose(self) -> ComposeResult:
        """The list, the line to filter it, the status and the footer."""
        yield NotesPane(id="notes-list")
        yield FindBar("Filter", id="notes-filter")
        yield StatusLine(id="status")
        yield WholeFooter()

    @property
    def pane(self) -> NotesPane:
        """The list."""
        return self.query_one("#notes-list", NotesPane)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        return (Where.NOTES,)

    @property
    def filter_bar(self) -> FindBar:
        """The line to filter the list."""
        return self.query_one("#notes-filter", FindBar)

    @property
    def at_hand(self) -> PlacedNote | None:
        """The note under the cursor."""
        row = self.pane.at_hand
        return row.placed if isinstance(row, NoteRow) else None

    @property
    def moved(self) -> NotesPane:
        """The rows that the keys move through."""
        return self.pane
