"""How the page of the open post is laid out: its measure, and numbers beside it."""

from gulagreader.ui.page_view import MEASURE
from gulagreader.ui.screens.post_beside_thread import PostBesideThreadScreen

_NARROWEST, _WIDEST = 40, 120
_MEASURE, _NUMBERS = "measure", "paragraph-numbers"
"""The settings that remember how a reader wants the page."""


class PageReadingScreen(PostBesideThreadScreen):
    """The open post as a page to be read."""

    def on_mount(self) -> None:
        """Lay the page out as the reader wants it."""
        memory = self._services.memory
        measure = _measure_in(memory.setting(_MEASURE))
        self.post_pane.set_measure(measure)
        self.thread_pane.set_measure(measure)
        self.post_pane.show_numbers(memory.setting(_NUMBERS) == "yes")

    def action_change_measure(self, cells: int) -> None:
        """Make the lines of the post and thread longer or shorter, and remember it."""
        before = self.post_pane.measure
        measure = max(_NARROWEST, min(_WIDEST, before + cells))
        self.post_pane.set_measure(measure)
        self.thread_pane.set_measure(measure)
        self._services.memory.keep_setting(_MEASURE, str(measure))
        if measure == before:
            end = "shortest" if cells < 0 else "longest"
            self.status.say(f"Lines of {measure} cells are the {end} there are")
        elif (shown := self._lines_shown()) < measure:
            self.status.say(
                f"Lines of {measure} cells; the window has room for {shown}"
            )
        else:
            self.status.say(
                f"Lines of {measure} cells; {{text.change-measure--4}} and"
                f" {{text.change-measure-4}} change them"
            )

    def _lines_shown(self) -> int:
        """How long a line can be in the pane that is read."""
        if self.focused is self.thread_pane:
            return self.thread_pane.text_width
        return self.post_pane.page.width

    def action_number_paragraphs(self) -> None:
        """Show the numbers of the paragraphs, or hide them, and remember it."""
        shown = not self.post_pane.shows_numbers
        self.post_pane.show_numbers(shown)
        self._services.memory.keep_setting(_NUMBERS, "yes" if shown else "no")
        self.status.say(
            "Paragraphs are numbered; {text.number-paragraphs} hides the numbers"
            if shown
            else "Paragraphs are not numbered; {text.number-paragraphs} shows the"
            " numbers"
        )


def _measure_in(setting: str | None) -> int:
    """The measure that was kept, or the usual one."""
    if setting is None or not setting.isdecimal():
        return MEASURE
    return max(_NARROWEST, min(_WIDEST, int(setting)))
