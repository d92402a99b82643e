"""Where shortcodes stand in a text: those of Liquid (Jekyll) and of Hugo.

Inside a listing of Markdown only the marks that keep a shortcode from being one are
taken away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"\{%-?\s*(?P<liquid>(?:end)?[A-Za-z]\w*)(?P<arguments>(?:(?!%\}|\{%).){0,3000}?)-?%\}"
    r"|\{\{(?P<quoted>[<%]/\*(?:(?!\*/|\{\{).){0,3000}\*/[>%])\}\}"
    r"|\{\{[<%]\s*(?P<end>/)?\s*(?P<hugo>[A-Za-z][\w./-]*)"
    r"(?P<given>(?:(?![>%]\}\}|\{\{[<%]).){0,3000}?)(?P<alone>/)?\s*[>%]\}\}"
    r"|\{\{-?(?P<output>(?:(?!\}\}|\{\{).){0,1000}?)-?\}\}",
    re.DOTALL,
)
_FENCE = re.compile(r"^ {0,3}(?P<marks>`{3,}|~{3,})[^\n]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tag:
    """One shortcode as it stands in a text."""

    name: str
    """In small letters; of a Hugo partial the last word of its path. Empty for an
    output such as ``{{ site.url }}`` and for a quoted shortcode."""
    arguments: str
    start: int
    end: int
    closes: bool = False
    quoted: str | None = None
    """The shortcode that was meant to be seen and not to be run."""
    in_listing: bool = False


def tags_in(text: str, *, markdown: bool) -> Iterator[Tag]:
    """Find the shortcodes of a text, in order."""
    if "{%" not in text and "{{" not in text:
        return
    listings = _listings(text) if markdown else []
    number = 0
    for found in _TAG.finditer(text):
        while number < len(listings) and listings[number][1] <= found.start():
            number += 1
        inside = number < len(listings) and listings[number][0] <= found.start()
        yield _tag(found, inside)


def _tag(found: re.Match[str], inside: bool) -> Tag:
    start, end = found.span()
    if found["liquid"]:
        name = found["liquid"].lower()
        closes = name.startswith("end")
        name = name.removeprefix("end") if closes else name
        arguments = found["arguments"].strip()
        return Tag(name, arguments, start, end, closes, in_listing=inside)
    if found["quoted"] is not None:
        mark, words = found["quoted"][0], found["quoted"][3:-3]
        shown = f"{{{{{mark}{words}{found['quoted'][-1]}}}}}"
        return Tag("", "", start, end, quoted=shown, in_listing=inside)
    if found["hugo"]:
        name = found["hugo"].rsplit("/", 1)[-1].removesuffix(".html").lower()
        given = found["given"].strip()
        return Tag(name, given, start, end, bool(found["end"]), in_listing=inside)
    return Tag("", found["output"].strip(), start, end, in_listing=inside)


def _listings(text: str) -> list[tuple[int, int]]:
    """Where fenced listings stand."""
    spans = []
    at = 0
    while (opening := _FENCE.search(text, at)) is not None:
        marks = opening["marks"]
        closing = re.compile(
            rf"^ {{0,3}}{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE
        )
        end = closing.search(text, opening.end())
        if end is None:
            # Each further fence would only search the same text again.
            spans.append((opening.start(), len(text)))
            break
        at = end.end()
        spans.append((opening.start(), at))
    return spans
