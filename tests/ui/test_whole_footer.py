"""The footer shows keys that work, each whole, and a click on one presses it."""

from pathlib import Path

import pytest
from ui.reading_room import make_library, reader_on, reading, screen_text, until

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.whole_footer import WholeFooter


def _footer(app: Gulagreader) -> WholeFooter:
    return app.screen.query_one(WholeFooter)


def _column_of(footer: WholeFooter, words: str) -> int:
    """A column of the footer in which some words stand."""
    column = 0
    for key in footer.keys:
        if key.words == words:
            return column + 1
        column += key.width
    raise AssertionError(f"{words} is not in the footer")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
async def test_each_key_is_shown_with_its_words(tmp_path: Path, width: int) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(width, 24)):
        footer = _footer(app)
        line = screen_text(app).splitlines()[-1]
        assert (
            line
            == "".join(f" {key.shown} {key.words} " for key in footer.keys)[
                :width
            ].rstrip()
        )
        assert "? Help" in line
        assert len(line) <= width


async def test_other_keys_are_shown_where_others_work(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        before = screen_text(app).splitlines()[-1]
        await pilot.press("3")
        await until(pilot, lambda: screen_text(app).splitlines()[-1] != before)
        await pilot.press("1")
        await until(pilot, lambda: screen_text(app).splitlines()[-1] == before)


async def test_a_click_on_a_key_presses_it(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        column = _column_of(_footer(app), "Help")
        await pilot.click(WholeFooter, offset=(column, 0))
        await until(pilot, lambda: app.screen is not app.reader)
        assert "Keys" in screen_text(app)


async def test_what_is_pointed_at_is_said_in_words(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        footer = _footer(app)
        await pilot.hover(WholeFooter, offset=(_column_of(footer, "Help"), 0))
        helped = next(key.help for key in footer.keys if key.words == "Help")
        assert footer.tooltip == helped
        await pilot.hover("#status")
        await until(pilot, lambda: footer.tooltip is None)


def _foot(app: Gulagreader) -> str:
    return screen_text(app).splitlines()[-1]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_the_footer_of_a_post_says_how_to_read_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=size) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: "Space Page on" in _foot(app))
        await pilot.press("3")
        await until(pilot, lambda: "Space" not in _foot(app))


async def test_enter_unfolds_what_is_folded_and_the_footer_says_so(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "Enter Fold" in _foot(app))
        assert "- Fold all" in _foot(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Enter Unfold" in _foot(app))
        await pilot.press("j")
        await until(pilot, lambda: "Enter Fold" in _foot(app))
        await pilot.press("k")
        await until(pilot, lambda: "Enter Unfold" in _foot(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Enter Fold" in _foot(app))
        await pilot.press("minus")
        await until(pilot, lambda: "= Unfold all" in _foot(app))
        assert "- Fold all" not in _foot(app)
        await pilot.press("equals_sign")
        await until(pilot, lambda: "Enter Fold" in _foot(app))


async def test_the_key_that_orders_by_time_says_that_it_leads_back(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(160, 50)) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "t By time" in _foot(app))
        await pilot.press("t")
        await until(pilot, lambda: "t As a tree" in _foot(app))
        await pilot.press("t")
        await until(pilot, lambda: "t By time" in _foot(app))


async def test_a_match_that_was_landed_on_says_how_to_go_on(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2", "slash", *"bread", "enter")
        await until(pilot, lambda: "1 of 4; n next" in screen_text(app))
        await pilot.press("n")
        await until(pilot, lambda: "2 of 4; n next" in screen_text(app))
