import os
import subprocess
import sys
from pathlib import Path

import pytest

from gulagreader.domain.errors import LibraryError
from gulagreader.storage import write_batch
from gulagreader.storage.write_batch import WriteBatch


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def visible(folder: Path) -> dict[str, str]:
    return {
        name: text for name, text in files(folder).items() if not name.endswith(".tmp")
    }


def test_nothing_is_seen_before_the_batch_is_committed(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("old")
    batch = WriteBatch()
    batch.begin("one")
    assert batch.write(tmp_path / "folder" / "a", "new")
    assert batch.write(tmp_path / "b", "new", durable=False)
    assert visible(tmp_path) == {"b": "old"}
    assert (batch.units, batch.holds("one"), batch.size) == (1, True, 6)

    batch.commit()

    assert files(tmp_path) == {"folder/a": "new", "b": "new"}
    assert (batch.units, batch.holds("one"), batch.failed) == (0, False, {})


def test_a_file_that_says_the_same_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("same")
    os.utime(tmp_path / "a", (0, 0))
    batch = WriteBatch()
    assert not batch.write(tmp_path / "a", "same")
    batch.commit()
    assert (tmp_path / "a").stat().st_mtime == 0


def test_a_file_that_is_staged_twice_ends_as_the_second(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("2")
    batch = WriteBatch()
    assert batch.write(tmp_path / "a", "1")
    assert batch.write(tmp_path / "a", "2")
    assert batch.remove(tmp_path / "a")
    assert batch.write(tmp_path / "a", "3")
    batch.commit()
    assert files(tmp_path) == {"a": "3"}


def test_a_file_is_removed_in_its_turn(tmp_path: Path) -> None:
    batch = WriteBatch()
    assert not batch.remove(tmp_path / "a")
    (tmp_path / "a").write_text("x")
    assert batch.remove(tmp_path / "a")
    assert files(tmp_path) == {"a": "x"}
    batch.commit()
    assert files(tmp_path) == {}


def test_permissions_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "a").chmod(0o640)
    batch = WriteBatch()
    batch.write(tmp_path / "a", "y")
    batch.commit()
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_unit_that_fails_takes_nothing_with_it(tmp_path: Path) -> None:
    batch = WriteBatch()
    for unit in "abc":
        batch.begin(unit)
        for number in (1, 2, 3):
            batch.write(tmp_path / f"{unit}{number}", unit)
    (tmp_path / "b2").mkdir()

    batch.commit()

    assert set(batch.failed) == {"b"}
    assert "b2 cannot be written" in str(batch.failed["b"])
    assert set(files(tmp_path)) == {"a1", "a2", "a3", "c1", "c2", "c3"}


def test_a_disk_that_takes_no_more_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(temporary: Path, path: Path) -> None:
        if path.name == "b":
            raise LibraryError(f"{path} cannot be written: No space left on device.")
        assert temporary.exists()

    monkeypatch.setattr(write_batch, "sync_file", full)
    batch = WriteBatch()
    for name in "abcdef":
        (tmp_path / name).write_text("old")
        batch.begin(name)
        batch.write(tmp_path / name, "new")

    batch.commit()

    assert files(tmp_path) == {**dict.fromkeys("abcdef", "new"), "b": "old"}
    assert set(batch.failed) == {"b"}


def test_what_is_dropped_leaves_no_temporary_file(tmp_path: Path) -> None:
    batch = WriteBatch()
    for unit in "ab":
        batch.begin(unit)
        batch.write(tmp_path / unit, unit)
    batch.drop("a")
    batch.commit()
    assert files(tmp_path) == {"b": "b"}


@pytest.mark.parametrize("at", range(7))
def test_a_batch_that_is_stopped_leaves_the_first_files_new_and_the_rest_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    def put(temporary: Path, path: Path) -> None:
        if len(placed) == at:
            raise KeyboardInterrupt
        placed.append(path.name)
        temporary.replace(path)

    placed: list[str] = []
    monkeypatch.setattr(write_batch, "put_in_place", put)
    batch = WriteBatch()
    for name in "abcdefg":
        (tmp_path / name).write_text("old")
        batch.write(tmp_path / name, "new")

    with pytest.raises(KeyboardInterrupt):
        batch.commit()

    names = "abcdefg"
    new, old = names[:at], names[at:]
    assert files(tmp_path) == {
        **dict.fromkeys(new, "new"),
        **dict.fromkeys(old, "old"),
    }


def test_a_batch_of_a_library_that_is_stopped_is_carried_out_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(temporary: Path, path: Path) -> None:
        if path.name == "b":
            raise KeyboardInterrupt
        temporary.replace(path)

    monkeypatch.setattr(write_batch, "put_in_place", put)
    batch = WriteBatch(tmp_path)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "d").write_text("old")
    for name in "abc":
        batch.write(tmp_path / "posts" / name, "new")
    batch.remove(tmp_path / "posts" / "d")

    with pytest.raises(KeyboardInterrupt):
        batch.commit()

    assert files(tmp_path) == {f"posts/{name}": "new" for name in "abc"}


def test_a_library_that_takes_no_note_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(library: Path, steps: object) -> None:
        raise LibraryError(f"{library} cannot be written: {steps!r:.0}no space.")

    monkeypatch.setattr(write_batch, "write_journal", full)
    batch = WriteBatch(tmp_path)
    for name in "ab":
        batch.begin(name)
        batch.write(tmp_path / "posts" / name, "new")
    batch.commit()
    assert files(tmp_path) == {}
    assert set(batch.failed) == {"a", "b"}


def test_a_program_that_ends_still_writes_what_is_staged(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from gulagreader.storage.write_batch import WriteBatch\n"
        "def staged():\n"
        "    batch = WriteBatch()\n"
        "    for name in 'abcdefgh':\n"
        "        batch.write(Path(sys.argv[1]) / name, name)\n"
        "    try:\n"
        "        yield\n"
        "    finally:\n"
        "        batch.commit()\n"
        "job = staged()\n"
        "next(job)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert files(tmp_path) == {name: name for name in "abcdefgh"}
