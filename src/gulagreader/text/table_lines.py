"""The lines of a table: in columns where they fit, else the cells one below another.

A column stands as its source aligns it; where that says nothing, numbers stand with
their last digits below one another.
"""

import re
from collections.abc import Sequence

from gulagreader.text.blocks import Block
from gulagreader.text.cells import cell_len
from gulagreader.text.line_prefixes import LEAST_TEXT
from gulagreader.text.lines import Line
from gulagreader.text.wrap import Extent, wrap

_GAP = 2
"""Cells between the columns of a table."""
_LEAST_COLUMN = 14
"""Cells below which a column of wrapped text is harder to read than no columns."""
_NUMBER = r"[-+\u2212±~≈<>]?[$€£]?\d[\d.,\u00a0\u2009\u202f’' ]*[%‰°]?"
"""A number as it is written in tables: a sign, groups of digits, a per cent sign."""
_NO_NUMBER = ("", "-", "–", "—", "?", "…", "n/a")
"""What stands in a column of numbers where there is none."""


def table_lines(
    number: int, block: Block, room: int, head: str, rest: str
) -> list[Line]:
    """Lay a table out in some cells of room, its first line behind ``head``."""
    columns = max(len(row) for row in block.cells)
    widths = [0] * columns
    for row in block.cells:
        for column, (start, end) in enumerate(row):
            widths[column] = max(widths[column], cell_len(block.text[start:end]))
    spare = room - _GAP * (columns - 1)
    if sum(widths) <= spare:
        return _aligned(number, block, widths, head, rest)
    narrowed = _narrowed(block, widths, spare)
    if narrowed is not None:
        return _columned(number, block, narrowed, head, rest)
    return _stacked(number, block, room, head, rest)


def _narrowed(block: Block, widths: Sequence[int], room: int) -> list[int] | None:
    """Widths of columns that share the room; None where one would be too narrow.

    Those that need less than an equal share keep what they need, the others share
    the rest equally. None of these may cut a word, or be narrower than a phrase.
    """
    narrowed = list(widths)
    wide = list(range(len(widths)))
    left = room
    while fitting := [n for n in wide if widths[n] * len(wide) <= left]:
        left -= sum(widths[n] for n in fitting)
        wide = [n for n in wide if n not in fitting]
    for place, column in enumerate(wide):
        narrowed[column] = (left + place) // len(wide)
        if narrowed[column] < max(_LEAST_COLUMN, _longest_word(block, column)):
            return None
    return narrowed


def _longest_word(block: Block, column: int) -> int:
    cells = [row[column] for row in block.cells if column < len(row)]
    words = [word for start, end in cells for word in block.text[start:end].split()]
    return max(map(cell_len, words), default=0)


def _columned(
    number: int, block: Block, widths: Sequence[int], head: str, rest: str
) -> list[Line]:
    """Each cell wrapped in its column; blank lines between the rows."""
    lines: list[Line] = []
    for place, row in enumerate(block.cells):
        if place > 1:
            lines.append(Line(number, row[0][0], row[0][0], rest, blank=True))
        pieces: list[list[tuple[int, int, int]]] = []
        at = 0
        for cell, width in zip(row, widths, strict=False):
            for deep, (start, end) in enumerate(_wrapped(block.text, cell, width)):
                if deep == len(pieces):
                    pieces.append([])
                pieces[deep].append((start, end, at))
            at += width + _GAP
        for cells in pieces:
            prefix = rest if lines else head
            start, end = cells[0][0], cells[-1][1]
            lines.append(Line(number, start, end, prefix, cells=tuple(cells)))
        if place == 0:
            end = row[-1][1]
            lines.append(Line(number, end, end, rest, rule=True))
    return lines


def _aligned(
    number: int, block: Block, widths: Sequence[int], head: str, rest: str
) -> list[Line]:
    """One line for each row, its cells in columns; a rule under the head."""
    places = [0]
    for width in widths:
        places.append(places[-1] + width + _GAP)
    aligned = [_alignment(block, column) for column in range(len(widths))]
    lines: list[Line] = []
    for place, row in enumerate(block.cells):
        cells = tuple(
            (start, end, places[column] + _shift(spare, aligned[column]))
            for column, (start, end) in enumerate(row)
            for spare in [widths[column] - cell_len(block.text[start:end])]
        )
        start, end = row[0][0], row[-1][1]
        lines.append(Line(number, start, end, rest if lines else head, cells=cells))
        if place == 0:
            lines.append(Line(number, end, end, rest, rule=True))
    return lines


def _alignment(block: Block, column: int) -> str:
    """How a column stands: as its source says, else numbers to the right."""
    told = block.aligned[column] if column < len(block.aligned) else ""
    if told:
        return told
    cells = [row[column] for row in block.cells[1:] if column < len(row)]
    words = [block.text[start:end].strip() for start, end in cells]
    numbers = [word for word in words if word.lower() not in _NO_NUMBER]
    same = len({len(number) for number in numbers}) == 1
    if not numbers or (same and not any("," in number for number in numbers)):
        return "left"  # years and the like stand as words do
    return "right" if all(re.fullmatch(_NUMBER, one) for one in numbers) else "left"


def _shift(spare: int, aligned: str) -> int:
    """How far a cell is moved in its column, of which it leaves some cells free."""
    return {"right": spare, "center": spare // 2}.get(aligned, 0)


def _stacked(
    number: int,
    block: Block,
    room: int,
    head: str,
    rest: str,
) -> list[Line]:
    """One line or more for each cell, with its column's head at the left.

    Rows are parted by a rule. On a page too narrow for both, the head stands on a
    line of its own.
    """
    names, *rows = block.cells
    text = block.text
    left = max((cell_len(text[a:b]) for a, b in names), default=0)
    beside = left + _GAP + LEAST_TEXT <= room and left * 2 <= room
    lines: list[Line] = []

    def add(cells: tuple[tuple[int, int, int], ...], start: int, end: int) -> None:
        prefix = rest if lines else head
        lines.append(Line(number, start, end, prefix, cells=cells))

    for row in rows or [names]:
        if lines:
            lines.append(Line(number, row[0][0], row[0][0], rest, rule=True))
        for column, cell in enumerate(row):
            name = names[column] if rows and column < len(names) else None
            indent = 0
            label: tuple[tuple[int, int, int], ...] = ()
            if name is not None and beside:
                indent = left + _GAP
                label = ((*name, 0),)
            elif name is not None:
                indent = min(2, room - 1)
                for a, b in _wrapped(text, name, room):
                    add(((a, b, 0),), cell[0], cell[0])
            for a, b in _wrapped(text, cell, room - indent):
                add((*label, (a, b, indent)), a, b)
                label = ()
    return lines


def _wrapped(text: str, extent: Extent, width: int) -> list[Extent]:
    start, end = extent
    return [(start + a, start + b) for a, b in wrap(text[start:end], width)]
