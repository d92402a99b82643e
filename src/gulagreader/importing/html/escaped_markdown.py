"""Words written so that Markdown reads them as words: with backslashes before signs."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from gulagreader.importing.html.runs import Kind, Run
from gulagreader.text.entities import entity_at
from gulagreader.text.web_addresses import bare_addresses

HARD_BREAK = "\\\n"
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n]|$)"
    r"|`"
    r"|(?<!\s)\*|\*(?!\s)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|\](?=[(:\[]|$)|\[(?=\^)"
    r"|<(?=[^\s<>]*[:@]|$)"
    r"|&(?=#?\w{1,31};)"
    r"|~(?=~|$)|(?<=~)~|(?<!.)~"
    r"|!(?=$)"
)
_SPECIAL_BEGINS = re.compile(r"[\\`*_\]\[<&~!]")
"""A set of characters is searched for ten times as fast as the whole pattern."""
_SPECIAL_IN_LINK = re.compile(rf"{_SPECIAL.pattern}|[\[\]]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_LEADING = re.compile(
    r"(?:(?=#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|[-=:|*_][-=:|*_ \t]*$|\|)"
    r"|(\d{1,9})(?=[.)](?:[ \t]|$)))"
)
_CLOSING_SIGNS = re.compile(r"((?:^|[ \t]))(#+)$")
_NOTE_DEFINED = re.compile(r"(\[\^[^\]]*\]):")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\`]")


class Place(StrEnum):
    """Where a text stands, which decides what is to be escaped in it."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"
    CAPTION = "caption"
    """Between the square brackets of a picture."""


def fitted(written: str, place: Place) -> str:
    """Escape what means something in one place only."""
    if place is Place.HEADING:
        return _CLOSING_SIGNS.sub(r"\1\\\2", written)
    return written.replace("|", "\\|") if place is Place.CELL else written


def leading_escaped(markdown: str) -> str:
    """Escape what would begin a list, a heading or a table where a line begins."""
    lines = markdown.split(HARD_BREAK)
    for number, line in enumerate(lines):
        found = _LEADING.match(line)
        if found is not None:
            digits = found[1] or ""
            lines[number] = f"{digits}\\{line[len(digits) :]}"
        elif line.startswith("[^"):
            lines[number] = _NOTE_DEFINED.sub(r"\1\\:", line, count=1)
    return HARD_BREAK.join(lines)


def plainly(run: Run) -> str:
    """A run with a backslash before every sign in it; breaks and notes as they are."""
    match run.kind:
        case Kind.BREAK:
            return HARD_BREAK
        case Kind.NOTE:
            return f"[^{run.text}]"
        case _:
            return _PUNCTUATION.sub(r"\\\g<0>", run.text)


def code(text: str) -> str:
    """A text between more backticks than it holds in a row."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def destination(address: str) -> str:
    """A web address as it can stand between a link's round brackets."""
    escaped = _UNSAFE_IN_ADDRESS.sub(_percent, address)
    if escaped.count("(") != escaped.count(")") or ")(" in escaped:
        escaped = escaped.replace("(", "%28").replace(")", "%29")
    return "".join(
        "&amp;" if char == "&" and entity_at(escaped, at) else char
        for at, char in enumerate(escaped)
    )


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def escaped(run: Run, *, first: bool, last: bool) -> str:
    """The text of a run with backslashes; edges beside other runs are escaped too."""
    text = run.text
    pattern = _SPECIAL if run.link is None else _SPECIAL_IN_LINK
    parts: list[str] = []
    at = 0
    for (_, start), (end, stop) in pairwise(
        ((0, 0), *bare_addresses(text), (len(text), len(text)))
    ):
        parts += _marked(text, start, end, pattern)
        parts.append(text[end:stop])
        at = stop
    parts.append(text[at:])
    whole = "".join(parts)
    if last and whole.endswith("\\!") and text.endswith("!"):
        whole = f"{whole[:-2]}!"
    if first and whole.startswith("\\~") and not text.startswith("~~"):
        whole = whole[1:]
    return whole


def _marked(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[str]:
    if _SPECIAL_BEGINS.search(text, start, end) is None:
        yield text[start:end]
        return
    at = start
    for found in pattern.finditer(text, start, end):
        place = found.start()
        if found[0] == "&" and entity_at(text, place) is None:
            continue
        yield text[at:place]
        yield "\\"
        at = place
    yield text[at:end]
