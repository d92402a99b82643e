"""Selecting with the mouse, over text and over what stands around it.

Textual knows the place in the text only where a character of it is painted. Here
every cell of a pane has one: a margin or a gutter belongs to the line beside it,
and a drag that leaves its pane ends at the pane's edge.
"""

from textual.geometry import Offset
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from gulagreader.ui.views.lines_view import LinesView

_SURELY_TAKEN = 74_994
"""Bytes that every terminal takes which takes the clipboard at all: the sequence may be
100,000 bytes long, four for each three of the text (as hterm and tmux have it)."""


def copied_words(text: str) -> str:
    """Say what was copied, and where a terminal may not take that much."""
    said = f"Copied {len(text):,} characters"
    if len(text.encode()) > _SURELY_TAKEN:
        return f"{said}; some terminals take only 75,000 bytes at once"
    return said


class PlacesOnScreen(Screen[ScreenResultType]):
    """A screen that asks its text panes for the place in the text at a cell.

    What they paint does not tell it: a style of its own for each word on the screen
    took as long as the painting.
    """

    def get_widget_and_offset_at(
        self, x: int, y: int
    ) -> tuple[Widget | None, Offset | None]:
        """The pane under the pointer, or the one the drag began in, and the place."""
        state = self._select_state if self._selecting else None
        began = state.start.content_widget if state is not None else None
        if isinstance(began, LinesView):
            return began, began.place_near(x, y)
        widget, place = super().get_widget_and_offset_at(x, y)
        if isinstance(widget, LinesView):
            return widget, widget.place_near(x, y)
        return widget, place


class SelectingScreen(PlacesOnScreen[None]):
    """A screen whose text panes can be selected in, and copied from."""

    def text_select_all(self) -> None:
        """Leave a double click beside the panes alone."""

    def action_copy_selection(self) -> None:
        """Copy what is selected, and say so."""
        text = self.get_selected_text()
        if text:
            self.app.copy_to_clipboard(text)
            self.say_copied(copied_words(text))
        else:
            self.say_copied("Nothing is selected; drag over the text to select it")

    def say_copied(self, words: str) -> None:
        """Say what became of a copy."""
        self.notify(words, markup=False, timeout=2)
