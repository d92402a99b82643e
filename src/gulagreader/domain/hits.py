"""Hits: what a search answers, ready to be shown or printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from gulagreader.domain.query_parts import Collection

DocumentKind = Literal["post", "comment", "quotation", "note"]


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A comment above a hit, in short."""

    comment: str
    author: str | None
    text: str
    """Its beginning, on one line."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One post or comment that a query found."""

    kind: DocumentKind
    post: str
    title: str
    """The post's title, also for a comment."""
    comment: str | None
    author: str | None
    date: str | None
    depth: int
    """Of the comment in its thread; 0 for a post and at the top level."""
    ancestors: tuple[Ancestor, ...]
    """The comments above it, from the root down."""
    snippet: str
    """A passage on one line around the best match."""
    matches: tuple[tuple[int, int], ...]
    """Code points of the matches in ``snippet``, end exclusive, in order."""
    score: float
    span: tuple[int, int] | None = None
    """Of a quotation or a note: its place in the source of the post or comment."""
    parent: str | None = None
    """The id of the comment it answers; None for a post and at the top level."""
    note: str | None = None
    """Of a note: its id."""


def hit_at(
    kind: DocumentKind,
    post: str,
    title: str,
    comment: str | None = None,
    span: tuple[int, int] | None = None,
    *,
    author: str | None = None,
    date: str | None = None,
) -> Hit:
    """A place of the library as a hit, to be gone to without having been searched for.

    ``title`` is the post's; ``span`` is in the source of the post or comment.
    """
    found = Hit(kind, post, title, comment, author, date, 0, (), "", (), score=0.0)
    return replace(found, span=span)


@dataclass(frozen=True, slots=True)
class HitThread:
    """The hits of one post and its comments, best first."""

    post: str
    title: str
    count: int
    """How many there are in the thread; at least as many as ``hits``."""
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class MatchedTerm:
    """What one word of a query gave to the score of a hit."""

    asked: str
    """The word or phrase as it was asked."""
    found: tuple[str, ...]
    """The words that stand in the text for it: itself, other forms."""
    why: str
    """How they belong together: ``exact``, ``inflected``, ``similar``, ``prefix``,
    ``alias``, ``transliterated``, ``phrase``, ``near``."""
    field: str
    """Where: ``text``, ``title``, ``author``, ``tag``."""
    count: float
    """How often, other forms counting half and a title's words three times."""
    documents: int
    """How many documents have it."""
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit was found and stands where it stands."""

    hit: Hit
    terms: tuple[MatchedTerm, ...]
    filters: tuple[str, ...]
    """The filters that it passed, in words."""
    length: int
    """Words of the text, a title's counted three times."""
    mean_length: float
    score: float


@dataclass(frozen=True, slots=True)
class Facets:
    """How many documents of the whole answer fall to each author, post and year."""

    author: Mapping[str, int] = field(default_factory=dict)
    post: Mapping[str, int] = field(default_factory=dict)
    year: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query."""

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    """How many documents were found; a lower bound unless ``exact``."""
    exact: bool = True
    took_ms: float = 0.0
    facets: Facets | None = None
    """None while typing."""
    notes: tuple[str, ...] = ()
    """What of the query was not understood, and how it was read."""
    suggestions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Normalised words to mark in a text that the query found; a word that ends
    in ``*`` marks every word that begins so."""
    phrases: tuple[tuple[str, ...], ...] = ()
    """Normalised word runs to mark."""
    threads: tuple[HitThread, ...] = ()
    """The hits by thread, where that was asked; ``hits`` then holds the same hits in
    the same order."""
    tried: tuple[str, ...] = ()
    """Where nothing was found: what was looked for beyond the words as typed."""
    collection: Collection = "texts"
    """What was searched."""
