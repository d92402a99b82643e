"""One item of a WordPress export: a post, or something that is none."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

from gulagreader.domain.posts import CitedSource
from gulagreader.importing.archive import (
    DRAFTS,
    PRIVATE,
    TRASH,
    Guess,
    ImportOptions,
    LeftOut,
    Remark,
)
from gulagreader.importing.language_tags import language_of
from gulagreader.importing.people import name_of
from gulagreader.importing.wordpress.languages import all_languages
from gulagreader.importing.wordpress.meta import meta_of, own_meta
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.text.clean import clean_line

_POSTS = frozenset(("post", "page", ""))
_FURNITURE = frozenset(
    (
        *("nav_menu_item", "revision", "custom_css", "customize_changeset", "wp_block"),
        *("oembed_cache", "user_request", "wp_template", "wp_template_part"),
        *("wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face"),
        *("wp_pattern", "acf-field", "acf-field-group", "elementor_library"),
    )
)
_DRAFTS = frozenset(("draft", "pending", "auto-draft", "future"))
_TERMS = frozenset(("", "category", "post_tag", "tag"))
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_OWN_SOURCES = re.compile(r"\s*<!-- gulagreader:sources -->.*\Z", re.DOTALL)


def why_not(item: XmlElement, options: ImportOptions) -> LeftOut | None:
    """What an item is counted as that does not come in; None for a post.

    A sort of content decides before the status: styles and menus are published too.
    """
    kind = item.words("wp:post_type")
    status = item.words("wp:status").lower()
    line, title = item.line, plain_title(item.words("title"))
    if kind == "attachment":
        return LeftOut("attached files", 1, line, title)
    if kind in _FURNITURE or (kind.startswith("wp_") and kind not in options.types):
        return LeftOut("menus, styles and other parts of the site", 1, line, title)
    if kind not in _POSTS and kind not in options.types:
        return LeftOut(f"items of the type {clean_line(kind)}", 1, line, title)
    if status == "trash":
        return LeftOut(TRASH, 1, line, title)
    if status in _DRAFTS and not options.drafts and not _from_the_future(item, status):
        return LeftOut(DRAFTS, 1, line, title)
    hidden = status == "private" or bool(item.words("wp:post_password"))
    if hidden and not options.private:
        return LeftOut(PRIVATE, 1, line, title)
    return None


def _from_the_future(item: XmlElement, status: str) -> bool:
    """Whether a post of a library was put off by WordPress because of its date."""
    return status == "future" and "_gulagreader_post" in meta_of(item)


def plain_title(stored: str) -> str:
    """A title as one line without markup; several languages stand after each other."""
    return clean_line(unescape(_TAG.sub("", all_languages(stored, " / "))))


@dataclass
class Authors:
    """The people of an export, by their logins."""

    names: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    """What WordPress shows for a login, whatever of it is a name."""

    _dropped: dict[str, tuple[LeftOut, ...]] = field(default_factory=dict)
    """What is not kept of a name, told with the first post that bears it."""

    def take(self, element: XmlElement) -> Iterator[LeftOut]:
        """Note one author; yields what is not kept of them beside the name."""
        if element.words("wp:author_email"):
            yield LeftOut("e-mail addresses")
        shown = element.words("wp:author_display_name")
        self.shown[element.words("wp:author_login")] = shown
        person = name_of(unescape(shown))
        self._dropped[element.words("wp:author_login")] = person.left_out
        if person.name is not None:
            self.names[element.words("wp:author_login")] = person.name

    def of(self, item: XmlElement) -> tuple[str | None, tuple[LeftOut, ...]]:
        """Who wrote an item: those it is filed under, else the one who put it in."""
        several = dict.fromkeys(
            clean_line(unescape(term.text))
            for term in item.children("category")
            if term.attributes.get("domain") == "author" and term.text.strip()
        )
        login = item.words("dc:creator")
        person = name_of(", ".join(several) or self.names.get(login) or unescape(login))
        return person.name, (*person.left_out, *self._dropped.pop(login, ()))

    def rest(self) -> Iterator[LeftOut]:
        """What is not kept of the names of authors without a post."""
        for dropped in self._dropped.values():
            yield from dropped
        self._dropped.clear()


@dataclass
class Terms:
    """What an item is filed under."""

    tags: list[str] = field(default_factory=list)
    lang: str | None = None
    left_out: list[LeftOut] = field(default_factory=list)


def terms_of(item: XmlElement) -> Terms:
    """Read the tags and categories of an item, each once."""
    terms = Terms()
    seen: set[str] = set()
    others = 0
    for term in item.children("category"):
        domain = term.attributes.get("domain", "")
        nicename = term.attributes.get("nicename", "")
        name = plain_title(term.text)
        if domain == "language":
            terms.lang = language_of(nicename)
        elif domain not in _TERMS:
            others += domain not in ("author", "post_format")
        elif (
            name
            and name.casefold() not in seen
            # What nobody filed is under this, in the blog's own language.
            and nicename != "uncategorized"
            and name.casefold() != "uncategorized"
        ):
            seen.add(name.casefold())
            terms.tags.append(name)
    if others:
        terms.left_out.append(
            LeftOut("terms that are neither tags nor categories", others)
        )
    return terms


@dataclass(frozen=True, slots=True)
class Named:
    """A title, and how it was found where the item has none."""

    title: str
    guesses: tuple[Guess, ...] = ()


def named(item: XmlElement, number: str) -> Named:
    """The title of an item; one without is named after its address."""
    title = plain_title(item.words("title"))
    if title:
        return Named(title)
    slug = item.words("wp:post_name")
    path = urlsplit(_address(item.words("link"))).path.rstrip("/").rpartition("/")[2]
    words = clean_line(unquote(slug or path).replace("-", " "))
    name = words[:1].upper() + words[1:] if words else f"Post {number}".strip()
    reason = "the post has no title, so its address has to do"
    return Named(name, (Guess(item.line, "title", reason, 0.4),))


def _address(text: str) -> str:
    try:
        urlsplit(text)
    except ValueError:
        return ""
    return text


def _host(link: str) -> str:
    parts = urlsplit(_address(link))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where an item is to be found, and what it is known by."""

    link: str
    identity: str
    links: tuple[str, ...]


