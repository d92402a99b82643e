"""Pictures: what is known of one, and which are no pictures for a reader at all."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from gulagreader.text.clean import clean_line

_LAZY = ("data-orig-file", "data-lazy-src", "data-src", "data-original")
_SIGN_CLASSES = frozenset("wp-smiley emoji emoticon latex smiley".split())  # noqa: SIM905
_PIXELS = re.compile(r"\s*([0-9]{1,6})(?:px)?\s*")
_IMAGE_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|avif)\Z", re.IGNORECASE
)
_SMALLEST = 3
_SIGN = 24
"""Pixels; what is not higher stands for a sign in the line."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a text; it is named there and never fetched."""

    source: str
    """Its address, or its path beside a saved page; empty if it lay in the page."""
    alt: str = ""
    caption: str = ""
    link: str = ""
    """Where it leads, such as the archive that has it; not to a larger copy."""


def picture_of(node: LexborNode) -> Picture | None:
    """What an ``img`` shows; None for a counting pixel."""
    attributes = node.attributes
    sides = [
        pixels
        for side in ("width", "height")
        if (pixels := _pixels(attributes.get(side))) is not None
    ]
    if sides and max(sides) <= _SMALLEST:
        return None
    source = attributes.get("src") or ""
    lazy = next((there for name in _LAZY if (there := attributes.get(name))), "")
    if lazy and (not source or source.startswith("data:") or "placeholder" in source):
        source = lazy
    source = "" if source.startswith("data:") else clean_line(source)
    words = attributes.get("alt") or attributes.get("title") or ""
    alt = clean_line(words)
    return Picture(source, alt) if source or alt else None


def is_sign(node: LexborNode) -> bool:
    """Whether an ``img`` stands for a sign in the line, such as a smile."""
    attributes = node.attributes
    if _SIGN_CLASSES & set((attributes.get("class") or "").split()):
        return True
    height = _pixels(attributes.get("height"))
    return height is not None and height <= _SIGN


def _pixels(length: str | None) -> int | None:
    found = _PIXELS.fullmatch(length or "")
    return int(found[1]) if found is not None else None


def is_larger_copy(node: LexborNode, address: str) -> bool:
    """Whether a link around a picture leads to the same picture in another size.

    WordPress links to the file, or to a page that has nothing but the picture.
    """
    if (
        "attachment" in (node.attributes.get("rel") or "")
        or "attachment_id=" in address
    ):
        return True
    return _IMAGE_FILE.search(address.partition("?")[0].partition("#")[0]) is not None


def file_name(source: str) -> str:
    """The last part of a picture's address, to name it where it has no words."""
    try:
        path = urlsplit(source).path
    except ValueError:
        return ""
    return clean_line(unquote(path.rstrip("/").rsplit("/", 1)[-1]))[:200]
