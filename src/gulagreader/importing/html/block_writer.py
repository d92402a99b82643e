"""Blocks of Markdown one after the other, inside quotations, lists and notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_DEEPEST = 36
"""Levels that the reader's parser counts; a list item makes two of them."""


class Holder(StrEnum):
    """What blocks can stand in."""

    QUOTE = "quote"
    ITEM = "item"
    NOTE = "note"


@dataclass(slots=True)
class _List:
    ordered: bool
    sign: str
    number: int
    tight: bool


@dataclass(slots=True)
class _Open:
    holder: Holder
    marker: str
    """What stands before the first line."""
    indent: str
    """What stands before the others."""
    of: _List | None = None
    """The list that an item is of."""
    used: bool = False


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks with the marks of what they stand in."""

    lines: list[str] = field(default_factory=list)
    flattened: int = 0
    """How many quotations and lists were nested too deep and are not shown as such."""
    _open: list[_Open | None] = field(default_factory=list)
    """From the outermost; None stands for one too deep to be written."""
    _lists: list[_List] = field(default_factory=list)
    _last: tuple[_Open, ...] = ()
    """What the last block stood in."""
    _last_joins: bool = False
    """Whether the next item of a tight list may follow without a blank line."""
    _ended_list: tuple[int, bool, str] | None = None
    """Depth, kind and sign of the list that ended with the last block."""

    def open_quote(self) -> None:
        """Begin a block quotation."""
        self._push(Holder.QUOTE, "> ", "> ", cost=1)

    def open_note(self, label: str) -> None:
        """Begin the text of a footnote."""
        self._push(Holder.NOTE, f"[^{label}]: ", "    ", cost=1)

    def open_list(self, *, ordered: bool, start: int = 1, tight: bool = True) -> None:
        """Begin a list, its first item numbered ``start``."""
        depth = len(self._written())
        signs = ".)" if ordered else "-*"
        sign = signs[0]
        if self._ended_list == (depth, ordered, sign):
            # With the same sign two lists would be one.
            sign = signs[1]
        number = start if 0 <= start < 100_000_000 else 1
        self._lists.append(_List(ordered, sign, number, tight))

    def close_list(self) -> None:
        """End the innermost list."""
        ended = self._lists.pop()
        depth = len(self._written())
        if len(self._last) > depth and self._last[depth].holder is Holder.ITEM:
            self._ended_list = (depth, ended.ordered, ended.sign)

    def open_item(self) -> None:
        """Begin an item of the innermost list; without a list, of a bulleted one."""
        of = self._lists[-1] if self._lists else _List(False, "-", 1, True)
        marker = f"{of.number}{of.sign} " if of.ordered else f"{of.sign} "
        self._push(Holder.ITEM, marker, " " * len(marker), cost=2, of=of)

    def close(self) -> None:
        """End the innermost quotation, item or note."""
        closed = self._open.pop()
        if closed is not None and closed.used and closed.holder is Holder.ITEM:
            for innermost in self._lists[-1:]:
                innermost.number += 1

    def block(self, text: str, *, joins: bool = False) -> None:
        """Write a block of one line or more.

        ``joins`` says that an item of a tight list may follow it directly.
        """
        within = self._written()
        self._separate(within)
        first = "".join(one.indent if one.used else one.marker for one in within)
        rest = "".join(one.indent for one in within)
        for number, line in enumerate(text.split("\n")):
            self.lines.append((rest if number else first) + line)
        for one in within:
            one.used = True
        self._last = tuple(within)
        self._last_joins = joins
        self._ended_list = None

    def text(self) -> str:
        """All that was written."""
        return "\n".join(line.rstrip() for line in self.lines)

    def _written(self) -> list[_Open]:
        return [one for one in self._open if one is not None]

    def _push(
        self,
        holder: Holder,
        marker: str,
        indent: str,
        *,
        cost: int,
        of: _List | None = None,
    ) -> None:
        spent = sum(2 if one.holder is Holder.ITEM else 1 for one in self._written())
        if spent + cost > _DEEPEST:
            self.flattened += 1
            self._open.append(None)
        else:
            self._open.append(_Open(holder, marker, indent, of))

    def _separate(self, within: Sequence[_Open]) -> None:
        """Set a block apart from the one before it: by a blank line, mostly."""
        if not self.lines:
            return
        fresh = next((one for one in within if not one.used), None)
        if self._last_joins and fresh is not None and self._may_join(fresh, within):
            return
        shared = [
            new for new, old in zip(within, self._last, strict=False) if new is old
        ]
        self.lines.append("".join(one.indent for one in shared))

    def _may_join(self, item: _Open, within: Sequence[_Open]) -> bool:
        """Whether an item of a tight list is one where it follows a line directly.

        The next item of the same list is. The first of a list inside an item is
        only if it is a bullet or number one.
        """
        if item.of is None or not item.of.tight:
            return False
        depth = within.index(item)
        if len(self._last) > depth and self._last[depth].of is item.of:
            return True
        inside = depth > 0 and within[depth - 1].holder is Holder.ITEM
        return inside and item.marker[:-2] in ("", "1")
