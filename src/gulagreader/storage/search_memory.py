"""What the reader searched for in one library, and which posts it knew."""

import json
from collections.abc import Iterable
from datetime import datetime

from gulagreader.domain.searches import SavedSearch, SearchOrder
from gulagreader.storage.memory_tables import MemoryTables, written

_QUERIES = 100
_SAVED, _ASKED, _VISIT = "search", "query", "visit"
_PUT = (
    "INSERT OR REPLACE INTO kept (library, kind, name, value, at)"
    " VALUES (?, ?, ?, ?, ?)"
)


class SearchMemory:
    """What is remembered of one library as a whole, not of one of its posts."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._tables = tables
        self._library = library_id

    def save_search(self, search: SavedSearch, when: datetime) -> None:
        """Keep a query under its name, in place of another of that name."""
        self._put(_SAVED, search.name, [search.query, search.sort], when)

    def drop_search(self, name: str) -> None:
        """Forget a saved search."""
        with self._tables.change() as connection:
            connection.execute(
                "DELETE FROM kept WHERE library = ? AND kind = ? AND name = ?",
                (self._library, _SAVED, _storable(name)),
            )

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches by their names."""
        found = []
        for name, value in self._rows(_SAVED):
            query, sort = json.loads(value)
            order: SearchOrder = "date" if sort == "date" else "relevance"
            found.append(SavedSearch(name, query, order))
        return tuple(sorted(found, key=lambda search: search.name.casefold()))

    def keep_query(self, text: str, when: datetime) -> None:
        """Put a query in front of the past ones; the 100 latest are kept."""
        with self._tables.change() as connection:
            connection.execute(_PUT, self._row(_ASKED, text, True, when))
            connection.execute(
                "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept"
                " WHERE library = ? AND kind = ?"
                " ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)",
                (self._library, _ASKED, _QUERIES),
            )

    def past_queries(self) -> tuple[str, ...]:
        """The queries asked last, each once, newest first."""
        return tuple(name for name, _ in self._rows(_ASKED))

    def keep_known_posts(self, posts: Iterable[str], when: datetime) -> None:
        """Remember which posts there were, those remembered before included."""
        known = self.known_posts() or frozenset()
        self._put(_VISIT, "", sorted(known.union(posts)), when)

    def known_posts(self) -> frozenset[str] | None:
        """The posts that there were; None before the end of the first visit."""
        rows = self._rows(_VISIT)
        return frozenset(map(str, json.loads(rows[0][1]))) if rows else None

    def _put(self, kind: str, name: str, value: object, when: datetime) -> None:
        with self._tables.change() as connection:
            connection.execute(_PUT, self._row(kind, name, value, when))

    def _row(
        self, kind: str, name: str, value: object, when: datetime
    ) -> tuple[str, ...]:
        return (
            *(self._library, kind, _storable(name)),
            *(json.dumps(value), written(when)),
        )

    def _rows(self, kind: str) -> list[tuple[str, ...]]:
        return self._tables.rows(
            "SELECT name, value FROM kept WHERE library = ? AND kind = ?"
            " ORDER BY at DESC, rowid DESC",
            *(self._library, kind),
        )


def _storable(name: str) -> str:
    """A name without the lone surrogates that SQLite cannot hold."""
    return name.encode(errors="replace").decode()
