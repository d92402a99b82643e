"""Every screen at every size: no exception, nothing wider than the screen."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, screen_text, until
from ui.written_screen import WrittenScreen, painted_whole

from gulagreader.ui.app import Gulagreader

WIDTHS = (1, 5, 40, 80, 132, 250)
HEIGHTS = (1, 5, 18, 50)


def _fits(app: Gulagreader) -> None:
    strips = app.screen._compositor.render_strips()
    width, height = app.size
    assert len(strips) <= height
    assert all(strip.cell_length <= width for strip in strips)


async def _sweep(app: Gulagreader, pilot: Pilot[None]) -> None:
    for width in WIDTHS:
        for height in HEIGHTS:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            _fits(app)


@pytest.mark.parametrize("keys", [["1"], ["2"], ["3"], ["3", "minus"], ["2", "z"]])
async def test_the_reader_fits_every_size(tmp_path: Path, keys: list[str]) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press(*keys)
        await _sweep(app, pilot)


@pytest.mark.parametrize("keys", [["question_mark"], ["slash", "b"], ["f", "b"]])
async def test_what_stands_over_the_reader_fits_every_size(
    tmp_path: Path, keys: list[str]
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press(*keys)
        await _sweep(app, pilot)


@pytest.mark.parametrize("keys", [["tab", "t", "x"], ["tab", "tab"]])
async def test_the_search_fits_every_size(tmp_path: Path, keys: list[str]) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press("s", *"bread")
        await until(pilot, lambda: app.search.answer.query == "bread")
        await until(pilot, lambda: app.search.answer.facets is not None)
        await pilot.press(*keys)
        await _sweep(app, pilot)


async def test_in_a_tiny_window_hits_are_shown_and_counts_in_their_place(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(20, 5)) as pilot:
        await pilot.press("s", *"bread")
        await until(pilot, lambda: app.search.answer.query == "bread")
        await until(pilot, lambda: app.search.answer.facets is not None)
        await until(pilot, lambda: app.search.hits.content_region.height)
        assert not app.search.preview.region
        await pilot.press("tab", "tab")
        await until(pilot, lambda: app.search.focused is app.search.counts)
        await until(pilot, lambda: app.search.counts.content_region.height)
        # What is not shown does not get the keys.
        await pilot.press("tab")
        await until(pilot, lambda: app.search.focused is app.search.line)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (100, 30), (160, 50)])
async def test_the_leading_pane_is_never_hidden(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=size) as pilot:
        for key, pane in (
            ("1", app.reader.posts),
            ("2", app.reader.post_pane),
            ("3", app.reader.thread_pane),
        ):
            await pilot.press(key)
            assert app.focused is pane
            assert pane.text_width >= 20
            assert pane.text_height >= 5


async def test_a_pane_clicked_on_is_shown_when_the_window_gets_narrow(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(160, 50)) as pilot:
        await pilot.press("1")
        await pilot.click(app.reader.post_pane, offset=(20, 5))
        assert app.focused is app.reader.post_pane
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.focused is app.reader.post_pane
        assert app.reader.post_pane.size.height


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
@pytest.mark.parametrize("keys", [[], ["2", "ctrl+down", "1"]])
async def test_a_post_without_comments_has_their_room(
    tmp_path: Path, size: tuple[int, int], keys: list[str]
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=size) as pilot:
        # The letter has comments, the last post of the list has none.
        await pilot.press(*keys, "enter")
        await pilot.pause()
        with_comments = app.reader.post_pane.region.area
        assert app.reader.thread_pane.region.height > 1
        await pilot.press("1", "G", "enter")
        await until(pilot, lambda: app.reader.thread_pane.region.height == 1)
        texts = app.reader.query_one("#texts").region
        post = app.reader.post_pane.region
        assert (post.width, post.height) == (texts.width, texts.height - 1)
        assert post.area > with_comments
        assert "No comments" in screen_text(app)
        await pilot.press("1", "k", "k", "enter")
        await until(pilot, lambda: app.reader.post_pane.region.area == with_comments)


@pytest.mark.parametrize("size", [(60, 18), (100, 20), (100, 30), (160, 40)])
async def test_no_widget_is_left_in_the_style_of_another_leading_pane(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size) as pilot:
        for key in ("2", "3", "z", "1", "2", "z", "n", "3", "1", "G", "enter"):
            await pilot.press(key)
            styled = [dict(w.styles.base.get_rules()) for w in app.screen.query("*")]
            app.stylesheet.update(app.screen)
            assert styled == [
                dict(w.styles.base.get_rules()) for w in app.screen.query("*")
            ]


async def test_the_screen_is_as_if_painted_whole_when_another_pane_leads(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, (100, 30)) as pilot:
        written = WrittenScreen(app)
        for key in ("2", "3", "tab", "z", "1", "f", "escape", "3", "enter", "t", "2"):
            await pilot.press(key)
            await until(pilot, lambda: written.lines == painted_whole(app))
