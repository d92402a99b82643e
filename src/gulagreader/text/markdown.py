"""Markdown to blocks: what a reader sees, tied to where it stands in the source.

The block structure is markdown-it-py's (CommonMark and tables, with footnote
definitions added); what is inside a paragraph is parsed by
:mod:`gulagreader.text.inline`. Raw HTML is text, pictures are captions and
nothing is ever fetched. Most comments hold nothing that Markdown acts on: they
are split at blank lines without the parser, with the same result.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import TYPE_CHECKING, Any

from gulagreader.text.blocks import (
    Block,
    BlockKind,
    Container,
    ContainerKind,
    Role,
    Run,
    Span,
)
from gulagreader.text.inline import parse_inline
from gulagreader.text.inline_text import Inline
from gulagreader.text.link_targets import reference_label
from gulagreader.text.source_runs import Carrier, Piece, joined

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_SUSPECT = re.compile(r"[^\w .,;!?'\"()…—–“”‘’«»/%-]")
_ACTIVE = re.compile(
    r"[\\`*_<]|\](?=[(:])|\[\^|&(?=[#A-Za-z])|~~|[^\S \n]|://"
    r"|\n(?=[ >#+=:|-]|\d+[.)])| \n"
)
_ACTIVE_FIRST = re.compile(r"[\s>#+=:|-]|\d+[.)]")
_BLANK_LINES = re.compile(r"\n\n+")
_DEEPEST = 60
"""Containers in containers; deeper sources are shown as plain paragraphs."""
_MOST_MARKERS = re.compile(
    r"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){40}", re.MULTILINE
)
_LONGEST = 4_000_000
"""Characters; a longer text is shown as plain paragraphs."""
_TAB = 4


def parse_blocks(source: str) -> tuple[Block, ...]:
    """Parse cleaned Markdown into blocks, in the order of the source.

    Never fails: what nests deeper than a person would write is shown as plain
    paragraphs with its markup.
    """
    if is_plain(source):
        return tuple(_plain_blocks(source))
    return parse_fully(source)


def parse_fully(source: str) -> tuple[Block, ...]:
    """Parse as :func:`parse_blocks` does, always by the full parser."""
    # One character for one, so that every place stays where it is.
    source = source.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    if len(source) > _LONGEST or _MOST_MARKERS.search(source):
        return tuple(_plain_blocks(source))
    env: dict[str, Any] = {}
    try:
        tokens = _parser().parse(source, env)
    except (RecursionError, RuntimeError, ValueError, IndexError):
        return tuple(_plain_blocks(source))
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return tuple(_plain_blocks(source))
    return _Builder(source, tokens, env).build()


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


@cache
def _parser() -> "MarkdownIt":
    """The block parser; imported when first needed, because it costs start-up time."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    parser.enable("table").disable(["inline", "text_join"])
    parser.block.ruler.before(
        "reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]}
    )
    return parser


_DEFINITION = re.compile(r"\[\^([^\]\[\s\\]{1,200})\]:[ \t]*")


def _footnote(state: "StateBlock", line: int, end: int, silent: bool) -> bool:
    """A block rule for ``[^label]: text``, its further paragraphs indented by 4."""
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    found = _DEFINITION.match(state.src, start, state.eMarks[line])
    if found is None:
        return False
    if silent:
        return True
    token = state.push("footnote_open", "", 1)
    token.info = found.group(1)
    token.map = [line, line + 1]
    kept = (state.bMarks[line], state.tShift[line], state.sCount[line])
    kept_parent = state.parentType
    state.bMarks[line] = found.end()
    state.tShift[line] = 0
    state.blkIndent += _TAB
    state.sCount[line] = state.blkIndent
    state.parentType = "footnote"
    if found.end() < state.eMarks[line]:
        state.md.block.tokenize(state, line, end)
    else:
        state.line = line + 1
        if line + 1 < end and state.sCount[line + 1] >= state.blkIndent:
            state.md.block.tokenize(state, line + 1, end)
    state.blkIndent -= _TAB
    state.parentType = kept_parent
    state.bMarks[line], state.tShift[line], state.sCount[line] = kept
    token.map[1] = state.line
    state.push("footnote_close", "", -1)
    return True


