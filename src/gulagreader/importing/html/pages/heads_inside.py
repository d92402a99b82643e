"""The head of a comment where a theme puts it into the element of the text.

Such a text begins with its author's name, as a heading or under a class for names;
with nobody else's, and nowhere else, is it a head.
"""

import re
from itertools import takewhile

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.nodes import (
    TEXT,
    ancestors,
    classes,
    descendants,
    words_in,
)
from gulagreader.importing.html.pages.looking import Ids, is_inside

_NAMES = frozenset(("fn", "author", "comment-author-link", "commenter", "url"))
_HEADING = re.compile(r"h[1-6]|cite")


def head_inside(text: LexborNode, author: str, skips: Ids) -> LexborNode | None:
    """The element that names the author before any word of a comment's text.

    ``skips`` are elements that are no part of it, whatever they say.
    """
    for node in descendants(text):
        if is_inside(node, skips, text):
            continue
        if node.tag == TEXT and (node.text_content or "").strip():
            return None
        marked = not _NAMES.isdisjoint(classes(node))
        if (marked or _HEADING.fullmatch(node.tag or "")) and _says(node, author):
            between = takewhile(lambda one: one.mem_id != text.mem_id, ancestors(node))
            return [node, *takewhile(lambda one: _says(one, author), between)][-1]
    return None


def _says(node: LexborNode, author: str) -> bool:
    return words_in(node, len(author) + 20).rstrip(" :,") == author
