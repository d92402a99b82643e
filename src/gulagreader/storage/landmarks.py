"""Every so manieth post of a large list, kept in its catalogue with its place.

How many posts there are, where one stands, and which come from a place on: a database
answers by counting rows, a tenth of a second where there are a hundred thousand. From
a landmark on it counts some hundreds at most.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

_EVERY = 256
"""Posts from one landmark to the next."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS landmarks"
    " (number INTEGER PRIMARY KEY, dated INTEGER, relative BLOB)"
)
_OVERTAKEN = (
    "CREATE TRIGGER IF NOT EXISTS after_{0} AFTER {0} ON posts"
    " BEGIN DELETE FROM landmarks; END"
)
"""Whoever changes the posts, and knows no landmarks, takes them away."""
_CHANGES = ("insert", "update", "delete")
_LISTED = "FROM posts WHERE id IS NOT NULL"
_IN_ORDER = "ORDER BY dated DESC, relative"


def keep_landmarks(connection: sqlite3.Connection) -> None:
    """Set the landmarks anew, as the posts are now, within a transaction."""
    connection.execute(_TABLE)
    for change in _CHANGES:
        connection.execute(_OVERTAKEN.format(change))
    connection.execute("DELETE FROM landmarks")
    number = 0
    found: list[tuple[int, int | None, bytes | None]] = []
    rows = connection.execute(f"SELECT dated, relative {_LISTED} {_IN_ORDER}")
    for dated, relative in rows:
        if number % _EVERY == 0:
            found.append((number, dated, relative))
        number += 1
    # The last says how many posts there are, and is none itself.
    found.append((number, None, None))
    connection.executemany("INSERT OR REPLACE INTO landmarks VALUES (?, ?, ?)", found)


class Landmarks:
    """The landmarks of one catalogue: places in its list, found quickly."""

    def __init__(
        self, connection: sqlite3.Connection, rows: Sequence[tuple[int, Any, Any]]
    ) -> None:
        *marks, (self.count, _, _) = rows
        self._connection = connection
        self._marks = [(dated, relative) for _, dated, relative in marks]
        self._keys = [_key(dated, relative) for dated, relative in self._marks]

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "Landmarks | None":
        """The landmarks of a catalogue; None where it has none that hold."""
        try:
            rows = connection.execute(
                "SELECT number, dated, relative FROM landmarks ORDER BY number"
            ).fetchall()
        except sqlite3.OperationalError:
            return None  # made before there were any
        numbers = [number for number, _, _ in rows]
        if len(rows) < 2 or numbers[:-1] != list(range(0, numbers[-1], _EVERY)):
            return None
        return cls(connection, rows)

    def number_of(self, dated: int | None, relative: bytes) -> int | None:
        """Where a post stands in the list, by its date and path."""
        mark = bisect_right(self._keys, _key(dated, relative)) - 1
        if mark < 0:
            return None
        paths = self._paths(mark, _EVERY)
        return mark * _EVERY + paths.index(relative) if relative in paths else None

    def rows(self, number: int, many: int) -> list[tuple[Any, ...]]:
        """Whole rows of the catalogue, from a place in the list on."""
        mark, skipped = divmod(number, _EVERY)
        paths = self._paths(mark, skipped + many)[skipped:]
        marks = ", ".join("?" * len(paths))
        rows = self._connection.execute(
            f"SELECT * FROM posts WHERE relative IN ({marks})",  # noqa: S608 - marks only
            paths,
        )
        found = {row[0]: row for row in rows}
        return [found[path] for path in paths if path in found]

    def _paths(self, mark: int, many: int) -> list[bytes]:
        """The paths of posts in the order of the list, from a landmark on."""
        dated, relative = self._marks[mark]
        # In parts, each of which the index answers without looking at other rows.
        parts: list[tuple[str, tuple[object, ...]]]
        if dated is None:
            parts = [("dated IS NULL AND relative >= ?", (relative,))]
        else:
            parts = [
                ("dated = ? AND relative >= ?", (dated, relative)),
                ("dated < ?", (dated,)),
                ("dated IS NULL", ()),
            ]
        found: list[bytes] = []
        for part, values in parts:
            rows = self._connection.execute(
                f"SELECT relative {_LISTED} AND {part} {_IN_ORDER} LIMIT ?",
                (*values, many - len(found)),
            )
            found += (path for (path,) in rows)
        return found


def _key(dated: int | None, relative: bytes) -> tuple[bool, int, bytes]:
    """What the list is sorted by: newest first, undated last, then by the path."""
    return dated is None, -(dated or 0), relative
