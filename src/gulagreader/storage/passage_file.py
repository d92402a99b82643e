"""The file of a library's passages: what texts share, and how to find what is new.

A cache in SQLite, one file for each library, made aside and renamed. It holds the words
of each text as numbers, their fingerprints, the links between texts, and the quotations
that the texts have. Text numbers are never given twice, so that the fingerprints of
texts that are gone may stay behind until the file is made anew.
"""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gulagreader.domain.quotation_list import ListedQuotation
from gulagreader.domain.uptake import Link, LinkKind, PassagePlace
from gulagreader.storage.short_rows import (
    SHORT_INDEXES,
    SHORT_SCHEMA,
    LinkRow,
    ShortRows,
)
from gulagreader.text.quotation_rules import RULES

_APPLICATION = 0x47554C50
_FORM = 5
"""To be raised whenever a row, or how texts are compared, changes its meaning."""
_VERSION = 1000 * _FORM + RULES
_PATIENCE = 5.0
_LEFT_BEHIND = 3600.0
"""Age in seconds from which a file that is being made is nobody's any more."""
_AT_ONCE = 400
"""Values in one question."""
_SCHEMA = f"""
PRAGMA application_id={_APPLICATION};
PRAGMA user_version={_VERSION};
CREATE TABLE posts (
    name BLOB NOT NULL PRIMARY KEY, stamp TEXT, post TEXT, date TEXT, title TEXT
) WITHOUT ROWID;
CREATE TABLE texts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, name BLOB NOT NULL,
    post TEXT NOT NULL, comment TEXT, words BLOB NOT NULL, author TEXT, dated TEXT
);
CREATE TABLE prints (
    hash INTEGER NOT NULL, text INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (hash, text, place)
) WITHOUT ROWID;
CREATE TABLE links (
    source INTEGER NOT NULL, start INTEGER, end INTEGER,
    target INTEGER NOT NULL, target_start INTEGER, target_end INTEGER,
    kind TEXT, score REAL, probable INTEGER, short INTEGER
);
CREATE TABLE quotations (
    text INTEGER NOT NULL, start INTEGER, end INTEGER, kind TEXT, words TEXT,
    speaker TEXT, cited TEXT, source TEXT, probable INTEGER
);
{SHORT_SCHEMA}
"""
_LINKS = (
    "SELECT a.post, a.comment, start, end,"
    " b.post, b.comment, target_start, target_end, kind, score, probable FROM links"
    " JOIN texts a ON a.number = links.source JOIN texts b ON b.number = links.target"
)
_BOTH_WAYS = (("source", "target"), ("target", "source"))
_START = {"source": "start", "target": "target_start"}
_END = {"source": "end", "target": "target_end"}
_LINK_INDEXES = (
    "CREATE INDEX links_from ON links (source)",
    "CREATE INDEX links_to ON links (target)",
    "CREATE INDEX links_of_short ON links (short) WHERE short > 0",
)
_INDEXES = f"""
CREATE INDEX texts_of_file ON texts (name);
CREATE INDEX texts_of_post ON texts (post);
CREATE INDEX quotations_of ON quotations (text);
{SHORT_INDEXES}
"""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text as the file has it."""

    number: int
    name: str
    """The path of the post's file."""
    post: str
    comment: str | None
    words: bytes
    """Little-endian numbers of four bytes."""
    date: str
    """Of the post, as it was given."""
    author: str | None = None
    dated: str | None = None
    """The date of the text itself, else of its post."""


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


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """A quotation of a text."""

    start: int
    end: int
    kind: str
    words: str
    """What a reader sees of it, or the beginning of that."""
    speaker: str | None
    cited: str | None
    source: str | None
    """The source that the citation names, in its own words."""
    probable: bool
    """Whether the source is a guess."""


