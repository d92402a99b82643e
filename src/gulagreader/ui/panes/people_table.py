"""Everybody who wrote, a line each, with as many columns as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message

from gulagreader.domain.dates import parse_date
from gulagreader.domain.people import Column, PersonNumbers
from gulagreader.text.cells import fitted
from gulagreader.text.clean import clean_line
from gulagreader.ui.views.rows_view import RowsView

_SHOWN: tuple[tuple[Column, str, int], ...] = (
    ("comments", "comments", 8),
    ("posts", "posts", 5),
    ("words", "words", 7),
    ("last", "years", 9),
    ("given", "gave", 5),
    ("received", "got", 5),
    ("questions", "asked", 5),
    ("answered", "answered", 8),
    ("taken_up", "taken", 5),
    ("written", "wrote", 5),
)
"""Columns with their headings and cells; those there is no room for are left out."""
_LATER = ("questions", "answered", "taken_up")
"""Columns whose numbers take longer."""
_NAME = 16
_MOST_NAME = 32


class PeopleTable(RowsView[PersonNumbers]):
    """Lists people."""

    COMPONENT_CLASSES = {"hits--meta", "thread--author", "thread--teacher"}

    @dataclass
    class Chosen(Message):
        """The reader clicked on a row a second time."""

    @dataclass
    class HeadsChanged(Message):
        """The headings of the columns are other ones."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._whole = False
        self._order: tuple[Column, bool] = ("comments", False)

    def show_people(
        self,
        rows: Sequence[PersonNumbers],
        order: tuple[Column, bool],
        *,
        whole: bool,
        keep: bool,
    ) -> None:
        """Show people sorted by a column, the cursor kept on whom it is on."""
        at_hand = self.at_hand
        self._whole, self._order = whole, order
        keys = [row.person.key for row in rows]
        kept = keep and at_hand is not None and at_hand.person.key in keys
        cursor = keys.index(at_hand.person.key) if kept and at_hand else 0
        self.show_rows(rows, cursor, self.top if kept else 0)
        self.say()

    @property
    def heads(self) -> str:
        """The headings of the columns, as they stand above the rows."""
        column, turned = self._order
        many = "1 person" if len(self.rows) == 1 else f"{len(self.rows):,} people"
        heads = self._heading(many, column == "name", turned)
        for name, head, size in self._columns:
            own = name == column or (column == "first" and name == "last")
            mark = ("▴" if turned else "▾") if own else ""
            heads += " " + f"{head}{mark}".rjust(size + 1)
        return heads

    def say(self) -> None:
        """Tell that the headings are other ones."""
        self.post_message(self.HeadsChanged())

    def _heading(self, name: str, sorted_by: bool, turned: bool) -> str:
        mark = ("▴" if turned else "▾") if sorted_by else ""
        return " " + fitted(name + mark, self._name_width)

    @property
    def _columns(self) -> list[tuple[Column, str, int]]:
        room = self.text_width - _NAME - 2
        kept = []
        for column in _SHOWN:
            room -= column[2] + 2
            if room < 0:
                break
            kept.append(column)
        return kept

    @property
    def _name_width(self) -> int:
        taken = sum(size + 2 for _, _, size in self._columns)
        return max(1, min(_MOST_NAME, self.text_width - taken - 2))

    def height_of(self, row: PersonNumbers) -> int:
        """A line each."""
        return 1

    def is_choice(self, row: PersonNumbers) -> bool:
        """Everybody."""
        return True

    def clicked(self, row: PersonNumbers, *, again: bool) -> None:
        """Choose who is clicked on twice."""
        if again:
            self.post_message(self.Chosen())

    def on_resize(self, event: events.Resize) -> None:
        """Choose the columns for the new width."""
        super().on_resize(event)
        self.say()

    def segments_in(
        self, row: PersonNumbers, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a name and its numbers."""
        person = row.person
        look = "thread--teacher" if person.teacher else "thread--author"
        sign = "*" if person.teacher else ""
        name = fitted(clean_line(person.name) + sign, self._name_width)
        numbers = "".join(
            f"  {self._cell(row, column):>{size}}" for column, _, size in self._columns
        )
        unknown = ("hits--meta",) if person.is_unknown else (look,)
        return [
            Segment(f" {name}", self.style_of((*looks, *unknown))),
            Segment(numbers, self.style_of(looks)),
        ]

    def _cell(self, row: PersonNumbers, column: Column) -> str:
        if column in _LATER and not self._whole:
            return "…"
        if column == "last":
            moments = [parse_date(row.first), parse_date(row.last)]
            years = [str(moment.year) for moment in moments if moment is not None]
            return "–".join(dict.fromkeys(years))
        if column == "answered":
            return "" if row.share is None else f"{row.share:.0%}"
        return str(getattr(row, column))
