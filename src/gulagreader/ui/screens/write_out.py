"""Ask where a dossier is written, as what, and in which style."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from gulagreader.domain.citing import ReferenceStyle
from gulagreader.services.dossier_writing import FORMATS, STYLES, WritingOrder
from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.screens.path import PathSuggester
from gulagreader.ui.views.typed_line import TypedLine

_Choice = TypeVar("_Choice")
_ENDINGS = {"markdown": ".md", "html": ".html", "pandoc": ".md"}
_SAID = {
    "markdown": "Markdown with footnotes",
    "html": "a page, to read and to print",
    "pandoc": "for Pandoc, which makes a Word file of it",
}
_STYLES = {
    ReferenceStyle.CHICAGO: "Chicago",
    ReferenceStyle.MLA: "MLA",
    ReferenceStyle.APA: "APA",
}


class WriteOutScreen(ModalScreen[WritingOrder | None]):
    """Asks for a file; what is there is replaced only at the second Enter."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("ctrl+f", "step_format", "Format", priority=True),
        Binding("ctrl+y", "step_style", "Style", priority=True),
    ]

    def __init__(self, proposed: Path, check: Callable[[WritingOrder], str]) -> None:
        """Take a file to begin with, and what says why an order cannot be written."""
        super().__init__()
        self._proposed, self._check = proposed, check
        self._format, self._style = FORMATS[0], STYLES[0]
        self._refused: WritingOrder | None = None

    def compose(self) -> ComposeResult:
        """The question, the path, the choices, and what is wrong."""
        with Vertical():
            yield Static("Write the dossier to which file?", markup=False)
            yield TypedLine(
                str(self._proposed),
                placeholder="a path; → completes it",
                suggester=PathSuggester(),
            )
            yield Static("", classes="problem", markup=False)
            yield Static("", classes="choices", markup=False)
        yield WholeFooter()

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._show()

    def _show(self) -> None:
        words = (
            f"Ctrl+f  {self._format}: {_SAID[self._format]}\n"
            f"Ctrl+y  notes and list after {_STYLES[self._style]}"
        )
        self.query_one(".choices", Static).update(Content(words))

    def action_step_format(self) -> None:
        """Take the next format, and its ending where the path has one of them."""
        self._format = _next(FORMATS, self._format)
        line = self.query_one(Input)
        path = Path(line.value)
        if path.suffix in _ENDINGS.values():
            line.value = str(path.with_suffix(_ENDINGS[self._format]))
            line.cursor_position = len(line.value)
        self._show()

    def action_step_style(self) -> None:
        """Take the next style."""
        self._style = _next(STYLES, self._style)
        self._show()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = event.value.strip()
        if not typed:
            return
        order = WritingOrder(Path(typed), self._format, self._style)
        problem = self._check(order)
        if problem and order == self._refused:
            order = WritingOrder(order.target, order.format, order.style, force=True)
            problem = self._check(order)
        if not problem:
            self.dismiss(order)
            return
        self._refused = order
        forced = WritingOrder(order.target, order.format, order.style, force=True)
        if not order.force and not self._check(forced):
            problem = "There is such a file. Enter again replaces it."
        self.query_one(".problem", Static).update(Content(clean_line(problem)))


def _next(choices: tuple[_Choice, ...], one: _Choice) -> _Choice:
    return choices[(choices.index(one) + 1) % len(choices)]
