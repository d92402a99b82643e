"""Searches that a reader keeps."""

from typing import Literal

from gulagreader.domain.late_dataclasses import dataclass

SearchOrder = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    name: str
    query: str
    """As it was typed."""
    sort: SearchOrder = "relevance"


@dataclass(frozen=True, slots=True)
class LeftSearch:
    """The search as a reader left it."""

    query: str
    sort: SearchOrder = "relevance"
    grouped: bool = False
    transliterate: bool = False
    place: tuple[str, ...] = ()
    """What the hit at hand was of; empty for none."""
