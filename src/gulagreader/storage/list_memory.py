"""How the reader likes the list of a library's posts, and the lists made of it."""

import json
from collections.abc import Mapping
from datetime import datetime

from gulagreader.domain.listing import SmartList
from gulagreader.storage.memory_tables import MemoryTables, written

_CHOICE, _LIST = "listing", "list"


class ListMemory:
    """What is remembered of one library's list."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._tables = tables
        self._library = library_id

    def choices(self) -> Mapping[str, str]:
        """What was chosen, by its name."""
        found = self._rows(_CHOICE)
        return {name: str(json.loads(value)) for name, value in found}

    def keep_choice(self, name: str, value: str, when: datetime) -> None:
        """Remember a choice in place of the one before."""
        self._put(_CHOICE, name, value, when)

    def lists(self) -> tuple[SmartList, ...]:
        """The reader's own lists by their names."""
        rows = self._rows(_LIST)
        found = [SmartList(name, str(json.loads(value))) for name, value in rows]
        return tuple(sorted(found, key=lambda one: one.name.casefold()))

    def keep_list(self, kept: SmartList, when: datetime) -> None:
        """Keep a list under its name, in place of another of that name."""
        self._put(_LIST, kept.name, kept.query, when)

    def drop_list(self, name: str) -> None:
        """Forget a list."""
        with self._tables.change() as connection:
            connection.execute(
                "DELETE FROM kept WHERE library = ? AND kind = ? AND name = ?",
                (self._library, _LIST, _storable(name)),
            )

    def _put(self, kind: str, name: str, value: object, when: datetime) -> None:
        with self._tables.change() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO kept (library, kind, name, value, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    *(self._library, kind, _storable(name)),
                    *(json.dumps(value), written(when)),
                ),
            )

    def _rows(self, kind: str) -> list[tuple[str, ...]]:
        return self._tables.rows(
            "SELECT name, value FROM kept WHERE library = ? AND kind = ?",
            *(self._library, kind),
        )


def _storable(name: str) -> str:
    """A name without the lone surrogates that SQLite cannot hold."""
    return name.encode(errors="replace").decode()
