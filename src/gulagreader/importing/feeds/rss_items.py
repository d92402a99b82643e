"""An RSS item to a post, or to a comment."""

import re
from dataclasses import dataclass
from html import unescape

from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.feeds.replies import (
    answer_in,
    comment_number,
    post_address,
)
from gulagreader.importing.feeds.words import FeedText, feed_text, line_of
from gulagreader.importing.gathered_comments import GatheredComment
from gulagreader.importing.people import name_of
from gulagreader.importing.timestamps import iso_from_words
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.text.clean import clean_line

_DATES = ("pubDate", "dc:date", "dcterms:created", "dcterms:issued", "date", "pubdate")
_PEOPLE = ("dc:creator", "itunes:author", "author")
_ON = re.compile(r"Comment on (?P<title>.+) by (?P<name>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """The words of one item that a post and a comment both have."""

    title: str
    link: str
    guid: str
    author: str | None
    date: str | None
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]
    line: int

    @property
    def comment(self) -> str:
        """The number of the comment that the item is; empty for a post."""
        return comment_number(self.link) or comment_number(self.guid)

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses of its post, the best first."""
        given = (post_address(self.link), post_address(self.guid))
        return tuple(dict.fromkeys(one for one in given if is_address(one)))


def item_of(element: XmlElement) -> Item:
    """Read what items of posts and of comments have in common."""
    written = next(filter(None, map(element.words, _DATES)), "")
    date = iso_from_words(written)
    remarks: tuple[Remark, ...] = ()
    if written and date is None:
        what = f"the date “{clean_line(written)[:60]}” is not understood"
        remarks = (Remark(element.line, what),)
    # WordPress writes a name for a page into the feed: Tom &amp; Co, in CDATA.
    person = name_of(unescape(next(filter(None, map(element.words, _PEOPLE)), "")))
    link = element.words("feedburner:origLink") or element.words("link")
    about = element.attributes.get("rdf:about", "")
    link = clean_line(link or (about if is_address(about) else ""))
    guid = clean_line(element.words("guid") or about)
    title = line_of(element.words("title") or element.words("dc:title"))
    return Item(
        title, link, guid, person.name, date, person.left_out, remarks, element.line
    )


def text_of(element: XmlElement, *, base: str = "") -> tuple[FeedText, bool]:
    """The text of an item, and whether it is only what the item calls a summary."""
    whole = element.child("content:encoded") or element.child("content")
    if whole is not None and whole.text.strip():
        return feed_text(whole.text, base=base), False
    body = element.child("xhtml:body") or element.child("xhtml:div")
    if body is not None:
        return feed_text(body.markup(), base=base), False
    return feed_text(element.words("description"), base=base), True


def comment_of(element: XmlElement, item: Item) -> tuple[GatheredComment, str | None]:
    """Read an item as a comment; also give the title of its post, where it says so."""
    whole = element.child("content:encoded")
    raw = whole.text if whole is not None and whole.text.strip() else ""
    answer = answer_in(raw or element.words("description"))
    text = feed_text(answer.text, base=item.link)
    remarks = [*item.remarks, *text.remarks]
    if not answer.is_sure:
        what = f"comment {item.comment} was put under the one its first line links to"
        remarks.append(Remark(item.line, what))
    on = _ON.fullmatch(item.title)
    author = item.author
    if author is None and ": " in item.title:
        author = item.title.partition(": ")[2]  # “By: Jane”, in every language
    comment = GatheredComment(
        text.markdown,
        key=item.comment,
        parent=answer.parent,
        author=author,
        date=item.date,
        url=item.link if is_address(item.link) else None,
        line=item.line,
        left_out=(*item.left_out, *text.left_out),
        remarks=tuple(remarks),
    )
    return comment, on["title"] if on is not None else None


def is_address(words: str) -> bool:
    """Whether words are a web address."""
    return re.match(r"https?://[^\s/]", words, re.IGNORECASE) is not None
