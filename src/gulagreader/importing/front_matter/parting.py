"""A file in its two parts: the fields above, and the body.

The fields may be YAML between ``---`` (Jekyll, Hugo, Pelican), TOML between
``+++`` or a JSON object (Hugo), or bare ``Title: …`` lines up to a blank one
(Pelican, MultiMarkdown).
"""

import re
from dataclasses import dataclass, replace

from gulagreader.importing.archive import Remark
from gulagreader.importing.front_matter.decoding import (
    Decoded,
    json_fields,
    meta_fields,
    toml_fields,
    yaml_fields,
)

_FENCES = {
    "yaml": (
        re.compile(r"---[ \t]*\n"),
        re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    ),
    "toml": (
        re.compile(r"\+\+\+[ \t]*\n"),
        re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
    ),
}
_JSON = re.compile(r"\{\s*\"")
_META = re.compile(r" {0,3}[A-Za-z][\w.-]*:", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parted:
    """A file in its two parts."""

    fields: Decoded
    body: str
    body_line: int = 1
    """The number of the body's first line in the file."""
    kind: str = ""
    """``yaml``, ``toml``, ``json`` or ``lines``; empty where there are no fields."""


def part(text: str, *, bare_lines: bool = False) -> Parted:
    """Part a cleaned text into fields and body.

    ``bare_lines`` allows fields without a fence around them. Where a fence is
    never closed, or holds no fields, the whole text is the body, with a remark.

    Raises:
        FieldsError: there are fields, and they cannot be read.
    """
    text = text.removeprefix("\ufeff")
    for kind, (opening, closing) in _FENCES.items():
        found = opening.match(text)
        if found is not None:
            end = closing.search(text, found.end())
            if end is None:
                return _all_body(text, "the fields above the text never end")
            front, line = text[found.end() : end.start()], _line(text, end.end())
            read = toml_fields if kind == "toml" else yaml_fields
            fields = read(front, 2)
            if fields is None:
                return _all_body(text, "what stands between the lines --- is no fields")
            return Parted(fields, text[end.end() :], line, kind)
    if _JSON.match(text):
        fields, place = json_fields(text)
        return Parted(fields, text[place:], _line(text, place), "json")
    if bare_lines and _META.match(text):
        fields, place = meta_fields(text)
        return Parted(fields, text[place:], _line(text, place), "lines")
    return Parted(Decoded(), text)


def _all_body(text: str, why: str) -> Parted:
    remark = Remark(1, f"{why}; the whole file was read as text")
    return Parted(replace(Decoded(), remarks=(remark,)), text)


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
