"""Finding WordPress's shortcodes in a text, in a time that grows with its length.

``[name attributes]``, ``[name]…[/name]`` and ``[[name]]``, which shows a pair of
brackets (wp-includes/shortcodes.php). Ordinary words in brackets are no shortcodes,
so only the names asked for are looked at.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import unescape

_ATTRIBUTE = re.compile(
    r"(?P<name>[\w-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s'\"]+))"
    r"|\"(?P<quoted>[^\"]*)\"|'(?P<quoted1>[^']*)'|(?P<word>\S+)"
)
_LONGEST = 20_000
"""Characters of attributes; more are no attributes."""


@dataclass(frozen=True, slots=True)
class ShortcodeTag:
    """One shortcode, with what stands between its tags."""

    name: str
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    """Values without a name, such as the address in ``[youtube https://…]``."""
    inner: tuple[int, int] | None = None
    """Where what it encloses begins and ends; None without a closing tag."""
    escaped: bool = False
    """Whether it stands in two pairs of brackets, to be shown and not done."""


def shortcodes_in(text: str, names: Collection[str]) -> list[ShortcodeTag]:
    """The outermost shortcodes of a text, in order."""
    if "[" not in text:
        return []
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = re.compile(
        rf"(\[?)\[(/?)({listed})(?![\w-])"
        r"((?:[^\[\]\"']++|\"[^\"]*+\"|'[^']*+')*+|[^\[\]]*+)(/?)\](\]?)",
        re.IGNORECASE,
    )
    tags = [found for found in pattern.finditer(text) if len(found[4]) <= _LONGEST]
    return _paired(tags)


def _paired(tags: list[re.Match[str]]) -> list[ShortcodeTag]:
    """Give each opening tag the closing tag that belongs to it."""
    closings: dict[int, re.Match[str]] = {}
    waiting: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        name = tag[3].lower()
        if tag[2]:
            opened = waiting.get(name)
            if opened:
                closings[opened.pop()] = tag
        elif not tag[4].rstrip().endswith("/"):
            waiting.setdefault(name, []).append(number)
    found: list[ShortcodeTag] = []
    after = 0
    for number, tag in enumerate(tags):
        if tag.start() < after:
            continue
        one = _shortcode(tag, closings.get(number))
        if one is not None:
            found.append(one)
            after = one.end
    return found


def _shortcode(
    tag: re.Match[str], closing: re.Match[str] | None
) -> ShortcodeTag | None:
    name = tag[3].lower()
    # [[name]] and [[name]…[/name]] are shown as they are, less one pair.
    last = closing if closing is not None else tag
    if tag[1] and last[6]:
        return ShortcodeTag(name, tag.start(), last.end(), escaped=True)
    if tag[2]:
        return None
    start = tag.start() + len(tag[1])
    attributes, words = _attributes(tag[4].rstrip("/"))
    if closing is None:
        return ShortcodeTag(name, start, tag.end() - len(tag[6]), attributes, words)
    inner = tag.end() - len(tag[6]), closing.start() + len(closing[1])
    end = closing.end() - len(closing[6])
    return ShortcodeTag(name, start, end, attributes, words, inner)


def _attributes(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    named: dict[str, str] = {}
    words: list[str] = []
    # [youtube=https://…] is an old way to give the one value.
    for found in _ATTRIBUTE.finditer(text.strip().removeprefix("=").strip()):
        value = next(
            (
                given
                for key in ("double", "single", "bare", "quoted", "quoted1", "word")
                if (given := found[key]) is not None
            ),
            "",
        )
        if found["name"]:
            named[found["name"].lower()] = unescape(value)
        else:
            words.append(unescape(value))
    return named, tuple(words)
