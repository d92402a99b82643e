"""Highlights and notes taken, changed, removed and kept in step with the texts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events
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

from gulagreader.services.note_exchange import w3c_lines
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.notes.noted import NOTE_SIGN
from gulagreader.ui.panes.note_bar import NoteBar, NoteField

Reader = tuple[Gulagreader, Pilot[None]]
LETTER = "1111111111111111"


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2")
        yield app, pilot


def looks(app: Gulagreader) -> list[tuple[str, str]]:
    """The words of the post that have a colour, and which."""
    pane = app.reader.post_pane
    return [
        (block.text[start:end], look.removeprefix("text--noted-"))
        for number, block in enumerate(pane.blocks)
        for start, end, look in pane.over_text.over(number)
        if look.startswith("text--noted-")
    ]


async def shown(app: Gulagreader, pilot: Pilot[None], count: int) -> None:
    """Wait until the notes that there are are shown."""
    await until(pilot, lambda: len(looks(app)) == count)


async def test_a_sentence_is_highlighted_with_two_keys(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "a", "enter")
    await shown(app, pilot, 1)
    assert looks(app) == [("The letter came in autumn and said little.", "yellow")]
    assert "Highlighted in yellow" in app.reader.status.words
    note = app.reader.shelf.notes()[0]
    assert note.selector is not None
    assert note.selector.suffix.startswith(" “We are well")
    assert NOTE_SIGN not in screen_text(app)


async def test_a_note_has_a_colour_words_and_tags(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "right", "a", "3")
    await type_text(pilot, "Is it so?")
    await pilot.press("ctrl+j")
    await type_text(pilot, "A second line #bread #stove")
    assert "3 blue" in screen_text(app)
    await pilot.press("enter")
    await shown(app, pilot, 1)
    note = app.reader.shelf.notes()[0]
    assert (note.colour, note.tags) == ("blue", ("bread", "stove"))
    assert note.text == "Is it so?\nA second line"
    assert note.passage.startswith("“We are well")
    assert NOTE_SIGN in screen_text(app)


async def test_the_passage_stays_in_view_above_what_is_typed(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "G", "escape", "v", "a")
    await pilot.press("ctrl+j", "ctrl+j", "ctrl+j")
    text = screen_text(app)
    assert "so that" in text
    assert "1 yellow" in text


@pytest.mark.parametrize(
    ("typed", "colour", "text"),
    [
        ("1953 was cold", "yellow", "1953 was cold"),
        ("2Cold", "green", "Cold"),
        ("In 1953", "yellow", "In 1953"),
    ],
)
async def test_a_digit_before_any_word_is_a_colour_and_no_number(
    reader: Reader, typed: str, colour: str, text: str
) -> None:
    app, pilot = reader
    await pilot.press("v", "a")
    await type_text(pilot, typed)
    await pilot.press("enter")
    note = app.reader.shelf.notes()[0]
    assert (note.colour, note.text) == (colour, text)


async def test_letters_typed_into_a_note_are_no_commands(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "a")
    await type_text(pilot, "qsHvac?/1zQ")
    assert isinstance(app.focused, NoteField)
    assert app.screen is app.reader
    await pilot.press("escape")
    assert app.reader.shelf.notes() == ()
    assert app.reader.post_pane.has_focus


async def test_a_click_beside_what_is_typed_loses_nothing(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "a")
    await type_text(pilot, "half")
    await pilot.click(app.reader.post_pane, offset=(10, 10))
    assert app.reader.post_pane.has_focus
    await pilot.press("a")
    await type_text(pilot, " done")
    await pilot.press("enter")
    assert [note.text for note in app.reader.shelf.notes()] == ["half done"]


async def test_a_note_under_the_passage_is_changed_and_not_doubled(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("v", "a")
    await type_text(pilot, "First #one")
    await pilot.press("enter", "a")
    field = app.query_one(NoteField)
    assert field.text == "First\n#one"
    await type_text(pilot, " thought")
    await pilot.press("alt+4", "enter")
    note = app.reader.shelf.notes()[0]
    assert (note.text, note.tags, note.colour) == ("First thought", ("one",), "red")
    assert len(app.reader.shelf.notes()) == 1


async def test_a_removed_note_is_brought_back(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "a", "enter")
    await shown(app, pilot, 1)
    await pilot.press("a", "ctrl+d")
    await shown(app, pilot, 0)
    assert "U brings it back" in app.reader.status.words
    await pilot.press("U")
    await shown(app, pilot, 1)


async def test_a_comment_is_noted_on_as_a_whole_and_in_part(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "a")
    await type_text(pilot, "About all of it")
    await pilot.press("enter")
    await pilot.press("j", "v", "a", "enter")
    notes = app.reader.shelf.notes()
    whole, part = sorted(notes, key=lambda note: note.comment or "")
    assert (whole.comment, whole.selector) == ("c1", None)
    assert part.comment == "c2"
    assert part.passage.startswith("Answer number 2")
    await until(pilot, lambda: NOTE_SIGN in screen_text(app))


async def test_what_is_noted_is_told_when_the_reader_comes_to_it(
    reader: Reader,
) -> None:
    app, pilot = reader
    open_post = app.reader.reading
    assert open_post is not None
    app.reader.shelf.add(
        open_post.post, open_post.thread, "c2", (0, 6), text="Ask about this"
    )
    app.reader.find_noted()
    await pilot.press("3")
    await until(pilot, lambda: NOTE_SIGN in screen_text(app))
    assert "Ask about this" not in app.reader.status.words
    await pilot.press("j")
    await until(pilot, lambda: "Ask about this" in app.reader.status.words)


async def test_a_note_too_long_for_the_line_is_shown_whole_until_one_moves_on(
    reader: Reader,
) -> None:
    app, pilot = reader
    open_post = app.reader.reading
    assert open_post is not None
    words = "Ask about this, " * 30 + "says the end"
    app.reader.shelf.add(open_post.post, open_post.thread, "c2", (0, 6), text=words)
    app.reader.find_noted()
    await pilot.press("3")
    await until(pilot, lambda: NOTE_SIGN in screen_text(app))
    assert "says the end" not in screen_text(app)
    await pilot.press("j")
    await until(pilot, lambda: "says the end" in screen_text(app))
    await pilot.press("k")
    await until(pilot, lambda: "says the end" not in screen_text(app))


async def test_notes_keep_their_place_when_the_file_is_edited(
    reader: Reader, tmp_path: Path
) -> None:
    app, pilot = reader
    await pilot.press("v", "right", "a", "enter")
    await shown(app, pilot, 1)
    path = next((tmp_path / "library" / "posts").rglob("*letter*.md"))
    text = path.read_text(encoding="utf-8")
    text = text.replace("The letter came", "One day a letter came from far away")
    path.write_text(text.replace("the bread is", "bread was"), encoding="utf-8")
    app.reader.read_again()
    await until(pilot, lambda: "far away" in screen_text(app))
    await shown(app, pilot, 1)
    assert looks(app)[0][0].startswith("“We are well, the stove draws and bread was")
    path.write_text(
        text.split("The letter")[0].split("One day")[0] + "All else.\n",
        encoding="utf-8",
    )
    app.reader.read_again()
    await until(pilot, lambda: "All else." in screen_text(app))
    await shown(app, pilot, 0)
    assert len(app.reader.shelf.notes()) == 1


async def test_a_text_that_became_shorter_is_shown_before_its_notes_are_placed(
    reader: Reader, tmp_path: Path
) -> None:
    app, pilot = reader
    await pilot.press("G", "v", "a")
    await type_text(pilot, "The last paragraph")
    await pilot.press("enter", "3", "G", "v", "a")
    await type_text(pilot, "The last comment")
    await pilot.press("enter", "2")
    await shown(app, pilot, 1)
    assert NOTE_SIGN in screen_text(app)
    path = next((tmp_path / "library" / "posts").rglob("*letter*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("She kept")] + "All else.\n", encoding="utf-8")
    app.reader.read_again()
    # Painted at once, as a slow machine does while the notes are looked for.
    assert "All else." in screen_text(app)
    path.with_name(path.stem + ".comments.yaml").unlink()
    app.reader.read_again()
    assert "All else." in screen_text(app)


async def test_another_readers_notes_are_laid_over_and_changed_with_their_file(
    tmp_path: Path,
) -> None:
    folder = make_library(tmp_path / "library")
    theirs = open_services(folder, tmp_path / "hers")
    read = theirs.read(LETTER)
    place = read.post.body.index("Nobody in the house")
    span = place, place + len("Nobody in the house")
    theirs.notes.add(read.post, read.thread, None, span, text="Nobody?")
    file = tmp_path / "anna.jsonl"
    file.write_text("\n".join(w3c_lines(theirs.notes.notes(), "test-library")))
    theirs.close()

    app = reader_on(folder, tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("2")
        app.reader.shelf.lay_over(file, "red", "Anna")
        app.reader._look_for_others()
        await until(pilot, lambda: len(looks(app)) == 1)
        assert looks(app)[0] == ("Nobody in the house", "red")
        await until(pilot, lambda: NOTE_SIGN in screen_text(app))
        file.write_text("")
        app.reader._look_for_others()
        await shown(app, pilot, 0)


async def test_a_new_note_is_found_by_the_search_at_once(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "a")
    await type_text(pilot, "zeppelin")
    await pilot.press("enter", "s")
    await type_text(pilot, "in:notes zeppelin")
    await until(pilot, lambda: "· note · A letter in a tin" in screen_text(app))
    assert "Hits: 1" in screen_text(app)


async def test_a_whole_post_is_noted_on_in_the_list(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("1", "j", "a")
    await until(pilot, lambda: app.reader.is_typing)
    assert "The whole post" in app.screen.query_one("#note-bar", NoteBar)._passage
    await pilot.press("enter")
    assert app.reader.is_typing
    assert app.reader.shelf.notes() == ()
    await type_text(pilot, "Read with the letter")
    await pilot.press("enter")
    await until(pilot, lambda: not app.reader.is_typing)
    (note,) = app.reader.shelf.notes()
    assert (note.post, note.comment, note.selector) == ("2" * 16, None, None)
    assert "Noted on the post" in app.reader.status.words
    assert app.reader.posts.has_focus
    await pilot.press("a")
    await until(pilot, lambda: app.reader.is_typing)
    await type_text(pilot, "!")
    await pilot.press("enter")
    await until(pilot, lambda: not app.reader.is_typing)
    assert [one.id for one in app.reader.shelf.notes()] == [note.id]
    assert "!" in app.reader.shelf.notes()[0].text


async def test_the_open_post_is_noted_on_beside_its_passages(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "a", "enter")
    await shown(app, pilot, 1)
    await pilot.press("alt+a")
    await until(pilot, lambda: app.reader.is_typing)
    await type_text(pilot, "A good one")
    await pilot.press("enter")
    await until(pilot, lambda: len(app.reader.shelf.notes()) == 2)
    found = {one.text: one.selector for one in app.reader.shelf.notes()}
    assert found["A good one"] is None
    assert app.reader.post_pane.has_focus


async def test_a_paragraph_is_noted_on_where_the_whole_post_has_a_note(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("alt+a")
    await until(pilot, lambda: app.reader.is_typing)
    await type_text(pilot, "On all of it")
    await pilot.press("enter")
    await until(pilot, lambda: len(app.reader.shelf.notes()) == 1)
    await pilot.press("a")
    await until(pilot, lambda: app.reader.is_typing)
    await type_text(pilot, "On this paragraph")
    await pilot.press("enter")
    await until(pilot, lambda: len(app.reader.shelf.notes()) == 2)
    found = {one.text: one.selector for one in app.reader.shelf.notes()}
    assert found["On all of it"] is None
    assert found["On this paragraph"] is not None


async def test_a_note_typed_in_one_burst_is_whole(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("v", "a")
    keys = [*"In 1953", "ctrl+j", *"2 words", "alt+4", "enter"]
    for key in keys:
        name = "space" if key == " " else key
        app.post_message(events.Key(name, key if len(key) == 1 else None))
    await until(pilot, app.reader.shelf.notes)
    note = app.reader.shelf.notes()[0]
    assert (note.text, note.colour) == ("In 1953\n2 words", "red")


async def test_where_nothing_can_be_kept_each_thing_taken_says_so_first(
    tmp_path: Path,
) -> None:
    # No folder can be made there, whoever runs this.
    (tmp_path / "data").write_text("")
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        await until(
            pilot,
            lambda: "what you read are kept only until you quit" in screen_text(app),
        )
        await pilot.press("2", "v", "a", "enter")
        await until(pilot, lambda: "Kept only until you quit: H" in screen_text(app))
        await pilot.press("d")
        await until(pilot, lambda: "Kept only until you quit: G" in screen_text(app))
