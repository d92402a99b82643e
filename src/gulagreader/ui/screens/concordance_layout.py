"""How a concordance lies on the screen, and which of its parts has the keys."""

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.keywords import KeywordsPane
from gulagreader.ui.screens.row_moves import RowMoves

_PLACEHOLDER = "words, “a phrase”, beginn*, author:name, -without"


class ConcordanceLayout(RowMoves, Screen[None]):
    """The line to type in, the lines found, and where the one at hand stands."""

    BINDINGS = bindings(Where.CONCORDANCE)
    AUTO_FOCUS = "#concordance-query"

    def compose(self) -> ComposeResult:
        """From the line to type in to the footer."""
        yield Input(placeholder=_PLACEHOLDER, id="concordance-query")
        yield KeywordsPane(id="keywords")
        yield Static("", id="keyword-place", markup=False)
        yield WholeFooter()

    @property
    def line(self) -> Input:
        """The line to type in."""
        return self.query_one("#concordance-query", Input)

    @property
    def lines(self) -> KeywordsPane:
        """The lines."""
        return self.query_one("#keywords", KeywordsPane)

    @property
    def moved(self) -> KeywordsPane:
        """The rows that the keys move through."""
        return self.lines

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        return Where.KEYWORDS, Where.CONCORDANCE

    def say(self, words: str) -> None:
        """Say something below the lines."""
        if told := self.query("#keyword-place"):
            told.only_one(Static).update(Content(clean_line(words)))

    @property
    def awaits_answer(self) -> bool:
        """Whether what stands in the line is not answered yet."""
        return False

    # Which part has the keys

    def action_next_part(self) -> None:
        """Let the keys go to the lines, or to the line that is typed in."""
        if self.focused is self.line and (self.lines.total or self.awaits_answer):
            self.set_focus(self.lines, scroll_visible=False)
        else:
            self.action_to_line()

    def action_to_line(self) -> None:
        """Go to the line, ready to be typed over."""
        self.set_focus(self.line, scroll_visible=False)
        self.line.select_all()
