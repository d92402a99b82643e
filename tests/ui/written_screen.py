"""What a terminal shows after all that was written to it, piece by piece."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.screen import Screen

from gulagreader.text.cells import char_widths
from gulagreader.ui.app import Gulagreader

Cell = tuple[str, str]
"""A character and its look."""


def cells_of(segments: Iterable[Segment]) -> list[Cell]:
    """The cells of a line; the second one of a wide character is empty."""
    cells: list[Cell] = []
    for segment in segments:
        look = str(segment.style)
        for char, width in zip(segment.text, char_widths(segment.text), strict=True):
            cells.extend([(char, look), ("", look)][:width])
    return cells


def painted_whole(app: Gulagreader) -> list[list[Cell]]:
    """The screen as it is when all of it is painted."""
    return [cells_of(strip) for strip in app.screen._compositor.render_strips()]


class WrittenScreen:
    """Puts together what an application writes from now on."""

    def __init__(self, app: Gulagreader) -> None:
        self.lines = painted_whole(app)
        self.pieces = 0
        """How many times something was written."""
        self._display = app._display
        app._display = self._written  # type: ignore[method-assign]

    def _written(
        self, screen: Screen[object], renderable: RenderableType | None
    ) -> None:
        self.pieces += 1
        if isinstance(renderable, LayoutUpdate):
            self.lines = [
                cells_of(segment for strip in line for segment in strip)
                for line in renderable.strips
            ]
        elif isinstance(renderable, ChopsUpdate):
            for y, first, last in renderable.spans:
                for x, strip in renderable.chops[y].items():
                    for at, cell in enumerate(cells_of(strip or ()), x):
                        if first <= at < last:
                            self.lines[y][at] = cell
        self._display(screen, renderable)
