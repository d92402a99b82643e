"""Dates as manuals of style write them; partly known ones as far as they are known."""

from gulagreader.domain.dates import Moment, parse_date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SHORT = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July"),
    *("Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def american(date: str | None) -> str:
    """``March 3, 2014``, ``March 2014`` or ``2014``; empty where there is none."""
    moment = parse_date(date)
    if moment is None:
        return date or ""
    if moment.month is None:
        return str(moment.year)
    month = _MONTHS[moment.month - 1]
    if moment.day is None:
        return f"{month} {moment.year}"
    return f"{month} {moment.day}, {moment.year}"


def short_day(date: str | None) -> str:
    """``3 Mar. 2014`` (MLA Handbook 9, 5.78 and 1.7)."""
    moment = parse_date(date)
    if moment is None:
        return date or ""
    parts = [str(moment.day)] if moment.day else []
    parts += [_SHORT[moment.month - 1]] if moment.month else []
    return " ".join([*parts, str(moment.year)])


def year_first(date: str | None) -> str:
    """``2014, March 3``; ``n.d.`` where there is none (APA 7, 9.14)."""
    moment = parse_date(date)
    if moment is None:
        return date or "n.d."
    if moment.month is None:
        return str(moment.year)
    month = _MONTHS[moment.month - 1]
    day = f" {moment.day}" if moment.day else ""
    return f"{moment.year}, {month}{day}"


def year(date: str | None) -> str:
    """The year alone; empty where there is none."""
    moment = parse_date(date)
    return str(moment.year) if moment else ""


def clock(date: str | None) -> str:
    """The time of day, as ``6:06 p.m.``; empty where it is not known."""
    moment = parse_date(date)
    if moment is None or moment.time is None:
        return ""
    hour, minute = moment.time.split(":")
    half = "a.m." if int(hour) < 12 else "p.m."
    return f"{int(hour) % 12 or 12}:{minute} {half}"


def numbers(date: str | None) -> list[int]:
    """Year, month and day, as many as are known."""
    moment: Moment | None = parse_date(date)
    if moment is None:
        return []
    known = (moment.year, moment.month, moment.day)
    return [part for part in known if part is not None]
