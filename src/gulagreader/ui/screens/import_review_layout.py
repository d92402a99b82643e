"""How the look before an import lies on the screen, and where its keys go."""

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.guesses import GuessesPane
from gulagreader.ui.panes.reviewed_post import ReviewedPost
from gulagreader.ui.screens.row_moves import RowMoves
from gulagreader.ui.views.selecting import PlacesOnScreen


class ReviewLayout(RowMoves, PlacesOnScreen[None]):
    """The guesses, and beside or below them the post as it would be.

    Where there is no room for both, the one that has the keys is shown.
    """

    BINDINGS = bindings(Where.REVIEW)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (130, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    AUTO_FOCUS = "#guesses"

    def compose(self) -> ComposeResult:
        """What is found, the guesses, the post as it would be, the keys."""
        yield Static("", id="told", markup=False)
        with Container(id="reviewed"):
            yield GuessesPane(id="guesses")
            yield ReviewedPost(id="reviewed-post")
        yield WholeFooter()

    @property
    def guesses(self) -> GuessesPane:
        """The guesses."""
        return self.query_one("#guesses", GuessesPane)

    @property
    def preview(self) -> ReviewedPost:
        """The post as it would be."""
        return self.query_one("#reviewed-post", ReviewedPost)

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        part = Where.TEXT if self.focused is self.preview else Where.GUESSES
        return part, Where.REVIEW

    @property
    def moved(self) -> GuessesPane:
        """The rows that the keys move through."""
        return self.guesses

    def say(self, words: str) -> None:
        """Say something above the guesses."""
        if told := self.query("#told"):
            told.only_one(Static).update(Content(clean_line(words)))

    # Moves

    def action_step_sibling(self, direction: int) -> None:
        """Go to the next post, or to the one before."""
        self.guesses.step_post(direction)

    def action_next_part(self, step: int) -> None:
        """Let the keys go to the guesses or to the post."""
        there = self.guesses if self.focused is self.preview else self.preview
        # Shown first: what is hidden cannot take the keys.
        self.set_class(there is self.preview, "-previewing")
        self.set_focus(there, scroll_visible=False)
