"""Moving through a thread: comment by comment, by level, to parents and roots."""

from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Callable

from textual.message import Message

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.ui.views.thread_view import ThreadView

_STEP = 3
"""Lines that j scrolls in a comment taller than the window."""


def _no_way_back(_: str | None) -> None:
    """Remember nothing."""


class MovingThread(ThreadView):
    """Moves the focus, which is known by the comment and not by its line."""

    on_jump: Callable[[str | None], None] = staticmethod(_no_way_back)
    """Told the comment that a jump began at. Called at once: the next key may want to
    go back."""

    @dataclass
    class SiblingWanted(Message):
        """The reader asked for the next post from a thread without comments."""

        step: int

    @dataclass
    class Stayed(Message):
        """A key led nowhere."""

        why: str

    def _focus(self, row: int) -> None:
        before = self.focused_row
        self.focused_row = row
        self._bring_focus_into_view()
        for changed in {before, row}:
            self.repaint_row(changed)

    def _focus_shown(self) -> int:
        """The focused row, or the one in view where the focus was scrolled away."""
        row = self.shown_for(self.focused_row)
        if self._is_in_view(row):
            return row
        return self._page.row_at(min(self.top, self._page.height - 1))

    def action_scroll(self, direction: int) -> None:
        """Focus the next comment, after reading to the end of a tall one."""
        if not self._thread.rows:
            return
        row = self._focus_shown()
        if row != self.focused_row:
            self._focus(row)
            return
        first = self._page.top_of(row)
        past = first + self._page.height_of(row) - 1
        if direction > 0 and past > self.top + self.text_height:
            self._scroll_settled(
                self.top + min(_STEP, past - self.top - self.text_height)
            )
        elif direction < 0 and first < self.top:
            self._scroll_settled(max(first, self.top - _STEP))
        else:
            self._step(direction)

    def _step(self, direction: int) -> None:
        shown = self._page.shown
        at = self._page.place_of(self.focused_row) + direction
        if 0 <= at < len(shown):
            self._focus(shown[at])

    def _focus_in_window(self) -> None:
        """Let the focus follow a page that was turned."""
        if not self._thread.rows:
            return
        shown = self._page.shown
        row = self.shown_for(self.focused_row)
        first = self._page.top_of(row)
        if not self.top <= first < self.top + self.text_height:
            at = self._page.row_at(min(self.top, self._page.height - 1))
            if self._page.top_of(at) < self.top:
                following = self._page.place_of(at) + 1
                after = shown[min(following, len(shown) - 1)]
                at = (
                    after
                    if self._page.top_of(after) < self.top + self.text_height
                    else at
                )
            before, self.focused_row = self.focused_row, at
            self.repaint_row(before)
            self.repaint_row(at)

    def action_page(self, direction: int) -> None:
        """Turn a page; the focus goes to its first comment."""
        super().action_page(direction)
        self._focus_in_window()

    def action_half_page(self, direction: int) -> None:
        """Turn half a page."""
        super().action_half_page(direction)
        self._focus_in_window()

    def action_edge(self, direction: int) -> None:
        """Focus the first or the last comment shown."""
        shown = self._page.shown
        if shown:
            self._leap(shown[0 if direction < 0 else -1])
            if direction < 0:
                self._scroll_settled(0)

    def action_step_part(self, direction: int) -> None:
        """Focus the next top-level comment, or the one before."""
        if not self._thread.rows:
            return
        root = self._thread.root(self.focused_row)
        if direction < 0 and root != self.focused_row and self._holds(root):
            self._leap(root)
            return
        target = self._beside(root, direction)
        while target is not None and self._thread.rows[target].depth:
            target = self._beside(target, direction)
        if target is not None:
            self._leap(target)
        else:
            which = "last" if direction > 0 else "first"
            self.post_message(self.Stayed(f"This is the {which} branch"))

    def action_step_sibling(self, direction: int) -> None:
        """Focus the next comment of the level or of one above, or the one before."""
        if not self._thread.rows:
            self.post_message(self.SiblingWanted(direction))
            return
        target = self._beside(self.focused_row, direction)
        if target is not None:
            self._leap(target)
        elif direction > 0:
            self.post_message(self.Stayed("No comment comes after this branch"))
        else:
            self.post_message(self.Stayed("This is the first comment"))

    def _leap(self, row: int) -> None:
        """Focus a row; with a way back, where what was read goes out of the window."""
        before, comment = self.focused_row, self.focused_comment
        self._focus(row)
        if not self._is_in_view(before):
            self.on_jump(comment)

    def _beside(self, row: int, direction: int) -> int | None:
        """The nearest row shown past a branch, or before it, that is no deeper."""
        rows, reading = self._thread.rows, self._page.arrangement.reading
        if direction > 0:
            after = bisect_left(reading, row + 1 + rows[row].descendants)
            return reading[after] if after < len(reading) else None
        at = bisect_left(reading, row) - 1
        while at >= 0 and rows[reading[at]].depth > rows[row].depth:
            at -= 1
        return reading[at] if at >= 0 else None

    def _holds(self, row: int) -> bool:
        return self._page.arrangement.holds(row)

    # Jumps

    def action_parent(self) -> None:
        """Go to the comment that this one answers."""
        rows = self._thread.rows
        if not rows:
            return
        parent = rows[self.focused_row].parent
        if parent is not None:
            self.jump_to(parent)
        else:
            self.post_message(self.Stayed("This comment answers the post"))

    def action_root(self) -> None:
        """Go to the start of the branch."""
        if not self._thread.rows:
            return
        root = self._thread.root(self.focused_row)
        if root != self.focused_row:
            self.jump_to(root)
        else:
            self.post_message(self.Stayed("This comment begins its branch"))

    def jump_to(self, row: int) -> None:
        """Go to a comment, with a way back."""
        if row == self.focused_row:
            return
        self.on_jump(self.focused_comment)
        if self._holds(row):
            self._focus(row)
        else:
            self.land_on(self._thread.rows[row].comment.id)

    @abstractmethod
    def land_on(self, comment: str, block: int = 0, offset: int = 0) -> bool:
        """Focus a comment with its branch open; False where there is no such one."""
