"""The hits of a search: who, when, where, and the words around the match."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from gulagreader.domain.dates import display_date
from gulagreader.domain.hits import Answer, Hit, HitThread
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line
from gulagreader.text.wrap import wrap
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.looks.paint import pieces, shortened
from gulagreader.ui.panes.hit_rows import (
    ChoiceRow,
    HitRow,
    ResultRow,
    ThreadRow,
    WordsRow,
    answer_rows,
    more_to_come,
    place_of,
)
from gulagreader.ui.views.rows_view import RowsView

_LINES_EACH = 3
NO_ANSWER = Answer("")


class HitsPane(RowsView[ResultRow]):
    """Lists hits, three lines each, under their threads where that was asked."""

    BINDINGS = bindings(Where.HITS)
    COMPONENT_CLASSES = {"hits--head", "hits--meta", "hits--thread", "hits--choice"}

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row."""

        row: ResultRow | None

    @dataclass
    class Chosen(Message):
        """The reader clicked on a row a second time."""

        row: ResultRow

    @dataclass
    class EndReached(Message):
        """The cursor is on the last of the hits, and there are more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.answer = NO_ANSWER
        self._folded: frozenset[str] = frozenset()

    def say(self, title: str, going_on: str = "") -> None:
        """Put words above the hits, with a job that is going on behind them."""
        self.border_title = Content(f"{title} · {going_on}" if going_on else title)

    def show_answer(
        self, answer: Answer, *, keep: bool = False, at: tuple[str, ...] = ()
    ) -> None:
        """Show other hits, the cursor on the first, or ``keep`` it where it is.

        ``at`` is what the row is of that the cursor goes to, if it is there.
        """
        kept, top = place_of(self.at_hand) if keep else at, self.top if keep else 0
        if not keep:
            self._folded = frozenset()
        self.answer = answer
        self._show(answer_rows(answer, self._folded), kept, top)

    def offer(self, rows: Sequence[ResultRow], cursor: int = 0) -> None:
        """Show what can be asked while nothing is, the cursor on or near a row."""
        self.answer = NO_ANSWER
        self.show_rows(rows, cursor)
        self.cursor_moved()

    def _show(self, rows: Sequence[ResultRow], kept: tuple[str, ...], top: int) -> None:
        places = [place_of(row) for row in rows] if kept else []
        first = next((n for n, row in enumerate(rows) if isinstance(row, HitRow)), 0)
        self.show_rows(rows, places.index(kept) if kept in places else first, top)
        self.cursor_moved()

    @property
    def place(self) -> tuple[str, ...]:
        """What the row at hand is of, by which it is found again."""
        return place_of(self.at_hand)

    @property
    def under_cursor(self) -> Hit | None:
        """The hit under the cursor; under a thread's heading its best one."""
        row = self.at_hand
        if isinstance(row, ThreadRow):
            return row.thread.hits[0] if row.thread.hits else None
        return row.hit if isinstance(row, HitRow) else None

    def height_of(self, row: ResultRow) -> int:
        """Three lines for a hit, one for everything else."""
        return _LINES_EACH if isinstance(row, HitRow) else 1

    def is_choice(self, row: ResultRow) -> bool:
        """All but what is only said."""
        return not isinstance(row, WordsRow)

    def cursor_moved(self) -> None:
        """Tell what the cursor is on, and when the hits come to their end."""
        self.post_message(self.Highlighted(self.at_hand))
        last = self.cursor >= len(self.rows) - 2
        if last and self.cursor and more_to_come(self.answer):
            self.post_message(self.EndReached())

    def clicked(self, row: ResultRow, *, again: bool) -> None:
        """Fold a thread by its heading; choose what is clicked on twice."""
        if isinstance(row, ThreadRow) and not again:
            self.fold(not row.folded)
        elif again or isinstance(row, ChoiceRow):
            self.post_message(self.Chosen(row))

    # Threads

    def fold(self, folded: bool) -> None:
        """Hide the hits of the thread at hand, or show them."""
        row = self.at_hand
        if isinstance(row, HitRow) and row.in_thread:
            post = row.hit.post
        elif isinstance(row, ThreadRow):
            post = row.thread.post
        else:
            return
        self._refold(self._folded | {post} if folded else self._folded - {post}, post)

    def fold_all(self, folded: bool) -> None:
        """Hide the hits of all threads, or show them."""
        row = self.at_hand
        if self.answer.threads and isinstance(row, HitRow | ThreadRow):
            post = row.hit.post if isinstance(row, HitRow) else row.thread.post
            every = frozenset(thread.post for thread in self.answer.threads)
            self._refold(every if folded else frozenset(), post)

    def _refold(self, folded: frozenset[str], post: str) -> None:
        kept = place_of(self.at_hand)
        if post in folded:
            kept = ("thread", post)
        line = self._starts[self.cursor] - self.top
        self._folded = folded
        rows = answer_rows(self.answer, folded)
        places = [place_of(row) for row in rows]
        self.show_rows(rows, places.index(kept) if kept in places else 0, self.top)
        # What is read keeps its line on the screen.
        self.go_to(self._starts[self.cursor] - line)
        self.cursor_moved()

    def step_thread(self, direction: int) -> None:
        """Go to the heading of the next thread, or of the one before."""
        ahead = range(self.cursor + 1, len(self.rows))
        behind = range(self.cursor - 1, -1, -1)
        for number in ahead if direction > 0 else behind:
            if isinstance(self.rows[number], ThreadRow):
                self.put_cursor(number)
                return

    # Painting

    def segments_in(
        self, row: ResultRow, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a hit's head or one of its two lines of words, or another row."""
        match row:
            case HitRow(hit, in_thread):
                inset = "  " if in_thread else ""
                if part == 0:
                    return self._head(hit, looks, in_thread=in_thread)
                return self._words(hit, part, looks, f"{inset}   ")
            case ThreadRow(thread, folded):
                return self._thread(thread, looks, folded=folded)
            case ChoiceRow():
                return self._choice(row, looks)
            case WordsRow(words, heading):
                look = "hits--head" if heading else "hits--meta"
                text = shortened(f" {words}", self.text_width)
                return [Segment(text, self.style_of((look,)))]

    def _choice(self, row: ChoiceRow, looks: tuple[str, ...]) -> list[Segment]:
        sign = "   › " if row.flat else " » " if row.name else " › "
        first = clean_line(row.name or row.words or row.query)
        head = shortened(f"{sign}{first}  ", self.text_width)
        room = max(0, self.text_width - cell_len(head) - 1)
        told = row.name and row.name != row.query
        rest = shortened(clean_line(row.query), room) if told else ""
        return [
            Segment(head, self.style_of((*looks, "hits--choice"))),
            Segment(rest, self.style_of((*looks, "hits--meta"))),
        ]

    def _thread(
        self, thread: HitThread, looks: tuple[str, ...], *, folded: bool
    ) -> list[Segment]:
        many = f"{thread.count} hit{'s' * (thread.count != 1)}"
        if len(thread.hits) < thread.count:
            many += f", {len(thread.hits)} shown"
        room = max(1, self.text_width - cell_len(many) - 6)
        title = shortened(thread.title or "Untitled", room)
        sign = " ▸ " if folded else " ▾ "
        return [
            Segment(f"{sign}{title}", self.style_of((*looks, "hits--thread"))),
            Segment(f"  {many}", self.style_of((*looks, "hits--meta"))),
        ]

    def _words(
        self, hit: Hit, part: int, looks: tuple[str, ...], inset: str
    ) -> list[Segment]:
        lines = wrap(hit.snippet, max(1, self.text_width - len(inset) - 1))
        if part > len(lines):
            return []
        start, end = lines[part - 1]
        marks = [(low, high, "text--match") for low, high in hit.matches]
        segments = [Segment(inset, self.style_of(looks))]
        for low, high, own in pieces(start, end, marks):
            style = self.style_of((*looks, *own))
            segments.append(Segment(hit.snippet[low:high], style))
        return segments

    def _head(
        self, hit: Hit, looks: tuple[str, ...], *, in_thread: bool
    ) -> list[Segment]:
        who = f"{'   ' if in_thread else ' '}{hit.author or 'unknown author'} "
        head = shortened(who, max(1, self.text_width // 2))
        words = [display_date(hit.date) or "undated"]
        if hit.kind == "comment":
            words.append("comment" if hit.depth == 0 else f"reply, level {hit.depth}")
        else:
            words.append(hit.kind)
        if not in_thread:
            words.append(hit.title)
        room = max(0, self.text_width - cell_len(head) - 1)
        meta = shortened(" " + " · ".join(words), room)
        return [
            Segment(head, self.style_of((*looks, "hits--head"))),
            Segment(meta, self.style_of((*looks, "hits--meta"))),
        ]


_WAITED_FOR_MS = 1000


def hits_title(
    answer: Answer, *, newest_first: bool, transliterated: bool = False
) -> str:
    """How many hits, in which order; a bounded answer says "at least".

    How long it took is said only of an answer that was waited for.
    """
    if not answer.query.strip():
        return "Search"
    waited = answer.took_ms >= _WAITED_FOR_MS
    took = f" · {answer.took_ms / 1000:.1f} s" if waited else ""
    at_least = "" if answer.exact else "at least "
    alphabets = ", both alphabets" if transliterated else ""
    if not answer.hits:
        return f"Hits: none{alphabets}{took}" if answer.exact else "Hits"
    order = "newest first" if newest_first else "best first"
    threads = ", by thread" if answer.threads else ""
    return f"Hits: {at_least}{answer.total}, {order}{threads}{alphabets}{took}"
