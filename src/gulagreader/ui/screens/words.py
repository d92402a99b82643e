"""Ask for words of the reader's own, on as many lines as they take."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from gulagreader.text.clean import clean
from gulagreader.ui.whole_footer import WholeFooter


class WordsScreen(ModalScreen[str | None]):
    """Lets words be written; None where the reader gives up."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Give up"),
        Binding("ctrl+s", "keep", "Keep", priority=True),
    ]

    def __init__(self, question: str, words: str = "") -> None:
        """Take what is asked and the words to begin with."""
        super().__init__()
        self._question, self._words = question, words

    def compose(self) -> ComposeResult:
        """The question, the words, the keys."""
        with Vertical():
            yield Static(self._question, markup=False)
            yield TextArea(self._words, soft_wrap=True, compact=True)
        yield WholeFooter()

    def on_mount(self) -> None:
        """Go on behind the words."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        """Keep the words."""
        self.dismiss(clean(self.query_one(TextArea).text).strip())
