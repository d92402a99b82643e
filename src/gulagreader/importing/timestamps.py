"""Dates as programs write them, to ISO 8601.

Three ways are read: ISO 8601 and RFC 3339 with their looser relatives
(``2017-01-12 16:00:00 +0000``), RFC 822 as feeds have it, and seconds or
milliseconds since 1970. A zone is kept where it is written and never made up;
zeros that stand for "no date" are no date.
"""

import re
from datetime import UTC, datetime, timedelta

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})"
    r"(?:[T ]\s*(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?P<part>[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}:?\d{2}|[+-]\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_RFC822 = re.compile(
    r"(?:[^\W\d]+\.?,?\s*)?(?P<day>\d{1,2})[ -](?P<month>[A-Za-z]{3})[a-z]*\.?[ -]"
    r"(?P<year>\d{2,4})(?:,?\s+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
    r"\s*(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?(?:\s*\([^)]*\))?)?"
)
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?", re.ASCII)
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6}
_ZONES |= {"cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
"""The names that RFC 822, 5.1 defines, in hours. Military letters are not among
them: RFC 2822 says that they were mostly used wrongly."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS = 10**11
"""A larger number counts milliseconds: as seconds it would be after the year 5138."""


def iso_from_words(words: str) -> str | None:
    """Read a date in any of the three ways; None where it is none of them."""
    words = " ".join(words.split())
    return iso_from_iso(words) or iso_from_rfc822(words) or iso_from_epoch(words)


def iso_from_iso(words: str) -> str | None:
    """Read ``2017-01-12 16:00:00 +0000`` as ``2017-01-12T16:00:00+00:00``."""
    words = words.strip()
    found = _ISO.fullmatch(words)
    if found is None:
        return words if _PARTIAL.fullmatch(words) and words > "0000" else None
    year, month, day = map(int, found["day"].split("-"))
    part = (found["part"] or "").replace(",", ".")
    zone = found["zone"] or ""
    if zone.upper() in ("UTC", "GMT", "Z"):
        zone = "Z"
    elif zone:
        digits = zone[1:].replace(":", "")
        # Ruby, and so Jekyll, takes -300 for three hours.
        digits = digits.rjust(4, "0") if len(digits) == 3 else digits.ljust(4, "0")
        zone = f"{zone[0]}{digits[:2]}:{digits[2:]}"
    return _written(year, month, day, found["time"], part, zone)


def iso_from_rfc822(words: str) -> str | None:
    """Read ``Mon, 03 Mar 2014 22:04:00 +0000`` as ``2014-03-03T22:04:00+00:00``.

    ``-0000`` is Coordinated Universal Time (RFC 5322, 3.3); a zone whose name is
    not known is left out.
    """
    found = _RFC822.fullmatch(words.strip())
    if found is None or found["month"].lower() not in _MONTHS:
        return None
    year = int(found["year"])
    if year < 1000:
        # RFC 2822, 4.3: of two digits below 50 the century is ours.
        year += 2000 if year < 50 and len(found["year"]) == 2 else 1900
    month = _MONTHS.index(found["month"].lower()) + 1
    zone = found["zone"] or ""
    if zone[:1] in ("+", "-"):
        digits = zone[1:].replace(":", "")
        zone = "Z" if zone == "-0000" else f"{zone[0]}{digits[:2]}:{digits[2:]}"
    elif zone:
        hours = _ZONES.get(zone.lower())
        zone = "" if hours is None else f"{hours:+03}:00" if hours else "Z"
    return _written(year, month, int(found["day"]), found["time"], "", zone)


def iso_from_epoch(words: str) -> str | None:
    """Read seconds or milliseconds since 1970 as a time in UTC, exactly."""
    whole, _, part = words.strip().partition(".")
    if not (whole.isascii() and whole.isdigit() and 9 <= len(whole) <= 14):
        return None
    if part and not (part.isascii() and part.isdigit()):
        return None
    number = int(whole)
    milliseconds = number if number >= _SECONDS else number * 1000
    if part and number < _SECONDS:
        milliseconds += int(part[:3].ljust(3, "0"))
    try:
        moment = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
    exact = "milliseconds" if milliseconds % 1000 else "seconds"
    return moment.isoformat(timespec=exact).replace("+00:00", "Z")


def seconds_of(iso: str | None) -> float:
    """Seconds since 1970 of a date in ISO 8601, to bring dates into their order.

    A date without a zone counts as one in UTC; no date comes before all others.
    """
    try:
        moment = datetime.fromisoformat(iso or "")
    except ValueError:
        return float("-inf")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH).total_seconds()


def _written(
    year: int, month: int, day: int, time: str | None, part: str, zone: str
) -> str | None:
    """Put a date together; None where the calendar or the clock has no such."""
    hour, minute, second = 0, 0, 0
    if time is not None:
        hour, minute, *rest = map(int, time.split(":"))
        second = rest[0] if rest else 0
    try:
        # 60 is a leap second, which datetime does not know.
        moment = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - a check of the calendar
    except ValueError:
        return None
    if year == 1 or (zone not in ("", "Z") and zone[1:] > "23:59"):
        return None  # 0001-01-01 is how some programs write "no date"
    written = moment.date().isoformat()
    if time is None:
        return written
    clock = f"{hour:02}:{minute:02}"
    if time.count(":") == 2:
        clock += f":{second:02}{part}"
    return f"{written}T{clock}{zone}"
