"""Dates as other formats write them; what is not known is never made up."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

from gulagreader.domain.dates import parse_date

_ZONE = re.compile(r"[T ]\d.*?\s*(Z|[+-]\d{2}(?::?\d{2})?)$", re.IGNORECASE)
NEVER = "0000-00-00 00:00:00"
"""How WordPress writes a time that is not known."""
_SECOND = re.compile(r":\d{2}:(\d{2})")


@dataclass(frozen=True, slots=True)
class BlogDates:
    """A date in the three writings of a WordPress export."""

    local: str
    """``2014-03-03 17:04:00`` by the blog's clock; zeros where unknown."""
    universal: str
    """The same in GMT; zeros where the zone is unknown."""
    published: str | None
    """As mail and feeds write it (RFC 5322); None where the day is unknown."""


def machine_date(text: str | None) -> str | None:
    """A date as HTML's ``datetime`` takes it; None where it is no date."""
    moment = parse_date(text)
    if moment is None or text is None or moment.year < 1:
        return None
    parts = [f"{moment.year:04}"]
    parts += [f"{part:02}" for part in (moment.month, moment.day) if part is not None]
    day = "-".join(parts)
    if moment.time is None:
        return day
    zone = _zone(text)
    shown = "" if zone is None else "Z" if zone == "Z" else f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{moment.time}{_seconds(text)}{shown}"


def blog_dates(text: str | None) -> BlogDates:
    """A library's date for a WordPress export."""
    moment = parse_date(text)
    if moment is None or text is None:
        return BlogDates(NEVER, NEVER, None)
    hour, minute = (int(part) for part in (moment.time or "00:00").split(":"))
    second = min(int(_seconds(text)[1:] or 0), 59)
    at = datetime(  # noqa: DTZ001 - the zone is put on below, where there is one
        moment.year, moment.month or 1, moment.day or 1, hour, minute, second
    )
    local = f"{at:%Y-%m-%d %H:%M:%S}".rjust(19, "0")
    zone = _zone(text) if moment.time else None
    if zone is None:
        # "-0000" says that the zone is not known (RFC 5322, 3.3).
        published = format_datetime(at) if moment.day else None
        return BlogDates(local, NEVER, published)
    aware = at.replace(tzinfo=_offset(zone))
    try:
        universal = aware.astimezone(UTC)
    except OverflowError:
        return BlogDates(local, NEVER, None)
    gmt = f"{universal:%Y-%m-%d %H:%M:%S}".rjust(19, "0")
    return BlogDates(local, gmt, format_datetime(aware))


def _zone(text: str) -> str | None:
    """``Z``, or a sign and four digits."""
    found = _ZONE.search(text.strip())
    if found is None:
        return None
    zone = found[1].upper().replace(":", "")
    return zone if zone == "Z" else zone.ljust(5, "0")


def _offset(zone: str) -> timezone:
    if zone == "Z":
        return UTC
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    if minutes >= 24 * 60:
        return UTC
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _seconds(text: str) -> str:
    """``:09`` where the text has seconds, else nothing."""
    found = _SECOND.search(text)
    return f":{min(int(found[1]), 59):02}" if found else ""
