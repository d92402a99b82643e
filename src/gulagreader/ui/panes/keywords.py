"""The lines of a concordance: the keywords under one another, any number of lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message

from gulagreader.domain.concordance import KeywordLine
from gulagreader.domain.dates import parse_date
from gulagreader.text.cells import fitted
from gulagreader.text.clean import clean_line
from gulagreader.text.keyword_lines import lay_out
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.views.lines_view import LinesView

AT_ONCE = 100
"""Lines that are got together."""
_ROOM_FOR_AUTHOR = 100
_ROOM_FOR_YEAR = 70
_AUTHOR = 18


class KeywordsPane(LinesView):
    """Shows the lines in view, and asks for those that it does not have."""

    ALLOW_SELECT = False
    BINDINGS = bindings(Where.KEYWORDS)
    COMPONENT_CLASSES = {"rows--cursor", "hits--meta", "text--match"}

    @dataclass
    class Wanted(Message):
        """Lines come into view that are not here yet."""

        start: int

    @dataclass
    class Moved(Message):
        """The cursor is on another line."""

    @dataclass
    class Chosen(Message):
        """The reader clicked on a line a second time."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.cursor = 0
        self.total = 0
        self._lines: dict[int, KeywordLine] = {}
        self._asked: set[int] = set()

    def say(self, title: str) -> None:
        """Put words above the lines."""
        self.border_title = Content(title)

    def show(self, total: int, lines: Sequence[KeywordLine], cursor: int = 0) -> None:
        """Show other lines, of which the first are given; the cursor on one."""
        self.total = total
        self._lines, self._asked = dict(enumerate(lines)), {0}
        self.cursor = max(0, min(cursor, total - 1))
        self.set_height(total)
        self.go_to(self.cursor - self.text_height // 2 if self.cursor else 0)
        self.repaint()
        self.post_message(self.Moved())

    def add(self, start: int, lines: Sequence[KeywordLine]) -> None:
        """Take in lines that were asked for."""
        self._lines.update(enumerate(lines, start))
        self.repaint_lines(start, len(lines))
        if start <= self.cursor < start + len(lines):
            self.post_message(self.Moved())

    @property
    def at_hand(self) -> KeywordLine | None:
        """The line under the cursor; None where there is none, or not here yet."""
        return self._lines.get(self.cursor)

    @property
    def lines(self) -> Mapping[int, KeywordLine]:
        """The lines that are here, by number."""
        return self._lines

    # Moves

    def _put_cursor(self, number: int) -> None:
        if not self.total:
            return
        number = max(0, min(number, self.total - 1))
        before, self.cursor = self.cursor, number
        for line in {before, number}:
            self.repaint_lines(line, 1)
        self.bring_into_view(number, number)
        if before != number:
            self._want(number)
            self.post_message(self.Moved())

    def move(self, step: int) -> None:
        """Move by some lines."""
        self._put_cursor(self.cursor + step)

    def turn(self, direction: int, share: int = 1) -> None:
        """Move by a page, or by a part of one."""
        self.move(direction * max(1, self.text_height // share - 1))

    def edge(self, direction: int) -> None:
        """Move to the first line or the last."""
        self._put_cursor(0 if direction < 0 else self.total - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line clicked on; choose it with a second click."""
        content = event.get_content_offset(self)
        number = content.y + self.top if content else -1
        if not 0 <= number < self.total:
            return
        again = number == self.cursor and event.chain > 1
        self._put_cursor(number)
        if again:
            self.post_message(self.Chosen())

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out for the new width, the cursor in view."""
        self.set_height(self.total)
        self.repaint()
        self.bring_into_view(self.cursor, self.cursor)

    # Painting

    def _want(self, number: int) -> None:
        start = number - number % AT_ONCE
        if number not in self._lines and start not in self._asked:
            self._asked.add(start)
            self.post_message(self.Wanted(start))

    def line_look(self, y: int) -> tuple[str, ...]:
        """The cursor's bar reaches to the end of its line."""
        return ("rows--cursor",) if y == self.cursor and self.total else ()

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a line: what is before, the keyword, what is after, and by whom."""
        looks = self.line_look(y)
        line = self._lines.get(y)
        if y >= self.total:
            return ()
        if line is None:
            self._want(y)
            return [Segment(" …", self.style_of((*looks, "hits--meta")))]
        about = self._about(line)
        laid = lay_out(
            line.before, line.keyword, line.after, self.text_width - len(about) - 1
        )
        plain = self.style_of(looks)
        return [
            Segment(laid.before, plain),
            Segment(laid.keyword, self.style_of((*looks, "text--match"))),
            Segment(laid.after, plain),
            Segment(about, self.style_of((*looks, "hits--meta"))),
        ]

    def _about(self, line: KeywordLine) -> str:
        """Who wrote it and in which year, as far as there is room."""
        moment = parse_date(line.date)
        year = f"{moment.year:>6}" if moment is not None else " " * 6
        if self.text_width >= _ROOM_FOR_AUTHOR:
            author = clean_line(line.author or "unknown")
            return f"  {fitted(author, _AUTHOR)}{year}"
        return year if self.text_width >= _ROOM_FOR_YEAR else ""
