"""Opening a library and reading in it."""

from pathlib import Path

import pytest
from storage.library_room import MADE_UP_COMMENTS, MADE_UP_POST, empty_library, put

from gulagreader.domain.errors import DamagedFileError, LibraryError, UnknownPostError
from gulagreader.domain.places import Place
from gulagreader.domain.progress import finish
from gulagreader.services.indexable import IndexableLibrary
from gulagreader.services.reading import OpenLibrary
from gulagreader.storage.library_folder import LibraryFolder

POST = "0123456789abcdef"


@pytest.fixture
def folder(tmp_path: Path) -> LibraryFolder:
    library = empty_library(tmp_path / "library")
    put(library, "2014/a.md", MADE_UP_POST)
    put(library, "2014/a.comments.yaml", MADE_UP_COMMENTS)
    put(library, "b.md", "---\ntitle: B\nid: 0123zz\n---\n\nBody of b\n")
    return library


@pytest.fixture
def library(folder: LibraryFolder, tmp_path: Path) -> OpenLibrary:
    return OpenLibrary.open(folder.path, tmp_path / "cache")


def test_a_library_opens_with_its_cards_after_a_refresh(library: OpenLibrary) -> None:
    assert library.info.name == "Made up"
    assert list(library.cards) == []
    state = finish(library.refresh())
    assert [card.title for card in library.cards] == ["A made-up post", "B"]
    assert state.cards == library.cards
    assert library.damages == ()


def test_what_is_no_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="does not exist"):
        OpenLibrary.open(tmp_path / "missing", tmp_path / "cache")


def test_a_post_is_read_with_its_thread(library: OpenLibrary) -> None:
    reading = library.read(POST)
    assert reading.post.title == "A made-up post"
    assert reading.path.name == "a.md"
    assert [(row.comment.id, row.depth) for row in reading.thread.rows] == [
        ("c1", 0),
        ("c2", 1),
    ]
    assert reading.damages == ()


def test_the_beginning_of_an_id_is_enough_where_only_one_has_it(
    library: OpenLibrary,
) -> None:
    assert library.read("01234").post.id == POST
    assert library.card("0123z").title == "B"
    with pytest.raises(UnknownPostError, match="begins the ids of 2 posts: 0123"):
        library.read("0123")


@pytest.mark.parametrize("unknown", ["", "nowhere", "\x1b[31mred", "#c1"])
def test_an_unknown_post_is_told_with_where_to_look(
    library: OpenLibrary, unknown: str
) -> None:
    with pytest.raises(UnknownPostError, match="gulagreader list") as told:
        library.resolve(unknown)
    assert "\x1b" not in str(told.value)


def test_posts_and_comments_are_resolved_to_places(library: OpenLibrary) -> None:
    assert library.resolve(POST) == Place(POST)
    assert library.resolve("01234#c2") == Place(POST, "c2")
    with pytest.raises(UnknownPostError, match=f"gulagreader show {POST}"):
        library.resolve(f"{POST}#c7")


def test_an_id_that_holds_the_mark_of_comments_is_found(
    library: OpenLibrary, folder: LibraryFolder
) -> None:
    put(folder, "c.md", "---\ntitle: C\nid: a#b\n---\n")
    finish(library.refresh())
    assert library.resolve("a#b") == Place("a#b")


def test_a_file_that_changes_underneath_is_noticed_and_taken_in(
    library: OpenLibrary, folder: LibraryFolder
) -> None:
    reading = library.read(POST)
    assert not library.changed(reading)
    put(folder, "2014/a.comments.yaml", "- {id: c9, text: new}\n")
    assert library.changed(reading)
    again = library.read(POST)
    assert [row.comment.id for row in again.thread.rows] == ["c9"]
    assert not library.changed(again)
    put(folder, "2014/a.md", MADE_UP_POST + "\nMore.\n")
    assert library.changed(again)
    assert library.read(POST).post.body.endswith("More.")
    reading.path.unlink()
    assert library.changed(again)


def test_comments_that_come_later_are_noticed(
    library: OpenLibrary, folder: LibraryFolder
) -> None:
    reading = library.read("0123zz")
    put(folder, "b.comments.yaml", "- {id: c1, text: x}\n")
    assert library.changed(reading)


def test_a_post_that_was_moved_is_found_where_it_is_now(
    library: OpenLibrary, folder: LibraryFolder
) -> None:
    path = library.read("0123zz").path
    moved = path.parent / "elsewhere.md"
    path.rename(moved)
    assert library.read("0123zz").path == moved
    moved.unlink()
    with pytest.raises(UnknownPostError):
        library.read("0123zz")


def test_a_post_added_meanwhile_is_found(
    library: OpenLibrary, folder: LibraryFolder
) -> None:
    finish(library.refresh())
    put(folder, "c.md", "---\ntitle: C\nid: fresh\n---\n")
    assert library.read("fresh").post.title == "C"


def test_damage_is_told_and_hides_as_little_as_it_must(
    library: OpenLibrary, folder: LibraryFolder
) -> None:
    beside = put(folder, "2014/a.comments.yaml", "- [\n")
    reading = library.read(POST)
    assert len(reading.thread) == 0
    assert [damage.path for damage in reading.damages] == [beside]
    finish(library.refresh())
    assert library.damages == reading.damages
    put(folder, "b.md", "---\ntitle: [\n---\n")
    with pytest.raises(DamagedFileError, match=r"b\.md:2"):
        library.read("0123zz")


def test_two_posts_with_one_id_are_both_read(
    library: OpenLibrary, folder: LibraryFolder
) -> None:
    put(folder, "2014/z.md", MADE_UP_POST.replace("A made-up post", "The second"))
    finish(library.refresh())
    titles = {library.read(card.id).post.title for card in library.cards}
    ids = {library.read(card.id).post.id for card in library.cards}
    assert titles == {"A made-up post", "B", "The second"}
    assert ids == {card.id for card in library.cards}


def test_an_index_gets_the_same_posts_under_the_same_ids(
    library: OpenLibrary, folder: LibraryFolder
) -> None:
    put(folder, "2014/z.md", MADE_UP_POST)
    finish(library.refresh())
    shelf: IndexableLibrary = library
    files = list(shelf.post_files())
    read = [shelf.read_post(file.path) for file in files]
    assert {post.id for post, _ in read} == {card.id for card in library.cards}
    assert [len(thread) for _, thread in read] == [2, 0, 0]
    put(folder, "2014/z.comments.yaml", "- {id: c1, text: x}\n")
    finish(library.refresh())
    changed = [
        new.path.name
        for old, new in zip(files, shelf.post_files(), strict=True)
        if old.stamp != new.stamp
    ]
    assert changed == ["z.md"]
