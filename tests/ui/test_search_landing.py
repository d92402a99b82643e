"""What a search found, gone through in the post and in its thread."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, screen_text, until
from ui.search_room import ask

from gulagreader.domain.session import Leading
from gulagreader.ui.app import Gulagreader

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 40)) as pilot:
        yield app, pilot


async def _land(app: Gulagreader, pilot: Pilot[None], text: str) -> None:
    await ask(app, pilot, text)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.reader)


async def test_the_counter_says_which_match_of_how_many(reader: Reader) -> None:
    app, pilot = reader
    await _land(app, pilot, "disagree")
    assert app.reader.status.words == "1 of 1"
    await _land(app, pilot, "in:comments bread disagree")
    # Twice in the post, in c20, and both words in c21.
    assert app.reader.status.words == "4 of 5; n next"


async def test_where_only_filters_were_asked_for_no_match_is_counted(
    reader: Reader,
) -> None:
    app, pilot = reader
    await _land(app, pilot, "is:unread")
    assert app.reader.status.words == ""
    await pilot.press("n")
    assert "Nothing to find" in app.reader.status.words


async def test_n_goes_through_all_words_of_the_query(reader: Reader) -> None:
    app, pilot = reader
    await _land(app, pilot, "in:comments bread disagree")
    await pilot.press("n")
    assert app.reader.status.words == "5 of 5; n next"
    assert app.reader.thread_pane.focused_comment == "c21"
    led = [app.reader.session.leading]
    await pilot.press("n")
    led.append(app.reader.session.leading)
    await pilot.press("N", "N", "N")
    assert app.reader.thread_pane.focused_comment == "c20"
    led.append(app.reader.session.leading)
    assert led == [Leading.THREAD, Leading.POST, Leading.THREAD]


async def test_n_unfolds_the_branch_of_the_next_match(reader: Reader) -> None:
    app, pilot = reader
    await _land(app, pilot, "in:posts bread")
    await pilot.press("3", "minus", "2")
    assert "c20" in app.reader.thread_pane.folded
    await pilot.press("n", "n")
    assert app.reader.thread_pane.focused_comment == "c20"
    await pilot.press("n")
    assert app.reader.thread_pane.focused_comment == "c21"
    assert "c20" not in app.reader.thread_pane.folded


async def test_a_phrase_is_stepped_through_as_one(reader: Reader) -> None:
    app, pilot = reader
    await _land(app, pilot, '"little about the stove"')
    counter = app.reader.status.words
    assert counter.endswith(" of 6; n next")
    await pilot.press("n")
    assert app.reader.status.words.endswith(" of 6; n next")
    assert app.reader.status.words != counter


async def test_esc_takes_the_marks_and_the_counter_away(reader: Reader) -> None:
    app, pilot = reader
    await _land(app, pilot, "bread")
    assert "of 4" in app.reader.status.words
    await pilot.press("escape")
    assert "of 4" not in app.reader.status.words
    await pilot.press("n")
    assert "Nothing to find" in app.reader.status.words


async def test_find_takes_the_place_of_the_search(reader: Reader) -> None:
    app, pilot = reader
    await _land(app, pilot, "disagree")
    await pilot.press("slash", *"snow", "enter", "n")
    assert "of 8" in app.reader.status.words


async def test_4_returns_to_the_hits_as_they_were(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "answer")
    await pilot.press("tab", "j", "j", "enter")
    await until(pilot, lambda: app.screen is app.reader)
    await pilot.press("4")
    await until(pilot, lambda: app.screen is app.search)
    assert app.search.hits.cursor == 2
    assert app.focused is app.search.hits
    await pilot.press("j")
    assert app.search.hits.cursor == 3
    await pilot.press("backspace")
    assert app.screen is app.reader


async def test_keys_in_one_burst_follow_no_hit_of_the_query_before(
    reader: Reader,
) -> None:
    app, pilot = reader
    await _land(app, pilot, "disagree")
    for key in ("s", *"winter", "tab", "enter"):
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    await until(pilot, lambda: app.search.answer.query == "winter")
    await until(pilot, lambda: app.screen is app.reader)
    # The screen is back before the hit has been gone to.
    title = "Stoves and winters"
    await until(pilot, lambda: app.reader.post_pane.blocks[0].text == title)


async def test_s_types_over_the_last_query(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "answer")
    await pilot.press("escape")
    await ask(app, pilot, "winter")
    assert app.search.line.value == "winter"


async def test_landing_in_another_post_marks_there(reader: Reader) -> None:
    app, pilot = reader
    await _land(app, pilot, "winter")
    assert app.reader.post_pane.blocks[0].text == "Stoves and winters"
    assert "of 2" in screen_text(app)
