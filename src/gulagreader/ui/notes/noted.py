"""Where notes stand in the display: their colours, and a sign where there are words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from rich.segment import Segment

from gulagreader.domain.comments import Thread
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.note_colours import COLOURS
from gulagreader.text.blocks import Block, Stretch, stretches
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import Page
from gulagreader.text.thread_page import Part
from gulagreader.ui.looks.layers import BlockOverlays, Layer, RowOverlays
from gulagreader.ui.looks.paint import NOTED_LOOKS, Overlay
from gulagreader.ui.panes.thread_folds import FoldingThread
from gulagreader.ui.views.lines_view import LinesView
from gulagreader.ui.views.uptake_margin import UptakeMargin

if TYPE_CHECKING:
    # Placing notes is no part of the first picture.
    from gulagreader.domain.notes import PlacedNote
    from gulagreader.services.note_places import PostNotes

NOTE_SIGN = "✎"
_LAID_OVER = "text--laid-over"
_HEAD = -1
"""In place of a block: the sign stands on the first line, beside title or author."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A place in a text beside which a sign stands, and in which look."""

    block: int
    offset: int
    look: str


@dataclass(frozen=True, slots=True)
class NotedText:
    """What of one text is noted."""

    overlays: BlockOverlays = field(default_factory=dict)
    signs: tuple[Sign, ...] = ()


def noted_text(blocks: Sequence[Block], notes: "Iterable[PlacedNote]") -> NotedText:
    """Lay the notes on a text over its blocks; the reader's own over the others'."""
    overlays: dict[int, list[Overlay]] = {}
    signs: list[Sign] = []
    for one in sorted(notes, key=lambda one: one.layer is None):
        look = NOTED_LOOKS.get(one.colour, NOTED_LOOKS[COLOURS[0]])
        parts: tuple[Stretch, ...] = ()
        if one.span is not None:
            parts = stretches(blocks, *one.span)
        for part in parts:
            over = overlays.setdefault(part.block, [])
            over.append((part.start, part.end, look))
            if one.layer is not None:
                over.append((part.start, part.end, _LAID_OVER))
        if one.note.text or one.note.tags or not parts:
            last = parts[-1] if parts else Stretch(_HEAD, 0, 0)
            signs.append(Sign(last.block, last.end, look))
    return NotedText(overlays, tuple(signs))


class NotedPost(UptakeMargin):
    """A post with the highlights and notes on it."""

    _signs: tuple[Sign, ...] = ()
    _sign_lines: tuple[Page | None, Mapping[int, str]] = (None, {})

    def show_blocks(self, blocks: Sequence[Block], line: int = 0) -> None:
        """Show other blocks; what was noted on those before is forgotten."""
        # Their numbers mean nothing here, and there may be fewer blocks now.
        self._signs, self._sign_lines = (), (None, {})
        super().show_blocks(blocks, line)

    def show_noted(self, noted: NotedText) -> None:
        """Show what is noted in place of what was."""
        if noted.signs != self._signs:
            self._signs, self._sign_lines = noted.signs, (None, {})
            self.repaint()
        self.lay(Layer.NOTED, noted.overlays)

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a line, and the sign of a note that ends on it."""
        painted = super().segments_of(y)
        if not self._signs:
            return painted
        if self._sign_lines[0] is not self.page:
            page = self.page
            lines = {
                0 if one.block == _HEAD else page.line_of(one.block, one.offset): (
                    one.look
                )
                for one in self._signs
            }
            self._sign_lines = page, lines
        look = self._sign_lines[1].get(y)
        column = min(self.margin + self.page.width + 1, self.text_width - 1)
        return _with_sign(self, painted, look, column)


class NotedThread(FoldingThread):
    """A thread with the highlights and notes on its comments."""

    _noted: Callable[[int], NotedText] | None = None
    _noted_in: Thread | None = None
    """The thread whose rows ``_noted`` knows."""

    def show_noted(self, noted: Callable[[int], NotedText] | None) -> None:
        """Show what is noted in the comment of a row, in place of what was."""
        self._noted, self._noted_in = noted, self._thread
        overlays: RowOverlays | None = None
        if noted is not None:

            def overlays(row: int) -> BlockOverlays:
                return noted(row).overlays

        self.lay(Layer.NOTED, overlays)

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a line, and the sign of a note that ends on it."""
        painted = super().segments_of(y)
        if self._noted is None or self._noted_in is not self._thread:
            return painted  # rows and blocks are others until the notes are placed anew
        if not self._thread.rows or y >= self._page.height:
            return painted
        place = self._page.at(y)
        if place.part is Part.BLANK:
            return painted
        signs = self._noted(place.row).signs
        look = None
        for one in signs:
            if place.part is Part.HEAD:
                if one.block == _HEAD or self._page.is_folded(place.row):
                    look = one.look
            elif one.block != _HEAD and place.number == self._page.page(
                place.row
            ).line_of(one.block, one.offset):
                look = one.look
        return _with_sign(self, painted, look, self.text_width - 1)


def noted_in_comments(
    notes: "PostNotes", thread: Thread, blocks_of: Callable[[int], Sequence[Block]]
) -> Callable[[int], NotedText] | None:
    """What is noted in the comment of a row, found when it is first painted."""
    by_row: dict[int, list[PlacedNote]] = {}
    for one in notes.placed:
        row = thread.index.get(one.comment) if one.comment is not None else None
        if row is not None:
            by_row.setdefault(row, []).append(one)
    if not by_row:
        return None
    known: dict[int, NotedText] = {}
    nothing = NotedText()

    def noted(row: int) -> NotedText:
        if row not in by_row:
            return nothing
        if row not in known:
            known[row] = noted_text(blocks_of(row), by_row[row])
        return known[row]

    return noted


def _with_sign(
    view: LinesView,
    painted: Sequence[Segment],
    look: str | None,
    column: int,
) -> Sequence[Segment]:
    if look is None:
        return painted
    taken = sum(cell_len(segment.text) for segment in painted)
    if taken > column:
        return painted
    y_look = view.style_of(())
    room = Segment(" " * (column - taken), y_look)
    return [*painted, room, Segment(NOTE_SIGN, view.style_of((look,)))]
