"""The reader's memory: what was read, where it was left, what was folded or starred.

This is the user's own data, so it is kept apart from every library and cache,
in one SQLite file. Each change is a transaction of its own in a write-ahead log
that is on the disk before the call returns (``synchronous=FULL``): a kill or a
power cut at any moment loses nothing that was taken in. A change costs a few
milliseconds at most, and a reader makes one every few seconds.
"""

import json
import os
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.storage.library_memory import LibraryMemory
from gulagreader.storage.memory_file import open_memory
from gulagreader.storage.memory_tables import MemoryTables, written
from gulagreader.storage.search_memory import SearchMemory

if TYPE_CHECKING:
    from gulagreader.storage.dossier_memory import DossierMemory
    from gulagreader.storage.draft_memory import DraftMemory
    from gulagreader.storage.list_memory import ListMemory
    from gulagreader.storage.note_memory import NoteMemory
    from gulagreader.storage.thread_memory import ThreadMemory

_RECENT = 20


@dataclass(frozen=True, slots=True)
class RecentLibrary:
    """A library that was opened before."""

    path: Path
    name: str
    when: datetime


class ReaderMemory:
    """The memory of one user. May be used from several threads."""

    def __init__(self, connection: sqlite3.Connection, notice: str | None) -> None:
        self._tables = MemoryTables(connection)
        self.notice = notice
        """What the reader should be told about the memory's file, if anything."""

    @classmethod
    def open(cls, file: Path) -> "ReaderMemory":
        """Open the memory kept in ``file`` (of ``Folders``), or begin a new one.

        A file that is damaged is set aside under another name and a new memory
        begun; where the folder cannot be written, the memory lasts as long as
        the program. Both are told in ``notice``.

        Raises:
            MemoryUnavailableError: a newer version of the program wrote the file
                (it is left as it is), or another program holds it.
        """
        return cls(*open_memory(file))

    def close(self) -> None:
        """Close the file; nothing waits to be written."""
        self._tables.close()

    def __enter__(self) -> "ReaderMemory":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def library(self, library_id: str) -> LibraryMemory:
        """What is remembered of one library."""
        return LibraryMemory(self._tables, library_id)

    def searches(self, library_id: str) -> SearchMemory:
        """What was searched for in one library, and which posts were known."""
        return SearchMemory(self._tables, library_id)

    def notes(self, library_id: str) -> "NoteMemory":
        """The highlights and notes on one library."""
        from gulagreader.storage.note_memory import NoteMemory  # noqa: PLC0415 - start-up

        return NoteMemory(self._tables, library_id)

    def drafts(self, library_id: str) -> "DraftMemory":
        """What was typed in one library and not kept yet."""
        from gulagreader.storage.draft_memory import DraftMemory  # noqa: PLC0415 - start-up

        return DraftMemory(self._tables, library_id)

    def dossiers(self, library_id: str) -> "DossierMemory":
        """What was gathered in one library."""
        from gulagreader.storage.dossier_memory import DossierMemory  # noqa: PLC0415 - start-up

        return DossierMemory(self._tables, library_id)

    def listing(self, library_id: str) -> "ListMemory":
        """How the list of one library is shown, and the lists made of it."""
        from gulagreader.storage.list_memory import ListMemory  # noqa: PLC0415 - start-up

        return ListMemory(self._tables, library_id)

    def threads(self, library_id: str) -> "ThreadMemory":
        """How the threads of one library are shown, and its marked places."""
        from gulagreader.storage.thread_memory import ThreadMemory  # noqa: PLC0415 - start-up

        return ThreadMemory(self._tables, library_id)

    def remember_library(self, path: Path, name: str, when: datetime) -> None:
        """Put a library in front of the recent ones; the 20 latest are kept."""
        with self._tables.change() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recent VALUES (?, ?, ?)",
                (os.fsencode(path), name, written(when)),
            )
            connection.execute(
                "DELETE FROM recent WHERE path NOT IN"
                " (SELECT path FROM recent ORDER BY at DESC, path LIMIT ?)",
                (_RECENT,),
            )

    def forget_library(self, path: Path) -> None:
        """Take a library off the recent ones."""
        with self._tables.change() as connection:
            connection.execute(
                "DELETE FROM recent WHERE path = ?", (os.fsencode(path),)
            )

    def recent_libraries(self) -> tuple[RecentLibrary, ...]:
        """The libraries opened last, newest first, whether they are there or not."""
        rows = self._tables.rows(
            "SELECT path, name, at FROM recent ORDER BY at DESC, path"
        )
        return tuple(
            RecentLibrary(Path(os.fsdecode(path)), name, datetime.fromisoformat(at))
            for path, name, at in rows
        )

    def setting(self, key: str) -> str | None:
        """The value of a setting; None where it was never set."""
        rows = self._tables.rows("SELECT value FROM settings WHERE key = ?", key)
        return rows[0][0] if rows else None

    def settings(self) -> Mapping[str, str]:
        """All settings."""
        rows = self._tables.rows("SELECT key, value FROM settings ORDER BY key")
        return {key: value for key, value in rows}  # noqa: C416 - rows have any length

    def set_setting(self, key: str, value: str | None, when: datetime) -> None:
        """Keep a setting; None takes it back."""
        with self._tables.change() as connection:
            connection.execute("DELETE FROM settings WHERE key = ?", (key,))
            if value is not None:
                connection.execute(
                    "INSERT INTO settings VALUES (?, ?, ?)",
                    (key, value, written(when)),
                )

    def export(self) -> dict[str, object]:
        """Everything that is remembered, as values that JSON can write."""
        libraries: dict[str, dict[str, object]] = {}
        for library, kind, name, value, at in self._tables.rows(
            "SELECT library, kind, post AS name, value, at FROM posts"
            " UNION ALL SELECT library, kind, name, value, at FROM kept"
            " UNION ALL SELECT library, 'note', id, value, created FROM annotations"
            " WHERE removed IS NULL"
            " UNION ALL SELECT e.library, 'dossier entry', d.name || '/' || e.id,"
            " e.value, d.created FROM dossier_entries e JOIN dossiers d"
            " ON d.library = e.library AND d.id = e.dossier"
            " WHERE e.removed IS NULL AND d.dropped IS NULL"
            " ORDER BY library, kind, name"
        ):
            of_kind = libraries.setdefault(library, {}).setdefault(kind, {})
            assert isinstance(of_kind, dict)
            of_kind[name] = {"at": at, "value": json.loads(value)}
        return {
            "format": "gulagreader-memory/1",
            "settings": dict(self.settings()),
            "recent_libraries": [
                {
                    "path": os.fsencode(recent.path).decode("utf-8", "replace"),
                    "name": recent.name,
                    "at": written(recent.when),
                }
                for recent in self.recent_libraries()
            ],
            "libraries": libraries,
        }
