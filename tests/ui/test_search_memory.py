"""Past queries, saved searches and what is offered while nothing is asked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import (
    make_library,
    open_services,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)
from ui.search_room import ask, counted, shown_rows

from gulagreader.domain.searches import SavedSearch
from gulagreader.ui.app import Gulagreader

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 40)) as pilot:
        yield app, pilot


async def _follow(app: Gulagreader, pilot: Pilot[None], text: str) -> None:
    await ask(app, pilot, text)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.reader)


async def _save(app: Gulagreader, pilot: Pilot[None], query: str, name: str) -> None:
    await ask(app, pilot, query)
    await pilot.press("ctrl+s", "ctrl+u")
    await type_text(pilot, name)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.search)


async def test_past_queries_come_back_and_go_again(reader: Reader) -> None:
    app, pilot = reader
    await _follow(app, pilot, "disagree")
    await _follow(app, pilot, "winter")
    await ask(app, pilot, "bre")
    await pilot.press("ctrl+up")
    await counted(app, pilot, "winter")
    await pilot.press("alt+up")
    await counted(app, pilot, "disagree")
    await pilot.press("ctrl+up")
    assert "No query was asked before this" in screen_text(app)
    await pilot.press("ctrl+down", "ctrl+down")
    await counted(app, pilot, "bre")


async def test_up_in_an_empty_line_brings_the_last_query(reader: Reader) -> None:
    app, pilot = reader
    await _follow(app, pilot, "winter")
    await pilot.press("s", "ctrl+u")
    await until(pilot, lambda: shown_rows(app) == ["Asked before", "> winter"])
    await pilot.press("up")
    await counted(app, pilot, "winter")


async def test_an_empty_line_offers_saved_searches_and_past_queries(
    reader: Reader,
) -> None:
    app, pilot = reader
    await _follow(app, pilot, "winter")
    await _save(app, pilot, "bread", "Loaves")
    await pilot.press("ctrl+u")
    await until(
        pilot,
        lambda: (
            shown_rows(app)
            == ["Saved searches", "> bread", "", "Asked before", "> winter"]
        ),
    )
    assert "Loaves" in screen_text(app)
    await pilot.press("enter")
    await counted(app, pilot, "bread")


async def test_a_saved_search_stands_above_the_posts_and_opens(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "answer")
    await pilot.press("ctrl+t")
    await until(pilot, lambda: "newest first" in screen_text(app))
    await pilot.press("tab", "S", "ctrl+u")
    await type_text(pilot, "Old [b]answers")
    await pilot.press("enter")
    await until(pilot, lambda: "Saved as" in screen_text(app))
    await pilot.press("d")
    await until(pilot, lambda: "best first" in screen_text(app))
    await pilot.press("escape", "1", "g")
    posts = app.reader.posts
    assert posts.searches == (SavedSearch("Old [b]answers", "answer", "date"),)
    lines = screen_text(app).splitlines()
    assert "Saved searches" in lines[2]
    assert "» Old [b]answers" in lines[3]
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.search)
    await counted(app, pilot, "answer")
    assert "newest first" in screen_text(app)
    assert app.focused is app.search.hits


async def test_a_saved_search_is_removed_and_brought_back(reader: Reader) -> None:
    app, pilot = reader
    await _save(app, pilot, "bread", "Loaves")
    await pilot.press("escape", "1", "g", "D")
    posts = app.reader.posts
    await until(pilot, lambda: not posts.searches)
    assert "U undoes it" in app.reader.status.words
    assert posts.under_cursor is not None
    await pilot.press("U")
    await until(pilot, lambda: posts.searches)
    assert app._services.memory.saved_searches() == posts.searches


async def test_marks_are_not_set_on_a_saved_search(reader: Reader) -> None:
    app, pilot = reader
    await _save(app, pilot, "bread", "Loaves")
    await pilot.press("escape", "1", "g", "asterisk", "u")
    assert not app._services.memory.starred()
    assert "saved search" in app.reader.status.words


async def test_the_cursor_goes_from_the_searches_to_the_posts(reader: Reader) -> None:
    app, pilot = reader
    await _save(app, pilot, "bread", "Loaves")
    await _save(app, pilot, "winter", "Cold")
    await pilot.press("escape", "1", "g")
    posts = app.reader.posts
    names = []
    for _ in range(3):
        search, card = posts.search_under_cursor, posts.under_cursor
        names.append(search.name if search else card.title if card else "")
        await pilot.press("j")
    assert names == ["Cold", "Loaves", "A letter in a tin"]
    await pilot.press("f", *"cold")
    assert not posts.searches
    await pilot.press("escape")
    await until(pilot, lambda: len(posts.searches) == 2)


async def test_a_click_opens_a_saved_search(reader: Reader) -> None:
    app, pilot = reader
    await _save(app, pilot, "bread", "Loaves")
    await pilot.press("escape", "1", "g")
    await pilot.pause()
    assert await pilot.click("#posts", offset=(5, 2))
    await until(pilot, lambda: app.screen is app.search)


async def test_a_name_is_not_asked_for_nothing(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("s", "ctrl+s")
    assert app.screen is app.search
    assert "Nothing to save" in screen_text(app)


async def test_giving_no_name_saves_nothing(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "bread")
    await pilot.press("ctrl+s", "escape")
    await until(pilot, lambda: app.screen is app.search)
    assert not app._services.memory.saved_searches()


async def test_what_could_have_been_meant_is_chosen(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "disagred")
    assert "Nothing found" in screen_text(app)
    assert "> disagree" in shown_rows(app)
    while shown_rows(app)[app.search.hits.cursor] != "> disagree":
        await pilot.press("down")
    await pilot.press("enter")
    await counted(app, pilot, "disagree")
    assert [hit.comment for hit in app.search.answer.hits] == ["c21"]


async def test_leaving_a_post_remembers_its_comments(reader: Reader) -> None:
    app, pilot = reader
    letter = app.reader.session.post
    assert letter is not None
    await pilot.press("right_square_bracket")
    seen = app._services.memory.seen(letter)
    assert seen is not None
    assert {"c1", "c21", "c30"} <= seen


async def _asked_and_followed(app: Gulagreader) -> tuple[str, ...]:
    """Ask for bread, go to the second hit, and quit; what that hit is of."""
    async with reading(app, size=(150, 40)) as pilot:
        await ask(app, pilot, "bread")
        await pilot.press("down")
        place = app.search.hits.place
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.reader)
        await pilot.press("Q")
    return place


async def test_the_search_comes_back_after_quitting(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    place = await _asked_and_followed(reader_on(folder, tmp_path))
    assert place[:1] == ("hit",)
    again = reader_on(folder, tmp_path)
    async with reading(again, size=(150, 40)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: again.screen is again.search)
        await until(pilot, lambda: again.search.hits.place == place)
        assert again.search.line.value == "bread"


async def test_a_search_that_was_emptied_stays_empty(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    await _asked_and_followed(reader_on(folder, tmp_path))
    emptied = reader_on(folder, tmp_path)
    async with reading(emptied, size=(150, 40)) as pilot:
        await pilot.press("s", "x", "ctrl+u", "escape")
        await until(pilot, lambda: emptied.screen is emptied.reader)
        await pilot.press("Q")
    again = reader_on(folder, tmp_path)
    async with reading(again, size=(150, 40)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: again.screen is again.search)
        assert again.search.line.value == ""


async def test_who_looks_in_and_asks_nothing_keeps_the_search_left_last(
    tmp_path: Path,
) -> None:
    folder = make_library(tmp_path / "library")
    app = reader_on(folder, tmp_path)
    async with reading(app) as pilot:
        await _follow(app, pilot, "winter")
    app = reader_on(folder, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("s", "escape")
        await until(pilot, lambda: app.screen is app.reader)
        await pilot.press("4")
        await counted(app, pilot, "winter")
        # Who empties the line has asked, and leaves nothing.
        await pilot.press("s", "ctrl+u")
        await until(pilot, lambda: "Asked before" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.reader)
    app = reader_on(folder, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: "Asked before" in screen_text(app))
        assert app.search.line.value == ""


async def test_a_search_that_was_rested_on_outlasts_a_kill(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    app = reader_on(folder, tmp_path)
    async with reading(app, size=(150, 40)) as pilot:
        await ask(app, pilot, "bread")
        await pilot.press("tab", "j", "j")
        place = app.search.hits.place
        kept = app._services.memory.search.left

        def is_kept() -> bool:
            left = kept()
            return left is not None and (left.query, left.place) == ("bread", place)

        await until(pilot, is_kept)
        # The reader is still in the search: a second one stands for what a kill leaves.
        again = open_services(folder, tmp_path)
        left = again.memory.search.left()
        again.close()
        assert left is not None
        assert (left.query, left.place) == ("bread", place)
