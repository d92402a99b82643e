"""A key that can do nothing says why; what was said of a key goes with the next."""

from collections.abc import AsyncIterator
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

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.keys import KeysScreen

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, (140, 40)) as pilot:
        yield app, pilot


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("p", "This comment answers the post"),
        ("P", "This comment begins its branch"),
        ("hh", "This comment answers the post"),
    ],
)
async def test_a_first_comment_has_none_above(
    reader: Reader, keys: str, words: str
) -> None:
    app, pilot = reader
    await pilot.press("3", *keys)
    assert app.reader.status.words == words
    await pilot.press("j")
    assert app.reader.status.words == ""


async def test_what_was_said_of_levels_goes_with_the_next_key(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "less_than_sign")
    assert "levels shown" in app.reader.status.words
    await pilot.press("enter")
    assert app.reader.status.words == ""


async def test_the_way_in_which_no_unread_post_is_left_is_named(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("2", "comma")
    assert app.reader.status.words == "No unread post further back"
    await pilot.press("full_stop", "full_stop", "full_stop")
    assert app.reader.status.words == "No unread post further on"
    await pilot.press("u", "comma")
    assert "further" not in app.reader.status.words


async def test_a_row_with_comments_that_is_not_open_says_how_to_get_to_them(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("G", "enter", "1", "k", "3")
    assert app.reader.status.words == (
        "The open post has no comments; Enter opens the one under the cursor"
    )
    await pilot.press("j", "3")
    assert app.reader.status.words == "There are no comments under this post"


@pytest.mark.parametrize("unit", ["s", "p", "w"])
async def test_a_selection_that_reaches_the_end_says_so(
    reader: Reader, unit: str
) -> None:
    app, pilot = reader
    await pilot.press("2", "v", "G", unit)
    assert app.reader.status.words.startswith("Nothing more to take in. Selected")


async def test_the_line_of_the_help_does_not_offer_itself(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("question_mark")
    assert isinstance(app.screen, KeysScreen)
    assert "/ Filter" in screen_text(app)
    await pilot.press("slash")
    await pilot.pause()
    assert "/ Filter" not in screen_text(app)
    await pilot.press("escape")
    await pilot.pause()
    assert "/ Filter" in screen_text(app)


async def test_no_key_quits_over_a_line_that_is_typed_in(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("f")
    await type_text(pilot, "stove")
    await pilot.press("ctrl+q", "s")
    assert app.is_running
    assert app.reader.posts.filter == "stoves"


@pytest.mark.parametrize(
    ("pane", "starred", "taken"),
    [
        ("1", "Starred", "away"),
        ("2", "Starred “A letter in a tin”", "away from “A letter in a tin”"),
        ("3", "Starred “A letter in a tin”", "away from “A letter in a tin”"),
    ],
)
async def test_the_key_that_is_named_takes_a_star_away_in_every_pane(
    reader: Reader, pane: str, starred: str, taken: str
) -> None:
    app, pilot = reader
    await pilot.press(pane, "asterisk")
    assert app.reader.status.words == f"{starred}; * takes the star away"
    await pilot.press("asterisk")
    assert app.reader.status.words == f"The star is taken {taken}; * gives it back"
    await pilot.press("asterisk")
    assert app.reader.status.words.startswith("Starred")


async def test_folding_the_whole_thread_says_how_it_is_undone(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "minus")
    words = "All comments are folded; = unfolds them"
    await until(pilot, lambda: app.reader.status.words == words)
    await pilot.press("minus")
    words = "All comments are folded already"
    await until(pilot, lambda: app.reader.status.words == words)
    await pilot.press("equals_sign")
    words = "All comments are unfolded; - folds them"
    await until(pilot, lambda: app.reader.status.words == words)


async def test_where_nothing_is_new_no_way_to_the_next_is_told(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "I")
    await until(pilot, lambda: "New since" in screen_text(app))
    await pilot.press("1")
    await until(pilot, lambda: "No comments are new" in app.reader.status.words)
    assert app.reader.status.words == "No comments are new; I changes it"
