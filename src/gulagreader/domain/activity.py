"""When it was that people wrote: posts and comments by month.

A month is a number, twelve for each year from the year 0 on, so that months are
counted and compared as numbers are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from gulagreader.domain.dates import MONTHS, parse_date
from gulagreader.domain.late_dataclasses import dataclass


def month_of(date: str | None) -> int | None:
    """The month of a date; None where it has none or is no date.

    >>> month_of("2014-03-05") == 2014 * 12 + 2, month_of("2014")
    (True, None)
    """
    moment = parse_date(date)
    if moment is None or moment.month is None:
        return None
    return moment.year * 12 + moment.month - 1


def month_name(month: int) -> str:
    """Write a month for a reader: ``March 2014``."""
    return f"{MONTHS[month % 12]} {month // 12}"


def written_months(dates: Iterable[str | None]) -> str:
    """How many dates each month has, as ``PostCard.months`` keeps it.

    >>> written_months(["2014-03-05", "2014-03", None, "2013-12-31T10:00"])
    '2013-12:1 2014-03:2'
    """
    found = Counter(month for date in dates if (month := month_of(date)) is not None)
    return " ".join(
        f"{month // 12:04}-{month % 12 + 1:02}:{found[month]}"
        for month in sorted(found)
    )


def read_months(written: str) -> Iterator[tuple[int, int]]:
    """The months with their numbers of comments that ``written_months`` wrote."""
    for one in written.split():
        yield int(one[:4]) * 12 + int(one[5:7]) - 1, int(one[8:])


def newest_of(dates: Iterable[str | None]) -> str | None:
    """The newest of some dates, as it is written; None where there is none."""
    newest, found = -1, None
    for date in dates:
        moment = parse_date(date)
        if moment is not None and moment.start > newest:
            newest, found = moment.start, date
    return found


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some months in a row, and how much was written in them."""

    first: int
    last: int
    count: int

    @property
    def clause(self) -> str:
        """What asks for the posts of these months in a query."""
        first, last = (f"{m // 12:04}-{m % 12 + 1:02}" for m in (self.first, self.last))
        return f"date:{first}" if first == last else f"date:{first}..{last}"

    @property
    def label(self) -> str:
        """The month, or the first and the last."""
        if self.first == self.last:
            return month_name(self.first)
        return f"{month_name(self.first)} – {month_name(self.last)}"


def stretches_of(months: Mapping[int, int], room: int) -> tuple[Stretch, ...]:
    """Gather months into at most ``room`` stretches of as many months each.

    The last month ends the last stretch, so that the newest is seen whole.
    """
    if not months or room < 1:
        return ()
    first, last = min(months), max(months)
    each = -(-(last - first + 1) // room)
    many = -(-(last - first + 1) // each)
    begin = last + 1 - many * each
    counts = [0] * many
    for month, count in months.items():
        counts[(month - begin) // each] += count
    return tuple(
        Stretch(max(first, begin + at * each), begin + (at + 1) * each - 1, count)
        for at, count in enumerate(counts)
    )
