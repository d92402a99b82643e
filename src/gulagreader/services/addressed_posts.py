"""Which post or comment of the library has a web address, by what its file says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import PostCard
from gulagreader.services.post_links import normal_link

_FRONT = 1 << 13
"""Bytes of a file that are looked at: the front matter stands first."""
_SOURCE = re.compile(r"^source:(.*(?:\n[ \t].*)*)", re.MULTILINE)
_NUMBERED = re.compile(r"(?:li-|div-)?comment-(\d+)")
_URL = re.compile(r"""\burl:[ \t]*["']?(https?://[^\s"',}]+)""")


def addressed_posts(cards: Iterable[PostCard]) -> Mapping[str, str]:
    """The ids of posts by the normal form of the address each came from.

    Only the beginning of each file is read, and nothing is parsed: of a hundred
    thousand posts that takes some seconds, so it belongs in a thread. A file that
    cannot be read has no address.
    """
    found: dict[str, str] = {}
    for card in cards:
        address = normal_link(_address_in(card.path))
        if address:
            found.setdefault(address, card.id)
    return found


def post_at(address: str, posts: Mapping[str, str]) -> str | None:
    """The post that an address leads to; None where the library has none there."""
    return posts.get(normal_link(address))


def comment_at(address: str, comments: Sequence[Comment]) -> str | None:
    """The id of the comment that an address of its post leads to, if any.

    Known by the comment's own address or, as WordPress has it, by the number behind
    ``#comment-``, unless the ids only count the comments.
    """
    fragment = _fragment(address)
    if not fragment:
        return None
    for comment in comments:
        if comment.url is not None and _fragment(comment.url) == fragment:
            return comment.id
    number = _NUMBERED.fullmatch(fragment)
    if number is None or all(c.id == f"c{n}" for n, c in enumerate(comments, 1)):
        return None
    wanted = f"c{number[1]}"
    return next((one.id for one in comments if one.id == wanted), None)


def _fragment(address: str) -> str:
    try:
        return urlsplit(address).fragment
    except ValueError:
        return ""


def _address_in(path: Path) -> str:
    try:
        with path.open("rb") as file:
            beginning = file.read(_FRONT).decode("utf-8", "replace")
    except OSError:
        return ""
    front, _, _ = beginning.partition("\n---")
    source = _SOURCE.search(front)
    url = _URL.search(source.group(1)) if source is not None else None
    return url.group(1) if url is not None else ""
