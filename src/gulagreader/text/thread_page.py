"""A comment thread laid out lazily: exact where it is seen, estimated elsewhere.

Each comment shown is one line for its head, its text, and a blank line; a folded
one is its head only, and heads that are folded one after another stand together.
Texts are parsed and wrapped when they come into view or in slices in between;
until then their heights are estimated. Estimates give way to exact heights only
in :meth:`ThreadPage.settle`, which keeps what the reader looks at in its place.
"""

from bisect import bisect_right
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from gulagreader.domain.arranging import TimeOrder, arranged
from gulagreader.domain.comments import Thread
from gulagreader.domain.folding import NOTHING_FOLDED, Folded
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.narrowing import Narrowing
from gulagreader.text.blocks import Block
from gulagreader.text.comment_pages import CommentPages
from gulagreader.text.lines import Line, Page

if TYPE_CHECKING:
    from gulagreader.text.hyphenation import Points


class Part(StrEnum):
    """What of a comment a line shows."""

    HEAD = "head"
    TEXT = "text"
    BLANK = "blank"


HEAD, TEXT, BLANK = Part.HEAD, Part.TEXT, Part.BLANK


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One line of a thread."""

    row: int
    """Number of the comment in ``thread.rows``."""
    part: Part
    line: Line | None = None
    """Of a line of text, the line of the comment's page."""
    number: int = 0
    """Of a line of text, its number on the comment's page."""


_NOWHERE = ThreadLine(-1, BLANK)


