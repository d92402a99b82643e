"""The catalogue: cards without reading posts, and never wrong for long."""

import os
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from storage.library_room import MADE_UP_COMMENTS, MADE_UP_POST, empty_library, put

from gulagreader.domain.posts import PostCard
from gulagreader.domain.progress import finish
from gulagreader.storage.catalogue import Catalogue
from gulagreader.storage.library_folder import LibraryFolder


@pytest.fixture
def library(tmp_path: Path) -> LibraryFolder:
    library = empty_library(tmp_path / "library")
    put(library, "2014/a.md", MADE_UP_POST)
    put(library, "2014/a.comments.yaml", MADE_UP_COMMENTS)
    put(library, "b.md", "---\ntitle: Bé\ntags: [x, y]\n---\n\none two three\n")
    return library


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


class Reads:
    """Counts the posts that a library reads."""

    def __init__(self, library: LibraryFolder, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []
        read = LibraryFolder.read

        def counted(own: LibraryFolder, path: Path) -> object:
            self.paths.append(path.name)
            return read(own, path)

        monkeypatch.setattr(LibraryFolder, "read", counted)


def titles(cards: Sequence[PostCard]) -> list[str]:
    return [card.title for card in cards]


def file_of(cache: Path) -> Path:
    return next((cache / "catalogues").glob("*.sqlite"))


def test_a_new_catalogue_is_empty_until_it_is_refreshed(
    library: LibraryFolder, cache: Path
) -> None:
    catalogue = Catalogue.open(cache, library)
    assert catalogue.cards() == ()
    state = finish(catalogue.refresh())
    assert titles(state.cards) == ["A made-up post", "Bé"]
    assert state.cards[0].comments == 2
    assert state.cards[1].words == 3
    assert catalogue.cards() == state.cards


def test_cards_are_there_at_once_the_next_time(
    library: LibraryFolder, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, "c.md", "no title")
    put(library, "d.md", "---\nx: [\n---\n")
    put(library, "2014/a.comments.yaml", "- {id: c1, text: x, kind: odd}\n")
    first = finish(Catalogue.open(cache, library).refresh())
    assert len(first.damages) == 3
    reads = Reads(library, monkeypatch)
    again = Catalogue.open(cache, library)
    assert again.state == first
    assert finish(again.refresh()) == first
    assert reads.paths == []


def test_only_what_changed_is_read_again(
    library: LibraryFolder, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalogue.open(cache, library)
    finish(catalogue.refresh())
    reads = Reads(library, monkeypatch)
    put(library, "b.md", "---\ntitle: Changed\n---\n")
    assert titles(finish(catalogue.refresh()).cards) == ["A made-up post", "Changed"]
    put(library, "2014/a.comments.yaml", "- {id: c1, text: x}\n")
    assert finish(catalogue.refresh()).cards[0].comments == 1
    (library.path / "posts" / "2014" / "a.comments.yaml").unlink()
    assert finish(catalogue.refresh()).cards[0].comments == 0
    put(library, "c.md", "---\ntitle: New\n---\n")
    assert len(finish(catalogue.refresh()).cards) == 3
    assert reads.paths == ["b.md", "a.md", "a.md", "c.md"]
    (library.path / "posts" / "b.md").unlink()
    assert titles(finish(catalogue.refresh()).cards) == ["A made-up post", "New"]
    again = Catalogue.open(cache, library)
    assert again.cards() == catalogue.cards()


def test_a_file_of_the_same_size_and_another_time_is_read_again(
    library: LibraryFolder, cache: Path
) -> None:
    catalogue = Catalogue.open(cache, library)
    finish(catalogue.refresh())
    path = put(library, "b.md", "---\ntitle: Zé\ntags: [x, y]\n---\n\none two three\n")
    os.utime(path, ns=(1, 1))
    assert "Zé" in titles(finish(catalogue.refresh()).cards)


def test_a_refresh_that_is_stopped_leaves_all_as_it_was(
    library: LibraryFolder, cache: Path
) -> None:
    catalogue = Catalogue.open(cache, library)
    before = finish(catalogue.refresh())
    for number in range(60):
        put(library, f"more/{number}.md", f"---\ntitle: {number}\n---\n")
    job = catalogue.refresh()
    steps = [next(job), next(job), next(job)]
    assert [step.done for step in steps] == [0, 0, 25]
    assert steps[-1].total == 60
    job.close()
    assert catalogue.state == before
    assert Catalogue.open(cache, library).state == before
    assert len(finish(catalogue.refresh()).cards) == 62


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 8000],
    ids=["empty", "other", "torn"],
)
def test_a_damaged_catalogue_is_made_anew(
    library: LibraryFolder, cache: Path, content: bytes
) -> None:
    before = finish(Catalogue.open(cache, library).refresh())
    file_of(cache).write_bytes(content)
    catalogue = Catalogue.open(cache, library)
    assert catalogue.cards() == ()
    assert finish(catalogue.refresh()) == before
    assert Catalogue.open(cache, library).state == before


