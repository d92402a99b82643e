"""What of a thread stays where it stands on the screen while it is laid out anew."""

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.thread_page import Part, ThreadPage

_HEAD = -1
"""In place of a block: a comment's first line."""


@dataclass(frozen=True, slots=True)
class ThreadAnchor:
    """A place in a comment, and the line of the window at which it stands."""

    row: int
    line: int = 0
    """Counted from the window's first one; below 0 for what stands above it."""
    block: int = _HEAD
    offset: int = 0

    @classmethod
    def at_top(cls, page: ThreadPage, top: int) -> "ThreadAnchor":
        """What stands at line ``top`` of a thread that is not empty.

        For a blank line the text above it, and the first line where there is none.
        """
        row = page.at(top).row
        y = top
        while (place := page.at(y)).part is Part.BLANK and place.row == row:
            y -= 1
        line = place.line
        while line is not None and line.blank and y > page.top_of(row) + 1:
            y -= 1
            line = page.at(y).line
        if line is None or y <= page.top_of(row):
            return cls(row, page.top_of(row) - top)
        return cls(row, y - top, line.block, line.start)

    def window_in(self, page: ThreadPage) -> int:
        """The line of a thread at which the window begins when the place is kept."""
        head = page.top_of(self.row)
        is_text = page.arrangement.holds(self.row) and not page.is_folded(self.row)
        if self.block == _HEAD:
            return head - self.line
        # What was read of a comment that is now one line has gone: its line is shown.
        if not is_text:
            return head
        return (
            head + 1 + page.page(self.row).line_of(self.block, self.offset) - self.line
        )


@dataclass(frozen=True, slots=True)
class ThreadPlace:
    """What the reader looks at: the focused comment if it is in view, and the top."""

    focus: ThreadAnchor | None
    top: ThreadAnchor
    reaches_below: bool = False
    """Whether empty lines below the end are kept in view."""

    def anchor_for(self, height: int, page: ThreadPage) -> ThreadAnchor:
        """What is kept in a window of ``height`` lines.

        Where the focused comment would be below a lower window it stands at its end,
        as much of it as there is room for.
        """
        focus = self.focus
        if focus is None:
            return self.top
        if focus.line < height:
            return focus
        # Its own height is that of a guess until it is laid out.
        page.settle(page.top_of(focus.row), 1)
        return ThreadAnchor(focus.row, max(0, height - page.height_of(focus.row)))
