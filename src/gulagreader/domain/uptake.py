"""Passages that go from text to text: quoted, repeated, or shared with a third.

Offsets are code points of the source (a post's body, a comment's text), end exclusive.
"""

from dataclasses import dataclass
from enum import StrEnum


class LinkKind(StrEnum):
    """How one text came to have the words of another."""

    QUOTED = "quoted"
    """The source has them in quotation marks or as a block quote."""
    REPEATED = "repeated"
    """A comment has words of a text above it, without marks."""
    SHARED = "shared"
    """Two posts have them, or their comments; neither need have it from the other."""


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """A passage where it stands."""

    post: str
    comment: str | None
    """None for the post itself."""
    start: int
    end: int

    def meets(self, other: "PassagePlace") -> bool:
        """Whether both have words of one text in common."""
        if (self.post, self.comment) != (other.post, other.comment):
            return False
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Link:
    """A passage in one text that stands in another, too."""

    source: PassagePlace
    """Where it was taken up, or repeated."""
    target: PassagePlace
    """Where it comes from; of a shared passage the other text that has it."""
    kind: LinkKind
    score: float
    """The share of the words that are the same, from 0 to 1."""
    probable: bool = False
    """Whether the words stand in other places, too, that it may come from as well."""

    def turned(self) -> "Link":
        """A shared passage, seen from its other end."""
        return Link(self.target, self.source, self.kind, self.score, self.probable)


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody took a passage up."""

    link: Link
    title: str
    """Of the post that it stands in, or under."""
    author: str | None
    date: str | None
    answer: str
    """What they said to it: their words after it, else before it; may be empty."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a post that was taken up."""

    start: int
    end: int
    text: str
    """Its words as the source has them."""
    takings: tuple[Taking, ...]
    """In the order of the library: this post's own thread first."""
    further: tuple[Link, ...] = ()
    """Those of more who took it up, where there are many: they are not read yet."""

    @property
    def count(self) -> int:
        """How many took it up."""
        return len(self.takings) + len(self.further)


@dataclass(frozen=True, slots=True)
class Uptake:
    """What of a post was taken up, in the order of the text."""

    post: str
    passages: tuple[Passage, ...] = ()
