"""HTML elements that say that Markdown stands in them: ``<td markdown="1">``.

kramdown and PHP Markdown Extra read what stands in such an element
(https://kramdown.gettalong.org/syntax.html#html-blocks): as blocks, or as one line
where the value is ``span`` or the element holds words only.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9]{0,11})(?P<attributes>(?:\s[^<>]{0,2000})?)>"
)
_SAID = re.compile(
    r"\s+markdown\s*=\s*[\"']?(?P<how>1|block|span)[\"']?", re.IGNORECASE
)
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "embed"})
_OF_WORDS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "summary", "figcaption"),
        *("caption", "legend", "span", "cite", "a", "em", "strong", "small", "label"),
        *("abbr", "b", "i", "q", "sub", "sup", "u", "mark"),
    )
)
_LONGEST = 50_000
"""Characters in one element; a longer one stays as it is."""
_MOST_OPEN = 30
_MOST_MARKERS = re.compile(r"^[ \t]*(?:[>*+-][ \t]*){20}", re.MULTILINE)


@dataclass(slots=True)
class _Open:
    """A tag that is open, and what stands in it so far."""

    name: str
    tag: str
    how: str
    parts: list[str] = field(default_factory=list)


def with_markdown_as_html(html: str) -> str:
    """Turn the Markdown in elements that say they hold some to HTML."""
    if _SAID.search(html) is None:
        return html
    frames = [_Open("", "", "")]
    at = 0
    for found in _TAG.finditer(html):
        name = found["name"].lower()
        frames[-1].parts.append(html[at : found.start()])
        at = found.end()
        if found["close"]:
            _close(frames, name, found[0])
        elif name in _EMPTY or found[0].endswith("/>") or len(frames) > _MOST_OPEN:
            frames[-1].parts.append(found[0])
        else:
            said = _SAID.search(found["attributes"])
            how = said["how"].lower() if said is not None else ""
            tag = _SAID.sub("", found[0]) if said is not None else found[0]
            frames.append(_Open(name, tag, how))
    frames[-1].parts.append(html[at:])
    while len(frames) > 1:
        last = frames.pop()
        frames[-1].parts += [last.tag, *last.parts]
    return "".join(frames[0].parts)


def _close(frames: list[_Open], name: str, tag: str) -> None:
    if not any(one.name == name for one in frames):
        frames[-1].parts.append(tag)
        return
    while frames[-1].name != name:
        crossed = frames.pop()
        frames[-1].parts += [crossed.tag, *crossed.parts]
    closed = frames.pop()
    inside = "".join(closed.parts)
    if closed.how:
        inside = _rendered(closed, inside)
    frames[-1].parts += [closed.tag, inside, tag]


def _rendered(element: _Open, text: str) -> str:
    if len(text) > _LONGEST or _MOST_MARKERS.search(text) is not None:
        return text
    if element.how == "span" or element.name in _OF_WORDS:
        return str(_reader().renderInline(text.strip()))
    return str(_reader().render(_unindented(text)))


@cache
def _reader() -> "MarkdownIt":
    """The parser; imported when first needed, because it costs start-up time."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _unindented(text: str) -> str:
    """Lines as far out as the first: what stands in a cell is set in by its table."""
    lines = text.strip("\n").split("\n")
    filled = [line for line in lines[1:] if line.strip()]
    common = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
    first = lines[0].lstrip(" ")
    return "\n".join((first, *(line[common:] for line in lines[1:])))
