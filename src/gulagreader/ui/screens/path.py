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


class PathScreen(ModalScreen[Path | None]):
    """Asks for a path and checks it before it is taken."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Close")]

    def __init__(self, question: str, check: Callable[[Path], str | None]) -> None:
        """Take the question and a check that gives what is wrong with a path."""
        super().__init__()
        self._question, self._check = question, check

    def compose(self) -> ComposeResult:
        """The question, the input, and what is wrong with it."""
        with Vertical():
            yield Static(self._question, markup=False)
            yield Input(
                placeholder="a path; → completes it", suggester=_PathSuggester()
            )
            yield Static("", classes="problem", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            return
        path = Path(event.value.strip())
        try:
            path = path.expanduser()
            problem = self._check(path)
        except (OSError, RuntimeError, ValueError) as error:
            problem = str(error)
        if problem is None:
            self.dismiss(path)
        else:
            self.query_one(".problem", Static).update(Content(clean_line(problem)))


class _PathSuggester(Suggester):
    """Completes a path from the files that there are."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
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
