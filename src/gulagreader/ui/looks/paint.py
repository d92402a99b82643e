"""Laid-out lines to segments: the last step, where text gets its looks.

A look is the name of a style (a component class of the view that paints).
Looks are laid over one another in the order given. Where a cell stands in the text
is worked out when it is asked (:func:`offset_at`), so that a selection holds what
the text says and not how it was wrapped.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style

from gulagreader.domain.note_colours import COLOURS
from gulagreader.domain.quotations import QuotationKind
from gulagreader.text.blocks import Block, BlockKind, ContainerKind, Role
from gulagreader.text.cells import cell_len, char_widths, cut
from gulagreader.text.lines import Line

Overlay = tuple[int, int, str]
"""From, to (code points of a block's text) and the look laid over."""
Style_of = Callable[[tuple[str, ...]], Style]

QUOTATION_LOOKS = {kind: f"text--{kind.value}" for kind in QuotationKind}
NOTED_LOOKS = {colour: f"text--noted-{colour}" for colour in COLOURS}
ROLE_LOOKS = {role: f"text--{role.value}" for role in Role}
TEXT_LOOKS = {
    "text--heading",
    "text--byline",
    "text--image",
    "text--gutter",
    "text--citation",
    "text--match",
    "text--current-match",
    "text--selected",
    "text--taken-up",
    "text--passage",
    "text--laid-over",
    *NOTED_LOOKS.values(),
    *QUOTATION_LOOKS.values(),
    *ROLE_LOOKS.values(),
}


def pieces(
    start: int, end: int, overlays: Sequence[Overlay]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Cut ``start`` to ``end`` where looks change; each piece with its looks."""
    near = [o for o in overlays if o[0] < end and o[1] > start]
    if not near:
        if start < end:
            yield start, end, ()
        return
    cuts = {start, end}
    for low, high, _ in near:
        cuts.add(max(start, low))
        cuts.add(min(end, high))
    marks = sorted(cuts)
    for low, high in itertools.pairwise(marks):
        looks = tuple(look for a, b, look in near if a <= low and b >= high)
        yield low, high, looks


def shortened(text: str, width: int) -> str:
    """``text``, cut with ``…`` where it takes more than ``width`` cells."""
    if cell_len(text) <= width:
        return text
    return cut(cut(text, max(0, width - 1)).rstrip() + "…", width)


def block_looks(block: Block) -> tuple[str, ...]:
    """The looks of a whole block."""
    looks: list[str] = []
    if any(c.kind is ContainerKind.QUOTE for c in block.containers):
        looks.append(QUOTATION_LOOKS[QuotationKind.BLOCK])
    if block.kind is BlockKind.HEADING:
        looks.append("text--heading")
    elif block.kind is BlockKind.CODE:
        looks.append("text--code")
    elif block.kind is BlockKind.IMAGE:
        looks.append("text--image")
    return tuple(looks)


def span_overlays(block: Block) -> list[Overlay]:
    """The looks of the stretches inside a block."""
    return [(span.start, span.end, ROLE_LOOKS[span.role]) for span in block.spans]


def offset_at(block: Block, line: Line, column: int) -> int:
    """The place in a block's text of a column, counted from the line's text.

    Left of the text it is the place before the line, so that a selection that
    ends there holds nothing of it; right of it the line's end.
    """
    if line.blank or line.rule:
        return len(block.text)
    if column < 0:
        broken_at_space = line.start > 0 and block.text[line.start - 1].isspace()
        return line.start - 1 if line.start == 0 or broken_at_space else line.start
    start, end, at = line.start, line.end, 0
    for piece in line.cells:
        if piece[2] <= column:
            start, end, at = piece
    cells = at
    for offset, size in enumerate(char_widths(block.text[start:end]), start):
        cells += size
        if cells > column:
            return offset
    return end


def paint_line(
    block: Block,
    line: Line,
    overlays: Sequence[Overlay],
    style_of: Style_of,
    room: int,
) -> list[Segment]:
    """Paint one line of a block: its prefix, its text, its table cells or rule.

    ``unit`` numbers the block for selections; ``room`` is the width in cells
    that a rule takes.
    """
    whole = block_looks(block)
    segments: list[Segment] = []
    if line.prefix:
        segments.append(Segment(line.prefix, style_of((*whole, "text--gutter"))))
    if line.rule:
        segments.append(Segment("─" * room, style_of(("text--gutter",))))
        return segments
    if line.blank:
        return segments
    if not line.cells:
        segments.extend(
            _run(block.text, line.start, line.end, overlays, whole, style_of)
        )
        if line.hyphen:
            # Paler than the text, since its source has no such sign.
            segments.append(Segment(line.tail, style_of((*whole, "text--gutter"))))
        return segments
    column = 0
    for start, end, at in line.cells:
        if at > column:
            segments.append(Segment(" " * (at - column), style_of(whole)))
        segments.extend(_run(block.text, start, end, overlays, whole, style_of))
        column = max(at, column) + cell_len(block.text[start:end])
    return segments


def _run(
    text: str,
    start: int,
    end: int,
    overlays: Sequence[Overlay],
    whole: tuple[str, ...],
    style_of: Style_of,
) -> Iterator[Segment]:
    for low, high, looks in pieces(start, end, overlays):
        style = style_of((*whole, *looks))
        yield Segment(text[low:high].replace("\t", " "), style)
