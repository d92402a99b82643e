"""The search: hits while typing, a preview, landing and coming back."""

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

from gulagreader.domain.session import Leading
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.views.page_view import PageView

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 40)) as pilot:
        yield app, pilot


async def _ask(app: Gulagreader, pilot: Pilot[None], text: str) -> None:
    await pilot.press("s")
    await until(pilot, lambda: app.screen is app.search)
    await type_text(pilot, text)
    await until(pilot, lambda: app.search.answer.query == text)


async def test_hits_come_while_typing_one_for_each_comment(reader: Reader) -> None:
    app, pilot = reader
    await _ask(app, pilot, "disagr")
    assert [hit.comment for hit in app.search.answer.hits] == ["c21"]
    shown = screen_text(app)
    assert "reader 2" in shown
    assert "Hits: 1" in shown


async def test_enter_lands_on_the_comment_with_its_branch_open(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "minus")
    await _ask(app, pilot, "disagree")
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.reader)
    assert app.reader.thread_pane.focused_comment == "c21"
    assert "c20" not in app.reader.thread_pane.folded
    assert app.reader.session.leading is Leading.THREAD
    assert app.reader.session.marks.words


async def test_backspace_returns_to_the_hits_as_they_were(reader: Reader) -> None:
    app, pilot = reader
    await _ask(app, pilot, "answer")
    await pilot.press("down", "down", "enter")
    await until(pilot, lambda: app.screen is app.reader)
    await pilot.press("backspace")
    await until(pilot, lambda: app.screen is app.search)
    assert app.search.answer.query == "answer"
    assert app.search.query_one("#hits").cursor == 2  # type: ignore[attr-defined]
    await pilot.press("escape")
    await until(pilot, lambda: app.screen is app.reader)
    await pilot.press("backspace")
    assert app.screen is app.reader


async def test_the_preview_shows_the_chain_above_the_hit(reader: Reader) -> None:
    app, pilot = reader
    await _ask(app, pilot, "disagree")
    preview = app.search.query_one("#preview", PageView)
    await until(pilot, lambda: preview.blocks)
    texts = [block.text for block in preview.blocks]
    assert texts[0] == "A letter in a tin"
    assert any("A second branch about" in text for text in texts)
    assert texts[-1] == "I disagree about bread."


async def test_enter_typed_at_once_still_lands(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("s")
    await until(pilot, lambda: app.screen is app.search)
    await pilot.press(*"disagree", "enter")
    await until(pilot, lambda: app.screen is app.reader)
    assert app.reader.thread_pane.focused_comment == "c21"


async def test_nothing_found_is_said(reader: Reader) -> None:
    app, pilot = reader
    await _ask(app, pilot, "zeppelin")
    assert "Nothing found" in screen_text(app)


async def test_a_hit_in_a_post_marks_it_there(reader: Reader) -> None:
    app, pilot = reader
    await _ask(app, pilot, "in:posts stove")
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.reader)
    assert app.reader.session.leading is Leading.POST
    await pilot.press("escape")
    assert not app.reader.session.marks


async def test_newest_first_on_request(reader: Reader) -> None:
    app, pilot = reader
    await _ask(app, pilot, "answer")
    await pilot.press("ctrl+t")
    await until(
        pilot,
        lambda: [hit.comment for hit in app.search.answer.hits][:2] == ["c6", "c5"],
    )
