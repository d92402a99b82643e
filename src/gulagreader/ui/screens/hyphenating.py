"""The open post and its thread with words parted at the ends of lines, if wanted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gulagreader.ui.screens.page_reading import PageReadingScreen

if TYPE_CHECKING:
    from gulagreader.services.quoting import QuotedReading
    from gulagreader.text.hyphenation import Points
    from gulagreader.ui.palette import Offer

_HYPHENATION = "hyphenation"
"""The setting that remembers whether words are parted."""


class HyphenatingScreen(PageReadingScreen):
    """An open post whose words are whole until the reader wants them parted."""

    @property
    def hyphenates(self) -> bool:
        """Whether words are parted at the ends of lines."""
        return self._services.memory.setting(_HYPHENATION) == "yes"

    def page_offers(self) -> "Iterator[Offer]":
        """What the palette offers for the page beside the commands."""
        from gulagreader.ui.palette import Offer  # noqa: PLC0415 - start-up

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

    def _show(
        self,
        reading: "QuotedReading",
        offset: int,
        comment: str | None,
        *,
        plain: bool = False,
    ) -> None:
        self._part_words(reading.post.lang)
        super()._show(reading, offset, comment, plain=plain)

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
