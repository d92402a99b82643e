import gzip
import zlib
from pathlib import Path

import pytest
from importing.page_themes import twenty
from importing.same_blog import BLOG, expected, told

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found, ImportedPost, LeftOut, Refusal, Remark
from gulagreader.importing.formats.warc import IMPORTER
from gulagreader.importing.importer import importer_for, importers
from gulagreader.importing.sources import SourceFile


def record(
    kind: str, address: str, block: bytes, *, length: int | None = None
) -> bytes:
    size = len(block) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {size}"
        "\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    html: str, *extra: str, body: bytes | None = None, status: int = 200
) -> bytes:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n"
    lines = "".join(f"{line}\r\n" for line in extra)
    return f"{head}{lines}\r\n".encode() + (html.encode() if body is None else body)


def blog_records() -> list[bytes]:
    return [
        record("warcinfo", "", b"software: x\r\n"),
        *(record("request", p.address, b"GET / HTTP/1.1\r\n\r\n") for p in BLOG),
        *(record("response", p.address, answer(twenty(p))) for p in BLOG),
    ]


def read(data: bytes, name: str = "blog.warc") -> list[Found]:
    source = SourceFile(Path(name), data)
    assert importer_for(source, importers()) is IMPORTER
    return list(IMPORTER.read(source))


def test_the_same_blog_comes_out_of_a_web_archive() -> None:
    assert told(read(b"".join(blog_records()))) == expected()


def test_an_archive_packed_by_record_is_read_as_well() -> None:
    data = b"".join(gzip.compress(one) for one in blog_records())
    assert told(read(data, "blog.warc.gz")) == expected()


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 700] for at in range(0, len(body), 700)]
    return b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("fields", "pack"),
    [
        (["Transfer-Encoding: chunked"], chunked),
        (["Transfer-Encoding: chunked"], bytes),
        (["Content-Encoding: gzip"], gzip.compress),
        (["Content-Encoding: gzip"], bytes),
        (["Content-Encoding: deflate"], zlib.compress),
        (["Content-Encoding: deflate"], deflated),
        (
            ["Content-Encoding: gzip", "Transfer-Encoding: chunked"],
            lambda body: chunked(gzip.compress(body)),
        ),
    ],
)
def test_answers_are_unpacked(fields: list[str], pack: object) -> None:
    assert callable(pack)
    data = b"".join(
        record(
            "response",
            post.address,
            answer("", *fields, body=pack(twenty(post).encode())),
        )
        for post in BLOG
    )
    assert told(read(data)) == expected()


def test_views_of_one_post_are_one_post() -> None:
    post = BLOG[0]
    pages = [
        record("response", f"{post.address}?replytocom=11", answer(twenty(post))),
        record("response", post.address, answer(twenty(post))),
    ]
    found = [one for one in read(b"".join(pages)) if isinstance(one, ImportedPost)]
    assert [(len(one.comments), one.identity) for one in found] == [(4, post.address)]


def test_what_is_no_page_is_counted() -> None:
    data = b"".join(
        (
            *blog_records(),
            record("response", "https://x.org/a", answer("gone", status=404)),
            record("response", "https://x.org/b", b"HTTP/1.1 200 OK\r\n\r\n\x89PNG"),
            record("revisit", "https://x.org/c", b""),
        )
    )
    found = read(data)
    assert told(found) == expected()
    assert LeftOut("records that are no pages", 2) in found
    assert LeftOut("pages that the server did not give", 1) in found


def test_a_wrong_length_loses_one_record_and_not_the_file() -> None:
    post, other = BLOG
    block = answer(twenty(post))
    data = record("response", "https://x.org/", b"x" * 50, length=40) + record(
        "response", post.address, block
    )
    data += record("response", other.address, answer(twenty(other)))
    found = read(data)
    assert told(found) == expected()
    assert any(isinstance(one, Remark) and "wrong length" in one.what for one in found)


def test_a_text_record_is_read_as_a_dump() -> None:
    text = (
        b"The thaw\nStalin died on 5 March 1953, and three weeks later came the decree "
        b"that let more than a million people go home.\nLeave a Reply\n"
    )
    data = record("conversion", "https://x.org/2014/03/03/thaw/?replytocom=1", text)
    (post,) = [one for one in read(data) if isinstance(one, ImportedPost)]
    assert (post.title, post.identity) == ("The thaw", "https://x.org/2014/03/03/thaw/")
    assert post.body.startswith("Stalin died")
    assert post.origin.kind == "warc"


def test_an_archive_cut_short_gives_what_stands_before() -> None:
    data = b"".join(gzip.compress(one) for one in blog_records())
    found = read(data[:-300], "blog.warc.gz")
    assert expected()[0] in told(found)
    assert any(isinstance(one, Refusal) and "damaged" in one.why for one in found)


def test_an_archive_without_pages_is_refused() -> None:
    with pytest.raises(SourceError, match="no pages"):
        read(record("warcinfo", "", b"software: x\r\n"))


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\nx",
        b"WARC/1.0\r\n" + b"a" * 300_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 50_000,
        gzip.compress(b"WARC/1.0\r\n" + b"\x00" * 3_000_000),
    ],
)
def test_hostile_archives_are_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        read(data)


