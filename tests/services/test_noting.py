"""Notes are taken, changed, found again, laid over one another, and never lost."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from services.note_room import NOON, NoteRoom
from storage.killed_writer import kill_writer

from gulagreader.domain.progress import finish
from gulagreader.services.note_files import export_notes
from gulagreader.services.own_notes import NoteError, passages
from gulagreader.storage.memory import ReaderMemory
from gulagreader.storage.memory_tables import KEPT


@pytest.fixture
def room(tmp_path: Path) -> Iterator[NoteRoom]:
    room = NoteRoom(tmp_path)
    yield room
    room.memory.close()


def test_a_note_is_kept_with_its_passage_and_found_by_another_run(
    room: NoteRoom,
) -> None:
    one = room.mark(
        "freed more than a million", text="Who?\x1b[2J", tags=("amnesty", "amnesty")
    )
    two = room.mark("Stalin dead", "c1", colour="red")
    (first, second) = room.shelf_of("other").notes()
    assert (first.id, first.text, first.tags) == (one, "Who?", ("amnesty",))
    assert (first.author, first.colour, first.motivation) == (
        "me",
        "yellow",
        "commenting",
    )
    assert first.selector is not None
    assert first.selector.prefix.endswith("amnesty of 1953 ")
    assert (second.id, second.comment, second.motivation) == (two, "c1", "highlighting")
    found = room.shelf_of("other").of_post("p1")
    assert [(p.note.id, p.comment) for p in found.placed] == [(one, None), (two, "c1")]
    assert found.of("c1")[0].colour == "red"
    assert room.shown(two) == "Stalin dead"


def test_notes_of_another_library_are_not_there(room: NoteRoom) -> None:
    room.mark("amnesty")
    assert room.memory.notes("another").notes() == ()


@pytest.mark.parametrize(
    ("comment", "span"),
    [(None, (5, 5)), (None, (0, 10_000)), ("c9", (0, 2)), ("c9", None), (None, None)],
)
def test_what_cannot_be_noted_is_told(
    room: NoteRoom, comment: str | None, span: tuple[int, int] | None
) -> None:
    reading = room.library.read("p1")
    with pytest.raises(NoteError):
        room.shelf.add(reading.post, reading.thread, comment, span)
    with pytest.raises(NoteError, match="yellow, green"):
        room.shelf.add(reading.post, reading.thread, None, (0, 3), colour="mauve")
    assert room.shelf.notes() == ()


def test_a_whole_text_can_have_a_note(room: NoteRoom) -> None:
    reading = room.library.read("p1")
    note = room.shelf.add(reading.post, reading.thread, "c2", text="Look this up")
    (placed,) = room.shelf.of_post("p1").placed
    assert (placed.note, placed.comment, placed.span) == (note, "c2", None)


def test_a_note_is_changed_and_nothing_else_of_it(room: NoteRoom) -> None:
    one = room.mark("amnesty")
    before = room.shelf.note(one)
    after = room.shelf.change(
        one[:-1] + "1", text=" Known. ", tags=["a", "b"], colour="blue"
    )
    assert (after.text, after.tags, after.colour) == ("Known.", ("a", "b"), "blue")
    assert (after.created, after.selector) == (before.created, before.selector)
    assert after.modified > before.modified
    assert room.shelf.change(one, text="Known.") == after
    assert room.shelf.notes() == (after,)
    with pytest.raises(NoteError, match="no note"):
        room.shelf.change("nothing", text="x")


def test_a_removed_note_can_be_had_back_for_a_month(room: NoteRoom) -> None:
    one, two = room.mark("amnesty"), room.mark("million")
    room.shelf.remove(one)
    assert [note.id for note in room.shelf.notes()] == [two]
    assert [gone.note.id for gone in room.shelf.removed()] == [one]
    assert room.shelf.restore(one).id == one
    assert [note.id for note in room.shelf.notes()] == [one, two]
    room.shelf.remove(one)
    store = room.memory.notes("noted")
    store.remove([two], NOON + KEPT - timedelta(days=1))
    assert len(store.removed()) == 2
    store.remove([], NOON + KEPT + timedelta(days=1))
    assert [gone.note.id for gone in store.removed()] == [two]
    with pytest.raises(NoteError, match="thirty days"):
        room.shelf.restore(one)


def test_an_edited_post_keeps_its_notes(room: NoteRoom) -> None:
    exact = room.mark("signed by Voroshilov")
    curled = room.mark('"no political prisoner" among')
    changed = room.mark("freed more than a million")
    gone = room.mark("Nobody had *asked* them.")
    room.rewrite(
        lambda text: (
            text.replace("The amnesty of", "New words.\n\nThe amnesty of")
            .replace('"no political prisoner"', "“no political prisoner”")
            .replace("more than a million", "some 1.2 million")
            .replace("Nobody had *asked* them. ", "")
        )
    )
    assert room.shown(exact) == "signed by Voroshilov"
    assert room.shown(curled) == "“no political prisoner” among"
    assert room.shown(changed) == "freed some 1.2 million"
    assert room.shown(gone) is None
    found = room.shelf.of_post("p1")
    told = {one.note.id: one.anchor.changed for one in found.placed if one.anchor}
    assert told == {exact: False, curled: False, changed: True}
    assert [one.note.id for one in found.unplaced] == [gone]
    assert "not in the text" in found.unplaced[0].unplaced


def test_what_has_no_place_is_listed_and_can_be_put_elsewhere(room: NoteRoom) -> None:
    lost = room.mark("Voroshilov", text="Who?")
    away = room.mark("camp", post="p2")
    comment = room.mark("three weeks. The", "c2")
    room.rewrite(lambda text: text.replace("signed by Voroshilov", "unsigned"))
    room.rewrite(lambda text: text.replace("id: c2", "id: c22"), "p1.comments.yaml")
    (room.files.path / "posts" / "p2.md").unlink()
    finish(room.library.refresh())
    every = {one.note.id: one for one in finish(room.shelf.everywhere())}
    assert set(every) == {lost, away, comment}
    assert "not in the text" in every[lost].unplaced
    assert "no such post" in every[away].unplaced
    # The comment has another id after an import anew; its words are the same.
    assert (every[comment].comment, every[comment].unplaced) == ("c22", "")
    reading = room.library.read("p1")
    room.shelf.anchor_again(lost, reading.post, reading.thread, None, (4, 11))
    assert room.shown(lost) == "amnesty"
    assert room.shelf.note(lost).text == "Who?"


def test_a_damaged_post_loses_no_note(room: NoteRoom) -> None:
    one = room.mark("amnesty")
    path = room.files.path / "posts" / "p1.md"
    path.write_text("---\ntitle: [\n---\n", "utf-8")
    found = room.shelf.of_post("p1")
    assert [lost.note.id for lost in found.unplaced] == [one]
    assert room.shelf.note(one).passage == "amnesty"


def test_texts_with_notes_are_the_same_mapping_until_something_changes(
    room: NoteRoom,
) -> None:
    assert room.shelf.noted() == {}
    room.mark("Stalin", "c1")
    one = room.mark("amnesty")
    noted = room.shelf.noted()
    assert noted == {"p1": {None, "c1"}}
    assert room.shelf.noted() is noted
    room.memory.set_setting("theme", "dark", NOON)
    other = ReaderMemory.open(room.folder / "data" / "memory.sqlite")
    other.set_setting("theme", "light", NOON)
    assert room.shelf.noted() is noted
    other.notes("noted").remove([one], NOON)
    other.close()
    assert room.shelf.noted() == {"p1": {"c1"}}


def exported(room: NoteRoom, name: str) -> Path:
    target = room.folder / name
    return finish(
        export_notes(room.shelf, room.shelf.notes(), target, "w3c", NOON, force=True)
    )


def test_other_readers_files_are_laid_over_in_their_colours(room: NoteRoom) -> None:
    room.shelf = room.shelf_of("Ann")
    room.mark("freed more", text="Ann's note", colour="green")
    ann = exported(room, "ann.jsonl")
    room.shelf.remove(room.shelf.notes()[0].id)
    room.shelf = room.shelf_of("me")
    mine = room.mark("amnesty")
    laid = room.shelf.lay_over(ann, "purple")
    assert (laid.layer.name, laid.layer.colour, len(laid.notes)) == ("Ann", "purple", 1)
    shelf = room.shelf_of("me")
    found = shelf.of_post("p1").placed
    assert [(p.note.id == mine, p.colour) for p in found] == [
        (True, "yellow"),
        (False, "purple"),
    ]
    with pytest.raises(NoteError, match="no note"):
        shelf.remove(found[1].note.id)
    before = ann.read_bytes()
    assert shelf.lay_over(ann, "red", "A.").layer.name == "A."
    assert [p.colour for p in shelf.of_post("p1").placed] == ["yellow", "red"]
    assert ann.read_bytes() == before
    ann.unlink()
    (gone,) = shelf.layers()
    assert "cannot be read" in gone.problem
    assert len(shelf.of_post("p1").placed) == 1
    assert shelf.lift(ann)
    assert shelf.layers() == ()
    with pytest.raises(NoteError, match="cannot be read"):
        shelf.lay_over(ann, "red")


def test_words_are_found_for_a_note(room: NoteRoom) -> None:
    reading = room.library.read("p1")
    found = passages(
        reading.post, reading.thread, None, "“no political prisoner” among"
    )
    assert [reading.post.body[a:b] for a, b in found] == [
        '"no political prisoner" among'
    ]


def test_the_memory_says_whether_it_lasts(room: NoteRoom) -> None:
    assert room.memory.notes("noted").lasts
    (room.folder / "file").write_text("")
    with ReaderMemory.open(room.folder / "file" / "memory.sqlite") as memory:
        assert not memory.notes("noted").lasts


def test_notes_are_in_the_export_of_the_memory(room: NoteRoom) -> None:
    one = room.mark("amnesty", text="x")
    libraries = json.loads(json.dumps(room.memory.export()))["libraries"]
    assert libraries["noted"]["note"][one]["value"]["text"] == "x"


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from gulagreader.domain.notes import Note, Selector
from gulagreader.storage.memory import ReaderMemory

notes = ReaderMemory.open(Path(sys.argv[1])).notes("noted")
now = datetime.now(UTC)
for number in range(int(sys.argv[2]), 10**6):
    chosen = Selector("x" * 500, "a", "b", number, number + 500)
    notes.put([Note(f"n{number:06}", "p", None, chosen, "red", "", (), now, now)])
    if number % 2:
        notes.remove([f"n{number:06}"], now)
    print(number, flush=True)
"""


