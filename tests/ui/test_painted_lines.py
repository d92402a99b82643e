"""A line is painted once, and looks as Textual's own way of painting has it."""

from pathlib import Path
from unittest.mock import patch

import pytest
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, resize, until

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.views.lines_view import LinesView
from gulagreader.ui.views.page_view import PageView


def a_reader(tmp_path: Path) -> Gulagreader:
    return reader_on(make_library(tmp_path / "library"), tmp_path)


def painted(app: Gulagreader) -> list[list[tuple[str, str]]]:
    """Each character of the screen with its look, all painted anew."""
    for view in app.screen.query("LinesView"):
        assert isinstance(view, LinesView)
        view.repaint()
    strips = app.screen._compositor.render_strips()
    return [[(char, str(one.style)) for one in x for char in one.text] for x in strips]


def grounds(app: Gulagreader) -> set[str]:
    """The colours below the text of the post's pane."""
    y = app.reader.post_pane.content_region.y
    strip = app.screen._compositor.render_strips()[y]
    return {str(one.style.bgcolor) for one in strip if one.style is not None}


@pytest.mark.parametrize("size", [(60, 18), (100, 30), (160, 40)])
async def test_lines_look_as_textual_itself_would_paint_them(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = a_reader(tmp_path)
    async with reading(app, size) as pilot:
        for keys in (("1",), ("2", "slash", *"stove", "enter"), ("3", "j", "v", "i")):
            await pilot.press(*keys)
            own = painted(app)
            with patch.object(LinesView, "_is_plain", return_value=False):
                assert own == painted(app)


async def test_a_line_that_is_scrolled_is_not_painted_again(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (100, 20)) as pilot:
        await pilot.press("2", "j")
        with patch.object(
            PostPane, "segments_of", autospec=True, side_effect=PostPane.segments_of
        ) as segments:
            await pilot.press("j")
            assert segments.call_count == 1


async def test_who_gets_the_keys_has_its_text_not_painted_again(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (160, 40)) as pilot:
        await pilot.press("3", "2")
        with patch.object(
            ThreadPane, "segments_of", autospec=True, side_effect=ThreadPane.segments_of
        ) as segments:
            await pilot.press("3")
            assert app.screen.focused is app.reader.thread_pane
            assert segments.call_count == 0


async def test_another_theme_paints_every_line_anew(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        before = grounds(app)
        app.theme = "textual-light"
        await pilot.pause()
        assert not before & grounds(app)


async def test_a_wider_window_has_its_lines_to_the_edge(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (100, 30)) as pilot:
        await resize(app, pilot, 130, 30)
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {130}


# Where a cell stands in the text


async def test_the_keys_can_be_selected_from_by_the_mouse(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        view = app.screen.query_one(PageView)
        lines = [view.render_line(y).text for y in range(view.text_height)]
        y = next(y for y, line in enumerate(lines) if len(line.split()) > 2)
        word = lines[y].split()[1]
        await _drag(pilot, view, lines[y].index(word), y, word)
        assert app.screen.get_selected_text() == word


async def test_a_preview_of_a_hit_can_be_selected_from_by_the_mouse(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (160, 40)) as pilot:
        await pilot.press("s", *"disagree")
        preview = app.screen.query_one("#preview", PageView)

        def lines() -> list[int]:
            shown = range(preview.text_height)
            return [y for y in shown if "disagree" in preview.render_line(y).text]

        await until(pilot, lines)
        y = lines()[0]
        x = preview.render_line(y).text.index("disagree")
        await _drag(pilot, preview, x, y, "disagree about")
        assert app.screen.get_selected_text() == "disagree about"


async def _drag(
    pilot: Pilot[None], view: LinesView, x: int, y: int, words: str
) -> None:
    """Drag the mouse over words of a view."""
    region = view.content_region
    there = region.x + x + len(words) - 1, region.y + y
    await pilot.mouse_down(offset=(region.x + x, region.y + y))
    await pilot.hover(offset=there)
    await pilot.mouse_up(offset=there)