class ThreadPage:
    """A thread at one width and folding.

    Heights, places and lines are those of the last :meth:`settle` (or of the
    estimates before it), so that nothing moves between two calls of it.
    """

    shown: tuple[int, ...]
    """The rows that are shown, in the order in which they are."""
    height: int
    """Lines in all."""
    moves: int
    """How many times lines may have moved; what was painted holds till then."""

    def __init__(
        self,
        thread: Thread,
        width: int,
        folded: Folded = NOTHING_FOLDED,
        *,
        gutter: int = 2,
        least_text: int = 30,
        ascii_only: bool = False,
        order: TimeOrder | None = None,
        narrowing: Narrowing | None = None,
        points: "Points | None" = None,
    ) -> None:
        blocks: list[tuple[Block, ...] | None] = [None] * len(thread.rows)
        layout = CommentPages(
            thread,
            width,
            gutter,
            least_text,
            blocks,
            ascii_only=ascii_only,
            flat=order is not None,
            points=points,
        )
        self._set(layout, folded, order, narrowing)

    def _set(
        self,
        layout: CommentPages,
        folded: Folded,
        order: TimeOrder | None,
        narrowing: Narrowing | None,
    ) -> None:
        self._layout = layout
        self.thread = layout.thread
        self.width = layout.width
        self.points = layout.points
        self.folded, self.order, self.narrowing = folded, order, narrowing
        self.arrangement = arranged(layout.thread, folded, order, narrowing)
        self.shown = self.arrangement.shown
        self._is_closed = self.arrangement.closed
        self._next = 0
        self.moves = 0
        self._recount()

    def _recount(self) -> None:
        self._counted = self._layout.laid_out
        self.moves += 1
        self._asked = -1, _NOWHERE
        heights = self._layout.heights
        closed = self._is_closed
        # What stands above a comment belongs to it, with no blank line between.
        alone = 2 if self.narrowing is None else 1
        if len(self.shown) < len(heights) or True in closed:
            own = (
                (1 if closed[place + 1] else alone)
                if closed[place]
                else heights[row] + 2
                for place, row in enumerate(self.shown)
            )
            self._starts = [0, *accumulate(own)]
        elif self.order is not None:
            own = (heights[row] + 2 for row in self.shown)
            self._starts = [0, *accumulate(own)]
        else:
            self._starts = [0, *accumulate(height + 2 for height in heights)]
        self.height = self._starts[-1]

    @property
    def least_text(self) -> int:
        """The cells that the text of a comment has at the least."""
        return self._layout.least_text

    def indent(self, depth: int) -> int:
        """The cells left of a comment at ``depth``, head and text alike.

        Grows by the gutter with each level and stays the same below the level at
        which the text would get narrower than a reader can bear.
        """
        return self._layout.indent(depth)

    def text_width(self, row: int) -> int:
        """The cells that the text of a row has."""
        return self._layout.text_width(self.depth(row))

    def depth(self, row: int) -> int:
        """The level at which a row is shown: 0 in an order of time."""
        return self._layout.depth(row)

    def is_folded(self, row: int) -> bool:
        """Whether one line is shown of the row itself, wherever that is."""
        if self.narrowing is not None:
            return row in self.narrowing.closed
        return self.thread.rows[row].comment.id in self.folded

    def place_of(self, row: int) -> int:
        """The place in ``shown`` of a row, or of what is shown for it."""
        return self.arrangement.place_of(row)

    def _place_at(self, y: int) -> int:
        if not self.shown:
            raise IndexError("an empty thread has no lines")
        y = max(0, min(y, self.height - 1))
        return bisect_right(self._starts, y) - 1

    def row_at(self, y: int) -> int:
        """The row shown at line ``y``, or the nearest to it (the thread not empty)."""
        return self.shown[self._place_at(y)]

    def top_of(self, row: int) -> int:
        """The line of a row's head; of a hidden row, of what hides it."""
        return self._starts[self.place_of(row)]

    def height_of(self, row: int) -> int:
        """How many lines a shown row takes, its blank line included."""
        place = self.place_of(row)
        return self._starts[place + 1] - self._starts[place]

    def at(self, y: int) -> ThreadLine:
        """What stands at line ``y``; blank lines beyond both ends."""
        # Whoever paints a line asks for it three times.
        if y != self._asked[0]:
            self._asked = y, self._found_at(y)
        return self._asked[1]

    def _found_at(self, y: int) -> ThreadLine:
        place = self._place_at(y)
        row = self.shown[place]
        offset = y - self._starts[place]
        if offset == 0:
            return ThreadLine(row, HEAD)
        if offset < 0 or self._is_closed[place] or y >= self.height:
            return ThreadLine(row, BLANK)
        lines = self._layout.page(row).lines
        if offset > len(lines) or y == self._starts[place + 1] - 1:
            return ThreadLine(row, BLANK)
        return ThreadLine(row, TEXT, lines[offset - 1], offset - 1)

    def blocks(self, row: int) -> tuple[Block, ...]:
        """The parsed text of any row."""
        return self._layout.parsed(row)

    def page(self, row: int) -> Page:
        """The laid out text of any row."""
        return self._layout.page(row)

    def settle(self, y: int, height: int) -> int:
        """Make ``height`` lines from ``y`` exact; give where line ``y`` is then.

        What has been laid out since the last call takes its exact height now. At
        the end of the thread the lines above are made exact as well, as many as a
        view of that height can show.
        """
        if not self.shown:
            return 0
        y = max(0, min(y, self.height - 1))
        place = self._place_at(y)
        offset = y - self._starts[place]
        covered = -offset
        below = place
        while below < len(self.shown) and covered < height:
            covered += self._exact_height(below)
            below += 1
        above = place
        covered += offset
        while above > 0 and covered < height:
            above -= 1
            covered += self._exact_height(above)
        offset = min(offset, self._exact_height(place) - 1)
        if self._counted != self._layout.laid_out:
            self._recount()
        return self._starts[place] + offset

    def _exact_height(self, place: int) -> int:
        if self._is_closed[place]:
            return self._starts[place + 1] - self._starts[place]
        return len(self._layout.page(self.shown[place]).lines) + 2

    def measure(self, count: int) -> bool:
        """Lay out the next ``count`` comments that are shown and not exact yet.

        Gives False when there are none left. What is laid out takes its height in
        the next :meth:`settle`.
        """
        pages = self._layout.pages
        while self._next < len(self.shown):
            place = self._next
            row = self.shown[place]
            if pages[row] is None and not self._is_closed[place]:
                if count <= 0:
                    return True
                self._layout.page(row)
                count -= 1
            self._next += 1
        return False

    def with_folded(self, folded: Folded) -> "ThreadPage":
        """The same thread with other comments folded; shares what is laid out."""
        return self._with(self._layout, folded, self.order, self.narrowing)

    def with_narrowing(self, narrowing: Narrowing | None) -> "ThreadPage":
        """The same thread narrowed, or whole again; shares what is laid out."""
        return self._with(self._layout, self.folded, self.order, narrowing)

    def with_order(self, order: TimeOrder | None) -> "ThreadPage":
        """The same thread flat in an order, or as a tree; shares what is parsed."""
        old = self._layout
        if (order is not None) == old.flat:
            return self._with(old, self.folded, order, self.narrowing)
        layout = self._layout_at(old.width, old.least_text, flat=order is not None)
        return self._with(layout, self.folded, order, self.narrowing)

    def with_width(self, width: int, least_text: int | None = None) -> "ThreadPage":
        """The same thread at another width; shares what is parsed."""
        old = self._layout
        least = old.least_text if least_text is None else least_text
        layout = self._layout_at(width, least, flat=old.flat)
        return self._with(layout, self.folded, self.order, self.narrowing)

    def _layout_at(self, width: int, least_text: int, *, flat: bool) -> CommentPages:
        old = self._layout
        return CommentPages(
            old.thread,
            width,
            old.gutter,
            least_text,
            old.blocks,
            ascii_only=old.ascii_only,
            flat=flat,
            points=old.points,
        )

    def _with(
        self,
        layout: CommentPages,
        folded: Folded,
        order: TimeOrder | None,
        narrowing: Narrowing | None,
    ) -> "ThreadPage":
        other = ThreadPage.__new__(ThreadPage)
        other._set(layout, folded, order, narrowing)
        return other
