"""An Atom entry (RFC 4287) with its thread (RFC 4685): a post or a comment."""

from dataclasses import dataclass
from urllib.parse import urljoin

from gulagreader.importing.archive import EMAILS, LeftOut, Remark
from gulagreader.importing.feeds.rss_items import is_address
from gulagreader.importing.feeds.words import FeedText, feed_text, line_of
from gulagreader.importing.filing import tags_from
from gulagreader.importing.gathered_comments import website_of
from gulagreader.importing.language_tags import language_of
from gulagreader.importing.people import name_of
from gulagreader.importing.timestamps import iso_from_words
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.text.clean import clean_line

KIND = "http://schemas.google.com/g/2005#kind"


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says, but for its text, which is read when it is wanted."""

    element: XmlElement
    id: str
    title: str
    author: str | None
    website: str | None
    published: str | None
    updated: str | None
    links: tuple[tuple[str, str], ...]
    """Each with its relation, such as ``alternate``."""
    tags: tuple[str, ...]
    kind: str
    """Of a Blogger export, such as ``post``; else empty."""
    answers: tuple[tuple[str, str], ...]
    """The ids that it is in reply to, each with an address or an empty string."""
    is_draft: bool
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]

    @property
    def lang(self) -> str | None:
        """The language of its words, as the entry or the feed around it says."""
        whole = self.element.child("atom:content")
        said = whole.attributes.get("xml:lang", "") if whole is not None else ""
        return language_of(said or self.element.attributes.get("xml:lang", ""))

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.element.line

    def link(self, relation: str) -> str:
        """The first address of a relation; empty without one."""
        return next((href for rel, href in self.links if rel == relation), "")

    def words(self, name: str) -> str:
        """An element of its own format, on one line."""
        return clean_line(self.element.words(name))


def entry_of(element: XmlElement) -> Entry:
    """Read an entry."""
    person = element.child("atom:author")
    name = name_of(person.words("atom:name") if person is not None else "")
    left_out = name.left_out
    if person is not None and person.words("atom:email"):
        left_out += (LeftOut(EMAILS),)
    published, remarks = _date(element, "atom:published", "atom:issued", "atom:created")
    updated, _ = _date(element, "atom:updated", "atom:modified")
    categories = [one.attributes for one in element.children("atom:category")]
    kinds = (one.get("term", "") for one in categories if one.get("scheme") == KIND)
    tags = (
        one.get("label") or one.get("term", "")
        for one in categories
        if one.get("scheme") != KIND
    )
    control = element.child("app:control")
    base = element.attributes.get("xml:base", "")
    return Entry(
        element,
        clean_line(element.words("atom:id")),
        line_of(_title(element)),
        name.name,
        website_of(person.words("atom:uri") if person is not None else ""),
        published,
        updated,
        tuple(
            (one.attributes.get("rel", "alternate"), _href(one, base))
            for one in element.children("atom:link")
        ),
        tags_from(tags),
        next(kinds, "").rpartition("#")[2],
        tuple(
            (clean_line(one.attributes.get("ref", "")), _href(one, base))
            for one in element.children("thr:in-reply-to")
        ),
        control is not None and control.words("app:draft") == "yes",
        left_out,
        remarks,
    )


def text_of(entry: Entry) -> tuple[FeedText, bool]:
    """The text of an entry, and whether it is only its summary."""
    base = entry.element.attributes.get("xml:base", "") or entry.link("alternate")
    whole = entry.element.child("atom:content")
    if whole is not None:
        text = _marked(whole, base)
        if text.markdown:
            return text, False
    summary = entry.element.child("atom:summary")
    if summary is not None:
        return _marked(summary, base), True
    return FeedText(""), False


def _marked(element: XmlElement, base: str) -> FeedText:
    base = element.attributes.get("xml:base", base)
    kind = element.attributes.get("type", "text").lower()
    mode = element.attributes.get("mode", "")
    if kind in ("xhtml", "application/xhtml+xml") or (
        mode == "xml" and any(True for _ in element.children())
    ):
        return feed_text(element.markup(), base=base)
    if kind in ("text", "text/plain") and mode != "escaped":
        # In plain text a tag is a word; yet programs call HTML text.
        has_tags = "</" in element.text or "<br" in element.text
        return feed_text(element.text if has_tags else _as_words(element.text))
    return feed_text(element.text, base=base)


def _as_words(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;") if "<" in text else text


def _title(element: XmlElement) -> str:
    title = element.child("atom:title")
    if title is None:
        return ""
    if title.attributes.get("type") == "xhtml":
        return title.markup()
    return title.text


def _href(link: XmlElement, base: str) -> str:
    """Where a link leads, by the base that the feed or the link itself names."""
    given = clean_line(link.attributes.get("href", ""))
    base = link.attributes.get("xml:base", base)
    try:
        return urljoin(base, given) if base and given else given
    except ValueError:
        return given


def _date(element: XmlElement, *names: str) -> tuple[str | None, tuple[Remark, ...]]:
    written = next(filter(None, map(element.words, names)), "")
    date = iso_from_words(written)
    if written and date is None:
        what = f"the date “{clean_line(written)[:60]}” is not understood"
        return None, (Remark(element.line, what),)
    return date, ()


def addresses(*given: str) -> tuple[str, ...]:
    """Those of the words that are web addresses, each once."""
    return tuple(dict.fromkeys(one for one in given if is_address(one)))
