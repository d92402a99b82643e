"""What a query asks: a tree of parts.

The parts keep words as they were typed; how words are compared is the business of
the search.
"""

from dataclasses import dataclass
from typing import Literal

State = Literal["unread", "read", "new", "starred"]
"""What the reader's memory knows of a post or a comment."""
Feature = Literal["quotation", "reply", "note"]
"""What a text can have: a quotation in it, an answer to it, a note of the reader."""
Collection = Literal["texts", "quotations", "notes"]
"""What is searched: posts and comments, the quotations in them, or notes on them."""

POSTS = frozenset({"post"})
COMMENTS = frozenset({"comment", "pingback", "trackback"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words joined by hyphens and the like, which then stand in a row."""

    text: str
    prefix: bool = False
    """Whether the last word may go on."""
    exact: bool = False
    """Whether the word stands as it is written, in no other form of it (``=word``)."""
    similar: bool = False
    """Whether words of a like spelling do as well (``word~``)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words and phrases near each other, in any order.

    At most ``distance`` other words in all stand between the end of the first and the
    start of the last.
    """

    distance: int
    parts: tuple[Term | Phrase, ...]


@dataclass(frozen=True, slots=True)
class Author:
    """All words of ``text`` are words of the author's name."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """All words of ``text`` are words of a post's title."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """All words of ``text`` are among the words of the post's tags."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What is searched: ``post``, ``comment``, ``pingback``, ``trackback``."""

    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dated:
    """Dated from ``start`` to before ``end``, in the seconds of ``dates.Moment``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comments:
    """Posts with so many comments; asked of lists of posts only."""

    least: int
    most: int | None = None
    """None where there may be any number more."""


@dataclass(frozen=True, slots=True)
class Is:
    """What the reader has, or has not, read or starred."""

    state: State


@dataclass(frozen=True, slots=True)
class Has:
    """Texts that have something."""

    feature: Feature


@dataclass(frozen=True, slots=True)
class InThread:
    """All texts of the threads (a post with its comments) in which ``part`` holds.

    Of several parts (``Every``) each may hold in another text of the thread, and a
    ``Not`` holds where no text of it is found; an ``Every`` within holds in one text.
    """

    part: "Part"


@dataclass(frozen=True, slots=True)
class Not:
    """What ``part`` does not find."""

    part: "Part"


@dataclass(frozen=True, slots=True)
class Every:
    """What all ``parts`` find."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """What at least one of ``parts`` finds."""

    parts: "tuple[Part, ...]"


Part = (
    Term
    | Phrase
    | Near
    | Author
    | Title
    | Tag
    | Kind
    | Dated
    | Comments
    | Is
    | Has
    | InThread
    | Not
    | Every
    | Either
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood."""

    text: str
    """As it was typed."""
    part: Part | None
    """None where nothing is asked."""
    notes: tuple[str, ...] = ()
    """What was not understood, and how it was read."""
    typing: bool = False
    """Whether the reader is still typing it."""
    collection: Collection = "texts"
    """What is searched; ``in:quotations`` and ``in:notes`` name another."""
