"""Addresses of posts: what of an address names the post, and what only a view of it."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from gulagreader.text.clean import clean

_HERE = "http://here.invalid/"
"""Stands for the folder that a mirrored site lies in; the name is reserved for what
is no host (RFC 6761), and never leaves this package."""
_QUERY_AS_NAMED = re.compile(r"(?<=\.(?:htm|php))@|(?<=\.html)@")
_VIEW_WORDS = re.compile(
    r"utm_\w+|replytocom|showcomment|m|share|nb|like_comment|_wpnonce|fbclid|amp"
    r"|noamp|unapproved|moderation-hash|cpage|commentpage|print|output|wref|relatedposts"
)
_COMMENT_PAGE = re.compile(r"/comment-page-\d+(?=/|$)")
_VIEW_END = re.compile(r"/(?:amp|feed|embed|trackback)/?$")
_LISTS = re.compile(
    r"(?:^|/)(?:(?:tag|category|author|label|search|topics?)/[^?]+|page/\d+|search)/?$"
)
_LIST_QUERY = re.compile(r"(?:^|&)(?:tag|cat|author|paged|s|updated-max|max-results)=")
_INDEX = re.compile(r"/index\.(?:html?|php)$")
_PART = re.compile(r"/\d{1,3}/?$")
_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)/")
_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?=[^/]*[^\W\d])")


def whole_address(base: str, address: str | None) -> str:
    """An address as it is from a page; empty where it is none of the web."""
    if not address:
        return ""
    try:
        joined = urljoin(base, clean(address).strip())
        scheme = urlsplit(joined).scheme
    except ValueError:
        return ""
    fine = scheme in ("http", "https") and not any(c.isspace() for c in joined)
    return joined if fine else ""


def place_in_folder(name: str) -> str:
    """The address of a mirrored page among its like, from its name in the folder.

    Programs that mirror a site make its links lead from file to file, also the one
    that says which address is the post's own. ``index.html?p=5`` and the form for
    other systems, ``index.html@p=5``, are pages with a query.
    """
    return _HERE + _QUERY_AS_NAMED.sub("?", name)


def is_in_folder(address: str) -> bool:
    """Whether an address only leads to a file of a folder."""
    return address.startswith(_HERE)


def post_address(address: str) -> str:
    """The address of the post that a page shows, without what chooses a view of it.

    A page of comments, the answer form of one comment and the page for telephones
    are views of one post.
    """
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        words = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return ""
    kept = [(k, v) for k, v in words if not _VIEW_WORDS.fullmatch(k.lower())]
    path = _COMMENT_PAGE.sub("", parts.path)
    path = _INDEX.sub("/", _VIEW_END.sub("/", path)) or "/"
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(kept), ""))


def whole_post(address: str, part: int) -> str:
    """The address of the post of which a page is a part: without ``/2/`` at its end."""
    return _PART.sub("/", address) if part > 1 else address


def lists_posts(address: str) -> bool:
    """Whether an address is one at which WordPress or Blogger lists posts."""
    try:
        parts = urlsplit(post_address(address))
    except ValueError:
        return False
    return (
        _LISTS.search(parts.path) is not None
        or _LIST_QUERY.search(parts.query) is not None
    )


def address_key(address: str) -> str:
    """What two addresses of one post have in common: no scheme, no ``www``."""
    try:
        parts = urlsplit(post_address(address))
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    path = unquote(parts.path).rstrip("/")
    return f"{host}{path}{'?' + parts.query if parts.query else ''}"


def date_in(address: str) -> str | None:
    """The day or the month that an address such as ``/2014/03/the-thaw/`` names.

    Never a day that is not there.
    """
    day = day_in(address)
    if day is not None:
        return day
    found = _MONTH.search(address)
    return f"{found[1]}-{found[2]}" if found is not None else None


def day_in(address: str) -> str | None:
    """The day that a permalink such as ``/2014/03/03/the-thaw/`` names."""
    found = _DAY.search(address)
    return f"{found[1]}-{found[2]}-{found[3]}" if found is not None else None
