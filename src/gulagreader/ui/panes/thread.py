"""The comment thread: focus, moves by sibling, parent and root, folding."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from gulagreader.domain import folding
from gulagreader.domain.comments import Thread
from gulagreader.domain.folding import NOTHING_FOLDED, Folded
from gulagreader.text.thread_page import Part
from gulagreader.ui.commands import Where, bindings
from gulagreader.ui.thread_view import ThreadView

_STEP = 3
"""Lines that j scrolls in a comment taller than the window."""


class ThreadPane(ThreadView):
    """Lets the reader move through a thread and fold it."""

    BINDINGS = bindings(Where.TEXT, Where.THREAD)

    _read_before: tuple[Thread | None, int, int] = (None, 0, 0)
    """The thread that was folded as a whole, the root focused then, and the comment
    read before."""

    @dataclass
    class FoldsChanged(Message):
        """The reader folded or unfolded comments."""

        folded: Folded
        """What is folded now."""
        levels: int | None = None
        """How many levels are shown, where the reader asked for a level."""

    @dataclass
    class SiblingWanted(Message):
        """The reader asked for the next post from a thread without comments."""

        step: int

    def land_on(self, comment: str, block: int = 0, offset: int = 0) -> bool:
        """Focus a comment with its branch open; False where there is no such one."""
        row = self._thread.index.get(comment)
        if row is None:
            return False
        self._refold(
            folding.with_branch_open(self._thread, self.folded, row), tell=True
        )
        self._focus(row)
        if block or offset:
            self._settle_here()
            inner = self._page.page(row).line_of(block, offset)
            line = self._page.top_of(row) + 1 + inner
            if not self.top <= line < self.top + self.text_height:
                self._scroll_settled(line - self.text_height // 2)
        return True

    # Focus

    def _focus(self, row: int) -> None:
        before = self.focused_row
        self.focused_row = row
        self._bring_focus_into_view()
        for changed in {before, row}:
            self.repaint_row(changed)

    def _focus_shown(self) -> int:
        """The focused row, or the one in view where the focus was scrolled away."""
        shown = self._page.shown
        row = shown[folding.nearest_visible(shown, self.focused_row)]
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
        at = folding.nearest_visible(shown, self.focused_row) + direction
        if 0 <= at < len(shown):
            self._focus(shown[at])

    def _focus_in_window(self) -> None:
        """Let the focus follow a page that was turned."""
        if not self._thread.rows:
            return
        shown = self._page.shown
        row = shown[folding.nearest_visible(shown, self.focused_row)]
        first = self._page.top_of(row)
        if not self.top <= first < self.top + self.text_height:
            at = self._page.row_at(min(self.top, self._page.height - 1))
            if self._page.top_of(at) < self.top:
                following = folding.nearest_visible(shown, at) + 1
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
            self._focus(shown[0 if direction < 0 else -1])
            if direction < 0:
                self._scroll_settled(0)

    def action_step_part(self, direction: int) -> None:
        """Focus the next top-level comment, or the one before."""
        if not self._thread.rows:
            return
        root = self._thread.root(self.focused_row)
        if direction < 0 and root != self.focused_row:
            self._focus(root)
            return
        target = self._thread.sibling(root, direction)
        if target is not None:
            self._focus(target)

    def action_step_sibling(self, direction: int) -> None:
        """Focus the next comment under the same parent, or the one before."""
        if not self._thread.rows:
            self.post_message(self.SiblingWanted(direction))
            return
        target = self._thread.sibling(self.focused_row, direction)
        if target is not None:
            self._focus(target)

    def action_parent(self) -> None:
        """Focus the comment that this one answers."""
        rows = self._thread.rows
        if rows and (parent := rows[self.focused_row].parent) is not None:
            self._focus(parent)

    def action_root(self) -> None:
        """Focus the start of the branch."""
        if self._thread.rows:
            self._focus(self._thread.root(self.focused_row))

    # Folding

    def _refold(
        self, folded: Folded, *, tell: bool = True, by_level: bool = False
    ) -> None:
        if folded == self.folded:
            return

        def change() -> None:
            self._page = self._page.with_folded(folded)
            shown = self._page.shown
            self.focused_row = shown[folding.nearest_visible(shown, self.focused_row)]
            self._show_height()

        self._in_place(change)
        self._slices.resume()
        if tell:
            levels = folding.shown_depth(self._thread, folded) + 1
            self.post_message(self.FoldsChanged(folded, levels if by_level else None))

    def action_toggle_fold(self) -> None:
        """Fold or unfold the focused comment."""
        comment = self.focused_comment
        if comment is not None:
            self._refold(folding.toggled(self.folded, comment))

    def action_fold(self) -> None:
        """Fold the focused comment; if it is folded, go to its parent."""
        comment = self.focused_comment
        if comment is None:
            return
        if comment in self.folded:
            self.action_parent()
        else:
            self._refold(self.folded | {comment})

    def action_unfold(self) -> None:
        """Unfold the focused comment."""
        comment = self.focused_comment
        if comment is not None:
            self._refold(self.folded - {comment})

    def action_fold_more(self) -> None:
        """Hide the deepest level that is shown."""
        folded = folding.one_level_more(self._thread, self.folded)
        self._refold(folded, by_level=True)

    def action_fold_less(self) -> None:
        """Show one level more."""
        folded = folding.one_level_less(self._thread, self.folded)
        self._refold(folded, by_level=True)

    def action_fold_all(self) -> None:
        """Fold the whole thread; what was read is found again by unfolding it."""
        before = self.focused_row
        self._refold(folding.all_folded(self._thread))
        if before != self.focused_row:
            self._read_before = (self._thread, self.focused_row, before)

    def action_unfold_all(self) -> None:
        """Unfold the whole thread, and return to what was read before it was folded."""
        self._refold(NOTHING_FOLDED)
        thread, root, before = self._read_before
        if thread is self._thread and self.focused_row == root:
            self._focus(before)
        self._read_before = (None, 0, 0)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Focus the comment clicked on; its first line also folds it."""
        content = event.get_content_offset(self)
        if content is None or not self._thread.rows:
            return
        y = content.y + self.top
        if y >= self._page.height:
            return
        place = self._page.at(y)
        before, self.focused_row = self.focused_row, place.row
        self.repaint_row(before)
        self.repaint_row(place.row)
        if place.part is Part.HEAD:
            self.action_toggle_fold()
