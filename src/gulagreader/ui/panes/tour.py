"""The line in which the tour speaks."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from gulagreader.ui.keys.command import Command
from gulagreader.ui.tour import Tour


class TourLine(Static):
    """Says what to try next, above the status line."""

    def __init__(self, commands: Sequence[Command], *, plain: bool = False) -> None:
        self._commands, self._plain = commands, plain
        self._tour = Tour()
        super().__init__(self._said(), id="tour", markup=False)

    def _said(self) -> Content:
        return Content(self._tour.words(self._commands, plain=self._plain))

    def did(self, action: str, *, in_thread: bool) -> None:
        """Go on where the reader did what was to be tried."""
        before = self._tour
        self._tour = before.done(action, in_thread=in_thread)
        if before != self._tour:
            self.update(self._said())
