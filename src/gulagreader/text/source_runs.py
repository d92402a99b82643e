"""Runs under construction: joined, and carried over from a content to its source."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from gulagreader.text.blocks import Run

Piece = tuple[int, int, int]
"""A part of a block's content: offset there, place in the source, length."""


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with those made one that follow each other in text and source."""
    made: list[Run] = []
    for run in runs:
        last = made[-1] if made else None
        if (
            last is not None
            and last.start + last.length == run.start
            and last.source + last.length == run.source
        ):
            made[-1] = Run(last.start, last.source, last.length + run.length)
        else:
            made.append(run)
    return tuple(made)


class Carrier:
    """Carries runs over from a block's content to the source.

    What the containers take at the beginning of each line is no part of the
    content, so the content stands in the source in pieces.
    """

    __slots__ = ("_pieces", "_starts")

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._starts = [piece[0] for piece in pieces]

    def carried(self, run: Run) -> Iterator[Run]:
        """The parts of a run that are tied to the source."""
        end = run.source + run.length
        number = max(0, bisect_right(self._starts, run.source) - 1)
        while number < len(self._pieces):
            offset, source, length = self._pieces[number]
            if offset >= end:
                break
            low, high = max(offset, run.source), min(offset + length, end)
            if low < high:
                yield Run(
                    run.start + low - run.source, source + low - offset, high - low
                )
            number += 1
