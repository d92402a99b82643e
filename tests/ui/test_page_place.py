"""The page holds its place: through other sizes, other measures and back again."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, resize, screen_text

from gulagreader.ui.app import Gulagreader

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(100, 24)) as pilot:
        await pilot.press("2", "z")
        yield app, pilot


@pytest.mark.parametrize("other", [(40, 24), (61, 30), (100, 12), (133, 60), (30, 9)])
async def test_a_window_made_other_and_back_shows_what_it_showed(
    reader: Reader, other: tuple[int, int]
) -> None:
    app, pilot = reader
    pane = app.reader.post_pane
    for top in range(pane.virtual_size.height - pane.text_height + 1):
        pane.go_to(top)
        before = pane.top
        await resize(app, pilot, *other)
        await resize(app, pilot, 100, 24)
        assert pane.top == before
        if top > 3 and other[1] > 9:
            pane.go_to(pane.virtual_size.height)
            break


SIZES = ((100, 60), (100, 9), (30, 9), (30, 24), (30, 70), (61, 30), (133, 12))


@pytest.mark.parametrize("at_end", [False, True])
async def test_layouts_that_pile_up_leave_the_place(
    reader: Reader, at_end: bool
) -> None:
    """Windows change faster than panes are told: by hand what else a busy machine does.

    Nothing here gives Textual a turn, so that each layout stands until the next.
    """
    app, _ = reader
    pane, walk = app.reader.post_pane, random.Random(7)
    bottom = pane.virtual_size.height - pane.text_height
    for top in range(bottom - 8, bottom + 1) if at_end else range(9):
        pane.go_to(top)
        for _ in range(12):
            app.reader._refresh_layout(Size(*walk.choice(SIZES)))
            for _ in range(walk.randrange(3)):
                pane.on_resize(events.Resize(pane.size, pane.size))
        app.reader._refresh_layout(Size(100, 24))
        pane.on_resize(events.Resize(pane.size, pane.size))
        assert pane.top == top


async def test_what_the_wheel_went_to_is_kept_in_a_text_after_a_short_one(
    reader: Reader,
) -> None:
    app, pilot = reader
    pane = app.reader.post_pane
    await resize(app, pilot, 50, 12)
    blocks = pane.blocks
    for shown in (blocks[:1], blocks):
        pane.show_blocks(shown)
        await pilot.pause()
        assert pane.show_vertical_scrollbar is (shown is blocks)
    assert pane.margin + pane.page.width <= pane.text_width
    for _ in range(7):
        pane.scroll_down(animate=False)
    await resize(app, pilot, 90, 30)
    await resize(app, pilot, 50, 12)
    assert pane.top == 7


async def test_the_place_is_kept_from_the_last_move_on(reader: Reader) -> None:
    app, pilot = reader
    pane = app.reader.post_pane
    await pilot.press("j", "j", "j", "j")
    assert pane.top == 4
    await resize(app, pilot, 44, 24)
    await pilot.press("j")
    there = pane.page.source_of(pane.top)
    await resize(app, pilot, 100, 24)
    line = pane.page.line_at_source(there)
    assert pane.top == line


async def test_the_end_stays_in_view_when_the_window_grows(reader: Reader) -> None:
    app, pilot = reader
    pane = app.reader.post_pane
    await pilot.press("G")
    last = pane.top
    await resize(app, pilot, 100, 30)
    assert pane.top == last - 6
    await resize(app, pilot, 100, 24)
    assert pane.top == last


async def test_the_title_says_how_far_the_reader_is(reader: Reader) -> None:
    app, pilot = reader
    assert "Post · 1 min" in screen_text(app)
    await pilot.press("j", "j", "j")
    assert "A letter in a tin · " in screen_text(app)
    assert "% · 1 min left" in screen_text(app)
    await pilot.press("G")
    assert "A letter in a tin · 100%" in screen_text(app)


async def test_a_place_asked_for_above_the_first_line_is_the_first(
    reader: Reader,
) -> None:
    app, pilot = reader
    app.reader.post_pane.go_to(-65)
    await resize(app, pilot, 60, 12)
    assert app.reader.post_pane.top == 0
    assert "A letter in a tin" in screen_text(app)
