import codecs
import os
from pathlib import Path

import pytest

from gulagreader.domain.errors import SourceError
from gulagreader.importing.encodings import UndecodableError, decode, known_encoding
from gulagreader.importing.folders import folder_on_disk
from gulagreader.importing.sources import SourceFile, open_source

RUSSIAN = "Один день Ивана Денисовича был напечатан в журнале «Новый мир».\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + RUSSIAN.encode(encoding), encoding="latin-1")

    assert (decoded.text, decoded.encoding) == (RUSSIAN, encoding)


def test_utf_8_is_read_without_a_word() -> None:
    decoded = decode(RUSSIAN.encode(), encoding="windows-1251")

    assert (decoded.text, decoded.remarks) == (RUSSIAN, ())


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_russian_in_one_byte_a_letter_is_read_and_told_of(encoding: str) -> None:
    decoded = decode(RUSSIAN.replace("«", "").replace("»", "").encode(encoding))

    assert decoded.text == RUSSIAN.replace("«", "").replace("»", "")
    assert encoding in decoded.remarks[0].what


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_a_little_russian_in_much_markup_is_read_as_russian(encoding: str) -> None:
    text = f"{'<wp:comment_approved>1</wp:comment_approved>' * 50}Оттепель пришла"

    assert decode(text.encode(encoding)).text == text


def test_western_text_is_read_as_cp1252_and_told_of() -> None:
    decoded = decode(b"one\nStalin\x92s \x93caf\xe9\x94")

    assert decoded.text == "one\nStalin’s “café”"
    assert decoded.remarks[0].line == 2
    assert "cp1252" in decoded.remarks[0].what


def test_a_named_encoding_is_taken() -> None:
    assert decode("Łódź".encode("iso8859-2"), encoding="iso8859-2").text == "Łódź"
    assert decode(RUSSIAN.encode("utf-16-le"), encoding="utf-16-le").text == RUSSIAN


def test_one_damaged_place_does_not_spoil_utf_8() -> None:
    decoded = decode(RUSSIAN.encode() + b"\xd0\n" + RUSSIAN.encode())

    assert decoded.text == f"{RUSSIAN}\N{REPLACEMENT CHARACTER}\n{RUSSIAN}"
    assert decoded.remarks[0].line == 2


def test_a_binary_file_is_refused_with_its_line() -> None:
    with pytest.raises(UndecodableError, match="binary") as refused:
        decode(b"one\ntwo\x00three")
    assert refused.value.line == 2


def test_utf_16_without_a_mark_is_refused_with_what_to_do() -> None:
    with pytest.raises(UndecodableError, match="--encoding utf-16-le"):
        decode("Freedom from the Gulags\n".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [(b"a\x81b\xff", None), (b"\xff\xfea", None), (b"caf\xe9", "ascii")],
)
def test_what_cannot_be_decoded_is_refused(data: bytes, encoding: str | None) -> None:
    with pytest.raises(UndecodableError):
        decode(data, encoding=encoding)


@pytest.mark.parametrize("name", ["utf-9", "zip", "hex", "", "a\x00b"])
def test_an_encoding_that_is_none_is_named(name: str) -> None:
    with pytest.raises(SourceError, match="no encoding"):
        known_encoding(name)


def test_what_cleaning_removes_is_counted() -> None:
    text = SourceFile(Path("x"), b"a\x1b[31mb\x07c").text()

    assert text.text == "abc"
    assert [(one.what, one.count) for one in text.left_out] == [
        ("control and invisible characters", 6)
    ]


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden", ".git/config", "lib/posts/p.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")

    (tmp_path / "link").symlink_to("/")

    folder, remarks = folder_on_disk(tmp_path, avoid=tmp_path / "lib")

    assert folder.names == ("b.txt", "a/z.txt")
    assert (folder.files, folder.folders) == (("b.txt",), ("a",))
    assert folder.inner("a").open("z.txt").data == b"x"
    assert ["1 link in it" in remark.what for remark in remarks] == [True]


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(b"x" * 11)
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(SourceError, match="does not exist"):
        open_source(tmp_path / "missing")
    with pytest.raises(SourceError, match="empty"):
        open_source(tmp_path / "empty")
    with pytest.raises(SourceError, match="limit is 10"):
        open_source(tmp_path / "large", limit=10)
    with pytest.raises(SourceError, match="not a regular file"):
        open_source(tmp_path / "pipe")
    with pytest.raises(SourceError):
        open_source(tmp_path)
