"""What a reader looks for in one post: what is found, what a thread is narrowed to."""

from gulagreader.domain.late_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedWords:
    """What is asked of an open post and its thread; nothing where all is empty."""

    find: str = ""
    """What was found in the post and its comments."""
    at: int = -1
    """The number of the match at hand, from 0; -1 for none."""
    query: str = ""
    """What the thread is narrowed to."""
    author: str | None = None
    """By whom the comments are that the thread is narrowed to."""


NOTHING_ASKED = AskedWords()
