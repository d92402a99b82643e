"""A concordance: each occurrence of a word in the middle of a line of its text."""

from dataclasses import dataclass
from typing import Literal

from gulagreader.domain.query_parts import Collection

LineOrder = Literal["right", "left", "right2", "left2", "date", "author"]
"""By the first or the second word to the right or to the left, by date, by author."""
LINE_ORDERS: tuple[LineOrder, ...] = (
    "right",
    "left",
    "right2",
    "left2",
    "date",
    "author",
)
ORDER_WORDS: dict[LineOrder, str] = {
    "right": "by the word to the right",
    "left": "by the word to the left",
    "right2": "by the second word to the right",
    "left2": "by the second word to the left",
    "date": "the oldest first",
    "author": "by author",
}


@dataclass(frozen=True, slots=True)
class KeywordLine:
    """A keyword where it stands, with what is before and after it on one line."""

    kind: str
    """``post``, ``comment``, ``pingback``, ``trackback`` or ``quotation``."""
    post: str
    title: str
    """The post's title, also for a comment."""
    comment: str | None
    author: str | None
    date: str | None
    before: str
    """The text before the keyword, its end at least; with the blank between them."""
    keyword: str
    after: str
    """The text after the keyword, its beginning at least."""
    word: int
    """The number of the keyword's first word among the words of the text."""
    words: int = 1
    """How many words the keyword has; a phrase has several."""
    span: tuple[int, int] | None = None
    """Of a quotation: its place in the source of the post or the comment."""


@dataclass(frozen=True, slots=True)
class ConcordanceHead:
    """What is to be said of all lines of a concordance together."""

    query: str
    order: LineOrder
    total: int = 0
    """How many lines there are."""
    texts: int = 0
    """How many posts and comments they stand in."""
    notes: tuple[str, ...] = ()
    """What of the query was not understood, and why there may be no line."""
    suggestions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Normalised words to mark in a text; see ``hits.Answer``."""
    phrases: tuple[tuple[str, ...], ...] = ()
    collection: Collection = "texts"
    """What is searched."""
