"""Measure the search beside its peers: typing, and whole queries.

Every key of a typing session is a query; each answer is its first 20 texts with
their snippets and chains of replies, made by the same code for all engines. The
engines are asked in turns, in an order that changes; each table gives medians of
several runs.
"""

import gc
import random
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.measuring import heading, milliseconds, p95, row
from benchmarks.search_corpus import MadeUpLibrary
from benchmarks.search_peers import Fts5, Peer, Ripgrep, Tantivy
from benchmarks.search_queries import Asked, classes, sessions
from gulagreader.domain.progress import finish
from gulagreader.search.documents import Document, Documents
from gulagreader.search.snippets import beginning, snippet
from gulagreader.services.finding import Finder, Sort
from gulagreader.services.indexable import documents_of
from gulagreader.services.indexing import update_index

Ask = Callable[[], object]
_SLOW_MS = 1500
"""A peer that needs longer at the median is left out of the rest of a class."""


def texts_of(library: MadeUpLibrary) -> Iterator[Document]:
    for file in library.post_files():
        yield from documents_of(*library.read_post(file.path))


class Desk:
    """Our engine and its peers, opened on the same texts."""

    def __init__(self, library: MadeUpLibrary, folder: Path) -> None:
        self.library = library
        state = finish(update_index(library, folder / "cache"))
        self.documents = state.documents
        self.finder = Finder.open(library.info, state.folder)
        self.texts = Documents(_generation(state.folder), state.documents)
        self.peers: list[Peer] = [Fts5(), Tantivy(), Ripgrep()]
        for peer in self.peers:
            place = folder / peer.name
            if not place.exists():
                peer.build(place, texts_of(library))
            peer.open(place)

    def ask_peer(self, peer: Peer, asked: Asked) -> list[int] | None:
        """Ask, and make hits of the numbers as the reader does."""
        numbers = peer.ask(asked)
        marks = [*asked.words, *asked.near, f"{asked.prefix}*" if asked.prefix else ""]
        phrases = [asked.phrase] if asked.phrase else []
        for number in numbers or ():
            document = self.texts.document(number)
            snippet(document.text, marks, phrases)
            parent = document.parent
            while parent is not None:
                above = self.texts.document(parent)
                beginning(above.text)
                parent = above.parent
        return numbers


def _generation(folder: Path) -> Path:
    return folder / (folder / "CURRENT").read_text().strip()


def typed(query: str) -> Asked:
    """An unfinished query as the peers are asked it."""
    *whole, last = query.split(" ")
    return Asked(tuple(word for word in whole if word), last)


def typing(desk: Desk, count: int, runs: int) -> None:
    """Print what a key costs."""
    keys = [
        key for one in sessions(desk.library, count) for key in one if key[-1] != " "
    ]
    peers = [peer for peer in desk.peers if not isinstance(peer, Ripgrep)]
    times: dict[str, list[list[float]]] = {}
    for _ in range(runs):
        run = _in_turns(keys, lambda key: _typing_works(desk, peers, key))
        for name, each in run.items():
            times.setdefault(name, []).append(each)
    heading(
        f"Typing: {desk.documents:,} texts, {len(keys)} keys, {runs} runs",
        *("engine", "median ms", "p95 ms", "longest ms"),
        *("median, of FTS5's", "p95, of FTS5's", "p95, of tantivy's"),
    )
    measures: tuple[Callable[[list[float]], float], ...] = (statistics.median, p95, max)
    medians = {
        name: [statistics.median(map(measure, each)) for measure in measures]
        for name, each in times.items()
    }
    for name, (middle, most, longest) in medians.items():
        row(
            *(name, middle, most, longest, middle / medians["FTS5"][0]),
            *(most / medians["FTS5"][1], most / medians["tantivy"][1]),
        )


def _typing_works(desk: Desk, peers: Sequence[Peer], key: str) -> dict[str, Ask]:
    works: dict[str, Ask] = {
        "GulagReader": partial(desk.finder.answer, key, typing=True)
    }
    for peer in peers:
        works[peer.name] = partial(desk.ask_peer, peer, typed(key))
    return works


def _in_turns(
    keys: Sequence[str], works_of: Callable[[str], dict[str, Ask]]
) -> dict[str, list[float]]:
    chance = random.Random(3)
    times: dict[str, list[float]] = {}
    for key in keys:
        works = list(works_of(key).items())
        chance.shuffle(works)
        for name, work in works:
            gc.collect(0)
            times.setdefault(name, []).append(milliseconds(work))
    return times


def whole_queries(desk: Desk, count: int) -> None:
    """Print what each class of finished queries costs."""
    heading(
        f"Whole queries: {desk.documents:,} texts, {count} of each; median / p95 ms",
        *("query", "GulagReader", *(peer.name for peer in desk.peers)),
        *("median, of FTS5's", "of tantivy's"),
    )
    for name, queries in classes(desk.library, count).items():
        times = _class_times(desk, queries)
        cells = [_spread(times.get(one, [])) for one in ("GulagReader", *_names(desk))]
        ours = statistics.median(times["GulagReader"])
        ratios = [
            ours / statistics.median(times[peer]) if times.get(peer) else "n/a"
            for peer in ("FTS5", "tantivy")
        ]
        row(name, *cells, *ratios)


def _names(desk: Desk) -> list[str]:
    return [peer.name for peer in desk.peers]


def _class_times(desk: Desk, queries: Sequence[Asked]) -> dict[str, list[float]]:
    chance = random.Random(3)
    times: dict[str, list[float]] = {}
    for asked in queries:
        sort: Sort = "date" if asked.newest_first else "relevance"
        works: dict[str, Ask] = {
            "GulagReader": partial(
                desk.finder.answer, asked.text(), typing=False, sort=sort
            )
        }
        for peer in desk.peers:
            before = times.get(peer.name, [])
            can = peer.ask(Asked(("zz",)) if not asked.phrase else asked) is not None
            if isinstance(peer, Ripgrep) and not (
                asked.phrase or asked == Asked(asked.words[:1])
            ):
                can = False
            if can and not (before and statistics.median(before) > _SLOW_MS):
                works[peer.name] = partial(desk.ask_peer, peer, asked)
        order = list(works.items())
        chance.shuffle(order)
        for name, work in order:
            times.setdefault(name, []).append(milliseconds(work))
    return times


def _spread(times: Sequence[float]) -> str:
    if not times:
        return "n/a"
    both = (statistics.median(times), p95(times))
    return " / ".join(f"{one:.1f}" if one < 100 else f"{one:,.0f}" for one in both)


def run(comments: int, *, keep: Path | None = None, runs: int = 5) -> None:
    """Print everything for a library of that size; ``keep`` reuses what was built."""
    library = MadeUpLibrary(comments)
    folder = keep / str(comments) if keep else Path(tempfile.mkdtemp())
    try:
        desk = Desk(library, folder)
        # What is read once, at the first query, is not counted to a class.
        desk.finder.answer("warm", typing=False)
        typing(desk, 24 if comments < 500_000 else 12, runs)
        whole_queries(desk, 20)
    finally:
        if keep is None:
            shutil.rmtree(folder)
