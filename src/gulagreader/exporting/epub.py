"""A library as an EPUB 3 book: a chapter for each post, with its thread.

EPUB 3.3 (https://www.w3.org/TR/epub-33/), with the table of contents of EPUB 2
beside its own for old reading programs. The same library gives the same bytes.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO
from uuid import NAMESPACE_URL, uuid5

from gulagreader.domain.dates import parse_date
from gulagreader.exporting.carrying import as_attribute, as_json, library_fields
from gulagreader.exporting.contents import Contents, Entry, ExportedPost, Posts, matched
from gulagreader.exporting.marked_text import escaped, language
from gulagreader.exporting.page_style import BOOK_STYLE
from gulagreader.exporting.post_html import MISSING, OWN_LIBRARY, PostPage

_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive knows; all its members bear it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the book."""

    name: str
    text: str
    packed: bool = True


def write_epub(
    file: IO[bytes], contents: Contents, posts: Posts, now: datetime
) -> Iterator[None]:
    """Write a book to a file; one step for each of its members.

    ``now`` is the book's date only where no post of it has one.
    """
    with zipfile.ZipFile(file, "w") as archive:
        for member in members(contents, posts, now):
            about = zipfile.ZipInfo(member.name, _EARLIEST)
            about.compress_type = (
                zipfile.ZIP_DEFLATED if member.packed else zipfile.ZIP_STORED
            )
            about.external_attr = 0o644 << 16
            archive.writestr(about, member.text.encode())
            yield


def members(contents: Contents, posts: Posts, now: datetime) -> Iterator[Member]:
    """The files of a book, in the order in which they stand in the archive."""
    book = _Book(contents, language(contents.info.lang) or "en")
    yield Member("mimetype", "application/epub+zip", packed=False)
    yield Member("META-INF/container.xml", _CONTAINER)
    yield Member("EPUB/book.opf", book.package(_modified(contents, now)))
    yield Member("EPUB/nav.xhtml", book.navigation())
    yield Member("EPUB/toc.ncx", book.old_contents())
    yield Member("EPUB/style.css", BOOK_STYLE)
    yield Member("EPUB/title.xhtml", book.title_page())
    # The table promises a chapter for each entry, so that each gets one.
    for number, (entry, post) in enumerate(matched(contents.entries, posts), 1):
        chapter = book.missing(entry) if post is None else book.chapter(post)
        yield Member(f"EPUB/{_file(number)}", chapter)


def _file(number: int) -> str:
    return f"post-{number:05}.xhtml"


def _modified(contents: Contents, now: datetime) -> str:
    """The newest date in the book, in the one form that EPUB takes."""
    moments = (parse_date(entry.date) for entry in contents.entries)
    dated = [moment for moment in moments if moment is not None and moment.day]
    if not dated:
        return f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    last = max(dated, key=lambda moment: moment.start)
    clock = last.time or "00:00"
    return f"{last.year:04}-{last.month:02}-{last.day:02}T{clock}:00Z"


@dataclass(frozen=True, slots=True)
class _Book:
    """Writes the members of one book."""

    contents: Contents
    lang: str

    @property
    def identifier(self) -> str:
        """The same for the same library, or the same choice of its posts."""
        name = f"gulagreader:{self.contents.info.id}:{self.contents.name}"
        return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"

    def package(self, modified: str) -> str:
        info = self.contents.info
        numbers = range(1, len(self.contents.entries) + 1)
        items = "\n".join(
            f'<item id="p{n}" href="{_file(n)}" media-type="application/xhtml+xml"/>'
            for n in numbers
        )
        spine = "\n".join(f'<itemref idref="p{n}"/>' for n in numbers)
        authors = list(
            dict.fromkeys(one.author for one in self.contents.entries if one.author)
        )
        creators = "".join(
            f"<dc:creator>{escaped(author)}</dc:creator>\n" for author in authors[:20]
        )
        return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"\
 xml:lang="{self.lang}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{self.identifier}</dc:identifier>
<dc:title>{escaped(info.name)}</dc:title>
<dc:language>{self.lang}</dc:language>
{creators}<meta property="dcterms:modified">{modified}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
{items}
</manifest>
<spine toc="ncx">
<itemref idref="title"/>
<itemref idref="nav"/>
{spine}
</spine>
</package>
"""

    def navigation(self) -> str:
        parts = [
            '<nav epub:type="toc" id="toc">\n<h1>Contents</h1>\n<ol>\n'
            '<li><a href="title.xhtml">Title page</a></li>\n'
        ]
        number = 0
        for year, entries in self.contents.years():
            parts.append(f"<li><span>{year}</span>\n<ol>\n")
            for entry in entries:
                number += 1
                title = _titled(entry)
                parts.append(f'<li><a href="{_file(number)}">{title}</a></li>\n')
            parts.append("</ol>\n</li>\n")
        parts.append("</ol>\n</nav>\n")
        return self._page("Contents", self.lang, "".join(parts))

    def old_contents(self) -> str:
        points = "".join(
            f'<navPoint id="n{n}" playOrder="{n}"><navLabel><text>{_titled(entry)}'
            f'</text></navLabel><content src="{_file(n)}"/></navPoint>\n'
            for n, entry in enumerate(self.contents.entries, 1)
        )
        if not points:
            points = (
                '<navPoint id="n1" playOrder="1"><navLabel><text>Title page</text>'
                '</navLabel><content src="title.xhtml"/></navPoint>\n'
            )
        return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="{self.identifier}"/></head>
<docTitle><text>{escaped(self.contents.info.name)}</text></docTitle>
<navMap>
{points}</navMap>
</ncx>
"""

    def title_page(self) -> str:
        posts, comments = len(self.contents.entries), self.contents.comments
        name = self.contents.info.name
        about = as_attribute(OWN_LIBRARY, as_json(library_fields(self.contents.info)))
        body = (
            f'<section epub:type="titlepage"{about}>\n<h1>{escaped(name)}</h1>\n'
            f"<p>Posts: {posts}. Comments: {comments}.</p>\n</section>\n"
        )
        return self._page(name, self.lang, body)

    def chapter(self, exported: ExportedPost) -> str:
        teachers = frozenset(self.contents.info.teachers)
        page = PostPage(self.lang, teachers, top=1, xml=True)
        post = exported.post
        body = "".join(page.article(exported))
        return self._page(post.title, page.lang_of(post), body)

    def missing(self, entry: Entry) -> str:
        title = _titled(entry)
        body = (
            f"<section{as_attribute(MISSING, entry.id)}>\n<h1>{title}</h1>\n"
            "<p>This post could not be read.</p>\n</section>\n"
        )
        return self._page(entry.title, self.lang, body)

    def _page(self, title: str, lang: str, body: str) -> str:
        return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"\
 xmlns:epub="http://www.idpf.org/2007/ops" lang="{lang}" xml:lang="{lang}">
<head>
<title>{_filled(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
{body}</body>
</html>
"""


def _titled(entry: Entry) -> str:
    return _filled(entry.title)


def _filled(title: str) -> str:
    """A title; reading programs refuse an empty one."""
    shown = escaped(title)
    return shown if re.search(r"\S", shown) else "Untitled"
