"""The texts of a library while all of them are compared: on the disk, read as needed.

A hundred thousand posts have tens of millions of words, and of each its number, where
it stands and whether it says something are needed again.
"""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from gulagreader.services.uptake.linking import Led, Side, led_in
from gulagreader.services.uptake.taking import Taken
from gulagreader.services.uptake.thread_texts import Text
from gulagreader.storage.spilled import SpilledNumbers
from gulagreader.text.shared_passages import EDGE, Corpus, starts_of

_KEPT = 64
"""Texts kept in memory that are compared with others."""
_MARK, _LED = 2, 3


class _Few:
    """Some numbers for some of many texts, packed."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._numbers = array("q")
        self._ends = array("q", [0])

    def add(self, rows: Sequence[Sequence[int]]) -> None:
        for row in rows:
            self._numbers.extend(row)
        self._ends.append(len(self._numbers))

    def of(self, at: int) -> list[tuple[int, ...]]:
        part = self._numbers[self._ends[at] : self._ends[at + 1]]
        return list(zip(*[iter(part)] * self._width, strict=True))


class GatheredTexts:
    """All texts of a library, in the order in which they came; used in ``with``."""

    def __init__(self, folder: Path) -> None:
        """Keep what is large in nameless files of ``folder``."""
        self._open = ExitStack()
        kinds = np.uint32, np.int32, np.int32, np.bool_
        self._columns = tuple(
            self._open.enter_context(SpilledNumbers(folder, kind)) for kind in kinds
        )
        self._numbers, self._lengths = array("q"), array("q")
        self._owners: list[tuple[int, str, tuple[str, str]]] = []
        """The first text of each post, its file, and its place among the posts."""
        self._marked, self._led = _Few(_MARK), _Few(_LED)
        self._pad(EDGE)
        self.side = lru_cache(_KEPT)(self._side)
        """A text by its place in the corpus."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.side.cache_clear()
        self._open.close()

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._numbers)

    def add(self, one: Taken, numbers: Sequence[int]) -> None:
        """Add the texts of a post, whose numbers in the file are ``numbers``."""
        self._owners.append((len(self), one.file.name, one.order))
        led = led_in(one, numbers)
        for number, text in zip(numbers, one.texts, strict=True):
            parts = text.numbers, text.starts, text.ends, text.telling
            for column, part in zip(self._columns, parts, strict=True):
                column.add(part)
            self._pad(1)
            self._numbers.append(number)
            self._lengths.append(len(text.numbers))
            self._marked.add(text.marked)
            self._led.add(led.get(number, ()))

    def corpus(self) -> Corpus:
        """All words; nothing can be added any more."""
        self._pad(EDGE)
        self._starts = starts_of(self._lengths)
        self._mapped = tuple(column.all() for column in self._columns)
        firsts = [first for first, _, _ in self._owners]
        self._firsts = np.array(firsts, np.int64)
        return Corpus(self._mapped[0], self._starts)

    def numbers(self) -> NDArray[np.int64]:
        """The number that the file has given each text."""
        return np.array(self._numbers, np.int64)

    def by_number(self, number: int) -> Side | None:
        """A text by the number that the file has given it."""
        at = bisect_left(self._numbers, number)
        known = at < len(self) and self._numbers[at] == number
        return self.side(at) if known else None

    def release(self) -> None:
        """Let go of the memory that the words take which were looked at."""
        for column in self._columns:
            column.release()

    def _side(self, at: int) -> Side:
        begin, end = int(self._starts[at]), int(self._starts[at + 1]) - 1
        numbers, starts, ends, telling = (
            column[begin:end].copy() for column in self._mapped
        )
        marked = tuple((low, high) for low, high in self._marked.of(at))
        led: list[Led] = [(low, high, to) for low, high, to in self._led.of(at)]
        owner = int(np.searchsorted(self._firsts, at, side="right")) - 1
        _, name, order = self._owners[owner]
        text = Text(None, numbers, starts, ends, telling, marked)
        return Side(self._numbers[at], text, name, order, led)

    def _pad(self, count: int) -> None:
        for column in self._columns:
            column.add(np.zeros(count, np.uint8))