def addresses_of(item: XmlElement, site: str) -> Addresses:
    """The permalink of an item, its other addresses, and what stays the same.

    The guid stays when a blog moves; an item without one is known by its number in
    its site, and one without a number by its address.
    """
    link = clean_line(item.words("link"))
    guid = clean_line(item.words("guid"))
    number = clean_line(item.words("wp:post_id"))
    base = clean_line(site).rstrip("/")
    short = f"{base}/?p={number}" if base.startswith("http") and number else ""
    base = base or _host(link)
    others = dict.fromkeys(
        one for one in (guid, short) if one.startswith("http") and one != link
    )
    identity = guid or (f"{base}\n{number}" if number else "") or link
    return Addresses(link if link.startswith("http") else "", identity, tuple(others))


@dataclass(frozen=True, slots=True)
class Own:
    """What an export of this program says of a post."""

    library_id: str | None
    date: str | None
    lang: str | None
    sources: tuple[CitedSource, ...]


def own_of(item: XmlElement) -> Own:
    """Read what this program wrote beside WordPress's fields; nothing elsewhere."""
    found = own_meta(item)
    given = found.get("id", "")
    return Own(
        given or None,
        found.get("date"),
        found.get("lang"),
        _sources(found.get("sources", "")),
    )


def _sources(stored: str) -> tuple[CitedSource, ...]:
    try:
        found = json.loads(stored) if stored else []
        return tuple(
            CitedSource(
                clean_line(str(key)),
                clean_line(str(text)),
                clean_line(url or "") or None,
            )
            for key, text, url in found
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ()


@dataclass(frozen=True, slots=True)
class StoredBody:
    """An item's text as it is stored."""

    text: str
    footnotes: str = ""
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()


def stored_body(item: XmlElement, *, own_sources: bool) -> StoredBody:
    """The text of an item; where it has none, its summary stands in for it."""
    body = item.child("content:encoded")
    text = body.text if body is not None else ""
    summary = item.words("excerpt:encoded")
    meta = meta_of(item)
    left_out: list[LeftOut] = []
    remarks: list[Remark] = []
    if own_sources:
        text = _OWN_SOURCES.sub("", text)
    if summary and not text.strip():
        text = summary
        remarks.append(Remark(item.line, "the post has only a summary"))
    elif summary:
        left_out.append(LeftOut("summaries", 1, item.line, summary))
    fields = _fields_of_people(meta)
    if fields:
        left_out.append(LeftOut("custom fields", len(fields), item.line, fields))
    return StoredBody(text, meta.get("footnotes", ""), tuple(left_out), tuple(remarks))


def _fields_of_people(meta: Mapping[str, str]) -> str:
    """Custom fields that a person may have filled in, as lines for the record."""
    return "\n".join(
        f"{clean_line(key)}: {clean_line(value)[:500]}"
        for key, value in meta.items()
        if key and value and not key.startswith("_") and key != "footnotes"
    )
