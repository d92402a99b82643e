"""Where the cursor stood before the list was narrowed by typing."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from gulagreader.domain.posts import PostCard


class Numbered(Protocol):
    """A list that knows the places of posts in it."""

    def number_of(self, post: str) -> int | None:
        """The place of a post; None where it is not there."""


class HeldCursor:
    """A post that the cursor comes back to, unless the reader moves it."""

    def __init__(self, post: str, at: int, numbers: Numbered) -> None:
        """Take the post, where in the list the cursor is, and the list."""
        self.post = post
        self.at = at
        """Where the cursor was put since: on the post, or near to where it stood."""
        self._numbers = numbers

    def nearest_in(self, cards: Sequence[PostCard]) -> int:
        """The number of the first card that stood behind the post, or of the last."""
        before = self._numbers.number_of(self.post) or 0

        def is_behind(card: PostCard) -> bool:
            number = self._numbers.number_of(card.id)
            return number is not None and number > before

        return max(0, min(bisect_left(cards, True, key=is_behind), len(cards) - 1))
