"""What no library keeps of people, also where another library of ours has kept it."""

import re
from collections.abc import Mapping
from dataclasses import replace

from gulagreader.importing.archive import EMAILS, ImportedPost, LeftOut

_MAIL = re.compile(r"(?:mailto:)?[^\s@/:<>]+@[^\s@/:<>]+\.[^\s@/:<>]+")


def without_private(post: ImportedPost) -> ImportedPost:
    """A post without further keys that are somebody's e-mail address; counted."""
    extra = _without(post.extra)
    comments = tuple(
        one
        if len(kept := _without(one.extra)) == len(one.extra)
        else replace(one, extra=kept)
        for one in post.comments
    )
    dropped = len(post.extra) - len(extra)
    dropped += sum(
        len(one.extra) - len(kept.extra)
        for one, kept in zip(post.comments, comments, strict=True)
    )
    if not dropped:
        return post
    return replace(
        post,
        extra=extra,
        comments=comments,
        left_out=(*post.left_out, LeftOut(EMAILS, dropped)),
    )


def _without(extra: Mapping[str, object]) -> Mapping[str, object]:
    if not extra:
        return extra
    return {
        key: value
        for key, value in extra.items()
        if not (isinstance(value, str) and _MAIL.fullmatch(value.strip()))
    }
