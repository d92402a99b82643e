"""A dossier is gathered, ordered, and finds its words again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.dossier_room import DossierRoom
from services.note_room import NOON, NoteRoom

from gulagreader.domain.dossier import DossierError, EntryKind
from gulagreader.domain.errors import SourceError
from gulagreader.domain.progress import finish
from gulagreader.services.dossier_files import export_dossier, import_dossier
from gulagreader.services.dossier_placing import CHANGED, EDITED, NO_NOTE
from gulagreader.services.note_values import MOST_TEXT
from gulagreader.services.own_notes import NoteError

COMMENTS = "p1.comments.yaml"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[DossierRoom]:
    room = DossierRoom(NoteRoom(tmp_path))
    yield room
    room.notes.memory.close()


def test_the_first_thing_gathered_begins_a_dossier(room: DossierRoom) -> None:
    assert room.shelf.current() is None
    gathered = room.passage("freed more than a million")
    assert (gathered.number, gathered.again) == (1, False)
    assert gathered.dossier.name == "Dossier"
    (entry,) = room.current.entries
    assert entry.selector is not None
    assert entry.selector.prefix.endswith("amnesty of 1953 ")
    assert entry.cited is not None
    assert (entry.cited.title, entry.cited.paragraph) == (
        "Whom the amnesty left out",
        1,
    )
    assert room.shelf_of("another").current() is None


def test_passages_are_kept_as_they_are_read(room: DossierRoom) -> None:
    words = room.passage("Nobody had *asked* them").entry.words
    assert words == "Nobody had asked them"


def test_the_same_thing_is_gathered_once(room: DossierRoom) -> None:
    first = room.passage("amnesty")
    room.text("c1")
    again = room.passage("amnesty")
    assert (again.number, again.again, again.entry) == (1, True, first.entry)
    reading = room.notes.library.read("p1")
    room.shelf.gather_text(reading, "c1", remark="Why?")
    room.shelf.gather_text(reading, "c1", remark="Not kept over the first")
    assert [one.remark for one in room.current.entries] == ["", "Why?"]


def test_all_kinds_are_gathered_and_placed(room: DossierRoom) -> None:
    note = room.notes.mark("Voroshilov", text="Who?")
    room.passage("Stalin dead", "c1")
    room.text("c2")
    room.text()
    room.shelf.gather_note(note[:30])
    room.shelf.add_heading("On *one* line\nalways", 0)
    room.shelf.add_paragraph("Mine.")
    placed = room.shelf.places(room.current.entries)
    assert [(one.entry.kind, one.comment) for one in placed] == [
        (EntryKind.HEADING, None),
        (EntryKind.PASSAGE, "c1"),
        (EntryKind.COMMENT, "c2"),
        (EntryKind.POST, None),
        (EntryKind.NOTE, None),
        (EntryKind.PARAGRAPH, None),
    ]
    assert [one.own for one in placed] == ["On *one* line always", "", "", "", "Who?",
                                           "Mine."]  # fmt: skip
    assert (placed[1].words, placed[4].words) == ("Stalin dead", "Voroshilov")
    assert placed[2].words.startswith("For three weeks.")
    assert not any(one.unplaced or one.changed for one in placed)
    with pytest.raises(NoteError):
        room.shelf.gather_note("nothing")


def test_entries_are_moved_removed_had_back_and_reworded(room: DossierRoom) -> None:
    for words in ("amnesty", "million", "decree"):
        room.passage(words)
    room.shelf.add_heading("Top", 0)
    dossier = room.current
    ids = [one.id for one in dossier.entries]
    room.shelf.move(dossier, ids[3], 1)
    room.shelf.remove(dossier, ids[1])
    dossier = room.shelf.change(dossier, ids[0], text=" New ", remark="r")
    assert [one.words or one.text for one in dossier.entries] == [
        "New",
        "decree",
        "million",
    ]
    back = room.shelf.restore(dossier)
    assert (back.number, back.entry.words) == (3, "amnesty")
    assert [one.id for one in room.current.entries] == [
        ids[0],
        ids[3],
        ids[1],
        ids[2],
    ]
    with pytest.raises(DossierError, match="Nothing that was removed"):
        room.shelf.restore(dossier)
    with pytest.raises(DossierError, match="not yours"):
        room.shelf.change(dossier, ids[1], text="forged")
    with pytest.raises(DossierError, match="needs words"):
        room.shelf.change(dossier, ids[0], text="  ")


def test_there_are_several_dossiers_and_one_is_gathered_into(
    room: DossierRoom,
) -> None:
    room.shelf.new("Seminar")
    room.shelf.new("Essay")
    assert room.passage("amnesty").dossier.name == "Essay"
    assert room.shelf.use("sem").name == "Seminar"
    assert room.passage("amnesty").dossier.name == "Seminar"
    with pytest.raises(DossierError, match="already"):
        room.shelf.new("SEMINAR")
    with pytest.raises(DossierError, match="There is no dossier"):
        room.shelf.use("x")
    with pytest.raises(DossierError, match="needs a name"):
        room.shelf.new(" \x1b[2J ")
    room.shelf.new("Semester")
    with pytest.raises(DossierError, match="may be"):
        room.shelf.dossier("sem")
    assert room.shelf.rename(room.shelf.dossier("Semester"), "Term").name == "Term"
    room.shelf.drop(room.shelf.dossier("Seminar"))
    room.shelf.new("Seminar")
    back = room.shelf.bring_back("Seminar")
    assert (back.name, len(back.entries)) == ("Seminar (2)", 1)
    assert room.current.name == "Seminar (2)"


def test_a_text_that_changed_is_told_and_the_gathered_words_are_kept(
    room: DossierRoom,
) -> None:
    room.passage("freed more than a million")
    room.passage('"no political prisoner" among')
    room.passage("Nobody had *asked* them.")
    room.text("c1")
    note = room.notes.mark("Voroshilov", text="Who?")
    room.shelf.gather_note(note)
    room.notes.shelf.remove(note)
    room.notes.rewrite(
        lambda text: (
            text.replace("more than a million", "some 1.2 million")
            .replace('"no political prisoner"', "“no political prisoner”")
            .replace("Nobody had *asked* them. ", "")
        )
    )
    room.notes.rewrite(lambda text: text.replace("Was Stalin", "Was he"), COMMENTS)
    one, two, three, four, five = room.shelf.places(room.current.entries)
    assert (one.words, one.changed) == ("freed more than a million", CHANGED)
    assert (two.words, two.changed) == ("“no political prisoner” among", "")
    assert (three.words, three.span) == ("Nobody had asked them.", None)
    assert "not in the text" in three.unplaced
    assert three.cited is not None
    assert (four.words.startswith("Was he"), four.changed) == (True, EDITED)
    assert (five.own, five.changed) == ("Who?", NO_NOTE)


def test_what_the_library_has_no_more_is_kept(room: DossierRoom) -> None:
    room.text(post="p2")
    room.text("c2")
    room.text("c1")
    room.notes.rewrite(lambda text: text.replace("id: c2", "id: c22"), COMMENTS)
    room.notes.rewrite(
        lambda text: text.replace("parent: c1", "").replace(
            "- id: c1\n  author: reader 3\n  text: Was Stalin dead by then, or only"
            " nearly so?\n  url: https://blog.example.org/2014/amnesty/#comment-17\n",
            "",
        ),
        COMMENTS,
    )
    (room.notes.files.path / "posts" / "p2.md").unlink()
    finish(room.notes.library.refresh())
    gone, moved, away = room.shelf.places(room.current.entries)
    assert "no such post" in gone.unplaced
    assert gone.cited is not None
    assert gone.cited.title == "A novel"
    # The comment has another id after an import anew; its words are the same.
    assert (moved.comment, moved.unplaced) == ("c22", "")
    assert "comment is not in the thread" in away.unplaced
    assert away.words.startswith("Was Stalin")
    assert away.cited is not None
    assert away.cited.signed == "reader 3"


def test_a_dossier_is_given_to_another_reader(
    room: DossierRoom, tmp_path: Path
) -> None:
    room.passage("amnesty")
    room.text("c1")
    room.shelf.add_heading("Mine")
    before = room.current
    file = export_dossier(room.shelf, before, tmp_path / "out.json")
    other = room.shelf_of("other")
    other.new("Dossier")
    taken = import_dossier(other, file, NOON)
    assert (taken.added, taken.unchanged, taken.refused) == (3, 0, ())
    assert taken.dossier.name == "Dossier (2)"
    assert taken.dossier.entries == before.entries
    again = import_dossier(other, file, NOON)
    assert (again.added, again.unchanged) == (0, 3)
    assert other.dossiers()[0].entries == before.entries
    # What the other reader removed does not come back, and what is new comes in.
    other.remove(taken.dossier, before.entries[0].id)
    room.text("c2")
    newer = export_dossier(room.shelf, room.current, file, force=True)
    more = import_dossier(other, newer, NOON)
    assert [one.kind for one in more.dossier.entries] == [
        EntryKind.COMMENT,
        EntryKind.HEADING,
        EntryKind.COMMENT,
    ]
    other.drop(taken.dossier)
    with pytest.raises(DossierError, match="was dropped"):
        import_dossier(other, file, NOON)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ("[]", "no dossier"),
        ('{"format": "gulagreader-dossier/9"}', "no dossier"),
        ('{"format": "gulagreader-dossier/1"}', "id is missing"),
        ("[" * 100_000, "no JSON|deeply"),
    ],
)
def test_what_is_no_dossier_is_refused(
    room: DossierRoom, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=said):
        import_dossier(room.shelf, file, NOON)
    with pytest.raises(SourceError, match="cannot be read"):
        import_dossier(room.shelf, tmp_path / "none", NOON)
    assert room.shelf.dossiers() == ()


def test_of_a_strangers_file_only_what_is_sound_comes_in(
    room: DossierRoom, tmp_path: Path
) -> None:
    file = tmp_path / "x.json"
    file.write_text(
        """{"format": "gulagreader-dossier/1", "id": "z", "name": "a\\u001b[2Jb",
        "created": "soon", "library": {"id": "far\\u0007"}, "entries": [
        {"id": "1", "kind": "heading", "text": "Hi \\u001b]0;x\\u0007there"},
        {"id": "1", "kind": "heading", "text": "twice"},
        {"id": "2", "kind": "song"}, 7, {"kind": "heading", "text": "no id"},
        {"id": "3", "kind": "passage", "post": "p1"},
        {"id": "4", "kind": "comment"}, {"id": "5", "kind": "paragraph"},
        {"id": "6", "kind": "post", "post": "p1", "cited": {"post": "p1", "title": 7,
         "url": "javascript:x", "paragraph": -1, "comment": []}},
        {"id": "7", "kind": "note", "remark": "r", "selector": {"exact": "amnesty"},
         "post": "p1", "gathered": 12}]}""",
        "utf-8",
    )
    taken = import_dossier(room.shelf, file, NOON)
    assert taken.dossier.name == "ab"
    assert [one.id for one in taken.dossier.entries] == ["1", "6", "7"]
    assert [number for number, _ in taken.refused] == [2, 3, 4, 5, 6, 7, 8]
    assert taken.dossier.entries[0].text == "Hi there"
    assert taken.dossier.entries[1].cited is not None
    assert taken.dossier.entries[1].cited.url is None
    assert taken.library == "far"
    assert room.shelf.places(taken.dossier.entries)[2].words == "amnesty"


def test_what_is_not_there_cannot_be_gathered(room: DossierRoom) -> None:
    reading = room.notes.library.read("p1")
    with pytest.raises(DossierError, match="has no comment “c99”"):
        room.shelf.gather_text(reading, "c99")
    with pytest.raises(DossierError, match="Nothing can be gathered"):
        room.shelf.gather_passage(reading, None, (10**6, 10**6 + 5))
    with pytest.raises(DossierError, match="A heading needs words"):
        room.shelf.add_heading(" \n ")
    with pytest.raises(DossierError, match="characters at most"):
        room.shelf.gather_text(reading, "c1", remark="x" * (MOST_TEXT + 1))
    assert room.shelf.current() is None
