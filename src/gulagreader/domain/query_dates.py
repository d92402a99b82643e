"""The dates that a query asks for: one, from one to another, before or after one."""

import re
from dataclasses import replace

from gulagreader.domain.dates import Moment, parse_date

LATEST = 10**12
"""After every date, in the seconds of ``dates.Moment``."""
_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_COMPARED = re.compile(r"(>=|<=|>|<|=|≥|≤)?\s*(.+)", re.DOTALL)
_DECADE = re.compile(r"(\d{3})0s", re.ASCII)
_IN_WORDS = re.compile(
    r"(?:(\d{1,2})[\s.-]+)?([a-z]{3,9})[\s.-]+(\d{4})", re.ASCII | re.IGNORECASE
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def date_span(value: str) -> tuple[int, int] | None:
    """The start and end of ``1953``, ``1953..1956``, ``..1956``, ``>=2014-03``.

    Also a decade (``1950s``), and a month may be a word (``march 1953``,
    ``5 march 1953``, ``mar-1953``); a dash or an ellipsis does for the two dots. In the
    seconds of ``dates.Moment``; None where
    it is no date.
    """
    value = re.sub("[–—…]", "..", value.strip())
    years = _YEARS.fullmatch(value)
    first, dots, second = (years[1], "..", years[2]) if years else value.partition("..")
    if dots:
        return _range(first, second.lstrip("."))
    found = _COMPARED.fullmatch(value)
    moment = _moment(found[2]) if found else None
    if found is None or moment is None:
        return None
    return {
        ">=": (moment.start, LATEST),
        "≥": (moment.start, LATEST),
        ">": (moment.end, LATEST),
        "<=": (0, moment.end),
        "≤": (0, moment.end),
        "<": (0, moment.start),
    }.get(found[1] or "=", (moment.start, moment.end))


def _range(first: str, second: str) -> tuple[int, int] | None:
    low, high = _moment(first), _moment(second)
    if (low is None and first.strip()) or (high is None and second.strip()):
        return None
    if low is None and high is None:
        return None
    if low is not None and high is not None and low.start > high.start:
        low, high = high, low
    return (low.start if low else 0), (high.end if high else LATEST)


def _moment(text: str) -> Moment | None:
    decade = _DECADE.fullmatch(text.strip())
    if decade is not None:
        first, last = parse_date(f"{decade[1]}0"), parse_date(f"{decade[1]}9")
        return replace(first, end=last.end) if first and last else None
    found = _IN_WORDS.fullmatch(text.strip())
    if found is None:
        no_day = text.rstrip().endswith(("-0", "-00"))  # half typed, or a mistake
        return None if no_day else parse_date(text)
    day, month, year = found.groups()
    for number, name in enumerate(_MONTHS, 1):
        if name.startswith(month.lower()):
            return parse_date(f"{year}-{number}" + (f"-{day}" if day else ""))
    return None
