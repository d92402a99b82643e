"""The fields of a query whose values are known beforehand, dates and numbers."""

import re
from dataclasses import dataclass
from typing import get_args

from gulagreader.domain.query_dates import date_span
from gulagreader.domain.query_parts import (
    COMMENTS,
    POSTS,
    Collection,
    Comments,
    Dated,
    Feature,
    Has,
    Is,
    Kind,
    Part,
    State,
)
from gulagreader.domain.query_words import shortened

_KINDS = {
    **{name: frozenset({name}) for name in sorted(POSTS | COMMENTS)},
    **{f"{name}s": frozenset({name}) for name in sorted(POSTS | COMMENTS)},
}
_PLACES = {"posts": POSTS, "post": POSTS, "comments": COMMENTS, "comment": COMMENTS}
_COLLECTIONS: dict[str, Collection] = {
    "quotations": "quotations",
    "quotation": "quotations",
    "notes": "notes",
    "note": "notes",
}
_STATES: dict[str, State] = {state: state for state in get_args(State)}
_FEATURES: dict[str, Feature] = {
    **{feature: feature for feature in get_args(Feature)},
    "quotations": "quotation",
    "replies": "reply",
    "notes": "note",
    # Of a post it is the same.
    "comments": "reply",
}
_KNOWN = {
    "in": "known are posts, comments, quotations, notes",
    "kind": f"known are {', '.join(sorted(POSTS | COMMENTS))}",
    "is": f"known are {', '.join(_STATES)}",
    "has": f"known are {', '.join(get_args(Feature))}",
    "date": "dates are written 1953, 1953-03, 1953-03-05, 1953..1956 or >=1953",
    "comments": "numbers are written 12, >10 or 3..9",
}
"""What a field takes, in words."""
_LONGEST_DATE = 64
_COUNTED = re.compile(
    r"(>=|<=|>|<|=|≥|≤)?\s*([0-9]{1,9})(?:(\.\.)([0-9]{0,9}))?", re.ASCII
)
_WITHOUT_COLON = re.compile(
    r"(?P<name>date|comments)(?P<value>(?:[<>]=?|[=≤≥])[0-9].*)", re.IGNORECASE
)
"""Only these are compared by signs, so that only of these a colon may be forgotten."""


@dataclass(frozen=True, slots=True)
class Searched:
    """``in:quotations``: not a part that finds, but what is searched."""

    collection: Collection


def read_field(
    name: str, value: str, *, half_typed: bool
) -> tuple[Part | Searched | None, str]:
    """What a value of a field asks, and what is to be said of it, if anything.

    The fields are ``date:``, ``comments:``, ``in:``, ``kind:``, ``is:`` and ``has:``.
    Nothing is said of a ``half_typed`` value for not being one yet.
    """
    if name == "date":
        dated = read_date(value, half_typed=half_typed)
        if dated is not None and dated.start >= dated.end:
            empty = f"date:{shortened(value)} has no day in it; nothing is found"
            return dated, empty
        part: Part | Searched | None = dated
    else:
        part = read_count(value) if name == "comments" else read_choice(name, value)
    if part is not None or half_typed:
        return part, ""
    return None, f"{name}:{shortened(value)} was left out; {_KNOWN[name]}"


def without_colon(word: str, *, listing: bool) -> str:
    """What is to be said of a word that was meant for a field; "" for any other word.

    >>> without_colon("date>2014", listing=False)
    'date>2014 was read as words; a field has a colon: date:>2014'
    """
    found = _WITHOUT_COLON.fullmatch(word)
    if found is None or (found["name"].lower() == "comments" and not listing):
        return ""
    meant = shortened(f"{found['name'].lower()}:{found['value'].removeprefix('=')}")
    return f"{shortened(word)} was read as words; a field has a colon: {meant}"


def read_choice(name: str, value: str) -> Kind | Is | Has | Searched | None:
    """What a value of ``in:``, ``kind:``, ``is:`` or ``has:`` asks; None: not known."""
    value = value.strip().lower()
    if name == "is":
        return Is(_STATES[value]) if value in _STATES else None
    if name == "has":
        return Has(_FEATURES[value]) if value in _FEATURES else None
    if name == "in" and value in _COLLECTIONS:
        return Searched(_COLLECTIONS[value])
    kinds = (_PLACES if name == "in" else _KINDS).get(value)
    return None if kinds is None else Kind(kinds)


def read_date(value: str, *, half_typed: bool) -> Dated | None:
    """A date or a range; None where it is none.

    Of a ``half_typed`` one as much as is a date already (``1953..19``: ``1953..``).
    """
    value = value[: _LONGEST_DATE + 1]
    spans = date_span(value) if len(value) <= _LONGEST_DATE else None
    while half_typed and spans is None and value:
        value = value[:-1]
        spans = date_span(value)
    return None if spans is None else Dated(*spans)


def read_count(value: str) -> Comments | None:
    """A number of comments: ``12``, ``>10``, ``3..9``, ``3..``; None where it is none.

    >>> read_count(">10"), read_count("3..")
    (Comments(least=11, most=None), Comments(least=3, most=None))
    """
    found = _COUNTED.fullmatch(value.strip())
    if found is None or (found[1] and found[3]):
        return None
    number = int(found[2])
    if found[3]:
        most = int(found[4]) if found[4] else None
        low, high = number, number if most is None else most
        return Comments(min(low, high), None if most is None else max(low, high))
    return {
        ">": Comments(number + 1),
        ">=": Comments(number),
        "≥": Comments(number),
        # Fewer than none has no post.
        "<": Comments(0, number - 1),
        "<=": Comments(0, number),
        "≤": Comments(0, number),
    }.get(found[1] or "=", Comments(number, number))
