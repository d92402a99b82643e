"""The tables of the reader's memory: asked, and changed one transaction at a time."""

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from gulagreader.storage.memory_file import MemoryUnavailableError, explained


class MemoryTables:
    """An open memory. May be used from several threads.

    Every error of the file is raised as MemoryUnavailableError, in words.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the file; nothing waits to be written."""
        with self._lock:
            self._connection.close()

    def rows(self, question: str, *values: str) -> list[tuple[str, ...]]:
        """Ask the file."""
        with self._lock, _in_words():
            return self._connection.execute(question, values).fetchall()

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return any(row[2] for row in self.rows("PRAGMA database_list"))

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Make one change, whole or not at all."""
        with self._lock, _in_words():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


KEPT = timedelta(days=30)
"""For how long what was removed can be had back."""


class KeptValues:
    """Values of one library that are kept under names, in several kinds."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._tables = tables
        self._library = library_id

    def newest(self, kind: str) -> list[tuple[str, Any, str]]:
        """Names, values, and the times at which they were kept, the newest first."""
        rows = self._tables.rows(
            "SELECT name, value, at FROM kept WHERE library = ? AND kind = ?"
            " ORDER BY at DESC, rowid DESC",
            *(self._library, kind),
        )
        return [(name, json.loads(value), at) for name, value, at in rows]

    def put(
        self,
        kind: str,
        name: str,
        value: object,
        when: datetime,
        most: int | None = None,
    ) -> None:
        """Keep a value in place of another of its name, and the newest at ``most``."""
        with self._tables.change() as connection:
            self.put_within(connection, kind, name, value, when)
            if most is not None:
                connection.execute(
                    "DELETE FROM kept WHERE rowid IN (SELECT rowid FROM kept"
                    " WHERE library = ? AND kind = ?"
                    " ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)",
                    (self._library, kind, most),
                )

    def put_within(
        self,
        connection: sqlite3.Connection,
        kind: str,
        name: str,
        value: object,
        when: datetime,
    ) -> None:
        """Keep a value as a part of a change."""
        connection.execute(
            "INSERT OR REPLACE INTO kept (library, kind, name, value, at)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                *(self._library, kind, _storable(name)),
                *(json.dumps(value), written(when)),
            ),
        )

    def drop(self, kind: str, name: str) -> None:
        """Forget a value."""
        with self._tables.change() as connection:
            connection.execute(
                "DELETE FROM kept WHERE library = ? AND kind = ? AND name = ?",
                (self._library, kind, _storable(name)),
            )


class LibraryTables:
    """What is kept of one library, in tables of its own and under names."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._tables = tables
        self._library = library_id
        self._kept = KeptValues(tables, library_id)

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return self._tables.lasts


class KeptChoices:
    """What a reader of one library chose, by its name."""

    _CHOICE: ClassVar[str]
    """The kind of what is kept."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._kept = KeptValues(tables, library_id)

    def choices(self) -> Mapping[str, str]:
        """What was chosen, by its name."""
        return {name: str(value) for name, value, _ in self._kept.newest(self._CHOICE)}

    def keep_choice(self, name: str, value: str, when: datetime) -> None:
        """Remember a choice in place of the one before."""
        self._kept.put(self._CHOICE, name, value, when)


def _storable(name: str) -> str:
    """A name without the lone surrogates that SQLite cannot hold."""
    return name.encode(errors="replace").decode()


def written(when: datetime) -> str:
    """A time as UTC in ISO 8601, so that times sort as text."""
    if when.tzinfo is None:
        raise ValueError("a time without its zone cannot be remembered")
    return when.astimezone(UTC).isoformat(timespec="microseconds")


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise MemoryUnavailableError(explained(error)) from None
