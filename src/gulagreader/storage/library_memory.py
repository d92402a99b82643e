"""What the reader did in one library: read, starred, seen, folded, left."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from gulagreader.domain.folding import NOTHING_FOLDED, Folded
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.places import Place
from gulagreader.storage.memory_tables import MemoryTables, written

Mark = Literal["read", "star"]
"""A mark that a post has or has not."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Which comments of a post the reader has had on the screen."""

    when: datetime
    comments: frozenset[str]


class LibraryMemory:
    """What the reader did in one library, by post id."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._tables = tables
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

    def marked(self, kind: Mark) -> Mapping[str, datetime]:
        """The posts with a mark, and since when."""
        return self._times(kind)

    def change_marks(
        self, kind: Mark, put: Mapping[str, datetime], taken: Iterable[str]
    ) -> None:
        """Put a mark on posts and take it from others, all or none of them."""
        put_all = [
            (self._library, kind, post, "true", written(when))
            for post, when in put.items()
        ]
        with self._tables.change() as connection:
            connection.executemany(
                "DELETE FROM posts WHERE library = ? AND kind = ? AND post = ?",
                ((self._library, kind, post) for post in taken),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO posts (library, kind, post, value, at)"
                " VALUES (?, ?, ?, ?, ?)",
                put_all,
            )

    def mark_seen(self, post: str, comments: Iterable[str], when: datetime) -> None:
        """Remember which comments stood under a post when it was seen."""
        self._put("seen", post, sorted(set(comments)), when)

    def seen(self, post: str) -> Seen | None:
        """When the thread of a post was last seen, and what stood in it."""
        found = self._get("seen", post)
        if found is None or not isinstance(found[0], list):
            return None
        return Seen(found[1], frozenset(str(name) for name in found[0]))

    def seen_threads(self) -> Mapping[str, frozenset[str]]:
        """The posts whose threads were seen, and the comments that stood in them."""
        rows = self._tables.rows(
            "SELECT post, value FROM posts WHERE library = ? AND kind = 'seen'",
            self._library,
        )
        found = ((post, json.loads(value)) for post, value in rows)
        return {
            post: frozenset(map(str, names))
            for post, names in found
            if isinstance(names, list)
        }

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
        rows = self._tables.rows(
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
        with self._tables.change() as connection:
            connection.execute(
                f"{verb} INTO posts (library, kind, post, value, at)"
                " VALUES (?, ?, ?, ?, ?)",
                (self._library, kind, post, json.dumps(value), written(when)),
            )

    def _drop(self, kind: str, post: str) -> None:
        with self._tables.change() as connection:
            connection.execute(
                "DELETE FROM posts WHERE library = ? AND kind = ? AND post = ?",
                (self._library, kind, post),
            )

    def _get(self, kind: str, post: str) -> tuple[object, datetime] | None:
        rows = self._tables.rows(
            "SELECT value, at FROM posts WHERE library = ? AND kind = ? AND post = ?",
            *(self._library, kind, post),
        )
        if not rows:
            return None
        return json.loads(rows[0][0]), datetime.fromisoformat(rows[0][1])

    def _times(self, kind: str) -> Mapping[str, datetime]:
        rows = self._tables.rows(
            "SELECT post, at FROM posts WHERE library = ? AND kind = ? ORDER BY at",
            *(self._library, kind),
        )
        return {post: datetime.fromisoformat(at) for post, at in rows}
