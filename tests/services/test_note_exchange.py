"""Notes out to other programs and back, as W3C annotations and as Hypothesis'."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.note_room import NOON, NoteRoom

from gulagreader.domain.errors import ExportError, SourceError
from gulagreader.domain.notes import COLOURS, Note, Selector
from gulagreader.domain.progress import finish
from gulagreader.services.note_exchange import (
    Form,
    hypothesis_document,
    note_of,
    read_notes,
    w3c_lines,
)
from gulagreader.services.note_files import NotesImported, export_notes, import_notes
from gulagreader.text.clean import clean, clean_line


@pytest.fixture
def room(tmp_path: Path) -> Iterator[NoteRoom]:
    room = NoteRoom(tmp_path)
    yield room
    room.memory.close()


def taken(room: NoteRoom, *files: Path) -> NotesImported:
    return finish(import_notes(room.shelf, files, NOON))


def written(room: NoteRoom, name: str, form: Form = "w3c") -> Path:
    target = room.folder / name
    return finish(export_notes(room.shelf, room.shelf.notes(), target, form, NOON))


def lines(folder: Path, *shapes: object) -> Path:
    file = folder / "given.jsonl"
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in shapes)
    file.write_text(text, "utf-8")
    return file


def test_a_note_is_a_web_annotation(room: NoteRoom) -> None:
    one = room.mark("Stalin dead", "c1", text="*When*?", tags=("death",), colour="blue")
    (line,) = written(room, "out.jsonl").read_text("utf-8").splitlines()
    shape = json.loads(line)
    assert shape == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{one}",
        "type": "Annotation",
        "motivation": "commenting",
        "created": shape["created"],
        "modified": shape["created"],
        "creator": {"type": "Person", "name": "me"},
        "body": [
            {
                "type": "TextualBody",
                "value": "*When*?",
                "purpose": "commenting",
                "format": "text/markdown",
            },
            {"type": "TextualBody", "value": "death", "purpose": "tagging"},
        ],
        "target": {
            "source": "gulagreader:noted/p1#c1",
            "styleClass": "blue",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "Stalin dead",
                    "prefix": "Was ",
                    "suffix": " by then, or only nearly so?",
                },
                {"type": "TextPositionSelector", "start": 4, "end": 15},
            ],
        },
    }
    assert shape["created"].endswith("Z")
    assert (room.folder / "out.jsonl").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("form", ["w3c", "hypothesis"])
def test_what_goes_out_comes_back_as_it_was_and_once(
    room: NoteRoom, form: Form
) -> None:
    room.mark("Stalin dead", "c1", text="*When*?", tags=("death", "x y"), colour="blue")
    room.mark("amnesty")
    reading = room.library.read("p2")
    room.shelf.add(reading.post, reading.thread, text="On all of it", colour="red")
    before = room.shelf.notes()
    file = written(room, "notes.json", form)
    assert taken(room, file) == NotesImported(unchanged=3)
    for note in before:
        room.shelf.remove(note.id)
    assert len(taken(room, file).added) == 3
    assert room.shelf.notes() == before
    assert taken(room, file, file).unchanged == 3
    assert room.shelf.removed() == ()


def test_the_later_change_wins(room: NoteRoom) -> None:
    one = room.mark("amnesty", text="first")
    old = written(room, "old.jsonl")
    room.shelf.change(one, text="second")
    new = written(room, "new.jsonl")
    assert taken(room, old).unchanged == 1
    assert room.shelf.note(one).text == "second"
    room.shelf.put([json_note(old)])
    assert [note.text for note in taken(room, new).changed] == ["second"]
    assert room.shelf.note(one).text == "second"


def json_note(file: Path) -> Note:
    return read_notes(file, NOON).notes[0]


def test_another_readers_note_does_not_take_the_place_of_mine(room: NoteRoom) -> None:
    room.mark("amnesty", text="mine")
    shape = json.loads(written(room, "mine.jsonl").read_text("utf-8"))
    shape["creator"]["name"], shape["modified"] = "Eve", "2030-01-01T00:00:00Z"
    done = taken(room, lines(room.folder, shape))
    assert "has the id of one of yours" in done.refused[0].why
    assert [note.text for note in room.shelf.notes()] == ["mine"]


HYPOTHESIS: dict[str, Any] = {
    "id": "abc-DEF_123",
    "created": "2020-05-05T10:00:00.000000+00:00",
    "updated": "2020-05-06T10:00:00.000000+00:00",
    "user": "acct:reader@hypothes.is",
    "uri": "http://www.blog.example.org/2014/amnesty/?utm_source=mail",
    "text": "Look",
    "tags": ["decree"],
    "group": "__world__",
    "permissions": {"read": ["group:__world__"]},
    "target": [
        {
            "source": "http://www.blog.example.org/2014/amnesty/",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/div[2]/p[1]"},
                {"type": "TextPositionSelector", "start": 4711, "end": 4733},
                {
                    "type": "TextQuoteSelector",
                    "exact": "Nobody had asked them.",
                    "prefix": "prisoner” among them.\n\n",
                    "suffix": " The decree was",
                },
            ],
        }
    ],
    "document": {"title": ["Whom the amnesty left out"]},
    "user_info": {"display_name": "Ann"},
}


@pytest.mark.parametrize(
    "whole",
    [
        HYPOTHESIS,
        [HYPOTHESIS],
        {"total": 1, "rows": [HYPOTHESIS]},
        {"export_date": "2026", "annotations": [HYPOTHESIS]},
    ],
    ids=["one", "list", "api", "client"],
)
def test_what_was_noted_on_the_page_of_a_blog_finds_its_post(
    room: NoteRoom, whole: object
) -> None:
    file = room.folder / "h.json"
    file.write_text(json.dumps(whole, indent=1), "utf-8")
    done = taken(room, file)
    (note,) = done.added
    assert (done.homeless, done.refused) == (0, ())
    assert (note.id, note.author) == ("https://hypothes.is/a/abc-DEF_123", "Ann")
    assert (note.post, note.text, note.tags) == ("p1", "Look", ("decree",))
    assert note.modified == datetime(2020, 5, 6, 10, tzinfo=UTC)
    assert room.shown(note.id) == "Nobody had *asked* them."
    assert taken(room, file).unchanged == 1
    # What is not understood is written back.
    back = json.loads(written(room, "back.json", "hypothesis").read_text("utf-8"))
    (row,) = back["annotations"]
    assert {key: row[key] for key in HYPOTHESIS if key != "target"} == {
        key: value for key, value in HYPOTHESIS.items() if key != "target"
    }
    selectors = row["target"][0]["selector"]
    assert {"type": "RangeSelector", "startContainer": "/div[2]/p[1]"} in selectors


def test_a_note_on_a_page_finds_the_comment_that_it_is_in(room: NoteRoom) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "The decree of the Presidium"}
    page = "https://blog.example.org/2014/amnesty/"
    by_words = {"uri": page, "id": "a", "target": [{"selector": [quote]}]}
    by_address = {"uri": f"{page}#comment-17", "id": "b", "text": "On the comment"}
    taken(room, lines(room.folder, by_words, by_address))
    found = {one.note.id[-1]: one for one in room.shelf.of_post("p1").placed}
    assert (found["a"].comment, found["b"].comment) == ("c2", "c1")


def test_a_note_on_an_unknown_page_is_kept_and_listed(room: NoteRoom) -> None:
    away = {**HYPOTHESIS, "uri": "https://elsewhere.example.org/x"}
    done = taken(room, lines(room.folder, away))
    assert done.homeless == 1
    (placed,) = finish(room.shelf.everywhere())
    assert placed.unplaced
    assert placed.note.source == "https://elsewhere.example.org/x"
    # Once a post with this address is there, importing again brings it home.
    room.rewrite(
        lambda text: text.replace(
            "blog.example.org/2014/amnesty/", "elsewhere.example.org/x"
        )
    )
    done = taken(room, room.folder / "given.jsonl")
    assert [note.post for note in done.changed] == ["p1"]


def test_unknown_parts_of_a_web_annotation_are_written_back(room: NoteRoom) -> None:
    shape: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "motivation": "questioning",
        "creator": {"id": "http://example.org/user1", "type": "Person", "name": "U"},
        "created": "2015-01-28T12:00:00Z",
        "modified": "2015-01-29T09:00:00Z",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "body": [
            "Why?",
            {"type": "TextualBody", "value": "j'adore !", "purpose": "assessing"},
            {"id": "http://example.org/post1", "type": "Text"},
        ],
        "target": [
            {
                "source": "gulagreader:noted/p1",
                "state": {"type": "TimeState"},
                "selector": {
                    "type": "TextQuoteSelector",
                    "exact": "amnesty",
                    "refinedBy": {"type": "X"},
                },
            },
            "http://example.org/other",
        ],
    }
    done = taken(room, lines(room.folder, shape))
    (note,) = done.added
    assert (note.text, note.author, note.post) == ("Why?", "U", "p1")
    back = json.loads(written(room, "back.jsonl").read_text("utf-8"))
    for key in ("id", "motivation", "creator", "rights"):
        assert back[key] == shape[key]
    assert shape["body"][1] in back["body"]
    assert shape["body"][2] in back["body"]
    assert back["target"][0]["state"] == {"type": "TimeState"}
    assert back["target"][1] == "http://example.org/other"


def test_an_annotation_without_an_id_is_the_same_each_time(room: NoteRoom) -> None:
    shape = {"type": "Annotation", "target": "gulagreader:noted/p1", "bodyValue": "a"}
    file = lines(room.folder, shape)
    assert len(taken(room, file).added) == 1
    assert taken(room, file).unchanged == 1


DEEP = '{"target":' * 5000 + "1" + "}" * 5000
HOSTILE: list[tuple[Any, str]] = [
    (DEEP, "nested"),
    ("{", "is no JSON"),
    ('{"target": NaN}', "no number"),
    ("[]", "no JSON object"),
    ({"type": "Something"}, "names no target"),
    (
        {"target": "x", "body": {"type": "TextualBody", "value": "y" * 300_000}},
        "200000",
    ),
    ("9" * 5000, "is no JSON"),
]


@pytest.mark.parametrize(("shape", "why"), HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_annotation_is_refused_and_the_rest_comes_in(
    room: NoteRoom, shape: object, why: str
) -> None:
    good = {"type": "Annotation", "target": "gulagreader:noted/p1", "bodyValue": "ok"}
    done = taken(room, lines(room.folder, shape, good))
    assert [note.text for note in done.added] == ["ok"]
    assert [one.line for one in done.refused] == [1]
    assert why in done.refused[0].why


def test_what_could_act_on_a_terminal_is_cleaned_away(room: NoteRoom) -> None:
    evil = "a\x1b]52;c;aGk=\x07b\u202e\ud800"
    quote = {"type": "TextQuoteSelector", "exact": evil, "prefix": evil}
    shape = {
        "id": evil,
        "type": "Annotation",
        "creator": evil,
        "body": [evil, {"type": "TextualBody", "value": evil, "purpose": "tagging"}],
        "target": {"source": evil, "selector": quote, "more": {evil: [evil]}},
    }
    (note,) = taken(room, lines(room.folder, shape)).added
    said = f"{note}{json.dumps(note.extra, ensure_ascii=False)}"
    assert clean(said) == said
    assert note.text == "ab"
    assert room.shelf_of("x").notes() == (note,)


def test_what_is_too_much_beside_a_note_is_left_out(room: NoteRoom) -> None:
    nested: object = "x"
    for _ in range(60):
        nested = [nested]
    shape = {"id": "urn:a", "target": "b", "bodyValue": "t", "more": "y" * 90_000}
    deep = {"id": "urn:b", "target": "b", "bodyValue": "t", "more": nested}
    one, two = taken(room, lines(room.folder, shape, deep)).added
    assert one.extra == {}
    assert len(json.dumps(two.extra)) < 200


def test_files_that_cannot_be_read_are_told(room: NoteRoom) -> None:
    (room.folder / "latin").write_bytes(b'{"a": "\xe9"}')
    with pytest.raises(SourceError, match="UTF-8"):
        read_notes(room.folder / "latin", NOON)
    (room.folder / "empty").write_bytes(b"\n")
    done = taken(
        room, room.folder / "latin", room.folder / "none", room.folder / "empty"
    )
    assert [Path(one.file).name for one in done.refused] == ["latin", "none"]


def test_an_export_replaces_no_file_unasked(room: NoteRoom) -> None:
    room.mark("amnesty")
    written(room, "notes.jsonl")
    with pytest.raises(ExportError, match="--force"):
        written(room, "notes.jsonl")


times = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - drawn without a zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 - the same
).map(lambda when: when.replace(tzinfo=UTC))
texts = st.text(max_size=40).map(clean)
lined = st.text(max_size=20).map(clean_line)
selectors = st.builds(
    Selector,
    texts.filter(str.strip),
    texts,
    texts,
    start=st.integers(0, 50),
    end=st.integers(50, 99),
)
notes = st.builds(
    Note,
    id=st.uuids().map(str),
    post=lined.filter(bool),
    comment=st.none() | lined.filter(bool),
    selector=st.none() | selectors,
    colour=st.sampled_from(COLOURS),
    text=texts,
    tags=st.lists(lined.filter(bool), max_size=4, unique=True).map(tuple),
    created=times,
    modified=times,
    author=lined,
    source=st.sampled_from(["", "https://example.org/a"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(notes, max_size=3))
def test_every_note_comes_back_from_both_forms(given_notes: list[Note]) -> None:
    later = NOON + timedelta(days=1)
    back = [
        note_of(json.loads(line), later) for line in w3c_lines(given_notes, "a/b#c")
    ]
    assert back == given_notes
    document = hypothesis_document(
        given_notes,
        "a/b#c",
        {note.post: ("T", "https://x.org/1") for note in given_notes},
        NOON,
    )
    rows = json.loads(json.dumps(document))["annotations"]
    back = [note_of(row, later) for row in rows]
    for one, note in zip(back, given_notes, strict=True):
        assert [getattr(one, name) for name in SAME] == [
            getattr(note, name) for name in SAME
        ]
        # Through the other form and back it is the same note still.
        (line,) = w3c_lines([one], "a/b#c")
        assert note_of(json.loads(line), later) == one


SAME = (
    *("id", "post", "comment", "selector", "colour", "text", "tags", "created"),
    *("modified", "author", "source"),
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("id", "type", "target", "selector", "exact", "start", "end"),
                    *("body", "value", "uri", "tags", "text", "created", "creator"),
                    *("gulagreader", "extra", "place"),
                )
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(
            ["@context", "uri", "target", "id", "body", "gulagreader", "tags"]
        ),
        json_values,
        min_size=1,
    )
)
def test_no_json_breaks_the_reading(shape: dict[str, Any]) -> None:
    shape.setdefault("target", None)
    note = note_of(json.loads(json.dumps(shape)), NOON)
    (line,) = w3c_lines([note], "l")
    again = note_of(json.loads(line), NOON)
    assert (again.text, again.tags, again.selector) == (
        note.text,
        note.tags,
        note.selector,
    )
