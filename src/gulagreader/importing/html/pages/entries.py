"""A post on a page of a blog: its title, its words, who wrote it and when."""

import re
from collections import Counter

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.markdown import HtmlText, markdown_of_nodes
from gulagreader.importing.html.nodes import ancestors, classes, words_in
from gulagreader.importing.html.pages.addresses import whole_address
from gulagreader.importing.html.pages.chrome import post_chrome
from gulagreader.importing.html.pages.looking import (
    Ids,
    first_of,
    outside,
    words_of_first,
)
from gulagreader.importing.html.pages.metadata import Metadata
from gulagreader.importing.html.pages.page_parts import Entry
from gulagreader.importing.html.pages.places import Place
from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.timestamps import iso_from_iso
from gulagreader.text.clean import clean_line

_TITLES = (
    ".entry-title",
    ".post-title",
    ".posttitle",
    ".storytitle",
    ".wp-block-post-title",
    ".p-name",
    "[itemprop=headline]",
    "h1 a[rel~=bookmark]",
    "h2 a[rel~=bookmark]",
    "h1",
    "h2",
    "h3",
)
_NAMED_TITLES = ("h1.entry-title", "h1.post-title", "h2.entry-title", "h1.posttitle")
_AUTHORS = (
    ".author.vcard .fn",
    ".vcard .fn",
    ".author .fn",
    ".post-author .fn",
    ".entry-author",
    ".wp-block-post-author-name",
    ".wp-block-post-author__name",
    "[rel~=author]",
    ".p-author",
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    ".byline .author",
    ".post-author a",
    ".byline a",
    ".author a",
    ".post-author",
    ".author",
    ".byline",
    "[class*='post-meta'] a[href*='/author/']",
    "[class*='blog-meta'] a[href*='/author/']",
)
_DATED = (
    "time.published[datetime]",
    "time.entry-date[datetime]",
    "time[itemprop=datePublished][datetime]",
    "time[pubdate][datetime]",
    "[itemprop=datePublished][content]",
    "abbr.published[title]",
    ".wp-block-post-date time[datetime]",
    "time[datetime]",
)
_DATE_WORDS = (
    ".entry-date",
    ".post-date",
    ".posted-on",
    ".date-header",
    ".published",
    ".date",
    ".entry-meta",
    ".post-meta",
    ".postmetadata",
    ".post-info",
    ".headline_meta",
    ".meta",
    ".byline",
    "small",
    "[class*='post-meta']",
    "[class*='blog-meta']",
)
_BY = re.compile(
    r"^(?:post author\b\s*)?(?:posted|written|published|veröffentlicht"
    r"|publié|publicado|опубликовано)?\s*"
    r"(?:by|von|par|por|автор|от|di|door)\b[\s:]*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|…|\.\.\.|continue reading.{0,80})\s*$", re.IGNORECASE
)
_MORE = """.more-link, .read-more, .jump-link, .readmore, .continue-reading,
    [class*='post-excerpt'], [class*='entry-excerpt']"""
_NO_TAGS = frozenset(
    ("uncategorized", "allgemein", "sin categoría", "non classé", "без рубрики")
)


