"""What a search may ask of the reader's memory."""

from collections.abc import Container, Mapping
from typing import Protocol


class ReaderStates(Protocol):
    """What a reader has done in a library.

    Each set, mapping and container is another object when, and only when, it changed.
    May be asked from the thread of the search.
    """

    def read_posts(self) -> frozenset[str]:
        """The ids of the posts marked as read."""

    def starred(self) -> frozenset[str]:
        """The ids of the posts with a star."""

    def seen_threads(self) -> Mapping[str, frozenset[str]]:
        """The comments that stood under each post that was ever left."""

    def known_posts(self) -> Container[str] | None:
        """The posts there were at the end of any earlier visit; None without one."""


class NothingDone:
    """The memory of a reader who comes for the first time."""

    def read_posts(self) -> frozenset[str]:
        """No post."""
        return frozenset()

    def starred(self) -> frozenset[str]:
        """No post."""
        return frozenset()

    def seen_threads(self) -> Mapping[str, frozenset[str]]:
        """No thread."""
        return {}

    def known_posts(self) -> Container[str] | None:
        """No visit."""
        return None
