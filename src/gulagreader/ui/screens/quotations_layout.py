"""How the list of quotations lies on the screen, and where its keys go."""

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.preview import PreviewPane
from gulagreader.ui.panes.quotation_counts import QuotationCounts
from gulagreader.ui.panes.quotations import QuotationsPane
from gulagreader.ui.screens.row_moves import RowMoves
from gulagreader.ui.views.selecting import PlacesOnScreen


class QuotationLine(Input):
    """The line that narrows the list."""

    BINDINGS = bindings(Where.QUOTATION_LINE)


class QuotationsLayout(RowMoves, PlacesOnScreen[None]):
    """The line, what is to be said, the list, a preview and the counts.

    Where there is no room for all of them the list is left.
    """

    BINDINGS = bindings(Where.QUOTATIONS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (130, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    AUTO_FOCUS = "#quoted"
    SCOPED_CSS = False  # what fits is told by classes of the screen itself
    CSS = """
    #quoted-line {
        border: none; border-bottom: solid $foreground 25%; height: 2;
        background: $background; padding: 0 1;
    }
    #quoted-line:focus { border-bottom: heavy $primary; }
    #quoted-notes { height: 1; padding: 0 2; color: $text-muted; display: none; }
    #quoted-notes.-said { display: block; }
    #quoted-parts { height: 1fr; layout: vertical; }
    #quoted { height: 3fr; width: 1fr; }
    #quoted-text { height: 2fr; width: 1fr; }
    #quoted-counts { display: none; }
    .-medium #quoted-parts, .-wide #quoted-parts { layout: horizontal; }
    .-medium #quoted-parts > *, .-wide #quoted-parts > * { height: 1fr; }
    .-medium #quoted, .-wide #quoted { margin-right: 1; }
    .-wide #quoted-counts { display: block; width: 34; margin-left: 1; }
    .-low.-narrow #quoted-text { display: none; }
    .-counting #quoted-counts { display: block; }
    .-counting.-narrow #quoted-text, .-counting.-medium #quoted-text { display: none; }
    .-counting.-medium #quoted-counts { width: 34; }
    .-counting.-narrow #quoted-counts { height: 2fr; }
    .-counting.-low.-narrow #quoted { display: none; }
    """

    def compose(self) -> ComposeResult:
        """The line, what is to be said, the list, a preview and the counts."""
        yield QuotationLine(
            placeholder="words, author:who is quoted, date:1953, tag:camps",
            id="quoted-line",
        )
        yield Static("", id="quoted-notes", markup=False)
        with Container(id="quoted-parts"):
            yield QuotationsPane(id="quoted")
            yield PreviewPane(id="quoted-text")
            yield QuotationCounts(id="quoted-counts")
        yield WholeFooter()

    @property
    def line(self) -> QuotationLine:
        """The line to type in."""
        return self.query_one(QuotationLine)

    @property
    def pane(self) -> QuotationsPane:
        """The list."""
        return self.query_one(QuotationsPane)

    @property
    def preview(self) -> PreviewPane:
        """The quotation at hand where it stands."""
        return self.query_one(PreviewPane)

    @property
    def counts(self) -> QuotationCounts:
        """Speakers, sources and years."""
        return self.query_one(QuotationCounts)

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        here = Where.QUOTED
        if self.focused is self.line:
            here = Where.QUOTATION_LINE
        elif self.focused is self.counts:
            here = Where.QUOTED_COUNTS
        return here, Where.QUOTATIONS

    def say(self, words: str) -> None:
        """Say something below the line; nothing takes no room."""
        notes = self.query_one("#quoted-notes", Static)
        notes.update(Content(clean_line(told(self.app, words))))
        notes.set_class(bool(words), "-said")

    # Where the keys go

    def _go_to(self, part: Widget) -> None:
        # Shown first: what is hidden cannot take the keys.
        self.set_class(part is self.counts, "-counting")
        self.set_focus(part, scroll_visible=False)

    def action_to_line(self) -> None:
        """Go to the line."""
        self._go_to(self.line)

    def action_to_list(self) -> None:
        """Go to the list."""
        self._go_to(self.pane)

    def action_next_part(self, step: int) -> None:
        """Go from the list to the counts, the line and back."""
        parts: list[Widget] = [self.pane, self.counts, self.line]
        at = parts.index(self.focused) if self.focused in parts else 0
        self._go_to(parts[(at + step) % len(parts)])

    @property
    def moved(self) -> QuotationsPane | QuotationCounts:
        """The rows that the keys move through."""
        return self.counts if self.focused is self.counts else self.pane

    # Moves

    def action_step_section(self, direction: int) -> None:
        """Go from speakers to sources, to years."""
        self.counts.step_section(direction)

    def action_step_group(self, direction: int) -> None:
        """Go to the next group, or to the one before."""
        self.pane.step_group(direction)

    def action_turn_preview(self, direction: int) -> None:
        """Read on in the preview."""
        self.preview.action_page(direction)
