"""Dates as archives have them: whole, with a time and a zone, or only partly known.

A date is kept as its source wrote it, in ISO 8601. For ordering and for asking it
becomes a number of seconds of the civil calendar. The zone is set aside: "3 March"
is the day the author's clock and the page showed, wherever the reader is.
"""

import re
from calendar import isleap, monthrange
from datetime import date

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.late_patterns import late_pattern

_ISO = late_pattern(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d{1,2})"
    r"(?:-(?P<day>\d{1,2})"
    r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<part>\d+))?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?"
    r")?)?",
    re.IGNORECASE | re.ASCII,
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""The names of the months, January first."""
_DAY = 86_400
_COUNTED = ("year", "month", "day", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or the stretch of time that a partly known date stands for."""

    start: int
    """Its first second, counted from the start of the year 1 of the civil
    (proleptic Gregorian) calendar."""
    end: int
    """After its last second."""
    year: int
    month: int | None = None
    day: int | None = None
    time: str | None = None
    """Hour and minute, as ``17:04``."""


def parse_date(text: str | None) -> Moment | None:
    """Read an ISO 8601 date, whole or partial; None where it is none.

    >>> parse_date("2014-03").month
    3
    >>> parse_date("March 2014") is None
    True
    """
    found = _ISO.fullmatch(text.strip()) if text else None
    if found is None:
        return None
    part = {name: int(found[name]) for name in _COUNTED if found[name]}
    try:
        return _moment(part)
    except (ValueError, OverflowError):
        return None  # a thirteenth month, a 30 February


def _moment(part: dict[str, int]) -> Moment:
    year, month, day = part["year"], part.get("month"), part.get("day")
    first = date(year, month or 1, day or 1)
    start = _seconds(first)
    if month is None:
        return Moment(start, start + (366 if isleap(year) else 365) * _DAY, year)
    if day is None:
        length = monthrange(year, month)[1]
        return Moment(start, start + length * _DAY, year, month)
    if "hour" not in part:
        return Moment(start, start + _DAY, year, month, day)
    hour, minute = part["hour"], part["minute"]
    second = min(part.get("second", 0), 59)  # a leap second
    if hour > 23 or minute > 59:
        raise ValueError(hour, minute)
    start += hour * 3600 + minute * 60 + second
    length = 1 if "second" in part else 60
    return Moment(start, start + length, year, month, day, f"{hour:02}:{minute:02}")


def _seconds(day: date) -> int:
    return (day.toordinal() - 1) * _DAY


def display_date(text: str | None, *, time: bool = False, short: bool = False) -> str:
    """Write a date for a reader: ``3 March 2014``, ``March 2014`` or ``2014``.

    ``short`` writes three letters of the month. With ``time`` the hour and minute
    follow where they are known. Midnight to the second is not taken for an hour:
    programs write it for a day without one, and :func:`exact_moment` has it. What is no
    date is given as it stands; an absent date is empty.
    """
    moment = parse_date(text)
    if moment is None:
        return text or ""
    parts = [str(moment.year)]
    if moment.month is not None:
        month = MONTHS[moment.month - 1]
        parts.insert(0, month[:3] if short else month)
    if moment.day is not None:
        parts.insert(0, str(moment.day))
    shown = " ".join(parts)
    hour = moment.time if time and not _is_midnight(text, moment) else None
    return f"{shown}, {hour}" if hour else shown


def _is_midnight(text: str | None, moment: Moment) -> bool:
    found = _ISO.fullmatch((text or "").strip())
    part = found["part"] if found is not None else None
    return moment.start % _DAY == 0 and not (part or "").strip("0")


def exact_moment(text: str | None) -> str:
    """Write a date with all that is known of it, the zone too.

    >>> exact_moment("2014-03-03T17:04:09-05:00")
    '3 March 2014, 17:04:09, UTC-05:00'
    >>> exact_moment("2014-03-03T22:04Z"), exact_moment("2014-03-03T17:04")
    ('3 March 2014, 22:04, UTC', '3 March 2014, 17:04, zone unknown')
    """
    moment = parse_date(text)
    if moment is None or moment.time is None or text is None:
        return display_date(text)
    found = _ISO.fullmatch(text.strip())
    assert found is not None
    second = f":{found['second']}" if found["second"] else ""
    part = f".{found['part']}" if found["part"] else ""
    zone = (found["zone"] or "").upper()
    where = f"UTC{'' if zone == 'Z' else zone}" if zone else "zone unknown"
    return f"{display_date(text)}, {moment.time}{second}{part}, {where}"
