"""WordPress's export (WXR 1.0 to 1.2): posts, pages and their comments.

The format is RSS 2.0 with elements of WordPress's own (wp-admin/includes/export.php).
Items are read one after the other, so that an export of any size takes the memory of
its largest item.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import Found, ImportedPost, LeftOut, Remark
from gulagreader.importing.html.markdown import HtmlText
from gulagreader.importing.language_tags import language_of
from gulagreader.importing.own_exports.private import without_private
from gulagreader.importing.own_exports.values import own_library
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.wordpress.dates import wordpress_date
from gulagreader.importing.wordpress.items import (
    Authors,
    addresses_of,
    named,
    own_of,
    stored_body,
    terms_of,
    why_not,
)
from gulagreader.importing.wordpress.own import (
    OwnItem,
    carried_by,
    own_item,
    shown_words,
)
from gulagreader.importing.wordpress.reusable import reusable_blocks, with_blocks
from gulagreader.importing.wordpress.stored import body_markdown
from gulagreader.importing.wordpress.thread import thread_in
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.importing.xml.root import root_of
from gulagreader.importing.xml.stream import XmlStream
from gulagreader.text.clean import clean_line

_WANTED = ("item", "wp:author", "wp:base_blog_url", "language", "link")


class WordPressImporter:
    """Reads WordPress exports."""

    name = "wxr"
    version = 2

    def recognises(self, sample: SourceFile) -> float:
        """By WordPress's namespace, or by its elements where that is not declared."""
        root = root_of(sample)
        if root not in ("rss", "item", "rdf:RDF"):
            return 0.0
        head = sample.head
        if "wordpress.org/export/" in head:
            return 1.0
        return 0.9 if "<wp:post_id>" in head or "<wp:author>" in head else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the posts and pages of an export in the order they stand.

        Raises:
            SourceError: it is no XML from a line on, or declares entities.
        """
        stream = XmlStream(source, _WANTED)
        site = _Site(source, reusable_blocks(source))
        try:
            for element in stream:
                yield from site.read(element)
        except SourceError:
            yield from _said(stream)
            raise
        yield from site.authors.rest()
        yield from _said(stream)
        if not site.items:
            raise SourceError("is a WordPress export without a single item")


def _said(stream: XmlStream) -> Iterator[Found]:
    yield from stream.remarks
    yield from stream.left_out


@dataclass
class _Site:
    """One export, as far as it was read."""

    source: SourceFile
    blocks: Mapping[str, str]
    """The words of blocks that posts refer to, by their numbers."""
    authors: Authors = field(default_factory=Authors)
    lang: str | None = None
    library_lang: str | None = None
    """Of the library of this program that it was exported from."""
    address: str = ""
    items: int = 0
    identities: set[int] = field(default_factory=set)
    """Their hashes, of 64 bits: an export may have a hundred thousand items."""

    def read(self, element: XmlElement) -> Iterator[Found]:
        """Take one element of the export; yield what it gives."""
        if element.name == "wp:author":
            yield from self.authors.take(element)
        elif element.name == "item":
            self.items += 1
            dropped = why_not(element, self.source.options)
            comments = sum(1 for _ in element.children("wp:comment"))
            about = own_library(carried_by(element, "library").shape)
            if about is not None:
                self.library_lang = about.lang
                yield about
            if dropped is None:
                yield self._post(element)
            else:
                yield dropped
                if comments:
                    yield LeftOut("comments on what was left out", comments)
        elif element.within == "channel":
            self._note(element)

    def _note(self, element: XmlElement) -> None:
        text = clean_line(element.text)
        if element.name == "language":
            self.lang = text.replace("_", "-") or None
        elif element.name == "link" or not self.address:
            self.address = text

    def _post(self, item: XmlElement) -> ImportedPost:
        addresses = addresses_of(item, self.address)
        number = clean_line(item.words("wp:post_id"))
        own = own_item(item)
        older = own_of(item)
        terms = terms_of(item)
        author, dropped = self.authors.of(item)
        is_ours = own is not None or older.library_id is not None
        lang = older.lang or terms.lang or (None if is_ours else language_of(self.lang))
        heading = named(item, number)
        stored = stored_body(
            item, own_sources=bool(older.sources) or (own is not None and own.cites)
        )
        markdown = own.markdown if own is not None else None
        if markdown is not None:
            body = HtmlText(markdown)
        else:
            body = body_markdown(
                with_blocks(stored.text, self.blocks),
                base=addresses.link,
                footnotes=stored.footnotes,
                lang=lang or self.lang or "",
            )
        thread = thread_in(item, addresses.link, lang or self.lang or "")
        remarks = (*stored.remarks, *body.remarks)
        post = ImportedPost(
            self._identity(addresses.identity or heading.title, number),
            heading.title,
            body.markdown,
            self._origin(addresses.link),
            author,
            older.date or self._date(item),
            tuple(terms.tags),
            lang,
            older.sources,
            thread.comments,
            guesses=heading.guesses,
            remarks=(
                *(Remark(one.line or item.line, one.what) for one in remarks),
                *thread.remarks,
            ),
            left_out=(
                *dropped,
                *terms.left_out,
                *stored.left_out,
                *body.left_out,
                *thread.left_out,
            ),
            links=addresses.links,
            library_id=older.library_id,
            library_lang=(self.library_lang or self.lang) if is_ours else None,
        )
        return post if own is None else self._as_it_was(post, item, own, dropped)

    def _as_it_was(
        self,
        post: ImportedPost,
        item: XmlElement,
        own: OwnItem,
        dropped: tuple[LeftOut, ...],
    ) -> ImportedPost:
        """A post of a library with what WordPress shows of it unchanged."""
        was, holds = own.post, own.carried.holds
        login = item.words("dc:creator")
        shown = shown_words(self.authors.shown.get(login, login))
        tags = sorted(
            shown_words(term.text)
            for term in item.children("category")
            if term.attributes.get("domain") == "post_tag"
        )
        same: dict[str, object] = {}
        if holds("title", shown_words(item.words("title"))):
            same |= {"title": was.title, "guesses": ()}
        if holds("author", shown):
            same["author"] = was.author
            same["left_out"] = post.left_out[len(dropped) :]
        if holds("date", item.words("wp:post_date")):
            same["date"] = was.date
        if holds("tags", *tags):
            same["tags"] = was.tags
        if own.cites:
            same["sources"] = was.sources
        was_so = replace(
            post,
            **same,  # type: ignore[arg-type]  # names of ImportedPost's own fields
            lang=was.lang,
            origin=was.origin or post.origin,
            written_by_hand=was.origin is None,
            extra=was.extra,
            library_id=was.id,
        )
        return without_private(was_so)

    def _identity(self, wanted: str, number: str) -> str:
        """What the item is known by; sites that were merged repeat their guids."""
        identity = wanted
        if hash(identity) in self.identities:
            identity = f"{wanted}\n{number}"
        self.identities.add(hash(identity))
        return identity

    def _date(self, item: XmlElement) -> str | None:
        return wordpress_date(
            item.words("wp:post_date"),
            item.words("wp:post_date_gmt"),
            item.words("pubDate"),
        )

    def _origin(self, link: str) -> Origin:
        file = clean_line(self.source.name)
        importer = f"{WordPressImporter.name}/{WordPressImporter.version}"
        return Origin("wxr", file, self.source.sha256, importer, link)


IMPORTER = WordPressImporter()
