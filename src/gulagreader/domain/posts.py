"""Posts: the texts of a library, and the cards that a list shows of them."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType

from gulagreader.domain.late_dataclasses import dataclass

NOTHING_ELSE: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One entry of a post's list of sources."""

    key: str
    """A short name, unique in the post, such as ``applebaum``; may be empty."""
    text: str
    """The reference in words."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported post came from."""

    kind: str
    """The format, such as ``text-dump``."""
    file: str
    """The name of the file it was read from."""
    sha256: str
    """Of the file's bytes; it tells that a source changed, not which it is."""
    importer: str
    """The importer and its version, such as ``text-dump/1``."""
    url: str = ""
    """The permalink, or empty."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a library. Text is cleaned; ``body`` is Markdown."""

    id: str
    title: str
    body: str
    author: str | None = None
    date: str | None = None
    """ISO 8601 with or without a time and a zone; None where unknown."""
    tags: tuple[str, ...] = ()
    lang: str | None = None
    """A language tag; None means the library's."""
    origin: Origin | None = None
    sources: tuple[CitedSource, ...] = ()
    extra: Mapping[str, object] = field(
        default_factory=lambda: NOTHING_ELSE, compare=False
    )
    """Front matter that this version does not know, kept to be written back."""


@dataclass(frozen=True, slots=True)
class PostCard:
    """What the list shows of a post, read from the catalogue and not the file."""

    id: str
    title: str
    author: str | None
    date: str | None
    tags: tuple[str, ...]
    comments: int
    file: str
    """Where the post's Markdown file is. There may be a hundred thousand, and paths
    as objects are large and slow to make."""
    words: int = 0
    """Length of the body in words, for reading time."""
    last_comment: str | None = None
    """The date of the newest comment, as its source wrote it; None without one."""
    months: str = ""
    """How many comments each month has, as ``2014-03:5 2014-04:1``; undated ones are
    not among them. ``comments_by_month`` reads it."""

    @property
    def path(self) -> Path:
        """The post's Markdown file."""
        return Path(self.file)


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What ``library.yaml`` says of a library."""

    id: str
    """Names the library to the reader's memory and to the index."""
    name: str
    lang: str = "en"
    aliases: tuple[tuple[str, ...], ...] = ()
    """Groups of names that mean the same person or thing."""
    teachers: tuple[str, ...] = ()
