"""Measure how late the screen's event loop gets while searches run in their thread."""

import asyncio
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import heading, row
from benchmarks.search_corpus import MadeUpLibrary
from benchmarks.search_queries import classes, sessions
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import update_index

_SWITCH_SECONDS = 0.0005
"""As ``ui.app`` sets it."""
_TICK = 0.005
_TICKS = 2000


async def _late() -> list[float]:
    """How late each tick came, in milliseconds."""
    late = []
    for _ in range(_TICKS):
        due = time.perf_counter() + _TICK
        await asyncio.sleep(_TICK)
        late.append((time.perf_counter() - due) * 1000)
    return sorted(late)


def _measured(ask: Sequence[tuple[str, bool]], finder: Finder | None) -> list[float]:
    ended = threading.Event()

    def search() -> None:
        while not ended.is_set():
            for query, typing in ask:
                if finder is not None and not ended.is_set():
                    finder.answer(query, typing=typing)

    if finder is None:
        return asyncio.run(_late())
    thread = threading.Thread(target=search)
    thread.start()
    try:
        return asyncio.run(_late())
    finally:
        ended.set()
        thread.join()


def run(comments: int, *, keep: Path | None = None) -> None:
    """Print how late a tick of five milliseconds comes."""
    library = MadeUpLibrary(comments)
    with tempfile.TemporaryDirectory() as made:
        cache = keep / str(comments) / "cache" if keep else Path(made)
        state = finish(update_index(library, cache))
        finder = Finder.open(library.info, state.folder)
        typed = [(key, True) for one in sessions(library, 24) for key in one]
        whole = [
            (one.text(), False) for each in classes(library, 5).values() for one in each
        ]
        before = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        heading(
            f"The event loop while the search is never idle: {state.documents:,} texts",
            *("what is searched", "median ms late", "p95", "p99", "longest"),
        )
        for name, ask, used in (
            ("nothing", typed, None),
            ("typing", typed, finder),
            ("whole queries", whole, finder),
        ):
            late = _measured(ask, used)
            places = (len(late) // 2, len(late) * 95 // 100, len(late) * 99 // 100, -1)
            row(name, *(late[at] for at in places))
        sys.setswitchinterval(before)
        finder.close()
