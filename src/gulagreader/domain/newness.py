"""Which comments of a thread are new, and since when.

``is:new`` in a search means the same by a last visit: a comment that did not stand
under its post when the post was last left, or when it was opened for the first time. Of
a post that was never opened nothing is new; all of it is unread.
"""

import re
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from enum import StrEnum

from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import Moment, parse_date
from gulagreader.domain.late_dataclasses import dataclass

_DAY = 86_400


class Reach(StrEnum):
    """How far back "new" reaches."""

    VISIT = "visit"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    DATE = "date"
    ALL = "all"


_DAYS = {Reach.DAY: 1, Reach.WEEK: 7, Reach.MONTH: 30}
"""Days before the newest comment."""


@dataclass(frozen=True, slots=True)
class Since:
    """Since when comments are new."""

    reach: Reach = Reach.VISIT
    date: str = ""
    """Of ``Reach.DATE`` the date, as it was typed."""

    @property
    def text(self) -> str:
        """As a reader types it, and as it is kept."""
        return self.date if self.reach is Reach.DATE else self.reach.value


SINCE_LAST_VISIT = Since()


def read_since(text: str) -> Since | None:
    """Understand ``visit``, ``day``, ``week``, ``month``, ``all``, or a date.

    The beginning of a word does for it. None where it is none of these.

    >>> read_since("w").reach.value, read_since("2014-03").date
    ('week', '2014-03')
    """
    typed = re.sub(r"^(the )?(last |since )?", "", " ".join(text.casefold().split()))
    if not typed:
        return None
    for reach in Reach:
        if reach is not Reach.DATE and reach.value.startswith(typed):
            return Since(reach)
    return Since(Reach.DATE, typed) if parse_date(typed) is not None else None


@dataclass(frozen=True, slots=True)
class News:
    """The new comments of a thread."""

    rows: frozenset[int] = frozenset()
    since: str = ""
    """The day from which on they are new, as 2014-03-03; empty for a last visit."""

    @property
    def words(self) -> str:
        """What the title of a thread says; empty where nothing is new by a visit."""
        if self.since:
            return f"{len(self.rows)} new since {self.since}"
        return f"{len(self.rows)} new" if self.rows else ""

    def among(self, rows: range) -> int:
        """How many of some rows are new."""
        return sum(row in self.rows for row in rows) if self.rows else 0


NO_NEWS = News()


def news_of(thread: Thread, since: Since, seen: AbstractSet[str] | None) -> News:
    """Find what is new.

    ``seen`` are the ids of the comments that stood under the post when it was last
    left, or first opened; None where it never was. An undated comment is new since no
    date.
    """
    if since.reach is Reach.VISIT:
        if seen is None:
            return NO_NEWS
        rows = enumerate(thread.rows)
        return News(frozenset(n for n, row in rows if row.comment.id not in seen))
    if since.reach is Reach.ALL:
        return News(frozenset(range(len(thread.rows))))
    times = [parse_date(row.comment.date) for row in thread.rows]
    start = _start(since, times)
    if start is None:
        return NO_NEWS
    # Of what is dated to a month or a year some may be later.
    fresh = (n for n, time in enumerate(times) if time is not None and time.end > start)
    return News(frozenset(fresh), _day_of(start))


def _start(since: Since, times: list[Moment | None]) -> int | None:
    if since.reach is Reach.DATE:
        moment = parse_date(since.date)
        return moment.start if moment is not None else None
    newest = max((time.start for time in times if time is not None), default=None)
    return None if newest is None else max(0, newest - _DAYS[since.reach] * _DAY)


def _day_of(start: int) -> str:
    return (date(1, 1, 1) + timedelta(seconds=start)).isoformat()
