"""The guesses of an import: what, why, how sure, and the lines they are about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message

from gulagreader.services.import_deciding import ImportReview, Question
from gulagreader.services.import_look import LookedPost
from gulagreader.services.import_spots import Standing
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line
from gulagreader.text.wrap import wrap
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.panes.guess_rows import (
    GuessRow,
    NoteRow,
    PostRow,
    ReviewRow,
    RowOrder,
    SaidRow,
    names_of_takes,
    place_of,
    review_rows,
)
from gulagreader.ui.views.rows_view import RowsView

_INSET = 3
_STANDINGS = {
    Standing.NEW: "new",
    Standing.CHANGED: "changed since it came",
    Standing.UNCHANGED: "here already",
    Standing.UNRECORDED: "here already",
    Standing.CHANGED_BY_HAND: "changed by hand, stays as it is",
    Standing.KNOWN: "here already, from elsewhere",
}


class GuessesPane(RowsView[ReviewRow]):
    """Lists posts, and under each its guesses with the lines around them."""

    BINDINGS = bindings(Where.GUESSES)
    COMPONENT_CLASSES = {
        "guesses--post",
        "guesses--meta",
        "guesses--unsure",
        "guesses--taken",
        "guesses--line",
        "guesses--problem",
    }

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row."""

    @dataclass
    class Flipped(Message):
        """The reader clicked on a row a second time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._wrapped: dict[str, list[tuple[int, int]]] = {}
        self._wrapped_for = 0
        self._list: list[ReviewRow] = []

    def on_mount(self) -> None:
        """Say what stands here."""
        self.border_title = Content("Guesses")

    def show_review(
        self, review: ImportReview, order: RowOrder, *, keep: bool = True
    ) -> None:
        """Show what is guessed and decided now, the cursor kept where it is."""
        kept, top = (place_of(self.at_hand), self.top) if keep else ((), 0)
        self._measure_anew()
        rows = review_rows(review, order)
        places = [place_of(row) for row in rows] if kept else []
        if kept in places:
            cursor = places.index(kept)
        else:
            first = (n for n, row in enumerate(rows) if isinstance(row, GuessRow))
            cursor = next(first, 0)
            top = 0
        self._list = rows
        self.show_rows(rows, cursor, top)
        self.cursor_moved()

    def show_taken(self, question: Question) -> None:
        """Show the guess at hand as it is taken now, which takes the same room."""
        row = self.at_hand
        if isinstance(row, GuessRow) and row.question.key == question.key:
            self._list[self.cursor] = replace(row, question=question)
            height = self.height_of(self._list[self.cursor])
            self.repaint_lines(self._starts[self.cursor], height)

    @property
    def post_at_hand(self) -> LookedPost | None:
        """The post under the cursor, or that of the guess under it."""
        row = self.at_hand
        return row.post if isinstance(row, PostRow | GuessRow) else None

    @property
    def question_at_hand(self) -> Question | None:
        """The guess under the cursor."""
        row = self.at_hand
        return row.question if isinstance(row, GuessRow) else None

    def step_post(self, direction: int) -> None:
        """Go to the next post, or to the one before."""
        ahead = range(self.cursor + 1, len(self.rows))
        behind = range(self.cursor - 1, -1, -1)
        for number in ahead if direction > 0 else behind:
            if isinstance(self.rows[number], PostRow):
                self.put_cursor(number)
                return

    # Rows

    def height_of(self, row: ReviewRow) -> int:
        """A guess has its reason, its lines and a blank one; a note is wrapped."""
        match row:
            case GuessRow(_, question):
                reason = len(self._lines_of(_reason(question)))
                return 2 + reason + len(question.context)
            case NoteRow(words=words):
                return 1 + len(self._lines_of(clean_line(words)))
            case _:
                return 1

    def is_choice(self, row: ReviewRow) -> bool:
        """All but what is only said."""
        return not isinstance(row, SaidRow)

    def cursor_moved(self) -> None:
        """Tell that the cursor is on another row."""
        self.post_message(self.Highlighted())

    def clicked(self, row: ReviewRow, *, again: bool) -> None:
        """Decide what is clicked on twice; fold a post by its heading."""
        if again or isinstance(row, PostRow):
            self.post_message(self.Flipped())

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the new width, the cursor in view."""
        if self._measure_anew() and self.rows:
            self.show_rows(self.rows, self.cursor, self.top)
        else:
            super().on_resize(event)

    def _measure_anew(self) -> bool:
        """Take in the width; say whether it is another one."""
        # Kept, because the toolkit works it out anew for each of thousands of rows.
        if self._wrapped_for == self.text_width:
            return False
        self._wrapped_for = self.text_width
        self._wrapped.clear()
        return True

    def _lines_of(self, words: str) -> list[tuple[int, int]]:
        lines = self._wrapped.get(words)
        if lines is None:
            lines = wrap(words, max(1, self._wrapped_for - _INSET - 1))
            self._wrapped[words] = lines
        return lines

    # Painting

    def segments_in(
        self, row: ReviewRow, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a line of a post, of a guess or of a note."""
        match row:
            case PostRow():
                return self._post(row, looks)
            case GuessRow(_, question):
                return self._guess(question, part, looks)
            case NoteRow():
                return self._note(row, part, looks)
            case SaidRow(words, heading):
                look = "guesses--problem" if heading else "guesses--meta"
                text = shortened(f" {told(self.app, words)}", self.text_width)
                return [Segment(text, self.style_of((look,)))]

    def _post(self, row: PostRow, looks: tuple[str, ...]) -> list[Segment]:
        post = row.post
        words = [_STANDINGS.get(post.standing, str(post.standing))]
        if row.comments:
            words.append(f"{row.comments} comment{'s' * (row.comments != 1)}")
        words.append(f"{row.guesses or 'no'} guess{'es' * (row.guesses != 1)}")
        meta = shortened("  " + " · ".join(words), self.text_width // 2)
        room = max(1, self.text_width - cell_len(meta) - 4)
        title = shortened(clean_line(row.title) or "Untitled", room)
        sign = " ▸ " if row.folded else " ▾ " if row.guesses else "   "
        return [
            Segment(f"{sign}{title}", self.style_of((*looks, "guesses--post"))),
            Segment(meta, self.style_of((*looks, "guesses--meta"))),
        ]

    def _guess(
        self, question: Question, part: int, looks: tuple[str, ...]
    ) -> list[Segment]:
        if part == 0:
            return self._head(question, looks)
        reason = _reason(question)
        lines = self._lines_of(reason)
        inset = Segment(" " * _INSET, self.style_of(looks))
        if part <= len(lines):
            start, end = lines[part - 1]
            words = reason[start:end]
            return [inset, Segment(words, self.style_of((*looks, "guesses--meta")))]
        part -= 1 + len(lines)
        if part >= len(question.context):
            return []
        number, words = question.context[part]
        is_it = number == question.guess.line
        own = "guesses--line" if is_it else "guesses--meta"
        mark = "▶" if is_it else " "
        room = max(0, self.text_width - _INSET - 1)
        line = shortened(f"{mark}{number:>4}  {' '.join(words.split())}", room)
        return [inset, Segment(line, self.style_of((*looks, own)))]

    def _head(self, question: Question, looks: tuple[str, ...]) -> list[Segment]:
        """How sure, what it is taken for and what else it may be, on one line."""
        guess = question.guess
        sure = "  set" if guess.is_decided else f"{guess.confidence:>4.0%} "
        where = f" line {guess.line} " if guess.line is not None else ""
        doubt = "guesses--unsure" if guess.confidence < _QUITE else "guesses--meta"
        told = [(f" {sure} ", doubt)]
        if not question.can_be_decided:
            told += [(guess.what, ""), ("  cannot be changed here", "guesses--meta")]
        else:
            for words, is_it in names_of_takes(question):
                look = "guesses--taken" if is_it else "guesses--meta"
                told += [(f"[{words}]" if is_it else words, look), ("  ", "")]
        room = max(0, self.text_width - cell_len(where))
        segments = []
        for words, look in told:
            shown = shortened(words, room)
            style = self.style_of((*looks, look) if look else looks)
            segments.append(Segment(shown, style))
            room -= cell_len(shown)
        gap = " " * room + where
        segments.append(Segment(gap, self.style_of((*looks, "guesses--meta"))))
        return segments

    def _note(self, row: NoteRow, part: int, looks: tuple[str, ...]) -> list[Segment]:
        if part == 0:
            name = clean_line(row.file.name)
            where = f"{name}, line {row.line}" if row.line else name
            head = shortened(f"   {where}", self.text_width)
            return [Segment(head, self.style_of((*looks, "guesses--line")))]
        words = clean_line(row.words)
        start, end = self._lines_of(words)[part - 1]
        text = " " * _INSET + words[start:end]
        return [Segment(text, self.style_of((*looks, "guesses--meta")))]


_QUITE = 0.7
"""Less sure guesses stand out."""


def _reason(question: Question) -> str:
    reason = clean_line(question.guess.reason)
    came = "came up by what you decided: " if question.came_up else ""
    return f"{came}{reason}"
