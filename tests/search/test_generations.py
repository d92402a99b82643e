"""The index's folder: what is current, and whose it is."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.search.generation import Generation, IndexedFile, Manifest
from gulagreader.search.generations import Generations
from gulagreader.search.seals import SealError

MANIFEST = Manifest("library", "/library", "engine/1", documents=3, live=3)
FILES = {"/library/a.md": IndexedFile((1, 2), 0, 3)}


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    generations = Generations(tmp_path / "cache" / "one")
    generations.prepare()
    return generations


def publish(generations: Generations, text: str = "abc") -> Generation:
    built = generations.begin()
    (built / "texts").write_text(text)
    (built / "engine-0" / "list").write_text("0 1 2")
    assert list(generations.publish(built, MANIFEST, FILES))
    current = generations.current()
    assert current is not None
    return current


def change(generations: Generations, before: Generation) -> Generation:
    with (before.folder / "texts").open("a") as texts:
        texts.write("d")
    folder = generations.begin_change(before)
    (folder / "more").write_text("3")
    manifest = replace(before.manifest, documents=4, live=4)
    return generations.commit(before, manifest, {})


def test_a_published_generation_is_current_and_the_only_one(
    generations: Generations,
) -> None:
    assert generations.current() is None
    publish(generations)
    published = publish(generations)
    current = generations.current()
    assert current == published
    assert current.manifest.documents == 3
    assert current.files() == FILES
    current.check(thorough=True)
    assert [path.name for path in generations.folder.glob("gen-*")] == ["gen-2"]


def test_a_change_is_a_further_state_of_the_same_generation(
    generations: Generations,
) -> None:
    first = publish(generations)
    before = generations.state()
    second = change(generations, first)
    assert generations.state() != before
    assert generations.current() == second
    assert (second.folder, second.files()) == (first.folder, {})
    second.check(thorough=True)
    names = sorted(path.name for path in second.folder.iterdir())
    assert names == [
        *("engine-1", "files-1.json", "manifest.json", "seen.json", "texts"),
    ]


def test_until_a_change_is_committed_the_state_before_it_holds(
    generations: Generations,
) -> None:
    first = publish(generations)
    with (first.folder / "texts").open("a") as texts:
        texts.write("d")
    (generations.begin_change(first) / "more").write_text("3")
    assert generations.current() == first
    first.check(thorough=True)
    generations.sweep()
    first.check(thorough=True)
    assert not (first.folder / "engine-1").exists()


def test_what_a_file_had_before_it_grew_is_still_looked_at(
    generations: Generations,
) -> None:
    current = publish(generations)
    for _ in range(3):
        current = change(generations, current)
    texts = current.folder / "texts"
    assert texts.read_text() == "abcddd"
    current.check(thorough=True)
    for at in range(6):
        texts.write_text("".join("x" if n == at else "abcddd"[n] for n in range(6)))
        with pytest.raises(SealError):
            current.check()
    texts.write_text("abcddd, and what a killed run wrote")
    current.check()


def test_after_many_changes_a_manifest_is_still_short(generations: Generations) -> None:
    current = publish(generations)
    sizes = []
    for _ in range(60):
        current = change(generations, current)
        sizes.append((current.folder / "manifest.json").stat().st_size)
        current.check(thorough=True)
    assert (current.folder / "texts").read_text() == "abc" + 60 * "d"
    assert max(sizes[30:]) < max(sizes[:30]) + 50


def test_where_there_are_no_links_files_are_copied(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    second = change(generations, publish(generations))
    second.check(thorough=True)
    assert (second.engine_folder / "list").read_text() == "0 1 2"


def test_what_a_killed_run_left_is_swept(generations: Generations) -> None:
    current = publish(generations)
    left = generations.begin()
    generations.sweep()
    assert current.folder.exists()
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


@pytest.mark.parametrize("content", ["", "[]", '{"library": 1}', "{", "null", "\n{}"])
def test_a_manifest_that_is_none_is_no_generation(
    generations: Generations, content: str
) -> None:
    (publish(generations).folder / "manifest.json").write_text(content)
    assert generations.current() is None


def test_a_manifest_that_was_changed_is_none(generations: Generations) -> None:
    path = publish(generations).folder / "manifest.json"
    path.write_text(path.read_text().replace('"live": 3', '"live": 4'))
    assert generations.current() is None


@pytest.mark.parametrize("harm", ["remove", "touch", "change", "open"])
def test_without_its_own_secret_nothing_is_current(
    generations: Generations, harm: str
) -> None:
    publish(generations)
    key = generations.folder / "KEY"
    secret = key.read_bytes()
    if harm == "remove":
        key.unlink()
    elif harm == "touch":
        key.unlink()
        key.write_bytes(secret)  # as by a copy of the folder
        key.chmod(0o600)
    elif harm == "change":
        key.write_bytes(bytes(len(secret)))
    else:
        key.chmod(0o644)
    assert generations.current() is None
    assert publish(generations).files() == FILES


def test_a_manifest_fits_its_library_and_program_only() -> None:
    assert MANIFEST.fits("library", "/library")
    assert not MANIFEST.fits("other", "/library")
    assert not MANIFEST.fits("library", "/moved")
    assert not replace(MANIFEST, words=0).fits("library", "/library")


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
