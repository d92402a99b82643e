"""Lay blocks out on a page of a given width."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gulagreader.text.blocks import Block
from gulagreader.text.lines import Line, Page

if TYPE_CHECKING:
    from gulagreader.text.hyphenation import Points


def lay_out_page(
    blocks: Sequence[Block],
    width: int,
    *,
    ascii_only: bool = False,
    points: "Points | None" = None,
) -> Page:
    """Lay out blocks for ``width`` cells.

    A blank line stands between blocks that are not tight; inside a block quote it
    carries the quote's bar. Containers never take so much of the line that no
    text is left: the outer ones give way first. ``ascii_only`` draws bars and
    bullets with ASCII characters and gives headings their number signs. ``points``
    part words at the ends of a paragraph's lines; without them words stay whole.
    """
    width = max(1, width)
    if not blocks:
        return Page((), (), (), width)
    # The first picture has no text yet.
    from gulagreader.text.block_lines import block_lines  # noqa: PLC0415 - start-up
    from gulagreader.text.line_prefixes import Prefixes  # noqa: PLC0415 - start-up

    lines: list[Line] = []
    first: list[int] = []
    draw = Prefixes(width, ascii_only=ascii_only)
    above: Block | None = None
    for number, block in enumerate(blocks):
        if above is not None and not block.tight:
            lines.append(Line(number - 1, 0, 0, draw.between(above, block), blank=True))
        first.append(len(lines))
        lines += block_lines(number, block, draw, points)
        above = block
    return Page(tuple(blocks), tuple(lines), tuple(first), width)
