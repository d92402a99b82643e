"""The passage at hand: what is selected, else what is read."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection
from ui.reading_room import make_library, reader_on, reading

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.passages.passage import Passage

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2")
        yield app, pilot


def at_hand(app: Gulagreader) -> Passage:
    passage = app.reader.passage_at_hand()
    assert passage is not None
    return passage


async def test_in_the_post_it_is_the_first_paragraph_in_view(reader: Reader) -> None:
    app, pilot = reader
    first = at_hand(app)
    assert first.text.startswith("The letter came in autumn")
    assert (first.comment, first.start, first.selected) == (None, 0, False)
    app.reader.post_pane.go_to(app.reader.post_pane.page.first[3])
    await pilot.pause()
    assert at_hand(app).text.startswith("She kept it in a tin")
    assert at_hand(app).text.endswith("at the table.")


async def test_in_the_thread_it_is_the_focused_comment(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "j", "j")
    passage = at_hand(app)
    assert (passage.post, passage.comment) == ("1111111111111111", "c3")
    assert passage.whole
    assert passage.text.startswith("Answer number 3")


async def test_what_the_mouse_selects_is_tied_to_its_source(reader: Reader) -> None:
    app, _ = reader
    pane = app.reader.post_pane
    number = next(n for n, b in enumerate(pane.blocks) if b.text.startswith("She kept"))
    text = pane.blocks[number].text
    start, end = text.index("camp"), text.index(" was not said")
    app.reader.selections = {
        pane: Selection(Offset(start, number), Offset(end, number))
    }
    passage = at_hand(app)
    open_one = app.reader.reading
    assert open_one is not None
    assert passage.selected
    assert passage.text == "camp"
    assert open_one.post.body[passage.start : passage.end] == "camp"


async def test_of_the_title_and_the_sources_nothing_is_a_passage(
    reader: Reader,
) -> None:
    app, _ = reader
    pane = app.reader.post_pane
    last = len(pane.blocks) - 1
    app.reader.selections = {pane: Selection(Offset(0, 0), Offset(5, last))}
    passage = at_hand(app)
    open_one = app.reader.reading
    assert open_one is not None
    assert passage.text.startswith("The letter came")
    assert passage.end <= len(open_one.post.body)
    assert "Orlova, Letters" not in passage.text
    app.reader.selections = {pane: Selection(Offset(0, 0), Offset(5, 0))}
    assert not at_hand(app).selected


async def test_of_several_comments_the_first_is_taken_and_it_says_so(
    reader: Reader,
) -> None:
    app, _ = reader
    pane = app.reader.thread_pane
    ends = Offset(7, pane.unit_of(0)), Offset(6, pane.unit_of(1))
    app.reader.selections = {pane: Selection(*ends)}
    passage = at_hand(app)
    assert passage.comment == "c1"
    assert passage.text.startswith("number 1, which says")
    assert passage.cut
    # A drag that ends on the next comment's first line took nothing of it.
    app.reader.selections = {pane: Selection(ends[0], Offset(-1, pane.unit_of(1)))}
    assert not at_hand(app).cut
    # One that began on a comment's first line, which is no text, is of that comment.
    app.reader.selections = {
        pane: Selection(Offset(-1, pane.unit_of(1)), Offset(6, pane.unit_of(1)))
    }
    assert (at_hand(app).comment, at_hand(app).text) == ("c2", "Answer")
