"""The peers of the search: SQLite's FTS5, tantivy and ripgrep, each at its best.

They are given the same texts and asked the same queries; they answer with the numbers
of the first 20 texts, so that snippets and chains of replies cost all of them the
same. FTS5 has its index of prefixes; tantivy has fast fields for filters; ripgrep
reads plain files and can answer single words and phrases only.
"""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import tantivy

from benchmarks.search_queries import Asked
from gulagreader.search.documents import Document

Texts = Iterable[Document]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Peer(Protocol):
    """A way to search the same texts."""

    name: str

    def build(self, folder: Path, texts: Texts) -> None:
        """Index the texts, numbered in order."""

    def open(self, folder: Path) -> None:
        """Open what was built."""

    def ask(self, asked: Asked) -> list[int] | None:
        """The numbers of the first 20; None where it cannot be asked."""


def year_of(document: Document) -> int:
    return int((document.date or "0")[:4])


def day_of(document: Document) -> int:
    return int((document.date or "0")[:10].replace("-", "") or 0)


def text_of(document: Document) -> str:
    title = "" if document.comment else f"{document.title} "
    return f"{title}{document.text}"


def misspellings(word: str) -> set[str]:
    """All words one letter away."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + c + b[1:] for a, b in cuts if b for c in _LETTERS),
        *(a + c + b for a, b in cuts for c in _LETTERS),
    }


class Fts5:
    """SQLite's full-text index, with its index of prefixes."""

    name = "FTS5"

    def build(self, folder: Path, texts: Texts) -> None:
        folder.mkdir(parents=True)
        connection = sqlite3.connect(folder / "texts.db")
        connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(body, author UNINDEXED,"
            " year UNINDEXED, day UNINDEXED, prefix='1 2 3')"
        )
        rows = (
            (number, text_of(one), one.author, year_of(one), day_of(one))
            for number, one in enumerate(texts)
        )
        connection.executemany(
            "INSERT INTO texts (rowid, body, author, year, day) VALUES (?,?,?,?,?)",
            rows,
        )
        connection.execute(
            "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, 'row')"
        )
        connection.commit()
        connection.close()

    def open(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "texts.db")
        self._connection.execute("PRAGMA mmap_size = 8000000000")

    def ask(self, asked: Asked) -> list[int] | None:
        parts = [f'"{word}"' for word in asked.words]
        if asked.prefix:
            parts.append(f'"{asked.prefix}"*')
        if asked.phrase:
            parts.append(f'"{" ".join(asked.phrase)}"')
        if asked.near:
            parts.append(f"NEAR({' '.join(asked.near)}, 5)")
        if asked.like:
            parts.append(self._like(asked.like))
        where, values = "texts MATCH ?", [" AND ".join(parts)]
        if asked.author:
            where, values = f"{where} AND author = ?", [*values, asked.author]
        if asked.year:
            where, values = f"{where} AND year = ?", [*values, str(asked.year)]
        order = "day DESC" if asked.newest_first else "rank"
        question = f"SELECT rowid FROM texts WHERE {where} ORDER BY {order} LIMIT 20"
        return [row[0] for row in self._connection.execute(question, values)]

    def _like(self, word: str) -> str:
        tried = sorted(misspellings(word))
        marks = ",".join("?" * len(tried))
        question = f"SELECT term FROM vocabulary WHERE term IN ({marks})"
        known = [row[0] for row in self._connection.execute(question, tried)]
        return "(" + " OR ".join(f'"{other}"' for other in known or [word]) + ")"


class Tantivy:
    """The engine in Rust."""

    name = "tantivy"

    def build(self, folder: Path, texts: Texts) -> None:
        folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, fast=True)
        builder.add_text_field("body", tokenizer_name="default")
        builder.add_text_field("author", tokenizer_name="raw")
        builder.add_integer_field("year", indexed=True, fast=True)
        builder.add_integer_field("day", fast=True)
        index = tantivy.Index(builder.build(), str(folder))
        writer = index.writer(256_000_000, 1)
        for number, one in enumerate(texts):
            writer.add_document(
                tantivy.Document(
                    number=number,
                    body=text_of(one),
                    author=one.author or "",
                    year=year_of(one),
                    day=day_of(one),
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()

    def ask(self, asked: Asked) -> list[int] | None:
        query, schema = tantivy.Query, self._schema
        parts = [query.term_query(schema, "body", word) for word in asked.words]
        if asked.prefix:
            parts.append(query.regex_query(schema, "body", f"{asked.prefix}.*"))
        if asked.phrase:
            parts.append(query.phrase_query(schema, "body", [*asked.phrase]))
        if asked.near:
            orders = (asked.near, asked.near[::-1])
            near = [query.phrase_query(schema, "body", [*row], 5) for row in orders]
            should = [(tantivy.Occur.Should, one) for one in near]
            parts.append(query.boolean_query(should))
        if asked.like:
            parts.append(query.fuzzy_term_query(schema, "body", asked.like, 1))
        if asked.author:
            author = query.term_query(schema, "author", asked.author)
            parts.append(query.const_score_query(author, 0.0))
        if asked.year:
            year = query.term_query(schema, "year", asked.year)
            parts.append(query.const_score_query(year, 0.0))
        whole = query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        order = "day" if asked.newest_first else None
        found = self._searcher.search(whole, 20, order_by_field=order)
        return [self._searcher.doc(at)["number"][0] for _, at in found.hits]


class Ripgrep:
    """Plain files, looked through anew for each query."""

    name = "ripgrep"

    def build(self, folder: Path, texts: Texts) -> None:
        folder.mkdir(parents=True)
        lines: list[str] = []
        number = -1
        for number, one in enumerate(texts):
            lines.append(f"{number}\t{text_of(one)}\n")
            if number % 100 == 99:
                (folder / f"{number // 100:06}.txt").write_text("".join(lines))
                lines.clear()
        (folder / f"{number // 100:06}.txt").write_text("".join(lines))

    def open(self, folder: Path) -> None:
        beside = Path(sys.executable).with_name("rg")
        self._program = str(beside) if beside.exists() else shutil.which("rg") or "rg"
        self._folder = str(folder)

    def ask(self, asked: Asked) -> list[int] | None:
        if asked.phrase:
            words = " ".join(asked.phrase)
        elif len(asked.words) == 1 and asked == Asked(asked.words):
            words = asked.words[0]
        else:
            return None
        options = ["-i", "-w", "-F", "-I", "--no-filename", "-m", "20"]
        done = subprocess.run(
            [self._program, *options, words, self._folder],
            capture_output=True,
            check=False,
        )
        rows = done.stdout.split(b"\n")[:20]
        return [int(row.partition(b"\t")[0]) for row in rows if row]
