"""Players and frames: a link to what was embedded, since nothing is played here."""

import re
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.converter import Converter, Leave, nothing
from gulagreader.importing.html.nodes import descendants
from gulagreader.importing.html.runs import Run
from gulagreader.importing.html.unseen import FRAMES
from gulagreader.text.clean import clean_line

_YOUTUBE = re.compile(
    r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,20})"
)
_VIMEO = re.compile(r"https?://player\.vimeo\.com/video/(\d+)")
_SAYS_NOTHING = frozenset(
    ("youtube video player", "embedded video", "video", "iframe", "embedded content")
)


def enter_frame(to: Converter, node: LexborNode) -> Leave | None:
    """A line that links to what is embedded; what it says without it otherwise."""
    to.left_out[FRAMES] += 1
    address = to.address(_source_of(node))
    if address is None:
        return nothing
    address = _watchable(address)
    title = clean_line(node.attributes.get("title") or "")
    words = address if title.lower() in _SAYS_NOTHING else title or address
    to.block_break()
    to.runs.append(Run(words, link=address))
    to.block_break()
    return None


def _source_of(node: LexborNode) -> str | None:
    attributes = node.attributes
    for name in ("src", "data-src", "data"):
        value = attributes.get(name)
        if value and not value.startswith(("about:", "data:")):
            return f"https:{value}" if value.startswith("//") else value
    for inner in descendants(node):
        if inner.tag in ("source", "embed"):
            return inner.attributes.get("src")
        if inner.tag == "param" and inner.attributes.get("name") in ("movie", "src"):
            return inner.attributes.get("value")
    return None


def _watchable(address: str) -> str:
    """The page of a video instead of its player."""
    youtube = _YOUTUBE.match(address)
    if youtube is not None:
        return f"https://www.youtube.com/watch?v={youtube[1]}"
    vimeo = _VIMEO.match(address)
    return f"https://vimeo.com/{vimeo[1]}" if vimeo is not None else address


def host_of(address: str) -> str:
    """The name of the site of a web address, to name it where it has no words."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return unquote(host).removeprefix("www.")
