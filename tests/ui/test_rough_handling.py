"""Handled roughly, the reader goes on reading."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.session import Leading
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.program.search_thread import Question
from gulagreader.ui.screens.path import PathScreen


async def test_find_works_in_a_post_without_comments_reached_from_a_thread(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "3", *["right_square_bracket"] * 2)
        assert app.reader.session.post == "3" * 16
        assert app.reader.session.leading is Leading.POST
        await pilot.press("slash", *"nothing")
        assert "1/1" in screen_text(app)


async def test_a_library_is_changed_from_over_the_search(tmp_path: Path) -> None:
    first = make_library(tmp_path / "first", "The first of all")
    second = make_library(tmp_path / "second", "The other")
    async with reading(reader_on(first, tmp_path)):
        pass
    app = reader_on(second, tmp_path)
    async with reading(app) as pilot:
        old = app.reader
        await pilot.press("s", *"stove")
        await until(pilot, lambda: app.search.answer.query == "stove")
        await pilot.press("ctrl+p")
        await type_text(pilot, "first of all")
        await until(pilot, lambda: "Open The first of all" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen_stack[-1] is not old)
        await until(pilot, lambda: app.screen_stack[-1] is app.reader)
        assert old not in app.screen_stack
        await pilot.press("3", "j")
        assert app.reader.thread_pane.focused_comment == "c2"


async def test_a_memory_that_cannot_be_written_does_not_end_the_reading(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        tables = app._services.memory._memory._tables
        tables._connection.execute("PRAGMA query_only=ON")
        await pilot.press("enter", "asterisk", "3", "enter", "j")
        await until(pilot, lambda: app.reader.status.words)
        assert "2 unread" in screen_text(app)
        await pilot.press("Q")
        await until(pilot, lambda: not app.is_running)


@pytest.mark.parametrize("typed", ["~nobody-here/x", "/" + "long" * 200, "\0"])
async def test_an_odd_path_is_answered_in_words(tmp_path: Path, typed: str) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        app._ask_import()
        await until(pilot, lambda: app.screen.query("PathScreen Input"))
        app.screen.query_one(Input).value = typed
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PathScreen)
        await pilot.press("escape")
        assert app.screen_stack[-1] is app.reader


async def test_what_is_pasted_is_cleaned(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press("slash")
        app.post_message(events.Paste("bre\x1b]0;pwn\x07ad\x9b31m"))
        await until(pilot, lambda: "1/4" in screen_text(app))
        assert app.reader.query_one("#find", FindBar).text == "bread"


@pytest.mark.parametrize("key", ["slash", "f"])
async def test_a_bar_that_lost_the_focus_is_closed_by_escape(
    tmp_path: Path, key: str
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press(key, "s")
        app.reader.set_focus(app.reader.post_pane)
        await pilot.press("escape")
        await pilot.pause()
        assert not any(bar.display for bar in app.reader.query(FindBar))


async def test_the_cursor_is_in_view_when_a_filter_is_taken_away(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 10)) as pilot:
        await pilot.press("f", *"unread", "enter", "escape")
        posts = app.reader.posts
        assert posts.cursor == 2
        assert posts.top <= 4 < posts.top + posts.text_height


async def test_going_back_to_the_top_of_a_post_shows_its_title(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(70, 20)) as pilot:
        await pilot.press("enter", "right_square_bracket", "backspace")
        assert app.reader.session.post == "1" * 16
        assert app.reader.post_pane.top == 0


async def test_what_was_folded_in_one_thread_moves_nobody_in_another(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "3", "j", "j", "minus", "right_square_bracket")
        await pilot.press("left_square_bracket", "g", "equals_sign")
        assert app.reader.thread_pane.focused_comment in {"c1", "c3"}
        await pilot.press("right_square_bracket", "3", "equals_sign")
        assert app.reader.thread_pane.focused_comment == "c1"


async def test_a_selection_does_not_outlive_its_post(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(70, 24)) as pilot:
        await pilot.press("2")
        await pilot.mouse_down(offset=(4, 6))
        await pilot.hover(offset=(20, 7))
        await pilot.mouse_up(offset=(20, 7))
        assert app.screen.get_selected_text()
        await pilot.press("right_square_bracket")
        assert not app.screen.get_selected_text()


async def _hit(app: Gulagreader, pilot: Pilot[None]) -> None:
    await pilot.press("s", *"disagree", "enter")
    await until(pilot, lambda: app.screen_stack[-1] is app.reader)


async def test_backspace_returns_to_the_hits_only_from_where_they_led(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await _hit(app, pilot)
        await pilot.press("right_square_bracket", "backspace")
        await pilot.pause()
        assert app.screen_stack[-1] is app.reader
        assert app.reader.session.post == "1" * 16


async def test_a_search_that_was_left_does_not_move_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        asked: list[Question] = []
        await pilot.press("s")
        thread = app.search._search
        with monkeypatch.context() as slow:
            slow.setattr(thread, "ask", asked.append)
            for key in (*"disagree", "enter", "escape"):
                app.simulate_key(key)
            await until(pilot, lambda: app.screen_stack[-1] is app.reader)
        # The answer comes when the search was left.
        thread.ask(asked[-1])
        await until(pilot, lambda: app.search.answer.query == "disagree")
        await pilot.pause()
        assert app.reader.thread_pane.focused_comment == "c1"


async def test_a_removed_post_is_said_once_and_reading_goes_on(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        [file] = library.rglob("*a-letter-in-a-tin.md")
        file.unlink()
        await until(pilot, lambda: len(app.reader.posts.cards) == 2)
        await pilot.press("j", "enter")
        assert app.reader.session.post == "3" * 16
