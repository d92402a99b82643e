"""What the reader has typed in one library and not kept yet.

The hundred newest drafts are kept: one that is older was not gone on with.
"""

import json
from datetime import datetime

from gulagreader.domain.drafts import Draft, DraftPlace
from gulagreader.storage.memory_tables import MemoryTables, written

_DRAFT = "draft"
_MOST = 100


class DraftMemory:
    """The drafts of one library. Each change is one transaction."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._tables = tables
        self._library = library_id

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return any(row[2] for row in self._tables.rows("PRAGMA database_list"))

    def drafts(self) -> tuple[Draft, ...]:
        """All drafts, the newest first."""
        rows = self._tables.rows(
            "SELECT name, value, at FROM kept WHERE library = ? AND kind = ?"
            " ORDER BY at DESC, rowid DESC",
            *(self._library, _DRAFT),
        )
        return tuple(_draft(*row) for row in rows)

    def put(self, draft: Draft) -> None:
        """Keep a draft in place of another of its name."""
        place = _parts(draft.place) if draft.place is not None else None
        value = json.dumps([draft.text, draft.colour, draft.left, place, draft.note])
        with self._tables.change() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO kept (library, kind, name, value, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    *(self._library, _DRAFT, _storable(draft.name)),
                    *(value, written(draft.when)),
                ),
            )
            connection.execute(
                "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept"
                " WHERE library = ? AND kind = ?"
                " ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)",
                (self._library, _DRAFT, _MOST),
            )

    def drop(self, name: str) -> None:
        """Forget a draft."""
        with self._tables.change() as connection:
            connection.execute(
                "DELETE FROM kept WHERE library = ? AND kind = ? AND name = ?",
                (self._library, _DRAFT, _storable(name)),
            )


def _draft(name: str, value: str, at: str) -> Draft:
    text, colour, left, place, note = json.loads(value)
    return Draft(
        name,
        text,
        datetime.fromisoformat(at),
        colour,
        left,
        DraftPlace(*place) if place is not None else None,
        note,
    )


def _parts(place: DraftPlace) -> list[object]:
    span = [place.start, place.end]
    flags = [place.chosen, place.whole]
    return [place.post, place.comment, *span, place.words, *flags]


def _storable(name: str) -> str:
    """A name without the lone surrogates that SQLite cannot hold."""
    return name.encode(errors="replace").decode()
