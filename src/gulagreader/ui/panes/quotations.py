"""The quotations of a library in a list, parted by what they are asked by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.message import Message

from gulagreader.domain.quotation_list import (
    GroupedBy,
    ListedQuotation,
    QuotationGroup,
)
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line
from gulagreader.text.references.titles import quoted
from gulagreader.text.wrap import wrap
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.views.rows_view import RowsView
from gulagreader.ui.views.uptake_margin import TAKEN_UP_SIGN

_LINES_EACH = 3
_UNKNOWN = {
    GroupedBy.SPEAKER: "Nobody named",
    GroupedBy.SOURCE: "No source given",
    GroupedBy.YEAR: "No date",
}


class QuotationsPane(RowsView[int]):
    """Lists quotations by their numbers; a group's heading has a number below 0."""

    BINDINGS = bindings(Where.QUOTED)
    COMPONENT_CLASSES = {"hits--head", "hits--meta", "hits--thread"}

    @dataclass
    class Highlighted(Message):
        """The cursor is on another quotation."""

    @dataclass
    class Chosen(Message):
        """The reader clicked on one a second time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._every: Sequence[ListedQuotation] = ()
        self.groups: Sequence[QuotationGroup] = ()
        """What is shown, in its order."""
        self._by = GroupedBy.POST

    def show_groups(
        self,
        every: Sequence[ListedQuotation],
        groups: Sequence[QuotationGroup],
        by: GroupedBy,
    ) -> None:
        """Show some quotations of a list; the cursor stays on the one it is on."""
        before = self.quotation
        self._every, self._by, self.groups = every, by, groups
        rows: list[int] = []
        for number, group in enumerate(self.groups):
            rows.append(-1 - number)
            rows += group.members
        at = 0
        if before is not None:
            keys = (n for n, row in enumerate(rows) if row >= 0)
            at = next((n for n in keys if every[rows[n]].key == before.key), 0)
        self.show_rows(rows, at)
        if not at:
            self.go_to(0)
        self.cursor_moved()

    @property
    def quotation(self) -> ListedQuotation | None:
        """The quotation under the cursor."""
        row = self.at_hand
        return None if row is None else self._every[row]

    def height_of(self, row: int) -> int:
        """Three lines for a quotation, one for a heading."""
        return _LINES_EACH if row >= 0 else 1

    def is_choice(self, row: int) -> bool:
        """Only quotations."""
        return row >= 0

    def cursor_moved(self) -> None:
        """Tell what the cursor is on."""
        self.post_message(self.Highlighted())

    def clicked(self, row: int, *, again: bool) -> None:
        """Choose what is clicked on twice."""
        if again:
            self.post_message(self.Chosen())

    def step_group(self, direction: int) -> None:
        """Go to the first of the next group, or of this one, or of the one before."""
        step = 1 if direction > 0 else -1
        at = self.cursor + (1 if step > 0 else -2)
        while 0 <= at < len(self.rows):
            if self.rows[at] < 0:
                self.put_cursor(at + 1)
                return
            at += step

    def segments_in(
        self, row: int, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a heading, or of a quotation its head and two lines of its words."""
        if row < 0:
            return self._heading(self.groups[-1 - row])
        one = self._every[row]
        if part == 0:
            return self._head(one, looks)
        words = clean_line(one.words)
        lines = wrap(words, max(1, self.text_width - 5))
        if part > len(lines):
            return []
        start, end = lines[part - 1]
        more = " …" if part == _LINES_EACH - 1 and part < len(lines) else ""
        return [Segment(f"   {words[start:end]}{more}", self.style_of(looks))]

    def _heading(self, group: QuotationGroup) -> list[Segment]:
        count = f"  {len(group.members)}"
        name = clean_line(group.name) or _UNKNOWN.get(self._by, "Untitled")
        if self._by is GroupedBy.UPTAKE:
            name = f"Taken up {name}×" if name != "0" else "Not taken up"
        room = max(1, self.text_width - cell_len(count) - 1)
        return [
            Segment(f" {shortened(name, room)}", self.style_of(("hits--thread",))),
            Segment(count, self.style_of(("hits--meta",))),
        ]

    def _head(self, one: ListedQuotation, looks: tuple[str, ...]) -> list[Segment]:
        count = f"{one.taken_up}{TAKEN_UP_SIGN} " if one.taken_up else ""
        author = one.author or "unknown author"
        who = one.speaker if self._by is not GroupedBy.SPEAKER else None
        told: list[str] = [f"by {author}"] if who else []
        told += [_PARTS[by](one) for by in _PARTS if by is not self._by]
        head = shortened(f" {count}{who or author}", max(1, self.text_width // 2))
        meta = clean_line(" · ".join(part for part in told if part))
        room = max(0, self.text_width - cell_len(head) - 3)
        return [
            Segment(head, self.style_of((*looks, "hits--head"))),
            Segment(
                f"  {shortened(meta, room)}", self.style_of((*looks, "hits--meta"))
            ),
        ]


_PARTS: dict[GroupedBy, Callable[[ListedQuotation], str]] = {
    GroupedBy.YEAR: lambda one: one.year,
    GroupedBy.SOURCE: lambda one: f"({one.cited})" if one.cited else "",
    GroupedBy.POST: lambda one: (
        f"under {quoted(one.title)}" if one.comment else one.title or "Untitled"
    ),
}
