"""Quotes, addresses and citations copied from the reader."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, screen_text, until

from gulagreader.domain.posts import Origin
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2")
        yield app, pilot


async def test_a_selected_passage_is_copied_as_a_quote_with_its_author(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("v", "y")
    assert app.clipboard.splitlines() == [
        "> The letter came in autumn and said little.",
        ">",
        "> — map_room, “A letter in a tin”, 3 March 2014, para. 1, 1111111111111111",
    ]
    assert "Copied as a quote" in app.reader.status.words
    assert "The letter came in autumn" in app.reader.status.words


async def test_without_a_selection_the_paragraph_in_view_is_quoted(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("right_curly_bracket", "right_curly_bracket")
    await pilot.press("right_curly_bracket", "y")
    assert app.clipboard.startswith("> She kept it in a tin. Nobody")
    assert "para. 2" in app.clipboard


async def test_the_focused_comment_is_quoted_as_a_whole(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "G", "y")
    quoted, _, attribution = app.clipboard.splitlines()
    assert quoted == "> The last word, on snow."
    assert attribution.startswith("> — corridor")
    assert attribution.endswith("1111111111111111#c30")


async def test_the_style_is_asked_for_once_and_when_wanted_again(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("c")
    assert "Cite in which style?" in screen_text(app)
    await pilot.press("2")
    assert app.clipboard.startswith("map_room. “A Letter in a Tin.”")
    assert "another style" in app.reader.status.words
    await pilot.press("c")
    # While that is still said, the style is asked for again.
    assert "Cite in which style?" in screen_text(app)
    await pilot.press("6", "3", "c")
    # Elsewhere it is said no more, and the style is known.
    assert app.screen is app.reader
    assert json.loads(app.clipboard)[0]["id"] == "1111111111111111#c1"


async def test_a_selected_passage_is_cited_with_its_paragraph(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "c", "1")
    assert "para. 1" in app.clipboard


async def test_no_style_is_taken_when_the_choice_is_left(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("c", "escape")
    assert app.screen is app.reader
    assert app.clipboard == ""


async def test_a_post_of_the_list_is_cited_and_its_address_copied(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("1", "j", "c", "enter")
    assert "Stoves and Winters" in app.clipboard
    await pilot.press("Y")
    assert app.clipboard == "2222222222222222"


async def test_a_comment_without_an_address_is_known_by_its_id(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "j", "Y")
    assert app.clipboard == "1111111111111111#c2"
    assert "has no address" in app.reader.status.words
    await pilot.press("O")
    assert "The comment has no address to open" in app.reader.status.words


async def test_with_an_address_the_exact_moment_is_said(reader: Reader) -> None:
    app, pilot = reader
    reading = app.reader._reading
    assert reading is not None
    row = reading.thread.rows[0]
    dated = replace(row.comment, date="2014-03-03T18:10:09-05:00")
    object.__setattr__(row, "comment", dated)
    await pilot.press("3", "Y")
    assert "(of 3 March 2014, 18:10:09, UTC-05:00)" in app.reader.status.words
    await pilot.press("i")
    assert app.reader.status.words == (
        "This comment answers the post; it is of 3 March 2014, 18:10:09, UTC-05:00"
    )


async def test_addresses_are_copied_and_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_library(tmp_path / "library")
    library = LibraryFolder.open(folder)
    path = next((folder / "posts").rglob("*letter*.md"))
    read = library.read(path)
    address = "https://example.org/letter"
    comments = tuple(
        replace(comment, url=f"{address}#comment-{number}")
        for number, comment in enumerate(read.comments)
    )
    origin = Origin("test", "letter.txt", "0" * 64, "test/1", url=address)
    library.write_post(replace(read.post, origin=origin), comments)
    opened: list[str] = []

    def browser(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", browser)
    app = reader_on(folder, tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2", "Y")
        assert app.clipboard == address
        await pilot.press("3", "j", "Y")
        assert app.clipboard == f"{address}#comment-1"
        await pilot.press("O")
        await until(pilot, lambda: opened)
        assert opened == [f"{address}#comment-1"]
