"""Fingerprints of what a source says, and of what was written."""

import hashlib
import json
from collections.abc import Sequence

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.importing.archive import ImportedPost

_OPTIONAL = ("author", "date", "tags", "lang", "sources")


def given_fields(post: ImportedPost | Post) -> tuple[str, ...]:
    """The optional fields that a post has."""
    return tuple(name for name in _OPTIONAL if getattr(post, name))


def digest_of(
    post: ImportedPost | Post, comments: Sequence[Comment], fields: Sequence[str]
) -> str:
    """A fingerprint of a post's words, the named fields and its comments.

    White space is not told apart, since files may change it on the way.
    """
    parts: list[object] = [_plain(post.title), _plain(post.body)]
    parts.extend(_field(post, name) for name in _OPTIONAL if name in fields)
    for one in comments:
        head = [one.id, one.parent, one.author, one.date, one.kind]
        if one.url:
            head.append(one.url)
        parts.append([*head, _plain(one.text)])
    data = json.dumps(parts, ensure_ascii=False).encode("utf-8", "replace")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _field(post: ImportedPost | Post, name: str) -> object:
    value = getattr(post, name)
    if name == "sources":
        return [[_plain(one.key), _plain(one.text), one.url] for one in post.sources]
    return list(value) if isinstance(value, tuple) else value


def _plain(text: str) -> str:
    return " ".join(text.split())


def says_the_same(
    imported: ImportedPost,
    written: tuple[Post, Sequence[Comment]],
    fields: Sequence[str],
) -> bool:
    """Whether what was written is what came, so that both have one digest."""
    post, comments = written
    return (
        post.title == imported.title
        and post.body.strip() == imported.body.strip()
        and all(getattr(post, name) == getattr(imported, name) for name in fields)
        and tuple(comments) == imported.comments
    )
