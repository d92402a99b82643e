import quopri
from base64 import encodebytes
from pathlib import Path

import pytest
from importing.page_themes import THREADED, twenty
from importing.same_blog import BLOG, SaidPost, expected, told

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import ImportedPost
from gulagreader.importing.formats.mhtml import IMPORTER
from gulagreader.importing.importer import importer_for, importers
from gulagreader.importing.sources import SourceFile

POST = BLOG[0]


def saved(
    post: SaidPost, html: str, *, charset: str = "utf-8", way: str = "qp"
) -> bytes:
    data = html.encode(charset)
    packed = quopri.encodestring(data) if way == "qp" else encodebytes(data)
    encoding = "quoted-printable" if way == "qp" else "base64"
    lines = (
        "From: <Saved by a browser>",
        f"Snapshot-Content-Location: {post.address}?replytocom=11",
        "Subject: =?utf-8?Q?The=20amnesty?=",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"',
        "",
        "------x",
        "Content-Type: text/html; charset=utf-8",
        "Content-Location: https://jetpack.example.org/frame",
        "",
        "<html><body><p>A frame</p></body></html>",
        "------x",
        f"Content-Type: text/html; charset={charset}",
        f"Content-Transfer-Encoding: {encoding}",
        f"Content-Location: {post.address}?replytocom=11",
        "",
        "",
    )
    end = "\r\n------x\r\nContent-Type: image/png\r\nContent-ID: <a@b>\r\n\r\nx\r\n"
    return "\r\n".join(lines).encode() + packed + f"{end}------x--\r\n".encode()


def read(data: bytes) -> list[object]:
    return list(IMPORTER.read(SourceFile(Path("page.mhtml"), data)))


@pytest.mark.parametrize("way", ["qp", "base64"])
def test_the_same_blog_comes_out_of_pages_saved_in_one_file(way: str) -> None:
    found = [
        one
        for post in BLOG
        for one in IMPORTER.read(
            SourceFile(Path("x.mhtml"), saved(post, twenty(post), way=way))
        )
    ]
    assert told(found) == expected()


def test_a_page_in_one_file_is_known_by_its_content() -> None:
    source = SourceFile(Path("x"), saved(POST, THREADED[0](POST)))
    assert importer_for(source, importers()) is IMPORTER


def test_the_address_is_the_one_that_the_browser_noted() -> None:
    html = twenty(POST).replace(f'<link rel="canonical" href="{POST.address}">', "")
    (post,) = IMPORTER.read(SourceFile(Path("x.mhtml"), saved(POST, html)))
    assert isinstance(post, ImportedPost)
    assert post.identity == POST.address


def test_an_old_encoding_is_read_as_the_part_says() -> None:
    html = twenty(POST).replace('<meta charset="utf-8">', "")
    html = html.encode("windows-1251", "ignore").decode("windows-1251")
    (post,) = IMPORTER.read(
        SourceFile(Path("x.mhtml"), saved(POST, html, charset="windows-1251"))
    )
    assert isinstance(post, ImportedPost)
    assert post.comments[1].text == "Нет: «58-я» осталась."


@pytest.mark.parametrize("end", [200, 500, 900])
def test_a_file_cut_short_is_refused_or_read_without_a_crash(end: int) -> None:
    data = saved(POST, twenty(POST))[:end]
    with pytest.raises(SourceError):
        read(data)


def test_parts_in_parts_without_end_are_refused() -> None:
    head = b"MIME-Version: 1.0\r\n"
    deep = b"".join(
        b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(1_200)
    )
    with pytest.raises(SourceError):
        read(head + deep + b"Content-Type: text/html\r\n\r\n<p>x</p>")
