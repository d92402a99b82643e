"""The file of names of an index: what its columns count by number, read row by row.

Each row is a line of JSON. It is mapped, and of its rows a few thousand are kept.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import overload

import numpy as np

from gulagreader.search.mapped_file import MappedFile, Numbers

_LINES_FROM = 1 << 18
_ROWS_AT_ONCE = 128
_ROWS_BESIDE = 4
"""For each row that is wanted so many may be read."""
_ROWS_KEPT = 4096


class Names(Sequence[tuple[str, ...]]):
    """The rows of the file of names.

    ``author, name``; ``post, id, title``; ``kind, name``; ``tags, one, two …``;
    ``lang, tag``.
    """

    def __init__(self, folder: Path) -> None:
        """Map the rows of the generation in ``folder``."""
        path = folder / "names"
        self._held = MappedFile(path, aside=True)
        self._at = _line_starts(self._held)
        self._known: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._at) - 1

    @overload
    def __getitem__(self, row: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, row: slice) -> list[tuple[str, ...]]: ...
    def __getitem__(self, row: int | slice) -> tuple[str, ...] | list[tuple[str, ...]]:
        """One row, or several."""
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(row)
        found = self._known.get(row)
        if found is None:
            line = self._held.copied(int(self._at[row]), int(self._at[row + 1]))
            if len(self._known) >= _ROWS_KEPT:
                self._known.clear()
            found = self._known[row] = tuple(json.loads(line))
        return found

    def read(
        self, rows: Sequence[int] | Numbers
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Some rows by their numbers, in the order that is asked for.

        Many times as fast as one after another, and none of them is kept.
        """
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            part = np.asarray(rows[start : start + _ROWS_AT_ONCE])
            lines = b",".join(self._lines(part))
            found = map(tuple, json.loads(b"[%s]" % lines))
            yield from zip(part.tolist(), found, strict=True)

    def _lines(self, rows: Numbers) -> Iterable[bytes]:
        """Rows as they are written; a line end within a name is escaped."""
        first, last = int(rows[0]), int(rows[-1])
        ascending = bool(np.all(rows[1:] > rows[:-1]))
        if ascending and last - first < _ROWS_BESIDE * len(rows):
            # With what stands between them they are read in one go.
            whole = self._held.copied(int(self._at[first]), int(self._at[last + 1]))
            return map(whole.split(b"\n").__getitem__, (rows - first).tolist())
        ends = self._at[1:][rows].tolist()
        bounds = zip(self._at[rows].tolist(), ends, strict=True)
        return (self._held.copied(at, end - 1) for at, end in bounds)

    def rest(self) -> None:
        """Let the system have the memory of the file, until it is read again."""
        self._known.clear()
        self._held.rest()

    def close(self) -> None:
        """Give back what can be; counts that were made of the rows may be asked on."""
        self.rest()


class AuthorNames(Sequence[str]):
    """The name in each row that is an author's."""

    def __init__(self, rows: Names) -> None:
        """Read some rows."""
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [found[1] for found in self._rows[row]]
        return self._rows[row][1]


class PostNames(Sequence[tuple[str, str]]):
    """Id and title in each row that is a post's."""

    def __init__(self, rows: Names) -> None:
        """Read some rows."""
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, row: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, row: slice) -> list[tuple[str, str]]: ...
    def __getitem__(self, row: int | slice) -> tuple[str, str] | list[tuple[str, str]]:
        if isinstance(row, slice):
            return [(found[1], found[-1]) for found in self._rows[row]]
        found = self._rows[row]
        return found[1], found[-1]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return (self[at] for at in range(len(self)))


def _line_starts(held: MappedFile) -> Numbers:
    """Where each line begins, and where the last one ends."""
    size = len(held)
    kind = np.uint32 if size < 1 << 32 else np.uint64
    parts = [np.zeros(1, kind)]
    for start in range(0, size, _LINES_FROM):
        part = held.array(np.uint8, min(_LINES_FROM, size - start), start)
        parts.append((np.flatnonzero(part == ord("\n")) + (start + 1)).astype(kind))
        held.rest(start, start + len(part))
    return np.concatenate(parts)
