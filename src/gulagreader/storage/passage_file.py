"""The file of a library's passages: what texts share, and how to find what is new.

A cache in SQLite, one file for each library, made aside and renamed. It holds the words
of each text as numbers, their fingerprints, the links between texts, and the quotations
that the texts have. Text numbers are never given twice, so that the fingerprints of
texts that are gone may stay behind until the file is made anew.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gulagreader.domain.quotation_list import ListedQuotation
from gulagreader.storage.link_rows import LINK_SCHEMA, LinkRows
from gulagreader.storage.short_rows import SHORT_INDEXES, SHORT_SCHEMA, ShortRows
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
CREATE TABLE quotations (
    text INTEGER NOT NULL, start INTEGER, end INTEGER, kind TEXT, words TEXT,
    speaker TEXT, cited TEXT, source TEXT, probable INTEGER
);
{LINK_SCHEMA}{SHORT_SCHEMA}
"""
_OF_TEXTS = (
    *(("links", "source"), ("links", "target")),
    *(("quotations", "text"), ("short", "text")),
)
"""What goes with a text that goes: tables, and where they name it."""
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
        self.links = LinkRows(connection)
        """The links between its texts."""

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
        aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
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

    def add_prints(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add fingerprints: hash (signed), text, word."""
        self._db.executemany("INSERT OR IGNORE INTO prints VALUES (?, ?, ?)", rows)

    def remove_post(self, name: str) -> None:
        """Remove a post's file, its texts and all links with them."""
        raw = _kept(name)
        for table, column in _OF_TEXTS:
            self._db.execute(
                f"DELETE FROM {table} WHERE {column} IN"  # noqa: S608 - our names
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
        return self._db.execute(
            "SELECT number, words FROM texts WHERE name = ?", (_kept(name),)
        ).fetchall()

    def every_text(self) -> Iterator[tuple[int, bytes]]:
        """The words of every text: its number, and theirs."""
        yield from self._db.execute("SELECT number, words FROM texts ORDER BY number")

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
