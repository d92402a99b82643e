"""Which post an address, a guid or a title means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from gulagreader.importing.archive import ImportedPost, PostLink

_IGNORED = re.compile(
    r"utm_\w+|replytocom|showcomment|fbclid|gclid|share|nb|like_comment|_wpnonce|m|amp"
)
_PAGE_OF_COMMENTS = re.compile(
    r"/(?:comment-page-\d+|amp|feed|index\.(?:html?|php))$", re.IGNORECASE
)


@lru_cache(maxsize=64)
def normal_link(address: str) -> str:
    """What two addresses of one post have in common; empty where it is none.

    Scheme, ``www.``, the slash at the end, the fragment, words that only say where a
    reader came from, and the order of the others do not matter.

    >>> normal_link("https://www.example.org/a/?utm_source=x#comment-3")
    'example.org/a'
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = parts.port
    except ValueError:
        return ""
    if not host or parts.scheme not in ("http", "https", ""):
        return ""
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = unquote(parts.path).rstrip("/")
    path = _PAGE_OF_COMMENTS.sub("", path).rstrip("/")
    words = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _IGNORED.fullmatch(key.lower())
    )
    query = "&".join(f"{key}={value}" for key, value in words)
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def normal_title(title: str) -> str:
    """A title as it is compared: its letters and digits, without case."""
    return " ".join(re.findall(r"[^\W_]+", title.casefold()))


def keys_of(link: PostLink) -> tuple[str, ...]:
    """What a post can be found by, the surest first; titles are not among them."""
    addresses = (*link.links, link.guid or "")
    found = [normal_link(address) for address in addresses]
    # The address of a whole site stands in the place of many a post's.
    keys = [key for key in found if "/" in key or "?" in key]
    if link.guid and found[-1] not in keys:
        keys.append(f"guid {link.guid}")
    return tuple(dict.fromkeys(keys))


def path_of(address: str) -> tuple[str, bool]:
    """The path of an address and whether a site stands before it; empty without one.

    Programs that keep comments for one site only name its posts so: ``/2014/thaw/``.

    >>> path_of("/2014/thaw/#comment-3")
    ('/2014/thaw', False)
    """
    address = address.strip()
    bare = address.startswith("/") and not address.startswith("//")
    whole = normal_link(f"//site{address}" if bare else address)
    place = whole.find("/")
    return (whole[place:] if place > 0 else "", not bare)


def link_of(post: ImportedPost) -> PostLink:
    """What an imported post can be found by."""
    addresses = (post.origin.url, *post.links)
    links = tuple(address for address in addresses if address)
    guid = post.identity if post.identity_is_sure else None
    return PostLink(links, guid, post.title)


_SEVERAL = ""
"""Stands in the place of a post's id where several posts have a title."""


@dataclass
class LinkIndex:
    """The posts of a library and of an import, by their addresses and titles.

    Of addresses and titles only Python's hash is kept, in 64 bits: a library may have
    a hundred thousand, and that two of them share one is not to be expected in the
    life of the earth.
    """

    _by_key: dict[int, str] = field(default_factory=dict)
    _by_title: dict[int, str] = field(default_factory=dict)
    _by_path: dict[int, str] = field(default_factory=dict)
    """The post of each path that one post has, whose site is known."""
    _doubtful: dict[int, dict[str, bool]] = field(default_factory=dict)
    """The posts of every other path, and whether the site of each is known."""

    def note(self, post_id: str, link: PostLink) -> None:
        """Remember a post; the first that has an address keeps it."""
        for key in keys_of(link):
            self._by_key.setdefault(hash(key), post_id)
        for address in link.links:
            path, has_site = path_of(address)
            if path:
                self._note_path(hash(path), post_id, has_site=has_site)
        title = normal_title(link.title or "")
        if title and self._by_title.setdefault(hash(title), post_id) != post_id:
            self._by_title[hash(title)] = _SEVERAL

    def _note_path(self, path: int, post_id: str, *, has_site: bool) -> None:
        if path not in self._doubtful:
            only = self._by_path.get(path, post_id)
            if has_site and only == post_id:
                self._by_path[path] = post_id
                return
            known = self._by_path.pop(path, None)
            self._doubtful[path] = {} if known is None else {known: True}
        posts = self._doubtful[path]
        posts[post_id] = posts.get(post_id, True) and has_site

    def by_address(self, link: PostLink) -> str | None:
        """The post that has one of the addresses or the guid."""
        return self._first(keys_of(link))

    def find(self, link: PostLink) -> str | None:
        """The post by address, else by a path or a title that only one post has.

        A path alone speaks where the comments or the post do not name a site.
        """
        found = self.by_address(link) or self._by_paths(link)
        if found is not None:
            return found
        return self._by_title.get(hash(normal_title(link.title or ""))) or None

    def _by_paths(self, link: PostLink) -> str | None:
        for address in link.links:
            path, has_site = path_of(address)
            posts = self._doubtful.get(hash(path))
            if posts is None:
                only = self._by_path.get(hash(path))
                posts = {} if only is None else {only: True}
            fitting = [one for one, sited in posts.items() if not (sited and has_site)]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _first(self, keys: Iterable[str]) -> str | None:
        found = (self._by_key.get(hash(key)) for key in keys)
        return next((one for one in found if one is not None), None)
