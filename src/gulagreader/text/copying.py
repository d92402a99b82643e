"""What of a text is copied: its words as they read, and not as they are wrapped.

A stretch inside one block is copied bare: it is pasted into a sentence. Several
blocks keep what tells them apart. Paragraphs are parted by blank lines, items of a list
keep their markers and quotations their ``> ``, unless all that is copied stands in the
same quotation. A block of which the beginning is left out has no marker. Tabs of code,
shown as spaces, are tabs again.
"""

from collections.abc import Sequence

from gulagreader.text.blocks import Block, BlockKind, Container, ContainerKind

Taken = tuple[Block, int, int]
"""A block and the stretch of its text that is taken, in code points."""


def copied_text(taken: Sequence[Taken]) -> str:
    """Write stretches of blocks that follow one another as one text."""
    pieces = [(block, max(0, start), end) for block, start, end in taken]
    pieces = [(b, start, min(end, len(b.text))) for b, start, end in pieces]
    pieces = [p for p in pieces if p[1] < p[2] or (p[0].kind is BlockKind.RULE)]
    if not pieces:
        return ""
    if len(pieces) == 1:
        block, start, end = pieces[0]
        return _as_written(block, start, end).strip("\n")
    shared = _shared([block.containers for block, _, _ in pieces])
    written: list[str] = []
    for number, (block, start, _) in enumerate(pieces):
        containers = block.containers[shared:]
        text = "---" if block.kind is BlockKind.RULE else _as_written(*pieces[number])
        if number:
            above = pieces[number - 1][0].containers[shared:]
            written.append("\n" if block.tight else _between(above, containers))
        written.append(_with_marks(text, containers, marked=start == 0))
    return "".join(written).strip("\n")


def _as_written(block: Block, start: int, end: int) -> str:
    """A stretch of a block; a tab of which any part is taken is a tab."""
    written: list[str] = []
    for first, last in block.tabs:
        if first < end and start < last:
            written += [block.text[start:first], "\t"]
            start = min(end, last)
    return "".join((*written, block.text[start:end]))


def _shared(all_containers: Sequence[tuple[Container, ...]]) -> int:
    """How many quotations, from the outside, hold all that is copied."""
    count = 0
    first = all_containers[0]
    while count < len(first) and first[count].kind is ContainerKind.QUOTE:
        held = (
            len(one) > count and one[count].kind is ContainerKind.QUOTE
            for one in all_containers
        )
        if not all(held):
            break
        count += 1
    return count


def _between(above: Sequence[Container], below: Sequence[Container]) -> str:
    """The blank line between two blocks; inside one quotation it has its mark."""
    marks = ""
    for one, other in zip(above, below, strict=False):
        if not one.kind is other.kind is ContainerKind.QUOTE:
            break
        marks += "> "
    return f"\n{marks.rstrip()}\n"


def _with_marks(text: str, containers: Sequence[Container], *, marked: bool) -> str:
    first = rest = ""
    for container in containers:
        if container.kind is ContainerKind.QUOTE:
            first += "> "
            rest += "> "
            continue
        marker = container.marker.strip().replace("•", "-") if marked else ""
        width = max(2, len(marker) + 1) if marker else container.indent
        first += marker.ljust(width) if marker else " " * container.indent
        rest += " " * width
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line for line in lines[1:])])
