"""Measure search while typing, beside SQLite's FTS5 on the same texts."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.measuring import heading, milliseconds, p95, row
from benchmarks.search import sessions
from benchmarks.search_corpus import MadeUpLibrary
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexable import documents_of
from gulagreader.services.indexing import update_index

_FTS5_ANSWER = (
    "SELECT rowid, snippet(texts, 0, '[', ']', '…', 16) FROM texts"
    " WHERE texts MATCH ? ORDER BY rank LIMIT 20"
)


def _fts5(file: Path, library: MadeUpLibrary) -> sqlite3.Connection:
    """The peer at its best for typing: with its index of prefixes."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(body, prefix='1 2 3')")
    for post in library.post_files():
        found = documents_of(*library.read_post(post.path))
        texts = ((f"{document.title} {document.text}",) for document in found)
        connection.executemany("INSERT INTO texts VALUES (?)", texts)
    connection.commit()
    return connection


def _ask_fts5(connection: sqlite3.Connection, query: str) -> None:
    *whole, last = query.split()
    asked = " ".join([*(f'"{word}"' for word in whole), f'"{last}"*'])
    connection.execute(_FTS5_ANSWER, (asked,)).fetchall()


def _times(name: str, times: Sequence[float], peer: float) -> None:
    median = statistics.median(times)
    row(name, median, p95(times), max(times), median / peer)


def run(comments: int) -> None:
    """Print what typing 25 queries key by key costs in a library of that size."""
    library = MadeUpLibrary(comments)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        state = finish(update_index(library, Path(folder)))
        building = time.perf_counter() - start
        start = time.perf_counter()
        connection = _fts5(Path(folder) / "fts5", library)
        fts5_building = time.perf_counter() - start
        finder = Finder.open(library.info, state.folder)
        keys = [key for typed in sessions(library, 25) for key in typed if key.strip()]
        ours, theirs = [], []
        with closing(connection):
            for query in keys:
                ours.append(milliseconds(partial(finder.answer, query, typing=True)))
                theirs.append(milliseconds(partial(_ask_fts5, connection, query)))
    heading(
        f"Search while typing: {state.documents:,} documents, {len(keys)} keys",
        "engine",
        "median ms",
        "p95 ms",
        "longest ms",
        "of FTS5's",
    )
    peer = statistics.median(theirs)
    _times("GulagReader", ours, peer)
    _times("FTS5 with prefixes", theirs, peer)
    print(
        f"\nBuilding took {building:.1f} s; FTS5's, in C, {fts5_building:.1f} s (both"
        " with the making up of the texts)."
    )
