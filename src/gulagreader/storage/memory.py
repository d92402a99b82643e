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
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from gulagreader.domain.folding import NOTHING_FOLDED, Folded
from gulagreader.domain.places import Place
from gulagreader.storage.memory_file import (
    MemoryUnavailableError,
    explained,
    open_memory,
)

_RECENT = 20


@dataclass(frozen=True, slots=True)
class RecentLibrary:
    """A library that was opened before."""

    path: Path
    name: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """Which comments of a post the reader has had on the screen."""

    when: datetime
    comments: frozenset[str]


class ReaderMemory:
    """The memory of one user. May be used from several threads."""

    def __init__(self, connection: sqlite3.Connection, notice: str | None) -> None:
        self._connection = connection
        self._lock = threading.Lock()
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
        with self._lock:
            self._connection.close()

    def __enter__(self) -> "ReaderMemory":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def library(self, library_id: str) -> "LibraryMemory":
        """What is remembered of one library."""
        return LibraryMemory(self, library_id)

    def remember_library(self, path: Path, name: str, when: datetime) -> None:
        """Put a library in front of the recent ones; the 20 latest are kept."""
        with self._change() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recent VALUES (?, ?, ?)",
                (os.fsencode(path), name, _written(when)),
            )
            connection.execute(
                "DELETE FROM recent WHERE path NOT IN"
                " (SELECT path FROM recent ORDER BY at DESC, path LIMIT ?)",
                (_RECENT,),
            )

    def forget_library(self, path: Path) -> None:
        """Take a library off the recent ones."""
        with self._change() as connection:
            connection.execute(
                "DELETE FROM recent WHERE path = ?", (os.fsencode(path),)
            )

    def recent_libraries(self) -> tuple[RecentLibrary, ...]:
        """The libraries opened last, newest first, whether they are there or not."""
        rows = self._rows("SELECT path, name, at FROM recent ORDER BY at DESC, path")
        return tuple(
            RecentLibrary(Path(os.fsdecode(path)), name, datetime.fromisoformat(at))
            for path, name, at in rows
        )

    def setting(self, key: str) -> str | None:
        """The value of a setting; None where it was never set."""
        rows = self._rows("SELECT value FROM settings WHERE key = ?", key)
        return rows[0][0] if rows else None

    def settings(self) -> Mapping[str, str]:
        """All settings."""
        rows = self._rows("SELECT key, value FROM settings ORDER BY key")
        return {key: value for key, value in rows}  # noqa: C416 - rows have any length

    def set_setting(self, key: str, value: str | None, when: datetime) -> None:
        """Keep a setting; None takes it back."""
        with self._change() as connection:
            connection.execute("DELETE FROM settings WHERE key = ?", (key,))
            if value is not None:
                connection.execute(
                    "INSERT INTO settings VALUES (?, ?, ?)",
                    (key, value, _written(when)),
                )

    def export(self) -> dict[str, object]:
        """Everything that is remembered, as values that JSON can write."""
        libraries: dict[str, dict[str, object]] = {}
        for library, kind, post, value, at in self._rows(
            "SELECT library, kind, post, value, at FROM posts"
            " ORDER BY library, kind, post"
        ):
            of_kind = libraries.setdefault(library, {}).setdefault(kind, {})
            assert isinstance(of_kind, dict)
            of_kind[post] = {"at": at, "value": json.loads(value)}
        return {
            "format": "gulagreader-memory/1",
            "settings": dict(self.settings()),
            "recent_libraries": [
                {
                    "path": os.fsencode(recent.path).decode("utf-8", "replace"),
                    "name": recent.name,
                    "at": _written(recent.when),
                }
                for recent in self.recent_libraries()
            ],
            "libraries": libraries,
        }

    def _rows(self, question: str, *values: str) -> list[tuple[str, ...]]:
        """Ask the file."""
        with self._lock, _in_words():
            return self._connection.execute(question, values).fetchall()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """Make one change, whole or not at all."""
        with self._lock, _in_words():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


