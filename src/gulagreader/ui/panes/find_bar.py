"""The line to type in at the foot of the reader: find, or filter the list."""

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.ui.views.typed_line import TypedLine


class FindBar(Horizontal):
    """A prompt, what is typed, and how many there are."""

    BINDINGS = [
        # Written as all other keys of the footer are.
        Binding("escape", "give_up", "Close", key_display="Esc"),
        Binding("down,ctrl+n", "next(1)", "Next match", key_display="↓"),
        Binding("up", "next(-1)", "Previous match", show=False),
    ]

    @dataclass
    class Typed(Message):
        """The reader typed."""

        bar: str
        """The id of the bar."""
        text: str

    @dataclass
    class Entered(Message):
        """The reader is done typing."""

        bar: str
        text: str

    @dataclass
    class GivenUp(Message):
        """The reader does not want to type after all."""

        bar: str

    @dataclass
    class NextWanted(Message):
        """The reader wants the next match while typing."""

        bar: str
        step: int

    def __init__(self, prompt: str, *, id: str) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._prompt = prompt
        self._typed: Input | None = None
        self._recalled = ""
        self._count = Static("", classes="count", markup=False)
        self.display = False

    def furnish(self) -> None:
        """Make what stands in the bar: at the latest when it is opened."""
        if self._typed is None:
            self._typed = TypedLine(self._recalled, compact=True)
            prompt = Static(self._prompt, classes="prompt", markup=False)
            self.mount(prompt, self._typed, self._count)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The list has no match to go to while it is filtered."""
        if action == "next" and self.id == "filter":
            return False
        return super().check_action(action, parameters)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._typed.value if self._typed is not None else ""

    def recall(self, typed: str) -> None:
        """Take what was typed the last time, for when the bar is opened first."""
        self._recalled = typed

    def open(self) -> None:
        """Show the bar with what was typed last, ready to be typed over."""
        self.furnish()
        typed = self._typed
        assert typed is not None
        self.display = True
        # At once, so that the keys typed next go here.
        self.screen.set_focus(typed)
        typed.select_all()
        if typed.value:
            self.post_message(self.Typed(self.id or "", typed.value))

    def close(self) -> None:
        """Hide the bar; what was typed stays."""
        self.display = False

    def say(self, words: str) -> None:
        """Show how many there are."""
        self._count.update(Content(words))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Typed(self.id or "", event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self.id or "", event.value))

    def action_give_up(self) -> None:
        """Close the bar."""
        self.post_message(self.GivenUp(self.id or ""))

    def action_next(self, step: int) -> None:
        """Go to the next match and go on typing."""
        self.post_message(self.NextWanted(self.id or "", step))
