"""What a citation says of a post, a comment or a passage, before any style."""

from dataclasses import dataclass

from gulagreader.domain.reference_styles import ReferenceStyle

__all__ = ["Cited", "CitedComment", "Reference", "ReferenceStyle"]


@dataclass(frozen=True, slots=True)
class CitedComment:
    """The comment that is cited, under the post that it answers."""

    id: str
    beginning: str
    """Its first words, as a reader sees them; at most twenty."""
    author: str | None = None
    date: str | None = None
    url: str | None = None
    """Its permalink; None where only its post has one."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited, and where it is found. Absent is what nobody knows."""

    post: str
    """The post's id."""
    title: str
    """The post's title as it was written; may be empty."""
    container: str
    """What the post stands in: the name of the blog, or of the library."""
    author: str | None = None
    """The post's author or authors, as the library has them."""
    date: str | None = None
    """ISO 8601, perhaps only a year."""
    url: str | None = None
    lang: str = "en"
    names: frozenset[str] = frozenset()
    """Words of the title that the post's text never writes with a small letter."""
    common: frozenset[str] = frozenset()
    """Words of the title that the post's text writes with a small letter."""
    comment: CitedComment | None = None
    paragraph: int | None = None
    """Counted from 1 in the post or the comment, as it is shown."""
    passage: str = ""
    """The words that are quoted, as a reader sees them."""
    accessed: str | None = None
    """The day on which it was read, in ISO 8601."""

    @property
    def id(self) -> str:
        """The stable id: ``POST`` or ``POST#COMMENT``."""
        return f"{self.post}#{self.comment.id}" if self.comment else self.post

    @property
    def signed(self) -> str | None:
        """Who wrote what is cited."""
        return self.comment.author if self.comment else self.author

    @property
    def dated(self) -> str | None:
        """When what is cited was written."""
        return self.comment.date if self.comment else self.date

    @property
    def link(self) -> str | None:
        """The nearest address of what is cited."""
        return (self.comment.url if self.comment else None) or self.url

    @property
    def needs_id(self) -> bool:
        """Whether a reference has to say the id: an address may lead to a post only."""
        return self.comment is not None or not self.url


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation in one style."""

    pieces: tuple[tuple[str, bool], ...]
    """Text from left to right, and whether it is set in italics."""
    in_text: str = ""
    """The short form that points to it: a short note, or what stands in brackets;
    empty where the style has none."""

    @property
    def text(self) -> str:
        """The reference without italics."""
        return "".join(text for text, _ in self.pieces)
