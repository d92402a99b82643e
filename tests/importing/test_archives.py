import gzip
import io
import stat
import zipfile
from pathlib import Path

import pytest

from gulagreader.domain.errors import SourceError
from gulagreader.importing import folders, stored
from gulagreader.importing.folders import (
    SourceFolder,
    folder_in_zip,
    is_gzip,
    is_zip,
    unpacked,
)
from gulagreader.importing.sources import SourceFile, open_source


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def opened(data: bytes) -> SourceFolder:
    return folder_in_zip(SourceFile(Path("export.zip"), data))[0]


def test_a_zip_file_is_a_folder_of_its_members() -> None:
    data = zipped(
        ("b/z.txt", b"z"), ("b/a/c.txt", b"c"), ("top.txt", b"t"), ("empty/", b"")
    )
    folder = opened(data)

    assert folder.names == ("top.txt", "b/z.txt", "b/a/c.txt")
    assert (folder.files, folder.folders) == (("top.txt",), ("b",))
    assert folder.under("b/a") == ("b/a/c.txt",)
    inner = folder.inner("b").open("z.txt")
    assert (inner.data, inner.path) == (b"z", Path("export.zip/b/z.txt"))
    assert inner.sha256 == SourceFile(Path("x"), b"z").sha256


def test_members_that_lead_out_are_passed_over_and_told_of() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = ("../up", "/etc/passwd", "a/../../up", "C:/x", "a\\b", "./here", "a//b")
    data = zipped(
        *((name, b"x") for name in names),
        (link, b"/etc/passwd"),
        ("__MACOSX/._good", b"junk"),
        (".hidden", b"junk"),
        ("good", b"g"),
    )

    folder, remarks = folder_in_zip(SourceFile(Path("x.zip"), data))

    assert folder.names == ("good",)
    assert f"{len(names) + 1} names" in remarks[0].what
    with pytest.raises(SourceError, match="holds no file"):
        folder.open("../up")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(SourceError, match="fill a disk"):
        opened(zipped(("bomb", bytes(40_000_000))))


def test_a_member_that_hides_its_size_is_stopped_while_reading() -> None:
    data = bytearray(zipped(("bomb", bytes(40_000_000))))
    size = (40_000_000).to_bytes(4, "little")
    while size in data:
        at = data.index(size)
        data[at : at + 4] = (1000).to_bytes(4, "little")

    with pytest.raises(SourceError, match=r"damaged|fill a disk"):
        opened(bytes(data)).open("bomb").data  # noqa: B018 - reading is what fails


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MEMBERS_LIMIT", 3)

    with pytest.raises(SourceError, match="limit is 3"):
        opened(zipped(*((str(n), b"") for n in range(4))))


def test_a_member_larger_than_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folders, "MEMBER_LIMIT", 10)
    folder = opened(zipped(("small", b"x" * 10), ("large", b"x" * 11)))

    assert folder.open("small").data == b"x" * 10
    with pytest.raises(SourceError, match="limit is 10"):
        folder.open("large")


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_damaged_zip_file_is_refused(cut: float) -> None:
    data = zipped(("one", b"text " * 2000))

    with pytest.raises(SourceError, match="damaged"):
        opened(data[: int(len(data) * cut)])


def test_a_member_behind_a_password_says_so() -> None:
    data = bytearray(zipped(("one", b"text")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1

    with pytest.raises(SourceError, match="password"):
        opened(bytes(data)).open("one").open()


def test_a_gzip_file_is_read_as_what_it_holds() -> None:
    source = SourceFile(Path("a/export.xml.gz"), gzip.compress(b"<rss/>" * 1000))

    inner = unpacked(source)

    assert is_gzip(source)
    assert not is_zip(source)
    assert (inner.name, inner.head[:6], len(inner.data)) == (
        "export.xml",
        "<rss/>",
        6000,
    )


def test_a_gzip_bomb_and_a_cut_one_are_refused() -> None:
    bomb = unpacked(SourceFile(Path("x.gz"), gzip.compress(bytes(30_000_000))))
    cut = unpacked(SourceFile(Path("x.gz"), gzip.compress(b"text" * 999)[:-12]))

    with pytest.raises(SourceError, match="fill a disk"):
        bomb.data  # noqa: B018 - reading is what fails
    with pytest.raises(SourceError, match="damaged"):
        cut.data  # noqa: B018 - reading is what fails
    assert cut.start == b""


def test_a_source_is_read_as_a_stream_and_measured(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"0123456789" * 100_000)
    source = open_source(path)

    with source.open() as stream:
        stream.read(600_000)

    assert source.size == 1_000_000
    assert 600_000 <= source.meter.done < 1_000_000
    assert "data" not in vars(source)


def test_a_stream_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gulagreader.importing.sources.STREAM_LIMIT", 100_000)
    source = SourceFile(Path("x"), b"x" * 200_000)

    with source.open() as stream, pytest.raises(SourceError, match="limit is 100,000"):
        stream.read()


def test_a_file_that_is_gone_by_the_time_it_is_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x")
    source = open_source(path)
    path.unlink()

    with pytest.raises(SourceError, match="does not exist"):
        source.open()
    assert (source.start, source.head) == (b"", "")
    assert isinstance(source.stored, stored.OnDisk)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_the_beginning_is_text_in_every_encoding_with_a_mark(encoding: str) -> None:
    line = "Оттепель\n"
    source = SourceFile(Path("x"), (line * 30_000).encode(encoding))

    assert source.head.startswith(line)
    assert set(source.head.split()) <= {"Оттепель", *(line[:n] for n in range(9))}
