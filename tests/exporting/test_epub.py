"""The book: an archive as EPUB 3.3 wants it, the same for the same library."""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, datetime

from exporting.made_up_posts import ATTACK, DISCUSSION, contents_of

from gulagreader.domain.posts import Post
from gulagreader.exporting.contents import ExportedPost
from gulagreader.exporting.epub import write_epub

_NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
_OPF = "{http://www.idpf.org/2007/opf}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_TYPES = {
    "xhtml": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "css": "text/css",
}


def _book(*posts: ExportedPost, now: datetime = _NOW) -> bytes:
    file = io.BytesIO()
    steps = list(write_epub(file, contents_of(*posts), posts, now))
    assert len(steps) > 6
    return file.getvalue()


def _opened(book: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(book))
    assert archive.testzip() is None
    return archive


def _package(archive: zipfile.ZipFile) -> ET.Element:
    return ET.fromstring(archive.read("EPUB/book.opf"))


def test_the_archive_says_first_and_plainly_what_it_is() -> None:
    book = _book(DISCUSSION)
    assert book[30:38] == b"mimetype"
    assert book[38:58] == b"application/epub+zip"
    first = _opened(book).infolist()[0]
    assert (first.compress_type, first.extra) == (zipfile.ZIP_STORED, b"")


def test_the_package_names_every_file_once_with_its_type() -> None:
    archive = _opened(_book(DISCUSSION, ATTACK))
    items = _package(archive).findall(f"{_OPF}manifest/{_OPF}item")
    named = {posixpath.join("EPUB", one.attrib["href"]) for one in items}
    others = {"mimetype", "META-INF/container.xml", "EPUB/book.opf"}
    assert named == set(archive.namelist()) - others
    assert len(named) == len(items)
    for one in items:
        assert one.attrib["media-type"] == _TYPES[one.attrib["href"].split(".")[-1]]
    assert [one.get("properties") for one in items].count("nav") == 1


def test_the_spine_reads_every_post_in_order() -> None:
    package = _package(_opened(_book(DISCUSSION, ATTACK)))
    hrefs = {
        one.attrib["id"]: one.attrib["href"] for one in package.iter(f"{_OPF}item")
    }
    spine = [hrefs[one.attrib["idref"]] for one in package.iter(f"{_OPF}itemref")]
    assert spine == ["title.xhtml", "nav.xhtml", "post-00001.xhtml", "post-00002.xhtml"]


def test_both_tables_of_contents_lead_to_every_post() -> None:
    archive = _opened(_book(DISCUSSION, ATTACK))
    nav = ET.fromstring(archive.read("EPUB/nav.xhtml"))
    links = [one.attrib["href"] for one in nav.iter(f"{_HTML}a")]
    old = ET.fromstring(archive.read("EPUB/toc.ncx"))
    points = [one.attrib["src"] for one in old.iter(f"{_NCX}content")]
    assert links[1:] == points == ["post-00001.xhtml", "post-00002.xhtml"]
    assert all("".join(one.itertext()).strip() for one in nav.iter(f"{_HTML}a"))


def test_every_page_is_well_formed_with_a_title_and_no_outside() -> None:
    archive = _opened(_book(DISCUSSION, ATTACK))
    for name in archive.namelist():
        if not name.endswith(".xhtml"):
            continue
        page = ET.fromstring(archive.read(name))
        assert (page.findtext(f"{_HTML}head/{_HTML}title") or "").strip()
        names = [one.attrib["id"] for one in page.iter() if "id" in one.attrib]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[A-Za-z][\w.-]*", one) for one in names)
        for link in page.iter(f"{_HTML}a"):
            href = link.attrib["href"]
            assert href.startswith(("http", "mailto:", "post-", "title")) or (
                href[1:] in names
            )
        assert list(page.iter(f"{_HTML}img")) == list(page.iter(f"{_HTML}script")) == []


def test_comments_with_their_dates_and_the_language_stand_in_the_book() -> None:
    russian = ExportedPost(Post("r", "Слово", "Текст.", lang="ru"))
    archive = _opened(_book(DISCUSSION, russian))
    page = archive.read("EPUB/post-00001.xhtml").decode()
    assert 'id="post-aa11-c2"' in page
    assert '<time datetime="2014-03-04">' in page
    assert 'xml:lang="ru"' in archive.read("EPUB/post-00002.xhtml").decode()


def test_the_same_library_gives_the_same_bytes_whenever_it_is_exported() -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    assert _book(DISCUSSION, ATTACK) == _book(DISCUSSION, ATTACK, now=later)


def test_the_identifier_stays_and_the_date_is_the_newest_post() -> None:
    archive = _opened(_book(DISCUSSION))
    package = archive.read("EPUB/book.opf").decode()
    found = re.search(r"urn:uuid:[0-9a-f-]{36}", package)
    assert found
    assert found.group() in archive.read("EPUB/toc.ncx").decode()
    assert found.group() in _opened(_book(ATTACK)).read("EPUB/book.opf").decode()
    assert "2014-03-03T17:04:00Z" in package
    undated = _opened(_book(ATTACK)).read("EPUB/book.opf").decode()
    assert "2026-01-02T03:04:05Z" in undated


def test_a_book_without_posts_is_a_book() -> None:
    archive = _opened(_book())
    assert list(ET.fromstring(archive.read("EPUB/toc.ncx")).iter(f"{_NCX}navPoint"))
