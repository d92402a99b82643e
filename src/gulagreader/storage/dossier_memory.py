"""The reader's dossiers on one library.

A change is worked out inside its transaction from what the file has then, so that two
programs that gather at once lose nothing of one another's. What is removed, and a
dossier that is dropped, stay for thirty days.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gulagreader.domain.dossier import Dossier, DossierError, Entry, RemovedEntry
from gulagreader.storage.dossier_shape import entry_of, entry_shape
from gulagreader.storage.memory_tables import KEPT, LibraryTables, written

_CURRENT = "dossier"
_ENTRIES = (
    "SELECT place, turn, value, removed FROM dossier_entries"
    " WHERE library = ? AND dossier = ? ORDER BY turn, place"
)
_Row = tuple[int, int, str, str | None]


@dataclass(frozen=True, slots=True)
class DroppedDossier:
    """A dossier that was dropped, and when."""

    dossier: Dossier
    when: datetime


class DossierMemory(LibraryTables):
    """The dossiers of one library. Each call that changes one is a transaction."""

    def dossiers(self) -> tuple[Dossier, ...]:
        """All dossiers that were not dropped, the oldest first."""
        heads = (row for row in self._heads() if not row[3])
        return tuple(self._dossier(*row[:3]) for row in heads)

    def dropped(self) -> tuple[DroppedDossier, ...]:
        """The dossiers that can be had back, the last dropped first."""
        found = [
            DroppedDossier(self._dossier(*row[:3]), datetime.fromisoformat(row[3]))
            for row in self._heads()
            if row[3]
        ]
        return tuple(sorted(found, key=lambda one: one.when, reverse=True))

    def current(self) -> str | None:
        """The id of the dossier that is gathered into; None where none was named."""
        rows = self._kept.newest(_CURRENT)
        return str(rows[0][1]) if rows else None

    def make_current(self, dossier_id: str, when: datetime) -> None:
        """Gather into a dossier from now on."""
        self._kept.put(_CURRENT, "", dossier_id, when)

    def begin(self, dossier: Dossier) -> None:
        """Keep a new dossier, and gather into it from now on."""
        with self._tables.change() as connection:
            connection.execute(
                "INSERT INTO dossiers (library, id, name, created) VALUES (?, ?, ?, ?)",
                (self._library, dossier.id, dossier.name, written(dossier.created)),
            )
            self._write(connection, replace(dossier, entries=(), removed=()), dossier)
            self._kept.put_within(connection, _CURRENT, "", dossier.id, dossier.created)

    def change(
        self, dossier_id: str, do: Callable[[Dossier], Dossier], when: datetime
    ) -> Dossier:
        """Change a dossier as it is in the file now; give it as it is then.

        ``do`` may raise, and then nothing is changed. What was removed more than
        thirty days before ``when`` is forgotten.

        Raises:
            DossierError: there is no such dossier.
        """
        with self._tables.change() as connection:
            before = self._read(connection, dossier_id)
            after = do(before).forgetting(when - KEPT)
            self._write(connection, before, after)
            if after.name != before.name:
                connection.execute(
                    "UPDATE dossiers SET name = ? WHERE library = ? AND id = ?",
                    (after.name, self._library, dossier_id),
                )
        return after

    def drop(self, dossier_id: str, when: datetime) -> None:
        """Drop a dossier; those dropped more than thirty days ago are forgotten."""
        gone = written(when - KEPT)
        with self._tables.change() as connection:
            connection.execute(
                "UPDATE dossiers SET dropped = ?"
                " WHERE library = ? AND id = ? AND dropped IS NULL",
                (written(when), self._library, dossier_id),
            )
            connection.execute(
                "DELETE FROM dossier_entries WHERE (library, dossier) IN"
                " (SELECT library, id FROM dossiers WHERE dropped < ?)",
                (gone,),
            )
            connection.execute("DELETE FROM dossiers WHERE dropped < ?", (gone,))

    def restore(self, dossier_id: str, name: str, when: datetime) -> None:
        """Take a dropped dossier back under a name, and gather into it."""
        with self._tables.change() as connection:
            connection.execute(
                "UPDATE dossiers SET dropped = NULL, name = ?"
                " WHERE library = ? AND id = ?",
                (name, self._library, dossier_id),
            )
            self._kept.put_within(connection, _CURRENT, "", dossier_id, when)

    # --- rows

    def _heads(self) -> list[tuple[str, ...]]:
        return self._tables.rows(
            "SELECT id, name, created, coalesce(dropped, '') FROM dossiers"
            " WHERE library = ? ORDER BY created, id",
            self._library,
        )

    def _dossier(self, dossier_id: str, name: str, created: str) -> Dossier:
        rows = self._tables.rows(_ENTRIES, self._library, dossier_id)
        return _dossier(dossier_id, name, created, rows)

    def _read(self, connection: sqlite3.Connection, dossier_id: str) -> Dossier:
        heads = connection.execute(
            "SELECT name, created FROM dossiers"
            " WHERE library = ? AND id = ? AND dropped IS NULL",
            (self._library, dossier_id),
        ).fetchall()
        if not heads:
            raise DossierError("This dossier is there no more.")
        rows = connection.execute(_ENTRIES, (self._library, dossier_id)).fetchall()
        name, created = heads[0]
        return _dossier(dossier_id, name, created, rows)

    def _write(
        self, connection: sqlite3.Connection, before: Dossier, after: Dossier
    ) -> None:
        """Write the entries that are others than before."""
        old, new = _rows(before), _rows(after)
        connection.executemany(
            "DELETE FROM dossier_entries WHERE library = ? AND dossier = ? AND id = ?",
            [(self._library, after.id, key) for key in old.keys() - new.keys()],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO dossier_entries"
            " (library, dossier, id, place, turn, value, removed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (self._library, after.id, key, *row)
                for key, row in new.items()
                if old.get(key) != row
            ],
        )


def _rows(dossier: Dossier) -> dict[str, _Row]:
    """What is written of each entry, by its id."""
    rows: dict[str, _Row] = {
        entry.id: (place, 0, _value(entry), None)
        for place, entry in enumerate(dossier.entries)
    }
    for turn, gone in enumerate(dossier.removed, 1):
        when = written(gone.when)
        rows[gone.entry.id] = (gone.place, turn, _value(gone.entry), when)
    return rows


def _dossier(
    dossier_id: str, name: str, created: str, rows: Sequence[Sequence[object]]
) -> Dossier:
    entries: list[Entry] = []
    removed: list[RemovedEntry] = []
    for place, _, value, when in rows:
        entry = entry_of(json.loads(str(value)))
        if when is None:
            entries.append(entry)
        else:
            at = datetime.fromisoformat(str(when))
            removed.append(RemovedEntry(entry, int(str(place)), at))
    began = datetime.fromisoformat(created)
    return Dossier(dossier_id, name, began, tuple(entries), tuple(removed))


def _value(entry: Entry) -> str:
    return json.dumps(entry_shape(entry))
