"""The blocks of simple Markdown without the parser, which is slow to import.

Most posts are paragraphs, headings, block quotes of paragraphs and short lists. These
are told by the beginnings of their lines; anything else, and anything in doubt, is left
to the parser (:mod:`gulagreader.text.markdown_tokens`), and tests hold both to the same
result. The first post then stands on the screen without the parser's import, which
takes as long as all else that its opening does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from gulagreader.text.blocks import Block, BlockKind, Container, ContainerKind
from gulagreader.text.inline import parse_inline
from gulagreader.text.inline_text import Inline
from gulagreader.text.source_runs import Carrier, Piece, joined

_GROUP = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_DOUBTFUL = re.compile(
    r"[\t\r\0\f\v\x1c-\x1f\x85\xa0\u2028\u2029]"  # what the parser may take for a space
    r"|^(?: |```|~~~|[|:=+]|\[[^\]\n]*(?:\]:|$)|([*_-])(?: *\1){2,} *$"
    r"|[*-](?: *$|  )|\d{1,9}[.)](?: *$|  )|#{1,6}(?: *$|  )|.*#\s*$)|^>(?:[^ \n]|  )",
    re.MULTILINE,
)
_HEADING = re.compile(r"(#{1,6}) (.+)")
_ITEM = re.compile(r"(?:([*-])|(\d{1,9})([.)])) ")
_SPECIAL = re.compile(r"[#>]|[*-] |-|\d{1,9}[.)]")
"""What a line of plain text does not begin with."""
_QUOTE = (Container(ContainerKind.QUOTE),)
_Line = tuple[int, int]
"""Where a line stands in the source, without its marker."""


class _InDoubtError(Exception):
    """The parser must see this."""


def light_blocks(source: str) -> tuple[Block, ...] | None:
    """The blocks of a simple text; None where the parser must look at it."""
    if _DOUBTFUL.search(source) is not None or len(source) != len(source.rstrip(" ")):
        return None
    blocks: list[Block] = []
    was_list = False
    try:
        for group in _GROUP.finditer(source):
            lines = _lines(group.group(), group.start())
            is_list = _ITEM.match(source, lines[0][0]) is not None
            if is_list and was_list:
                return None  # whether that is one list or two takes more to tell
            if is_list:
                blocks += _list(source, lines)
            elif source[lines[0][0]] == ">":
                blocks += _quote(source, lines)
            else:
                blocks += _text(source, lines, ())
            was_list = is_list
    except _InDoubtError:
        return None
    return tuple(blocks)


def _lines(text: str, start: int) -> list[_Line]:
    found = []
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _text(
    source: str, lines: Sequence[_Line], containers: tuple[Container, ...]
) -> list[Block]:
    """Paragraphs and headings that follow one another without a blank line."""
    blocks: list[Block] = []
    pending: list[_Line] = []
    for start, end in lines:
        heading = _HEADING.match(source, start, end)
        if heading is None:
            if _SPECIAL.match(source, start, end):
                raise _InDoubtError
            pending.append((start, end))
            continue
        if pending:
            blocks.append(_paragraph(source, pending, containers, pending[0][0]))
            pending = []
        words = [(heading.start(2), end)]
        block = _paragraph(source, words, containers, start)
        level = len(heading.group(1))
        blocks.append(replace(block, kind=BlockKind.HEADING, level=level))
    if pending:
        blocks.append(_paragraph(source, pending, containers, pending[0][0]))
    return blocks


def _quote(source: str, lines: Sequence[_Line]) -> list[Block]:
    """Paragraphs, parted by lines that hold nothing but the mark."""
    if source[slice(*lines[-1])] == ">":
        raise _InDoubtError
    blocks: list[Block] = []
    pending: list[_Line] = []
    begun = -1
    for start, end in (*lines, (-1, -1)):
        if start < 0 or source[start:end] == ">":
            if not pending:
                raise _InDoubtError
            blocks.append(_paragraph(source, pending, _QUOTE, begun))
            pending = []
            continue
        inside = start + 2
        if not source.startswith("> ", start) or not source[inside:end].strip():
            raise _InDoubtError
        _check_plain(source[inside:end])
        begun = begun if pending else start
        pending.append((inside, end))
    return blocks


def _check_plain(line: str) -> None:
    """See that what stands behind a marker is a line of plain text."""
    if _SPECIAL.match(line) or _DOUBTFUL.match(line):
        raise _InDoubtError


def _list(source: str, lines: Sequence[_Line]) -> list[Block]:
    """A tight list whose items have one line each."""
    blocks: list[Block] = []
    first = 0
    kind: tuple[str | None, ...] | None = None
    for number, (start, end) in enumerate(lines):
        item = _ITEM.match(source, start, end)
        if item is None or kind not in (None, item.group(1, 3)):
            raise _InDoubtError
        kind = item.group(1, 3)
        inside = item.end()
        _check_plain(source[inside:end])
        if item.group(1) is None:
            first = int(item.group(2)) if number == 0 else first
            indent = len(str(first + len(lines) - 1)) + 2
            marker = f"{first + number}.".rjust(indent - 1)
        else:
            indent, marker = 2, "•"
        containers = (Container(ContainerKind.ITEM, marker, indent),)
        block = _paragraph(source, [(inside, end)], containers, start)
        blocks.append(replace(block, tight=number > 0))
    return blocks


def _paragraph(
    source: str,
    lines: Sequence[_Line],
    containers: tuple[Container, ...],
    begun: int,
) -> Block:
    """A block of lines; ``begun`` is where the first begins, marker and all."""
    content = "\n".join(source[start:end] for start, end in lines).rstrip(" ")
    if not content or content[0] == " ":
        raise _InDoubtError
    pieces: list[Piece] = []
    offset = 0
    for number, (start, end) in enumerate(lines):
        length = end - start + (number < len(lines) - 1)
        pieces.append((offset, start, length))
        offset += length
    inline = _tied(parse_inline(content, {}, frozenset()), pieces)
    kind = BlockKind.IMAGE if inline.image else BlockKind.PARAGRAPH
    end = lines[-1][1]
    while end > begun and source[end - 1].isspace():
        end -= 1
    return Block(kind, inline.text, begun, end, inline.spans, inline.runs, containers)


def _tied(inline: Inline, pieces: list[Piece]) -> Inline:
    carrier = Carrier(pieces)
    runs = (new for run in inline.runs for new in carrier.carried(run))
    return replace(inline, runs=joined(runs))
