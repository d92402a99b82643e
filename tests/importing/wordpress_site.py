"""WordPress exports as tests need them."""

from collections.abc import Sequence
from pathlib import Path

from gulagreader.importing.archive import (
    AS_USUAL,
    Found,
    ImportedPost,
    ImportOptions,
    LeftOut,
    Remark,
)
from gulagreader.importing.formats.wxr import IMPORTER
from gulagreader.importing.sources import SourceFile


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def comment(number: int, text: str = "Well said.", **fields: str) -> str:
    given = {
        "author": "Reader 3",
        "author_email": "reader@example.invalid",
        "author_IP": "192.0.2.1",
        "date": f"2014-03-03 18:{number % 60:02}:00",
        "date_gmt": f"2014-03-03 23:{number % 60:02}:00",
        "approved": "1",
        "type": "",
        "parent": "0",
        **fields,
    }
    inner = "".join(
        f"<wp:comment_{name}>{cdata(value)}</wp:comment_{name}>"
        for name, value in given.items()
    )
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{inner}"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content></wp:comment>\n"
    )


def item(
    number: int = 7,
    body: str = "One.\n\nTwo.",
    *comments: str,
    more: str = "",
    **fields: str,
) -> str:
    """One item; a field that is given takes the place of the usual one."""
    link = f"https://blog.example/2014/03/post-{number}/"
    given = {
        "title": f"Post {number}",
        "link": link,
        "dc:creator": "jdoe",
        "guid": f"https://blog.example/?p={number}",
        "excerpt:encoded": "",
        "wp:post_id": str(number),
        "wp:post_date": "2014-03-03 17:04:00",
        "wp:post_date_gmt": "2014-03-03 22:04:00",
        "wp:post_name": f"post-{number}",
        "wp:status": "publish",
        "wp:post_type": "post",
        **{name.replace("__", ":"): value for name, value in fields.items()},
    }
    inner = "".join(
        f"<{name}>{cdata(value)}</{name}>\n" for name, value in given.items()
    )
    return (
        f"<item>\n{inner}<content:encoded>{cdata(body)}</content:encoded>\n{more}"
        f"{''.join(comments)}</item>\n"
    )


def wxr(*items: str, version: str = "1.2", before: str = "") -> str:
    author = (
        "<wp:author><wp:author_login>jdoe</wp:author_login>"
        "<wp:author_email>jane@example.invalid</wp:author_email>"
        "<wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name>"
        "</wp:author>\n"
    )
    space = f"http://wordpress.org/export/{version}"
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- an export -->\n'
        f'<rss version="2.0" xmlns:excerpt="{space}/excerpt/"\n'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{space}/">\n'
        "<channel>\n<title>History 12</title><link>https://blog.example</link>\n"
        f"<language>en-US</language>\n{author}{before}{''.join(items)}</channel>\n</rss>\n"
    )


def source(data: str | bytes, options: ImportOptions = AS_USUAL) -> SourceFile:
    data = data.encode() if isinstance(data, str) else data
    return SourceFile(Path("history.xml"), data, options=options)


def read(data: str | bytes, options: ImportOptions = AS_USUAL) -> list[Found]:
    return list(IMPORTER.read(source(data, options)))


def posts(found: Sequence[Found]) -> list[ImportedPost]:
    return [one for one in found if isinstance(one, ImportedPost)]


def only_post(data: str | bytes, options: ImportOptions = AS_USUAL) -> ImportedPost:
    (post,) = posts(read(data, options))
    return post


def left_out(found: Sequence[Found]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in found:
        pieces = one.left_out if isinstance(one, ImportedPost) else (one,)
        for piece in pieces:
            if isinstance(piece, LeftOut):
                counts[piece.what] = counts.get(piece.what, 0) + piece.count
    return counts


def remarks(found: Sequence[Found]) -> list[str]:
    said: list[str] = []
    for one in found:
        pieces = one.remarks if isinstance(one, ImportedPost) else (one,)
        said += [piece.what for piece in pieces if isinstance(piece, Remark)]
    return said
