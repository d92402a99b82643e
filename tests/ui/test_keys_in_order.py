"""Keys that come faster than they are carried out are carried out in their order."""

from pathlib import Path

import pytest
from textual import events
from ui.reading_room import make_library, reader_on, reading, screen_text, until
from ui.written_screen import WrittenScreen

from gulagreader.domain.session import Leading
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.find_bar import FindBar


def a_reader(tmp_path: Path) -> Gulagreader:
    return reader_on(make_library(tmp_path / "library"), tmp_path)


def press_at_once(app: Gulagreader, *keys: str) -> None:
    """Press keys as they come when they were all written at once."""
    for key in keys:
        app.simulate_key(key)


# Before there is anything to be seen


@pytest.mark.parametrize("size", [(60, 18), (100, 30), (160, 30)])
async def test_keys_typed_before_the_first_picture_are_carried_out_in_order(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = a_reader(tmp_path)
    press_at_once(app, "3", "j", "j", "2", "space")
    async with reading(app, size):
        reader = app.reader
        assert reader.session.leading is Leading.POST
        assert reader.thread_pane.focused_comment == "c3"
        pane = reader.post_pane
        last = pane.virtual_size.height - pane.text_height
        assert pane.top == min(pane.text_height - 2, last) > 0


async def test_a_line_opened_before_the_first_picture_takes_what_is_typed(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    press_at_once(app, "f", *"stove", "enter", "enter")
    async with reading(app) as pilot:
        await until(pilot, lambda: app.reader.session.post == "2" * 16)
        assert app.reader.posts.filter == "stove"


async def test_a_library_can_be_left_before_its_first_picture(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    press_at_once(app, "Q")
    await app.run_async(headless=True)
    assert app.return_code == 0


# Behind Enter and Esc in a line


async def test_keys_behind_enter_in_the_filter_move_in_the_list(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        press_at_once(app, "1", "f", *"is:unread", "enter", "j", "j")
        await until(pilot, lambda: app.reader.posts.cursor == 2)
        assert app.reader.posts.filter == "is:unread"


async def test_enter_behind_enter_in_the_filter_opens_the_post(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        press_at_once(app, "f", *"stoves", "enter", "enter", "3", "G")
        await until(pilot, lambda: app.reader.session.leading is Leading.THREAD)
        assert app.reader.session.post == "2" * 16


async def test_keys_behind_escape_in_the_filter_move_in_the_list(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        press_at_once(app, "f", *"is:unread", "escape", "j")
        await until(pilot, lambda: app.reader.posts.cursor == 1)
        assert app.reader.posts.filter == ""


async def test_keys_behind_enter_in_the_find_line_go_on_finding(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        press_at_once(app, "2", "slash", *"bread", "enter", "n", "n")
        await until(pilot, lambda: "3 of 4" in screen_text(app))
        assert app.reader.query_one("#find", FindBar).text == "bread"


async def test_keys_behind_enter_in_the_narrowing_move_in_the_thread(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        pane = app.reader.thread_pane
        press_at_once(app, "3", "F", *"bread", "enter", "j")
        await until(pilot, lambda: pane.focused_comment == "c21")
        assert pane.narrowing is not None


async def test_keys_behind_enter_in_the_search_go_to_where_it_led(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        # The first answer of a busy machine may take its time.
        app._keys_in_order.longest = 60.0
        press_at_once(app, "s", *"disagree", "enter", "k", "2")
        await until(pilot, lambda: app.screen_stack[-1] is app.reader)
        await until(pilot, lambda: app.reader.session.leading is Leading.POST)
        assert app.reader.thread_pane.focused_comment == "c20"
        assert app.search.line.value == "disagree"


async def test_keys_behind_enter_on_a_hit_go_to_where_it_led(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("s", *"disagree")
        await until(pilot, lambda: app.search.hits.at_hand is not None)
        press_at_once(app, "tab", "enter", "k")
        await until(pilot, lambda: app.screen_stack[-1] is app.reader)
        await until(pilot, lambda: app.reader.thread_pane.focused_comment == "c20")


async def test_escape_behind_enter_in_the_search_does_not_wait_for_the_answer(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        press_at_once(app, "1", "s", *"nobody-wrote-this", "enter", "escape", "j")
        await until(pilot, lambda: app.reader.posts.cursor == 1)
        assert app.screen_stack[-1] is app.reader


async def test_keys_behind_enter_in_a_list_to_choose_from_go_on_in_the_reader(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        press_at_once(app, "1", "S", "j", "enter", "j", "j")
        await until(pilot, lambda: app.reader.posts.cursor == 2)
        assert "Posts 3" in screen_text(app)


async def test_a_list_is_named_in_one_burst(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        press_at_once(app, "f", *"stove", "enter", "ctrl+s", "end", *"s", "enter")
        await until(pilot, lambda: app._services.memory.listing.own)
        [kept] = app._services.memory.listing.own
        assert kept.name == "stoves"


async def test_the_keys_behind_opening_a_post_move_in_the_post(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (100, 20)) as pilot:
        press_at_once(app, "1", "g", "enter", "j", "j")
        await until(pilot, lambda: app.reader.post_pane.top == 2)
        assert app.reader.posts.cursor == 0


async def test_keys_behind_the_one_that_leaves_do_no_harm(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        press_at_once(app, "enter", "Q", "j", "slash", *"snow", "enter")
        await until(pilot, lambda: app.return_code is not None)
    for key in (events.Key("j", "j"), events.Key("enter", "\r")):
        await app.on_event(key)
        key._set_forwarded()
        await app.on_event(key)


# A key that is held down


async def test_a_key_that_repeats_is_not_painted_each_time(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (100, 20)) as pilot:
        await pilot.press("3", "g")
        await pilot.pause()
        pane, written = app.reader.thread_pane, WrittenScreen(app)
        press_at_once(app, *"jjjjjjjjjjkkkkkkkkkk" * 3, "j")
        last = app._keys_in_order
        await until(pilot, lambda: pane.focused_comment == "c2" and not last._held)
        assert written.pieces < 30
        await until(pilot, lambda: not app._batch_count)
        assert "Answer number 2" in screen_text(app)


async def test_the_last_of_keys_that_repeat_is_painted(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (100, 20)) as pilot:
        await pilot.press("2", "g")
        pane = app.reader.post_pane
        press_at_once(app, *"jjjjjj")
        await until(pilot, lambda: pane.top == 6)
        first = pane.render_line(0).text.strip()
        await until(pilot, lambda: first in _line_on_screen(app, pane.content_region.y))
        assert not app._batch_count


def _line_on_screen(app: Gulagreader, y: int) -> str:
    return screen_text(app).splitlines()[y]
