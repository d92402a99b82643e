"""Numbers that are too many for memory, in nameless files that go with their use.

They are written first and mapped when all are there. What was looked at of a map counts
as memory until it is let go; it is then read from the file again.
"""

import mmap
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

Column = NDArray[Any]
_ALIGNED = 8


class _Spilled:
    """A file that is written, then mapped; to be used in ``with``."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with this
        self._map: mmap.mmap | None = None
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def release(self) -> None:
        """Let go what was looked at so far."""
        if self._map is not None and hasattr(self._map, "madvise"):
            with suppress(OSError):
                self._map.madvise(mmap.MADV_DONTNEED)

    def _write(self, column: Column) -> None:
        data = np.ascontiguousarray(column).tobytes()
        self._file.write(data)
        self._size += len(data)

    def _mapped(self, at: int, count: int, kind: DTypeLike) -> Column:
        if not count:
            return np.empty(0, kind)
        if self._map is None:
            self._file.flush()
            size = self._size
            self._map = mmap.mmap(self._file.fileno(), size, access=mmap.ACCESS_READ)
        found: Column = np.frombuffer(self._map, kind, count, at)
        return found


class SpilledNumbers(_Spilled):
    """One long row of numbers."""

    def __init__(self, folder: Path, kind: DTypeLike) -> None:
        """Keep numbers of a kind in a nameless file of ``folder``."""
        super().__init__(folder)
        self._kind = np.dtype(kind)

    def add(self, numbers: Column) -> None:
        """Write numbers behind those before; not after :meth:`all`."""
        self._write(numbers.astype(self._kind, copy=False))

    def all(self) -> Column:
        """The whole row; nothing is read before it is looked at."""
        return self._mapped(0, self._size // self._kind.itemsize, self._kind)


class SpilledColumns(_Spilled):
    """Batches of columns."""

    def __init__(self, folder: Path) -> None:
        """Keep batches in a nameless file of ``folder``."""
        super().__init__(folder)
        self._batches: list[list[tuple[int, int, np.dtype[Any]]]] = []

    def add(self, *columns: Column) -> None:
        """Write a batch; not after :meth:`batches`."""
        batch = []
        for column in columns:
            batch.append((self._size, len(column), column.dtype))
            self._write(column)
            self._write(np.zeros(-self._size % _ALIGNED, np.uint8))
        self._batches.append(batch)

    def batches(self) -> list[tuple[Column, ...]]:
        """All batches as they were written; nothing is read before it is looked at."""
        return [
            tuple(self._mapped(*column) for column in batch) for batch in self._batches
        ]
