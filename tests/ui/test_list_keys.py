"""The list of posts: moving, opening, reading marks, filtering."""

from pathlib import Path

import pytest
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.session import Leading


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


async def test_the_newest_post_stands_open_and_the_list_leads(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app):
        assert app.reader.session.post == "1" * 16
        assert app.reader.session.leading is Leading.POSTS
        shown = screen_text(app)
        for title in ("A letter in a tin", "Stoves and winters", "An unread note"):
            assert title in shown
        assert "Posts 3, 3 unread" in shown


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (["j"], 1),
        (["down", "down"], 2),
        (["j", "j", "k"], 1),
        (["G"], 2),
        (["end", "g"], 0),
        (["space"], 2),
        (["G", "b"], 0),
        (["ctrl+d"], 2),
        (["ctrl+d", "ctrl+u"], 0),
        (["j", "j", "j", "j"], 2),
        (["о"], 1),
    ],
)
async def test_keys_move_the_cursor(
    library: Path, tmp_path: Path, keys: list[str], cursor: int
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press(*keys)
        assert app.reader.posts.cursor == cursor


async def test_enter_opens_the_post_marks_it_read_and_leads_to_it(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("j", "enter")
        assert app.reader.session.post == "2" * 16
        assert app.reader.session.leading is Leading.POST
        assert "Posts 3, 2 unread" in screen_text(app)


async def test_brackets_open_the_neighbours_from_any_pane(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("3", "right_square_bracket", "right_square_bracket")
        assert app.reader.session.post == "3" * 16
        await pilot.press("right_square_bracket")
        assert "last post" in app.reader.status.words
        await pilot.press("left_square_bracket")
        assert app.reader.session.post == "2" * 16


async def test_full_stop_opens_the_next_unread_post(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("j", "enter", "1", "k", "enter", "full_stop")
        assert app.reader.session.post == "3" * 16
        await pilot.press("full_stop")
        assert "No unread post" in app.reader.status.words
        await pilot.press("u", "2", "left_square_bracket", "full_stop")
        assert app.reader.session.post == "3" * 16


async def test_u_takes_the_mark_back_and_a_star_stays(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "1")
        assert "2 unread" in screen_text(app)
        await pilot.press("u", "asterisk")
        assert "3 unread" in screen_text(app)
        assert "★ A letter in a tin" in screen_text(app)
        await pilot.press("asterisk")
        assert "★" not in screen_text(app)


async def test_the_filter_narrows_as_it_is_typed_and_escape_takes_it_back(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("f")
        await type_text(pilot, "stov")
        assert [card.title for card in app.reader.posts.cards] == ["Stoves and winters"]
        await pilot.press("enter")
        assert app.reader.session.leading is Leading.POSTS
        await pilot.press("enter")
        assert app.reader.session.post == "2" * 16
        await pilot.press("escape")
        assert len(app.reader.posts.cards) == 3


async def test_reading_marks_and_the_open_post_come_back(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("j", "enter", "Q")
    again = reader_on(library, tmp_path)
    async with reading(again):
        assert again.reader.session.post == "2" * 16
        assert again.reader.session.leading is Leading.POST
        assert "2 unread" in screen_text(again)


async def test_the_footer_says_where_q_quits(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await until(pilot, lambda: "q Quit" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "q Back" in screen_text(app))
        await pilot.press("q", "q")
        await until(pilot, lambda: not app.is_running)


async def test_the_footer_writes_keys_alike_while_something_is_sought(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("slash")
        await until(pilot, lambda: "Esc Close  ↓ Next match" in screen_text(app))
