"""Folding a thread; in a narrowed one, showing comments whole or as one line."""

from textual.message import Message

from gulagreader.domain import folding
from gulagreader.domain.comments import Thread
from gulagreader.domain.folding import NOTHING_FOLDED, Folded
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.narrowing import Narrowing
from gulagreader.ui.panes.thread_moves import MovingThread


class FoldingThread(MovingThread):
    """Folds comments, with what is read kept on its line of the screen."""

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
    class WholeFolded(Message):
        """The reader folded or unfolded the whole thread."""

        folded: bool
        changed: bool
        """Whether it was not so before."""

    def _renarrow(self, narrowing: Narrowing) -> None:
        """Show other comments of a narrowed thread whole; the folds are left alone."""
        self._rearrange(self._page.with_narrowing(narrowing))

    def _refold(
        self, folded: Folded, *, tell: bool = True, by_level: bool = False
    ) -> None:
        if folded == self.folded:
            return
        self._rearrange(self._page.with_folded(folded))
        if tell:
            levels = folding.shown_depth(self._thread, folded) + 1
            self.post_message(self.FoldsChanged(folded, levels if by_level else None))

    @property
    def is_folded_at_hand(self) -> bool:
        """Whether the focused comment is one line now."""
        return bool(self._thread.rows) and self._page.is_folded(self.focused_row)

    def action_toggle_fold(self) -> None:
        """Fold or unfold the focused comment."""
        comment = self.focused_comment
        if self._narrowing is not None:
            self._renarrow(self._narrowing.toggled(self.focused_row))
        elif comment is not None:
            self._refold(folding.toggled(self.folded, comment))

    def action_fold(self) -> None:
        """Fold the focused comment; if it is folded, go to its parent."""
        comment = self.focused_comment
        if comment is None:
            return
        if self._page.is_folded(self.focused_row):
            self.action_parent()
        elif self._narrowing is not None:
            self._renarrow(self._narrowing.toggled(self.focused_row))
        else:
            self._refold(self.folded | {comment})

    def action_unfold(self) -> None:
        """Unfold the focused comment."""
        comment = self.focused_comment
        if comment is None or not self._page.is_folded(self.focused_row):
            return
        if self._narrowing is not None:
            self._renarrow(self._narrowing.toggled(self.focused_row))
        else:
            self._refold(self.folded - {comment})

    def action_fold_more(self) -> None:
        """Hide the deepest level that is shown."""
        if self._narrowing is not None:
            self._renarrow(self._narrowing.all_closed())
            return
        folded = folding.one_level_more(self._thread, self.folded)
        self._refold(folded, by_level=True)

    def action_fold_less(self) -> None:
        """Show one level more."""
        if self._narrowing is not None:
            self._renarrow(self._narrowing.all_open())
            return
        folded = folding.one_level_less(self._thread, self.folded)
        self._refold(folded, by_level=True)

    def _tell_whole(self, folded: Folded) -> None:
        if self._thread.rows:
            changed = folded != self.folded
            self.post_message(self.WholeFolded(bool(folded), changed))

    def action_fold_all(self) -> None:
        """Fold the whole thread; what was read is found again by unfolding it."""
        if self._narrowing is not None:
            self._renarrow(self._narrowing.all_closed())
            return
        before, folded = self.focused_row, folding.all_folded(self._thread)
        self._tell_whole(folded)
        self._refold(folded)
        if before != self.focused_row:
            self._read_before = (self._thread, self.focused_row, before)

    def action_unfold_all(self) -> None:
        """Unfold the whole thread, and return to what was read before it was folded."""
        if self._narrowing is not None:
            self._renarrow(self._narrowing.all_open())
            return
        self._tell_whole(NOTHING_FOLDED)
        self._refold(NOTHING_FOLDED)
        thread, root, before = self._read_before
        if thread is self._thread and self.focused_row == root:
            self._focus(before)
        self._read_before = (None, 0, 0)
