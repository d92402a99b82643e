import io
import zipfile
from pathlib import Path

import pytest

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found, ImportedPost, LeftOut, Refusal
from gulagreader.importing.folders import folder_on_disk
from gulagreader.importing.formats.epub import IMPORTER
from gulagreader.importing.importer import importer_for, importers
from gulagreader.importing.sources import SourceFile
from gulagreader.text.markdown import plain_text

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
    'container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
CHAPTERS = {
    "text/cover.xhtml": '<body epub:type="cover"><p>The Thaw</p></body>',
    "text/two.xhtml": (
        "<body><section><h2>Second</h2><p>He said so<a id='r1' "
        'epub:type="noteref" href="notes.xhtml#n1">1</a> and more<sup>'
        '<a href="notes.xhtml#n2">2</a></sup>.<a id="p7"/> After the anchor.</p>'
        '<blockquote cite="https://example.org/x"><p>Quoted.</p></blockquote>'
        "</section></body>"
    ),
    "text/one.xhtml": "<body><h2>First</h2><p>In the <i>beginning</i>.</p></body>",
    "text/notes.xhtml": (
        '<body><section epub:type="endnotes"><ol><li id="n1"><p>Ehrenburg. '
        '<a href="two.xhtml#r1" epub:type="backlink">↩</a></p></li>'
        '<li id="n2"><p>See Taubman.</p></li></ol></section></body>'
    ),
}
ORDER = ("text/cover.xhtml", "text/one.xhtml", "text/two.xhtml", "text/notes.xhtml")


def package(order: tuple[str, ...] = ORDER) -> str:
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(order)
    )
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(order)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier>urn:thaw'
        "</dc:identifier><dc:title>The Thaw</dc:title><dc:creator>Vera &amp; Sam"
        "</dc:creator><dc:language>en</dc:language><dc:date>1954-05-01</dc:date>"
        f"</metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    )


def files(order: tuple[str, ...] = ORDER) -> dict[str, str]:
    pages = {
        f"OPS/{name}": (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/'
            'xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head>'
            f"{body}</html>"
        )
        for name, body in CHAPTERS.items()
    }
    return {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": package(order),
        **pages,
    }


def packed(content: dict[str, str], *, mimetype: bool = True) -> SourceFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, text in content.items():
            archive.writestr(name, text)
    return SourceFile(Path("thaw.epub"), made.getvalue())


def posts(found: list[Found]) -> list[ImportedPost]:
    return [one for one in found if isinstance(one, ImportedPost)]


def test_chapters_are_posts_in_the_order_of_the_book() -> None:
    source = packed(files())
    assert importer_for(source, importers()) is IMPORTER
    found = list(IMPORTER.read(source))
    first, second = posts(found)
    assert (first.title, first.body) == ("First", "In the *beginning*.")
    assert (second.title, second.author) == ("Second", "Vera & Sam")
    assert (second.date, second.lang, second.tags) == (
        "1954-05-01",
        "en",
        ("The Thaw",),
    )
    assert second.identity == "urn:thaw\nOPS/text/two.xhtml"
    assert second.origin.file == "thaw.epub"
    assert second.origin.sha256 == source.sha256
    assert LeftOut("pages around the chapters of a book", 1) in found


def test_notes_of_another_page_stand_under_their_chapter() -> None:
    _, second = posts(list(IMPORTER.read(packed(files()))))
    assert plain_text(second.body) == (
        "He said so[1] and more[2]. After the anchor.\n\nQuoted.\n\n— example.org\n\n"
        "[1] Ehrenburg.\n\n[2] See Taubman."
    )


def test_notes_that_no_chapter_asks_for_are_a_chapter() -> None:
    order = ("text/one.xhtml", "text/notes.xhtml")
    found = posts(list(IMPORTER.read(packed(files(order)))))
    assert [plain_text(one.body) for one in found] == [
        "In the beginning.",
        "Ehrenburg. ↩\n\nSee Taubman.",
    ]


def test_an_unpacked_book_is_read_as_well(tmp_path: Path) -> None:
    for name, text in files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    folder, _ = folder_on_disk(tmp_path)
    assert IMPORTER.recognises_folder(folder) == 1
    found = posts(list(IMPORTER.read_folder(folder)))
    assert [one.title for one in found] == ["First", "Second"]
    assert found[0].origin.file == "OPS/text/one.xhtml"


