"""A passage of a source as a reader saw it: on one line, without markup.

A passage may begin inside a line, and inside emphasis or a quotation. So it is parsed
behind what stood before it on its line, and marks of emphasis that are left without
their other half are taken away.
"""

import re
from collections.abc import Iterator

from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import parse_blocks

_BEGINS_LINE = re.compile(r"[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)*")
_HALVES = re.compile(
    r"(?<!\w)(?:\*{1,3}|__)(?=\w)|(?<=[\w.,;:!?…”’»)])(?:\*{1,3}|__)(?!\w)"
)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_INSIDE = "x "
"""Stands for the part of a line before the passage: nothing that begins a block."""
READ_AT_MOST = 4000
"""Characters that are enough for a few lines."""


def as_read(exact: str, prefix: str = "") -> str:
    """The words of a passage without markup; ``prefix`` is what stood before them.

    Of a very long passage the beginning is given. Where nothing would be left, it
    stands as it is.
    """
    exact = exact[:READ_AT_MOST]
    before = prefix.rpartition("\n")[2]
    begun = _BEGINS_LINE.fullmatch(before) is not None
    lead = before if begun else _INSIDE
    shown = clean_line(" ".join(_parts(lead + exact, numbered=not lead)))
    if not begun:
        shown = shown.removeprefix(_INSIDE.strip()).lstrip()
    if "\\" not in exact:
        shown = _HALVES.sub("", shown)
    return _FOOTNOTE.sub(r"[\1]", shown) or clean_line(exact)


def _parts(source: str, *, numbered: bool) -> Iterator[str]:
    """The texts of the blocks, with the numbers of a list's items."""
    for number, block in enumerate(parse_blocks(source)):
        if number or numbered:
            yield from (c.marker for c in block.containers if c.marker[:1].isdigit())
        yield block.text
