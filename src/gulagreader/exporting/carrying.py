"""What an export carries beside what it shows, so that it can be read back the same.

A post's and a comment's fields go as JSON, as the library has them; the Markdown of
a text goes with the seal of its HTML (``text.markup_seals``), and only where the HTML
does not say it already. ``importing/own_exports`` reads all of it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.exporting.marked_text import escaped
from gulagreader.text.markup_seals import plain_paragraphs, seal_of_markup

Shape = dict[str, object]
_UNSAFE = re.compile(r"[^ -$&-;=?-\[\]-~\xa1-\ud7ff\ue000-\ufffd]")
"""What a field of WordPress may not keep: its importers take backslashes away, old
databases what lies beyond the basic plane. One of its parsers, which does without XML,
takes ``</item>`` in a text for the item's end."""


def post_fields(post: Post) -> Shape:
    """All of a post but its body; what is empty is left out."""
    shape: Shape = {
        **head_fields(post),
        "sources": source_shapes(post),
        "extra": dict(post.extra),
    }
    return _filled(shape)


def head_fields(post: Post) -> Shape:
    """What a post is known by, in the order in which it is written."""
    return {
        "id": post.id,
        "title": post.title,
        "author": post.author,
        "date": post.date,
        "tags": list(post.tags),
        "lang": post.lang,
        "origin": asdict(post.origin) if post.origin is not None else None,
    }


def source_shapes(post: Post) -> list[Shape]:
    """What a post cites."""
    return [asdict(one) for one in post.sources]


def comment_fields(comment: Comment, place: int) -> Shape:
    """All of a comment but its text; ``place`` is its place in the file, from 1."""
    shape: Shape = {
        "id": comment.id,
        "parent": comment.parent,
        "author": comment.author,
        "date": comment.date,
        "kind": comment.kind if comment.kind != "comment" else None,
        "url": comment.url,
        "extra": dict(comment.extra),
        "place": place,
    }
    return _filled(shape)


def library_fields(info: LibraryInfo) -> Shape:
    """What a library says of itself."""
    return {
        "id": info.id,
        "name": info.name,
        "lang": info.lang,
        "aliases": [list(group) for group in info.aliases],
        "teachers": list(info.teachers),
    }


def text_fields(markdown: str, html: str) -> Shape:
    """The seal of a text's HTML, and its Markdown where the HTML does not say it."""
    shape: Shape = {"seal": seal_of_markup(html)}
    if plain_paragraphs(html) != markdown:
        shape["markdown"] = markdown
    return shape


def as_attribute(name: str, value: str) -> str:
    """An attribute with a blank before it, in HTML and XML alike."""
    safe = escaped(value).replace("&quot;", '"').replace("'", "&#39;")
    # XML makes blanks of what is no blank in an attribute.
    safe = safe.replace("\n", "&#10;").replace("\t", "&#9;")
    return f" {name}='{safe}'"


def text_attributes(markdown: str, html: str) -> str:
    """:func:`text_fields` as attributes of the element that holds the HTML."""
    fields = text_fields(markdown, html)
    return "".join(as_attribute(f"data-{key}", str(v)) for key, v in fields.items())


def as_json(shape: object) -> str:
    """A shape as JSON on one line."""
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"), default=str)


def as_meta(shape: object) -> str:
    """A shape as JSON that comes through WordPress unchanged, percent-encoded."""
    return _UNSAFE.sub(_percent, as_json(shape))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _filled(shape: Mapping[str, object]) -> Shape:
    return {key: value for key, value in shape.items() if value}
