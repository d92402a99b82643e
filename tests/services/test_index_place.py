"""Where an index is kept that cannot be kept where it belongs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gulagreader.services.index_place import index_cache


def test_an_index_is_kept_in_the_cache_even_before_there_is_one(tmp_path: Path) -> None:
    cache = tmp_path / "not" / "made" / "yet"
    assert index_cache(cache, tmp_path / "temporary") == (cache, "")
    assert not cache.exists()


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def test_where_no_cache_can_be_an_index_is_kept_among_temporary_files(
    tmp_path: Path, temporary: Path
) -> None:
    cache = tmp_path / "cache"
    cache.write_text("a file in its place")
    place, notice = index_cache(cache, temporary)
    assert place.parent == temporary
    assert place.stat().st_mode & 0o077 == 0
    assert str(cache) in notice
    assert str(place) in notice
    assert index_cache(cache, temporary) == (place, notice)


def test_a_folder_that_somebody_left_open_is_not_taken(
    tmp_path: Path, temporary: Path
) -> None:
    cache = tmp_path / "cache"
    cache.write_text("a file in its place")
    place, _ = index_cache(cache, temporary)
    place.chmod(0o777)
    assert index_cache(cache, temporary) == (cache, "")


def test_a_cache_that_cannot_be_entered_is_one_that_cannot_be_written(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who is root may enter every folder, so that no mode of one would do here.
    cache = tmp_path / "closed" / "cache"
    exists: Callable[[Path], bool] = Path.exists

    def guarded(path: Path) -> bool:
        if path.is_relative_to(cache.parent):
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path)

    monkeypatch.setattr(Path, "exists", guarded)
    place, notice = index_cache(cache, temporary)
    assert place.parent == temporary
    assert "cannot be written" in notice
