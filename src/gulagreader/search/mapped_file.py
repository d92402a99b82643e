"""A file of an index, mapped into memory, of which little stays there.

What was read of a mapped file counts as this program's memory, though the system has
it for all programs and can take it back; a hundred thousand texts are some three
hundred megabytes. So what was read is let go after some megabytes, and all of it while
nothing is asked. To have it back costs some microseconds for 64 kB. What is read here
and there, a text or a name at a time, is better not mapped at all: to ask the system
for it takes one microsecond.
"""

import mmap
import os
import sys
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.integer]
_BLOCK = 16
"""The system maps so much at once around a byte that is read: 2 to this power."""
_MOST_BLOCKS = 64
"""Blocks of a file that are held while it is read here and there: 4 MB."""


def let_go(held: "mmap.mmap | bytes", start: int = 0, end: int | None = None) -> None:
    """Let the system have the memory of a mapped file, until it is read again.

    Of a stretch from ``start`` to before ``end`` its pages are given, those at its
    ends included, and what the system mapped around its first byte.
    """
    if isinstance(held, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        around = max(1 << _BLOCK, mmap.PAGESIZE)
        first = start // around * around
        length = (len(held) if end is None else min(end, len(held))) - first
        if length > 0:
            held.madvise(mmap.MADV_DONTNEED, first, length)


def give_back_arrays(holder: object) -> None:
    """Empty the arrays that an object holds.

    A file stays open as long as an array of it is held, and the object may wait for
    the collector of cycles.
    """
    for name, held in list(vars(holder).items()):
        if isinstance(held, np.ndarray):
            setattr(holder, name, held[:0].copy())


class Blocks:
    """Which blocks of a mapped file are held in memory, as far as they are told."""

    def __init__(self, held: "mmap.mmap | bytes") -> None:
        self._held = held
        self._known = bytearray((len(held) >> _BLOCK) + 1)
        self._flags = np.frombuffer(self._known, np.bool_)  # the same, for many
        self._count = 0

    def read(self, start: int, end: int) -> None:
        """Take note that some bytes are read; let go of all where these are many."""
        first, last = start >> _BLOCK, (end - 1) >> _BLOCK
        if first >= last and self._known[first]:
            return
        for block in range(first, last + 1):
            if not self._known[block]:
                self._known[block] = True
                self._count += 1
        if self._count > _MOST_BLOCKS:
            self.let_go()

    def gathered(self, starts: npt.NDArray[np.integer[Any]]) -> None:
        """Take note that short stretches were read from some places on."""
        self._flags[starts >> _BLOCK] = True
        self._count = int(np.count_nonzero(self._flags))
        if self._count > _MOST_BLOCKS:
            self.let_go()

    def let_go(self) -> None:
        """Let the system have the memory of the file, until it is read again."""
        self._flags[:] = False
        self._count = 0
        let_go(self._held)


class MappedFile:
    """Bytes of a file, to be read by slices or as arrays."""

    def __init__(self, path: Path, wanted: int = 0, *, aside: bool = False) -> None:
        """Map a file of at least ``wanted`` bytes; ValueError where it has fewer.

        With ``aside`` parts of it can be copied without mapping them.
        """
        self.held: mmap.mmap | bytes = b""
        """The whole file."""
        self._number: int | None = None
        """The system's number of the file, where it can be read by it."""
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if wanted > size:
                raise ValueError(f"{path.name} is shorter than its index says")
            if size:  # nothing cannot be mapped
                self.held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if aside and hasattr(os, "pread"):
                self._number = os.dup(file.fileno())
                self._closing = weakref.finalize(self, os.close, self._number)
        self._blocks = Blocks(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def part(self, start: int, end: int) -> bytes:
        """Some bytes; of a file that is read here and there not all stays in memory."""
        self._blocks.read(start, end)
        return self.held[start:end]

    def copied(self, start: int, end: int) -> bytes:
        """Some bytes from anywhere, of which nothing stays in memory but these."""
        if self._number is None:
            return self.part(start, end)
        found = os.pread(self._number, end - start, start)
        if len(found) < end - start:
            raise ValueError("the file became shorter while it was read")
        return found

    def number(self, at: int, size: int) -> int:
        """One of the numbers of ``size`` bytes each, of which nothing stays in memory.

        It takes a microsecond, where an array would have it in a tenth of one.
        """
        start = at * size
        if self._number is None:
            found = self.part(start, start + size)
        else:
            found = os.pread(self._number, size, start)
        if len(found) < size:
            raise ValueError("the file is shorter than what is read of it")
        return int.from_bytes(found, sys.byteorder)

    def array(
        self, kind: npt.DTypeLike, count: int = -1, start: int = 0
    ) -> npt.NDArray[Any]:
        """Some numbers as they stand in the file, from the byte ``start`` on."""
        if not self.held:
            return np.zeros(0, kind)
        return np.frombuffer(self.held, kind, count, start)

    def gathered(self, starts: npt.NDArray[np.integer[Any]]) -> None:
        """Say that short stretches were read from some bytes on."""
        self._blocks.gathered(starts)

    def rest(self, start: int = 0, end: int | None = None) -> None:
        """Let the system have the memory, until it is read again."""
        if end is None:
            self._blocks.let_go()
        else:
            let_go(self.held, start, end)

    def close(self) -> None:
        """Give back the file; it is closed with the last array that was made of it."""
        self.held = b""
        self._blocks = Blocks(b"")
        if self._number is not None:
            self._number = None
            self._closing()
