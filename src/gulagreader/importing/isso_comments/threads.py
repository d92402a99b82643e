"""A comment of isso: the same fields in its JSON and in its database."""

from collections.abc import Mapping
from urllib.parse import unquote_plus

from gulagreader.importing.archive import ADDRESSES, EMAILS, LeftOut, PostLink
from gulagreader.importing.front_matter.comment_lists import words_of
from gulagreader.importing.gathered_comments import GatheredComment, website_of
from gulagreader.importing.people import name_of
from gulagreader.importing.timestamps import iso_from_words
from gulagreader.text.clean import clean, clean_line


def comment_of(given: Mapping[str, object], *, line: int | None) -> GatheredComment:
    """Read one comment; addresses of people are dropped and counted."""
    left_out = []
    if _words(given, "email"):
        left_out.append(LeftOut(EMAILS))
    if _words(given, "remote_addr"):
        left_out.append(LeftOut(ADDRESSES))
    person = name_of(_words(given, "author"))
    text, more = words_of(clean(str(given.get("text") or "")))
    return GatheredComment(
        text,
        key=_words(given, "id"),
        parent=_words(given, "parent"),
        author=person.name,
        date=iso_from_words(_words(given, "created")),
        website=website_of(_words(given, "website")),
        line=line,
        left_out=(*left_out, *person.left_out, *more),
    )


def post_link(uri: str, title: str) -> PostLink:
    """The post of a thread, by its path; titles are encoded as in addresses."""
    path = clean_line(uri)
    return PostLink((path,) if path else (), None, clean_line(unquote_plus(title)))


def _words(given: Mapping[str, object], name: str) -> str:
    value = given.get(name)
    return "" if value is None else clean_line(str(value))
