"""Disqus's export: comments of a whole site, joined to posts by their addresses.

https://help.disqus.com/en/articles/1717164-comments-export. Threads hold an address
and a title and no text. One post has several threads where it was reached by several
addresses; they are put together when its post is found.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote

from gulagreader.domain.counting import amount
from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    ADDRESSES,
    DELETED,
    EMAILS,
    SPAM,
    UNAPPROVED,
    Found,
    ImportedComments,
    LeftOut,
    PostLink,
    Remark,
)
from gulagreader.importing.feeds.rss_items import is_address
from gulagreader.importing.feeds.words import feed_text, line_of
from gulagreader.importing.gathered_comments import (
    WORDLESS,
    GatheredComment,
    thread_from,
    website_of,
)
from gulagreader.importing.people import name_of
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.timestamps import iso_from_words, seconds_of
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.importing.xml.root import root_of
from gulagreader.importing.xml.stream import XmlStream
from gulagreader.text.clean import clean_line

_COUNTED_LINK = re.compile(
    r"https?://disq\.us/url\?url=(?P<url>[^\s\"'<>&]{1,2000})[^\s\"'<>]{0,200}"
)
"""A link by way of Disqus, which counts who follows it."""


class DisqusImporter:
    """Reads an export."""

    name = "disqus"
    version = 2

    def recognises(self, sample: SourceFile) -> float:
        """The outermost element is Disqus's own."""
        if root_of(sample) != "disqus":
            return 0.0
        return 1.0 if "disqus.com" in sample.head else 0.6

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the comments, thread by thread.

        Raises:
            SourceError: it is no XML, or not from a line on.
        """
        origin = source.origin(self.name, self.version)
        export = _Export(origin)
        stream = XmlStream(source, {"thread", "post"})
        try:
            for element in stream:
                export.take(element)
        except SourceError:
            yield from export.found()
            raise
        yield from export.found()
        yield from stream.remarks
        yield from stream.left_out


@dataclass
class _Export:
    """One export, as far as it was read."""

    origin: Origin
    links: dict[str, PostLink] = field(default_factory=dict)
    """What each thread says of its post, by the thread's number."""
    comments: dict[str, list[GatheredComment]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def take(self, element: XmlElement) -> None:
        """Take a thread or a comment."""
        number = clean_line(element.attributes.get("dsq:id", ""))
        person = element.child("author")
        if person is not None:
            self.left_out[EMAILS] += bool(person.words("email"))
        self.left_out[ADDRESSES] += bool(element.words("ipAddress"))
        if element.name == "post":
            self._comment(element, number, person)
            return
        link = clean_line(element.words("link"))
        title = line_of(element.words("title"))
        links = (link,) if is_address(link) else ()
        self.links[number] = PostLink(links, None, title or None)

    def _comment(
        self, element: XmlElement, number: str, person: XmlElement | None
    ) -> None:
        why = _why_not(element)
        if why is not None:
            self.left_out[why] += 1
            return
        text = feed_text(_with_own_links(element.words("message")))
        if not text.markdown:
            self.left_out[WORDLESS] += 1
            return
        shown = person.words("name") or person.words("username") if person else ""
        name = name_of(shown)
        written = element.words("createdAt")
        date = iso_from_words(written)
        remarks = list(text.remarks)
        if written and date is None:
            what = f"the date “{clean_line(written)[:60]}” is not understood"
            remarks.append(Remark(element.line, what))
        thread = _number_of(element.child("thread"))
        comment = GatheredComment(
            text.markdown,
            key=number,
            parent=_number_of(element.child("parent")),
            author=name.name,
            date=date,
            website=website_of(person.words("link")) if person else None,
            line=element.line,
            left_out=(*name.left_out, *text.left_out),
            remarks=tuple(remarks),
        )
        self.comments.setdefault(thread, []).append(comment)

    def found(self) -> Iterator[Found]:
        """The comments of each thread, oldest first, and what was left out."""
        for number, comments in self.comments.items():
            comments.sort(key=lambda one: seconds_of(one.date))
            link = self.links.get(number)
            remarks: tuple[Remark, ...] = ()
            if link is None or not (link.links or link.title):
                why = "is not in the export" if link is None else "has no address"
                what = f"thread {number} of {amount(len(comments), 'comments')} {why}"
                remarks = (Remark(comments[0].line, what),)
                link = PostLink((), None, f"Disqus thread {number}")
            for one in comments:
                if link.links and one.key:
                    one.url = f"{link.links[0].partition('#')[0]}#comment-{one.key}"
            thread = thread_from(comments)
            yield ImportedComments(
                link,
                thread.comments,
                self.origin,
                remarks=(*remarks, *thread.remarks),
                left_out=thread.left_out,
            )
        empty = sum(number not in self.comments for number in self.links)
        self.left_out["threads without comments"] += empty
        for what, count in self.left_out.items():
            if count:
                yield LeftOut(what, count)
        self.left_out.clear()


def _why_not(element: XmlElement) -> str | None:
    """What a comment is counted as that nobody was to see."""
    for name, what in (("isSpam", SPAM), ("isDeleted", DELETED)):
        if element.words(name).lower() == "true":
            return what
    return UNAPPROVED if element.words("isApproved").lower() == "false" else None


def _number_of(element: XmlElement | None) -> str:
    given = element.attributes.get("dsq:id", "") if element is not None else ""
    return clean_line(given)


def _with_own_links(html: str) -> str:
    """Links that lead where they say, and no longer by way of Disqus."""
    return _COUNTED_LINK.sub(_own_link, html)


def _own_link(found: re.Match[str]) -> str:
    # Behind the address stands a seal of it: “https://z.example/a:Qm_5-x”.
    address = re.sub(r":[\w-]{10,60}\Z", "", unquote(found["url"]))
    return escape(clean_line(address)) if is_address(address) else found[0]


IMPORTER = DisqusImporter()
