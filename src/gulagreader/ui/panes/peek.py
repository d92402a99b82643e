"""The comments above the one that is read, shown over the panes."""

from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.thread_page import ThreadPage
from gulagreader.ui.keys.commands import COMMANDS, Command, Where
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.panes.thread_moves import MovingThread
from gulagreader.ui.views.thread_view import ThreadView

_SCROLLING = ("scroll(", "page(", "half_page(", "edge(")
_EDGES = 2
"""Lines that the frame takes."""
_AROUND_TEXT = 6
"""Cells beside the text: the frame, a mark, a bar and the edge."""
_LEAST_LINES = 6


def _stays(command: Command) -> bool:
    """Whether a key is for what is shown here, and does not close it."""
    scrolls = command.where is Where.TEXT and command.name.startswith(_SCROLLING)
    return scrolls or command.where is Where.PEEK


class PeekPane(MovingThread):
    """Shows a chain of comments in a frame; the focused one can be gone to."""

    BINDINGS = [command.binding for command in COMMANDS if _stays(command)]

    @dataclass
    class Chosen(Message):
        """The reader wants to go to a comment shown."""

        comment: str

    class Left(Message):
        """The reader turned to something else."""

    def show_chain(
        self, chain: tuple[Comment, ...], like: ThreadView, room: Region
    ) -> None:
        """Show comments from the start of a branch down, within ``room``.

        They look as they do in the view ``like``.
        """
        thread = thread_of(chain)
        page = ThreadPage(thread, max(1, room.width - _AROUND_TEXT))
        page.settle(0, room.height)
        height = min(room.height, max(_LEAST_LINES, page.height - 1 + _EDGES))
        self.styles.width, self.styles.height = room.width, height
        at_foot = room.y + room.height - height
        self.styles.offset = (room.x, room.y or at_foot)
        speakers = like.speakers
        self.show_thread(
            thread,
            focused=chain[-1].id,
            post_author=speakers.post_author,
            teachers=frozenset(speakers.teachers),
        )
        self.display = True

    def say_title(self) -> None:
        """Say what is shown and how to leave it."""
        count = len(self.thread)
        many = "the comment" if count == 1 else f"{count} comments"
        self.border_title = Content(f"Above: {many}")
        self.border_subtitle = Content(told(self.app, "{peek.go-there} goes there"))

    def action_go_there(self) -> None:
        """Go to the comment that is focused here."""
        if self.focused_comment is not None:
            self.post_message(self.Chosen(self.focused_comment))

    def action_close_peek(self) -> None:
        """Close it."""
        self.post_message(self.Left())

    def on_blur(self) -> None:
        """Close when the reader clicks elsewhere."""
        self.post_message(self.Left())

    def land_on(self, comment: str, block: int = 0, offset: int = 0) -> bool:
        """Focus a comment of the chain."""
        row = self.thread.index.get(comment)
        if row is not None:
            self._focus(row)
        return row is not None

    def closes_by(self, key: str) -> bool | None:
        """Whether a key closes it: True; False keeps it; None closes it and goes on."""
        bound = self._bindings.key_to_bindings.get(key)
        if not bound:
            return None
        return any(binding.action == "close_peek" for binding in bound)
