"""HTML tags inside a line of Markdown, to the marks that mean the same.

Only tags that belong together become marks; what the reader has no mark for loses
its tags and keeps its words. Code spans and what is no tag of HTML stay as they
are.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from gulagreader.text.clean import clean_line

_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9]{0,11})(?P<attributes>(?:\s+"
    r"[^\s\"'>/=<]{1,80}(?:\s*=\s*(?:\"[^\"]{0,4000}\"|'[^']{0,4000}'"
    r"|[^\s\"'=<>`]{1,4000}))?){0,40})\s*/?>"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'>/=<]+)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'=<>`]+))"
)
_TICKS = re.compile(r"(?<![\\`])`+")
_MARKS = {"em": "*", "i": "*", "cite": "*", "dfn": "*", "var": "*"}
_MARKS |= {"strong": "**", "b": "**", "del": "~~", "s": "~~", "strike": "~~"}
_CODE = frozenset({"code", "tt", "kbd", "samp"})
_BARE = frozenset(
    re.findall(
        r"\w+",
        "abbr acronym address article aside bdi bdo big blink blockquote center data"
        " details dd div dl dt figcaption figure font footer form h1 h2 h3 h4 h5 h6"
        " header hgroup input ins label li main mark meta nav nobr o ol option p param"
        " picture pre rp rt ruby section select small source span st1 sub summary sup"
        " table tbody td tfoot th thead time tr track tt u ul wbr button legend"
        " fieldset noscript object",
    )
)
"""Tags without a mark of their own; their words stay."""
_KNOWN = frozenset({*_MARKS, *_CODE, *_BARE, "a", "q", "br", "hr", "img"})


def without_tags(text: str, *, line_break: str = "\\\n") -> str:
    """Turn the tags in a paragraph of Markdown into marks."""
    if "<" not in text:
        return text
    frames = [_Frame("", {})]
    at = 0
    for start, end in _code_spans(text):
        _take(frames, text[at:start], line_break)
        frames[-1].parts.append(text[start:end])
        at = end
    _take(frames, text[at:], line_break)
    while len(frames) > 1:
        last = frames.pop()
        frames[-1].parts.extend(last.parts)
    return "".join(frames[0].parts)


@dataclass(slots=True)
class _Frame:
    """A tag that is open, and what stands in it so far."""

    name: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Where code between backticks stands (CommonMark 0.31.2, 6.1)."""
    runs = [found.span() for found in _TICKS.finditer(text)]
    by_length: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(runs):
        by_length.setdefault(end - start, []).append(number)
    place = dict.fromkeys(by_length, 0)
    spans = []
    number = 0
    while number < len(runs):
        start, end = runs[number]
        same = by_length[end - start]
        at = place[end - start]
        while at < len(same) and same[at] <= number:
            at += 1
        place[end - start] = at
        if at < len(same):
            number = same[at]
            spans.append((start, runs[number][1]))
        number += 1
    return spans


def _take(frames: list[_Frame], text: str, line_break: str) -> None:
    at = 0
    for found in _TAG.finditer(text):
        name = found["name"].lower()
        if name not in _KNOWN or (found.start() and text[found.start() - 1] == "\\"):
            continue
        frames[-1].parts.append(text[at : found.start()])
        at = found.end()
        if name == "br":
            frames[-1].parts.append(line_break)
            at += line_break.endswith("\n") and text.startswith("\n", at)
        elif name == "img":
            frames[-1].parts.append(_picture(_attributes(found["attributes"])))
        elif found["close"]:
            _close(frames, name)
        elif name not in _BARE and len(frames) < 100:
            frames.append(_Frame(name, _attributes(found["attributes"])))
    frames[-1].parts.append(text[at:])


def _close(frames: list[_Frame], name: str) -> None:
    depth = next(
        (n for n in range(len(frames) - 1, 0, -1) if frames[n].name == name), None
    )
    if depth is None:
        return
    while len(frames) > depth + 1:
        crossed = frames.pop()
        frames[-1].parts.extend(crossed.parts)
    closed = frames.pop()
    frames[-1].parts.append(_marked(closed, "".join(closed.parts)))


def _marked(tag: _Frame, content: str) -> str:
    """What stands in a tag, with the marks for it; blanks stay outside of them."""
    core = content.strip()
    if not core:
        return content
    start = content.index(core)
    before, after = content[:start], content[start + len(core) :]
    if tag.name in _CODE:
        marked = _as_code(unescape(core))
    elif tag.name == "q":
        marked = f"“{core}”"
    elif tag.name == "a":
        marked = _link(tag.attributes.get("href", ""), core)
    else:
        mark = _MARKS[tag.name]
        # A mark in its own kind would only end it.
        marked = core if core.startswith(mark[0]) else f"{mark}{core}{mark}"
    return f"{before}{marked}{after}"


def _as_code(words: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def _link(address: str, words: str) -> str:
    target = link_target(address)
    return f"[{words}]({target})" if target and not target.startswith("#") else words


def _picture(attributes: dict[str, str]) -> str:
    words = attributes.get("alt") or attributes.get("title") or ""
    return picture(attributes.get("src", ""), words)


def picture(address: str, words: str) -> str:
    """A picture in Markdown; its words alone where it has no address of its own."""
    label = re.sub(r"([\[\]\\])", r"\\\1", clean_line(words))
    target = link_target(address)
    return f"![{label}]({target})" if target else label


def link_target(address: str) -> str:
    """An address as it may stand in a link; empty where it leads nowhere.

    ``data:`` holds the thing itself, and ``javascript:`` is no address.
    """
    target = "".join(clean_line(unescape(address)).split())
    if re.match(r"(?:data|javascript|vbscript|file):", target, re.IGNORECASE):
        return ""
    return re.sub(r"[()<>\\]", lambda found: f"%{ord(found[0]):02X}", target)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(text):
        value = one["double"] or one["single"] or one["bare"] or ""
        found.setdefault(one["name"].lower(), unescape(value))
    return found