def test_a_catalogue_torn_in_the_middle_is_made_anew(
    library: LibraryFolder, cache: Path
) -> None:
    for number in range(200):
        put(library, f"more/{number}.md", f"---\ntitle: {number}\n---\n")
    before = finish(Catalogue.open(cache, library).refresh())
    file = file_of(cache)
    data = bytearray(file.read_bytes())
    data[5000:9000] = b"\xa5" * 4000
    file.write_bytes(data)
    assert finish(Catalogue.open(cache, library).refresh()) == before
    assert Catalogue.open(cache, library).state == before


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version=99",
        "DROP TABLE posts",
        "ALTER TABLE posts ADD COLUMN x",
        "UPDATE posts SET tags = x'00'",
        "UPDATE posts SET damages = 'no list'",
    ],
)
def test_a_catalogue_of_another_version_is_made_anew(
    library: LibraryFolder, cache: Path, change: str
) -> None:
    before = finish(Catalogue.open(cache, library).refresh())
    with closing(sqlite3.connect(file_of(cache))) as connection:
        connection.execute(change)
        connection.commit()
    assert finish(Catalogue.open(cache, library).refresh()) == before
    assert Catalogue.open(cache, library).state == before


def test_a_catalogue_that_another_run_is_writing_is_left_alone(
    library: LibraryFolder, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gulagreader.storage.catalogue_file.PATIENCE", 0.01)
    finish(Catalogue.open(cache, library).refresh())
    with closing(sqlite3.connect(file_of(cache), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        catalogue = Catalogue.open(cache, library)
        assert len(finish(catalogue.refresh()).cards) == 2
        other.execute("ROLLBACK")
    assert len(Catalogue.open(cache, library).cards()) == 2


def test_without_a_place_for_the_cache_everything_works(
    library: LibraryFolder, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    catalogue = Catalogue.open(tmp_path / "file" / "cache", library)
    assert len(finish(catalogue.refresh()).cards) == 2


def test_the_cache_is_the_users_own_and_each_library_has_its_own(
    library: LibraryFolder, cache: Path, tmp_path: Path
) -> None:
    cache.mkdir(mode=0o755)
    finish(Catalogue.open(cache, library).refresh())
    other = empty_library(tmp_path / "other")
    assert Catalogue.open(cache, other).cards() == ()
    assert stat.S_IMODE((cache / "catalogues").stat().st_mode) == 0o700
    assert stat.S_IMODE(cache.stat().st_mode) == 0o755
    (cache / "catalogues").chmod(0o755)
    Catalogue.open(cache, library)
    assert stat.S_IMODE((cache / "catalogues").stat().st_mode) == 0o700


def test_a_name_that_is_no_utf_8_is_catalogued(
    library: LibraryFolder, cache: Path
) -> None:
    raw = os.fsencode(library.path / "posts") + b"/\xe9t\xe9.md"
    try:
        Path(os.fsdecode(raw)).write_text("---\ntitle: Été\n---\n")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    state = finish(Catalogue.open(cache, library).refresh())
    assert "Été" in titles(state.cards)
    assert Catalogue.open(cache, library).state == state


def test_comments_that_stray_are_told_when_they_come_and_go(
    library: LibraryFolder, cache: Path
) -> None:
    catalogue = Catalogue.open(cache, library)
    finish(catalogue.refresh())
    stray = put(library, "stray.comments.yaml", MADE_UP_COMMENTS)
    assert [damage.path for damage in finish(catalogue.refresh()).damages] == [stray]
    stray.unlink()
    assert finish(catalogue.refresh()).damages == ()
