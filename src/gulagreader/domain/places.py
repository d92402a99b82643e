"""Places a reader can be at, and the way back to them."""

from dataclasses import replace
from typing import ClassVar

from gulagreader.domain.late_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in a library: a post, one of its comments, a spot in the text."""

    post: str
    comment: str | None = None
    offset: int = 0
    """Code points into the source of the post's body or the comment's text."""


@dataclass(frozen=True, slots=True)
class History:
    """Where the reader jumped from, and what going back has left ahead."""

    behind: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()
    LIMIT: ClassVar[int] = 200

    def jumped(self, origin: Place) -> "History":
        """Remember ``origin`` before a jump; what lay ahead is forgotten."""
        if self.behind and self.behind[-1] == origin:
            return replace(self, ahead=())
        return History((*self.behind, origin)[-self.LIMIT :])

    def back(self, here: Place) -> "tuple[Place, History] | None":
        """The place to go back to and the history then; None at the start."""
        if not self.behind:
            return None
        *rest, last = self.behind
        return last, History(tuple(rest), (*self.ahead, here))

    def forward(self, here: Place) -> "tuple[Place, History] | None":
        """The place that going back had left; None at the end."""
        if not self.ahead:
            return None
        *rest, last = self.ahead
        return last, History((*self.behind, here), tuple(rest))
