"""What a reader of a page does not see, or cannot use, and what it is counted as."""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.nodes import descendants, words_in
from gulagreader.importing.html.tags import FORM_PARTS, UNSEEN

SCRIPTS = "scripts and styles"
FORMS = "form parts"
HIDDEN = "hidden passages"
DRAWINGS = "drawings"
FRAMES = "embedded frames"
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_SCREEN_READERS = frozenset(
    "screen-reader-text sr-only visually-hidden assistive-text screenreader".split()  # noqa: SIM905
)
_LARGE_FORM = 2_000
"""Characters; some systems put the whole page into one form."""


def unseen_as(node: LexborNode, attributes: Mapping[str, str | None]) -> str | None:
    """What an element is counted as if it is left out; None if it is read."""
    tag = node.tag or ""
    if tag in UNSEEN:
        return SCRIPTS
    if tag == "svg":
        return DRAWINGS
    if tag in FORM_PARTS or (tag == "form" and is_reply_or_search_form(node)):
        return FORMS
    if attributes and _is_hidden(attributes):
        return HIDDEN
    return None


def is_reply_or_search_form(node: LexborNode) -> bool:
    """Whether a form is for filling in and not a wrapper around a page."""
    if any(inner.tag in ("article", "h1", "main") for inner in descendants(node)):
        return False
    return len(words_in(node, _LARGE_FORM + 1)) <= _LARGE_FORM


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style and _HIDING_STYLE.search(style):
        return True
    named = attributes.get("class")
    return bool(named and not _FOR_SCREEN_READERS.isdisjoint(named.lower().split()))
