"""What a query asks: a tree of parts.

The parts keep words as they were typed; how words are compared is the business of
the search.
"""

from dataclasses import dataclass

POSTS = frozenset({"post"})
COMMENTS = frozenset({"comment", "pingback", "trackback"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words joined by hyphens and the like, which then stand in a row."""

    text: str
    prefix: bool = False
    """Whether the last word may go on."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row."""

    text: str
    prefix: bool = False


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


Part = Term | Phrase | Author | Title | Tag | Kind | Dated | Not | Every | Either


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
