"""How the search lies on the screen, and which of its parts has the keys."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.counts import CountsPane
from gulagreader.ui.panes.hits import HitsPane
from gulagreader.ui.panes.preview import PreviewPane
from gulagreader.ui.panes.years import YearStrip
from gulagreader.ui.screens.row_moves import RowMoves
from gulagreader.ui.views.selecting import PlacesOnScreen

_TINY = 10
"""Lines of a window below which there are only the line and the hits."""


class QueryLine(Input):
    """The line that the query is typed in."""

    BINDINGS = bindings(Where.LINE)


class SearchLayout(RowMoves, PlacesOnScreen[None]):
    """The line, what was not understood, the years, the hits, a preview, the counts.

    Where there is no room for all of them the counts stand in the preview's place
    while the keys go there.
    """

    BINDINGS = bindings(Where.SEARCH)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (130, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    AUTO_FOCUS = "#query"

    def compose(self) -> ComposeResult:
        """From the line to type in to the footer."""
        yield QueryLine(placeholder=_PLACEHOLDER, id="query")
        yield Static("", id="notes", markup=False)
        yield YearStrip(id="years")
        with Container(id="found"):
            yield HitsPane(id="hits")
            yield PreviewPane(id="preview")
            yield CountsPane(id="counts")
        yield WholeFooter()

    def on_resize(self, event: events.Resize) -> None:
        """Leave the few lines of a tiny window to the hits."""
        self.set_class(event.size.height < _TINY, "-tiny")

    @property
    def line(self) -> QueryLine:
        """The line to type in."""
        return self.query_one("#query", QueryLine)

    @property
    def hits(self) -> HitsPane:
        """The hits."""
        return self.query_one("#hits", HitsPane)

    @property
    def preview(self) -> PreviewPane:
        """What is under the cursor of the hits."""
        return self.query_one("#preview", PreviewPane)

    @property
    def counts(self) -> CountsPane:
        """Authors, posts and years."""
        return self.query_one("#counts", CountsPane)

    @property
    def years(self) -> YearStrip:
        """The line of years."""
        return self.query_one("#years", YearStrip)

    @property
    def is_leaving(self) -> bool:
        """Whether the screen is not there yet, or taken down under a late answer."""
        return not self.query("#counts")

    def say(self, words: str) -> None:
        """Say something below the line; nothing takes no room on a low screen."""
        notes = self.query_one("#notes", Static)
        notes.update(Content(clean_line(told(self.app, words))))
        notes.set_class(not words, "-empty")

    @property
    def places(self) -> tuple[Where, ...]:
        """The part that has the keys, as the place of commands."""
        parts = {
            self.line: Where.LINE,
            self.hits: Where.HITS,
            self.counts: Where.COUNTS,
            self.years: Where.YEARS,
        }
        return tuple(where for part, where in parts.items() if part is self.focused)

    # Which part has the keys

    def give_keys(self, part: Widget) -> None:
        """Let the keys go to a part."""
        if part is self.counts:
            # Shown first: what is hidden cannot take the keys.
            self.add_class("-counting")
        self.set_focus(part, scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """Show the counts while they have the keys."""
        self.set_class(self.focused is self.counts, "-counting")

    @property
    def awaits_answer(self) -> bool:
        """Whether what stands in the line is not answered yet."""
        return False

    def _parts(self) -> list[Widget]:
        """The parts that the keys can go to as things are."""
        parts: list[Widget] = [self.line]
        # Who types and goes on at once would else find the letters meant for the
        # hits in the line.
        if self.hits.at_hand is not None or self.awaits_answer:
            parts.append(self.hits)
        if self.counts.at_hand is not None:
            parts.append(self.counts)
        if self.years.at_hand is not None and self.years.display:
            parts.append(self.years)
        return parts

    def action_next_part(self, step: int) -> None:
        """Let the keys go to the next part, or to the one before."""
        parts = self._parts()
        here = parts.index(self.focused) if self.focused in parts else 0
        self.give_keys(parts[(here + step) % len(parts)])

    def action_to_line(self) -> None:
        """Go to the line, ready to be typed over."""
        self.give_keys(self.line)
        self.line.select_all()

    # Moves in the part that has the keys

    @property
    def moved(self) -> HitsPane | CountsPane:
        """The rows that the keys move through."""
        return self.counts if self.focused is self.counts else self.hits

    def action_edge(self, direction: int) -> None:
        """Move to the first or the last."""
        if self.focused is self.years:
            self.years.edge(direction)
        else:
            super().action_edge(direction)

    def action_turn_preview(self, direction: int) -> None:
        """Read on in the preview."""
        self.preview.action_page(direction)

    def action_step_thread(self, direction: int) -> None:
        """Go to the next thread, or to the one before."""
        self.hits.step_thread(direction)

    def action_fold_thread(self, folded: bool) -> None:
        """Hide the hits of the thread at hand, or show them."""
        self.hits.fold(folded)

    def action_fold_threads(self, folded: bool) -> None:
        """Hide the hits of all threads, or show them."""
        self.hits.fold_all(folded)

    def action_step_section(self, direction: int) -> None:
        """Go to the next kind of counts, or to the one before."""
        self.counts.step_section(direction)

    def action_step_year(self, step: int) -> None:
        """Go to another year."""
        self.years.step(step)


_PLACEHOLDER = "words, “a phrase”, author:name, -without"
