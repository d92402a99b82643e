"""Blocks that WordPress keeps once and shows in many posts (“patterns”).

A post holds only ``<!-- wp:block {"ref":77} /-->``; the words are in an item of the
type ``wp_block``, which may stand anywhere in the export. There are few, so an export
that has any is read once for them before it is read for its posts.
"""

import json
import re
from collections.abc import Mapping

from gulagreader.domain.errors import SourceError
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.xml.stream import XmlStream
from gulagreader.text.clean import clean_line

_REFERENCE = re.compile(r"<!--\s+wp:(?:core/)?block\s+(\{[^<>]{1,400}\})\s*/-->")
_TYPE = b"wp_block"
_MARK = b"wp:block"
_PIECE = 1024 * 1024
_MOST = 4_000_000
"""Letters of all blocks that are held; more is no site's."""
_DEEPEST = 4
_LONGEST = 400_000
"""Letters that blocks may add to one post: they can hold one another."""


def reusable_blocks(source: SourceFile) -> dict[str, str]:
    """The stored words of an export's published blocks, by the numbers of their posts.

    An export that is cut off gives those above the cut.
    """
    if not _mentions_both(source):
        return {}
    found: dict[str, str] = {}
    held = 0
    try:
        for item in XmlStream(source, ("item",)):
            if item.words("wp:post_type") != "wp_block":
                continue
            if item.words("wp:status").lower() != "publish":
                continue
            content = item.child("content:encoded")
            words = content.text if content is not None else ""
            held += len(words)
            if held > _MOST:
                break
            found[clean_line(item.words("wp:post_id"))] = words
    except SourceError:
        pass  # told when the posts are read
    return found


def _mentions_both(source: SourceFile) -> bool:
    """Whether an export has blocks of its own and refers to some; a quick look."""
    wanted, before = {_TYPE, _MARK}, b""
    try:
        with source.open() as stream:
            while data := stream.read(_PIECE):
                wanted -= {one for one in wanted if one in before + data}
                if not wanted:
                    return True
                before = data[-len(_TYPE) :]
    except (SourceError, OSError):
        return False
    return False


def with_blocks(stored: str, blocks: Mapping[str, str]) -> str:
    """A body with the words of the blocks it refers to, as far as they are known."""
    if not blocks or "wp:" not in stored:
        return stored
    room = _LONGEST

    def words(found: re.Match[str]) -> str:
        nonlocal room
        shown = blocks.get(_number(found[1]))
        if shown is None or len(shown) > room:
            return found[0]
        room -= len(shown)
        return f"\n\n{shown}\n\n"

    for _ in range(_DEEPEST):
        before, stored = stored, _REFERENCE.sub(words, stored)
        if stored == before:
            break
    return stored


def _number(attributes: str) -> str:
    try:
        return str(json.loads(attributes).get("ref"))
    except (ValueError, AttributeError, RecursionError):
        return ""
