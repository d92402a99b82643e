"""Years with their numbers of hits, gathered to as many bars as there is room for."""

from collections.abc import Mapping, Sequence

from gulagreader.domain.late_dataclasses import dataclass

BARS = " ▁▂▃▄▅▆▇█"
_WIDEST = 4
"""Cells a single year's bar has at most."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bar: the hits of a year, or of some years in a row."""

    first: int
    last: int
    count: int

    @property
    def label(self) -> str:
        """The year, or the first and the last."""
        one = self.first == self.last
        return str(self.first) if one else f"{self.first}–{self.last}"


def buckets_of(years: Mapping[str, int], room: int) -> tuple[Bucket, ...]:
    """Gather years into at most ``room`` bars of as many years each."""
    counts = {int(year): count for year, count in years.items() if year.isdigit()}
    if not counts or room < 1:
        return ()
    first, last = min(counts), max(counts)
    each = -(-(last - first + 1) // room)
    sums: dict[int, int] = {}
    for year, count in counts.items():
        at = (year - first) // each
        sums[at] = sums.get(at, 0) + count
    return tuple(
        Bucket(
            first + at * each,
            min(last, first + (at + 1) * each - 1),
            sums.get(at, 0),
        )
        for at in range((last - first) // each + 1)
    )


def bar_width(buckets: Sequence[Bucket], room: int) -> int:
    """Cells that each bar gets, so that a few years are not lost in a wide line."""
    return max(1, min(_WIDEST, room // len(buckets))) if buckets else 1


def bar(count: int, most: int) -> str:
    """A bar as high as a count is beside the highest; anything at all is seen."""
    return BARS[-(-count * (len(BARS) - 1) // most)] if most else BARS[0]
