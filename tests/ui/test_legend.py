"""The help says what the signs mean, and keys that lead nowhere say so."""

from pathlib import Path

from ui.reading_room import make_library, reader_on, reading, screen_text, until

from gulagreader.ui.keys.commands import COMMANDS
from gulagreader.ui.keys.keys_in_words import with_keys
from gulagreader.ui.keys.legend import LEGEND
from gulagreader.ui.looks import signs


async def test_the_help_says_what_the_signs_of_a_place_mean(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app, size=(100, 60)) as pilot:
        await pilot.press("enter", "3", "question_mark")
        await until(pilot, lambda: "Signs in the thread" in screen_text(app))
        shown = screen_text(app)
        assert "Began the branch and speaks again in it" in shown
        assert "New; I says since when" in shown
        assert shown.index("In the thread") < shown.index("Signs in the thread")


async def test_a_sign_is_found_by_what_it_means(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app, size=(100, 40)) as pilot:
        await pilot.press("question_mark", "slash", *"starred")
        await until(pilot, lambda: "1 sign" in screen_text(app))
        assert "★" in screen_text(app)
        await pilot.press(*["backspace"] * 7, *"+2")
        await until(pilot, lambda: "0 keys, 1 sign" in screen_text(app))
        assert "So many of its comments came since" in screen_text(app)


async def test_past_the_last_branch_the_keys_say_so(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app) as pilot:
        for keys, said in (
            (("enter", "3", "G", "J"), "No comment comes after this branch"),
            (("}",), "This is the last branch"),
            (("g", "K"), "This is the first comment"),
            (("{",), "This is the first branch"),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            assert app.reader.status.words == said


def test_every_sign_of_a_thread_has_a_meaning() -> None:
    meant = {one.sign for one in LEGEND}
    assert {
        signs.NEW,
        signs.FOLDED,
        signs.UNFOLDED,
        signs.ANSWERS,
        signs.FOCUS,
    } <= meant


def test_meanings_name_keys_that_are_there() -> None:
    told = [with_keys(one.words, COMMANDS) for one in LEGEND]
    assert not [words for words in told if "{" in words]
