"""A large library's cards are the same whether they are read in part or as a whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.storage import catalogue, landmarks
from gulagreader.storage.catalogue import Catalogue
from gulagreader.storage.catalogue_window import CardWindow
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder

POSTS = 150
DATES = ("2014-03-03", "2013", None, "2014-03-03T10:00", "1953-03-27")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LibraryFolder:
    """A library that counts as large, its catalogue made."""
    monkeypatch.setattr(catalogue, "_MANY", 10)
    create_library(tmp_path / "library", "Many", library_id="many")
    folder = LibraryFolder.open(tmp_path / "library")
    for number in range(POSTS):
        date = DATES[number % len(DATES)]
        post = Post(f"{number:016}", f"Post {number}", "Text.", date=date, tags=("a",))
        folder.write_post(post)
    finish(Catalogue.open(tmp_path / "cache", folder).refresh())
    return folder


def _opened(library: LibraryFolder) -> Catalogue:
    return Catalogue.open(library.path.parent / "cache", library)


def _window(opened: Catalogue) -> CardWindow:
    window = opened.window
    assert window is not None
    return window


def test_the_cards_in_view_are_those_of_the_whole_list(library: LibraryFolder) -> None:
    opened = _opened(library)
    window = _window(opened)
    assert len(window) == POSTS
    shown = list(window)
    assert shown[::-1] == [window[-1 - number] for number in range(POSTS)]
    assert tuple(shown) == opened.cards()
    assert opened.window is None


def test_a_post_is_found_where_it_stands(library: LibraryFolder) -> None:
    with closing(_window(_opened(library))) as window:
        places = [window.number_of(card.id) for card in window]
        assert places == list(range(POSTS))
        assert window.number_of("nowhere") is None
        some = ["nowhere", *(card.id for card in window[3:140])]
        assert window.how_many_of(some) == 137


def test_a_look_at_unchanged_files_gives_all_cards_at_once(
    library: LibraryFolder,
) -> None:
    opened = _opened(library)
    expected = tuple(_window(opened))
    assert finish(opened.refresh()).cards == expected
    assert opened.window is None
    assert finish(opened.refresh()).cards == expected


def test_what_changed_while_a_window_was_open_is_taken_in(
    library: LibraryFolder,
) -> None:
    opened = _opened(library)
    window = _window(opened)
    window[0].path.unlink()
    library.write_post(Post("f" * 16, "The newest", "Text.", date="2020-01-01"))
    cards = finish(opened.refresh()).cards
    assert cards[0].title == "The newest"
    assert window[0].id not in {card.id for card in cards}
    assert len(cards) == POSTS
    assert finish(_opened(library).refresh()).cards == cards


def test_a_damaged_catalogue_opens_no_window(library: LibraryFolder) -> None:
    for file in (library.path.parent / "cache" / "catalogues").iterdir():
        file.write_bytes(b"no catalogue" * 100)
    opened = _opened(library)
    assert opened.window is None
    assert len(finish(opened.refresh()).cards) == POSTS


def _landmarks(library: LibraryFolder) -> list[tuple[int]]:
    (file,) = (library.path.parent / "cache" / "catalogues").glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT number FROM landmarks").fetchall()


def test_a_list_with_landmarks_is_the_one_that_is_counted_out(
    library: LibraryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landmarks, "_EVERY", 7)
    library.write_post(Post("f" * 16, "The newest", "Text.", date="2020-01-01"))
    finish(_opened(library).refresh())
    assert len(_landmarks(library)) > POSTS // 7
    with closing(_window(_opened(library))) as window:
        shown = list(window)
        assert [window.number_of(card.id) for card in shown] == list(range(POSTS + 1))
    monkeypatch.setattr(landmarks.Landmarks, "of", lambda _: None)
    with closing(_window(_opened(library))) as window:
        assert list(window) == shown


def test_landmarks_go_when_another_program_changes_the_posts(
    library: LibraryFolder,
) -> None:
    (file,) = (library.path.parent / "cache" / "catalogues").glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM posts WHERE id = ?", (f"{3:016}",))
    assert _landmarks(library) == []
    with closing(_window(_opened(library))) as window:
        assert len(window) == POSTS - 1
    finish(_opened(library).refresh())
    assert _landmarks(library)


def test_a_catalogue_from_before_the_landmarks_gets_them_at_the_first_look(
    library: LibraryFolder,
) -> None:
    (file,) = (library.path.parent / "cache" / "catalogues").glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        for change in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER after_{change}")
        connection.execute("DROP TABLE landmarks")
    with closing(_window(_opened(library))) as window:
        shown = list(window)
    finish(_opened(library).refresh())
    assert _landmarks(library)
    with closing(_window(_opened(library))) as window:
        assert list(window) == shown
