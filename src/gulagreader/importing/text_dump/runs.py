"""Runs of list items: the shape that comments have in a dump."""

from collections.abc import Iterable
from dataclasses import dataclass

from gulagreader.importing.text_dump.lines import Lines

_LARGEST_GAP = 40
"""Numbers that may be missing between two items: dropped trackbacks leave holes."""
_OPEN_AT_ONCE = 8
"""Unfinished runs of one indentation that are looked at; keeps the work linear."""


@dataclass(frozen=True, slots=True)
class Run:
    """List items of one kind at one indentation whose numbers increase."""

    kind: str
    """``#`` for numbers, else the bullet."""
    indent: int
    starts: tuple[int, ...]
    """The line each item begins at."""
    numbers: tuple[int, ...]
    """Each item's number; empty for bullets."""
    end: int
    """The line after the last item."""
    loose: bool = False
    """Whether only the first line of an item is indented (html2text), so that an
    item ends where the next begins."""

    def items(self) -> Iterable[tuple[int, int]]:
        """Where each item begins and ends."""
        return zip(self.starts, (*self.starts[1:], self.end), strict=True)


def find_runs(lines: Lines, start: int, end: int) -> list[Run]:
    """All runs between two lines, in order of their first item.

    A run is cut where something that is indented no more than its marks stands
    between two items.
    """
    pieces: list[Run] = []
    for run in _numbered(lines, start, end):
        pieces.extend(_pieces(lines, run, end))
    return sorted(pieces, key=lambda run: run.starts[0])


def find_loose_runs(lines: Lines, start: int, end: int) -> list[Run]:
    """Runs of which only the first line of each item is indented."""
    return [
        Run(kind, indent, tuple(places), tuple(numbers), end, loose=True)
        for kind, indent, places, numbers in _numbered(lines, start, end)
        if indent > 0 and lines.item_ends[places[0]] < end
    ]


_Growing = tuple[str, int, list[int], list[int]]


def _numbered(lines: Lines, start: int, end: int) -> list[_Growing]:
    """Collect the marks of each kind and indentation into increasing sequences."""
    growing: dict[tuple[str, int], list[_Growing]] = {}
    found: list[_Growing] = []
    for at in range(start, end):
        marker = lines.marker(at) if lines.indent[at] >= 0 else None
        if marker is None:
            continue
        key = (marker.kind, lines.indent[at])
        candidates = growing.setdefault(key, [])
        for run in reversed(candidates):
            last = run[3][-1] if run[3] else None
            if (
                marker.number is None
                or last is None
                or last < marker.number <= last + _LARGEST_GAP
            ):
                break
        else:
            run = (*key, [], [])
            found.append(run)
            candidates.append(run)
            del candidates[:-_OPEN_AT_ONCE]
        run[2].append(at)
        if marker.number is not None:
            run[3].append(marker.number)
    return found


def _pieces(lines: Lines, run: _Growing, end: int) -> list[Run]:
    kind, indent, places, numbers = run
    pieces = []
    first = 0
    for number, at in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else None
        item_end = min(lines.item_ends[at], end)
        if following is None or item_end < following:
            cut = slice(first, number + 1)
            pieces.append(
                Run(kind, indent, tuple(places[cut]), tuple(numbers[cut]), item_end)
            )
            first = number + 1
    return pieces
