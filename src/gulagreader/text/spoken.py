"""A text as it is spoken: what the eye sees of its structure, said in words.

Screen readers and braille displays give the letters of a line and nothing else. So a
heading says that it is one, a quotation where it begins and ends, a list its items, a
table the column of each cell. What plain prose says is left as it is.
"""

from collections.abc import Iterator, Sequence

from gulagreader.text.blocks import Block, BlockKind, ContainerKind


def spoken(blocks: Sequence[Block]) -> list[str]:
    """What is said for each block, in order; each may hold line breaks.

    A block quote is opened and closed in the words of its first and last block.
    """
    said: list[str] = []
    depth = 0
    for number, block in enumerate(blocks):
        inside = _quotes(block)
        following = _quotes(blocks[number + 1]) if number + 1 < len(blocks) else 0
        words = "\n".join(_block(block))
        if inside > depth:
            level = f", level {inside}" if inside > 1 else ""
            words = f"Quote{level}:\n{words}"
        if inside > following:
            words = f"{words}\nEnd of quote."
        said.append(words)
        depth = inside
    return said


def _quotes(block: Block) -> int:
    return sum(one.kind is ContainerKind.QUOTE for one in block.containers)


def _block(block: Block) -> Iterator[str]:
    """The lines of one block."""
    item = _item(block)
    if block.kind is BlockKind.HEADING:
        yield f"{item}Heading level {block.level}: {block.text}"
    elif block.kind is BlockKind.CODE:
        lines = block.text.splitlines()
        yield f"{item}Code, {_count(len(lines), 'line')}:"
        yield from lines
        yield "End of code."
    elif block.kind is BlockKind.RULE:
        yield "Separator."
    elif block.kind is BlockKind.TABLE:
        yield from _table(block, item)
    elif block.kind is BlockKind.IMAGE:
        yield f"{item}Picture: {block.text}"
    elif block.kind is BlockKind.FOOTNOTE:
        yield f"{item}Footnote: {block.text}"
    else:
        yield f"{item}{block.text}"


def _item(block: Block) -> str:
    """How a block that begins an item of a list is announced."""
    items = [one for one in block.containers if one.kind is ContainerKind.ITEM]
    if not items or not items[-1].marker.strip():
        return ""
    marker = items[-1].marker.strip()
    number = marker.rstrip(".)")
    named = f"Item {number}" if number.isdigit() else "Item"
    level = f", level {len(items)}" if len(items) > 1 else ""
    return f"{named}{level}: "


def _table(block: Block, item: str) -> Iterator[str]:
    rows = [[block.text[a:b].strip() for a, b in row] for row in block.cells]
    if not rows:
        yield f"{item}{block.text}"
        return
    head, *body = rows
    columns, count = _count(len(head), "column"), _count(len(body), "row")
    yield f"{item}Table, {columns}, {count}."
    if not body:
        yield "; ".join(head)
    for number, row in enumerate(body, 1):
        cells = [
            f"{head[at]}: {cell}" if at < len(head) and head[at] else cell
            for at, cell in enumerate(row)
        ]
        yield f"Row {number}. {'; '.join(cells)}"
    yield "End of table."


def _count(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number} {thing}s"