def test_the_contents_name_the_chapters() -> None:
    content = files()
    content["OPS/nav.xhtml"] = (
        '<html><body><nav><ol><li><a href="text/one.xhtml">I: The first one</a></li>'
        "</ol></nav></body></html>"
    )
    content["OPS/book.opf"] = package().replace(
        "</manifest>",
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/'
        'xhtml+xml"/></manifest>',
    )
    first, second = posts(list(IMPORTER.read(packed(content))))
    assert (first.title, second.title) == ("I: The first one", "Second")


def test_one_damaged_page_does_not_lose_the_book() -> None:
    content = files()
    content["OPS/text/one.xhtml"] = "\x00\x01\x02\x00" * 40
    found = list(IMPORTER.read(packed(content)))
    assert [one.title for one in posts(found)] == ["Second"]
    (refusal,) = [one for one in found if isinstance(one, Refusal)]
    assert "one.xhtml" in refusal.why


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("META-INF/container.xml", "<container/>", "list of pages"),
        ("OPS/book.opf", package(()), "no chapter"),
        ("OPS/book.opf", "<package", "package|XML|list|end"),
        ("META-INF/encryption.xml", '<x URI="OPS/text/one.xhtml"/>', "locked"),
    ],
)
def test_a_book_that_cannot_be_read_says_why(name: str, text: str, why: str) -> None:
    content = files()
    content[name] = text
    with pytest.raises(SourceError, match=why):
        list(IMPORTER.read(packed(content)))


def test_names_that_climb_out_are_passed_over_with_a_word() -> None:
    content = files()
    content["../../evil.xhtml"] = "<p>evil</p>"
    content["OPS/book.opf"] = package().replace("text/cover.xhtml", "../../evil.xhtml")
    found = list(IMPORTER.read(packed(content)))
    assert [one.title for one in posts(found)] == ["First", "Second"]
    assert any("lead out" in getattr(one, "what", "") for one in found)


def test_a_book_cut_short_is_refused() -> None:
    whole = packed(files())
    assert isinstance(whole.content, bytes)
    cut = SourceFile(whole.path, whole.content[:600])
    with pytest.raises(SourceError, match="damaged"):
        list(IMPORTER.read(cut))


@pytest.mark.parametrize(
    "creators",
    [
        '<dc:creator opf:role="aut">Vera</dc:creator>'
        '<dc:creator opf:role="trl">Sam</dc:creator>',
        '<dc:creator>Vera</dc:creator><dc:creator id="c2">Sam</dc:creator>'
        '<meta refines="#c2" property="role" scheme="marc:relators">trl</meta>',
    ],
)
def test_who_translated_a_book_did_not_write_it(creators: str) -> None:
    content = files()
    content["OPS/book.opf"] = (
        package()
        .replace("<dc:creator>Vera &amp; Sam</dc:creator>", creators)
        .replace("<metadata ", '<metadata xmlns:opf="http://www.idpf.org/2007/opf" ')
    )
    assert {one.author for one in posts(list(IMPORTER.read(packed(content))))} == {
        "Vera"
    }


def test_a_book_of_an_editor_alone_has_its_name() -> None:
    content = files()
    content["OPS/book.opf"] = (
        package()
        .replace("<dc:creator>", '<dc:creator opf:role="edt">')
        .replace("<metadata ", '<metadata xmlns:opf="http://www.idpf.org/2007/opf" ')
    )
    first, _ = posts(list(IMPORTER.read(packed(content))))
    assert first.author == "Vera & Sam"


def test_entities_that_a_page_declares_are_not_expanded_and_told() -> None:
    content = files()
    name = "OPS/text/one.xhtml"
    content[name] = (
        content[name]
        .replace("<html", '<!DOCTYPE html [<!ENTITY lol "lo]>l">]>\n<html', 1)
        .replace("</h2><p>", "</h2><p>&lol; ")
    )
    first, _ = posts(list(IMPORTER.read(packed(content))))
    assert plain_text(first.body) == "&lol; In the beginning."
    assert "never expanded" in " ".join(remark.what for remark in first.remarks)
