"""What the panes share while reading: one value, changed by pure functions."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.places import History, Place

if TYPE_CHECKING:
    # A reader is on the screen long before there is an answer.
    from gulagreader.domain.hits import Answer


class Leading(StrEnum):
    """The pane that has the reader's attention."""

    POSTS = "posts"
    POST = "post"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in the text because a search led there."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


NO_MARKS = Marks()
NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Session:
    """Where the reader is and what is marked."""

    post: str | None = None
    """The id of the open post."""
    leading: Leading = Leading.POSTS
    marks: Marks = NO_MARKS
    history: History = NO_HISTORY
    zen: bool = False
    """Whether only the leading pane is shown."""

    def opened(self, post: str) -> "Session":
        """Open another post; what a search had marked is forgotten."""
        return replace(self, post=post, marks=NO_MARKS)

    def led_by(self, pane: Leading) -> "Session":
        """Give the reader's attention to another pane."""
        return self if pane is self.leading else replace(self, leading=pane)

    def landed(self, answer: "Answer", comment: str | None) -> "Session":
        """Follow a hit: its words are marked, its pane leads."""
        leading = Leading.POST if comment is None else Leading.THREAD
        marks = Marks(answer.words, answer.phrases)
        return replace(self, leading=leading, marks=marks)

    def jumped(self, origin: Place | None) -> "Session":
        """Remember where a jump began."""
        if origin is None:
            return self
        return replace(self, history=self.history.jumped(origin))

    def zoomed(self) -> "Session":
        """Show only the leading pane, or all of them again."""
        return replace(self, zen=not self.zen)

    def with_history(self, history: History) -> "Session":
        """Take over a history after going back or forward in it."""
        return replace(self, history=history)

    def unmarked(self) -> "Session":
        """Mark nothing any more."""
        return replace(self, marks=NO_MARKS)
