"""The address of a post or comment for other programs, and back."""

from collections.abc import Mapping
from urllib.parse import quote, unquote

SCHEME = "gulagreader:"
Place = tuple[str, str | None]
"""A post's id, and perhaps a comment's."""


def address_of(library: str, post: str, comment: str | None) -> str:
    """The address of a text of a library: ``gulagreader:LIBRARY/POST#COMMENT``."""
    whole = f"{SCHEME}{_quoted(library)}/{_quoted(post)}"
    return whole if comment is None else f"{whole}#{_quoted(comment)}"


def place_at(address: str) -> Place | None:
    """The post and comment that such an address names; None for another address."""
    if not address.startswith(SCHEME):
        return None
    whole, mark, comment = address.removeprefix(SCHEME).partition("#")
    _, slash, post = whole.partition("/")
    if not slash or not post:
        return None
    return unquote(post), unquote(comment) if mark and comment else None


def _quoted(part: str) -> str:
    return quote(part.encode("utf-8", "replace"), safe="")


Addresses = Mapping[str, Place]
"""The posts and comments of a library by the addresses of their pages."""
