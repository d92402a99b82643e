"""The dates that a query asks for: one, from one to another, before or after one."""

import re

from gulagreader.domain.dates import parse_date

LATEST = 10**12
"""After every date, in the seconds of ``dates.Moment``."""
_YEARS = re.compile(r"(\d{4})([-–])(\d{4})")
_COMPARED = re.compile(r"(>=|<=|>|<|=)?\s*(.+)", re.DOTALL)


def date_span(value: str) -> tuple[int, int] | None:
    """The start and end of ``1953``, ``1953..1956``, ``..1956``, ``>=2014-03``.

    In the seconds of ``dates.Moment``; None where it is no date.
    """
    years = _YEARS.fullmatch(value)
    first, dots, second = years.groups() if years else value.partition("..")
    if dots:
        low, high = parse_date(first), parse_date(second.lstrip("."))
        if (low is None and first.strip()) or (high is None and second.strip(". ")):
            return None
        if low is None and high is None:
            return None
        if low is not None and high is not None and low.start > high.start:
            low, high = high, low
        return (low.start if low else 0), (high.end if high else LATEST)
    found = _COMPARED.fullmatch(value)
    moment = parse_date(found[2]) if found else None
    if found is None or moment is None:
        return None
    return {
        ">=": (moment.start, LATEST),
        ">": (moment.end, LATEST),
        "<=": (0, moment.end),
        "<": (0, moment.start),
    }.get(found[1] or "=", (moment.start, moment.end))
