"""What Enter does in the post as it stands in view, for the footer."""

from textual.timer import Timer

from gulagreader.domain.session import Leading
from gulagreader.ui.screens.page_ways import PageWaysScreen

_REST_SECONDS = 0.1
"""How long a page rests before it is looked at."""


class EnterInPostScreen(PageWaysScreen):
    """The open post, with a footer that says what Enter does to what is in view."""

    _resting: Timer | None = None
    _enter_said: str | None = None

    def on_mount(self) -> None:
        """Look again whenever the page was turned."""
        self.watch(self.post_pane, "scroll_y", self._page_turned, init=False)

    def _page_turned(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST_SECONDS, self.say_enter)

    def say_enter(self) -> None:
        """Let the footer say what Enter does now, if that is another thing."""
        said = self._enter_said
        if self.session.leading is Leading.POST and self.words_of_enter() != said:
            self.refresh_bindings()

    def words_of_enter(self) -> str | None:
        """What Enter does: "" for its usual words, None where there is nothing."""
        said: str | None = None
        links = self._links
        if links is not None and self._at_hand(links.passages(None)) is not None:
            said = ""
        elif self._reading is not None and self.note_in_view() is not None:
            said = "Footnote"
        self._enter_said = said
        return said

    def _lay_passages(self) -> None:
        """Mark the passages that were taken up, and say that Enter shows by whom."""
        super()._lay_passages()
        self.say_enter()
