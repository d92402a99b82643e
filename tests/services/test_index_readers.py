"""Readers of an index that another program changes, rebuilds or cannot lock."""

import errno
import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest
from services.shelf import Shelf
from services.small_course import ids, indexed, opened, small_course

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.services.indexing import index_folder_of, update_index


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return small_course(tmp_path / "library")


@pytest.mark.parametrize("rebuild", [False, True])
def test_an_index_that_was_replaced_is_not_dropped_by_a_reader_of_the_one_before(
    shelf: Shelf, tmp_path: Path, rebuild: bool
) -> None:
    cache = tmp_path / "cache"
    indexed(shelf, cache)
    finder = opened(shelf, cache)
    shelf.put(Post("p3", "Another", "Amnesty again."))
    finish(update_index(shelf, cache, rebuild=rebuild))
    answer = finder.answer("has:quotation amnesty", typing=False)
    assert not answer.exact
    assert "indexed anew" in " ".join(answer.notes)
    assert finish(update_index(shelf, cache)).changed == 0
    assert finder.reopen_if_changed()
    assert set(ids(finder.answer("amnesty", typing=False))) == {"p1", "p3"}
    finder.close()


def test_a_generation_that_goes_while_it_is_looked_at_is_not_the_last_word(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    indexed(shelf, cache)
    read_bytes: Callable[[Path], bytes] = Path.read_bytes
    rebuilt: list[Path] = []

    def slow_read(path: Path) -> bytes:
        if path.name == "manifest.json" and not rebuilt:
            rebuilt.append(path)
            finish(update_index(shelf, cache, rebuild=True))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", slow_read)
    finder = opened(shelf, cache)
    assert rebuilt
    assert ids(finder.answer("novel", typing=False)) == ["p2"]
    finder.close()


def test_a_folder_that_cannot_be_locked_is_said_and_not_waited_for(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    with pytest.raises(IndexUnavailableError, match="No locks available"):
        finish(update_index(shelf, cache, pause=lambda _: pytest.fail("waited")))
    assert not list(index_folder_of(shelf, cache).glob("gen-*"))
