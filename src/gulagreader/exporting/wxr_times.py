"""The times of posts and comments, as WordPress's importer keeps them.

It takes two posts with one title and one time for the same post, gives a post without
a time that of the import, and leaves a comment without a universal time in the year 0,
above all others of its thread.
"""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from gulagreader.exporting.moments import NEVER, BlogDates, blog_dates

UNDATED = "1970-01-01 00:00:00"
"""Written for a post without a date: WordPress has none that says so."""
_SECOND = timedelta(seconds=1)


@dataclass
class PostTimes:
    """Times for posts, one after the other, so that WordPress keeps all of them."""

    _taken: set[int] = field(default_factory=set)
    """Hashes of title and time: an export may have a hundred thousand posts."""

    def of(self, title: str, date: str | None) -> BlogDates:
        """A post's times: later by seconds where an earlier post has title and time."""
        dates = blog_dates(date)
        if dates.local == NEVER:
            dates = replace(dates, local=UNDATED)
        name = _compared(title)
        while (key := hash((name, dates.local))) in self._taken:
            dates = _a_second_later(dates)
        self._taken.add(key)
        return dates


def comment_times(date: str | None) -> BlogDates:
    """A comment's times; the universal one is the local one where it is unknown."""
    dates = blog_dates(date)
    return dates if dates.universal != NEVER else replace(dates, universal=dates.local)


def _compared(title: str) -> str:
    """A title as databases compare it: without case, accents and signs."""
    apart = unicodedata.normalize("NFKD", title.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def _a_second_later(dates: BlogDates) -> BlogDates:
    universal = dates.universal
    if universal != NEVER:
        universal = _later(universal)
    return replace(dates, local=_later(dates.local), universal=universal)


def _later(text: str) -> str:
    moment = datetime.fromisoformat(text) + _SECOND
    return f"{moment:%Y-%m-%d %H:%M:%S}".rjust(len(text), "0")
