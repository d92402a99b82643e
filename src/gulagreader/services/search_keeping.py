"""The search as it was left, kept with what is remembered of a library's list."""

import json
from typing import TYPE_CHECKING

from gulagreader.domain.searches import LeftSearch
from gulagreader.storage.list_memory import ListMemory

if TYPE_CHECKING:
    from gulagreader.services.keeping import Clock, Keep

_SEARCH = "search"


class SearchKeeping:
    """Remembers how the search was left."""

    def __init__(self, memory: ListMemory, keep: "Keep", clock: "Clock") -> None:
        self._memory, self._keep, self._clock = memory, keep, clock

    def left(self) -> LeftSearch | None:
        """How the search was left; None where nothing was asked."""
        try:
            kept = json.loads(self._memory.choices().get(_SEARCH) or "null")
            if not kept:
                return None
            return LeftSearch(
                query=str(kept["query"]),
                sort="date" if kept["sort"] == "date" else "relevance",
                grouped=bool(kept["grouped"]),
                transliterate=bool(kept["transliterate"]),
                place=tuple(str(part) for part in kept["place"]),
            )
        except (ValueError, KeyError, TypeError):
            # Written by another version: it costs a query, and is no mistake.
            return None

    def keep_left(self, left: LeftSearch | None) -> None:
        """Remember how the search is left; None where nothing is asked."""
        shape = (
            None
            if left is None
            else {
                "query": left.query,
                "sort": left.sort,
                "grouped": left.grouped,
                "transliterate": left.transliterate,
                "place": list(left.place),
            }
        )
        words = json.dumps(shape) if shape else ""
        self._keep(lambda: self._memory.keep_choice(_SEARCH, words, self._clock()))
