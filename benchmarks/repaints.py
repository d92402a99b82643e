"""Measure how long a window takes to be painted anew, against an empty one.

Processor time of the painting alone: what the terminal and other programs do is left
out. All are painted in turns, and of many repaints the quickest counts, since only the
machine makes the others slower. What stands where in a program's memory makes some of
them twice as slow for as long as it runs; so there are several programs, each of its
own, and the median of theirs is told. How many functions a repaint calls is the same in
all of them.
"""

import asyncio
import cProfile
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from benchmarks.large_texts import long_library, now, warm
from benchmarks.measuring import heading, row
from gulagreader.services.wiring import Services
from gulagreader.storage.folders import Folders
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.views.lines_view import LinesView

_SIZE = (120, 40)
_TIMES, _PROGRAMS = 40, 5
_PAGE, _FORCED = "a page turned", "all of it forced"
_EMPTY = "an empty view of Textual's"
_KEYS = {
    _EMPTY: (),
    "a post": ("1", "g", "enter", "2", "z"),
    "its comments": ("1", "g", "enter", "3", "z"),
}


class _Empty(ScrollView):
    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's
        return Strip.blank(self.size.width, self.rich_style)


class _EmptyApp(App[None]):
    def compose(self) -> ComposeResult:
        yield _Empty()


def _repainted(screen: Screen[object], *, page: bool) -> float:
    """Milliseconds to paint a window whose lines are all other ones, or the screen."""
    views = [view for view in screen.query(ScrollView) if view.size.area]
    if page:
        for view in views:
            view.refresh()
            if isinstance(view, LinesView):
                view.repaint()
    else:
        screen.refresh()
    start = time.thread_time()
    update = screen._compositor.render_full_update()
    update.render_segments(screen.app.console)
    return (time.thread_time() - start) * 1000


def _calls(screen: Screen[object], *, page: bool) -> float:
    """How many functions a repaint calls, Python's own among them."""
    counted = cProfile.Profile()
    counted.enable()
    _repainted(screen, page=page)
    counted.disable()
    return float(sum(entry.callcount for entry in counted.getstats()))


async def _measured(library: Path, own: Path) -> dict[str, dict[str, list[float]]]:
    """Of each kind of repaint and each window the milliseconds and the calls."""

    def opened(path: Path) -> Services:
        return Services.open(path, Folders(own / "data", own / "cache"), now)

    apps: dict[str, App[None]] = {
        name: Gulagreader(opened(library), opened) if keys else _EmptyApp()
        for name, keys in _KEYS.items()
    }
    found: dict[str, dict[str, list[float]]] = {}
    async with AsyncExitStack() as running:
        for name, app in apps.items():
            pilot = await running.enter_async_context(app.run_test(size=_SIZE))
            with app._context():
                await pilot.press(*_KEYS[name])
                await pilot.pause(1.0)
        for kind in (_PAGE, _FORCED):
            times: dict[str, list[float]] = {name: [] for name in apps}
            for _ in range(_TIMES):
                for name, app in apps.items():
                    with app._context():
                        times[name].append(_repainted(app.screen, page=kind == _PAGE))
            found[kind] = {}
            for name, app in apps.items():
                with app._context():
                    calls = _calls(app.screen, page=kind == _PAGE)
                found[kind][name] = [min(times[name]), calls]
    return found


def _in_programs(library: Path, own: Path) -> list[dict[str, dict[str, list[float]]]]:
    command = [sys.executable, "-m", "benchmarks.repaints", str(library), str(own)]
    found = []
    for _ in range(_PROGRAMS):
        ended = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(ended.stdout))
    return found


def run(comments: int = 10_000) -> None:
    """Print what repaints cost, each as a multiple of an empty view's."""
    with tempfile.TemporaryDirectory() as folder:
        own, library = Path(folder), Path(folder) / "library"
        long_library(library, comments)
        warm(library, own)
        found = _in_programs(library, own)
    width, height = _SIZE
    heading(
        f"Repaints of {width} by {height} cells, {_PROGRAMS} programs",
        *("what", "ms", "times an empty", "least", "most", "calls, of an empty's"),
    )
    for kind in (_PAGE, _FORCED):
        for name in _KEYS:
            each = [one[kind][name] for one in found]
            empty = [one[kind][_EMPTY] for one in found]
            ratios = [a[0] / b[0] for a, b in zip(each, empty, strict=True)]
            row(
                f"{kind}: {name}",
                statistics.median(one[0] for one in each),
                statistics.median(ratios),
                min(ratios),
                max(ratios),
                each[0][1] / empty[0][1],
            )


def _main(arguments: Sequence[str]) -> None:
    library, own = map(Path, arguments)
    print(json.dumps(asyncio.run(_measured(library, own))))


if __name__ == "__main__":
    _main(sys.argv[1:])
