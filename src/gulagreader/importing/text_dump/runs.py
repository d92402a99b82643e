"""Runs of list items: the shape that comments have in a dump."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gulagreader.importing.text_dump.lines import Lines

_LARGEST_GAP = 40
"""Numbers that may be missing between two items: dropped trackbacks leave holes."""
_OPEN_AT_ONCE = 8
"""Unfinished runs of one indentation that are looked at; keeps the work linear."""


@dataclass(frozen=True, slots=True)
class Run:
    """List items of one kind at one indentation whose numbers increase."""

    kind: str
    """``1`` for numbers, else the bullet."""
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
    """Runs of which only the first line of each item is indented.

    Where the words of all items but the last are set in, it is no such run.
    """
    return [
        Run(kind, indent, tuple(places), tuple(numbers), end, loose=True)
        for kind, indent, places, numbers in _numbered(lines, start, end)
        if indent > 0 and _hangs_out(lines, places, end)
    ]


def _hangs_out(lines: Lines, places: Sequence[int], end: int) -> bool:
    if len(places) == 1:
        return lines.item_ends[places[0]] < end
    return any(lines.item_ends[at] < after for at, after in pairwise(places))


_Growing = tuple[str, int, list[int], list[int]]


def _numbered(lines: Lines, start: int, end: int) -> list[_Growing]:
    """Collect the marks of each kind and indentation into increasing sequences."""
    growing: dict[tuple[str, int], list[_Growing]] = {}
    found: list[_Growing] = []
    for at in range(start, end):
        marker = lines.marker(at) if lines.indent[at] >= 0 else None
        if marker is None:
            continue
        indent = lines.indent[at]
        number = marker.number
        run = _continued(growing.get((marker.kind, indent), ()), number)
        if run is None and number is not None:
            # Some programs set numbers flush right: “ 9.” is followed by “10.”.
            shorter = indent + len(str(number)) - len(str(number - 1))
            run = _continued(growing.get((marker.kind, shorter), ()), number, gap=1)
        if run is None:
            run = (marker.kind, indent, [], [])
            found.append(run)
        peers = growing.setdefault((marker.kind, indent), [])
        if not any(run is peer for peer in peers):
            peers.append(run)
            del peers[:-_OPEN_AT_ONCE]
        run[2].append(at)
        if number is not None:
            run[3].append(number)
    return found


def _continued(
    candidates: Sequence[_Growing], number: int | None, gap: int = _LARGEST_GAP
) -> _Growing | None:
    """The latest unfinished run that an item with this number can belong to."""
    for run in reversed(candidates):
        if number is None or run[3][-1] < number <= run[3][-1] + gap:
            return run
    return None


def _pieces(lines: Lines, run: _Growing, end: int) -> list[Run]:
    kind, _, places, numbers = run
    pieces = []
    first = 0
    for number, at in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else None
        item_end = min(lines.item_ends[at], end)
        if following is None or item_end < following:
            cut = slice(first, number + 1)
            indent = min(lines.indent[place] for place in places[first : number + 1])
            pieces.append(
                Run(kind, indent, tuple(places[cut]), tuple(numbers[cut]), item_end)
            )
            first = number + 1
    return pieces
