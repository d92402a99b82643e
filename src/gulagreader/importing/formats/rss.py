"""RSS 2.0, 1.0 and 0.91: feeds of posts, and WordPress's feeds of comments.

https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec.
A feed is only the latest part of a blog, and that is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gulagreader.domain.counting import amount
from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    Found,
    Guess,
    ImportedPost,
    LeftOut,
    PostLink,
    Remark,
    source_name_identity,
)
from gulagreader.importing.feeds.replies import title_of_commented
from gulagreader.importing.feeds.rss_items import (
    Item,
    comment_of,
    is_address,
    item_of,
    text_of,
)
from gulagreader.importing.feeds.threads import FeedThreads
from gulagreader.importing.feeds.words import line_of
from gulagreader.importing.filing import tags_from
from gulagreader.importing.language_tags import language_of
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.importing.xml.root import root_of
from gulagreader.importing.xml.stream import XmlStream
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text

_OF_CHANNEL = frozenset({"title", "link", "language", "dc:language"})
_RSS_1 = re.compile(r"purl\.org/(?:net/)?rss|my\.netscape\.com/rdf|<item\b")


class RssImporter:
    """Reads one feed."""

    name = "rss"
    version = 2

    def recognises(self, sample: SourceFile) -> float:
        """RSS by its outermost element, and no export of WordPress."""
        root = root_of(sample)
        if root == "rss":
            return 0.1 if "wordpress.org/export/" in sample.head else 0.8
        is_rdf = root in ("rdf:RDF", "RDF") and _RSS_1.search(sample.head)
        return 0.8 if is_rdf else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the posts of a feed, and its comments post by post.

        Raises:
            SourceError: it is no XML, or not from a line on.
        """
        origin = source.origin(self.name, self.version)
        stream = XmlStream(source, {"item", *_OF_CHANNEL})
        feed = _Feed(origin, FeedThreads(origin))
        try:
            for element in stream:
                if element.name == "item":
                    yield from feed.take(element)
                elif element.within == "channel":
                    feed.channel.setdefault(element.name, element.text)
        except SourceError:
            # What was whole comes in also where the file is cut off.
            yield from feed.threads.alone()
            raise
        yield from feed.threads.alone()
        yield from stream.remarks
        yield from stream.left_out
        yield from feed.said()


@dataclass
class _Feed:
    """One feed being read."""

    origin: Origin
    threads: FeedThreads
    channel: dict[str, str] = field(default_factory=dict)
    posts: int = 0
    commented: int = 0
    """How many comments its posts have elsewhere."""
    wordless: int = 0

    def take(self, element: XmlElement) -> Iterator[Found]:
        """Take one item: a post at once, a comment when all are read."""
        item = item_of(element)
        if item.comment:
            self._comment(element, item)
            return
        text, is_summary = text_of(element, base=item.link)
        if not text.markdown and not item.title:
            self.wordless += 1
            return
        remarks = [*item.remarks, *text.remarks]
        if is_summary and text.is_cut_off:
            remarks.append(Remark(item.line, "holds the beginning of the post only"))
        self.posts += 1
        count = element.words("slash:comments")
        self.commented += int(count) if count.isdigit() and len(count) < 7 else 0
        yield self._post(element, item, text.markdown, remarks, text.left_out)

    def _post(
        self,
        element: XmlElement,
        item: Item,
        body: str,
        remarks: list[Remark],
        left_out: tuple[LeftOut, ...],
    ) -> ImportedPost:
        url = item.link if is_address(item.link) else ""
        identity = item.guid or url
        guesses: tuple[Guess, ...] = ()
        title = item.title
        if not title:
            # Short notes have none; a reader needs something to call them by.
            title = clean_line(plain_text(body))[:60].strip() or "Untitled"
            reason = "the beginning of the text; the item has none"
            guesses = (Guess(item.line, "title", reason, 0.5),)
        tags = (line_of(one.text) for one in element.children("category"))
        links = (item.guid, item.link, element.words("comments").partition("#")[0])
        return ImportedPost(
            identity or source_name_identity(self.origin.file, title),
            title,
            body,
            replace(self.origin, url=url),
            item.author,
            item.date,
            tags_from(tags),
            self._language(),
            identity_is_sure=bool(identity),
            guesses=guesses,
            remarks=tuple(remarks),
            left_out=(*item.left_out, *left_out),
            links=tuple(dict.fromkeys(one for one in links if is_address(one))),
        )

    def _language(self) -> str | None:
        given = self.channel.get("language") or self.channel.get("dc:language") or ""
        return language_of(given)

    def _comment(self, element: XmlElement, item: Item) -> None:
        comment, title = comment_of(element, item)
        if not comment.text:
            self.wordless += 1
            return
        title = title or title_of_commented(line_of(self.channel.get("title", "")))
        links = item.links
        key = links[0] if links else item.guid
        self.threads.put(key, PostLink(links, None, title), comment)

    def said(self) -> Iterator[Found]:
        """What is to be told of the feed as a whole."""
        if self.wordless:
            yield LeftOut("feed items without words", self.wordless)
        if self.posts:
            what = (
                f"is a feed, which holds the latest posts of a blog only: {self.posts} "
                "came in"
            )
            yield Remark(None, what)
        if self.commented:
            what = (
                f"its posts have {amount(self.commented, 'comments')} in feeds of "
                "their own (the address of a post with “feed/” behind it)"
            )
            yield Remark(None, what)
        if self.threads.has_any:
            what = "is a feed of comments, which holds the latest of them only"
            yield Remark(None, what)
        if not (self.posts or self.threads.has_any or self.wordless):
            yield Remark(None, "is a feed without any items")


IMPORTER = RssImporter()
