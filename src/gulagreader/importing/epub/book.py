"""What an EPUB says of itself (EPUB 3.3, OPF 2.0): order, title, author, contents."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from gulagreader.domain.errors import SourceError
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.html.nodes import words_in
from gulagreader.importing.html.pages.page_source import page_source
from gulagreader.importing.html.parsing import parse
from gulagreader.importing.timestamps import iso_from_words
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.importing.xml.stream import XmlStream
from gulagreader.text.clean import clean_line

CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_LOCKED = "META-INF/encryption.xml"


@dataclass(frozen=True, slots=True)
class Book:
    """A book as its package document has it."""

    identifier: str
    title: str
    author: str | None
    date: str | None
    lang: str | None
    subjects: tuple[str, ...]
    pages: tuple[str, ...]
    """The names of its pages in the order of reading."""
    aside: frozenset[str]
    """Pages that are not in that order: notes, mostly."""
    labels: dict[str, str]
    """What the table of contents calls a page."""


def book_in(folder: SourceFolder) -> Book:
    """Read what a book says of itself.

    Raises:
        SourceError: it is no EPUB, or damaged in a way that loses its order.
    """
    if CONTAINER not in folder:
        raise SourceError(f"holds no {CONTAINER}: it is no EPUB")
    root = next(iter(XmlStream(folder.open(CONTAINER), ("container",))), None)
    paths = [
        _attribute(one, "full-path")
        for one in _all(root, "rootfile")
        if root is not None
    ]
    path = next((path for path in paths if path in folder), None)
    if path is None:
        raise SourceError("does not say where its list of pages is")
    wanted = ("package", "opf:package")
    package = next(iter(XmlStream(folder.open(path), wanted)), None)
    if package is None:
        raise SourceError(f"has no list of pages in {clean_line(path)}")
    return _book(package, folder, path)


def _book(package: XmlElement, folder: SourceFolder, path: str) -> Book:
    items: dict[str, tuple[str, str, str]] = {}
    for item in _all(package, "item"):
        name = name_in(path, _attribute(item, "href"))
        kind = _attribute(item, "media-type").lower()
        items[_attribute(item, "id")] = (name, kind, _attribute(item, "properties"))
    pages: list[str] = []
    aside: set[str] = set()
    for ref in _all(package, "itemref"):
        name, kind, _ = items.get(_attribute(ref, "idref"), ("", "", ""))
        if kind in _PAGES and name in folder and name not in pages:
            pages.append(name)
            if _attribute(ref, "linear").lower() == "no":
                aside.add(name)
    contents = [
        name
        for name, kind, properties in items.values()
        if name in folder
        and ("nav" in properties.split() or kind == "application/x-dtbncx+xml")
    ]
    labels: dict[str, str] = {}
    for name in contents:
        for page, label in _labels(folder, name).items():
            labels.setdefault(page, label)
    authors = [_line(one) for one in _authors(package)]
    dates = (iso_from_words(_line(one)) for one in _all(package, "date"))
    return Book(
        _first_line(package, "identifier"),
        _first_line(package, "title"),
        ", ".join(dict.fromkeys(filter(None, authors))) or None,
        next((date for date in dates if date), None),
        _first_line(package, "language") or None,
        tuple(dict.fromkeys(filter(None, map(_line, _all(package, "subject"))))),
        tuple(pages),
        frozenset(aside),
        labels,
    )


def _authors(package: XmlElement) -> list[XmlElement]:
    """Who wrote a book: of its creators those of another role only if all are.

    The role is an attribute in EPUB 2 and an element of its own in EPUB 3; the codes
    are MARC's relators.
    """
    creators = _all(package, "creator")
    roles = {
        _attribute(one, "refines").removeprefix("#"): _line(one)
        for one in _all(package, "meta")
        if _attribute(one, "property") == "role"
    }
    authors = [
        one
        for one in creators
        if (_role(one) or roles.get(_attribute(one, "id")) or "aut").lower() == "aut"
    ]
    return authors or creators


def _role(creator: XmlElement) -> str:
    names = creator.attributes
    return next((names[one] for one in names if one.endswith(":role")), "")


def _labels(folder: SourceFolder, name: str) -> dict[str, str]:
    """What a table of contents calls each page, at its first mention."""
    found: dict[str, str] = {}
    try:
        html = page_source(folder.open(name).data).html
    except SourceError:
        return found
    tree = parse(html).tree
    for link in tree.css("nav a[href]"):
        page = name_in(name, link.attributes.get("href") or "")
        found.setdefault(page, clean_line(words_in(link, 300)))
    for point in tree.css("navpoint"):
        label, content = point.css_first("navlabel"), point.css_first("content[src]")
        if label is not None and content is not None:
            page = name_in(name, content.attributes.get("src") or "")
            found.setdefault(page, clean_line(words_in(label, 300)))
    return found


def name_in(base: str, href: str) -> str:
    """The name in the book that a link leads to; empty where it leads out of it."""
    path = unquote(href.partition("#")[0])
    if not path or ":" in path.split("/")[0]:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))


def is_locked(folder: SourceFolder) -> bool:
    """Whether a book's files are encrypted; those of fonts alone are no matter."""
    if _LOCKED not in folder:
        return False
    text = folder.open(_LOCKED).head.lower()
    return ".xhtml" in text or ".html" in text


def _all(root: XmlElement | None, local: str) -> list[XmlElement]:
    """The elements of a local name anywhere in a tree, in order."""
    found: list[XmlElement] = []
    waiting = [root] if root is not None else []
    while waiting:
        one = waiting.pop()
        if one.name.rpartition(":")[2] == local:
            found.append(one)
        waiting.extend(reversed(list(one.children())))
    return found


def _attribute(element: XmlElement, name: str) -> str:
    return element.attributes.get(name, "")


def _line(element: XmlElement) -> str:
    return clean_line(element.text)


def _first_line(root: XmlElement, local: str) -> str:
    return next((line for one in _all(root, local) if (line := _line(one))), "")