def test_a_page_that_is_packed_too_tight_is_refused_and_the_rest_comes_in() -> None:
    bomb = gzip.compress(b"<p>" + b"0" * 20_000_000)
    records = [
        *blog_records(),
        record(
            "response",
            "https://blog.example/bomb",
            answer("", "Content-Encoding: gzip", body=bomb),
        ),
    ]

    found = read(b"".join(records))

    (refused,) = [one for one in found if isinstance(one, Refusal)]
    assert "https://blog.example/bomb: its" in refused.why
    assert "built to fill the memory" in refused.why
    assert told([one for one in found if one is not refused]) == expected()


def test_a_packed_archive_that_swells_is_refused_early() -> None:
    whole = record("resource", "https://blog.example/", b"0" * 60_000_000)

    with pytest.raises(SourceError, match="built to fill a disk"):
        read(gzip.compress(whole, 9), "blog.warc.gz")


def test_pages_that_a_browser_fetched_are_unpacked() -> None:
    brotli = pytest.importorskip("brotli")
    data = b"".join(
        record(
            "response",
            post.address,
            answer(
                "",
                "Content-Encoding: br",
                body=brotli.compress(twenty(post).encode()),
            ),
        )
        for post in BLOG
    )
    assert told(read(data)) == expected()


@pytest.mark.parametrize(
    ("coding", "body", "why"),
    [
        ("zstd", b"\x28\xb5\x2f\xfd\x04", "packed as zstd, which is not read here"),
        ("gzip", b"\x1f\x8b\x08not packed", "damaged: what was packed does not unpack"),
    ],
)
def test_pages_that_cannot_be_unpacked_are_named_with_why(
    coding: str, body: bytes, why: str
) -> None:
    packed = answer("", f"Content-Encoding: {coding}", body=body)
    records = [
        *blog_records(),
        *(record("response", f"https://x.org/{n}", packed) for n in range(5)),
    ]
    found = read(b"".join(records))
    names = "https://x.org/0, https://x.org/1, https://x.org/2 and 2 more"
    assert Refusal(None, f"5 pages are {why} ({names})") in found
    assert told(found) == expected()


def test_without_brotli_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "gulagreader.importing.web_archives.packed.find_spec", lambda _: None
    )
    packed = answer("", "Content-Encoding: br", body=b"\x0b\x02\x80hello\x03")
    found = read(record("response", "https://x.org/a", packed))
    assert found == [
        Refusal(
            None,
            "1 page is packed with Brotli: pip install 'gulagreader[brotli]', and "
            "import again (https://x.org/a)",
        )
    ]


def test_a_body_that_browsers_would_blow_up_is_left_out() -> None:
    brotli = pytest.importorskip("brotli")
    body = brotli.compress(b"<p>" + b"a" * 30_000_000)
    packed = answer("", "Content-Encoding: br", body=body)
    found = read(b"".join([*blog_records(), record("response", "https://x", packed)]))
    (bomb,) = (one for one in found if isinstance(one, Refusal))
    assert "built to fill the memory" in bomb.why
    assert told(found) == expected()


def cut_answers() -> dict[str, bytes]:
    """The page of a post, in the ways in which crawlers keep half of one."""
    post = BLOG[0]
    html = twenty(post).encode()
    half = html[: len(html) * 3 // 4]
    at = post.address
    length = f"Content-Length: {len(html)}"
    truncated = record("response", at, answer("", body=half)).replace(
        b"\r\nContent-Length", b"\r\nWARC-Truncated: length\r\nContent-Length", 1
    )
    pieces = chunked(html)[: len(half)]
    packed = gzip.compress(html)
    return {
        "told by the crawler": truncated,
        "shorter than sent": record("response", at, answer("", length, body=half)),
        "without its last piece": record(
            "response", at, answer("", "Transfer-Encoding: chunked", body=pieces)
        ),
        "packed": record(
            "response",
            at,
            answer("", "Content-Encoding: gzip", body=packed[: -len(packed) // 8]),
        ),
        "with the file": record("response", at, answer("", length, body=html))[
            : -len(html) // 4
        ],
    }


@pytest.mark.parametrize("way", sorted(cut_answers()))
def test_half_a_page_says_that_it_is_half(way: str) -> None:
    found = read(cut_answers()[way])
    (post,) = (one for one in found if isinstance(one, ImportedPost))
    what = "is cut short in the archive: the end of the page is missing"
    # An archive has many pages: which one it is has to be said.
    assert f"{post.origin.url}: {what}" in [remark.what for remark in post.remarks]


def test_a_whole_page_is_not_called_half_when_it_was_kept_unpacked() -> None:
    page = twenty(BLOG[0])
    size = len(gzip.compress(page.encode()))
    kept = answer(page, "Content-Encoding: gzip", f"Content-Length: {size}")
    found = read(record("response", BLOG[0].address, kept))
    (post,) = (one for one in found if isinstance(one, ImportedPost))
    assert post.remarks == ()
