"""The short quotations in the file of a library's passages, and where they were led."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SHORT_SCHEMA = """
CREATE TABLE short (
    number INTEGER PRIMARY KEY, text INTEGER NOT NULL, start INTEGER, end INTEGER,
    kind TEXT, words TEXT, seeds BLOB, numbers BLOB
);
CREATE TABLE counted (word INTEGER PRIMARY KEY, count INTEGER NOT NULL);
"""
SHORT_INDEXES = "CREATE INDEX short_of ON short (text);"
_AT_ONCE = 400
ShortKeys = tuple[bytes, bytes]
"""The seeds of a quotation as signed numbers of eight bytes, and the numbers of its
words as unsigned ones of four, little-endian."""
_PIECE = "\u2026"


@dataclass(frozen=True, slots=True)
class ShortRow:
    """A short quotation that does not come from its own thread."""

    number: int
    """0 before it is in the file."""
    text: int
    start: int
    end: int
    kind: str
    pieces: tuple[tuple[str, ...], ...]
    """Its words as they are compared."""


class ShortRows:
    """The short quotations of an open file of passages."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add(self, rows: Iterable[ShortRow], keys: Iterable[ShortKeys]) -> None:
        """Add quotations, each with what it is looked for by."""
        self._db.executemany(
            "INSERT INTO short (text, start, end, kind, words, seeds, numbers)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (row.text, row.start, row.end, row.kind, _kept(row.pieces), *key)
                for row, key in zip(rows, keys, strict=True)
            ),
        )

    def every_key(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Number, seeds and word numbers of every quotation."""
        yield from self._db.execute("SELECT number, seeds, numbers FROM short")

    def of_texts(self, texts: Iterable[int]) -> Iterator[int]:
        """The numbers of the quotations that some texts have."""
        for text in texts:
            rows = self._db.execute("SELECT number FROM short WHERE text = ?", (text,))
            yield from (number for (number,) in rows)

    def counts(self, words: Sequence[int]) -> dict[int, int]:
        """How often words stand in all texts, by what is counted of them."""
        found: dict[int, int] = {}
        for at in range(0, len(words), _AT_ONCE):
            part = words[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            found.update(
                self._db.execute(
                    f"SELECT word, count FROM counted WHERE word IN ({marks})",  # noqa: S608 - marks
                    part,
                )
            )
        return found

    def set_counts(self, rows: Iterable[tuple[int, int]]) -> None:
        """Note how often words stand in all texts."""
        self._db.execute("DELETE FROM counted")
        self._db.executemany("INSERT INTO counted VALUES (?, ?)", rows)

    def change_counts(self, rows: Iterable[tuple[int, int]]) -> None:
        """Note how much more often words stand in all texts now, or less."""
        self._db.executemany(
            "INSERT INTO counted VALUES (?, ?)"
            " ON CONFLICT (word) DO UPDATE SET count = count + excluded.count",
            rows,
        )

    def rows(self, numbers: Sequence[int]) -> Iterator[ShortRow]:
        """Quotations by their numbers, in the order of these."""
        wanted = sorted(numbers)
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            found = self._db.execute(
                "SELECT number, text, start, end, kind, words FROM short"  # noqa: S608 - marks
                f" WHERE number IN ({marks}) ORDER BY number",
                part,
            ).fetchall()
            for number, text, start, end, kind, words in found:
                yield ShortRow(number, text, start, end, kind, _pieces(words))


def _kept(pieces: Sequence[Sequence[str]]) -> str:
    return _PIECE.join(" ".join(piece) for piece in pieces)


def _pieces(words: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(piece.split(" ")) for piece in words.split(_PIECE))
