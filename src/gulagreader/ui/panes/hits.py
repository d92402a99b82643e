"""The hits of a search: who, when, where, and the words around the match."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message

from gulagreader.domain.dates import display_date
from gulagreader.domain.hits import Answer, Hit
from gulagreader.text.wrap import wrap
from gulagreader.ui.lines_view import LinesView
from gulagreader.ui.paint import pieces, shortened

_LINES_EACH = 3
NO_ANSWER = Answer("")


class HitsPane(LinesView):
    """Lists hits, three lines each."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"hits--head", "hits--meta", "hits--cursor"}

    @dataclass
    class Highlighted(Message):
        """The cursor is on another hit."""

        hit: Hit | None

    @dataclass
    class Chosen(Message):
        """The reader clicked on a hit."""

        hit: Hit

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.answer = NO_ANSWER
        self.cursor = 0

    def show_answer(self, answer: Answer, *, newest_first: bool = False) -> None:
        """Show other hits, the cursor on the first."""
        self.answer = answer
        self.cursor = 0
        self.set_height(len(answer.hits) * _LINES_EACH)
        self.go_to(0)
        self.border_title = Content(_how_many(answer, newest_first=newest_first))
        self.repaint()
        self.post_message(self.Highlighted(self.under_cursor))

    @property
    def under_cursor(self) -> Hit | None:
        """The hit under the cursor; None where there is none."""
        hits = self.answer.hits
        return hits[self.cursor] if self.cursor < len(hits) else None

    def move(self, step: int) -> None:
        """Move the cursor."""
        if not self.answer.hits:
            return
        before = self.cursor
        self.cursor = max(0, min(before + step, len(self.answer.hits) - 1))
        for row in {before, self.cursor}:
            self.repaint_lines(row * _LINES_EACH, _LINES_EACH)
        first = self.cursor * _LINES_EACH
        self.bring_into_view(first, first + _LINES_EACH - 1)
        if before != self.cursor:
            self.post_message(self.Highlighted(self.under_cursor))

    def turn(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.move(direction * max(1, self.text_height // _LINES_EACH - 1))

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width."""
        self.set_height(len(self.answer.hits) * _LINES_EACH)
        self.repaint()
        self.move(0)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the hit clicked on; on a second click, go there."""
        content = event.get_content_offset(self)
        number = (content.y + self.top) // _LINES_EACH if content else -1
        if 0 <= number < len(self.answer.hits):
            again = number == self.cursor and event.chain > 1
            self.move(number - self.cursor)
            if again:
                self.post_message(self.Chosen(self.answer.hits[number]))

    def line_look(self, y: int) -> tuple[str, ...]:
        """The cursor's bar reaches to the end of its lines."""
        return ("hits--cursor",) if y // _LINES_EACH == self.cursor else ()

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a hit's head, or one of its two lines of words."""
        number, part = divmod(y, _LINES_EACH)
        if number >= len(self.answer.hits):
            return []
        hit = self.answer.hits[number]
        looks = self.line_look(y)
        if part == 0:
            return self._head(hit, looks)
        room = max(1, self.text_width - 4)
        lines = wrap(hit.snippet, room)
        if part > len(lines):
            return []
        start, end = lines[part - 1]
        marks = [(low, high, "text--match") for low, high in hit.matches]
        segments = [Segment("   ", self.style_of(looks))]
        for low, high, own in pieces(start, end, marks):
            style = self.style_of((*looks, *own))
            segments.append(Segment(hit.snippet[low:high], style))
        return segments

    def _head(self, hit: Hit, looks: tuple[str, ...]) -> list[Segment]:
        who = hit.author or "unknown author"
        head = shortened(f" {who} ", max(1, self.text_width // 2))
        words = [display_date(hit.date) or "undated"]
        if hit.kind == "comment":
            words.append("comment" if hit.depth == 0 else f"reply, level {hit.depth}")
        else:
            words.append("post")
        words.append(hit.title)
        meta = shortened(
            " " + " · ".join(words), max(0, self.text_width - len(head) - 1)
        )
        return [
            Segment(head, self.style_of((*looks, "hits--head"))),
            Segment(meta, self.style_of((*looks, "hits--meta"))),
        ]


def _how_many(answer: Answer, *, newest_first: bool) -> str:
    if not answer.query:
        return "Hits"
    more = "" if answer.exact else " or more"
    order = ", newest first" if newest_first else ", best first"
    return f"Hits: {answer.total}{more}{order if answer.hits else ''}"
