"""Lay blocks out on a page of a given width: prefixes, wrapped lines, tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gulagreader.text.blocks import Block, BlockKind, Container, ContainerKind, Role
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import Line, Page
from gulagreader.text.wrap import Extent, wrap

if TYPE_CHECKING:
    from gulagreader.text.hyphenation import Points

_LEAST_TEXT = 8
"""Cells that containers leave for the text, where the page has them."""
_GAP = 2
"""Cells between the columns of a table."""
_LEAST_COLUMN = 14
"""Cells below which a column of wrapped text is harder to read than no columns."""


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
    lines: list[Line] = []
    first: list[int] = []
    draw = _Prefixes(width, ascii_only=ascii_only)
    above: Block | None = None
    for number, block in enumerate(blocks):
        if above is not None and not block.tight:
            lines.append(Line(number - 1, 0, 0, draw.between(above, block), blank=True))
        first.append(len(lines))
        if points is not None and block.kind is BlockKind.PARAGRAPH:
            lines += _parted_lines(number, block, width, draw, points)
        elif block.kind is BlockKind.PARAGRAPH and not block.containers:
            lines += [Line(number, a, b) for a, b in wrap(block.text, width)]
        else:
            lines += _block_lines(number, block, width, draw)
        above = block
    return Page(tuple(blocks), tuple(lines), tuple(first), width)


def _block_lines(
    number: int, block: Block, width: int, draw: "_Prefixes"
) -> list[Line]:
    head, rest = draw.of(block)
    room = max(1, width - len(rest))
    if block.kind is BlockKind.RULE:
        return [Line(number, 0, 0, head, rule=True)]
    if block.kind is BlockKind.TABLE and block.cells:
        return _table_lines(number, block, room, head, rest)
    prefix = head
    lines = []
    for start, end in wrap(block.text, room):
        lines.append(Line(number, start, end, prefix))
        prefix = rest
    return lines


def _parted_lines(
    number: int, block: Block, width: int, draw: "_Prefixes", points: "Points"
) -> list[Line]:
    """A paragraph whose words may be parted, but not in what is code."""
    from gulagreader.text.parting import wrap_parted  # noqa: PLC0415 - start-up

    head, rest = draw.of(block)
    code = [(one.start, one.end) for one in block.spans if one.role is Role.CODE]
    prefix = head
    lines = []
    for start, end, hyphen in wrap_parted(
        block.text, max(1, width - len(rest)), points, code
    ):
        lines.append(Line(number, start, end, prefix, hyphen=hyphen))
        prefix = rest
    return lines


class _Prefixes:
    """What stands left of the text of a block."""

    def __init__(self, width: int, *, ascii_only: bool) -> None:
        self.width = width
        self.ascii = ascii_only
        self.bar = "| " if ascii_only else "▌ "
        self.caption = "[image] " if ascii_only else "▣ "
        self.made: dict[tuple[Container, ...], tuple[str, str]] = {}

    def of(self, block: Block) -> tuple[str, str]:
        """The prefix of a block's first line, and of its other lines."""
        head, rest = self._containers(block.containers)
        own = self._own(block)
        if not own or len(rest) + len(own) > self._most():
            return head, rest
        if block.kind is BlockKind.CODE:
            return head + own, rest + own
        return head + own, rest + " " * len(own)

    def _own(self, block: Block) -> str:
        match block.kind:
            case BlockKind.CODE:
                return "  "
            case BlockKind.IMAGE:
                return self.caption
            case BlockKind.HEADING if self.ascii:
                return "#" * block.level + " "
            case _:
                return ""

    def _most(self) -> int:
        return max(0, self.width - min(_LEAST_TEXT, self.width))

    def _containers(self, containers: tuple[Container, ...]) -> tuple[str, str]:
        made = self.made.get(containers)
        if made is None:
            kept = _that_fit(containers, self._most())
            head = "".join(self._first(container) for container in kept)
            rest = "".join(self._later(container) for container in kept)
            made = self.made[containers] = (head, rest)
        return made

    def _first(self, container: Container) -> str:
        if container.kind is ContainerKind.QUOTE:
            return self.bar
        marker = "*" if self.ascii and container.marker == "•" else container.marker
        return marker.ljust(container.indent)

    def _later(self, container: Container) -> str:
        if container.kind is ContainerKind.QUOTE:
            return self.bar
        return " " * container.indent

    def between(self, above: Block, below: Block) -> str:
        """The prefix of the blank line between two blocks: the bars of both."""
        if not above.containers or not below.containers:
            return ""
        shared = 0
        for one, other in zip(above.containers, below.containers, strict=False):
            if one.kind is not other.kind or one.indent != other.indent:
                break
            if other.marker:
                break
            shared += 1
        _, prefix = self._containers(above.containers[:shared])
        return prefix.rstrip()


def _that_fit(containers: tuple[Container, ...], most: int) -> tuple[Container, ...]:
    """The innermost containers whose indentation leaves room for the text."""
    kept: list[Container] = []
    taken = 0
    for container in reversed(containers):
        taken += container.indent
        if taken > most:
            break
        kept.append(container)
    return tuple(reversed(kept))


def _table_lines(
    number: int, block: Block, room: int, head: str, rest: str
) -> list[Line]:
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
    lines: list[Line] = []
    for place, row in enumerate(block.cells):
        cells = tuple(
            (start, end, places[column]) for column, (start, end) in enumerate(row)
        )
        start, end = row[0][0], row[-1][1]
        lines.append(Line(number, start, end, rest if lines else head, cells=cells))
        if place == 0:
            lines.append(Line(number, end, end, rest, rule=True))
    return lines


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
    beside = left + _GAP + _LEAST_TEXT <= room and left * 2 <= room
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
