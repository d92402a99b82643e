"""A page of a book as a chapter, its notes from other pages under it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gulagreader.domain.errors import SourceError
from gulagreader.importing.epub.book import Book, name_in
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.html.markdown import HtmlText, markdown_of_nodes
from gulagreader.importing.html.nodes import ancestors, words_in
from gulagreader.importing.html.notes import looks_like_mark
from gulagreader.importing.html.pages.metadata import metadata_of
from gulagreader.importing.html.pages.page_source import page_source
from gulagreader.importing.html.parsing import parse
from gulagreader.text.clean import clean_line

_NO_CHAPTERS = frozenset(
    """cover titlepage halftitlepage toc landmarks loi lot index imprint colophon
    copyright-page frontispiece""".split()  # noqa: SIM905
)
_NOTE_HOLDERS = ("li", "aside", "p", "div", "dd", "section", "td")
_KEPT_PAGES = 8
_LONGEST_NOTE = 20_000
"""Characters; a longer target is a page and no note."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of a book that is a text to read."""

    name: str
    title: str
    text: HtmlText


@dataclass(slots=True)
class Chapters:
    """Reads the pages of a book one after the other."""

    folder: SourceFolder
    book: Book
    around: int = 0
    """Pages such as the cover and the table of contents."""
    _brought: dict[str, set[str]] = field(default_factory=dict)
    """Of each page the notes that were put under chapters."""
    _kept: dict[str, LexborHTMLParser] = field(default_factory=dict)

    def read(self, name: str) -> Chapter | None:
        """A page as a chapter; None where it is none.

        Raises:
            SourceError: it cannot be read.
        """
        page = page_source(self.folder.open(name).data)
        tree = parse(page.html).tree
        body = tree.body
        if body is None or self._is_around(body) or not words_in(body, 1):
            self.around += 1
            return None
        self._bring_notes(body, name)
        title = self._title(tree, body, name)
        skips = [
            node.mem_id
            for node in body.css("hgroup, header, h1, h2, h3, h4")[:2]
            if _letters(words_in(node, 400)) == _letters(title)
        ]
        found = markdown_of_nodes([body], lang=self.book.lang or "", skips=skips)
        text = replace(
            found,
            remarks=(*page.remarks, *found.remarks),
            left_out=(*page.left_out, *found.left_out),
        )
        return Chapter(name, title, text) if text.markdown else None

    def is_used_up(self, name: str) -> bool:
        """Whether all that is on a page stands under chapters as their notes."""
        brought = self._brought.get(name)
        if brought is None:
            return False
        return len(self._tree(name).css("li[id], aside[id]")) <= len(brought)

    def _tree(self, name: str) -> LexborHTMLParser:
        return parse(page_source(self.folder.open(name).data).html).tree

    def _is_around(self, body: LexborNode) -> bool:
        """Whether a page says that it is the cover, the contents or the like."""
        first = body.css_first("section, article, nav, div")
        said: set[str] = set()
        for node in (body, first):
            if node is not None:
                attributes = node.attributes
                words = " ".join(attributes.get(n) or "" for n in ("epub:type", "role"))
                said.update(word.removeprefix("doc-") for word in words.lower().split())
        return not said.isdisjoint(_NO_CHAPTERS)

    def _title(self, tree: LexborHTMLParser, body: LexborNode, name: str) -> str:
        """As the contents call it, else as the window is called, else its heading."""
        label = self.book.labels.get(name, "")
        window = metadata_of(tree, "").page_title
        heading = body.css_first("h1, h2, h3, h4")
        words = clean_line(words_in(heading, 300)) if heading is not None else ""
        if window == self.book.title:
            window = ""
        return label or window or words

    def _bring_notes(self, body: LexborNode, name: str) -> None:
        """Put the notes that a chapter's marks lead to in other pages under it."""
        brought: dict[str, str] = {}
        parts: list[str] = []
        for link in body.css("a[href*='#']"):
            href = link.attributes.get("href") or ""
            page = name_in(name, href)
            if not page or page == name or not looks_like_mark(link):
                continue
            where = f"{page}#{href.partition('#')[2]}"
            if where not in brought:
                inner = self._note(page, href.partition("#")[2])
                if inner is None:
                    continue
                brought[where] = f"brought-note-{len(brought) + 1}"
                parts.append(f'<li id="{brought[where]}">{inner}</li>')
            link.attrs["href"] = f"#{brought[where]}"
        if parts:
            notes = LexborHTMLParser(f"<ol>{''.join(parts)}</ol>").body
            if notes is not None and notes.child is not None:
                body.insert_child(notes.child)

    def _note(self, page: str, target: str) -> str | None:
        """The inside of a note on another page, without its link back."""
        tree = self._page_of_notes(page)
        node = next(_with_id(tree, target), None) if tree is not None else None
        if node is None:
            return None
        holder = node
        if node.tag not in _NOTE_HOLDERS:
            holder = next(
                (above for above in ancestors(node) if above.tag in _NOTE_HOLDERS), node
            )
        if len(words_in(holder, _LONGEST_NOTE + 1)) > _LONGEST_NOTE:
            return None
        self._brought.setdefault(page, set()).add(target)
        for link in holder.css("a[href]"):
            leads_back = "backlink" in (link.attributes.get("epub:type") or "")
            if leads_back or words_in(link, 3) in ("↩", "↑", "^", "←"):
                link.decompose()
        return holder.inner_html or ""

    def _page_of_notes(self, page: str) -> LexborHTMLParser | None:
        if page not in self._kept:
            try:
                if page not in self.folder:
                    return None
                tree = self._tree(page)
            except SourceError:
                return None
            while len(self._kept) >= _KEPT_PAGES:
                del self._kept[next(iter(self._kept))]
            self._kept[page] = tree
        return self._kept[page]


def _letters(words: str) -> str:
    return "".join(char for char in words.lower() if char.isalnum())


def _with_id(tree: LexborHTMLParser, name: str) -> Iterator[LexborNode]:
    for node in tree.css("[id]"):
        if node.attributes.get("id") == name:
            yield node
