"""What opens over the reader leaves it to be seen, in a frame of one kind."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, until

_OPENING = (
    ("c", "c"),
    ("1", "S"),
    ("1", "t"),
    ("3", "I"),
    ("question_mark",),
    ("2", "T"),
    ("1", "f", "a", "enter", "ctrl+s"),
)


async def opened(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    await pilot.press("enter", *keys)
    await pilot.pause()


@pytest.mark.parametrize("theme", ["lamp", "ansi-dark"])
async def test_whatever_opens_leaves_the_reader_to_be_seen(
    theme: str, tmp_path: Path
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app) as pilot:
        app._dress(theme)
        await pilot.press("enter")
        for keys in _OPENING:
            await pilot.press(*keys)
            await pilot.pause()
            assert app.screen is not app.reader, keys
            assert app.screen.styles.background.a < 1, keys
            await pilot.press("escape")
            await pilot.pause()


@pytest.mark.parametrize("keys", [("c", "c"), ("1", "S"), ("question_mark",)])
async def test_a_frame_is_round_all_about(
    keys: tuple[str, ...], tmp_path: Path
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app) as pilot:
        await opened(pilot, keys)
        framed = app.screen.focused
        assert framed is not None
        kinds = {kind for kind, _ in framed.styles.border}
        assert kinds == {"round"}


async def test_the_palette_is_no_wider_than_its_lines_are_read(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app, size=(200, 40)) as pilot:
        await opened(pilot, ("ctrl+p",))
        box = app.screen.query_one("#--input")
        await until(pilot, lambda: box.region.width)
        assert box.region.width == 100
        # An emoji, which many fonts have none of.
        assert not app.screen.query_one("SearchIcon").display
