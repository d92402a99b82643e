"""What Enter does to what is in view or in focus, for the footer."""

from textual import on
from textual.timer import Timer

from gulagreader.domain.session import Leading
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.page_ways import PageWaysScreen

_REST_SECONDS = 0.1
"""How long a page rests before it is looked at."""
IN_THREAD = {"toggle_fold", "fold_all", "unfold_all", "parent", "toggle_flat"}
"""Actions whose keys do another thing, or nothing, by how the thread is shown."""


class EnterWordsScreen(PageWaysScreen):
    """The open post and its thread, with a footer that says what Enter does there."""

    _resting: Timer | None = None
    _enter_said: str | None = None
    """What the footer's words were made of."""

    def on_mount(self) -> None:
        """Look again whenever the page was turned."""
        self.watch(self.post_pane, "scroll_y", self._page_turned, init=False)

    def _page_turned(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST_SECONDS, self.say_enter)

    @on(ThreadPane.FoldsChanged)
    def _folded_or_unfolded(self) -> None:
        self.say_enter()

    def say_enter(self) -> None:
        """Let the footer say what Enter does now, if that is another thing."""
        leading, said = self.session.leading, self._enter_said
        if leading is Leading.POST:
            now = self.words_of_enter()
        elif leading is Leading.THREAD:
            now = self._state_of_thread
        else:
            return
        if now != said:
            self._enter_said = now
            self.refresh_bindings()

    def words_of_enter(self) -> str | None:
        """What Enter does in the post: "" for its usual words, None for nothing."""
        said: str | None = None
        links = self._links
        if links is not None and self._at_hand(links.passages(None)) is not None:
            said = ""
        elif self._reading is not None and self.note_in_view() is not None:
            said = "Footnote"
        self._enter_said = said
        return said

    def words_in_thread(self, action: str) -> str | None:
        """What a key does to the focused comment, as it is folded and ordered now."""
        folded = self.thread_pane.is_folded_at_hand
        self._enter_said = self._state_of_thread
        match action:
            case "toggle_fold":
                return "Unfold" if folded else ""
            case "fold_all":
                return None if folded else ""
            case "unfold_all":
                return "" if folded else None
            case "parent":
                return "" if self._has_parent else None
            case "toggle_flat":
                return "As a tree" if self.thread_pane.is_flat else ""
            case _:
                return ""

    @property
    def _state_of_thread(self) -> str:
        pane = self.thread_pane
        folded, flat = pane.is_folded_at_hand, pane.is_flat
        return f"folded {folded}, flat {flat}, answers another {self._has_parent}"

    @property
    def _has_parent(self) -> bool:
        rows, at = self.thread_pane.thread.rows, self.thread_pane.focused_row
        return bool(rows) and rows[at].parent is not None

    def _lay_passages(self) -> None:
        """Mark the passages that were taken up, and say that Enter shows by whom."""
        super()._lay_passages()
        self.say_enter()
