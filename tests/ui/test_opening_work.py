"""What is done once is not done again when a post is opened or a comment folded."""

from collections.abc import AsyncIterator
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from ui.reading_room import make_library, reader_on, reading, until

from gulagreader.text.comment_pages import CommentPages
from gulagreader.text.page import lay_out_page
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.looks.layers import Layer
from gulagreader.ui.panes.thread import ThreadPane

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(100, 24)) as pilot:
        yield app, pilot


async def test_a_post_that_the_cursor_rested_on_is_laid_out_already(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("1", "j")
    pane = app.reader.post_pane
    await until(pilot, lambda: pane.made_ahead == "2" * 16)
    with patch(
        "gulagreader.ui.views.page_view.lay_out_page", side_effect=lay_out_page
    ) as laid_out:
        await pilot.press("enter")
        assert app.reader.session.post == "2" * 16
        assert "Cold." in [block.text for block in pane.page.blocks]
        assert laid_out.call_count == 0


async def test_a_post_made_ahead_is_shown_as_any_other(reader: Reader) -> None:
    app, pilot = reader
    pane = app.reader.post_pane
    await pilot.press("1", "j")
    await until(pilot, lambda: pane.made_ahead == "2" * 16)
    # A narrower measure, and another post first.
    await pilot.press("2", "left_parenthesis", "1", "k", "enter", "1", "j", "enter")
    assert pane.page.blocks == pane.blocks
    assert pane.page == lay_out_page(pane.blocks, pane.page.width)
    assert pane.blocks[0].text == "Stoves and winters"


async def test_folding_does_not_lay_out_the_whole_screen(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "z")
    pane = app.reader.thread_pane
    pane.land_on("c5")
    await pilot.pause()
    with patch.object(
        Screen, "_refresh_layout", autospec=True, side_effect=Screen._refresh_layout
    ) as laid_out:
        before = pane.virtual_size.height
        pane.action_toggle_fold()
        await pilot.pause()
        assert pane.virtual_size.height != before
        assert pane.show_vertical_scrollbar
        assert laid_out.call_count == 0


async def test_where_nothing_is_laid_over_nothing_nothing_is_drawn(
    reader: Reader,
) -> None:
    app, _ = reader
    thread, post = app.reader.thread_pane, app.reader.post_pane
    with (
        patch.object(ThreadPane, "repaint") as drawn,
        patch.object(type(post), "repaint") as page_drawn,
    ):
        thread.lay(Layer.FOUND, None)
        post.lay(Layer.FOUND, {})
        assert drawn.call_count == 0
        assert page_drawn.call_count == 0
        thread.lay(Layer.FOUND, lambda _: {})
        post.lay(Layer.FOUND, {1: [(0, 3, "text--match")]})
        assert drawn.call_count == 1
        assert page_drawn.call_count == 1


async def test_a_thread_that_the_cursor_rests_on_is_laid_out_before_it_is_opened(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        pane = app.reader.thread_pane
        await pilot.press("3", "enter", "1", "j", "enter", "1", "k")
        await until(pilot, lambda: pane._ahead and len(pane._ahead.thread) > 1)
        with patch.object(
            CommentPages, "_estimates", side_effect=AssertionError("not again")
        ):
            await pilot.press("enter")
            assert app.reader.session.post == "1" * 16
            assert pane.thread.rows
            # As it was left.
            assert pane.folded == frozenset({"c1"})
