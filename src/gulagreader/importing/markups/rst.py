"""reStructuredText, as Pelican, Nikola and Hugo's sites have it, to HTML.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html. The common
constructs become what they show; what only a program can make of a directive is
left out and counted. Words are never lost: what is not understood is a paragraph.
"""

import re
from dataclasses import dataclass, field

from gulagreader.importing.archive import LeftOut
from gulagreader.importing.markups.rst_blocks import RstBlocks
from gulagreader.importing.markups.rst_lines import FIELD, heading
from gulagreader.importing.markups.rst_names import names_in
from gulagreader.importing.markups.rst_words import RstWords

_TAB = 8


@dataclass(frozen=True, slots=True)
class MarkupHtml:
    """A text as HTML, and what stood above it."""

    html: str
    title: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()


def html_of_rst(text: str) -> MarkupHtml:
    """Read a post in reStructuredText."""
    lines = text.expandtabs(_TAB).split("\n")
    lines = [line.rstrip() for line in lines]
    reading = RstBlocks(names_in(lines))
    lines, fields = _fields_in_remarks(lines)
    title, lines = _title_above(lines)
    below, lines = _fields_above(lines)
    fields.update(below)
    if not title:
        title, lines = _title_above(lines)
    html = reading.blocks(lines, 0) + reading.notes_html()
    words = RstWords(reading.names).html(title)
    counts = (LeftOut(what, count) for what, count in reading.left_out.items())
    return MarkupHtml(html, words, fields, tuple(counts))


def _fields_in_remarks(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Nikola's ``.. title: …`` lines at the top."""
    fields: dict[str, str] = {}
    for place, line in enumerate(lines):
        found = re.fullmatch(
            r"\.\. (?P<name>[a-z_]{2,30}):(?:[ ]+(?P<words>.*))?", line
        )
        if found is None and line:
            return (lines[place:], fields) if "title" in fields else (lines, {})
        if found is not None and found["words"]:
            fields.setdefault(found["name"], found["words"])
    return lines, {}


def _title_above(lines: list[str]) -> tuple[str, list[str]]:
    """The title that a text begins with, and the rest."""
    first = next((n for n, line in enumerate(lines) if line), len(lines))
    found = heading(lines, first)
    if found is None:
        return "", lines
    words, _, end = found
    return words, lines[end:]


def _fields_above(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The list of fields at the top of a text, and the rest."""
    fields: dict[str, str] = {}
    place = next((n for n, line in enumerate(lines) if line), len(lines))
    name = ""
    while place < len(lines) and lines[place]:
        line = lines[place]
        found = FIELD.match(line)
        if found is not None:
            name = found["name"].strip().lower()
            fields.setdefault(name, found["words"] or "")
        elif name and line.startswith(" "):
            fields[name] = f"{fields[name]} {line.strip()}".strip()
        else:
            break
        place += 1
    return fields, lines[place:]
