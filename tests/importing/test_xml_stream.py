import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import SourceLineError
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.xml.assembling import XmlLimits
from gulagreader.importing.xml.root import root_of
from gulagreader.importing.xml.stream import XmlStream

RUSSIAN = "Один день Ивана Денисовича, по-русски"


def source(data: str | bytes, *, encoding: str | None = None) -> SourceFile:
    data = data.encode() if isinstance(data, str) else data
    return SourceFile(Path("export.xml"), data, encoding=encoding)


def texts(stream: XmlStream) -> list[str]:
    return [element.text for element in stream]


def titles(data: str | bytes, *, encoding: str | None = None) -> tuple[list[str], str]:
    stream = XmlStream(source(data, encoding=encoding), {"title"})
    return texts(stream), " | ".join(remark.what for remark in stream.remarks)


def refused(data: str | bytes, *wanted: str) -> SourceLineError:
    with pytest.raises(SourceLineError) as error:
        list(XmlStream(source(data), wanted or ("title",)))
    return error.value


def declared(encoding: str) -> str:
    return f"<?xml version='1.0' encoding='{encoding}'?><title>{RUSSIAN}</title>"


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = (
    f'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a0 "lol">{ENTITIES}]>'
    "<rss><title>&a9;</title></rss>"
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        f'<!DOCTYPE x [<!ENTITY a "{"A" * 200_000}">]><rss><title>&a;</title></rss>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><title>&e;</title>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]><title>x</title>',
        f"{' ' * 70_000}{LAUGHS}",
        LAUGHS.replace("<?xml", "<!-- first --><?xml"),
    ],
)
def test_a_document_that_declares_entities_is_refused_and_nothing_expanded(
    text: str,
) -> None:
    began = time.monotonic()

    error = refused(text)

    assert "DOCTYPE" in str(error)
    assert error.line is not None
    assert time.monotonic() - began < 5


def test_a_doctype_that_only_names_its_grammar_is_read_and_nothing_fetched() -> None:
    grammar = '<!DOCTYPE rss PUBLIC "-//N//DTD" "http://127.0.0.1:1/x.dtd">'

    assert titles(f"{grammar}<title>caf&eacute;</title>")[0] == ["café"]


@pytest.mark.parametrize(
    ("title", "read", "told"),
    [
        ("Tom & Jerry", "Tom & Jerry", "& that begins nothing"),
        ("a?b=1&c=2", "a?b=1&c=2", "& that begins nothing"),
        ("caf&eacute;&nbsp;&hellip;", "café\xa0…", "entity of HTML"),
        ("one &unknown; two", "one &unknown; two", "& that begins nothing"),
        ("one ]]> two", "one ]]> two", "]]> outside"),
        ("1 < 2", "1 < 2", "< that begins no markup"),
        ("bell&#7;&#x1b;[31m&#0;", "bell[31m", "does not allow"),
        ("a\x07b\x00c\x1bd\ufffee", "abcde", "4 characters that XML"),
        ("<![CDATA[Q & A <b>]]> & more", "Q & A <b> & more", "& that begins"),
        ("<!-- one -- two -->x", "x", ""),
    ],
)
def test_what_is_nearly_xml_is_repaired_and_told_of(
    title: str, read: str, told: str
) -> None:
    found, said = titles(f"<rss>\n<title>{title}</title><title>after</title></rss>")

    assert found == [read, "after"]
    assert told in said


def test_what_stands_above_a_repair_comes_once_and_the_line_is_told() -> None:
    many = "".join(f"<title>{n}</title>\n" for n in range(30_000))
    stream = XmlStream(source(f"<rss>\n{many}<title>a & b</title></rss>"), {"title"})

    found = texts(stream)

    assert len(found) == 30_001
    assert (found[0], found[29_999], found[-1]) == ("0", "29999", "a & b")
    assert [remark.line for remark in stream.remarks] == [30_002]


def test_a_repair_across_the_border_of_two_pieces_is_the_same() -> None:
    for shift in range(12):
        filler = "x" * (256 * 1024 - 40 + shift)
        found, _ = titles(
            f"<r><title>{filler}</title><title>a &amp; b & c &eacute;]]>"
            f"<![CDATA[<i>]]></title></r>"
        )
        assert found == [filler, "a & b & c é]]><i>"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<rss>\n<title>x</rss>", 2),
        ("<rss>\n\n<title>x", 3),
        ("<rss>\n<title><![CDATA[x</title></rss>", 2),
        ("\n\nno markup", 1),
        ("<rss>\n<title a=1>x</title></rss>", 2),
        (f"<rss>\n{'<b>' * 100_000}deep{'</b>' * 100_000}</rss>", 2),
        (f'<rss>\n<title a="{"y" * 9_000_000}">x</title></rss>', 2),
    ],
)
def test_what_cannot_be_repaired_is_refused_with_its_line(text: str, line: int) -> None:
    assert refused(text).line == line


