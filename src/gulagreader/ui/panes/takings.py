"""Who took passages up: under each passage those who did, and what they answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.message import Message

from gulagreader.domain.dates import display_date
from gulagreader.domain.uptake import LinkKind, Passage, Taking, Uptake
from gulagreader.text.clean import clean_line
from gulagreader.text.references.titles import quoted
from gulagreader.text.wrap import wrap
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.views.rows_view import RowsView

_PASSAGE_LINES = 3
_ANSWER_LINES = 4
_WIDEST = 100
"""Cells of a line at most: longer ones are hard to read on."""
_SAYS = {
    LinkKind.QUOTED: "quotes it",
    LinkKind.REPEATED: "repeats it",
    LinkKind.SHARED: "has it, too",
}


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A line of a passage's words."""

    passage: int
    words: str


@dataclass(frozen=True, slots=True)
class TakingRow:
    """Somebody who took a passage up, with the lines of the answer."""

    passage: int
    taking: Taking
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FurtherRow:
    """How many more took a passage up, who are shown when they are asked for."""

    passage: int
    count: int


_Row = PassageRow | TakingRow | FurtherRow


class TakingsPane(RowsView[_Row]):
    """Lists who took the passages of a post up."""

    BINDINGS = bindings(Where.TAKINGS)
    COMPONENT_CLASSES = {"hits--head", "hits--meta"}

    @dataclass
    class Chosen(Message):
        """The reader clicked on one a second time."""

    def __init__(self, uptake: Uptake, start: int) -> None:
        """Take what was taken up, and where the passage at hand begins."""
        super().__init__(id="takings")
        self._uptake, self._start = uptake, start
        self._laid_out_for = 0

    def lay_out(self) -> None:
        """Write the rows for the width; at first the cursor is on the passage's own."""
        if self.text_width == self._laid_out_for:
            return
        self._laid_out_for = self.text_width
        before = self.at_hand
        rows = list(self._rows())
        taking = before.taking if isinstance(before, TakingRow) else None
        at = next(
            (
                number
                for number, row in enumerate(rows)
                if isinstance(row, TakingRow)
                and (row.taking is taking if taking else self._is_wanted(row))
            ),
            0,
        )
        self.show_rows(rows, at)

    def add(self, passage: int, takings: Sequence[Taking], further: int) -> None:
        """Show more who took a passage up; ``further`` are still to be asked for."""
        rows = list(self.rows)
        at = next(
            number
            for number, row in enumerate(rows)
            if isinstance(row, FurtherRow) and row.passage == passage
        )
        new: list[_Row] = [self._row(passage, one) for one in takings]
        if further:
            new.append(FurtherRow(passage, further))
        rows[at : at + 1] = new
        self.show_rows(rows, min(at, len(rows) - 1), self.top)

    def _is_wanted(self, row: TakingRow) -> bool:
        return self._uptake.passages[row.passage].end > self._start

    def _rows(self) -> Iterator[_Row]:
        for number, passage in enumerate(self._uptake.passages):
            if number:
                yield PassageRow(number, "")
            for words in self._words_of(passage):
                yield PassageRow(number, words)
            for taking in passage.takings:
                yield self._row(number, taking)
            if passage.further:
                yield FurtherRow(number, len(passage.further))

    def _row(self, passage: int, taking: Taking) -> TakingRow:
        answer = self._wrapped(taking.answer, 5, _ANSWER_LINES)
        return TakingRow(passage, taking, tuple(answer))

    def _words_of(self, passage: Passage) -> list[str]:
        words = f"“{clean_line(passage.text)}”"
        return self._wrapped(words, 2, _PASSAGE_LINES)

    @property
    def _room(self) -> int:
        return min(self.text_width, _WIDEST)

    def _wrapped(self, text: str, indent: int, most: int) -> list[str]:
        line = clean_line(text)
        found = wrap(line, max(10, self._room - indent - 1)) if line else []
        words = [line[start:end] for start, end in found]
        if len(words) > most:
            words = [*words[: most - 1], words[most - 1] + " …"]
        return words

    def height_of(self, row: _Row) -> int:
        """A line of the passage, or a head with the lines of an answer."""
        return 1 + len(row.answer) if isinstance(row, TakingRow) else 1

    def is_choice(self, row: _Row) -> bool:
        """Only who took it up, and that there are more."""
        return not isinstance(row, PassageRow)

    @property
    def taking(self) -> Taking | None:
        """Who is under the cursor."""
        row = self.at_hand
        return row.taking if isinstance(row, TakingRow) else None

    @property
    def further(self) -> int | None:
        """The number of the passage of which more are asked for under the cursor."""
        row = self.at_hand
        return row.passage if isinstance(row, FurtherRow) else None

    def show_passages(self, uptake: Uptake) -> None:
        """Know of more who took the passages up, when the rows are written anew."""
        self._uptake = uptake

    def step_passage(self, direction: int) -> None:
        """Go to the first who took the next passage up, or the one before."""
        here = self.at_hand
        if here is None or isinstance(here, PassageRow):
            return
        firsts: dict[int, int] = {}
        for number, row in enumerate(self.rows):
            if isinstance(row, TakingRow):
                firsts.setdefault(row.passage, number)
        target = firsts.get(here.passage + direction)
        if target is not None:
            self.put_cursor(target)

    def clicked(self, row: _Row, *, again: bool) -> None:
        """Choose who is clicked on twice."""
        if again and self.is_choice(row):
            self.post_message(self.Chosen())

    def segments_in(
        self, row: _Row, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a line of a passage, a head or a line of an answer."""
        if isinstance(row, PassageRow):
            passage = Segment(row.words, self.style_of(("text--quotation",)))
            return [Segment(" ", self.style_of(())), passage]
        if isinstance(row, FurtherRow):
            words = f"   {row.count:,} more; Enter shows the next"
            return [Segment(words, self.style_of((*looks, "hits--meta")))]
        if part:
            words = f"     {row.answer[part - 1]}"
            return [Segment(words, self.style_of(looks))]
        taking = row.taking
        place = taking.link.source
        who = clean_line(taking.author or "unknown author")
        head = shortened(who, max(1, self.text_width // 2))
        here = place.post == self._uptake.post
        where = "in this thread" if here else quoted(clean_line(taking.title))
        if not here and place.comment is not None:
            where = f"under {where}"
        says = _SAYS[taking.link.kind]
        says = f"probably {says}" if taking.link.probable else says
        parts = (says, where, display_date(taking.date) or "")
        meta = " · ".join(part for part in parts if part)
        room = max(0, self.text_width - len(head) - 5)
        return [
            Segment(f"   {head}", self.style_of((*looks, "hits--head"))),
            Segment(
                f"  {shortened(clean_line(meta), room)}",
                self.style_of((*looks, "hits--meta")),
            ),
        ]
