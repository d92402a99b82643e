"""What of a source is searched for quotations: its paragraphs, without markup.

Nothing is cut out, so that every offset stays what it is in the source: markup
and code are covered (:mod:`gulagreader.text.covering`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gulagreader.text.covering import (
    CODE,
    HIDDEN,
    PARAGRAPH_BREAK,
    with_typed_marks,
    without_inline_markup,
)
from gulagreader.text.quoting_tags import Tagged, tagged

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_QUOTED = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_ALONE = re.compile(r"[ \t]{0,3}(?:#{1,6}(?:[ \t]|$)|\|)")
_RULE = re.compile(r"[ \t]{0,3}(?:=+|-+|(?:[-*_][ \t]*){3,})[ \t]*$")
_REFERENCE = re.compile(r"[ \t]{0,3}\[[^\]^][^\]]*\]:[ \t]*\S+")
_NOTE = re.compile(r"[ \t]{0,3}\[\^[^\]\s]+\]:")
_CODE_INDENT = re.compile(r"(?: {4}| {0,3}\t)")
BLANK_LINE = re.compile(r"\n[^\S\n]*\r?\n")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*[ \t]*$")
DEEPEST = 8
"""Quotations nested deeper than this are not told apart."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the source in which an open quotation can be closed."""

    start: int
    end: int
    block: int = -1
    """The number of the innermost block quote it stands in; -1 outside."""
    item: bool = False
    """Whether it is an item of a list."""


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A block quote: from its first ``>`` to the end of its last line, or its tags."""

    start: int
    end: int
    last_line: int
    """Where its last line that is not empty begins, after the ``>``."""
    inner_end: int
    """Where its last line ends; before the end tag of one of tags."""


@dataclass(frozen=True, slots=True)
class Quotable:
    """A source with what is not searched covered, in paragraphs."""

    source: str
    masked: str
    """As long as the source."""
    paragraphs: tuple[Paragraph, ...]
    blocks: tuple[BlockQuote, ...] = ()
    inline: tuple[tuple[int, int], ...] = ()
    """What stands between ``<q>`` and ``</q>``, tags included."""


def shown(text: Quotable, start: int, end: int) -> str:
    """What a reader sees of a stretch: without markup, code as a letter."""
    return text.masked[start:end].replace(HIDDEN, "").replace(CODE, "x")


def quotable(source: str, *, markdown: bool) -> Quotable:
    """Tell what of ``source`` is searched; as Markdown or as it stands."""
    if not markdown:
        masked = with_typed_marks(source)
        return Quotable(source, masked, tuple(_plain_paragraphs(source)))
    scan = _Scan(source)
    scan.run()
    masked = with_typed_marks(without_inline_markup(scan.masked()))
    by_tags = tagged(source, masked)
    blocks = [*scan.closed(), *_tagged_blocks(source, by_tags)]
    inline = tuple((one.start, one.end) for one in by_tags if one.name == "q")
    return Quotable(source, masked, tuple(scan.paragraphs), tuple(blocks), inline)


def _tagged_blocks(source: str, by_tags: Iterable[Tagged]) -> Iterator[BlockQuote]:
    for one in by_tags:
        if one.name == "q":
            continue
        inner_end = one.inner_end
        while inner_end > one.start and source[inner_end - 1].isspace():
            inner_end -= 1
        last_line = max(
            source.rfind("\n", one.start, inner_end) + 1,
            source.rfind("<br>", one.start, inner_end) + 4,
            source.rfind("<footer>", one.start, inner_end) + 8,
            source.find(">", one.start) + 1,
        )
        yield BlockQuote(one.start, one.end, last_line, inner_end)


def _plain_paragraphs(source: str) -> Iterator[Paragraph]:
    """Split at blank lines; where there are none, at line ends.

    Without blank lines, lines are paragraphs unless they look wrapped by hand:
    short, and most of them not ending a sentence.
    """
    breaks = PARAGRAPH_BREAK
    if not PARAGRAPH_BREAK.search(source.strip()) and not _looks_wrapped(source):
        breaks = _NEWLINE
    at = 0
    for found in breaks.finditer(source):
        if found.start() > at:
            yield Paragraph(at, found.start())
        at = found.end()
    if at < len(source):
        yield Paragraph(at, len(source))


def _looks_wrapped(source: str) -> bool:
    lines = [line for line in _NEWLINE.split(source.strip()) if line]
    if len(lines) < 2 or max(map(len, lines)) > 100:
        return False
    ended = sum(1 for line in lines[:-1] if _SENTENCE_END.search(line[-8:]))
    return ended * 2 < len(lines) - 1 or (ended == 0)


@dataclass(slots=True)
class _OpenBlock:
    start: int
    number: int
    end: int = 0
    last_line: int = 0


@dataclass(slots=True)
class _Scan:
    """Goes through the lines of a Markdown source once."""

    source: str
    covers: list[tuple[int, int, str]] = field(default_factory=list)
    """What is covered, from where to where and with what, in order."""
    paragraphs: list[Paragraph] = field(default_factory=list)
    open_blocks: list[_OpenBlock] = field(default_factory=list)
    blocks: list[_OpenBlock] = field(default_factory=list)
    paragraph: int | None = None
    """Where the open paragraph begins."""
    paragraph_end: int = 0
    item: bool = False
    in_list: bool = False
    fence: str | None = None

    def run(self) -> None:
        for found in _LINE.finditer(self.source):
            start, end = found.span(1)
            if start < len(self.source) or found.group(2):
                self._line(start, end)
        self._end_paragraph()
        self._leave_blocks(0)

    def masked(self) -> str:
        """The source with what was found so covered."""
        parts: list[str] = []
        at = 0
        for start, end, filler in self.covers:
            parts += (self.source[at:start], filler * (end - start))
            at = end
        parts.append(self.source[at:])
        return "".join(parts)

    def closed(self) -> Iterator[BlockQuote]:
        for block in self.blocks:
            yield BlockQuote(block.start, block.end, block.last_line, block.end)

    def _line(self, start: int, end: int) -> None:
        prefix = _QUOTED.match(self.source, start, end)
        indented = self.fence is not None and not self.open_blocks
        depth = 0
        text = start
        if prefix is not None and not indented:
            depth = prefix.group().count(">")
            text = prefix.end()
            self._cover(start, text, HIDDEN)
        line = self.source[text:end]
        self._enter_blocks(depth, start, line)
        if self.open_blocks and line.strip():
            for block in self.open_blocks:
                block.end, block.last_line = end, text
        self._content(text, end, line)

    def _enter_blocks(self, depth: int, start: int, line: str) -> None:
        now = len(self.open_blocks)
        wanted = min(depth, DEEPEST)
        if wanted == now:
            return
        if wanted < now:
            if line.strip() and self.paragraph is not None and not _starts_block(line):
                return  # a lazy continuation (CommonMark 5.1)
            self._end_paragraph()
            self._leave_blocks(wanted)
            return
        self._end_paragraph()
        self.fence = None
        at = start - 1
        for level in range(wanted):
            at = self.source.index(">", at + 1)
            if level >= now:
                block = _OpenBlock(at, len(self.blocks), at + 1, at + 1)
                self.blocks.append(block)
                self.open_blocks.append(block)

    def _leave_blocks(self, depth: int) -> None:
        if len(self.open_blocks) > depth:
            self.fence = None
        del self.open_blocks[depth:]

    def _content(self, start: int, end: int, line: str) -> None:
        fence = _FENCE.match(line)
        if self.fence is not None:
            self._cover(start, end, CODE)
            if fence and fence.group(1).startswith(self.fence):
                rest = line[fence.end() :]
                self.fence = self.fence if rest.strip() else None
            return
        if not line.strip():
            self._end_paragraph()
            return
        if fence:
            self._end_paragraph()
            self.fence = fence.group(1)
            self._cover(start, end, CODE)
            return
        self._text(start, end, line)

    def _text(self, start: int, end: int, line: str) -> None:
        """Take a line that is neither blank nor in a fence."""
        item = _ITEM.match(line)
        if _RULE.match(line) and (self.paragraph is not None or not item):
            self._end_paragraph()
        elif item and not (_CODE_INDENT.match(line) and not self.in_list):
            self._end_paragraph()
            self._cover(start, start + item.end(), HIDDEN)
            self.in_list = self.item = True
            self._extend(start + item.end(), end)
        elif self.paragraph is None and self._hides(start, end, line):
            return
        elif _ALONE.match(line):
            self._end_paragraph()
            self._extend(start, end)
            self._end_paragraph()
        else:
            if self.paragraph is None and line[0] not in " \t":
                self.in_list = False
            self._extend(start, end)

    def _hides(self, start: int, end: int, line: str) -> bool:
        """Cover a line of code or a definition at the start of a block."""
        if _CODE_INDENT.match(line) and not self.in_list:
            self._cover(start, end, CODE)
            return True
        if _REFERENCE.match(line):
            self._cover(start, end, CODE)
            return True
        note = _NOTE.match(line)
        if note:
            self._cover(start, start + note.end(), HIDDEN)
        return False

    def _extend(self, start: int, end: int) -> None:
        if self.paragraph is None:
            self.paragraph = start
        self.paragraph_end = end

    def _end_paragraph(self) -> None:
        if self.paragraph is not None and self.paragraph < self.paragraph_end:
            block = self.open_blocks[-1].number if self.open_blocks else -1
            self.paragraphs.append(
                Paragraph(self.paragraph, self.paragraph_end, block, self.item)
            )
        self.paragraph = None
        self.item = False

    def _cover(self, start: int, end: int, filler: str) -> None:
        self.covers.append((start, end, filler))


def _starts_block(line: str) -> bool:
    return bool(_ITEM.match(line) or _ALONE.match(line) or _FENCE.match(line))
