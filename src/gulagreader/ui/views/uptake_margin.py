"""The margin of a post: how many took a passage up, beside its first line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment

from gulagreader.text.blocks import Stretch, stretches
from gulagreader.text.lines import Page
from gulagreader.ui.looks.layers import Layer
from gulagreader.ui.looks.paint import Overlay
from gulagreader.ui.views.page_view import PageView

if TYPE_CHECKING:
    # A post is on the screen before anything is known of its passages.
    from gulagreader.services.uptake.open_links import TakenUp

TAKEN_UP_SIGN = "↩"
_MOST = 99
_RAISED = str.maketrans("0123456789+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺")
TAKEN_UP, PASSAGE = "text--taken-up", "text--passage"


class UptakeMargin(PageView):
    """A page with the passages that others took up marked and counted."""

    _taken: "tuple[TakenUp, ...]" = ()
    _at_hand: tuple[int, int] | None = None
    _counts: tuple[Page | None, dict[int, int]] = (None, {})
    """Of a layout, how many took up a passage that begins on a line."""

    def show_taken_up(
        self, passages: "Sequence[TakenUp]", at_hand: tuple[int, int] | None = None
    ) -> None:
        """Mark passages of the source, and more strongly the one ``at_hand``."""
        if tuple(passages) != self._taken:
            self._taken, self._counts = tuple(passages), (None, {})
            self.repaint()
        self._at_hand = at_hand
        found: dict[int, list[Overlay]] = {}
        looks = [(one.start, one.end, TAKEN_UP) for one in passages]
        if at_hand is not None:
            looks.append((*at_hand, PASSAGE))
        for start, end, look in looks:
            for part in self.stretches_of(start, end):
                overlay = (part.start, part.end, look)
                found.setdefault(part.block, []).append(overlay)
        self.lay(Layer.TAKEN_UP, found)

    def stretches_of(self, start: int, end: int) -> tuple[Stretch, ...]:
        """Where a place of the source stands in the blocks."""
        return stretches(self.blocks, start, end)

    def lines_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last line of a place of the source."""
        parts = self.stretches_of(start, end)
        if not parts:
            return None
        first, last = parts[0], parts[-1]
        return (
            self.page.line_of(first.block, first.start),
            self.page.line_of(last.block, max(last.start, last.end - 1)),
        )

    def is_in_view(self, start: int, end: int) -> bool:
        """Whether a line of a place of the source is on the screen."""
        lines = self.lines_of(start, end)
        if lines is None:
            return False
        return lines[0] < self.top + self.text_height and lines[1] >= self.top

    def margin_segments(self, y: int) -> Sequence[Segment]:
        """Paint the count of a passage that begins on the line."""
        if self._counts[0] is not self.page:
            counts: dict[int, int] = {}
            for one in self._taken:
                lines = self.lines_of(one.start, one.end)
                if lines is not None:
                    counts[lines[0]] = counts.get(lines[0], 0) + one.count
            self._counts = self.page, counts
        count = self._counts[1].get(y)
        if not count:
            return super().margin_segments(y)
        sign = margin_sign(count, self.margin)
        return [Segment(sign, self.style_of(("text--footnote",)))]


def margin_sign(count: int, cells: int) -> str:
    """A count in a margin of some cells, with a sign where there is room.

    >>> margin_sign(3, 4), margin_sign(12, 2), margin_sign(12, 1)
    (' 3↩ ', '¹²', '⁺')
    """
    digits = str(count) if count <= _MOST else f"{_MOST}+"
    for shown in (f"{digits}{TAKEN_UP_SIGN} ", f"{digits}{TAKEN_UP_SIGN}"):
        if len(shown) <= cells:
            return shown.rjust(cells)
    # So close to the text a digit on the line would be read as part of it.
    raised = digits.translate(_RAISED)
    return (raised if len(raised) <= cells else "⁺").rjust(cells)
