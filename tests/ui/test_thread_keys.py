"""The thread: focus, folding, moves by sibling, parent and root."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, screen_text

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.thread import ThreadPane

Reader = tuple[Gulagreader, Pilot[None], ThreadPane]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3")
        yield app, pilot, app.reader.thread_pane


@pytest.mark.parametrize(
    ("keys", "focused"),
    [
        ([], "c1"),
        (["j"], "c2"),
        (["j", "down", "k"], "c2"),
        (["G"], "c30"),
        (["G", "g"], "c1"),
        (["J"], "c20"),
        (["J", "J", "K"], "c20"),
        (["right_curly_bracket"], "c20"),
        (["right_curly_bracket", "right_curly_bracket", "left_curly_bracket"], "c20"),
        (["j", "j", "p"], "c2"),
        (["j", "j", "j", "P"], "c1"),
        (["j", "j", "left_curly_bracket"], "c1"),
        (["minus", "j"], "c20"),
        (["minus", "j", "j", "j"], "c30"),
        (["о", "о"], "c3"),
    ],
)
async def test_keys_move_the_focus(
    reader: Reader, keys: list[str], focused: str
) -> None:
    _, pilot, thread = reader
    await pilot.press(*keys)
    assert thread.focused_comment == focused


@pytest.mark.parametrize(
    ("keys", "folded"),
    [
        (["enter"], {"c1"}),
        (["enter", "enter"], set()),
        (["h"], {"c1"}),
        (["h", "l"], set()),
        (["left", "right"], set()),
        (["minus"], {"c1", "c20", "c30"}),
        (["minus", "equals_sign"], set()),
        (["less_than_sign"], {"c5"}),
        (["less_than_sign", "less_than_sign"], {"c4"}),
        (["less_than_sign", "greater_than_sign"], set()),
        (["minus", "greater_than_sign"], {"c1", "c20"}),
    ],
)
async def test_keys_fold(reader: Reader, keys: list[str], folded: set[str]) -> None:
    _, pilot, thread = reader
    await pilot.press(*keys)
    assert thread.folded == folded


async def test_a_folded_comment_says_how_many_it_hides(reader: Reader) -> None:
    app, pilot, _ = reader
    await pilot.press("enter")
    assert "+5 replies" in screen_text(app)
    assert "Answer number 2" not in screen_text(app)
    await pilot.press("enter")
    assert "Answer number 2" in screen_text(app)


async def test_h_on_a_folded_comment_goes_to_its_parent(reader: Reader) -> None:
    _, pilot, thread = reader
    await pilot.press("j", "h", "h")
    assert thread.focused_comment == "c1"
    assert thread.folded == {"c2"}


async def test_folding_keeps_the_focused_comment_on_its_line(reader: Reader) -> None:
    app, pilot, thread = reader
    await pilot.press("G")
    await pilot.press("k", "k")
    assert thread.focused_comment == "c20"
    where = _line_of(app, "kettle_on")
    await pilot.press("enter")
    assert _line_of(app, "kettle_on") == where
    await pilot.press("enter")
    assert _line_of(app, "kettle_on") == where


def _line_of(app: Gulagreader, text: str) -> int:
    lines = screen_text(app).splitlines()
    return next(n for n, line in enumerate(lines) if text in line)


async def test_folds_and_the_focus_come_back(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "3", "J", "enter", "Q")
    again = reader_on(library, tmp_path)
    async with reading(again):
        assert again.reader.thread_pane.folded == {"c20"}
        assert again.reader.thread_pane.focused_comment == "c20"


async def test_a_comment_taller_than_the_window_is_read_before_the_focus_moves(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        await pilot.press("enter", "3", "z")
        pane = app.reader.thread_pane
        await pilot.resize_terminal(60, 8)
        await pilot.press("j")
        assert pane.focused_comment == "c1"
        assert pane.top > 0
        for _ in range(6):
            await pilot.press("j")
        assert pane.focused_comment != "c1"


async def test_a_click_focuses_and_the_first_line_folds(reader: Reader) -> None:
    app, pilot, thread = reader
    line = _line_of(app, "reader 2")
    offset = (thread.region.x + 8, line + 1)
    await pilot.click(offset=offset)
    assert thread.focused_comment == "c2"
    assert thread.folded == set()
    await pilot.click(offset=(thread.region.x + 8, line))
    assert thread.folded == {"c2"}
