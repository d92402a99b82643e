"""Markdown to blocks: what a reader sees, tied to where it stands in the source.

The block structure is markdown-it-py's (:mod:`gulagreader.text.markdown_tokens`);
:mod:`gulagreader.text.markdown_blocks` makes blocks of it. Raw HTML is text,
pictures are captions and nothing is ever fetched. Most comments hold nothing that
Markdown acts on: they are split at blank lines without the parser, and most posts are
simple enough for :mod:`gulagreader.text.markdown_light`, both with the same result.
"""

import re
from collections.abc import Iterator

from gulagreader.text.blocks import Block, BlockKind, Run
from gulagreader.text.markdown_blocks import blocks_of
from gulagreader.text.markdown_light import light_blocks
from gulagreader.text.markdown_tokens import block_tokens

_SUSPECT = re.compile(r"[^\w .,;!?'\"()…—–“”‘’«»/%-]")
_ACTIVE = re.compile(
    r"[\\`*_<]|\](?=[(:])|\[\^|&(?=[#A-Za-z])|~~|[^\S \n]|://"
    r"|\n(?=[ >#+=:|-]|\d+[.)])| \n"
)
_ACTIVE_FIRST = re.compile(r"[\s>#+=:|-]|\d+[.)]")
_BLANK_LINES = re.compile(r"\n\n+")
_MOST_MARKERS = re.compile(
    r"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){40}", re.MULTILINE
)
_LONGEST = 4_000_000
"""Characters; a longer text is shown as plain paragraphs."""


def parse_blocks(source: str) -> tuple[Block, ...]:
    """Parse cleaned Markdown into blocks, in the order of the source.

    Never fails: what nests deeper than a person would write is shown as plain
    paragraphs with its markup.
    """
    if is_plain(source):
        return tuple(_plain_blocks(source))
    blocks = light_blocks(source)
    return parse_fully(source) if blocks is None else blocks


def parse_fully(source: str) -> tuple[Block, ...]:
    """Parse as :func:`parse_blocks` does, always by the full parser."""
    # One character for one, so that every place stays where it is.
    source = source.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    if len(source) > _LONGEST or _MOST_MARKERS.search(source):
        return tuple(_plain_blocks(source))
    parsed = block_tokens(source)
    if parsed is None:
        return tuple(_plain_blocks(source))
    return blocks_of(source, *parsed)


def plain_text(source: str) -> str:
    """What a reader sees of a source, without markup: blocks with blank lines."""
    if is_plain(source):
        paragraphs = _BLANK_LINES.split(source.strip())
        return "\n\n".join(part.replace("\n", " ") for part in paragraphs)
    return "\n\n".join(block.text for block in parse_blocks(source) if block.text)


def is_plain(source: str) -> bool:
    """Whether there is nothing in a source that Markdown could act on."""
    if _ACTIVE_FIRST.match(source):
        return False
    # The first pattern is one set of characters and so twice as fast as the second.
    return (_SUSPECT.search(source) is None and "_" not in source) or _ACTIVE.search(
        source
    ) is None


def _plain_blocks(source: str) -> Iterator[Block]:
    """Paragraphs at blank lines, each line break a space."""
    at = 0
    end = len(source)
    while at < end:
        found = _BLANK_LINES.search(source, at)
        stop = found.start() if found else end
        start = at
        while start < stop and source[start].isspace():
            start += 1
        last = stop
        while last > start and source[last - 1].isspace():
            last -= 1
        if last > start:
            text = source[start:last]
            runs: tuple[Run, ...] = (Run(0, start, last - start),)
            if "\n" in text or "\t" in text:
                runs = tuple(
                    Run(part.start(), start + part.start(), len(part.group()))
                    for part in re.finditer(r"[^\n\t]+", text)
                )
                text = text.replace("\n", " ").replace("\t", " ")
            yield Block(BlockKind.PARAGRAPH, text, start, last, runs=runs)
        at = found.end() if found else end
