"""Selecting in the texts by keys, and what the mouse selects by dragging."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection
from ui.reading_room import make_library, reader_on, reading, screen_text, until

from gulagreader.ui.app import Gulagreader

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2")
        yield app, pilot


def selected(app: Gulagreader) -> str:
    return app.reader.get_selected_text() or ""


async def test_a_sentence_is_selected_where_the_reader_reads(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v")
    assert selected(app) == "The letter came in autumn and said little."
    assert app.reader.is_picking
    assert "Sentence" in screen_text(app)
    assert "Other end" in screen_text(app)


async def test_what_is_done_with_a_selection_is_in_the_footer(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v")
    footer = screen_text(app).splitlines()[-1]
    assert all(word in footer for word in ("a Note", "y Quote", "Esc Leave"))
    await pilot.press("escape")
    assert "Help" in screen_text(app).splitlines()[-1]


CASES = [
    (["s"], "The letter came", "(Orlova 1957)."),
    (["s", "S"], "The letter came", "said little."),
    (["shift+right", "shift+left"], "The letter came", "said little."),
    (["right"], "“We are well", "(Orlova 1957)."),
    (["right", "left"], "The letter came", "said little."),
    (["down"], "“We are well", "(Orlova 1957)."),
    (["p"], "The letter came", "(Orlova 1957)."),
    (["p", "p"], "The letter came", "at the table."),
    (["w"], "The letter came", "said little. “"),
    (["right", "o", "w"], ". “We are well", "(Orlova 1957)."),
    (["S"], "The letter came", "said little."),
    (["o", "W"], "letter came", "said little."),
    (["G"], "The letter came", "pages in."),
    (["v"], "The letter came", "(Orlova 1957)."),
    (["v", "v"], "The", "The"),
    (["v", "v", "l", "l"], "came", "came"),
]


async def test_keys_move_the_selection(reader: Reader) -> None:
    app, pilot = reader
    first = Selection(Offset(0, 2), Offset(42, 2))
    for keys, begins, ends in CASES:
        # What is selected is gone on with, so that each begins at the same place.
        app.reader.selections = {app.reader.post_pane: first}
        await pilot.press("v", *keys)
        text = selected(app)
        assert text.startswith(begins), keys
        assert text.endswith(ends), keys
        await pilot.press("escape")


async def test_an_end_moves_by_lines(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "j")
    before = len(selected(app))
    await pilot.press("J")
    assert len(selected(app)) > before
    await pilot.press("K", "K", "K", "K")
    assert 0 < len(selected(app)) < before


async def test_selecting_keeps_the_moving_end_in_view(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "G")
    pane = app.reader.post_pane
    assert pane.top > 0
    await pilot.press("o", "o", "g")
    assert pane.top <= 4


async def test_escape_selects_nothing_and_the_keys_are_what_they_were(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("v", "escape")
    assert selected(app) == ""
    assert not app.reader.is_picking
    await pilot.press("s")
    assert app.screen is app.search


async def test_selecting_begins_again_where_it_was(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "right", "escape", "v")
    assert selected(app).startswith("“We are well")


async def test_a_comment_is_selected_in_and_never_left(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "v")
    assert selected(app).startswith("Answer number 1, which says a little")
    await pilot.press("G", "s", "p", "w", "shift+down")
    assert "Answer number 2" not in selected(app)
    assert selected(app).count("It goes on for a while") == 3
    await pilot.press("escape", "j", "v")
    assert selected(app).startswith("Answer number 2")


async def test_a_folded_comment_is_unfolded_to_be_selected_in(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "h", "v")
    assert "c1" not in app.reader.thread_pane.folded
    assert selected(app).startswith("Answer number 1")


async def test_selecting_goes_on_with_what_the_mouse_selected(reader: Reader) -> None:
    app, pilot = reader
    pane = app.reader.post_pane
    app.reader.selections = {pane: Selection(Offset(4, 2), Offset(10, 2))}
    assert selected(app) == "letter"
    await pilot.press("v", "w")
    assert selected(app) == "letter came"


async def test_a_drag_says_what_can_be_done_with_the_selection(reader: Reader) -> None:
    app, pilot = reader
    lines = screen_text(app).splitlines()
    y = next(n for n, line in enumerate(lines) if "The letter came" in line)
    x = lines[y].index("The letter came")
    await pilot.mouse_down(offset=(x, y))
    await pilot.hover(offset=(x + 10, y))
    await pilot.mouse_up(offset=(x + 10, y))
    await until(pilot, lambda: "y copies it as a quote" in app.reader.status.words)
    assert selected(app)


async def test_a_click_that_selects_nothing_says_nothing(reader: Reader) -> None:
    app, pilot = reader
    await pilot.click(app.reader.post_pane, offset=(10, 4))
    assert "Selected" not in app.reader.status.words


async def test_a_click_ends_selecting_by_keys(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v")
    await pilot.click(app.reader.post_pane, offset=(10, 8))
    assert not app.reader.is_picking
    assert "Other end" not in screen_text(app)


async def test_what_is_selected_is_copied_by_the_usual_key(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "ctrl+c")
    assert app.clipboard == "The letter came in autumn and said little."


async def test_a_selection_survives_a_resize(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "right")
    before = selected(app)
    await pilot.resize_terminal(60, 18)
    assert selected(app) == before
    await pilot.press("left")
    assert selected(app) == "The letter came in autumn and said little."


async def test_a_selection_ends_when_the_comments_are_put_in_another_order(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("3", "v", "t")
    assert selected(app) == ""
    assert app.reader.thread_pane.is_flat
    await pilot.press("v")
    assert selected(app).startswith("Answer number 1")
