"""A table's text: its cells side by side, each still tied to its source."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gulagreader.text.blocks import Run, Span
from gulagreader.text.inline_text import Inline, moved
from gulagreader.text.source_lines import SourceLines
from gulagreader.text.source_runs import Carrier, Piece, joined

if TYPE_CHECKING:
    from markdown_it.token import Token

_ROW_START = re.compile(r"[ \t>]*\|")


@dataclass(slots=True)
class Table:
    """Reads the tokens between the opening and the closing of a table."""

    lines: SourceLines
    parse: Callable[[str], Inline]
    """Parses the inside of a cell."""
    rows: list[tuple[tuple[int, int], ...]] = field(default_factory=list)
    """For each row the start and end of each cell in the text."""
    aligned: list[str] = field(default_factory=list)
    """For each column ``left``, ``center`` or ``right``; nothing where it is open."""

    def read(self, tokens: "Sequence[Token]") -> Inline:
        """The text of the whole table; fills ``rows`` and ``aligned``."""
        text = ""
        spans: list[Span] = []
        runs: list[Run] = []
        cells: list[tuple[int, int]] = []
        at = 0
        for token in tokens:
            if token.type == "tr_open":
                cells = []
                at = self._row_start(_line(token))
                text += "\n" if self.rows else ""
            elif token.type == "tr_close":
                self.rows.append(tuple(cells))
            elif token.type == "th_open":
                style = str(token.attrs.get("style", ""))
                self.aligned.append(style.removeprefix("text-align:"))
            elif token.type == "inline":
                text += "  " if cells else ""
                inline, at = self._cell(token, at)
                start = len(text)
                text += inline.text
                cells.append((start, len(text)))
                runs += [Run(r.start + start, r.source, r.length) for r in inline.runs]
                spans += [moved(span, start) for span in inline.spans]
        return Inline(text, tuple(spans), joined(runs))

    def _row_start(self, line: int) -> int:
        start, end = self.lines.start(line), self.lines.end(line)
        found = _ROW_START.match(self.lines.source, start, end)
        return found.end() if found else start

    def _cell(self, token: "Token", at: int) -> tuple[Inline, int]:
        """One cell's text, its runs in the source, and where the next one begins."""
        end = self.lines.end(_line(token))
        written = token.content.replace("|", "\\|")
        place = self.lines.source.find(written, at, end)
        pieces: list[Piece] = []
        if place >= 0:
            offset, at = 0, place
            for number, part in enumerate(token.content.split("|")):
                at += number > 0  # the backslash before the bar
                length = len(part) + (number > 0)
                pieces.append((offset, at, length))
                offset += length
                at += length
        inline = self.parse(token.content)
        carried = Carrier(pieces)
        runs = [new for run in inline.runs for new in carried.carried(run)]
        bar = self.lines.source.find("|", at, end)
        after = end if bar < 0 else bar + 1
        return Inline(inline.text, inline.spans, tuple(runs)), after


def _line(token: "Token") -> int:
    return token.map[0] if token.map else 0
