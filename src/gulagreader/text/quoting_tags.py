"""Quotations that Markdown source marks with tags: ``<blockquote>`` and ``<q>``."""

import re
from dataclasses import dataclass

from gulagreader.text.covering import HIDDEN

_TAG = re.compile(
    r"<(?P<ends>/?)(?P<name>blockquote|q)(?:\s[^<>]{0,2000})?>", re.IGNORECASE
)
_DEEPEST = 8
_NO_WORDS = re.compile(rf"(?:[\s{HIDDEN}]|<[^<>]{{0,2000}}>)*")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch between a tag and its end tag, both included."""

    name: str
    start: int
    end: int
    inner_end: int
    """Where the end tag begins."""


def tagged(source: str, masked: str) -> list[Tagged]:
    """Find the stretches that tags quote, in order of their ends.

    ``masked`` has tags covered, but not those in code. A tag without its end is left
    out, and so is one with nothing inside.
    """
    found: list[Tagged] = []
    open_tags: list[re.Match[str]] = []
    for tag in _TAG.finditer(source) if "<" in source else ():
        if masked[tag.start()] != HIDDEN:
            continue
        name = tag["name"].casefold()
        if not tag["ends"]:
            if len(open_tags) < _DEEPEST:
                open_tags.append(tag)
            continue
        number = next(
            (
                number
                for number in range(len(open_tags) - 1, -1, -1)
                if open_tags[number]["name"].casefold() == name
            ),
            None,
        )
        if number is None:
            continue
        opened = open_tags[number]
        del open_tags[number:]
        if not _NO_WORDS.fullmatch(source, opened.end(), tag.start()):
            found.append(Tagged(name, opened.start(), tag.end(), tag.start()))
    return found