class PassageFile:
    """One open file; to be used from the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._db = connection
        self.short = ShortRows(connection)
        """Its short quotations."""

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> "Iterator[PassageFile | None]":
        """Open a file that is there; None where there is none that can be used."""
        if not path.is_file():
            yield None
            return
        with closing(_connect(path)) as connection:
            yield cls(path, connection) if _is_ours(connection) else None

    @classmethod
    @contextmanager
    def make(cls, path: Path) -> "Iterator[PassageFile]":
        """Make a file aside; at the end it takes the place of the one before."""
        aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        try:
            with closing(_connect(aside)) as connection:
                connection.executescript(_SCHEMA)
                connection.execute("BEGIN")
                yield cls(aside, connection)
                connection.execute("COMMIT")
                connection.executescript(_INDEXES)
            aside.replace(path)
            _remove_leftovers(path)
        finally:
            aside.unlink(missing_ok=True)
            aside.with_name(f"{aside.name}-journal").unlink(missing_ok=True)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction; undone where it does not come to its end."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def stamps(self) -> dict[str, str]:
        """What each post's file was when it was taken in."""
        rows = self._db.execute("SELECT name, stamp FROM posts")
        return {_shown(name): stamp for name, stamp in rows}

    def counts(self) -> tuple[int, int, int]:
        """How many texts and links there are, and how many texts are gone."""
        texts, last = self._db.execute(
            "SELECT COUNT(*), COALESCE(MAX(number), 0) FROM texts"
        ).fetchone()
        (links,) = self._db.execute("SELECT COUNT(*) FROM links").fetchone()
        return texts, links, last - texts

    def add_post(self, name: str, stamp: str, post: str, date: str, title: str) -> None:
        """Note that a post's file is taken in."""
        row = (_kept(name), stamp, post, date, title)
        self._db.execute("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?)", row)

    def add_text(
        self,
        name: str,
        post: str,
        comment: str | None,
        words: bytes,
        author: str | None,
        dated: str | None,
    ) -> int:
        """Add a text; give its number, which is higher than any before."""
        cursor = self._db.execute(
            "INSERT INTO texts (name, post, comment, words, author, dated)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (_kept(name), post, comment, words, author, dated),
        )
        return int(cursor.lastrowid or 0)

    def add_quotations(self, text: int, rows: Iterable[QuotationRow]) -> None:
        """Add the quotations of a text."""
        self._db.executemany(
            "INSERT INTO quotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(text, one.start, one.end, one.kind, one.words),
                    *(one.speaker, one.cited, one.source, one.probable),
                )
                for one in rows
            ),
        )

    def quotations(self) -> Iterator[tuple[int, ListedQuotation]]:
        """Every quotation with the number of its text, the newest posts first."""
        rows = self._db.execute(
            "SELECT text, texts.post, comment, title, start, end, kind,"
            " quotations.words, speaker, author, dated, cited, source, probable"
            " FROM quotations JOIN texts ON number = text JOIN posts USING (name)"
            # As in the list of posts: the newest first, those without a date last.
            " ORDER BY date = '9999', date DESC, name, text, start"
        )
        for row in rows:
            values = [*row[1:13], bool(row[13])]
            yield row[0], ListedQuotation(*values)

    def taken(self) -> Iterator[tuple[int, int, int]]:
        """Which stretches of texts were taken up, or are shared: text, start, end.

        In the order of texts; as often as there are links.
        """
        yield from self._db.execute(
            "SELECT target, target_start, target_end FROM links UNION ALL"
            " SELECT source, start, end FROM links WHERE kind = ? ORDER BY 1",
            (LinkKind.SHARED.value,),
        )

    def add_prints(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add fingerprints: hash (signed), text, word."""
        self._db.executemany("INSERT OR IGNORE INTO prints VALUES (?, ?, ?)", rows)

    def index_links(self) -> None:
        """Make the links of a text quick to find, once most of them are there."""
        for statement in _LINK_INDEXES:
            self._db.execute(statement)

    def add_links(self, rows: Iterable[LinkRow]) -> None:
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

    def remove_post(self, name: str) -> None:
        """Remove a post's file, its texts and all links with them."""
        raw = _kept(name)
        for end in ("source", "target"):
            self._db.execute(
                f"DELETE FROM links WHERE {end} IN"  # noqa: S608 - one of two names
                " (SELECT number FROM texts WHERE name = ?)",
                (raw,),
            )
        for table in ("quotations", "short"):
            self._db.execute(
                f"DELETE FROM {table} WHERE text IN"  # noqa: S608 - one of two names
                " (SELECT number FROM texts WHERE name = ?)",
                (raw,),
            )
        self._db.execute("DELETE FROM texts WHERE name = ?", (raw,))
        self._db.execute("DELETE FROM posts WHERE name = ?", (raw,))

    def linked_with(self, name: str) -> set[int]:
        """The texts of other posts that have links with a post's texts."""
        rows = self._db.execute(
            "SELECT DISTINCT b.number FROM texts a"
            " JOIN links ON links.source = a.number OR links.target = a.number"
            " JOIN texts b ON b.number IN (links.source, links.target)"
            " WHERE a.name = ?1 AND b.name <> ?1",
            (_kept(name),),
        )
        return {number for (number,) in rows}

    def neighbours(self, number: int) -> set[int]:
        """The texts that a text has links with."""
        rows = self._db.execute(
            "SELECT source + target - ?1 FROM links WHERE source = ?1 OR target = ?1",
            (number,),
        )
        return {other for (other,) in rows}

    def with_prints(self, hashes: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Where fingerprints stand: hash, text and word, in the order of texts."""
        for at in range(0, len(hashes), _AT_ONCE):
            part = hashes[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            yield from self._db.execute(
                "SELECT hash, text, place FROM prints JOIN texts"  # noqa: S608 - marks
                f" ON number = text WHERE hash IN ({marks}) ORDER BY hash, text, place",
                part,
            )

    def texts_in(self, name: str) -> list[tuple[int, bytes]]:
        """The texts of a post's file: number and words of each."""
        return self.short.texts_in(_kept(name))

    def text(self, number: int) -> TextRow | None:
        """A text by its number."""
        row = self._db.execute(
            "SELECT number, name, texts.post, comment, words, date, author, dated"
            " FROM texts JOIN posts USING (name) WHERE number = ?",
            (number,),
        ).fetchone()
        if row is None:
            return None
        return TextRow(row[0], _shown(row[1]), *row[2:])

    def ends(self) -> Iterator[tuple[str, str | None, str, str | None, LinkKind]]:
        """The two ends of every link, without places: post and comment of each."""
        rows = self._db.execute(
            "SELECT a.post, a.comment, b.post, b.comment, kind FROM links"
            " JOIN texts a ON a.number = links.source"
            " JOIN texts b ON b.number = links.target"
        )
        for row in rows:
            yield *row[:4], LinkKind(row[4])

    def links(self, post: str, *, incoming: bool) -> list[Link]:
        """The links from the texts of a post, or to them."""
        own = "target" if incoming else "source"
        rows = self._db.execute(
            f"{_LINKS} JOIN texts own ON own.number = links.{own}"
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

    def every_link(self) -> list[Link]:
        """The links between all texts."""
        return list(map(_link, self._db.execute(_LINKS)))


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


def _remove_leftovers(path: Path) -> None:
    """Remove what killed runs left, an hour older than the file just made."""
    now = path.stat().st_mtime
    for left in path.parent.glob(f".{path.name}.*.tmp*"):
        with suppress(OSError):
            if now - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    # It is a cache: after a power cut it may be damaged, and is made anew.
    connection.execute("PRAGMA synchronous=OFF")
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    return bool(application == _APPLICATION and version == _VERSION)


def _kept(name: str) -> bytes:
    """A path as bytes: it may be none that is text."""
    return name.encode("utf-8", "surrogateescape")


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
