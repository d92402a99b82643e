"""Searches that a reader keeps."""

from dataclasses import dataclass
from typing import Literal

SearchOrder = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    name: str
    query: str
    """As it was typed."""
    sort: SearchOrder = "relevance"
