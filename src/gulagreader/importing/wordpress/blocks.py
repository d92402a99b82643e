"""WordPress's blocks (Gutenberg): the marks of its editor around complete HTML.

A block is HTML between ``<!-- wp:name {…} -->`` and ``<!-- /wp:name -->``; one that
ends in ``/-->`` holds nothing and is made by the site when it is shown
(https://developer.wordpress.org/block-editor/, "Block grammar").
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from gulagreader.importing.archive import LeftOut
from gulagreader.importing.wordpress.shortcodes import PARTS_OF_A_SITE

_BLOCK = re.compile(r"\s*(/?)wp:([a-z][a-z0-9/_-]*)")
_VERSE = re.compile(r"<pre\s[^<>]*wp-block-verse[^<>]*>", re.IGNORECASE)
_VERSE_END = re.compile(r"</pre\s*+>", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"(<div class=\"wp-block-embed__wrapper\">)\s*(https?://[^\s<>\"]+)\s*(</div>)"
)
_CITE = re.compile(r"<cite\b[^<>]*>[^<>]*</cite>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SILENT = frozenset(
    (
        *("more", "nextpage", "spacer", "separator", "post-title", "post-date", "html"),
        *("footnotes", "paragraph", "navigation-link", "image"),
    )
)


@dataclass(frozen=True, slots=True)
class Unblocked:
    """The HTML of a text of blocks, and what of it nothing is stored of."""

    html: str
    left_out: tuple[LeftOut, ...] = ()


def has_blocks(text: str) -> bool:
    """Whether a text was written with blocks; the paragraph step then is not for it."""
    return "<!-- wp:" in text


@dataclass(frozen=True, slots=True)
class _Mark:
    """One comment of a text; those that are no block's mark have no name."""

    start: int
    end: int
    name: str = ""
    closes: bool = False
    is_empty: bool = False


def _marks(text: str) -> Iterator[_Mark]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            # It is never closed: a browser shows nothing below it.
            yield _Mark(start, len(text))
            return
        block = _BLOCK.match(text, start + 4, end)
        name = block[2].removeprefix("core/") if block is not None else ""
        closes = block is not None and bool(block[1])
        yield _Mark(start, end + 3, name, closes, text[end - 1] == "/")
        start = text.find("<!--", end + 3)


def without_blocks(text: str, footnotes: str = "") -> Unblocked:
    """The HTML in the blocks of a text.

    ``footnotes`` is what WordPress stores beside it, as JSON. A pullquote that only
    repeats words of the text is dropped.
    """
    marks = list(_marks(text))
    left_out: list[LeftOut] = []
    notes = _footnotes(footnotes)
    parts: list[str] = []
    quotes: dict[int, int] = {}
    """Where in the parts each pullquote begins and ends."""
    opened: int | None = None
    at = 0
    for mark in marks:
        parts.append(text[at : mark.start])
        at = mark.end
        if mark.name == "pullquote" and not mark.closes:
            opened = len(parts)
        elif mark.name == "pullquote" and opened is not None:
            quotes[opened] = len(parts)
            opened = None
        elif mark.name == "footnotes" and not mark.closes:
            parts.append(notes)
            notes = ""
        elif mark.is_empty and mark.name and mark.name not in _SILENT:
            left_out.append(LeftOut(PARTS_OF_A_SITE, text=f"wp:{mark.name}"))
    parts += [text[at:], notes]
    _drop_repeated(parts, quotes, left_out)
    html = _without_verse("".join(parts))
    html = _EMBEDDED.sub(r'\1<p><a href="\2">\2</a></p>\3', html)
    return Unblocked(html, tuple(left_out))


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _drop_repeated(
    parts: list[str], quotes: Mapping[int, int], left_out: list[LeftOut]
) -> None:
    """Drop the pullquotes whose words stand in the rest of the text."""
    if not quotes:
        return
    inside = {at for start, end in quotes.items() for at in range(start, end)}
    rest = _words("".join(part for at, part in enumerate(parts) if at not in inside))
    for start, end in quotes.items():
        quoted = _CITE.sub("", "".join(parts[start:end]))
        words = _words(quoted).strip(" “”\"'«»„…")
        if words and words.casefold() in rest.casefold():
            left_out.append(LeftOut("pull quotes that repeat the text", text=words))
            parts[start:end] = [""] * (end - start)


def _without_verse(html: str) -> str:
    """Verse as a paragraph with line breaks: it is no listing of a program."""
    parts: list[str] = []
    at = 0
    for opening in _VERSE.finditer(html):
        end = _VERSE_END.search(html, opening.end())
        if end is None:
            break
        if opening.start() < at:
            continue
        lines = html[opening.end() : end.start()].strip("\n").replace("\n", "<br>")
        parts += [html[at : opening.start()], f"<p>{lines}</p>"]
        at = end.end()
    return "".join((*parts, html[at:]))


def _footnotes(stored: str) -> str:
    """WordPress's footnotes as a list whose items the marks in the text lead to."""
    if not stored.strip():
        return ""
    try:
        notes = json.loads(stored)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(notes, list):
        return ""
    items = [
        f'<li id="{escape(str(note.get("id", "")))}">{note.get("content", "")}</li>'
        for note in notes
        if isinstance(note, dict)
    ]
    return f'<ol class="wp-block-footnotes">{"".join(items)}</ol>' if items else ""
