"""The lines of one block: its text wrapped, with what stands left of it."""

from typing import TYPE_CHECKING

from gulagreader.text.blocks import Block, BlockKind, Role
from gulagreader.text.line_prefixes import Prefixes
from gulagreader.text.lines import Line
from gulagreader.text.table_lines import table_lines
from gulagreader.text.wrap import wrap

if TYPE_CHECKING:
    from gulagreader.text.hyphenation import Points


def block_lines(
    number: int, block: Block, draw: Prefixes, points: "Points | None"
) -> list[Line]:
    """Lay out the block of a number as wide as its prefixes; ``points`` part words."""
    if points is not None and block.kind is BlockKind.PARAGRAPH:
        return _parted_lines(number, block, draw, points)
    if block.kind is BlockKind.PARAGRAPH and not block.containers:
        return [Line(number, a, b) for a, b in wrap(block.text, draw.width)]
    head, rest = draw.of(block)
    room = max(1, draw.width - len(rest))
    if block.kind is BlockKind.RULE:
        return [Line(number, 0, 0, head, rule=True)]
    if block.kind is BlockKind.TABLE and block.cells:
        return table_lines(number, block, room, head, rest)
    prefix = head
    lines = []
    for start, end in wrap(block.text, room):
        lines.append(Line(number, start, end, prefix))
        prefix = rest
    return lines


def _parted_lines(
    number: int, block: Block, draw: Prefixes, points: "Points"
) -> list[Line]:
    """A paragraph whose words may be parted, but not in what is code."""
    # Words are parted for those who have it switched on.
    from gulagreader.text.parting import wrap_parted  # noqa: PLC0415

    head, rest = draw.of(block)
    code = [(one.start, one.end) for one in block.spans if one.role is Role.CODE]
    prefix = head
    lines = []
    for start, end, hyphen in wrap_parted(
        block.text, max(1, draw.width - len(rest)), points, code
    ):
        lines.append(Line(number, start, end, prefix, hyphen=hyphen))
        prefix = rest
    return lines
