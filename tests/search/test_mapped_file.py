"""Files of an index in memory: what is read stays right when it is let go."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.search import mapped_file
from gulagreader.search.mapped_file import MappedFile


def _resident(path: Path) -> int:
    """Bytes of a mapped file that count as this program's memory."""
    inside, found = False, 0
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if "-" in line.split(" ", 1)[0]:
            inside = line.endswith(str(path))
        elif inside and line.startswith("Rss:"):
            found += int(line.split()[1]) * 1024
    return found


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large"
    np.arange(1 << 23, dtype=np.uint32).tofile(path)  # 32 MiB
    return path


def test_of_a_file_that_is_read_here_and_there_little_stays_in_memory(
    large: Path,
) -> None:
    held = MappedFile(large)
    for start in range(0, len(held), 1 << 14):
        assert held.part(start, start + 4) == (start // 4).to_bytes(4, "little")
    assert _resident(large) < 6 << 20


def test_of_what_is_copied_from_a_file_nothing_stays_mapped(large: Path) -> None:
    held = MappedFile(large, aside=True)
    for start in range(0, len(held), 1 << 14):
        assert held.copied(start, start + 4) == (start // 4).to_bytes(4, "little")
    assert _resident(large) == 0


def test_single_numbers_of_a_file_are_read_without_mapping_them(large: Path) -> None:
    held = MappedFile(large, aside=True)
    assert [held.number(at, 4) for at in (0, 70_000, 1 << 22)] == [0, 70_000, 1 << 22]
    assert _resident(large) == 0
    assert MappedFile(large).number(70_000, 4) == 70_000
    with pytest.raises(ValueError, match="shorter"):
        held.number(1 << 23, 4)


def test_a_file_is_copied_from_where_it_can_only_be_mapped(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.pread")
    held = MappedFile(large, aside=True)
    assert held.copied(4, 8) == (1).to_bytes(4, "little")


def test_a_file_that_was_cut_short_is_not_taken_for_whole(large: Path) -> None:
    held = MappedFile(large, aside=True)
    os.truncate(large, 6)
    with pytest.raises(ValueError, match="became shorter"):
        held.copied(4, 8)


def test_an_array_may_be_read_on_after_its_file_was_let_go_and_closed(
    large: Path,
) -> None:
    held = MappedFile(large)
    numbers = held.array(np.uint32)
    assert int(numbers[::4096].sum()) == sum(range(0, 1 << 23, 4096))
    held.rest()
    assert _resident(large) == 0
    held.close()
    assert int(numbers[-1]) == (1 << 23) - 1


def test_what_is_gathered_is_let_go_once_it_is_much(large: Path) -> None:
    held = MappedFile(large)
    numbers = held.array(np.uint32)
    for first in range(0, 1 << 23, 1 << 21):
        places = np.arange(first, first + (1 << 21), 1 << 12)
        assert numbers[places].tolist() == places.tolist()
        held.gathered(places * 4)
    assert _resident(large) < 12 << 20


def test_a_file_without_a_byte_has_no_bytes_and_no_numbers(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    held = MappedFile(path)
    held.rest()
    assert (len(held), held.part(0, 0), held.array(np.uint32).tolist()) == (0, b"", [])


def test_a_file_that_is_too_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "short"
    path.write_bytes(b"1234")
    with pytest.raises(ValueError, match="short is shorter than its index says"):
        MappedFile(path, 5)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 400)), max_size=20))
def test_bytes_are_those_of_the_file_whatever_was_let_go(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[int, int]]
) -> None:
    path = tmp_path_factory.mktemp("files") / "file"
    data = bytes(range(250)) * 4
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mapped_file, "_BLOCK", 4)
        patch.setattr(mapped_file, "_MOST_BLOCKS", 3)
        held = MappedFile(path)
        for start, size in parts:
            end = min(len(data), start + size)
            assert held.part(start, end) == data[start:end]
