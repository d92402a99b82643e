"""The list of notes: each with its passage, what it says and where it stands."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events

from gulagreader.domain.notes import COLOURS
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean
from gulagreader.text.wrap import wrap
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.looks.paint import NOTED_LOOKS, shortened
from gulagreader.ui.notes.note_rows import GroupRow, ListedNote, NoteRow
from gulagreader.ui.notes.noted import NOTE_SIGN
from gulagreader.ui.notes.noting import shown_passage, tags_beside
from gulagreader.ui.views.rows_view import RowsView

_INDENT = 3
_PASSAGE_LINES = 3
_NOTE_LINES = 6
_PASSAGE: tuple[str, ...] = ("notes--passage",)
_SAID: tuple[str, ...] = ("notes--words",)


class NotesPane(RowsView[ListedNote]):
    """Lists notes in groups."""

    DEFAULT_CSS = """
    NotesPane > .notes--passage { color: $foreground; }
    NotesPane > .notes--words { color: $secondary; }
    """
    COMPONENT_CLASSES = {
        "hits--meta",
        "hits--thread",
        "guesses--problem",
        "notes--passage",
        "notes--words",
    }

    def height_of(self, row: ListedNote) -> int:
        """A note takes as many lines as its passage and its words, up to some."""
        if isinstance(row, GroupRow):
            return 1 if row.first else 2
        return len(self._lines(row))

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew for the new width."""
        self.show_rows(self.rows, self.cursor, self.top)

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
        title = shortened(f" {row.title}  {row.count}", self.text_width)
        room = max(0, self.text_width - cell_len(title) - 2)
        said = shortened(told(self.app, row.told), room)
        meta = f"  {said}" if row.told and room > 8 else ""
        return [
            Segment(title, self.style_of((look,))),
            Segment(meta, self.style_of(("hits--meta",))),
        ]

    def _note(
        self, row: NoteRow, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        words, own = self._lines(row)[part]
        mark = self.style_of(looks)
        if own == _PASSAGE:
            colour = NOTED_LOOKS.get(row.placed.colour, NOTED_LOOKS[COLOURS[0]])
            mark = self.style_of((colour,))
        return [
            Segment(" ", self.style_of(looks)),
            Segment(" ", mark),
            Segment(" ", self.style_of(looks)),
            Segment(words, self.style_of((*looks, *own))),
        ]

    def _lines(self, row: NoteRow) -> list[tuple[str, tuple[str, ...]]]:
        """What is shown of a note, line by line, and how."""
        placed, note = row.placed, row.placed.note
        room = max(8, self.text_width - _INDENT)
        passage = shown_passage(note) or row.beginning or row.where
        lines = [(line, _PASSAGE) for line in _broken(passage, room, _PASSAGE_LINES)]
        tags = " ".join(tags_beside(note))
        said = "\n".join(part for part in (clean(note.text), tags) if part)
        for number, line in enumerate(_broken(said, room - 2, _NOTE_LINES)):
            lines.append((f"{' ' if number else NOTE_SIGN} {line}", _SAID))
        if placed.unplaced:
            lines.append((shortened(placed.unplaced, room), ("guesses--problem",)))
        laid = ("text--laid-over",) if placed.layer else ()
        where = shortened(f"{placed.colour} · {row.where}", room)
        lines.append((where, ("hits--meta", *laid)))
        return lines

    def clicked(self, row: ListedNote, *, again: bool) -> None:
        """Go to the note on a second click."""
        if again:
            self.call_later(self.screen.run_action, "go_to_note")


def _broken(text: str, room: int, most: int) -> list[str]:
    """A text in lines, the last one cut where there would be more than ``most``."""
    if not text:
        return []
    lines = [text[start:end] for start, end in wrap(text, room)]
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), room)]
    return lines
