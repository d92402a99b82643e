"""The thread gone through by jumps, narrowed, by time, with its news and its marks."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import (
    answers,
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.thread import ThreadPane

Reader = tuple[Gulagreader, Pilot[None], ThreadPane]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3")
        yield app, pilot, app.reader.thread_pane


def shown(pane: ThreadPane) -> list[str]:
    return [pane.thread.rows[row].comment.id for row in pane._page.shown]


# The way back


async def test_a_jump_is_undone_and_done_again(reader: Reader) -> None:
    _, pilot, thread = reader
    await pilot.press("j", "j", "p", "P")
    assert thread.focused_comment == "c1"
    await pilot.press("backspace")
    assert thread.focused_comment == "c2"
    await pilot.press("backspace")
    assert thread.focused_comment == "c3"
    await pilot.press("alt+right", "alt+right")
    assert thread.focused_comment == "c1"


async def test_small_moves_leave_no_way_back(reader: Reader) -> None:
    app, pilot, _ = reader
    await pilot.press("j", "j", "J", "k", "right_curly_bracket")
    assert not app.reader.session.history.behind


async def test_a_jump_after_a_hit_is_undone_before_the_hits_are_shown(
    reader: Reader,
) -> None:
    app, pilot, thread = reader
    await pilot.press("s", *"disagree", "enter")
    await until(pilot, lambda: app.screen is app.reader)
    assert thread.focused_comment == "c21"
    await pilot.press("p", "backspace")
    assert thread.focused_comment == "c21"
    await pilot.press("backspace")
    await until(pilot, lambda: app.screen is app.search)


# Siblings


async def test_the_last_sibling_leads_on_to_the_level_above(reader: Reader) -> None:
    _, pilot, thread = reader
    await pilot.press("j", "j", "J")
    assert thread.focused_comment == "c20"
    await pilot.press("j", "K")
    assert thread.focused_comment == "c20"


# By time


async def test_the_order_of_time_keeps_the_place_the_focus_and_the_folds(
    reader: Reader,
) -> None:
    app, pilot, thread = reader
    await pilot.press("G", "k", "k", "enter")
    line = _line_of(app, "kettle_on")
    await pilot.press("t")
    assert thread.is_flat
    assert thread.focused_comment == "c20"
    assert thread.folded == {"c20"}
    assert _line_of(app, "kettle_on") == line
    assert "by time" in str(thread.border_title)
    await pilot.press("t")
    assert thread.focused_comment == "c20"
    assert _line_of(app, "kettle_on") == line


async def test_by_time_each_comment_says_whom_it_answers(reader: Reader) -> None:
    app, pilot, thread = reader
    await pilot.press("t", "g", "j", "j")
    assert thread.focused_comment == "c3"
    assert "reader 3  ↳ reader 2" in screen_text(app)
    await pilot.press("p")
    assert thread.focused_comment == "c2"


async def test_the_order_comes_back_the_next_time(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("3", "t", "Q")
    again = reader_on(library, tmp_path)
    async with reading(again) as pilot:
        assert again.reader.thread_pane.is_flat
        await pilot.press("3", "j")
        assert again.reader.thread_pane.focused_comment == "c2"


# Narrowed


async def test_only_branches_that_match_are_shown_with_what_is_above(
    reader: Reader,
) -> None:
    app, pilot, thread = reader
    await pilot.press("j", "j", "F")
    await type_text(pilot, "bread")
    await until(pilot, lambda: thread.narrowing)
    assert shown(thread) == ["c20", "c21"]
    assert "2 of 9" in screen_text(app)
    await pilot.press("escape")
    assert len(shown(thread)) == 9
    assert thread.focused_comment == "c3"


async def test_above_a_match_one_line_each_is_kept_and_opens(reader: Reader) -> None:
    app, pilot, thread = reader
    await pilot.press("F")
    await type_text(pilot, '"number 3"')
    await until(pilot, lambda: thread.narrowing)
    await pilot.press("enter")
    assert shown(thread) == ["c1", "c2", "c3"]
    assert thread.focused_comment == "c3"
    assert _line_of(app, "reader 2") == _line_of(app, "reader 1") + 1
    await pilot.press("k", "enter")
    assert "Answer number 2" in screen_text(app)
    assert thread.folded == frozenset()
    await pilot.press("escape")
    assert len(shown(thread)) == 9
    assert thread.focused_comment == "c2"
    await pilot.press("backspace")
    assert thread.focused_comment == "c1"


async def test_while_typing_the_arrows_go_through_what_matches(reader: Reader) -> None:
    _, pilot, thread = reader
    await pilot.press("F")
    await type_text(pilot, "bread")
    await until(pilot, lambda: thread.narrowing)
    await pilot.press("down")
    assert thread.focused_comment == "c21"
    await pilot.press("up", "escape")
    assert thread.focused_comment == "c1"


async def test_folds_are_as_they_were_under_a_narrowing(reader: Reader) -> None:
    _, pilot, thread = reader
    await pilot.press("minus", "F")
    await type_text(pilot, "author:reader")
    await until(pilot, lambda: thread.narrowing)
    await pilot.press("enter", "minus", "equals_sign", "less_than_sign")
    await pilot.press("greater_than_sign", "h", "l", "escape")
    assert thread.folded == {"c1", "c20", "c30"}


async def test_what_matches_nothing_leaves_the_thread_whole(reader: Reader) -> None:
    app, pilot, thread = reader
    await pilot.press("F")
    await type_text(pilot, "zebra")
    await until(pilot, lambda: "no comment" in screen_text(app))
    await pilot.press("enter")
    assert len(shown(thread)) == 9
    assert "No comment matches zebra" in app.reader.status.words


async def test_only_the_branches_where_an_author_speaks(reader: Reader) -> None:
    app, pilot, thread = reader
    await pilot.press("j", "A")
    assert shown(thread) == ["c1", "c2", "c20", "c21"]
    assert "2 by reader 2" in str(thread.border_title)
    await pilot.press("J", "j")
    assert thread.focused_comment == "c21"
    await pilot.press("A")
    assert len(shown(thread)) == 9
    assert thread.focused_comment == "c21"
    assert "shown again" in app.reader.status.words


async def test_who_goes_to_what_is_left_out_sees_all_again(reader: Reader) -> None:
    app, pilot, thread = reader
    await pilot.press("j", "A", "slash", *"the last word", "enter")
    assert thread.focused_comment == "c30"
    assert len(shown(thread)) == 9
    assert "left out" in app.reader.status.words


# Above


async def test_the_comments_above_are_shown_without_going_there(reader: Reader) -> None:
    app, pilot, thread = reader
    await pilot.press("j", "j", "j", "i")
    assert "Above: 3 comments" in screen_text(app)
    assert thread.focused_comment == "c4"
    await pilot.press("k", "escape")
    assert not app.reader.is_peeking
    assert app.focused is thread
    assert thread.focused_comment == "c4"


async def test_enter_goes_to_the_comment_shown_above_and_back(reader: Reader) -> None:
    _, pilot, thread = reader
    await pilot.press("j", "j", "j", "i", "k", "enter")
    assert thread.focused_comment == "c2"
    await pilot.press("backspace")
    assert thread.focused_comment == "c4"


async def test_another_key_closes_what_is_above_and_is_carried_out(
    reader: Reader,
) -> None:
    app, pilot, thread = reader
    await pilot.press("j", "i", "J")
    assert not app.reader.is_peeking
    assert thread.focused_comment == "c20"


async def test_nothing_is_above_what_answers_the_post(reader: Reader) -> None:
    app, pilot, _ = reader
    await pilot.press("i")
    assert not app.reader.is_peeking
    assert "answers the post" in app.reader.status.words


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_what_is_above_fits_on_every_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=size) as pilot:
        await pilot.press("enter", "3", "j", "j", "j", "j", "i")
        assert app.reader._peek is not None
        region = app.reader._peek.region
        assert app.screen.region.contains_region(region)
        assert "reader 5" in screen_text(app)
        assert "reader 4" in screen_text(app)


async def test_what_is_above_fits_the_screen_whose_size_changes(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(160, 50)) as pilot:
        await pilot.press("enter", "3", "j", "j", "j", "j", "i", "k")
        peek, thread = app.reader._peek, app.reader.thread_pane
        assert peek is not None
        for size in ((60, 18), (160, 50), (80, 24), (160, 50), (60, 24), (40, 12)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: app.screen.region.contains_region(peek.region))
            # Its frame goes from edge to edge of the comments.
            await until(pilot, lambda: peek.region.width == thread.region.width)
            assert peek.region.x == thread.region.x
            assert app.focused is peek
            assert peek.focused_comment == "c3"


# New


async def _come_back_to_new_comments(tmp_path: Path) -> Path:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "3")
        assert app.reader.reading is not None
        post = app.reader.reading.post
        await pilot.press("Q")
    folder = LibraryFolder.open(library)
    late = (
        Comment("c40", "I came late.", "c2", "latecomer", "2020-01-01"),
        Comment("c41", "So did I.", "c30", "latecomer", "2020-01-20"),
    )
    folder.write_post(post, (*answers(6), *late))
    return library


async def test_what_came_since_the_last_visit_is_marked_and_gone_to(
    tmp_path: Path,
) -> None:
    library = await _come_back_to_new_comments(tmp_path)
    app = reader_on(library, tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        thread = app.reader.thread_pane
        await pilot.press("3", "minus")
        assert "2 new" in str(thread.border_title)
        assert "replies, 1 new" in screen_text(app)
        await pilot.press("full_stop")
        assert thread.focused_comment == "c40"
        assert "• latecomer" in screen_text(app)
        await pilot.press("full_stop")
        assert thread.focused_comment == "c41"
        await pilot.press("comma")
        assert thread.focused_comment == "c40"
        await pilot.press("backspace")
        assert thread.focused_comment == "c41"
        app.reader.keep_seen()
        app.reader.read_again()
        assert "2 new" in str(thread.border_title)
        await pilot.press("full_stop")
        assert app.reader.session.post == "2" * 16


async def test_a_comment_that_comes_while_its_post_is_open_for_the_first_time_is_new(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        assert app.reader.reading is not None
        post = app.reader.reading.post
        await pilot.press("2", "3")
        assert " new" not in str(app.reader.thread_pane.border_title)
        late = Comment("c40", "I came late.", "c2", "latecomer", "2020-01-01")
        LibraryFolder.open(library).write_post(post, (*answers(6), late))
        app.reader.read_again()
        await pilot.pause()
        thread = app.reader.thread_pane
        assert "1 new" in str(thread.border_title)
        assert "Taken in anew: 1 comment came" in screen_text(app)
        await pilot.press("full_stop")
        assert thread.focused_comment == "c40"
        assert "• latecomer" in screen_text(app)
        memory, card = app._services.memory, app._services.card(post.id)
        assert card is not None
        memory.mark_read(post.id)
        came = replace(card, comments=card.comments + 1)
        assert memory.threads.new_comments(came) == 1
        await pilot.press("Q")
    again = reader_on(library, tmp_path)
    async with reading(again, size=(150, 44)) as pilot:
        await pilot.press("3")
        assert "1 new" in str(again.reader.thread_pane.border_title)


async def test_a_click_on_the_sign_of_a_new_comment_leads_to_the_next(
    tmp_path: Path,
) -> None:
    library = await _come_back_to_new_comments(tmp_path)
    app = reader_on(library, tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        thread = app.reader.thread_pane
        await pilot.press("3", "full_stop")
        line = screen_text(app).splitlines()[_line_of(app, "• latecomer")]
        where = (line.index("•"), _line_of(app, "• latecomer"))
        await pilot.click(offset=where)
        assert thread.focused_comment == "c41"
        assert thread.folded == frozenset()


async def test_since_when_is_new_is_chosen_and_kept(tmp_path: Path) -> None:
    library = await _come_back_to_new_comments(tmp_path)
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("3", "I", "4")
        await until(pilot, lambda: app.screen is app.reader)
        assert "2 new since 2019-12-21" in str(app.reader.thread_pane.border_title)
        await pilot.press("I", "6")
        await type_text(pilot, "2020-01-10")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.reader)
        assert "1 new since 2020-01-10" in str(app.reader.thread_pane.border_title)
        await pilot.press("I", "6")
        await type_text(pilot, "soon")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.reader)
        assert "is no date" in app.reader.status.words
        await pilot.press("Q")
    again = reader_on(library, tmp_path)
    async with reading(again):
        assert "1 new since 2020-01-10" in str(again.reader.thread_pane.border_title)


# Marks


async def test_a_marked_place_is_gone_to_from_another_post(reader: Reader) -> None:
    app, pilot, thread = reader
    await pilot.press("j", "j", "m", "a", "right_square_bracket")
    assert app.reader.session.post == "2" * 16
    await pilot.press("grave_accent", "ф")
    assert app.reader.session.post == "1" * 16
    assert thread.focused_comment == "c3"
    assert app.focused is thread
    await pilot.press("backspace")
    assert app.reader.session.post == "2" * 16


async def test_twice_leads_to_before_the_jump_and_back(reader: Reader) -> None:
    _, pilot, thread = reader
    await pilot.press("j", "j", "p", "grave_accent", "grave_accent")
    assert thread.focused_comment == "c3"
    await pilot.press("grave_accent", "grave_accent")
    assert thread.focused_comment == "c2"


async def test_marks_are_listed_and_survive(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("3", "J", "m", "x", "grave_accent", "b")
        assert "No place is marked b" in app.reader.status.words
        await pilot.press("m", "escape", "j", "Q")
    again = reader_on(library, tmp_path)
    async with reading(again) as pilot:
        await pilot.press("grave_accent", "question_mark")
        await until(pilot, lambda: again.screen is not again.reader)
        await pilot.pause()
        assert "A letter in a tin, comment c20" in screen_text(again)
        offers = [offer.title for offer in again.offers()]
        assert "Go to mark x: A letter in a tin, comment c20" in offers


# Roles


async def test_who_began_a_branch_is_marked_further_down(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    folder = LibraryFolder.open(library)
    comments = (
        Comment("c1", "I begin.", None, "reader 1"),
        Comment("c2", "I answer.", "c1", "map_room"),
        Comment("c3", "I thank you.", "c2", "reader 1"),
        Comment("c4", "I begin another.", None, "reader 1"),
    )
    folder.write_post(Post("4" * 16, "Roles", "x", "map_room", "2020"), comments)
    app = reader_on(library, tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("g", "enter")
        text = screen_text(app)
        assert text.count("starter") == 1
        assert text.count("author of the post") == 1


def _line_of(app: Gulagreader, text: str) -> int:
    lines = screen_text(app).splitlines()
    return next(n for n, line in enumerate(lines) if text in line)
