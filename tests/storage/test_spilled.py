"""Numbers that are kept in a file while they are used, and not in memory."""

from pathlib import Path

import numpy as np

from gulagreader.storage.spilled import SpilledColumns, SpilledNumbers


def test_a_row_is_read_as_it_was_written_and_after_it_was_let_go(
    tmp_path: Path,
) -> None:
    with SpilledNumbers(tmp_path, np.uint32) as kept:
        for begin in range(0, 5000, 7):
            kept.add(np.arange(begin, begin + 7))
        row = kept.all()
        assert row.tolist() == list(range(5005))
        kept.release()
        assert row[-3:].tolist() == [5002, 5003, 5004]


def test_columns_of_any_kind_keep_their_batches(tmp_path: Path) -> None:
    batches = [
        (np.arange(n, dtype=np.uint64), np.arange(n, dtype=np.uint8)) for n in range(5)
    ]
    with SpilledColumns(tmp_path) as kept:
        for batch in batches:
            kept.add(*batch)
        found = kept.batches()
        kept.release()
        for one, other in zip(batches, found, strict=True):
            assert [part.dtype for part in one] == [part.dtype for part in other]
            assert [part.tolist() for part in one] == [part.tolist() for part in other]


def test_nothing_is_left_behind_and_nothing_is_nothing(tmp_path: Path) -> None:
    with SpilledNumbers(tmp_path, np.int32) as row, SpilledColumns(tmp_path) as kept:
        assert row.all().tolist() == []
        assert kept.batches() == []
    assert list(tmp_path.iterdir()) == []
