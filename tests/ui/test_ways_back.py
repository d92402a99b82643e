"""Ways back: from far moves, from a post never opened, from a narrowed list."""

from pathlib import Path

import pytest
from ui.reading_room import make_library, reader_on, reading, screen_text, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader


def a_reader(tmp_path: Path) -> Gulagreader:
    return reader_on(make_library(tmp_path / "library"), tmp_path)


def with_branches(tmp_path: Path) -> Gulagreader:
    """A reader of a thread whose branches are higher than a window each."""
    folder = make_library(tmp_path / "library")
    comments = []
    for branch in ("a", "b", "c"):
        comments.append(Comment(branch, f"Branch {branch}."))
        comments += [Comment(f"{branch}{n}", "Yes.", parent=branch) for n in range(30)]
    post = Post("4" * 16, "Branches", "Three.", date="2015")
    LibraryFolder.open(folder).write_post(post, tuple(comments))
    return reader_on(folder, tmp_path, post="4" * 16)


@pytest.mark.parametrize(
    "key", ["J", "right_curly_bracket", "G"], ids=["sibling", "branch", "end"]
)
async def test_a_far_move_in_the_thread_is_gone_back_from(
    tmp_path: Path, key: str
) -> None:
    app = with_branches(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        pane = app.reader.thread_pane
        await pilot.press("3", "J", key)
        there = pane.focused_comment
        assert there in {"c", "c29"}
        await pilot.press("backspace")
        assert pane.focused_comment == "b"
        await pilot.press("backspace")
        assert pane.focused_comment == "a"
        await pilot.press("alt+right", "alt+right")
        assert pane.focused_comment == there


async def test_a_move_to_a_comment_in_view_is_a_step_and_no_jump(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (100, 50)) as pilot:
        await pilot.press("enter", "3", "G", "K", "J", "backspace")
        assert app.reader.thread_pane.focused_comment == "c1"


async def test_the_end_of_a_post_is_gone_back_from(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 20)) as pilot:
        pane = app.reader.post_pane
        await pilot.press("2", "z", *["j"] * 7)
        read = pane.source_offset
        await pilot.press("G")
        assert pane.top > pane.text_height
        await pilot.press("backspace")
        assert pane.source_offset == read > 0


async def test_there_is_no_way_back_to_a_post_that_only_stood_there_at_the_start(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("j", "enter", "backspace")
        assert app.reader.session.post == "2" * 16
        assert "Nothing to go back to" in app.reader.status.words


async def test_there_is_a_way_back_to_a_first_post_that_was_gone_to(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("2", "1", "j", "enter", "backspace")
        assert app.reader.session.post == "1" * 16


async def test_the_cursor_returns_to_its_post_when_what_is_typed_on_finds_it_again(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("1", "g", "f", *"is")
        assert "No post matches" in screen_text(app)
        await pilot.press("backspace", "backspace", *"unread")
        assert app.reader.posts.cursor == 0
        assert len(app.reader.posts.cards) == 1
        await pilot.press("escape")
        card = app.reader.posts.under_cursor
        assert card is not None
        assert card.id == "1" * 16


async def test_a_filter_that_finds_all_again_leaves_the_list_where_it_was(
    tmp_path: Path,
) -> None:
    folder = make_library(tmp_path / "library")
    library = LibraryFolder.open(folder)
    for n in range(40):
        title = f"Isolated {n}" if n == 35 else f"Letter {n}"
        post = Post(f"{n:016}", title, "Text.", date=f"2012-01-{n % 28 + 1:02}")
        library.write_post(post, ())
    app = reader_on(folder, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("1", "g", "j", "f", *"is")
        card = app.reader.posts.under_cursor
        assert card is not None
        assert card.title == "Isolated 35"
        await pilot.press(*":unread", "enter")
        assert app.reader.posts.filter == "is:unread"
        assert app.reader.posts.cursor == 1


async def test_a_cursor_that_was_moved_while_filtering_stays_with_its_post(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("1", "g", "f", *"a")
        app.reader.posts.action_edge(1)
        card = app.reader.posts.under_cursor
        await pilot.press("escape")
        assert card is not None
        assert app.reader.posts.under_cursor == card
        assert app.reader.posts.cursor > 0


async def test_a_narrowed_list_stands_at_the_post_nearest_to_where_it_was(
    tmp_path: Path,
) -> None:
    folder = make_library(tmp_path / "library")
    library = LibraryFolder.open(folder)
    for n in range(9):
        title = f"Stove {n}" if n % 4 == 0 else f"Letter {n}"
        post = Post(f"{n:016}", title, "Text.", date=f"2020-01-{20 - n:02}")
        library.write_post(post, ())
    app = reader_on(folder, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("1", "g", *"jjj", "f", *"stove")
        card = app.reader.posts.under_cursor
        assert card is not None
        assert card.title == "Stove 4"


async def test_a_search_that_was_left_at_once_is_there_after_the_next_start(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("s", *"bread", "escape", "Q")
        await until(pilot, lambda: not app.is_running)
    app = reader_on(tmp_path / "library", tmp_path)
    async with reading(app) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: app.search.hits.at_hand is not None)
        assert app.search.line.value == "bread"
