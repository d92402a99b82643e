"""The list of notes: each with its passage, what it says and where it stands."""

from collections.abc import Sequence

from rich.segment import Segment

from gulagreader.domain.notes import COLOURS
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line
from gulagreader.ui.note_rows import GroupRow, ListedNote, NoteRow
from gulagreader.ui.noted import NOTE_SIGN
from gulagreader.ui.noting import tags_beside
from gulagreader.ui.paint import NOTED_LOOKS, shortened
from gulagreader.ui.rows_view import RowsView

_INDENT = "   "


class NotesPane(RowsView[ListedNote]):
    """Lists notes in groups."""

    COMPONENT_CLASSES = {"hits--meta", "hits--thread", "guesses--problem"}

    def height_of(self, row: ListedNote) -> int:
        """A note takes two lines, and one more for what it says or has lost."""
        if isinstance(row, GroupRow):
            return 1 if row.first else 2
        note = row.placed.note
        return 2 + bool(note.text or note.tags) + bool(row.placed.unplaced)

    def is_choice(self, row: ListedNote) -> bool:
        """The cursor stands on notes."""
        return isinstance(row, NoteRow)

    def segments_in(
        self, row: ListedNote, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a line of a row."""
        if isinstance(row, GroupRow):
            return self._group(row, part)
        return self._note(row, part, looks)

    def _group(self, row: GroupRow, part: int) -> Sequence[Segment]:
        if part == 0 and not row.first:
            return ()
        look = "guesses--problem" if row.problem else "hits--thread"
        title = shortened(f"{row.title}  {row.count}", self.text_width)
        room = max(0, self.text_width - cell_len(title) - 2)
        told = f"  {shortened(row.told, room)}" if row.told and room > 8 else ""
        return [
            Segment(title, self.style_of((look,))),
            Segment(told, self.style_of(("hits--meta",))),
        ]

    def _note(
        self, row: NoteRow, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        note = row.placed.note
        room = max(1, self.text_width - len(_INDENT))
        if part == 0:
            colour = NOTED_LOOKS.get(row.placed.colour, NOTED_LOOKS[COLOURS[0]])
            passage = clean_line(note.passage) or row.beginning or row.where
            laid = ("text--laid-over",) if row.placed.layer else ()
            return [
                Segment(" ", self.style_of(looks)),
                Segment(" ", self.style_of((colour,))),
                Segment(" ", self.style_of(looks)),
                Segment(shortened(passage, room), self.style_of((*looks, *laid))),
            ]
        said = [clean_line(note.text), " ".join(tags_beside(note))]
        said = [one for one in said if one]
        lines = [(f"{NOTE_SIGN} {'  '.join(said)}", "text--strong")] if said else []
        if row.placed.unplaced:
            lines.append((row.placed.unplaced, "guesses--problem"))
        lines.append((f"{row.placed.colour} · {row.where}", "hits--meta"))
        words, look = lines[part - 1]
        return [
            Segment(_INDENT, self.style_of(looks)),
            Segment(shortened(words, room), self.style_of((*looks, look))),
        ]

    def clicked(self, row: ListedNote, *, again: bool) -> None:
        """Go to the note on a second click."""
        if again:
            self.call_later(self.screen.run_action, "go_to_note")
