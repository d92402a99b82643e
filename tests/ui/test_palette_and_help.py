"""The palette tells its own keys; the help keeps keys and words in their columns."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.text.page import lay_out_page
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.commands import COMMANDS, Where
from gulagreader.ui.screens.page import key_blocks, keys_of

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture(params=[(60, 18), (80, 24), (160, 50)], ids=str)
async def reader(
    tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, request.param) as pilot:
        yield app, pilot


def _foot(app: Gulagreader) -> str:
    return screen_text(app).splitlines()[-1]


async def test_the_palette_tells_how_to_run_and_to_close(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("ctrl+p")
    await until(pilot, lambda: "Show every key" in screen_text(app))
    assert _foot(app).split() == ["Enter", "Run", "Esc", "Close"]
    await pilot.press("escape")
    await until(pilot, lambda: app.screen is app.reader)
    assert "Help" in _foot(app)


async def test_the_palette_shows_its_last_command_above_its_keys(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("ctrl+p")
    await until(pilot, lambda: "Show every key" in screen_text(app))
    await pilot.press("ctrl+end")
    await until(pilot, lambda: " colours" in screen_text(app))
    assert _foot(app).split() == ["Enter", "Run", "Esc", "Close"]


async def test_enter_in_the_palette_runs_what_was_typed(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("2", "ctrl+p")
    await type_text(pilot, "only this pane")
    await until(pilot, lambda: "all of them again" in screen_text(app))
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.reader and app.reader.session.zen)


def _lines(*keys: str, width: int = 48) -> list[str]:
    """The help on one command with some keys, line by line."""
    command = replace(
        COMMANDS[0],
        keys=",".join(keys),
        help="One word after another until more than a line of them stands here",
    )
    page = lay_out_page(key_blocks([command], [command.where]), width)
    return [
        line.prefix + page.blocks[line.block].text[line.start : line.end]
        for line in page.lines
        if not line.blank
    ][1:]


def test_words_that_take_more_than_a_line_stay_in_their_column() -> None:
    first, *others = _lines("a", "f1")
    column = first.index("One")
    assert first.startswith("a F1 ")
    assert others
    for line in others:
        assert line[:column].isspace()
        assert not line[column].isspace()


def test_keys_longer_than_their_column_have_a_line_alone() -> None:
    keys, first, *others = _lines("ctrl+shift+home", "ctrl+shift+end")
    assert keys.strip() == "Ctrl+shift+Home Ctrl+shift+End"
    column = first.index("One")
    assert others
    assert {line[:column] for line in (first, *others)} == {" " * column}


@pytest.mark.parametrize("width", [30, 48, 70])
def test_no_line_of_the_help_is_wider_than_the_page(width: int) -> None:
    page = lay_out_page(key_blocks(COMMANDS, list(Where)), width)
    for line in page.lines:
        text = page.blocks[line.block].text[line.start : line.end]
        assert len(line.prefix + text) <= width
    shown = " ".join(line.prefix for line in page.lines)
    assert all(keys_of(one) in shown for one in COMMANDS if one.keys)


async def test_the_line_of_the_help_tells_what_its_keys_do_there(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("question_mark", "slash")
    await type_text(pilot, "fold")
    await until(pilot, lambda: "9 keys" in screen_text(app))
    assert "Next match" not in _foot(app)
    assert "Esc All again" in _foot(app)
    await pilot.press("escape")
    await until(pilot, lambda: "Filter fold" not in screen_text(app))
    assert "Esc Close" in _foot(app)


async def test_words_that_were_typed_come_before_letters_that_lie_about(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, (80, 50)) as pilot:
        await pilot.press("3", "ctrl+p")
        await until(pilot, lambda: "Show every key" in screen_text(app))
        await type_text(pilot, "fold")
        await until(pilot, lambda: "Hide the deepest level" in screen_text(app))
        shown = screen_text(app)
        words = ["Fold the whole thread", "Hide the deepest level"]
        at = [shown.index(one) for one in words]
        assert at == sorted(at)
        assert "Show one level more" in shown
        for scattered in ("Half a page down", "Copy the address"):
            assert scattered not in shown or shown.index(scattered) > max(at)


async def test_a_command_is_found_by_the_name_that_it_has_in_the_config(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, (80, 50)) as pilot:
        await pilot.press("3", "ctrl+p")
        await until(pilot, lambda: "Show every key" in screen_text(app))
        await type_text(pilot, "fold-more")
        await until(pilot, lambda: "Hide the deepest level" in screen_text(app))
