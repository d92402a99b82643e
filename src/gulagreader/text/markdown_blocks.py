"""The blocks of a Markdown text, made from the parser's tokens and tied to the source.

What is inside a paragraph is parsed by :mod:`gulagreader.text.inline`.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gulagreader.text.blocks import (
    Block,
    BlockKind,
    Container,
    ContainerKind,
    Run,
)
from gulagreader.text.inline import parse_inline
from gulagreader.text.inline_text import Inline, labelled
from gulagreader.text.link_targets import reference_label
from gulagreader.text.markdown_tables import Table
from gulagreader.text.source_lines import SourceLines
from gulagreader.text.source_runs import Carrier, Piece, joined

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAB = 4
_NOTHING = Inline("", (), ())


class _Level:
    """A container being walked through."""

    __slots__ = ("indent", "kind", "marker", "number", "used")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.marker = ""
        self.indent = 2
        self.number: int | None = None
        self.used = False


def blocks_of(
    source: str, tokens: "list[Token]", env: Mapping[str, Any]
) -> tuple[Block, ...]:
    """Make the blocks of ``source`` from its tokens; ``env`` holds its references."""
    return _Builder(source, tokens, env).build()


class _Builder:
    """Walks the block tokens once."""

    def __init__(
        self, source: str, tokens: "list[Token]", env: Mapping[str, Any]
    ) -> None:
        self.source = source
        self.tokens = tokens
        self.lines = SourceLines(source)
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
        place = self.source.find("[^", self.lines.start(_extent(token)[0]))
        self.note_label = (token.info, place)

    def _flush_note(self) -> None:
        """Show the label of a footnote that does not begin with a paragraph."""
        if self.note_label is None:
            return
        _, place = self.note_label
        line = self.lines.at(place)
        self._add(BlockKind.FOOTNOTE, _NOTHING, (line, line + 1))

    def _paragraph(self, token: "Token", *, hidden: bool) -> None:
        inline = self._inline(token.content)
        pieces = self.lines.aligned(token.content, _extent(token)[0])
        kind = BlockKind.IMAGE if inline.image else BlockKind.PARAGRAPH
        kind = BlockKind.FOOTNOTE if self.in_note else kind
        tight = hidden and self.tight_before
        self._add(kind, inline, _extent(token), pieces, tight=tight)
        self.tight_before = hidden

    def _heading(self, token: "Token", inside: "Token") -> None:
        self._flush_note()
        first = _extent(token)[0]
        content = inside.content
        if token.markup.startswith("#"):
            end = self.lines.end(first)
            marks = self.source.find(token.markup, self.lines.start(first))
            place = self.source.find(content, marks + len(token.markup), end)
            pieces = [(0, place, len(content))] if place >= 0 else []
        else:
            pieces = self.lines.aligned(content, first)
        inline = self._inline(content)
        level = int(token.tag[1:])
        self._add(BlockKind.HEADING, inline, _extent(token), pieces, level=level)

    def _code(self, token: "Token") -> None:
        self._flush_note()
        extent = _extent(token)
        first = extent[0] + (token.type == "fence")
        content = token.content.removesuffix("\n")
        shown: list[str] = []
        runs: list[Run] = []
        tabs: list[tuple[int, int]] = []
        length = line_start = 0
        pieces = Carrier(self.lines.aligned(content, first))
        for part in re.finditer(r"[^\t\n]+|\t|\n", content):
            text = part.group()
            if text == "\t":
                text = " " * (_TAB - (length - line_start) % _TAB)
                tabs.append((length, length + len(text)))
            else:
                runs += pieces.carried(Run(length, part.start(), len(text)))
            shown.append(text)
            length += len(text)
            line_start = length if text == "\n" else line_start
        inline = Inline("".join(shown), (), joined(runs))
        if not content and token.info.strip():
            inline = self._words_of_fence(token.info.strip(), extent[0])
        self._add(BlockKind.CODE, inline, extent, tabs=tuple(tabs))

    def _words_of_fence(self, words: str, line: int) -> Inline:
        """Show what stands behind a fence of no code: it was not meant as one."""
        place = self.source.find(words, self.lines.start(line))
        runs = (Run(0, place, len(words)),) if place >= 0 and "\t" not in words else ()
        return Inline(words.replace("\t", " "), (), runs)

    def _table(self, number: int) -> int:
        """Take a whole table; give the number of the token after it."""
        self._flush_note()
        extent = _extent(self.tokens[number])
        end = number
        while self.tokens[end].type != "table_close":
            end += 1
        table = Table(self.lines, self._inline)
        inline = table.read(self.tokens[number:end])
        rows, aligned = tuple(table.rows), tuple(table.aligned)
        self._add(BlockKind.TABLE, inline, extent, cells=rows, aligned=aligned)
        return end + 1

    def _inline(self, content: str) -> Inline:
        return parse_inline(content, self.references, self.notes)

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
        aligned: tuple[str, ...] = (),
        tabs: tuple[tuple[int, int], ...] = (),
    ) -> None:
        if pieces is not None:
            carrier = Carrier(pieces)
            runs = (new for run in inline.runs for new in carrier.carried(run))
            inline = replace(inline, runs=joined(runs))
        if self.note_label is not None:
            inline = labelled(inline, *self.note_label)
            self.note_label = None
        start = self.lines.start(extent[0])
        end = max(start, self.lines.end(max(extent[0], extent[1] - 1)))
        while end > start and self.source[end - 1].isspace():
            end -= 1
        containers = tuple(self._container(above) for above in self.levels)
        self.tight_before = False
        self.blocks.append(
            Block(
                kind,
                inline.text,
                start,
                end,
                inline.spans,
                inline.runs,
                containers,
                level,
                cells,
                tight,
                aligned,
                tabs,
            )
        )

    def _container(self, level: _Level) -> Container:
        if level.kind == "quote":
            return Container(ContainerKind.QUOTE)
        marker = "" if level.used else level.marker
        level.used = True
        return Container(ContainerKind.ITEM, marker, level.indent)


def _extent(token: "Token") -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 1)
