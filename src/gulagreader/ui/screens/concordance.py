"""The concordance: each occurrence of a query's words, in the middle of a line."""

from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from gulagreader.domain.concordance import (
    LINE_ORDERS,
    ORDER_WORDS,
    ConcordanceHead,
    KeywordLine,
    LineOrder,
)
from gulagreader.domain.dates import display_date
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer, DocumentKind, Hit, hit_at
from gulagreader.services.concordance import Concordance, concordance_of
from gulagreader.services.finding import Finder
from gulagreader.services.keyword_places import placed
from gulagreader.services.wiring import Services
from gulagreader.text.references.titles import quoted
from gulagreader.ui.panes.keywords import AT_ONCE, KeywordsPane
from gulagreader.ui.program.finder_thread import FinderThread
from gulagreader.ui.screens.concordance_layout import ConcordanceLayout

_DEBOUNCE_SECONDS = 0.12
_AGAIN_SECONDS = 1.0
"""After so long the index is looked for again, where there was none."""


class ConcordanceScreen(ConcordanceLayout):
    """Shows a concordance; kept alive, so that going back finds it as it was."""

    @dataclass
    class PlaceChosen(Message):
        """The reader follows a line."""

        hit: Hit
        answer: Answer
        query: str

    @dataclass
    class IndexWanted(Message):
        """The index must be built before anything can be found."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._thread = FinderThread(services.open_finder)
        self._order: LineOrder = "right"
        self._found: Concordance | None = None
        self._answered = ""
        self._made_of = 0
        self._ticket = 0
        self._wait: Timer | None = None

    @property
    def awaits_answer(self) -> bool:
        """Whether what stands in the line is not answered yet."""
        return bool(self.line.value.strip()) and self._answered != self.line.value

    @property
    def head(self) -> ConcordanceHead | None:
        """What is said of all lines; None while nothing is asked."""
        return None if self._found is None else self._found.head

    def on_mount(self) -> None:
        """Say what stands here."""
        self.lines.say("Concordance")

    def begin(self, query: str) -> None:
        """Ask for something, or be ready to type."""
        if query and not self.line.value:
            with self.prevent(Input.Changed):
                self.line.value = query
            self.ask()
        self.action_to_line()

    def go_on(self) -> None:
        """Be as the reader left it, with the keys going to the lines."""
        if self.lines.total:
            self.set_focus(self.lines, scroll_visible=False)

    # Asking

    @on(Input.Changed, "#concordance-query")
    def _typed(self) -> None:
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(_DEBOUNCE_SECONDS, self.ask)

    def ask(self) -> None:
        """Ask what stands in the line; what was being answered is given up."""
        if self._wait is not None:
            self._wait.stop()
        self._ticket += 1
        query = self.line.value
        if query.strip():
            self._ask(query, self._ticket)
        else:
            self._found, self._answered = None, ""
            self.lines.show(0, ())
            self.lines.say("Concordance")
            self.say("")

    @work(group="concordance", exclusive=True)
    async def _ask(self, query: str, ticket: int) -> None:
        order = self._order

        def found(finder: Finder) -> tuple[Concordance, list[KeywordLine]]:
            cancel = lambda: self._ticket != ticket  # noqa: E731 - a word for a test
            concordance = concordance_of(finder, query, order=order, cancel=cancel)
            return concordance, concordance.lines(0, AT_ONCE)

        try:
            concordance, lines = await self._thread.ask(found)
        except GulagreaderError as error:
            self._fail(error)
            return
        if ticket == self._ticket and self.query("#keywords"):
            kept = query == self._answered
            self._answered, self._made_of = query, self._thread.changes
            self._show(concordance, lines, 0 if not kept else self.lines.cursor)

    def _fail(self, error: GulagreaderError) -> None:
        if not self.query("#keywords"):
            return
        self.say(f"The index is being made; the query is answered then ({error})")
        self.post_message(self.IndexWanted())
        if self.app.screen is self:
            self._wait = self.set_timer(_AGAIN_SECONDS, self.ask)

    def _show(
        self, concordance: Concordance, lines: list[KeywordLine], cursor: int
    ) -> None:
        self._found = concordance
        head = concordance.head
        cursor = cursor if cursor < len(lines) else 0
        self.lines.show(head.total, lines, cursor)
        texts = "1 text" if head.texts == 1 else f"{head.texts:,} texts"
        many = "1 line" if head.total == 1 else f"{head.total:,} lines"
        order = ORDER_WORDS[head.order]
        self.lines.say(
            f"Concordance: {many} in {texts}, {order}"
            if head.total
            else "Concordance: none"
        )
        if not head.total:
            words = ". ".join(note.rstrip(".") for note in head.notes)
            if head.suggestions:
                words = f"{words} Did you mean: {', '.join(head.suggestions)}?"
            self.say(words.strip() or "Nothing found")
            if self.focused is self.lines:
                self.action_to_line()

    @on(KeywordsPane.Wanted)
    def _wanted(self, message: KeywordsPane.Wanted) -> None:
        if self._found is not None:
            self._get(self._found, message.start)

    @work(group="keyword-lines")
    async def _get(self, concordance: Concordance, start: int) -> None:
        """Get further lines; those of an index that was replaced are asked anew."""
        made_of = self._made_of

        def lines(_: Finder) -> list[KeywordLine] | None:
            if self._thread.changes != made_of or concordance is not self._found:
                return None
            return concordance.lines(start, start + AT_ONCE)

        try:
            found = await self._thread.ask(lines)
        except GulagreaderError as error:
            self._fail(error)
            return
        if concordance is not self._found or not self.query("#keywords"):
            return
        if found is None:
            self.ask()
        else:
            self.lines.add(start, found)

    @on(KeywordsPane.Moved)
    def _moved(self) -> None:
        """Say where the line under the cursor stands."""
        line = self.lines.at_hand
        if line is None:
            return
        place = line.kind if line.comment is None else f"comment {line.comment}"
        parts = (line.author or "unknown", display_date(line.date), place)
        said = " · ".join(part for part in parts if part)
        notes = self.head.notes if self.head else ()
        self.say(f"{said} · {quoted(line.title)}" + (f" · {notes[0]}" if notes else ""))

    # Commands

    def action_sort(self, step: int) -> None:
        """Change to another order."""
        at = (LINE_ORDERS.index(self._order) + step) % len(LINE_ORDERS)
        self._order = LINE_ORDERS[at]
        self._answered = ""  # the cursor goes to the first line
        self.ask()

    def action_leave(self) -> None:
        """Close the concordance; it is kept."""
        self.app.pop_screen()

    def action_open_line(self) -> None:
        """Go to the lines, and from there to the place of the one under the cursor."""
        if self.focused is self.line:
            # At once, so that the keys pressed next go there. What was typed just
            # before may still be on its way to the line.
            self.set_focus(self.lines, scroll_visible=False)
            self.line.call_later(self._answer_now)
        else:
            self._choose()

    def _answer_now(self) -> None:
        if self.awaits_answer:
            self.ask()

    @on(KeywordsPane.Chosen)
    def _choose(self) -> None:
        line, head = self.lines.at_hand, self.head
        if line is None or head is None:
            return
        ((_, span),) = placed((line,), lambda post: self._services.read(post).reading)
        kind: DocumentKind = "post" if line.comment is None else "comment"
        hit = hit_at(
            *(kind, line.post, line.title, line.comment, span or line.span),
            author=line.author,
            date=line.date,
        )
        answer = Answer(head.query, words=head.words, phrases=head.phrases)
        self.post_message(self.PlaceChosen(hit, answer, self.line.value))

    def on_unmount(self) -> None:
        """Give back the index."""
        self._ticket += 1
        self._thread.close()
