"""Ask for a name, in a small line at the foot of the screen."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.views.typed_line import TypedLine


class NameScreen(ModalScreen[str | None]):
    """Asks for a name; None where the reader does not give one after all."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Close")]

    def __init__(
        self, prompt: str, proposed: str = "", *, may_be_empty: bool = False
    ) -> None:
        """Take the question and a name to begin with.

        Where it ``may_be_empty``, Enter on an empty line is an answer, too.
        """
        super().__init__()
        self._prompt, self._proposed = prompt, proposed
        self._may_be_empty = may_be_empty

    def compose(self) -> ComposeResult:
        """The prompt and the line, the keys."""
        with Horizontal():
            yield Static(self._prompt, classes="prompt", markup=False)
            yield TypedLine(self._proposed, compact=True, max_length=80)
        yield WholeFooter()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        name = " ".join(clean_line(event.value).split())
        if name or self._may_be_empty:
            self.dismiss(name)
