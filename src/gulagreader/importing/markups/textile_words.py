"""The marks in a line of Textile, to HTML.

https://textile-lang.com/doc/. HTML between the words stays as it is.
"""

import re
from html import escape

_BEFORE = r"(?<![\w*_+\-@^~?!\"'/=])"
_AFTER = r"(?![\w])"
_STYLE = r"(?:\([^()\s\n]{1,60}\)|\{[^{}\n]{1,200}\}|\[[\w-]{1,12}\])?"


def _pair(name: str, mark: str) -> str:
    quoted = re.escape(mark)
    return (
        rf"|{_BEFORE}{quoted}{_STYLE}(?P<{name}>(?![\s{re.escape(mark[0])}])"
        rf"[^\n]{{1,400}}?)(?<!\s){quoted}{_AFTER}"
    )


_MARKS = re.compile(
    r"(?P<html></?[A-Za-z!][^<>]{0,2000}>)"
    r"|==(?P<plain>[^\n]{1,400}?)=="
    rf"|{_BEFORE}@(?P<code>[^@\n]{{1,400}})@{_AFTER}"
    r"|(?<!\w)\"(?P<linked>[^\"\s][^\"\n]{0,400}?)\":"
    r"(?P<to>(?:https?://|/|#|\.|mailto:|[\w-]+[./:])[^\s<>\"]{0,2000}?|[\w-]+)"
    r"(?=[.,;:!?)\]'\"]*(?:[\s<>\"]|$))"
    r"|(?<![\w!])!(?:[<>=]|\([^()\n]{1,60}\)|\{[^{}\n]{1,200}\}){0,3}"
    r"(?P<image>[^\s!()|]{1,2000}\.[\w?=&%/+.-]{1,300}|/[^\s!()|]{1,2000}|https?://[^\s!()|]{1,2000})"
    r"(?:[ ]?\((?P<alt>[^()\n]{1,400})\))?!(?::(?P<image_to>[^\s<>\"]{1,2000}))?"
    r"|(?<=[\w.,;:!?)\]'\"”’*_])\[(?P<note>\d{1,4})\]"
    r"|\b(?P<short>[A-Z]{2,12})\((?P<long>[^()\n]{1,200})\)"
    + _pair("strong_b", "**")
    + _pair("strong", "*")
    + _pair("italic_i", "__")
    + _pair("emphasis", "_")
    + _pair("cite", "??")
    + _pair("deleted", "-")
    + _pair("inserted", "+")
    + r"|\^(?P<above>[^\s^][^\n^]{0,60}?)\^"
    + r"|(?<!~)~(?P<below>[^\s~][^\n~]{0,60}?)~(?!~)"
    + _pair("span", "%")
)
_TAGS = {
    "strong_b": "b",
    "strong": "strong",
    "italic_i": "i",
    "emphasis": "em",
    "cite": "cite",
    "deleted": "del",
    "inserted": "ins",
    "above": "sup",
    "below": "sub",
    "span": "",
}
_TITLE = re.compile(r"(?P<words>.*\S)[ ]?\((?P<title>[^()]{1,300})\)")
_CLASS = re.compile(r"\((?:[\w-]+)\)(?=\S)")
_DEEPEST = 6


def html_of_words(text: str, depth: int = 0) -> str:
    """Write words as HTML; what is no mark stays as it is."""
    if depth > _DEEPEST:
        return text
    parts = []
    place = 0
    for found in _MARKS.finditer(text):
        parts += [_kept(text[place : found.start()]), _shown(found, depth)]
        place = found.end()
    parts.append(_kept(text[place:]))
    return "".join(parts)


def _shown(found: re.Match[str], depth: int) -> str:
    if found["html"] is not None:
        return found["html"]
    if found["plain"] is not None:
        return found["plain"]
    if found["code"] is not None:
        return f"<code>{escape(found['code'])}</code>"
    if found["to"] is not None:
        words = _CLASS.sub("", found["linked"], count=1)
        titled = _TITLE.fullmatch(words)
        words = titled["words"] if titled is not None else words
        shown = html_of_words(words, depth + 1)
        to = found["to"]
        # A name alone is an alias that the text defines elsewhere.
        return (
            f'<a href="{escape(to)}">{shown}</a>' if re.search(r"[./:#]", to) else shown
        )
    if found["image"] is not None:
        alt = escape(found["alt"] or "")
        image = f'<img src="{escape(found["image"])}" alt="{alt}">'
        to = found["image_to"]
        return f'<a href="{escape(to)}">{image}</a>' if to else image
    if found["note"] is not None:
        note = found["note"]
        return f'<sup><a class="footnote" href="#textile-fn{note}">{note}</a></sup>'
    if found["short"] is not None:
        return f"{found['short']} ({html_of_words(found['long'], depth + 1)})"
    name = next(one for one in _TAGS if found[one] is not None)
    tag = _TAGS[name]
    shown = html_of_words(found[name], depth + 1)
    return f"<{tag}>{shown}</{tag}>" if tag else shown


def _kept(text: str) -> str:
    """Words as they are; a bare ``<`` must not begin an element."""
    return re.sub(r"<(?![A-Za-z/!])", "&lt;", text)
