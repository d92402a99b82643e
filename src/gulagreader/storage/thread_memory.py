"""How the reader likes the threads of a library, and the places marked by letters."""

import json
from collections.abc import Mapping
from datetime import datetime

from gulagreader.domain.places import Place
from gulagreader.storage.memory_tables import MemoryTables, written

_CHOICE, _MARK = "thread", "mark"


class ThreadMemory:
    """What is remembered of one library's threads."""

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

    def marks(self) -> Mapping[str, Place]:
        """The marked places by their letters, in the order of the alphabet."""
        places = {}
        for name, value in sorted(self._rows(_MARK)):
            post, comment, offset = json.loads(value)
            places[name] = Place(post, comment, int(offset))
        return places

    def set_mark(self, letter: str, place: Place, when: datetime) -> None:
        """Mark a place, in place of what had the letter."""
        value = [place.post, place.comment, place.offset]
        self._put(_MARK, letter, value, when)

    def _put(self, kind: str, name: str, value: object, when: datetime) -> None:
        with self._tables.change() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO kept (library, kind, name, value, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (self._library, kind, name, json.dumps(value), written(when)),
            )

    def _rows(self, kind: str) -> list[tuple[str, ...]]:
        return self._tables.rows(
            "SELECT name, value FROM kept WHERE library = ? AND kind = ?",
            *(self._library, kind),
        )
