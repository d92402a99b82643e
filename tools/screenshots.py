"""Draw screenshots/: each picture as SVG and PNG, with a text twin.

The pictures show the shipped library at a fixed time with the reader's folders in a
temporary place, so that the same code draws the same SVG and text. A test holds both
current; the PNG is for eyes only.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from gulagreader.domain.progress import finish
from gulagreader.services.wiring import Services
from gulagreader.storage.folders import Folders, shipped_library
from gulagreader.ui.app import Gulagreader

FOLDER = Path(__file__).parents[1] / "screenshots"
_FONTS = Path(__file__).parent / "fonts"
_NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
_TURNS = 500

Drive = Callable[[Pilot[None], Gulagreader], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Picture:
    """One screenshot: its name, the size in cells, and the keys that lead to it."""

    name: str
    size: tuple[int, int]
    drive: Drive
    theme: str | None = None


async def _until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    for _ in range(_TURNS):
        if condition():
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise TimeoutError("a picture did not come about")


async def _open_amnesty(pilot: Pilot[None], app: Gulagreader) -> None:
    await pilot.press("1", "f", *"whom", "enter", "enter")
    await _until(pilot, lambda: app.reader.session.post is not None)
    await pilot.press("escape", "1", "escape", "2")


async def _main(pilot: Pilot[None], app: Gulagreader) -> None:
    await _open_amnesty(pilot, app)


async def _folded(pilot: Pilot[None], app: Gulagreader) -> None:
    await _open_amnesty(pilot, app)
    await pilot.press("3", "minus", "j", "enter")
    # The post follows to what the comment quotes a moment later.
    await _until(pilot, lambda: app.reader.post_pane.scroll_offset.y > 0)


async def _search(pilot: Pilot[None], app: Gulagreader) -> None:
    await pilot.press("s", *"amnest")
    await _until(pilot, lambda: app.search.answer.query == "amnest")
    await pilot.press("down", "down")
    await pilot.pause(0.2)


PICTURES = (
    Picture("main", (160, 50), _main),
    Picture("search", (160, 50), _search),
    Picture("thread-folded", (150, 40), _folded),
    Picture("light", (120, 36), _main, theme="paper"),
    Picture("narrow", (80, 24), _main),
)


async def draw(picture: Picture) -> tuple[str, str]:
    """Draw one picture: its SVG and its text twin."""
    with tempfile.TemporaryDirectory() as own:
        folders = Folders(Path(own) / "data", Path(own) / "cache")

        def open_services(folder: Path) -> Services:
            services = Services.open(folder, folders, lambda: _NOW)
            finish(services.refresh())
            finish(services.update_index())
            return services

        app = Gulagreader(open_services(shipped_library()), open_services)
        async with app.run_test(size=picture.size) as pilot:
            await _until(
                pilot, lambda: hasattr(app, "upkeep") and app.upkeep.is_mounted
            )
            if picture.theme:
                app.theme = picture.theme
            await picture.drive(pilot, app)
            await _until(pilot, lambda: not app.upkeep.is_busy)
            svg = app.export_screenshot(title="GulagReader", simplify=True)
            strips = app.screen._compositor.render_strips()
            text = "\n".join(strip.text.rstrip() for strip in strips) + "\n"
    return _with_fixed_ids(svg), text


def _with_fixed_ids(svg: str) -> str:
    return re.sub(r"terminal-\d+", "terminal", svg)


def draw_all(folder: Path, *, png: bool) -> None:
    """Draw every picture into a folder."""
    folder.mkdir(exist_ok=True)
    for picture in PICTURES:
        svg, text = asyncio.run(draw(picture))
        (folder / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
        (folder / f"{picture.name}.txt").write_text(text, encoding="utf-8")
        if png:
            (folder / f"{picture.name}.png").write_bytes(_png(svg))
        print(f"drew {picture.name}")


def _png(svg: str) -> bytes:
    import resvg_py  # noqa: PLC0415 - needed for pictures alone

    family = "DejaVu Sans Mono"
    # The SVG names a font on the network; the picture is drawn with the one beside us.
    own = re.sub(r"font-family: [^;]*;", f"font-family: {family};", svg)
    return resvg_py.svg_to_bytes(
        svg_string=re.sub(r"@font-face \{.*?\}", "", own, flags=re.DOTALL),
        skip_system_fonts=True,
        font_dirs=[str(_FONTS)],
        monospace_family=family,
        sans_serif_family=family,
    )


if __name__ == "__main__":
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    draw_all(FOLDER, png="--no-png" not in sys.argv)
