"""Ask for a path: what to import, or which library to open."""

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from gulagreader.text.clean import clean, clean_line
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.views.typed_line import TypedLine

_EMPTY = "Type a path, or press Esc to leave all as it is"


class PathScreen(ModalScreen[Path | None]):
    """Asks for a path and checks it before it is taken."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("ctrl+l", "do_other", "Look first", priority=True),
    ]

    def __init__(
        self,
        question: str,
        check: Callable[[Path], str | None],
        other: str = "",
        do_other: Callable[[Path], None] | None = None,
    ) -> None:
        """Take the question and a check that gives what is wrong with a path.

        ``other`` is what Ctrl+l does in place of Enter, and ``do_other`` does it.
        """
        super().__init__()
        self._question, self._check = question, check
        self._other, self._do_other = other, do_other

    def compose(self) -> ComposeResult:
        """The question, the input, and what is wrong with it."""
        with Vertical():
            yield Static(self._question, markup=False)
            yield TypedLine(
                placeholder="a path; → completes it", suggester=PathSuggester()
            )
            yield Static("", classes="problem", markup=False)
            if self._do_other is not None:
                yield Static(f"Ctrl+l {self._other}", classes="other", markup=False)
        yield WholeFooter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always another thing to do."""
        if action == "do_other" and self._do_other is None:
            return False
        return super().check_action(action, parameters)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = self._path(event.value)
        if path is not None:
            self.dismiss(path)

    def action_do_other(self) -> None:
        """Do the other thing with the path."""
        if self._do_other is None:
            return
        path = self._path(self.query_one(Input).value)
        if path is not None:
            self.dismiss(None)
            self._do_other(path)

    def _path(self, typed: str) -> Path | None:
        """The path that was typed; None, with the reason shown, where it is wrong."""
        if not typed.strip():
            self.query_one(".problem", Static).update(_EMPTY)
            return None
        path = Path(typed.strip())
        try:
            path = path.expanduser()
            problem = self._check(path)
        except (OSError, RuntimeError, ValueError) as error:
            problem = str(error)
        if problem is None:
            return path
        self.query_one(".problem", Static).update(Content(clean_line(problem)))
        return None


class PathSuggester(Suggester):
    """Completes a path from the files that there are."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The path that what is typed begins; None where there is none."""
        ends = value.endswith("/")
        try:
            typed = Path(value).expanduser()
            folder, beginning = (typed, "") if ends else (typed.parent, typed.name)
            names = [
                path.name
                for path in folder.iterdir()
                if path.name.startswith(beginning)
                and (beginning or not path.name.startswith("."))
            ]
        except (OSError, RuntimeError, ValueError):
            return None
        # A name that is not fit for the screen is not suggested either.
        name = min((name for name in names if clean(name) == name), default=None)
        return None if name is None else value[: len(value) - len(beginning)] + name
