"""Measure the search: building an index, opening it, and typing queries into it.

    python -m benchmarks.search 10000 [CACHE]

Every keystroke of the typing sessions is a query with its 20 hits and snippets.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.search_corpus import MadeUpLibrary
from gulagreader.domain.hits import Answer
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import update_index


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"p50 {statistics.median(times):.1f} p95 {p95:.1f} max {ordered[-1]:.1f} ms"


def build(library: MadeUpLibrary, cache: Path) -> Path:
    making = milliseconds(
        lambda: [library.read_post(file.path) for file in library.post_files()]
    )
    start = time.perf_counter()
    state = finish(update_index(library, cache))
    took = time.perf_counter() - start - (making / 1000 if state.rebuilt else 0)
    if state.rebuilt:
        size = sum(p.stat().st_size for p in state.folder.rglob("*") if p.is_file())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"build: {state.documents} documents, {state.documents / took:.0f} a "
            f"second, {size / 1e6:.0f} MB, peak {memory:.0f} MB"
        )
    else:
        print(f"unchanged: {took * 1000:.0f} ms")
    return state.folder


def sessions(library: MadeUpLibrary, count: int) -> list[list[str]]:
    """Pairs of words from real texts, key by key."""
    chance = random.Random(5)
    files = list(library.post_files())
    typed = []
    for _ in range(count):
        post, _ = library.read_post(chance.choice(files).path)
        words = post.body.replace(".", "").lower().split()
        at = chance.randrange(max(1, len(words) - 1))
        query = " ".join(words[at : at + 2])
        typed.append([query[:end] for end in range(1, len(query) + 1)])
    return typed


def main() -> None:
    library = MadeUpLibrary(int(sys.argv[1]))
    with tempfile.TemporaryDirectory() as made:
        cache = Path(sys.argv[2] if len(sys.argv) > 2 else made)
        folder = build(library, cache)
        opened: list[Finder] = []
        for _ in range(2):
            took = milliseconds(
                lambda: opened.append(Finder.open(library.info, folder))
            )
            print(f"open: {took:.0f} ms")
        finder = opened[-1]

        def ask(query: str, typing: bool) -> tuple[float, Answer]:
            start = time.perf_counter()
            answer = finder.answer(query, typing=typing)
            return (time.perf_counter() - start) * 1000, answer

        times = []
        slow = []
        for session in sessions(library, 25):
            for query in session:
                took, answer = ask(query, typing=True)
                times.append(took)
                slow.append((took, query, answer.total, answer.exact))
        print(f"typing: {len(times)} keys, {spread(times)}")
        for took, query, total, exact in sorted(slow, reverse=True)[:6]:
            print(f"  {took:.1f} ms {query!r} {total} {exact}")
        words = library.words
        for name, queries in {
            "rare": words[30_000:30_040],
            "mid": words[300:340],
            "common": words[:10],
            "two": [
                f"{a} {b}" for a, b in zip(words[200:230], words[20:50], strict=True)
            ],
            "phrase": [f'"{s[-1]}"' for s in sessions(library, 20)],
            "prefix 1": list("bcdfgh"),
            "prefix 2": ["ba", "co", "di", "ge"],
            "author": [f"author:reader {word}" for word in words[100:120]],
            "filter": ["author:teacher", "date:2014", "in:posts"],
        }.items():
            for typing in (True, False):
                star = "*" if "prefix" in name and not typing else ""
                each = [ask(query + star, typing)[0] for query in queries]
                print(f"{name} {'typing' if typing else 'finished'}: {spread(each)}")


if __name__ == "__main__":
    main()
