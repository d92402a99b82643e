"""What a page offers to go to: its headings, its links, its pictures, its notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gulagreader.text.blocks import Block, BlockKind, Role
from gulagreader.text.clean import clean, clean_line
from gulagreader.text.entities import unescape_all
from gulagreader.text.link_targets import LinkTargets

_PICTURE = re.compile(r"!\[((?:[^\[\]\\]|\\.)*)\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page."""

    block: int
    """The number of its block."""
    level: int
    """1 to 6."""
    text: str


def headings(blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """The headings of a page, in its order."""
    return tuple(
        Heading(number, block.level, clean_line(block.text))
        for number, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING
    )


class LinkKind(StrEnum):
    """What a link of a page leads to."""

    PAGE = "page"
    """An address of the web, or of mail."""
    PICTURE = "picture"
    NOTE = "note"
    """A footnote of the same text."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """Something in a text that leads elsewhere."""

    kind: LinkKind
    words: str
    """What the text says there: the words of a link, a picture's caption, a footnote's
    text."""
    target: str
    """The address; of a picture as it is written, which may be the name of a file; of
    a footnote its label."""
    block: int
    start: int
    """Where it stands in the text of its block."""


def page_links(blocks: Sequence[Block], source: str) -> tuple[PageLink, ...]:
    """The links of a text, in its order; each footnote and picture once."""
    found = [*_links(blocks), *_pictures(blocks, source), *_notes(blocks)]
    found.sort(key=lambda link: (link.block, link.start))
    return tuple(found)


def _links(blocks: Sequence[Block]) -> Iterator[PageLink]:
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.IMAGE:
            continue
        for span in block.spans:
            if span.role is Role.LINK and span.target is not None:
                words = clean_line(block.text[span.start : span.end])
                yield PageLink(LinkKind.PAGE, words, span.target, number, span.start)


def _pictures(blocks: Sequence[Block], source: str) -> Iterator[PageLink]:
    """Pictures named in place; the blocks do not keep the names of local files."""
    for number, block in enumerate(blocks):
        if not block.runs or block.kind is BlockKind.CODE:
            continue
        written = source[block.source_start : block.source_end]
        if "![" not in written:
            continue
        targets = LinkTargets(written, {})
        for found in _PICTURE.finditer(written):
            link = targets.after(found.start(1), found.end() - 1)
            if link is None:
                continue
            target = clean_line(unescape_all(link[0]))
            words = clean_line(unescape_all(found.group(1))) or target
            place = block.to_text(*_extent(block, found.span(1)))
            yield PageLink(
                LinkKind.PICTURE, words, target, number, place[0] if place else 0
            )


def _extent(block: Block, span: tuple[int, int]) -> tuple[int, int]:
    return block.source_start + span[0], block.source_start + max(span[0] + 1, span[1])


def _notes(blocks: Sequence[Block]) -> Iterator[PageLink]:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            continue
        for span in block.spans:
            if span.role is not Role.FOOTNOTE or span.target in seen or not span.target:
                continue
            seen.add(span.target)
            words = note_words(blocks, span.target)
            if words:
                yield PageLink(LinkKind.NOTE, words, span.target, number, span.start)


def note_block(blocks: Sequence[Block], label: str) -> int | None:
    """The number of the block that a footnote begins with; None where there is none."""
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE and _label_of(block) == label:
            return number
    return None


def note_words(blocks: Sequence[Block], label: str) -> str:
    """What a footnote says, on one line and without its label."""
    first = note_block(blocks, label)
    if first is None:
        return ""
    parts = [blocks[first].text.removeprefix(f"[{label}]")]
    for block in blocks[first + 1 :]:
        if block.kind is not BlockKind.FOOTNOTE or _label_of(block) is not None:
            break
        parts.append(block.text)
    return clean_line(clean(" ".join(parts)))


def _label_of(block: Block) -> str | None:
    """The label that a footnote's first block begins with."""
    first = block.spans[0] if block.spans else None
    if first is None or first.role is not Role.FOOTNOTE or first.start:
        return None
    return first.target


def note_mark(
    blocks: Sequence[Block], block: int, start: int, end_block: int, end: int
) -> tuple[int, int, str] | None:
    """The first footnote mark of a stretch: its block, its offset and its label.

    The stretch begins at ``start`` of ``block`` and ends before ``end`` of
    ``end_block``.
    """
    for number in range(block, min(end_block, len(blocks) - 1) + 1):
        here = blocks[number]
        if here.kind is BlockKind.FOOTNOTE:
            continue
        for span in here.spans:
            if span.role is not Role.FOOTNOTE or span.target is None:
                continue
            before = number == block and span.start < start
            after = number == end_block and span.start >= end
            if not before and not after:
                return number, span.start, span.target
    return None


def mark_of(blocks: Sequence[Block], label: str) -> tuple[int, int] | None:
    """The block and the offset of the first mark of a footnote."""
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.FOOTNOTE:
            for span in block.spans:
                if span.role is Role.FOOTNOTE and span.target == label:
                    return number, span.start
    return None
