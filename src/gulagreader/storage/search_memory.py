"""What the reader searched for in one library, and which posts it knew."""

from collections.abc import Iterable
from datetime import datetime

from gulagreader.domain.searches import SavedSearch, SearchOrder
from gulagreader.storage.memory_tables import KeptValues, MemoryTables

_QUERIES = 100
_SAVED, _ASKED, _VISIT = "search", "query", "visit"


class SearchMemory:
    """What is remembered of one library as a whole, not of one of its posts."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._kept = KeptValues(tables, library_id)

    def save_search(self, search: SavedSearch, when: datetime) -> None:
        """Keep a query under its name, in place of another of that name."""
        self._kept.put(_SAVED, search.name, [search.query, search.sort], when)

    def drop_search(self, name: str) -> None:
        """Forget a saved search."""
        self._kept.drop(_SAVED, name)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches by their names."""
        found = []
        for name, (query, sort), _ in self._kept.newest(_SAVED):
            order: SearchOrder = "date" if sort == "date" else "relevance"
            found.append(SavedSearch(name, query, order))
        return tuple(sorted(found, key=lambda search: search.name.casefold()))

    def keep_query(self, text: str, when: datetime) -> None:
        """Put a query in front of the past ones; the 100 latest are kept."""
        self._kept.put(_ASKED, text, True, when, most=_QUERIES)

    def past_queries(self) -> tuple[str, ...]:
        """The queries asked last, each once, newest first."""
        return tuple(name for name, *_ in self._kept.newest(_ASKED))

    def keep_known_posts(self, posts: Iterable[str], when: datetime) -> None:
        """Remember which posts there were, those remembered before included."""
        known = self.known_posts() or frozenset()
        self._kept.put(_VISIT, "", sorted(known.union(posts)), when)

    def known_posts(self) -> frozenset[str] | None:
        """The posts that there were; None before the end of the first visit."""
        rows = self._kept.newest(_VISIT)
        return frozenset(map(str, rows[0][1])) if rows else None
