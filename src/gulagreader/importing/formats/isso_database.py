"""isso's database: the SQLite file in which it keeps its comments.

Tables and states as in ``isso/db/`` (https://github.com/isso-comments/isso). The
file is opened in memory and only read: nothing of it is trusted to run.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby

from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    DELETED,
    UNAPPROVED,
    Found,
    ImportedComments,
    LeftOut,
)
from gulagreader.importing.gathered_comments import (
    WORDLESS,
    GatheredComment,
    thread_from,
)
from gulagreader.importing.isso_comments.threads import comment_of, post_link
from gulagreader.importing.sources import SourceFile

_SQLITE = b"SQLite format 3\x00"
_ACCEPTED = 1
_STATES = {2: UNAPPROVED, 4: DELETED}
_COLUMNS = (
    *("id", "parent", "created", "mode", "remote_addr", "text", "author"),
    *("email", "website"),
)
_STEPS = 200_000_000
"""Steps of SQLite's machine; a table of comments takes a few for each."""
_EVERY = 100_000


class IssoDatabaseImporter:
    """Reads ``comments.db``."""

    name = "isso-database"
    version = 1

    def recognises(self, sample: SourceFile) -> float:
        """A database whose first page defines isso's tables."""
        start = sample.start
        if not start.startswith(_SQLITE):
            return 0.0
        has_columns = b"remote_addr" in start and b"tid" in start
        return 1.0 if has_columns and b"threads" in start else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the comments, thread by thread.

        Raises:
            SourceError: it is damaged, or not isso's.
        """
        origin = source.origin(self.name, self.version)
        with closing(sqlite3.connect(":memory:")) as base:
            try:
                rows = _rows(base, source.data)
                yield from _found(rows, origin)
            except (sqlite3.Error, ValueError, OverflowError) as error:
                raise SourceError(f"is damaged as a database: {error}") from error


def _rows(base: sqlite3.Connection, data: bytes) -> Iterator[sqlite3.Row]:
    base.deserialize(data)
    base.row_factory = sqlite3.Row
    base.text_factory = lambda given: given.decode("utf-8", "replace")
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        base.execute(f"PRAGMA {pragma}")
    left = [_STEPS // _EVERY]

    def step() -> int:
        left[0] -= 1
        return left[0] < 0

    base.set_progress_handler(step, _EVERY)
    kinds = base.execute(
        "SELECT name, type FROM sqlite_master WHERE name IN ('comments', 'threads')"
    )
    if sorted((row["name"], row["type"]) for row in kinds) != [
        ("comments", "table"),
        ("threads", "table"),
    ]:
        raise SourceError("is no database of isso: it lacks its tables")
    columns = ", ".join(f"c.{name}" for name in _COLUMNS)
    return base.execute(
        f"SELECT t.id AS thread, t.uri, t.title, {columns} FROM comments AS c"  # noqa: S608 - our own names
        " LEFT JOIN threads AS t ON t.id = c.tid ORDER BY c.tid, c.created, c.id"
    )


def _found(rows: Iterator[sqlite3.Row], origin: Origin) -> Iterator[Found]:
    for _, group in groupby(rows, key=lambda row: row["thread"]):
        gathered: list[GatheredComment] = []
        uri, title = "", ""
        for row in group:
            uri, title = str(row["uri"] or ""), str(row["title"] or "")
            state = row["mode"]
            if state != _ACCEPTED:
                yield LeftOut(_STATES.get(state, UNAPPROVED))
                continue
            comment = comment_of({name: row[name] for name in _COLUMNS}, line=None)
            if comment.text:
                gathered.append(comment)
            else:
                yield LeftOut(WORDLESS)
        if gathered:
            read = thread_from(gathered)
            yield ImportedComments(
                post_link(uri, title),
                read.comments,
                origin,
                remarks=read.remarks,
                left_out=read.left_out,
            )


IMPORTER = IssoDatabaseImporter()
