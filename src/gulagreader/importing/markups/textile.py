"""Textile, as old Jekyll and Textpattern sites have it, to HTML.

https://textile-lang.com/doc/. HTML in it stays as it is: the walk over the whole
takes care of it. What is not understood is a paragraph of the same words.
"""

import re
from collections.abc import Iterator
from html import escape

from gulagreader.importing.markups.textile_words import html_of_words

_STYLE = r"(?:\([^()\n]{1,100}\)|\{[^{}\n]{1,200}\}|\[[\w-]{1,20}\]|<>|[<>=()]){0,8}"
_BLOCK = re.compile(
    rf"(?P<name>h[1-6]|bq|bc|pre|notextile|p|fn(?P<note>\d{{1,4}})|###){_STYLE}"
    r"(?P<dots>\.\.?)(?::(?P<cite>\S{1,2000}))?(?:[ \t]+|$)"
)
_ITEM = re.compile(rf"(?P<marks>[*#]{{1,12}}){_STYLE}[ \t]+(?P<words>.*)", re.DOTALL)
_TERM = re.compile(
    r"-[ \t]+(?P<term>[^\n]{1,300}?)[ \t]*:=[ \t]*(?P<words>.*)", re.DOTALL
)
_CELL = re.compile(rf"(?:_|\\\d|/\d|[\^~-]|{_STYLE}){{0,4}}\.[ \t]+")
_HTML_BLOCK = re.compile(
    r"</?(?:div|p|pre|table|ul|ol|li|dl|blockquote|h[1-6]|hr|object|iframe|script|style"
    r"|figure|section|article|form|center|!--)\b|<!--",
    re.IGNORECASE,
)
_OPENS = re.compile(r"<(?P<name>pre|script|style|notextile)\b[^>]*>", re.IGNORECASE)
"""Elements in which nothing is a mark, also across blank lines."""


def html_of_textile(text: str) -> str:
    """Read a post in Textile."""
    parts: list[str] = []
    for html, words in _parted(text):
        if words:
            parts.extend(_blocks(words))
        parts.append(html)
    return "\n".join(parts)


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """Give what is HTML with words that are not looked at, and the text before it."""
    at = 0
    small = text.lower()
    endless: set[str] = set()
    for found in _OPENS.finditer(text):
        name = found["name"].lower()
        if found.start() < at or name in endless or len(small) != len(text):
            continue
        close = small.find(f"</{name}>", found.end())
        if close < 0:
            endless.add(name)
            continue
        end = close + len(name) + 3
        inner = found.end(), close
        html = text[slice(*inner)] if name == "notextile" else text[found.start() : end]
        yield html, text[at : found.start()]
        at = end
    yield "", text[at:]


def _blocks(text: str) -> Iterator[str]:
    pieces = re.split(r"\n[ \t]*\n(?:[ \t]*\n)*+", text.strip("\n"))
    on: re.Match[str] | None = None
    held: list[str] = []
    for piece in pieces:
        if not piece.strip():
            continue
        found = _BLOCK.match(piece)
        if found is None and on is not None:
            held.append(piece)
            continue
        if on is not None:
            yield _going_on(on, held)
            on = None
        if found is None:
            yield _plain(piece)
        elif found["dots"] == "..":
            on, held = found, [piece[found.end() :]]
        else:
            yield _named(found, piece[found.end() :])
    if on is not None:
        yield _going_on(on, held)


def _going_on(found: re.Match[str], pieces: list[str]) -> str:
    """A block that ends where another begins, and not at a blank line."""
    if found["name"] in ("bc", "pre", "notextile"):
        return _named(found, "\n\n".join(pieces))
    return "".join(_named(found, piece) for piece in pieces)


def _named(found: re.Match[str], words: str) -> str:
    name = found["name"]
    if name.startswith("h"):
        first, _, rest = words.partition("\n")
        return f"<{name}>{html_of_words(first)}</{name}>" + (
            _plain(rest) if rest else ""
        )
    if name == "bq":
        cite = f' cite="{escape(found["cite"])}"' if found["cite"] else ""
        return f"<blockquote{cite}><p>{_lines(words)}</p></blockquote>"
    if name in ("bc", "pre"):
        return f"<pre><code>{escape(words)}</code></pre>"
    if name == "notextile":
        return words
    if name == "###":
        return ""
    if found["note"]:
        number = found["note"]
        note = f'<p id="textile-fn{number}">{_lines(words)}</p>'
        return f'<div class="footnotes">{note}</div>'
    return f"<p>{_lines(words)}</p>"


def _plain(piece: str) -> str:
    piece = piece.strip("\n")
    if not piece.strip():
        return ""
    if _HTML_BLOCK.match(piece.lstrip()):
        return html_of_words(piece)
    lines = piece.split("\n")
    first = next((n for n, line in enumerate(lines) if _ITEM.match(line)), None)
    if first is not None and (first == 0 or len(lines) > first + 1):
        above = f"<p>{_lines(chr(10).join(lines[:first]))}</p>" if first else ""
        return above + _listed(lines[first:])
    if (
        all(line.lstrip().startswith("|") for line in lines)
        and piece.rstrip()[-1] == "|"
    ):
        return _table(lines)
    if _TERM.match(lines[0]):
        return _terms(lines)
    return f"<p>{_lines(piece)}</p>"


def _lines(words: str) -> str:
    """Words with their line ends, which Textile shows."""
    html = html_of_words(words.strip())
    return re.sub(r"[ \t]*\n", "<br />", html)


def _listed(lines: list[str]) -> str:
    """Items, nested as many times as they have marks."""
    items: list[tuple[str, str]] = []
    for line in lines:
        found = _ITEM.match(line)
        if found is not None:
            items.append((found["marks"], found["words"]))
        elif items:
            marks, words = items[-1]
            items[-1] = marks, f"{words}\n{line}"
    parts: list[str] = []
    open_tags: list[str] = []
    for marks, words in items:
        while len(open_tags) > len(marks):
            parts.append(f"</li></{open_tags.pop()}>")
        same = len(open_tags) == len(marks)
        tag = "ol" if marks[-1] == "#" else "ul"
        if same and open_tags[-1] != tag:
            parts.append(f"</li></{open_tags.pop()}>")
            same = False
        if same:
            parts.append("</li>")
        while len(open_tags) < len(marks):
            one = "ol" if marks[len(open_tags)] == "#" else "ul"
            missing = "<li>" if len(open_tags) + 1 < len(marks) else ""
            parts.append(f"<{one}>{missing}")
            open_tags.append(one)
        parts.append(f"<li>{_lines(words)}")
    while open_tags:
        parts.append(f"</li></{open_tags.pop()}>")
    return "".join(parts)


def _table(lines: list[str]) -> str:
    rows = []
    for line in lines:
        cells = line.strip().strip("|").split("|")
        shown = []
        for cell in cells:
            style = _CELL.match(cell.lstrip())
            words = cell.lstrip()[style.end() :] if style is not None else cell
            tag = "th" if style is not None and style[0].startswith("_") else "td"
            shown.append(f"<{tag}>{html_of_words(words.strip())}</{tag}>")
        rows.append(f"<tr>{''.join(shown)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _terms(lines: list[str]) -> str:
    parts: list[str] = []
    for line in lines:
        found = _TERM.match(line)
        if found is not None:
            term, words = html_of_words(found["term"]), found["words"]
            parts.append(f"<dt>{term}</dt><dd>{html_of_words(words.strip(' ='))}</dd>")
        else:
            parts.append(f"<dd>{html_of_words(line.strip())}</dd>")
    return f"<dl>{''.join(parts)}</dl>"
