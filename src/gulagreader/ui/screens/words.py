"""Ask for words of the reader's own, on as many lines as they take."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from gulagreader.text.clean import clean
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.notes.drafting import LOOK_SECONDS, Drafting


class WordsScreen(ModalScreen[str | None]):
    """Lets words be written; None where the reader gives up."""

    BINDINGS = [
        Binding("escape", "give_up", "Close"),
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("ctrl+r", "swap_draft", "Without/with draft", priority=True),
    ]

    def __init__(self, question: str, drafting: Drafting) -> None:
        """Take what is asked, and the words to begin with, or a draft of them.

        Whoever takes the words ends the ``drafting`` when they are kept.
        """
        super().__init__()
        self._question = question
        self._drafting = drafting

    def compose(self) -> ComposeResult:
        """The question, the words, the keys."""
        with Vertical():
            yield Static(self._question, markup=False)
            if self._drafting.said:
                yield Static(self._drafting.said, classes="draft", markup=False)
            yield TextArea(self._drafting.text, soft_wrap=True, compact=True)
        yield WholeFooter()

    def on_mount(self) -> None:
        """Go on behind the words."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()
        self.set_interval(LOOK_SECONDS, self.keep_draft)

    def keep_draft(self) -> None:
        """Keep what is typed, so that an end of the program does not lose it."""
        for area in self.query(TextArea):
            self._drafting.look(area.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go without a draft where there is one."""
        if action == "swap_draft":
            return self._drafting.found is not None
        return super().check_action(action, parameters)

    def action_swap_draft(self) -> None:
        """Go without the draft, or with it again."""
        self.query_one(TextArea).call_later(self._swap_draft)

    def _swap_draft(self) -> None:
        area = self.query_one(TextArea)
        area.text = self._drafting.swapped(area.text)
        area.move_cursor(area.document.end)

    def action_give_up(self) -> None:
        """Close; what is typed stays as a draft."""
        self._drafting.leave(self.query_one(TextArea).text)
        self.dismiss(None)

    def action_keep(self) -> None:
        """Keep the words, those that are still on their way into the text as well."""
        self.query_one(TextArea).call_later(self._keep)

    def _keep(self) -> None:
        self.keep_draft()
        self.dismiss(clean(self.query_one(TextArea).text).strip())
