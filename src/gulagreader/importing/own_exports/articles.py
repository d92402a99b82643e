"""Posts with their threads out of the HTML of this program's pages and books.

What the library knows of them stands in ``data-`` attributes (``exporting/post_html``).
A text is read from its attribute where its HTML still is what it was, else, since
somebody has changed it, from its HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import Found, ImportedPost, Remark
from gulagreader.importing.html.markdown import markdown_of_nodes
from gulagreader.importing.own_exports.posts import own_thread, post_with
from gulagreader.importing.own_exports.values import (
    own_library,
    own_post,
    shape_from,
)
from gulagreader.text.clean import clean, clean_line
from gulagreader.text.markup_seals import plain_paragraphs, seal_of_markup

OWN = "data-gulagreader"
_ARTICLE = re.compile(r"<article\s[^<>]*?class=[\"']?post\b", re.IGNORECASE)


@dataclass(slots=True)
class OwnArticles:
    """Reads pages of one export; begins with the one that says what the library is."""

    origin: Origin
    """Where the posts are read from."""
    lang: str | None = None
    """The language of the library, once it was said."""

    def read(self, html: str) -> Iterator[Found]:
        """Yield the library, the posts and what could not be read when it was written.

        A page of many posts is taken apart first, so that one is in memory at a time.
        """
        places = [found.start() for found in _ARTICLE.finditer(html)]
        yield from self._part(html[: places[0]] if places else html)
        for number, start in enumerate(places):
            end = places[number + 1] if number + 1 < len(places) else len(html)
            yield from self._part(html[start:end])

    def _part(self, html: str) -> Iterator[Found]:
        if OWN not in html:
            return
        tree = LexborHTMLParser(html)
        for node in tree.css(f"[{OWN}-library]"):
            library = own_library(shape_from(_attribute(node, f"{OWN}-library")))
            if library is not None:
                self.lang = library.lang
                yield library
        for node in tree.css(f"[{OWN}-missing]"):
            missing = clean_line(_attribute(node, f"{OWN}-missing"))
            what = f"post {missing} could not be read when this was exported"
            yield Remark(None, what)
        for node in tree.css(f"article.post[{OWN}]"):
            post = self._post(node)
            if post is not None:
                yield post

    def _post(self, node: LexborNode) -> ImportedPost | None:
        own = own_post(shape_from(_attribute(node, OWN)))
        if own is None:
            return None
        comments = node.css(f"article.comment[{OWN}]")
        thread = own_thread(
            (shape_from(_attribute(one, OWN)), _text_in(one)) for one in comments
        )
        body = _text_in(node)
        post = post_with(own, body, thread, self.origin, library_lang=self.lang)
        changed = sum(not _has_its_head(one) for one in (node, *comments))
        if changed:
            what = (
                f"“{post.title}”: {changed} headings were changed in the file since it"
                " was exported; titles, authors and dates are taken as they were"
            )
            post = replace(post, remarks=(*post.remarks, Remark(None, what)))
        return post


def _has_its_head(article: LexborNode) -> bool:
    """Whether what stands above a text is what the export has written."""
    head = article.css_first("header[data-seal]")
    if head is None:
        return False
    return _attribute(head, "data-seal") == seal_of_markup(head.inner_html or "")


def _text_in(article: LexborNode) -> str:
    """The Markdown of the text of a post or a comment."""
    node = article.child
    while node is not None and not _is_text(node):
        node = node.next
    if node is None:
        return ""
    html = (node.inner_html or "").strip("\n")
    if _attribute(node, "data-seal") == seal_of_markup(html):
        if "data-markdown" in node.attributes:
            return clean(_attribute(node, "data-markdown"))
        plain = plain_paragraphs(html)
        if plain is not None:
            return clean(plain)
    return markdown_of_nodes([node]).markdown


def _is_text(node: LexborNode) -> bool:
    return node.tag == "div" and "text" in _attribute(node, "class").split()


def _attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""
