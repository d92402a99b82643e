"""The thread on the reader's screen: its jumps with a way back, and all it answers."""

from textual import events, on

from gulagreader.domain.places import Place
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.peeking import PeekingScreen
from gulagreader.ui.screens.place_marks import PlaceMarksScreen
from gulagreader.ui.screens.thread_narrowing import ThreadNarrowingScreen
from gulagreader.ui.screens.thread_news import ThreadNewsScreen


class ThreadReadingScreen(
    ThreadNewsScreen, ThreadNarrowingScreen, PeekingScreen, PlaceMarksScreen
):
    """The open post with a thread that is gone through by jumps."""

    def on_mount(self) -> None:
        """Remember where the panes' own jumps begin."""
        self.thread_pane.on_jump = self._jumped_in_thread
        self.post_pane.on_jump = self._jumped_in_post

    @on(ThreadPane.Stayed)
    def _stayed(self, message: ThreadPane.Stayed) -> None:
        self.status.say(message.why, passing=True)

    @on(ThreadPane.WholeFolded)
    def _whole_folded(self, message: ThreadPane.WholeFolded) -> None:
        how = "folded" if message.folded else "unfolded"
        if not message.changed:
            words = f"All comments are {how} already"
        elif message.folded:
            words = "All comments are folded; {thread.unfold-all} unfolds them"
        else:
            words = "All comments are unfolded; {thread.fold-all} folds them"
        self.status.say(words, passing=True)

    def _jumped_in_post(self) -> None:
        self.session = self.session.jumped(self.here())

    def _jumped_in_thread(self, comment: str | None) -> None:
        reading = self._reading
        if reading is not None and comment is not None:
            origin = Place(reading.post.id, comment, self.post_offset)
            self.session = self.session.jumped(origin)

    def took_key(self, event: events.Key) -> bool:
        """Look at a key before any command is carried out; True where it is taken."""
        if self.take_letter(event.key, event.character):
            return True
        return self.take_key(event.key)
