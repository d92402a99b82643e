"""Paragraphs as a reader counts them on the page, for citations.

Counted is what stands apart as text: a list without blank lines is one paragraph, a
block quote counts each of its own; headings, captions, code, tables and notes do not.
"""

from bisect import bisect_right
from collections.abc import Sequence

from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.placed_words import PlacedWords, placed_words
from gulagreader.text.words import words


def is_counted(block: Block) -> bool:
    """Whether a block begins a paragraph that has a number."""
    return block.kind is BlockKind.PARAGRAPH and not block.tight


def paragraph_at(blocks: Sequence[Block], place: int) -> int | None:
    """The number, from 1, of the paragraph that a place of the source is in.

    A place between paragraphs belongs to the one before; None before the first.
    """
    known = [block.source_start for block in blocks if is_counted(block)]
    return bisect_right(known, place) or None


def paragraph_span(source: str, number: int) -> tuple[int, int] | None:
    """Where a paragraph stands in the source, as it is counted; None without it."""
    count = 0
    start = end = -1
    for block in parse_blocks(source):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        count += not block.tight
        if count > number:
            break
        if count == number:
            start = block.source_start if start < 0 else start
            end = block.source_end
    return (start, end) if start >= 0 else None


def find_passage(source: str, passage: str) -> tuple[int, int] | None:
    """Where a passage first stands in a source, compared by its words.

    An ellipsis in it stands for any words. None where it is not there.
    """
    pieces = [words(piece) for piece in passage.replace("[…]", "…").split("…")]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return None
    text = placed_words(source)
    at = 0
    first = 0
    for number, piece in enumerate(pieces):
        found = _find(text, piece, at)
        if found is None:
            return None
        first = found if number == 0 else first
        at = found + len(piece)
    return text.starts[first], text.ends[at - 1]


def _find(text: PlacedWords, piece: Sequence[str], start: int) -> int | None:
    """Where words stand in a row; by way of one text, which is linear."""
    whole = f" {' '.join(text.words[start:])} "
    place = whole.find(f" {' '.join(piece)} ")
    return None if place < 0 else start + whole.count(" ", 0, place)
