"""How a dossier lies on the screen, and where its keys go."""

from textual.app import ComposeResult
from textual.containers import Container

from gulagreader.services.dossier_placing import PlacedEntry
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.dossier_entries import EntriesPane
from gulagreader.ui.panes.dossier_preview import EntryPreview
from gulagreader.ui.panes.status import StatusLine
from gulagreader.ui.screens.row_moves import RowMoves
from gulagreader.ui.views.selecting import PlacesOnScreen


class DossierLayout(RowMoves, PlacesOnScreen[PlacedEntry | None]):
    """The entries, and beside or below them the one at hand.

    Where there is no room for both, the one that has the keys is shown.
    """

    BINDINGS = bindings(Where.DOSSIER)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (130, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    AUTO_FOCUS = "#entries"

    def compose(self) -> ComposeResult:
        """The entries, the one at hand, what happened, the keys."""
        with Container(id="gathered"):
            yield EntriesPane(id="entries")
            yield EntryPreview(id="entry")
        yield StatusLine(id="status")
        yield WholeFooter()

    @property
    def entries(self) -> EntriesPane:
        """The entries."""
        return self.query_one("#entries", EntriesPane)

    @property
    def preview(self) -> EntryPreview:
        """The entry at hand."""
        return self.query_one("#entry", EntryPreview)

    @property
    def status(self) -> StatusLine:
        """What happened last."""
        return self.query_one("#status", StatusLine)

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        return Where.ENTRIES, Where.DOSSIER

    @property
    def moved(self) -> EntriesPane:
        """The rows that the keys move through."""
        return self.entries

    def action_next_part(self) -> None:
        """Let the keys go to the entries or to the one at hand."""
        there = self.entries if self.focused is self.preview else self.preview
        # Shown first: what is hidden cannot take the keys.
        self.set_class(there is self.preview, "-previewing")
        self.set_focus(there, scroll_visible=False)
