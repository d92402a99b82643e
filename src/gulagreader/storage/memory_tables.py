"""The tables of the reader's memory: asked, and changed one transaction at a time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

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