def test_a_kill_loses_no_note_that_was_taken_in(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    told = -1
    for _ in range(2):
        told = kill_writer(WRITER, file, told, 15)
    with ReaderMemory.open(file) as memory:
        notes = memory.notes("noted")
        kept = {note.id for note in notes.notes()}
        gone = {one.note.id for one in notes.removed()}
    assert memory.notice is None
    for number in range(told + 1):
        assert f"n{number:06}" in (gone if number % 2 else kept)


def test_what_is_read_back_is_what_was_kept(room: NoteRoom) -> None:
    note = room.shelf.note(room.mark("amnesty", text="x", tags=("y",), colour="red"))
    assert room.memory.notes("noted").notes() == (note,)


def test_a_note_on_a_comment_is_listed_with_who_said_what(room: NoteRoom) -> None:
    long = "The list of names went on. " * 20
    room.write(
        "p2.comments.yaml", f"- id: c9\n  author: Vera\n  text: {long.strip()}\n"
    )
    finish(room.library.refresh())
    room.mark("Stalin dead", comment="c1")
    room.mark("list of names", comment="c9", post="p2")
    room.mark("amnesty")
    placed = finish(room.shelf.everywhere())
    said = room.shelf.said_in(placed)
    assert said["p1", "c1"] == (
        "reader 3",
        "Was Stalin dead by then, or only nearly so?",
    )
    author, beginning = said["p2", "c9"]
    assert author == "Vera"
    assert beginning.startswith("The list of names")
    assert beginning.endswith(" …")
    assert len(said) == 2
    (room.files.path / "posts" / "p2.md").unlink()
    assert set(room.shelf.said_in(placed)) == {("p1", "c1")}
