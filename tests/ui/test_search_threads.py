"""Hits gathered by thread, and why a hit was found."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, screen_text, until
from ui.search_room import ask, counted, shown_rows

from gulagreader.domain.session import Leading
from gulagreader.ui.app import Gulagreader

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 40)) as pilot:
        yield app, pilot


async def _by_thread(app: Gulagreader, pilot: Pilot[None], text: str) -> None:
    await ask(app, pilot, text)
    await pilot.press("tab", "t")
    await until(pilot, lambda: app.search.answer.threads)
    await pilot.pause()


async def test_hits_stand_under_their_threads_on_request(reader: Reader) -> None:
    app, pilot = reader
    await _by_thread(app, pilot, "winter OR bread")
    rows = shown_rows(app)
    assert {row for row in rows if row.startswith("- ")} == {
        "- A letter in a tin",
        "- Stoves and winters",
    }
    assert rows[0].startswith("- ")
    assert rows[1].startswith("  ")
    assert "by thread" in screen_text(app)
    await pilot.press("t")
    await until(pilot, lambda: not app.search.answer.threads)


async def test_a_thread_is_folded_and_its_heading_opens_the_post(
    reader: Reader,
) -> None:
    app, pilot = reader
    await _by_thread(app, pilot, "bread")
    await pilot.press("h")
    assert shown_rows(app) == ["+ A letter in a tin"]
    assert "3 hits" in screen_text(app)
    await pilot.press("l")
    assert len(shown_rows(app)) > 1
    await pilot.press("minus", "enter")
    await until(pilot, lambda: app.screen is app.reader)
    assert app.reader.session.leading is Leading.POST
    assert app.reader.reading is not None
    assert app.reader.reading.post.title == "A letter in a tin"


async def test_all_threads_are_folded_and_stepped_through(reader: Reader) -> None:
    app, pilot = reader
    await _by_thread(app, pilot, "winter OR bread")
    await pilot.press("minus")
    assert all(row.startswith("+ ") for row in shown_rows(app))
    await pilot.press("g", "J", "equals_sign")
    assert any(row.startswith("  ") for row in shown_rows(app))
    cursor = app.search.hits.cursor
    await pilot.press("K")
    assert app.search.hits.cursor < cursor


async def test_a_thread_with_more_hits_leads_to_all_of_them(reader: Reader) -> None:
    app, pilot = reader
    await _by_thread(app, pilot, "answer")
    rows = shown_rows(app)
    query = 'thread:{title:"A letter in a tin"} answer'
    assert f"> {query}" in rows
    assert "more: narrow to this thread" in screen_text(app)
    await pilot.press("G", "enter")
    await counted(app, pilot, query)
    assert not app.search.answer.threads
    assert len(app.search.answer.hits) == app.search.answer.total == 6


async def test_x_shows_why_and_follows_the_cursor(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "bread")
    await pilot.press("tab", "x")
    preview = app.search.preview
    await until(pilot, lambda: "Score" in preview.blocks[0].text)
    texts = [block.text for block in preview.blocks]
    assert any(text.startswith("bread*  +") for text in texts)
    assert any("texts have it" in text for text in texts)
    assert any("The text has" in text for text in texts)
    first = preview.blocks[0].text
    await pilot.press("G")
    await until(pilot, lambda: preview.blocks[0].text not in {first, ""})
    assert "Score" in preview.blocks[0].text
    await pilot.press("escape")
    await until(pilot, lambda: preview.blocks[0].text == "A letter in a tin")
    assert app.screen is app.search


async def test_why_is_also_asked_from_the_line(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "disagree")
    await pilot.press("ctrl+y")
    preview = app.search.preview
    await until(pilot, lambda: "Score" in preview.blocks[0].text)
    await pilot.press("ctrl+y")
    await until(pilot, lambda: "Score" not in preview.blocks[0].text)


async def test_the_preview_is_paged_from_the_hits(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await ask(app, pilot, "in:posts paragraph")
        await pilot.press("tab", "space", "space")
        assert app.search.preview.top > 0
        assert app.search.hits.cursor == 0
        await pilot.press("b", "b", "b", "b", "b", "b")
        assert app.search.preview.top == 0


async def test_more_hits_come_as_the_cursor_goes_down(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "answer")
    search = app.search
    asked = search._asked
    assert asked is not None
    # As if there had been room for two hits only.
    search._put(replace(asked, limit=2))
    await until(pilot, lambda: len(search.answer.hits) == 2)
    await pilot.pause()
    assert shown_rows(app)[-1] == "and more, shown as you go down"
    await pilot.press("tab", "j")
    await until(pilot, lambda: len(search.answer.hits) == 6)
    await pilot.pause()
    assert search.hits.cursor == 1
