"""What the head of a page says of it: links, Open Graph, JSON-LD."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from gulagreader.importing.html.nodes import words_in
from gulagreader.importing.html.pages.addresses import whole_address
from gulagreader.importing.timestamps import iso_from_iso
from gulagreader.text.clean import clean_line

_ARTICLES = frozenset(
    """Article BlogPosting NewsArticle TechArticle ScholarlyArticle Report
    SocialMediaPosting WebPage""".split()  # noqa: SIM905
)
_MOST_JSON = 2_000_000


@dataclass(slots=True)
class Metadata:
    """A page in its own words; whatever is empty is not said."""

    canonical: str = ""
    short_link: str = ""
    title: str = ""
    """Of the post, as networks are told it."""
    page_title: str = ""
    """Of the window, the site's name mostly in it."""
    headings: list[str] = field(default_factory=list)
    """The words of the page's headings of the first rank."""
    site: str = ""
    author: str = ""
    date: str | None = None
    tags: list[str] = field(default_factory=list)
    lang: str = ""


def metadata_of(tree: LexborHTMLParser, base: str) -> Metadata:
    """Read the head of a page; ``base`` is where it was got from, if that is known."""
    found = Metadata()
    _take_links(tree, base, found)
    _take_named(tree, base, found)
    for article in _articles(tree):
        _take_article(article, found)
    title = tree.css_first("title")
    found.page_title = clean_line(title.text() or "") if title is not None else ""
    found.headings = [clean_line(words_in(h1, 300)) for h1 in tree.css("h1")[:20]]
    root = tree.css_first("html")
    named = root.attributes if root is not None else {}
    lang = named.get("lang") or named.get("xml:lang") or ""
    found.lang = clean_line(lang or found.lang.replace("_", "-"))
    return found


def _take_links(tree: LexborHTMLParser, base: str, found: Metadata) -> None:
    for link in tree.css("link[rel][href]"):
        rel = (link.attributes.get("rel") or "").lower().split()
        address = whole_address(base, link.attributes.get("href"))
        if "canonical" in rel:
            found.canonical = found.canonical or address
        elif "shortlink" in rel:
            found.short_link = found.short_link or address


def _take_named(tree: LexborHTMLParser, base: str, found: Metadata) -> None:
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        name = (attributes.get("property") or attributes.get("name") or "").lower()
        words = clean_line(attributes.get("content") or "")
        if not words:
            continue
        taker = _TAKERS.get(name)
        if taker is not None:
            taker(found, words, base)


def _take_title(found: Metadata, words: str, base: str) -> None:
    del base
    found.title = found.title or words


def _take_address(found: Metadata, words: str, base: str) -> None:
    found.canonical = found.canonical or whole_address(base, words)


def _take_site(found: Metadata, words: str, base: str) -> None:
    del base
    found.site = found.site or words


def _take_language(found: Metadata, words: str, base: str) -> None:
    del base
    found.lang = found.lang or words


def _take_author(found: Metadata, words: str, base: str) -> None:
    del base
    found.author = found.author or _name(words)


def _take_date(found: Metadata, words: str, base: str) -> None:
    del base
    found.date = found.date or iso_from_iso(words)


def _take_tag(found: Metadata, words: str, base: str) -> None:
    del base
    found.tags.append(words)


_TAKERS = {
    "og:title": _take_title,
    "twitter:title": _take_title,
    "og:url": _take_address,
    "og:site_name": _take_site,
    "og:locale": _take_language,
    "author": _take_author,
    "article:author": _take_author,
    "dc.creator": _take_author,
    "article:published_time": _take_date,
    "dc.date": _take_date,
    "article:tag": _take_tag,
}


def _name(words: str) -> str:
    return "" if "://" in words else words


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The articles that a page's JSON-LD describes, those of posts first."""
    described: list[dict[str, Any]] = []
    for script in tree.css('script[type="application/ld+json"]'):
        text = script.text() or ""
        if len(text) > _MOST_JSON:
            continue
        try:
            waiting: list[Any] = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting.extend(one)
            elif isinstance(one, dict):
                waiting.extend(one.get(key, ()) for key in ("@graph",))
                if not _ARTICLES.isdisjoint(_types(one)):
                    described.append(one)
    yield from sorted(described, key=lambda one: "WebPage" in _types(one))


def _types(one: dict[str, Any]) -> list[str]:
    types = one.get("@type")
    found = types if isinstance(types, list) else [types]
    return [one for one in found if isinstance(one, str)]


def _take_article(article: dict[str, Any], found: Metadata) -> None:
    headline = article.get("headline") or article.get("name")
    if isinstance(headline, str) and "WebPage" not in _types(article):
        found.title = found.title or clean_line(headline)
    published = article.get("datePublished")
    if isinstance(published, str):
        found.date = found.date or iso_from_iso(published)
    author = article.get("author")
    author = author[0] if isinstance(author, list) and author else author
    name = author.get("name") if isinstance(author, dict) else author
    if isinstance(name, str):
        found.author = found.author or _name(clean_line(name))
    url = article.get("mainEntityOfPage") or article.get("url")
    url = url.get("@id") if isinstance(url, dict) else url
    if isinstance(url, str):
        found.canonical = found.canonical or whole_address("", url)
