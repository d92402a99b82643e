"""How the open post and its thread are laid out: measure, numbers, words parted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gulagreader.ui.screens.open_post import Opening
from gulagreader.ui.screens.post_beside_thread import PostBesideThreadScreen
from gulagreader.ui.views.page_view import MEASURE

if TYPE_CHECKING:
    from gulagreader.text.hyphenation import Points
    from gulagreader.ui.keys.palette import Offer

_NARROWEST, _WIDEST = 40, 120
_MEASURE, _NUMBERS, _HYPHENATION = "measure", "paragraph-numbers", "hyphenation"
"""The settings that remember how a reader wants the page."""


class PageReadingScreen(PostBesideThreadScreen):
    """The open post as a page that is laid out as the reader wants it."""

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

    # Words parted

    @property
    def hyphenates(self) -> bool:
        """Whether words are parted at the ends of lines."""
        return self._services.memory.setting(_HYPHENATION) == "yes"

    def page_offers(self) -> "Iterator[Offer]":
        """What the palette offers for the page beside the commands."""
        from gulagreader.ui.keys.palette import Offer  # noqa: PLC0415 - start-up

        title = "Keep words whole" if self.hyphenates else "Hyphenate words"
        yield Offer(f"{title} at the ends of lines", "Page", self.action_hyphenate)

    def action_hyphenate(self) -> None:
        """Part words at the ends of lines, or keep them whole, and remember it."""
        from gulagreader.text.hyphenation import (  # noqa: PLC0415 - start-up
            HOW_TO_INSTALL,
            can_hyphenate,
        )

        wanted = not self.hyphenates
        if wanted and not can_hyphenate():
            self.status.say(f"Words stay whole: {HOW_TO_INSTALL}", problem=True)
            return
        self._services.memory.keep_setting(_HYPHENATION, "yes" if wanted else "no")
        reading = self._reading
        self._part_words(reading.post.lang if reading is not None else None)
        self.status.say(
            "Words are parted at the ends of lines; the palette keeps them whole again"
            if wanted
            else "Words are whole at the ends of lines"
        )

    def _show(self, opening: Opening) -> None:
        self._part_words(opening.reading.post.lang)
        super()._show(opening)

    def _part_words(self, lang: str | None) -> None:
        points = self._points_of(lang or self._services.info.lang)
        self.post_pane.part_words(points)
        self.thread_pane.part_words(points)

    def _points_of(self, lang: str) -> "Points | None":
        if not self.hyphenates:
            return None
        from gulagreader.text.hyphenation import (  # noqa: PLC0415 - start-up
            can_hyphenate,
            hyphenation_of,
        )

        return hyphenation_of(lang) if can_hyphenate() else None


def _measure_in(setting: str | None) -> int:
    """The measure that was kept, or the usual one."""
    if setting is None or not setting.isdecimal():
        return MEASURE
    return max(_NARROWEST, min(_WIDEST, int(setting)))
