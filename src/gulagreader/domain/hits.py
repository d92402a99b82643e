"""Hits: what a search answers, ready to be shown or printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DocumentKind = Literal["post", "comment"]


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
