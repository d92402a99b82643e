"""The index's folder: what is current, and whose it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.search.generations import (
    Generation,
    Generations,
    IndexedFile,
    Manifest,
)

MANIFEST = Manifest("library", "/library", "engine/1", documents=3, live=3)
FILES = {"/library/a.md": IndexedFile((1, 2), 0, 3)}


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    generations = Generations(tmp_path / "cache" / "one")
    generations.prepare()
    return generations


def publish(generations: Generations) -> Path:
    built = generations.begin()
    Generation(built, MANIFEST).write(FILES)
    return generations.publish(built)


def test_a_published_generation_is_current_and_the_only_one(
    generations: Generations,
) -> None:
    assert generations.current() is None
    publish(generations)
    folder = publish(generations)
    current = generations.current()
    assert current == Generation(folder, MANIFEST)
    assert current.files() == FILES
    assert [path.name for path in generations.folder.glob("gen-*")] == ["gen-2"]


def test_a_change_is_seen_in_the_state(generations: Generations) -> None:
    folder = publish(generations)
    before = generations.state()
    Generation(folder, replace(MANIFEST, revision=1)).write({})
    assert generations.state() != before
    current = generations.current()
    assert current is not None
    assert current.files() == {}
    assert len(list(folder.glob("files-*.json"))) == 1


def test_what_a_killed_run_left_is_swept(generations: Generations) -> None:
    folder = publish(generations)
    left = generations.begin()
    generations.sweep()
    assert folder.exists()
    assert not left.exists()


@pytest.mark.parametrize(
    "content", ["", "gen-", "../elsewhere", "gen-9", "gen-1/..", "\x00", "gen-¹"]
)
def test_a_name_that_is_no_generation_is_none(
    generations: Generations, content: str
) -> None:
    publish(generations)
    (generations.folder / "CURRENT").write_text(content, encoding="utf-8")
    assert generations.current() is None


@pytest.mark.parametrize("content", ["", "[]", '{"library": 1}', "{", "null"])
def test_a_manifest_that_is_none_is_no_generation(
    generations: Generations, content: str
) -> None:
    (publish(generations) / "manifest.json").write_text(content)
    assert generations.current() is None


def test_a_manifest_fits_its_library_and_program_only() -> None:
    assert MANIFEST.fits("library", "/library", "engine/1")
    assert not MANIFEST.fits("other", "/library", "engine/1")
    assert not MANIFEST.fits("library", "/moved", "engine/1")
    assert not MANIFEST.fits("library", "/library", "engine/2")
    assert not replace(MANIFEST, words=0).fits("library", "/library", "engine/1")


def test_one_run_at_a_time_has_the_lock(generations: Generations) -> None:
    other = Generations(generations.folder)
    assert generations.lock()
    assert not other.lock()
    generations.unlock()
    assert other.lock()
    other.unlock()


def test_a_folder_that_others_could_write_is_closed_to_them(
    generations: Generations,
) -> None:
    generations.folder.chmod(0o777)
    generations.prepare()
    assert generations.folder.stat().st_mode & 0o777 == 0o700


def test_a_link_to_another_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "one").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IndexUnavailableError, match="not a folder of your own"):
        Generations(tmp_path / "cache" / "one").prepare()
    assert not list((tmp_path / "elsewhere").iterdir())
