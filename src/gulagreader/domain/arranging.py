"""What of a thread is shown, and in which order: as a tree, or flat by time.

Comments are known by their rows, which stand in the order in which the tree is read;
the place of a row is where it is shown. Every function is pure.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import parse_date
from gulagreader.domain.folding import Folded, nearest_visible, visible
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.narrowing import Narrowing


@dataclass(frozen=True, slots=True)
class TimeOrder:
    """The rows of a thread by their dates."""

    rows: tuple[int, ...]
    """The rows, the oldest first."""
    ranks: tuple[int, ...]
    """For each row its number among them."""


def by_time(thread: Thread) -> TimeOrder:
    """Order a thread's rows by their dates.

    A row without a date that can be read stays behind the dated one that it follows
    in the tree; rows of one time stay in the tree's order, and those before the first
    dated one come first.
    """
    time = -1
    times: list[int] = []
    for row in thread.rows:
        moment = parse_date(row.comment.date)
        time = moment.start if moment is not None else time
        times.append(time)
    rows = tuple(sorted(range(len(times)), key=times.__getitem__))
    ranks = [0] * len(rows)
    for rank, number in enumerate(rows):
        ranks[number] = rank
    return TimeOrder(rows, tuple(ranks))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows that are shown, in the order in which they are shown."""

    shown: tuple[int, ...]
    """Row numbers by place."""
    reading: tuple[int, ...]
    """The same rows in the order of the tree."""
    closed: Sequence[bool]
    """For each place whether one line is shown only, and one more that is not."""
    places: Mapping[int, int] | None = None
    """The place of each row shown; None where they stand in the tree's order."""

    def nearest(self, row: int) -> int:
        """A row if it is shown, or the one shown that hides it or stands above it."""
        return self.reading[nearest_visible(self.reading, row)]

    def place_of(self, row: int) -> int:
        """The place of a row, or of the one that is shown for it."""
        if self.places is None:
            return nearest_visible(self.reading, row)
        return self.places[self.nearest(row)]

    def holds(self, row: int) -> bool:
        """Whether a row is shown itself."""
        at = bisect_left(self.reading, row)
        return at < len(self.reading) and self.reading[at] == row


def arranged(
    thread: Thread,
    folded: Folded,
    order: TimeOrder | None = None,
    narrowing: Narrowing | None = None,
) -> Arrangement:
    """Arrange a thread: folded as it is, or narrowed; as a tree or in an order.

    Narrowed, the folds count for nothing. In an order of time there is no context:
    what stands above a comment is elsewhere.
    """
    if narrowing is None:
        reading = visible(thread, folded)
    elif order is None:
        reading = tuple(sorted(narrowing.rows | narrowing.context))
    else:
        reading = tuple(sorted(narrowing.rows))
    if order is None:
        shown, places = reading, None
    else:
        shown = tuple(sorted(reading, key=order.ranks.__getitem__))
        places = {row: place for place, row in enumerate(shown)}
    return Arrangement(
        shown, reading, _closed(thread, folded, narrowing, shown), places
    )


def _closed(
    thread: Thread, folded: Folded, narrowing: Narrowing | None, shown: Sequence[int]
) -> Sequence[bool]:
    if narrowing is not None:
        return [*(row in narrowing.closed for row in shown), False]
    if not folded:
        return [False] * (len(shown) + 1)
    rows = thread.rows
    return [*(rows[row].comment.id in folded for row in shown), False]
