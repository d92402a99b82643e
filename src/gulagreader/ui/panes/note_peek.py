"""A note that is too long for the status line, shown whole above it."""

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from gulagreader.text.wrap import wrap

_MOST_LINES = 8
_SECONDS = 30.0
_AROUND = 6
"""Cells beside the words: the margin, the frame and a space."""


class NotePeek(Static):
    """Shows the words of a note in a frame until the reader moves on."""

    DEFAULT_CSS = """
    NotePeek {
        layer: over; dock: bottom; height: auto; margin: 0 1 2 1; padding: 0 1;
        border: round $primary; background: $background; display: none;
    }
    """

    def __init__(self) -> None:
        super().__init__("", id="note-peek", markup=False)
        self._until: Timer | None = None

    def show_note(self, words: str, width: int) -> None:
        """Show one line of words, wrapped for a screen of ``width`` cells."""
        found = wrap(words, max(10, width - _AROUND))
        lines = [words[start:end] for start, end in found]
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]} …"]
        self.update(Content("\n".join(lines)))
        self.display = True
        if self._until is not None:
            self._until.stop()
        self._until = self.set_timer(_SECONDS, self.hide)

    def hide(self) -> None:
        """Show nothing any more."""
        self.display = False
