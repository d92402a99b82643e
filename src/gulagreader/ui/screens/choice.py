"""Choose one of a few things, at the foot of the screen."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.views.rows_view import RowsView


class ChoiceScreen(ModalScreen[int | None]):
    """Gives the number of what was chosen, from 0; None where nothing was."""

    # Not DEFAULT_CSS, over which the ground of all screens and the border of what has
    # the keys would win.
    CSS = """
    ChoiceScreen { align: left bottom; background: transparent; }
    ChoiceScreen > Vertical { width: 40; max-width: 100%; height: auto; }
    ChoiceScreen RowsView, ChoiceScreen RowsView:focus {
        border: round $primary; background: $background;
    }
    """
    BINDINGS = [
        Binding("escape,q,й", "dismiss(None)", "Close", key_display="Esc"),
        Binding("enter,space", "take", "Take", key_display="Enter"),
        Binding("j,down,о", "move(1)", "Down", show=False),
        Binding("k,up,л", "move(-1)", "Up", show=False),
        *(
            Binding(str(number), f"take({number - 1})", "", show=False)
            for number in range(1, 10)
        ),
    ]

    def __init__(self, question: str, choices: Sequence[str], first: int = 0) -> None:
        """Take the question, at most nine choices and the one to begin with."""
        super().__init__()
        self._question, self._choices, self._first = question, choices, first

    def compose(self) -> ComposeResult:
        """The choices, numbered, and the keys."""
        with Vertical():
            yield _Choices()
        yield WholeFooter()

    def on_mount(self) -> None:
        """Show them as high as they are."""
        view = self.query_one(_Choices)
        view.border_title = Content(self._question)
        view.styles.height = len(self._choices) + 2
        view.show_rows([f"{n} {name}" for n, name in enumerate(self._choices, 1)])
        view.put_cursor(min(self._first, len(self._choices) - 1))
        view.focus()

    def action_move(self, step: int) -> None:
        """Go to the next choice."""
        self.query_one(_Choices).move(step)

    def action_take(self, number: int | None = None) -> None:
        """Take the choice under the cursor, or one by its number."""
        number = self.query_one(_Choices).cursor if number is None else number
        if number < len(self._choices):
            self.dismiss(number)


class _Choices(RowsView[str]):
    def height_of(self, row: str) -> int:
        return 1

    def is_choice(self, row: str) -> bool:
        return True

    def segments_in(self, row: str, part: int, looks: tuple[str, ...]) -> list[Segment]:
        return [
            Segment(f" {shortened(row, self.text_width - 1)}", self.style_of(looks))
        ]

    def clicked(self, row: str, *, again: bool) -> None:
        assert isinstance(self.screen, ChoiceScreen)
        self.screen.action_take(self.cursor)