class LibraryMemory:
    """What the reader did in one library, by post id."""

    def __init__(self, memory: ReaderMemory, library_id: str) -> None:
        self._memory = memory
        self._library = library_id

    def mark_read(self, post: str, when: datetime) -> None:
        """Mark a post as read; the first time stays."""
        self._put("read", post, True, when, verb="INSERT OR IGNORE")

    def mark_unread(self, post: str) -> None:
        """Take the mark back."""
        self._drop("read", post)

    def read_posts(self) -> Mapping[str, datetime]:
        """The posts marked as read, and since when."""
        return self._times("read")

    def star(self, post: str, when: datetime) -> None:
        """Put a star on a post."""
        self._put("star", post, True, when)

    def unstar(self, post: str) -> None:
        """Take the star off."""
        self._drop("star", post)

    def starred_posts(self) -> Mapping[str, datetime]:
        """The posts with a star, and since when."""
        return self._times("star")

    def mark_seen(self, post: str, comments: Iterable[str], when: datetime) -> None:
        """Remember which comments stood under a post when it was seen."""
        self._put("seen", post, sorted(set(comments)), when)

    def seen(self, post: str) -> Seen | None:
        """When the thread of a post was last seen, and what stood in it."""
        found = self._get("seen", post)
        if found is None or not isinstance(found[0], list):
            return None
        return Seen(found[1], frozenset(str(name) for name in found[0]))

    def set_folds(self, post: str, folded: Folded, when: datetime) -> None:
        """Remember which comments of a post are folded."""
        if folded:
            self._put("folds", post, sorted(folded), when)
        else:
            self._drop("folds", post)

    def folds(self, post: str) -> Folded:
        """The comments of a post that were folded."""
        found = self._get("folds", post)
        if found is None or not isinstance(found[0], list):
            return NOTHING_FOLDED
        return frozenset(str(name) for name in found[0])

    def set_place(self, place: Place, when: datetime) -> None:
        """Remember where a post was left."""
        self._put("place", place.post, [place.comment, place.offset], when)

    def place(self, post: str) -> Place | None:
        """Where a post was left; None where it was never open."""
        found = self._get("place", post)
        if found is None or not isinstance(found[0], list):
            return None
        comment, offset = found[0]
        return Place(post, comment, int(offset))

    def last_post(self) -> str | None:
        """The post that was left last."""
        rows = self._memory._rows(
            "SELECT post FROM posts WHERE library = ? AND kind = 'place'"
            " ORDER BY at DESC, rowid DESC LIMIT 1",
            self._library,
        )
        return rows[0][0] if rows else None

    def _put(
        self,
        kind: str,
        post: str,
        value: object,
        when: datetime,
        verb: str = "INSERT OR REPLACE",
    ) -> None:
        with self._memory._change() as connection:
            connection.execute(
                f"{verb} INTO posts (library, kind, post, value, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (self._library, kind, post, json.dumps(value), _written(when)),
            )

    def _drop(self, kind: str, post: str) -> None:
        with self._memory._change() as connection:
            connection.execute(
                "DELETE FROM posts WHERE library = ? AND kind = ? AND post = ?",
                (self._library, kind, post),
            )

    def _get(self, kind: str, post: str) -> tuple[object, datetime] | None:
        rows = self._memory._rows(
            "SELECT value, at FROM posts WHERE library = ? AND kind = ? AND post = ?",
            *(self._library, kind, post),
        )
        if not rows:
            return None
        return json.loads(rows[0][0]), datetime.fromisoformat(rows[0][1])

    def _times(self, kind: str) -> Mapping[str, datetime]:
        rows = self._memory._rows(
            "SELECT post, at FROM posts WHERE library = ? AND kind = ? ORDER BY at",
            *(self._library, kind),
        )
        return {post: datetime.fromisoformat(at) for post, at in rows}


def _written(when: datetime) -> str:
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
