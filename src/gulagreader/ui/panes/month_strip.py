"""A line above the list of posts: how much was written in which month."""

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from gulagreader.domain.activity import Stretch, month_name, stretches_of
from gulagreader.ui.year_buckets import BARS, bar

_SHORT = 3
_LABEL = 9
"""Cells of ``Mar 2014``, with a blank before it."""


class MonthStrip(Widget):
    """Shows posts and comments by month, the month under the cursor marked."""

    class Chosen(Message):
        """The reader clicked on a bar."""

        def __init__(self, months: Stretch) -> None:
            super().__init__()
            self.months = months

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._months: Mapping[int, int] = {}
        self._here: int | None = None
        self._plain: bool | None = None

    def expect_months(self, *, expected: bool) -> None:
        """Take the line that months will stand on, or none."""
        self.set_class(not expected, "-empty")

    def show_months(self, months: Mapping[int, int], *, narrowed: bool = False) -> None:
        """Show other months; no line at all where nothing is dated.

        Over a ``narrowed`` list without months the line stays as it is: the rows below
        would go up and down while a filter is typed.
        """
        self._months = months
        if months or not narrowed:
            self.set_class(not months, "-empty")
        self.refresh()

    def mark_month(self, month: int | None) -> None:
        """Mark the month of the post under the cursor."""
        if month != self._here:
            self._here = month
            self.refresh()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The bars as they are shown."""
        return stretches_of(self._months, self.size.width - _LABEL - 1)

    def on_click(self, event: events.Click) -> None:
        """Tell which months were clicked on; the first bar stands behind a blank."""
        stretches = self.stretches
        if 1 <= event.x <= len(stretches):
            self.post_message(self.Chosen(stretches[event.x - 1]))

    @property
    def _is_plain(self) -> bool:
        """Whether the terminal has no signs for bars: then digits stand for them."""
        if self._plain is None:
            names = {type(one).__name__ for one in self.app.get_line_filters()}
            self._plain = "PlainSigns" in names
        return self._plain

    def render(self) -> Content:
        """A bar for each month, or for some in a row, and which one is marked."""
        stretches = self.stretches
        if not stretches:
            return Content("")
        most = max(one.count for one in stretches)
        parts = [Content(" ")]
        for one in stretches:
            marked = self._here is not None and one.first <= self._here <= one.last
            sign = self._sign(one.count, most)
            parts.append(Content.styled(sign, "reverse" if marked else ""))
        parts.append(Content(self._label(stretches)))
        return Content.assemble(*parts)

    def _sign(self, count: int, most: int) -> str:
        sign = bar(count, most)
        if not self._is_plain:
            return sign
        return str(BARS.index(sign)) if count else "."

    def _label(self, stretches: tuple[Stretch, ...]) -> str:
        if self._here is None:
            return f" {stretches[-1].last // 12}"
        name, year = month_name(self._here).split(" ")
        return f" {name[:_SHORT]} {year}"
