"""HTML text to a tree, in a time that grows with its length.

The parser is Lexbor. It keeps the rules of HTML, and by these a page of a hundred
thousand nested elements takes it minutes, and one that opens a thousand fonts and
closes none makes millions of nodes. So markup that no page needs is taken out first.
"""

import re
from collections import Counter
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from gulagreader.importing.html.tags import (
    BLOCKS,
    CLOSED_BY_THEMSELVES,
    FORM_PARTS,
    FORMATTING,
    FRAMES,
    UNSEEN,
    VOID,
)

_DEEPEST = 250
_DEEPEST_FORMATTING = 24
_LONGEST_TAG = 20_000
"""Characters; a longer tag is looked at for its number of attributes."""
_MOST_ATTRIBUTES = 1_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_LONG_TAG = re.compile(
    rf"<([a-zA-Z][a-zA-Z0-9:-]*)(?=[\s/])[^<>]{{{_LONGEST_TAG},}}(?=[<>])"
)


_CUT = re.compile(r"<([a-zA-Z][^\s<>/]*)[^<>=]*\Z")
_KNOWN = BLOCKS.union(
    FORMATTING, VOID, CLOSED_BY_THEMSELVES, FRAMES, FORM_PARTS, UNSEEN
)
"""What is cut off in these is markup and no words."""
_EMPTY_TAG = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"'/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+)/>"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page."""

    tree: LexborHTMLParser
    flattened: int
    """How many elements stood too deep and were taken out, their words kept."""


def parse(html: str) -> Page:
    """Parse a whole page or a piece of one; never fails."""
    html, flattened = _tamed(_with_cut_words(html.replace("\0", "")))
    # Lone surrogates cannot be encoded for the parser.
    safe = html.encode("utf-8", "replace").decode("utf-8")
    return Page(LexborHTMLParser(safe), flattened)


def _with_cut_words(html: str) -> str:
    """Keep words behind a ``<`` that nothing closes: parsers drop what ends so."""
    found = _CUT.search(html, max(html.rfind("<"), 0))
    if found is None or found[1].lower() in _KNOWN:
        return html
    return f"{html[: found.start()]}&lt;{html[found.start() + 1 :]}"


def html_of_xhtml(text: str) -> str:
    """Write XHTML so that the rules of HTML read it right.

    HTML does not know ``<a id="p7"/>`` as an end: all that follows would stand in it.
    """
    return _EMPTY_TAG.sub(_closed, text) if "/>" in text else text


def _closed(found: re.Match[str]) -> str:
    name = found[1]
    return found[0] if name.lower() in VOID else f"<{name}{found[2]}></{name}>"


def _tamed(html: str) -> tuple[str, int]:
    """Take out what nests too deep, and the attributes of a tag of thousands."""
    if len(html) > _LONGEST_TAG:
        html = _LONG_TAG.sub(_bare_if_overloaded, html)
    if html.count("<") - html.count("</") < _DEEPEST_FORMATTING:
        return html, 0  # as deep as that only where nothing is closed
    depth = formatting = taken_out = 0
    opened: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    parts: list[str] = []
    at = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in VOID or name in CLOSED_BY_THEMSELVES:
            continue
        if not found[1]:
            formatted = name in FORMATTING
            if depth < _DEEPEST and not (
                formatted and formatting >= _DEEPEST_FORMATTING
            ):
                depth += 1
                formatting += formatted
                opened[name] += 1
                continue
            dropped[name] += 1
            taken_out += 1
        elif dropped[name]:
            dropped[name] -= 1
        else:
            if opened[name]:
                opened[name] -= 1
                depth -= 1
                formatting -= name in FORMATTING
            continue
        end = html.find(">", found.end()) + 1 or len(html)
        if found.start() >= at:
            parts += [html[at : found.start()], "<p>" if name in BLOCKS else ""]
            at = end
    return "".join((*parts, html[at:])), taken_out


def _bare_if_overloaded(found: re.Match[str]) -> str:
    if len(found[0].split(None, _MOST_ATTRIBUTES)) <= _MOST_ATTRIBUTES:
        return found[0]
    return f"<{found[1]}"
