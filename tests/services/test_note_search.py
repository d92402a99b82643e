"""in:notes and has:note: the reader's own words found, and the texts they are on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.note_room import NOON, NoteRoom
from services.small_course import ids

from gulagreader.domain.hits import Answer
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import index_folder_of, update_index
from gulagreader.services.note_files import export_notes
from gulagreader.services.note_search import NoteSearch

Find = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NoteRoom]:
    room = NoteRoom(tmp_path_factory.mktemp("notes"))
    room.mark(
        "freed more than a million", text="Who was **counted**?", tags=("amnesty",)
    )
    room.mark(
        "Stalin dead",
        "c1",
        text="Prisoners asked the guards",
        tags=("death of Stalin",),
    )
    room.shelf = room.shelf_of("Ann Lee")
    room.mark("The decree of the Presidium", "c2", text="compare the amnesty of 1945")
    room.mark("camp", post="p2", colour="red")
    room.shelf = room.shelf_of("me")
    yield room
    room.memory.close()


@pytest.fixture
def finder(room: NoteRoom) -> Iterator[Finder]:
    finish(update_index(room.library, room.folder / "cache"))
    folder = index_folder_of(room.library, room.folder / "cache")
    finder = Finder.open(room.library.info, folder, notes=lambda: room.shelf)
    yield finder
    finder.close()


@pytest.fixture
def find(room: NoteRoom) -> Find:
    search = NoteSearch(room.shelf, room.library.info)

    def found(query: str) -> list[str]:
        return sorted(note.passage.split()[0] for note, _ in search.find(query).notes)

    return found


ALL = ["Stalin", "The", "camp", "freed"]


@pytest.mark.parametrize(
    ("query", "passages"),
    [
        ("", ALL),
        ("counted", ["freed"]),
        ("amnesty", ["The", "freed"]),
        ("million", ["freed"]),
        ("prisoner", ["Stalin"]),
        ("=prisoner", []),
        ("prisner~", ["Stalin"]),
        ("guads~", ["Stalin"]),
        ("pxisxer~", []),
        ("pris*", ["Stalin"]),
        ('"the amnesty"', ["The"]),
        ('"counted freed"', []),
        ("near/3(prisoners guards)", ["Stalin"]),
        ("near/1(prisoners guards)", []),
        ("counted OR camp", ["camp", "freed"]),
        ("amnesty -counted", ["The"]),
        ("-amnesty", ["Stalin", "camp"]),
        ("tag:amnesty", ["freed"]),
        ('tag:"death stalin"', ["Stalin"]),
        ("tag:amn*", ["freed"]),
        ("author:ann", ["The", "camp"]),
        ("title:novel", ["camp"]),
        ("in:posts", ["camp", "freed"]),
        ("in:comments amnesty", ["The"]),
        ("date:2026", ALL),
        ("date:2026-03-05", ALL),
        ("date:<2026", []),
        ("thread:{million guards} amnesty", ["The", "freed"]),
        ("-thread:{million}", ["camp"]),
        ("thread:{camp -million}", ["camp"]),
        ("is:unread", ALL),
        ("is:read", []),
        ("has:note", ALL),
    ],
)
def test_the_language_of_the_search_is_that_of_notes(
    find: Find, query: str, passages: list[str]
) -> None:
    assert find(query) == passages


def test_what_cannot_be_asked_of_notes_is_told_and_left_out(room: NoteRoom) -> None:
    search = NoteSearch(room.shelf, room.library.info)
    for asked in ("is:new", "has:reply", "has:quotation"):
        for query in (
            f"amnesty {asked}",
            f"amnesty -{asked}",
            f"amnesty ({asked} x:y)",
        ):
            found = search.find(query)
            assert any(asked in told for told in found.told)
        assert len(search.find(f"amnesty {asked}").notes) == 2


def test_a_note_is_a_hit_where_it_stands(finder: Finder) -> None:
    answer = finder.answer("in:notes compare", typing=False)
    (hit,) = answer.hits
    assert (hit.kind, hit.post, hit.comment, hit.author) == (
        "note",
        "p1",
        "c2",
        "Ann Lee",
    )
    assert (hit.title, hit.depth) == ("Whom the amnesty left out", 1)
    assert [above.comment for above in hit.ancestors] == ["c1"]
    assert hit.date is not None
    assert hit.date.startswith("2026-03-05T12:")
    assert hit.span == (17, 44)
    assert hit.snippet == "compare the amnesty of 1945 “The decree of the Presidium”"
    assert [hit.snippet[a:b] for a, b in hit.matches] == ["compare"]
    assert (answer.total, answer.exact, answer.collection) == (1, True, "notes")
    assert hit.note is not None


def test_notes_are_counted_sorted_and_gathered(finder: Finder) -> None:
    answer = finder.answer("in:notes", typing=False, sort="date")
    assert ids(answer) == ["p2", "p1#c2", "p1#c1", "p1"]
    assert answer.facets is not None
    assert answer.facets.author == {"me": 2, "Ann Lee": 2}
    assert answer.facets.post == {"p1": 3, "p2": 1}
    assert answer.facets.year == {"2026": 4}
    page = finder.answer("in:notes", typing=True, sort="date", limit=2, offset=1)
    assert (ids(page), page.total, page.facets) == (["p1#c2", "p1#c1"], 4, None)
    grouped = finder.answer("in:notes", typing=False, grouped=True, sort="date")
    assert [(thread.post, thread.count) for thread in grouped.threads] == [
        ("p2", 1),
        ("p1", 3),
    ]
    assert len(grouped.hits) == 4


def test_typing_finds_beginnings(finder: Finder) -> None:
    assert ids(finder.answer("in:notes comp", typing=True)) == ["p1#c2"]
    assert ids(finder.answer("in:notes comp", typing=False)) == []


def test_texts_with_a_note_are_found(finder: Finder) -> None:
    def texts(query: str) -> set[str]:
        return set(ids(finder.answer(query, typing=False)))

    assert texts("has:note") == {"p1", "p1#c1", "p1#c2", "p2"}
    assert texts("has:note in:comments decree") == {"p1#c2"}
    assert texts("-has:note") == set()
    assert finder.answer("has:note", typing=False).notes == ()


def test_what_is_noted_or_removed_is_found_or_not_at_once(tmp_path: Path) -> None:
    room = NoteRoom(tmp_path)
    finish(update_index(room.library, room.folder / "cache"))
    folder = index_folder_of(room.library, room.folder / "cache")
    finder = Finder.open(room.library.info, folder, notes=lambda: room.shelf)

    def answer(query: str) -> Answer:
        return finder.answer(query, typing=False)

    assert answer("has:note").total == answer("in:notes").total == 0
    one = room.mark("Stalin", "c1", text="thaw")
    assert ids(answer("has:note")) == ids(answer("in:notes thaw")) == ["p1#c1"]
    room.shelf.change(one, text="frost")
    assert answer("in:notes thaw").total == 0
    room.rewrite(lambda text: text.replace("Stalin", "he"), "p1.comments.yaml")
    assert answer("has:note").total == 0
    (hit,) = answer("in:notes frost").hits  # without a place, and not lost
    assert (hit.note, hit.span) == (one, None)
    file = finish(
        export_notes(room.shelf, room.shelf.notes(), tmp_path / "n.jsonl", "w3c", NOON)
    )
    room.shelf.remove(one)
    assert answer("in:notes frost").total == 0
    room.shelf.lay_over(file, "blue")
    assert answer("in:notes frost").total == 1
    finder.close()
    room.memory.close()


PIECES = ("amnesty", "am*", '"the amnesty"', "near/2(who was)", "OR", "-", "(", ")")
FILTERS = ("tag:x", "is:unread", "has:note", "thread:{", "}", "in:notes", "date:2026")


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from((*PIECES, *FILTERS, "\ud800", "~", "=")), max_size=7
    )
)
def test_any_mix_is_answered(pieces: list[str], room: NoteRoom) -> None:
    found = NoteSearch(room.shelf, room.library.info).find(" ".join(pieces))
    assert len(found.notes) == len(found.scores) <= 4