def test_what_stands_above_the_damage_comes_in() -> None:
    stream = XmlStream(source("<r><title>whole</title>\n<title>half"), {"title"})
    found: list[str] = []

    with pytest.raises(SourceLineError):
        found.extend(element.text for element in stream)

    assert found == ["whole"]


def test_one_element_has_bounds() -> None:
    limits = XmlLimits(text=1000, nodes=10)
    for inside in ("y" * 1001, "<a/>" * 11):
        with pytest.raises(SourceLineError, match="more than"):
            list(XmlStream(source(f"<r><item>{inside}</item></r>"), ("item",), limits))


def test_text_that_nobody_asks_for_is_not_kept() -> None:
    text = f"<r><other>{'y' * 200_000}</other><item>z</item></r>"
    limits = XmlLimits(text=1000)

    assert texts(XmlStream(source(text), ("item",), limits)) == ["z"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (f"<title>{RUSSIAN}</title>".encode("utf-8-sig"), ""),
        (f"<title>{RUSSIAN}</title>".encode("utf-16"), "utf-16"),
        (declared("utf-16").encode("utf-16-be"), "utf-16-be"),
        (declared("windows-1251").encode("windows-1251"), ""),
        (declared("koi8-r").encode("koi8-r"), ""),
        (f"<title>{RUSSIAN}</title>".encode("windows-1251"), "windows-1251"),
        (declared("UTF-8").encode("koi8-r"), "koi8-r"),
        (declared("windows-1251").encode(), "declares the encoding"),
    ],
)
def test_the_encoding_is_found_whatever_is_declared(data: bytes, told: str) -> None:
    found, said = titles(data)

    assert found == [RUSSIAN]
    assert told in said
    assert bool(told) == bool(said)


def test_a_person_names_the_encoding_of_bytes_that_are_not_utf_8() -> None:
    data = f"<title>{'Łódź'}</title>".encode("iso8859-2")

    assert titles(data, encoding="iso8859-2")[0] == ["Łódź"]


def test_one_damaged_place_does_not_spoil_utf_8() -> None:
    data = f"<r><title>{RUSSIAN}</title><title>\N{EM DASH}".encode()
    found, said = titles(data + b"\xd0 " + RUSSIAN.encode() + b"</title></r>")

    assert found == [RUSSIAN, f"\N{EM DASH}\N{REPLACEMENT CHARACTER} {RUSSIAN}"]
    assert "1 damaged place of UTF-8 is shown" in said


def test_names_do_not_depend_on_the_prefixes_of_a_file() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:x="http://wordpress.org/export/1.1/" '
        'xmlns:y="http://wordpress.org/export/1.1/excerpt/">'
        '<entry><x:post_id>3</x:post_id><y:encoded>s</y:encoded><wp:a q:b="1"/></entry>'
        "</feed>"
    )
    stream = XmlStream(source(text), {"atom:entry"})

    (entry,) = stream

    assert root_of(source(text)) == "atom:feed"
    assert [child.name for child in entry.children()] == [
        *("wp:post_id", "excerpt:encoded", "wp:a")
    ]
    assert entry.within == "atom:feed"
    assert [remark.what for remark in stream.remarks] == [
        "repaired: the prefix wp: is not declared"
    ]


def test_markup_inside_an_element_comes_back_as_html() -> None:
    text = (
        '<c><div xmlns="http://www.w3.org/1999/xhtml">a &lt; b<br/>'
        '<a href="?a=1&amp;b=&quot;">c</a></div></c>'
    )
    (element,) = XmlStream(source(text), {"c"})

    assert element.markup() == (
        '<div>a &lt; b<br><a href="?a=1&amp;b=&quot;">c</a></div>'
    )


def test_an_instruction_that_has_no_end_is_given_up_early() -> None:
    began = time.monotonic()

    refused("<r>" + "<?a " * 3_000_000)

    assert time.monotonic() - began < 20


@given(st.text(alphabet="<>&;/!?[]-=\"' abCDAT#x1:\n\x00\x1b", max_size=80))
@settings(max_examples=150)
def test_no_text_does_more_than_refuse(text: str) -> None:
    stream = XmlStream(source(f"<r><title>one</title>{text}"), {"title"})
    found: list[str] = []
    with suppress(SourceError):
        found.extend(element.text for element in stream)
    assert found[:1] == ["one"]


@given(st.text(max_size=60))
def test_text_in_cdata_comes_back_whole(text: str) -> None:
    text = "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff")
    text = text.replace("\ufffe", "").replace("\uffff", "")
    whole = text.replace("]]>", "]]]]><![CDATA[>")

    assert titles(f"<r><title><![CDATA[{whole}]]></title></r>")[0] == [text]


def test_an_export_of_two_encodings_is_read_line_by_line() -> None:
    lines = [f"<title>{RUSSIAN}</title>\n".encode(one) for one in ("utf-8", "koi8-r")]
    found, said = titles(b"<r>" + b"".join(lines * 3) + b"</r>")

    assert found == [RUSSIAN] * 6
    assert "3 lines (2, 4, 6) were not UTF-8 and read as koi8-r" in said