class EntryReader:
    """Reads one post of a page; ``place`` is the page's among files of a site."""

    def __init__(
        self,
        where: Place,
        base: str,
        not_in: Ids,
        metadata: Metadata,
        place: str = "",
    ) -> None:
        self.place = where
        self.base = base
        self.address_base = base or place
        self.metadata = metadata
        self.counts: Counter[str] = Counter()
        self.not_in = not_in
        content = where.content
        self.outside_text = frozenset(not_in) | (
            {content.mem_id} if content is not None else set()
        )

    def entry(self, *, alone: bool) -> tuple[Entry, HtmlText]:
        """The post; ``alone`` says that the page is about nothing else."""
        title_node = self._title_node()
        text = self._text(title_node)
        entry = Entry(
            self._title(title_node, alone=alone),
            text.markdown,
            self._author(alone=alone),
            self._date(alone=alone),
            self._tags(alone=alone),
            self._address(title_node),
        )
        around = self.place.around
        entry.is_whole = around.css_first(_MORE) is None and not (
            not alone and _CUT.search(text.markdown[-120:])
        )
        return entry, text

    def address(self) -> str:
        """Where the post's own page is, as its title links to it."""
        return self._address(self._title_node())

    def _title_node(self) -> LexborNode | None:
        around = self.place.around
        if not self.place.is_known:
            return self._heading_like_title()
        found = first_of(around, _TITLES, self.outside_text)
        if found is None and self.place.content is None:
            found = first_of(around, _TITLES[:-2], self.not_in)
        if found is None:
            *_, page = (around, *ancestors(around))
            found = first_of(page, _NAMED_TITLES, self.not_in)
        return found

    def _heading_like_title(self) -> LexborNode | None:
        """A heading in the text that says again what the page is called."""
        said = f"{self.metadata.title} {self.metadata.page_title}".lower()
        for node in outside(self.place.around, "h1, h2, h3, hgroup", self.not_in):
            words = clean_line(words_in(node, 300)).lower()
            if words and (node.tag == "h1" or words in said):
                return node
        return None

    def _title(self, node: LexborNode | None, *, alone: bool) -> str:
        words = clean_line(words_in(node, 500)) if node is not None else ""
        meta = self.metadata
        if not self.place.is_known:
            whole = meta.title or _without_site(meta)
            return whole if words.lower() in whole.lower() else words
        is_site = words in (meta.site, "") and bool(meta.title)
        if alone and (not words or is_site):
            return meta.title or _without_site(meta)
        return words

    def _text(self, title: LexborNode | None) -> HtmlText:
        content = self.place.content or self.place.around
        skips = post_chrome(content, self.counts) | set(self.not_in)
        if title is not None:
            skips.add(_heading_around(title, content).mem_id)
        skips.discard(content.mem_id)
        return markdown_of_nodes(
            [content], base=self.base, lang=self.metadata.lang, skips=skips
        )

    def _author(self, *, alone: bool) -> str | None:
        words = words_of_first(self.place.around, _AUTHORS, self.outside_text, 120)
        words = _BY.sub("", words)
        if not words and alone:
            words = self.metadata.author
        return words or None

    def _date(self, *, alone: bool) -> str | None:
        around = self.place.around
        for selector in _DATED:
            for node in outside(around, selector, self.outside_text):
                attributes = node.attributes
                for name in ("datetime", "title", "content"):
                    date = iso_from_iso(attributes.get(name) or "")
                    if date is not None:
                        return date
        if alone and self.metadata.date:
            return self.metadata.date
        for selector in _DATE_WORDS:
            for node in outside(around, selector, self.outside_text):
                date = iso_date(words_in(node, 200))
                if date is not None:
                    return date
        above = _date_header_above(around)
        return iso_date(above) if above else None

    def _tags(self, *, alone: bool) -> tuple[str, ...]:
        links = outside(self.place.around, "a[rel~=tag]", self.not_in)
        words = [clean_line(words_in(link, 100)).lstrip("#") for link in links]
        if not any(words) and alone:
            words = self.metadata.tags
        kept = (word for word in words if word and word.lower() not in _NO_TAGS)
        return tuple(dict.fromkeys(kept))

    def _address(self, title: LexborNode | None) -> str:
        """Where the post's own page is, as its title links to it."""
        links = []
        if title is not None:
            links += [title, title.css_first("a[href]")]
        links.append(
            first_of(
                self.place.around,
                ("a[rel~=bookmark]", "a.timestamp-link", "a.u-url"),
                self.outside_text,
            )
        )
        for link in links:
            if link is not None and link.tag == "a":
                address = whole_address(self.address_base, link.attributes.get("href"))
                if address:
                    return address
        return ""


def _heading_around(title: LexborNode, within: LexborNode) -> LexborNode:
    for above in ancestors(title):
        if above.mem_id == within.mem_id:
            break
        if above.tag in ("h1", "h2", "h3"):
            return above
    return title


def _without_site(metadata: Metadata) -> str:
    """The window's title less the name of the site at an end of it."""
    title = metadata.page_title
    if metadata.site and title.endswith(metadata.site):
        return title.removesuffix(metadata.site).rstrip(" |»«·—–-:") or title
    said = [words for words in metadata.headings if words and words in title]
    if said:
        return max(said, key=lambda words: (title.startswith(words), len(words)))
    parts = re.split(r"\s*[|»«·]\s*|\s+[—–-]\s+", title)
    return max(parts, key=len) if len(parts) > 1 else title


def _date_header_above(node: LexborNode) -> str:
    """The words of Blogger's heading of a day, which stands above its posts."""
    at: LexborNode | None = node
    for _ in range(4):
        while at is not None:
            if "date-header" in classes(at):
                return words_in(at, 100)
            inner = (
                at.css_first(".date-header")
                if at is not node and at.is_element_node
                else None
            )
            if inner is not None:
                return words_in(inner, 100)
            before = at.prev
            if before is None:
                at = at.parent
                break
            at = before
    return ""
