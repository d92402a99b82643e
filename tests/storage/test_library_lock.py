"""One writer at a time."""

import fcntl
from pathlib import Path

import pytest

from gulagreader.domain.errors import LibraryError
from gulagreader.storage.library_lock import LibraryLock


def test_a_second_run_is_told_that_another_is_writing(tmp_path: Path) -> None:
    first, second = LibraryLock(), LibraryLock()
    first.take(tmp_path)
    with pytest.raises(LibraryError, match=r"Another import into .* is running"):
        second.take(tmp_path)
    assert not second.take_surely(tmp_path)
    first.give_back()
    assert second.take_surely(tmp_path)
    assert (first.is_sure, second.is_sure) == (False, True)
    second.give_back()


def test_taking_and_giving_back_again_does_nothing(tmp_path: Path) -> None:
    lock = LibraryLock()
    lock.give_back()
    lock.take(tmp_path)
    lock.take(tmp_path)
    assert lock.is_sure
    lock.give_back()
    lock.give_back()
    assert not lock.is_sure


def test_nothing_is_sure_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    lock = LibraryLock()
    assert not lock.take_surely(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_that_knows_no_locks_is_written_to_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise OSError("no locks here")

    monkeypatch.setattr(fcntl, "flock", unknown)
    lock = LibraryLock()
    lock.take(tmp_path)
    assert not lock.is_sure
    lock.give_back()
