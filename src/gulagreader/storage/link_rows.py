"""The links between texts, in the file of a library's passages."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gulagreader.domain.uptake import Link, LinkKind, PassagePlace

LINK_SCHEMA = """
CREATE TABLE links (
    source INTEGER NOT NULL, start INTEGER, end INTEGER,
    target INTEGER NOT NULL, target_start INTEGER, target_end INTEGER,
    kind TEXT, score REAL, probable INTEGER, short INTEGER
);
"""
_LINKED = (
    "SELECT a.post, a.comment, start, end,"
    " b.post, b.comment, target_start, target_end, kind, score, probable FROM links"
    " JOIN texts a ON a.number = links.source JOIN texts b ON b.number = links.target"
)
_BOTH_WAYS = (("source", "target"), ("target", "source"))
_START = {"source": "start", "target": "target_start"}
_END = {"source": "end", "target": "target_end"}
_INDEXES = (
    "CREATE INDEX links_from ON links (source)",
    "CREATE INDEX links_to ON links (target)",
    "CREATE INDEX links_of_short ON links (short) WHERE short > 0",
)
_AT_ONCE = 400
"""Values in one question."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link between two texts, by their numbers."""

    source: int
    start: int
    end: int
    target: int
    target_start: int
    target_end: int
    kind: LinkKind
    score: float
    probable: bool = False
    """Whether it is a guess."""
    short: int = 0
    """The number of the short quotation that it is of; 0 for any other."""


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A link between two posts, seen from one of them."""

    text: int
    post: str
    comment: str | None
    start: int
    end: int
    other: int
    other_post: str
    other_comment: str | None
    other_start: int
    other_end: int
    score: float


class LinkRows:
    """The links in an open file of passages."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add(self, rows: Iterable[LinkRow]) -> None:
        """Add links."""
        self._db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(one.source, one.start, one.end),
                    *(one.target, one.target_start, one.target_end),
                    *(one.kind.value, one.score, one.probable, one.short),
                )
                for one in rows
            ),
        )

    def make_quick(self) -> None:
        """Make the links of a text quick to find, once most of them are there."""
        for statement in _INDEXES:
            self._db.execute(statement)

    def forget_short(self, numbers: Sequence[int] | None) -> None:
        """Remove the links of some short quotations, else of all."""
        if numbers is None:
            self._db.execute("DELETE FROM links WHERE short > 0")
            return
        for at in range(0, len(numbers), _AT_ONCE):
            part = numbers[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            self._db.execute(
                f"DELETE FROM links WHERE short IN ({marks})",  # noqa: S608 - marks
                part,
            )

    def meet(self, text: int, start: int, end: int) -> bool:
        """Whether a link that is not of a short quotation meets a stretch of a text."""
        row = self._db.execute(
            "SELECT 1 FROM links WHERE short = 0 AND"
            " (source = ?1 AND start < ?3 AND ?2 < end"
            " OR target = ?1 AND target_start < ?3 AND ?2 < target_end) LIMIT 1",
            (text, start, end),
        ).fetchone()
        return row is not None

    def neighbours(self, number: int) -> set[int]:
        """The texts that a text has links with."""
        rows = self._db.execute(
            "SELECT source + target - ?1 FROM links WHERE source = ?1 OR target = ?1",
            (number,),
        )
        return {other for (other,) in rows}

    def ends(self) -> Iterator[tuple[str, str | None, str, str | None, LinkKind]]:
        """The two ends of every link, without places: post and comment of each."""
        rows = self._db.execute(
            "SELECT a.post, a.comment, b.post, b.comment, kind FROM links"
            " JOIN texts a ON a.number = links.source"
            " JOIN texts b ON b.number = links.target"
        )
        for row in rows:
            yield *row[:4], LinkKind(row[4])

    def of_post(self, post: str, *, incoming: bool) -> list[Link]:
        """The links from the texts of a post, or to them."""
        own = "target" if incoming else "source"
        rows = self._db.execute(
            f"{_LINKED} JOIN texts own ON own.number = links.{own}"
            " WHERE own.post = ? ORDER BY own.number, links.rowid",
            (post,),
        )
        return list(map(_link, rows))

    def ends_in(self, post: str) -> list[LinkEnd]:
        """The links of a post's texts with those of other posts, from their side."""
        return [
            LinkEnd(*row)
            for own, other in _BOTH_WAYS
            for row in self._db.execute(
                f"{_end_of(own, other)} WHERE a.post = ?1 AND b.post <> ?1"
                " AND short = 0",
                (post,),
            )
        ]

    def ends_at(self, text: int, start: int, end: int) -> list[LinkEnd]:
        """The links of a stretch of a text with other posts, from its side."""
        return [
            LinkEnd(*row)
            for own, other in _BOTH_WAYS
            for row in self._db.execute(
                f"{_end_of(own, other)} WHERE a.number = ?1 AND a.post <> b.post"
                f" AND short = 0 AND {_START[own]} < ?3 AND ?2 < {_END[own]}"
                " ORDER BY b.number",
                (text, start, end),
            )
        ]

    def every_end(self) -> Iterator[tuple[int, int, int, int, int, int]]:
        """Every link between posts from both sides: text, start, end, and the other's.

        In the order of texts.
        """
        sides = " UNION ALL ".join(
            f"SELECT {own} AS own, {_START[own]}, {_END[own]},"  # noqa: S608 - our names
            f" {other}, {_START[other]}, {_END[other]}"
            " FROM links JOIN texts a ON a.number = source"
            " JOIN texts b ON b.number = target"
            " WHERE a.post <> b.post AND short = 0"
            for own, other in _BOTH_WAYS
        )
        yield from self._db.execute(f"{sides} ORDER BY own")

    def every(self) -> list[Link]:
        """The links between all texts."""
        return list(map(_link, self._db.execute(_LINKED)))

    def taken(self) -> Iterator[tuple[int, int, int]]:
        """Which stretches of texts were taken up, or are shared: text, start, end.

        In the order of texts; as often as there are links.
        """
        yield from self._db.execute(
            "SELECT target, target_start, target_end FROM links UNION ALL"
            " SELECT source, start, end FROM links WHERE kind = ? ORDER BY 1",
            (LinkKind.SHARED.value,),
        )


def _end_of(own: str, other: str) -> str:
    return (
        f"SELECT a.number, a.post, a.comment, {_START[own]}, {_END[own]},"  # noqa: S608 - our names
        f" b.number, b.post, b.comment, {_START[other]}, {_END[other]}, score"
        f" FROM texts a JOIN links ON {own} = a.number"
        f" JOIN texts b ON b.number = {other}"
    )


def _link(row: Sequence[Any]) -> Link:
    places = PassagePlace(*row[:4]), PassagePlace(*row[4:8])
    return Link(*places, LinkKind(row[8]), row[9], bool(row[10]))
