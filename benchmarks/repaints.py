"""Measure how long a window takes to be painted anew, against an empty one.

Processor time in this process: what the terminal and other programs do is left out. Of
many repaints the quickest counts, since only the machine makes the others slower.
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
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
from gulagreader.ui.lines_view import LinesView

_SIZE = (120, 40)
_TIMES, _ROUNDS = 40, 3
_PAGE, _FORCED = "a page turned", "all of it forced"


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
    start = time.process_time()
    update = screen._compositor.render_full_update()
    update.render_segments(screen.app.console)
    return (time.process_time() - start) * 1000


async def _measured(app: App[None], keys: Sequence[str]) -> dict[str, float]:
    async with app.run_test(size=_SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause(1.0)
        return {
            _PAGE: min(_repainted(app.screen, page=True) for _ in range(_TIMES)),
            _FORCED: min(_repainted(app.screen, page=False) for _ in range(_TIMES)),
        }


def run(comments: int = 10_000) -> None:
    """Print what repaints cost, each as a multiple of an empty view's."""
    with tempfile.TemporaryDirectory() as folder:
        own, library = Path(folder), Path(folder) / "library"
        long_library(library, comments)
        warm(library, own)

        def opened(path: Path) -> Services:
            return Services.open(path, Folders(own / "data", own / "cache"), now)

        found: dict[str, dict[str, list[float]]] = {}
        for _ in range(_ROUNDS):
            for name, keys in (
                ("an empty view of Textual's", None),
                ("a post", ("1", "g", "enter", "2", "z")),
                ("its comments", ("1", "g", "enter", "3", "z")),
            ):
                app: App[None] = (
                    _EmptyApp()
                    if keys is None
                    else Gulagreader(opened(library), opened)
                )
                measured = asyncio.run(_measured(app, keys or ()))
                for kind, taken in measured.items():
                    found.setdefault(kind, {}).setdefault(name, []).append(taken)
        width, height = _SIZE
        heading(
            f"Repaints of {width} by {height} cells", "what", "ms", "times an empty"
        )
        for kind, times in found.items():
            empty = min(next(iter(times.values())))
            for name, each in times.items():
                taken = min(each)
                row(f"{kind}: {name}", taken, taken / empty)
