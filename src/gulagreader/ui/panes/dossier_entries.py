"""The entries of a dossier: whose words they are, how they begin, what is remarked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from gulagreader.domain.dossier import Dossier, Entry, EntryKind
from gulagreader.services.dossier_placing import PlacedEntry
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text
from gulagreader.text.references.attribution import attribution
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.views.rows_view import RowsView

_INSET = 5
_LONGEST = 400
"""Characters of a text that are looked at for its first words."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry with its number, from 1."""

    number: int
    entry: Entry


class EntriesPane(RowsView[EntryRow]):
    """Lists the entries in their order."""

    BINDINGS = bindings(Where.ENTRIES)
    COMPONENT_CLASSES = {
        "entries--heading",
        "entries--who",
        "entries--own",
        "entries--meta",
        "entries--problem",
    }

    @dataclass
    class Highlighted(Message):
        """The cursor is on another entry."""

    @dataclass
    class Chosen(Message):
        """The reader clicked on an entry a second time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._placed: Mapping[str, PlacedEntry] = {}
        self._words: dict[str, str] = {}

    def show_dossier(self, dossier: Dossier | None, entry: str | None = None) -> None:
        """Show the entries of a dossier, the cursor on one, or where it was."""
        entries = dossier.entries if dossier is not None else ()
        rows = [EntryRow(number, one) for number, one in enumerate(entries, 1)]
        there = (row.number - 1 for row in rows if row.entry.id == entry)
        cursor = next(there, min(self.cursor, max(0, len(rows) - 1)))
        many = "1 entry" if len(rows) == 1 else f"{len(rows) or 'no'} entries"
        name = clean_line(dossier.name) if dossier is not None else "Dossier"
        self.border_title = Content(f"{name}: {many}")
        self._words.clear()
        self.show_rows(rows, cursor, self.top)
        self.cursor_moved()

    def show_places(self, placed: Mapping[str, PlacedEntry]) -> None:
        """Tell of the entries that are not as they were gathered."""
        self._placed = placed
        self.repaint()

    @property
    def entry_at_hand(self) -> Entry | None:
        """The entry under the cursor."""
        row = self.at_hand
        return row.entry if row is not None else None

    # Rows

    def height_of(self, row: EntryRow) -> int:
        """A line of whose it is, one of its words, one of the remark."""
        if row.entry.kind.is_own:
            return 1 + bool(row.entry.remark)
        quoted = bool(row.entry.words or row.entry.text)
        return 1 + quoted + bool(row.entry.remark)

    def is_choice(self, row: EntryRow) -> bool:
        """All of them."""
        return True

    def cursor_moved(self) -> None:
        """Tell that the cursor is on another entry."""
        self.post_message(self.Highlighted())

    def clicked(self, row: EntryRow, *, again: bool) -> None:
        """Go to what is clicked on twice."""
        if again:
            self.post_message(self.Chosen())

    # Painting

    def segments_in(
        self, row: EntryRow, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a line of an entry."""
        if part == 0:
            return self._head(row, looks)
        entry = row.entry
        if part == self.height_of(row) - 1 and entry.remark:
            words, look = f"✎ {self._first_words(entry.remark)}", "entries--own"
        else:
            words, look = self._quote(entry), "entries--meta"
        text = shortened(" " * _INSET + words, self.text_width)
        return [Segment(text, self.style_of((*looks, look)))]

    def _head(self, row: EntryRow, looks: tuple[str, ...]) -> list[Segment]:
        entry = row.entry
        number = Segment(f"{row.number:>3}  ", self.style_of((*looks, "entries--meta")))
        room = max(0, self.text_width - _INSET)
        if entry.kind.is_own:
            is_heading = entry.kind is EntryKind.HEADING
            look = "entries--heading" if is_heading else "entries--own"
            words = shortened(self._first_words(entry.text), room)
            return [number, Segment(words, self.style_of((*looks, look)))]
        placed = self._placed.get(entry.id)
        lost = placed is not None and placed.unplaced
        changed = placed is not None and placed.changed
        sign = "✗ lost  " if lost else "≠ changed  " if changed else ""
        who = attribution(entry.cited) if entry.cited else "on a page elsewhere"
        named = entry.kind in (EntryKind.POST, EntryKind.NOTE)
        kind = f"{entry.kind.value} · " if named else ""
        sign = shortened(sign, room)
        words = shortened(f"{kind}{who}", max(0, room - len(sign)))
        return [
            number,
            Segment(sign, self.style_of((*looks, "entries--problem"))),
            Segment(words, self.style_of((*looks, "entries--who"))),
        ]

    def _quote(self, entry: Entry) -> str:
        if entry.words:
            return f"“{self._first_words(entry.words)}”"
        return self._first_words(entry.text)

    def _first_words(self, text: str) -> str:
        known = self._words.get(text)
        if known is None:
            known = clean_line(plain_text(text[:_LONGEST]))
            self._words[text] = known
        return known
