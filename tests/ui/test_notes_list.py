"""The list of all highlights and notes: filtered, gone to, changed, given a place."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from ui.reading_room import (
    make_library,
    open_services,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.session import Leading
from gulagreader.services.note_exchange import w3c_lines
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.notes.note_rows import fits
from gulagreader.ui.screens.notes import NotesScreen

Reader = tuple[Gulagreader, Pilot[None]]
LETTER, STOVES = "1111111111111111", "2222222222222222"


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    folder = make_library(tmp_path / "library")
    services = open_services(folder, tmp_path)
    shelf = services.notes
    letter, stoves = services.read(LETTER), services.read(STOVES)
    at = letter.post.body.index("What the letter left out")
    shelf.add(
        letter.post, letter.thread, None, (at, at + 24), colour="green", tags=["gaps"]
    )
    shelf.add(letter.post, letter.thread, "c21", (2, 10), text="Why?")
    shelf.add(stoves.post, stoves.thread, "c1", text="About the winter")
    lost = shelf.add(letter.post, letter.thread, None, (4, 10), text="To be lost")
    assert lost.selector is not None
    gone = replace(lost.selector, exact="zeppelins over the marshes", prefix="")
    shelf.put([replace(lost, selector=replace(gone, suffix=""))])
    services.close()
    app = reader_on(folder, tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2", "H")
        await until(pilot, lambda: "Notes 4" in screen_text(app))
        yield app, pilot


def listed(app: Gulagreader) -> list[str]:
    return [line.strip() for line in screen_text(app).splitlines() if line.strip()]


async def test_notes_stand_by_post_with_those_without_a_place_first(
    reader: Reader,
) -> None:
    app, _ = reader
    lines = listed(app)
    assert "Notes 4 · by post · 1 without a place" in lines[0]
    assert lines[1].startswith("Without a place  1")
    assert lines[2] == "zeppelins over the marshes"
    assert lines[3] == "✎ To be lost"
    assert lines[4] == "the passage is not in the text any more"
    posts = [line for line in lines if "map_room · 3 March 2014" in line]
    assert posts == ["A letter in a tin  2  map_room · 3 March 2014"]
    assert lines.index("What the letter left out") < lines.index("disagree")
    assert "Was the winter of 1953 cold?" in lines
    assert "yellow · comment by reader 9 · 2 January 2026" in lines


async def test_a_noted_quotation_is_listed_without_its_marks(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    services = open_services(folder, tmp_path)
    letter = services.read(LETTER)
    body = letter.post.body
    at = body.index("> The stove draws")
    end = body.index("— the letter again")
    services.notes.add(letter.post, letter.thread, None, (at, end))
    marked = body.index("*camp*")
    services.notes.add(letter.post, letter.thread, None, (marked, marked + 15))
    services.close()
    app = reader_on(folder, tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2", "H")
        await until(pilot, lambda: "Notes 2" in screen_text(app))
        lines = [line.rstrip() for line in screen_text(app).splitlines()]
        assert "   The stove draws, and the bread is enough." in lines
        assert "   camp was not" in lines
        # The heading begins where the rows' own colour does.
        heading = next(line for line in lines if "A letter in a tin" in line)
        assert heading.startswith(" A letter")


async def test_a_comment_that_goes_on_ends_with_a_sign_for_it(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    long = Comment("c1", "The stove was cold again. " * 20, author="reader 9")
    LibraryFolder.open(folder).write_post(
        Post("4444444444444444", "Two answers", "Cold."),
        (long, Comment("c2", "Short.  ", author="reader 9")),
    )
    services = open_services(folder, tmp_path)
    shelf, read = services.notes, services.read("4444444444444444")
    for comment in ("c1", "c2"):
        shelf.add(read.post, read.thread, comment, text="All of it")
    services.close()
    app = reader_on(folder, tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("H")
        await until(pilot, lambda: "Notes 2" in screen_text(app))
        shown = [line.rstrip() for line in screen_text(app).splitlines()]
        assert [line for line in shown if line.endswith(" …")]
        assert any(line.endswith("Short.") for line in shown)


async def test_enter_goes_to_the_passage_of_a_note(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("j", "enter")
    assert app.screen is app.reader
    assert app.reader.get_selected_text() == "What the letter left out"
    assert "What the letter left out" in screen_text(app)
    await pilot.press("H")
    await until(pilot, lambda: "Notes 4" in screen_text(app))
    await pilot.press("j", "enter")
    assert app.reader.session.leading is Leading.THREAD
    assert app.reader.thread_pane.focused_comment == "c21"
    assert app.reader.get_selected_text() == "disagree"
    await pilot.press("escape", "backspace")
    await until(pilot, lambda: "Notes 4" in screen_text(app))
    again = app.screen_stack[-1]
    assert isinstance(again, NotesScreen)
    at_hand = again.at_hand
    assert at_hand is not None
    assert at_hand.note.comment == "c21"
    # Closed, it leaves the reader where the note is; from there on it is as ever.
    await pilot.press("escape")
    assert app.reader.thread_pane.focused_comment == "c21"
    await pilot.press("backspace", "backspace")
    assert app.reader.post_pane.has_focus


async def test_the_list_is_filtered_while_the_reader_types(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("f")
    await type_text(pilot, "#ga")
    assert "Notes 1 of 4" in screen_text(app)
    assert "What the letter left out" in screen_text(app)
    await pilot.press("enter", "escape")
    assert "Notes 4" in screen_text(app)
    await pilot.press("slash")
    await type_text(pilot, "winter")
    assert "About the winter" in screen_text(app)
    assert "To be lost" not in screen_text(app)
    await pilot.press("escape", "escape")
    assert app.screen is app.reader


async def test_the_list_is_as_it_was_left(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("t", "f")
    await type_text(pilot, "letter")
    await pilot.press("enter", "enter", "H")
    await until(pilot, lambda: "newest first" in screen_text(app))
    assert "of 4" in screen_text(app)


async def test_a_note_is_changed_in_the_list(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("j", "a")
    await type_text(pilot, "Half of it")
    await pilot.press("alt+5", "enter")
    await until(pilot, lambda: "Half of it" in screen_text(app))
    changed = [note for note in app.reader.shelf.notes() if note.tags == ("gaps",)]
    assert [(note.text, note.colour) for note in changed] == [("Half of it", "purple")]


async def test_a_note_is_removed_in_the_list_and_brought_back(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("j", "D")
    await until(pilot, lambda: "Notes 3" in screen_text(app))
    await pilot.press("U")
    await until(pilot, lambda: "Notes 4" in screen_text(app))
    assert isinstance(app.screen, NotesScreen)


async def test_a_note_without_a_place_is_given_one(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("enter")
    assert "puts it there" in app.reader.status.words
    await pilot.press("v", "right", "a")
    assert "is on ““We are well" in app.reader.status.words
    await pilot.press("H")
    await until(pilot, lambda: "Notes 4 · by post" in screen_text(app))
    assert "Without a place" not in screen_text(app)


async def test_a_library_without_notes_says_how_to_take_them(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        await pilot.press("H")
        await until(pilot, lambda: "No notes yet" in screen_text(app))
        await pilot.press("enter", "D", "a", "j", "U", "t", "escape")
        assert app.screen is app.reader


async def test_notes_are_written_out_and_taken_in_from_the_palette(
    reader: Reader, tmp_path: Path
) -> None:
    app, pilot = reader
    await pilot.press("escape")
    offers = {offer.title: offer for offer in app.reader.note_offers()}
    file = tmp_path / "mine.jsonl"
    offers["Export all notes as W3C JSON Lines"].run()
    await pilot.pause()
    app.screen.query_one(Input).value = str(file)
    await pilot.press("enter")
    await until(pilot, lambda: "Wrote 4 notes" in app.reader.status.words)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 4
    offers["Import notes from a file"].run()
    await pilot.pause()
    app.screen.query_one(Input).value = str(file)
    await pilot.press("enter")
    await until(pilot, lambda: "4 there already" in app.reader.status.words)


async def test_a_file_is_laid_over_in_a_colour_and_lifted(
    reader: Reader, tmp_path: Path
) -> None:
    app, pilot = reader
    file = tmp_path / "anna.jsonl"
    note = app.reader.shelf.notes()[0]
    theirs = replace(note, id="http://example.org/1", author="Anna", text="Hers")
    file.write_text("\n".join(w3c_lines([theirs], "test-library")))
    await pilot.press("escape")
    offers = {offer.title: offer for offer in app.reader.note_offers()}
    offers["Lay another reader’s notes over the library"].run()
    await pilot.pause()
    app.screen.query_one(Input).value = str(file)
    await pilot.press("enter")
    await until(pilot, lambda: "In which colour?" in screen_text(app))
    await pilot.press("4")
    assert "1 note of Anna laid over in red" in app.reader.status.words
    await pilot.press("H")
    await until(pilot, lambda: "Notes 5" in screen_text(app))
    await pilot.press("f")
    await type_text(pilot, "anna red")
    await pilot.press("enter", "D")
    assert "the file is only read" in screen_text(app)
    await pilot.press("escape", "escape")
    offers = {offer.title: offer for offer in app.reader.note_offers()}
    offers["Lift the notes of Anna"].run()
    assert app.reader.shelf.layers() == ()


async def test_what_is_typed_is_looked_for_in_all_that_a_note_says(
    reader: Reader,
) -> None:
    app, _ = reader
    shelf = app.reader.shelf
    why = next(note for note in shelf.notes() if note.text == "Why?")
    placed = shelf.placed(why)
    for typed in ("", "why", "WH", "disag", "yellow", "tin letter"):
        assert fits(placed, typed), typed
    for typed in ("#why", "green", "why not", "#"):
        assert not fits(placed, typed), typed


async def test_the_footer_says_that_escape_takes_the_filter_back(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("f")
    await type_text(pilot, "winter")
    await until(pilot, lambda: "Esc All again" in listed(app)[-1])
    await pilot.press("enter")
    await until(pilot, lambda: "Enter Go" in listed(app)[-1])
    assert "Esc All again" in listed(app)[-1]
    await pilot.press("escape")
    await until(pilot, lambda: "Notes 4" in screen_text(app))
    assert "Esc Close" in listed(app)[-1]


async def test_an_empty_list_offers_nothing_and_says_how_to_fill_it(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        await pilot.press("H")
        await until(pilot, lambda: "No notes yet" in screen_text(app))
        assert "v selects" in screen_text(app)
        await until(pilot, lambda: listed(app)[-1] == "Esc Close  ? Help")
        await pilot.press("escape")
        assert app.screen is app.reader