_NOTHING = Inline("", (), ())


class _Level:
    """A container being walked through."""

    __slots__ = ("indent", "items", "kind", "marker", "number", "used")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.marker = ""
        self.indent = 2
        self.number: int | None = None
        self.items = 0
        self.used = False


class _Builder:
    """Walks the block tokens once."""

    def __init__(
        self, source: str, tokens: "list[Token]", env: Mapping[str, Any]
    ) -> None:
        self.source = source
        self.tokens = tokens
        self.lines = _line_starts(source)
        self.references = {
            reference_label(label): str(found["href"])
            for label, found in env.get("references", {}).items()
        }
        self.notes: Set[str] = {t.info for t in tokens if t.type == "footnote_open"}
        self.levels: list[_Level] = []
        self.blocks: list[Block] = []
        self.tight_before = False
        self.in_note = False
        self.note_label: tuple[str, int] | None = None
        """The label of a footnote whose text has not begun, and where it stands."""
        self.item_start = (0, 0)

    def build(self) -> tuple[Block, ...]:
        number = 0
        tokens = self.tokens
        while number < len(tokens):
            number = self._token(number)
        return tuple(self.blocks)

    def _token(self, number: int) -> int:
        """Take one token; give the number of the next to look at."""
        token = self.tokens[number]
        match token.type:
            case "paragraph_open":
                self._paragraph(self.tokens[number + 1], hidden=token.hidden)
                return number + 3
            case "heading_open":
                self._heading(token, self.tokens[number + 1])
                return number + 3
            case "table_open":
                return self._table(number)
            case "fence" | "code_block":
                self._code(token)
            case "hr":
                self._flush_note()
                self._add(BlockKind.RULE, _NOTHING, _extent(token))
            case _:
                self._container_token(token, number)
        return number + 1

    def _container_token(self, token: "Token", number: int) -> None:
        match token.type:
            case "blockquote_open":
                self.levels.append(_Level("quote"))
            case "bullet_list_open" | "ordered_list_open":
                self._open_list(number)
            case "list_item_open":
                self._open_item(token)
            case "list_item_close":
                if not self.levels[-1].used:
                    self._add(BlockKind.PARAGRAPH, _NOTHING, self.item_start)
            case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                self.levels.pop()
            case "footnote_open":
                self._open_note(token)
            case "footnote_close":
                self._flush_note()
                self.in_note = False
            case _:
                pass

    def _open_list(self, number: int) -> None:
        """Note how wide the markers are, so that all items' texts are in line."""
        token = self.tokens[number]
        level = _Level("list")
        if not any(above.kind == "list" for above in self.levels):
            self.tight_before = False
        if token.type == "ordered_list_open":
            first = int(token.attrs.get("start", 1))
            level.number = first
            level.indent = len(str(first + self._items(number) - 1)) + 2
        self.levels.append(level)

    def _items(self, number: int) -> int:
        own = self.tokens[number].level
        count = 0
        for token in self.tokens[number + 1 :]:
            if token.level == own:
                break
            count += token.type == "list_item_open" and token.level == own + 1
        return count

    def _open_item(self, token: "Token") -> None:
        level = self.levels[-1]
        level.used = False
        self.item_start = _extent(token)
        if level.number is None:
            level.marker = "•"
        else:
            level.marker = f"{level.number}.".rjust(level.indent - 1)
            level.number += 1

    def _open_note(self, token: "Token") -> None:
        self.in_note = True
        place = self.source.find("[^", self.lines[_extent(token)[0]])
        self.note_label = (token.info, place)

    def _flush_note(self) -> None:
        """Show the label of a footnote that does not begin with a paragraph."""
        if self.note_label is None:
            return
        _, place = self.note_label
        line = bisect_right(self.lines, place) - 1
        self._add(BlockKind.FOOTNOTE, _NOTHING, (line, line + 1))

    def _paragraph(self, token: "Token", *, hidden: bool) -> None:
        inline, pieces = self._inline(token.content, _extent(token)[0])
        kind = BlockKind.IMAGE if inline.image else BlockKind.PARAGRAPH
        kind = BlockKind.FOOTNOTE if self.in_note else kind
        tight = hidden and self.tight_before
        self._add(kind, inline, _extent(token), pieces, tight=tight)
        self.tight_before = hidden

    def _heading(self, token: "Token", inside: "Token") -> None:
        self._flush_note()
        first = _extent(token)[0]
        pieces = None
        if token.markup.startswith("#"):
            end = self._line_end(first)
            after = self.source.find(token.markup, self.lines[first]) + len(
                token.markup
            )
            place = self.source.find(inside.content, after, end)
            pieces = [(0, place, len(inside.content))] if place >= 0 else []
        inline, pieces = self._inline(inside.content, first, pieces)
        level = int(token.tag[1:])
        self._add(BlockKind.HEADING, inline, _extent(token), pieces, level=level)

    def _code(self, token: "Token") -> None:
        self._flush_note()
        extent = _extent(token)
        first = extent[0] + (token.type == "fence")
        content = token.content.removesuffix("\n")
        shown: list[str] = []
        runs: list[Run] = []
        length = line_start = 0
        pieces = Carrier(self._aligned(content, first))
        for part in re.finditer(r"[^\t\n]+|\t|\n", content):
            text = part.group()
            if text == "\t":
                text = " " * (_TAB - (length - line_start) % _TAB)
            else:
                runs += pieces.carried(Run(length, part.start(), len(text)))
            shown.append(text)
            length += len(text)
            line_start = length if text == "\n" else line_start
        inline = Inline("".join(shown), (), joined(runs))
        if not content and token.info.strip():
            inline = self._words_of_fence(token.info.strip(), extent[0])
        self._add(BlockKind.CODE, inline, extent)

    def _words_of_fence(self, words: str, line: int) -> Inline:
        """Show what stands behind a fence of no code: it was not meant as one."""
        place = self.source.find(words, self.lines[line])
        runs = (Run(0, place, len(words)),) if place >= 0 and "\t" not in words else ()
        return Inline(words.replace("\t", " "), (), runs)

    def _table(self, number: int) -> int:
        """Take a whole table; give the number of the token after it."""
        self._flush_note()
        extent = _extent(self.tokens[number])
        text = ""
        spans: list[Span] = []
        runs: list[Run] = []
        rows: list[tuple[tuple[int, int], ...]] = []
        cells: list[tuple[int, int]] = []
        at = 0
        while self.tokens[number].type != "table_close":
            token = self.tokens[number]
            if token.type == "tr_open":
                cells = []
                at = self._row_start(_extent(token)[0])
                text += "\n" if rows else ""
            elif token.type == "tr_close":
                rows.append(tuple(cells))
            elif token.type == "inline":
                text += "  " if cells else ""
                inline, at = self._cell(token, at)
                start = len(text)
                text += inline.text
                cells.append((start, len(text)))
                runs += [Run(r.start + start, r.source, r.length) for r in inline.runs]
                spans += [_moved(span, start) for span in inline.spans]
            number += 1
        inline = Inline(text, tuple(spans), joined(runs))
        self._add(BlockKind.TABLE, inline, extent, cells=tuple(rows))
        return number + 1

    def _row_start(self, line: int) -> int:
        start, end = self.lines[line], self._line_end(line)
        found = re.compile(r"[ \t>]*\|").match(self.source, start, end)
        return found.end() if found else start

    def _cell(self, token: "Token", at: int) -> tuple[Inline, int]:
        """One cell's text, its runs in the source, and where the next one begins."""
        end = self._line_end(_extent(token)[0])
        written = token.content.replace("|", "\\|")
        place = self.source.find(written, at, end)
        pieces: list[Piece] = []
        if place >= 0:
            offset, at = 0, place
            for number, part in enumerate(token.content.split("|")):
                at += number > 0  # the backslash before the bar
                length = len(part) + (number > 0)
                pieces.append((offset, at, length))
                offset += length
                at += length
        inline, _ = self._inline(token.content, 0, pieces)
        carried = Carrier(pieces)
        runs = [new for run in inline.runs for new in carried.carried(run)]
        bar = self.source.find("|", at, end)
        after = end if bar < 0 else bar + 1
        return Inline(inline.text, inline.spans, tuple(runs)), after

    def _inline(
        self,
        content: str,
        line: int,
        pieces: list[Piece] | None = None,
    ) -> tuple[Inline, list[Piece]]:
        inline = parse_inline(content, self.references, self.notes)
        return inline, self._aligned(content, line) if pieces is None else pieces

    def _aligned(self, content: str, line: int) -> list[Piece]:
        """Where each line of a block's content stands: (offset, source, length).

        Every line of the content is the end of its line of the source, once what
        the containers take at its beginning is cut off; indentation by tabs may
        have become spaces, which then are tied to nothing.
        """
        pieces: list[Piece] = []
        offset = 0
        lines = content.split("\n")
        for number, text in enumerate(lines[: len(self.lines) - line]):
            start, end = self.lines[line + number], self._line_end(line + number)
            found = _at_end(self.source, text, start, end)
            if found is None:
                bare = text.lstrip(" ")
                found = _at_end(self.source, bare, start, end)
                skipped = len(text) - len(bare)
            else:
                skipped = 0
            if found is not None:
                last = number == len(lines) - 1
                whole = found + len(text) - skipped == end and not last
                pieces.append((offset + skipped, found, len(text) - skipped + whole))
            offset += len(text) + 1
        return pieces

    def _line_end(self, line: int) -> int:
        if line + 1 < len(self.lines):
            return self.lines[line + 1] - 1
        return len(self.source)

    def _add(
        self,
        kind: BlockKind,
        inline: Inline,
        extent: tuple[int, int],
        pieces: list[Piece] | None = None,
        *,
        level: int = 0,
        cells: tuple[tuple[tuple[int, int], ...], ...] = (),
        tight: bool = False,
    ) -> None:
        text, spans, runs = inline.text, inline.spans, inline.runs
        if pieces is not None:
            carried = Carrier(pieces)
            runs = joined(new for run in runs for new in carried.carried(run))
        if self.note_label is not None:
            text, spans, runs = _labelled(self.note_label, text, spans, runs)
            self.note_label = None
        start = self.lines[extent[0]]
        end = max(start, self._line_end(max(extent[0], extent[1] - 1)))
        while end > start and self.source[end - 1].isspace():
            end -= 1
        containers = tuple(self._container(above) for above in self.levels)
        self.tight_before = False
        self.blocks.append(
            Block(kind, text, start, end, spans, runs, containers, level, cells, tight)
        )

    def _container(self, level: _Level) -> Container:
        if level.kind == "quote":
            return Container(ContainerKind.QUOTE)
        marker = "" if level.used else level.marker
        level.used = True
        return Container(ContainerKind.ITEM, marker, level.indent)


def _extent(token: "Token") -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 1)


def _line_starts(source: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", source))]


def _at_end(source: str, text: str, start: int, end: int) -> int | None:
    """Where ``text`` ends a line of the source, white space after it aside."""
    if source.endswith(text, start, end) and end - len(text) >= start:
        return end - len(text)
    while end > start and source[end - 1].isspace():
        end -= 1
    if text and source.endswith(text, start, end) and end - len(text) >= start:
        return end - len(text)
    return None


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.role, span.target)


def _labelled(
    note: tuple[str, int], text: str, spans: tuple[Span, ...], runs: tuple[Run, ...]
) -> tuple[str, tuple[Span, ...], tuple[Run, ...]]:
    """Put the label of a footnote before its first paragraph."""
    label, place = note
    shown = f"[{label}]"
    gap = len(shown) + 1 if text else len(shown)
    moved = (Run(run.start + gap, run.source, run.length) for run in runs)
    first = (Run(0, place, 1), Run(1, place + 2, len(label) + 1))
    return (
        f"{shown} {text}" if text else shown,
        (
            Span(0, len(shown), Role.FOOTNOTE, label),
            *(_moved(span, gap) for span in spans),
        ),
        (*first, *moved),
    )
