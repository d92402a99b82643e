"""Which post of the library has a web address, by what its file says of its source."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from gulagreader.domain.posts import PostCard
from gulagreader.services.post_links import normal_link

_FRONT = 1 << 13
"""Bytes of a file that are looked at: the front matter stands first."""
_SOURCE = re.compile(r"^source:(.*(?:\n[ \t].*)*)", re.MULTILINE)
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
