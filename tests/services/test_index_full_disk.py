"""A full disk: a clear refusal, the index as it was, and all is well with room."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from services.shelf import Shelf
from storage.full_disk import files_of_at_most

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import IndexState, index_folder_of, update_index

LIMITS = (0, 30, 100, 300, 1000, 1800, 3000)
"""Bytes that a file may have; the largest of the small index has some thousands."""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "library")
    for number in range(12):
        words = " ".join(f"alpha{number * 40 + at}" for at in range(40))
        shelf.put(Post(f"p{number}", "One", words), Comment("c1", "gamma"))
    return shelf


def update(shelf: Shelf, *, rebuild: bool = False) -> IndexState:
    return finish(update_index(shelf, shelf.folder.parent / "cache", rebuild=rebuild))


def found(shelf: Shelf, query: str) -> int:
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    finder = Finder.open(shelf.info, folder)
    try:
        return finder.answer(query, typing=False).total
    finally:
        finder.close()


def test_a_first_index_that_finds_no_room_is_refused_and_leaves_nothing(
    shelf: Shelf,
) -> None:
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    for limit in LIMITS:
        with (
            files_of_at_most(limit),
            pytest.raises(IndexUnavailableError, match="Make room there"),
        ):
            update(shelf)
        assert not list(folder.glob("gen-*"))
    assert update(shelf).documents == 24
    assert found(shelf, "gamma") == 12


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_change_that_finds_no_room_leaves_the_index_as_it_was(
    shelf: Shelf, *, rebuild: bool
) -> None:
    update(shelf)
    shelf.put(Post("p1", "One", "omega " * 500), Comment("c1", "gamma"))
    for limit in LIMITS:
        with (
            files_of_at_most(limit),
            pytest.raises(IndexUnavailableError, match="File too large"),
        ):
            update(shelf, rebuild=rebuild)
        assert (found(shelf, "gamma"), found(shelf, "omega")) == (12, 0)
        assert found(shelf, "alpha40") == 1
    state = update(shelf, rebuild=rebuild)
    assert (state.changed, state.rebuilt) == (12 if rebuild else 1, rebuild)
    assert (found(shelf, "gamma"), found(shelf, "omega")) == (12, 1)


Call = Callable[..., object]


@pytest.mark.parametrize("name", ["fsync", "replace", "mkdir", "link"])
def test_whichever_call_fails_first_nothing_is_lost(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    update(shelf)
    call: Call = getattr(os, name)
    failures = 0
    for nth in range(1, 60, 5):
        shelf.put(Post("p1", "One", f"omega{nth}"), Comment("c1", "gamma"))
        left = nth

        def failing(*args: object, call: Call = call, **more: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*args, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, name, failing)
            try:
                update(shelf)
            except IndexUnavailableError as error:
                failures += 1
                assert "No space left" in str(error)  # noqa: PT017 - may not be raised
        assert found(shelf, "gamma") == 12
        assert not update(shelf).notes
        assert found(shelf, f"omega{nth}") == 1
        if left > 0:
            break
    assert failures or name == "link"  # where no link can be made, files are copied
