"""What an export of this program carries of a library, put back into values.

It is JSON that was written by ``exporting/carrying.py``, but may have been changed, or
made up, since: whatever is not of its type is passed over, and all text is cleaned.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast, get_args
from urllib.parse import unquote

from gulagreader.domain.comments import Comment, CommentKind
from gulagreader.domain.dates import parse_date
from gulagreader.domain.posts import NOTHING_ELSE, CitedSource, Origin
from gulagreader.importing.archive import ImportedLibrary
from gulagreader.text.clean import clean, clean_line

_KINDS = frozenset(get_args(CommentKind))
_DEEPEST = 10
"""Lists and mappings inside each other; a library's file may have 16 of them."""

Shape = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A post's fields as the library had them."""

    id: str
    title: str
    author: str | None = None
    date: str | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    origin: Origin | None = None
    sources: tuple[CitedSource, ...] = ()
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING_ELSE)


def shape_from(text: str, *, percent: bool = False) -> Shape:
    """JSON as a mapping, decoded first where it is ``percent``; else an empty one."""
    try:
        found = json.loads(
            unquote(text) if percent else text, parse_int=str, parse_float=str
        )
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def own_post(shape: Shape) -> OwnPost | None:
    """A post's fields; None where they have no id."""
    identity = line_in(shape, "id")
    if identity is None:
        return None
    return OwnPost(
        identity,
        line_in(shape, "title") or "",
        line_in(shape, "author"),
        date_in(shape),
        tuple(lines_in(shape, "tags")),
        line_in(shape, "lang"),
        _origin(shape.get("origin")),
        sources_in(shape),
        extra_in(shape),
    )


def own_comment(shape: Shape, text: str) -> Comment | None:
    """A comment with its text; None where it has no id."""
    identity = line_in(shape, "id")
    if identity is None:
        return None
    kind = line_in(shape, "kind")
    return Comment(
        identity,
        clean(text),
        line_in(shape, "parent"),
        line_in(shape, "author"),
        date_in(shape),
        cast("CommentKind", kind) if kind in _KINDS else "comment",
        extra_in(shape),
        line_in(shape, "url"),
    )


def own_library(shape: Shape) -> ImportedLibrary | None:
    """What a library says of itself; None where that is nothing."""
    name = line_in(shape, "name")
    if name is None:
        return None
    groups = shape.get("aliases")
    aliases = (
        tuple(lines_of(group)) for group in (groups if isinstance(groups, list) else ())
    )
    return ImportedLibrary(
        name,
        line_in(shape, "lang"),
        tuple(group for group in aliases if group),
        tuple(lines_in(shape, "teachers")),
    )


def place_in(shape: Shape) -> int | None:
    """The place of a comment in its file, from 1."""
    place = str(shape.get("place", ""))
    return (
        int(place) if place.isascii() and place.isdigit() and len(place) < 9 else None
    )


def sources_in(shape: Shape) -> tuple[CitedSource, ...]:
    """What a post cites."""
    given = shape.get("sources")
    return tuple(
        CitedSource(
            line_in(one, "key") or "", line_in(one, "text") or "", line_in(one, "url")
        )
        for one in (given if isinstance(given, list) else ())
        if isinstance(one, dict)
    )


def extra_in(shape: Shape) -> Mapping[str, object]:
    """Keys of the library's files that nobody knows."""
    extra = _plain(shape.get("extra"), 0)
    return extra if isinstance(extra, dict) else {}


def date_in(shape: Shape) -> str | None:
    """A date as it was written; None where it is none."""
    date = line_in(shape, "date")
    return date if date is not None and parse_date(date) is not None else None


def line_in(shape: Shape, key: str) -> str | None:
    """Words on one line; None where there are none."""
    value = shape.get(key)
    return clean_line(value) or None if isinstance(value, str) else None


def lines_in(shape: Shape, key: str) -> list[str]:
    """A list of words."""
    return lines_of(shape.get(key))


def lines_of(value: object) -> list[str]:
    """The words of a list, without what is none."""
    given = value if isinstance(value, list) else []
    lines = (clean_line(one) for one in given if isinstance(one, str))
    return [line for line in lines if line]


def _origin(given: object) -> Origin | None:
    if not isinstance(given, dict):
        return None
    names = ("kind", "file", "sha256", "importer", "url")
    return Origin(*(line_in(given, name) or "" for name in names))


def _plain(value: object, depth: int) -> object:
    """A value of JSON as the library's files hold it: words, lists and mappings."""
    if isinstance(value, dict) and depth < _DEEPEST:
        return {
            clean_line(str(key)): _plain(one, depth + 1) for key, one in value.items()
        }
    if isinstance(value, list) and depth < _DEEPEST:
        return [_plain(one, depth + 1) for one in value]
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    try:
        return clean(str(value))
    except RecursionError:
        return ""
