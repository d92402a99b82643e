"""The search: hits while you type, each with a preview in its chain of replies."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer, Hit
from gulagreader.services.finding import Finder, Sort
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.blocks import Block, BlockKind, Stretch
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.words import mark_spans
from gulagreader.ui.commands import Where, bindings
from gulagreader.ui.page_view import PageView
from gulagreader.ui.panes.hits import NO_ANSWER, HitsPane
from gulagreader.ui.search_thread import Question, SearchThread
from gulagreader.ui.whole_footer import WholeFooter

_DEBOUNCE_SECONDS = 0.08
_PREVIEW_SECONDS = 0.06
_HITS_SHOWN = 50


class SearchScreen(Screen[None]):
    """Searches the library; kept alive, so that going back finds it as it was."""

    BINDINGS = bindings(Where.SEARCH)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    @dataclass
    class Answered(Message):
        """The search thread has an answer."""

        question: Question
        answer: Answer

    @dataclass
    class Failed(Message):
        """The index could not be asked."""

        reason: str

    @dataclass
    class HitChosen(Message):
        """The reader follows a hit."""

        hit: Hit
        answer: Answer

    @dataclass
    class IndexWanted(Message):
        """The index must be built before anything can be found."""

    def __init__(
        self,
        open_finder: Callable[[], Finder],
        read: Callable[[str], QuotedReading],
    ) -> None:
        super().__init__()
        self._read = read
        self._sort: Sort = "relevance"
        self._wait: Timer | None = None
        self._preview_wait: Timer | None = None
        self._asked: Question | None = None
        self._go_when_answered = False
        self._search = SearchThread(
            open_finder,
            lambda question, answer: self._tell(self.Answered(question, answer)),
            lambda reason: self._tell(self.Failed(reason)),
        )

    def _tell(self, message: Message) -> None:
        if self.is_running:
            self.post_message(message)

    def compose(self) -> ComposeResult:
        """A line to type in, the hits, the preview."""
        yield Input(placeholder="words, “a phrase”, author:name, -without", id="query")
        yield Static("", id="notes", markup=False)
        with Container(id="found"):
            yield HitsPane(id="hits")
            yield PageView(id="preview")
        yield WholeFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin where the reader types."""
        self.query_one("#query", Input).focus()
        self.query_one("#preview", PageView).border_title = Content("Preview")
        self.query_one("#hits", HitsPane).border_title = Content("Hits")

    def on_unmount(self) -> None:
        """End the search thread."""
        self._search.stop()

    def begin(self) -> None:
        """Be ready to type, over what was typed last."""
        typed = self.query_one("#query", Input)
        self.set_focus(typed)
        typed.select_all()

    def on_screen_resume(self) -> None:
        """Be ready to type again."""
        self.query_one("#query", Input).focus()

    @property
    def answer(self) -> Answer:
        """The answer that is shown."""
        panes = self.query(HitsPane)
        return panes.first().answer if panes else NO_ANSWER

    def show_progress(self, words: str) -> None:
        """Say how far the index has got; what can be found grows with it."""
        for pane in self.query(HitsPane):
            pane.border_subtitle = Content(words)

    def index_changed(self) -> None:
        """Ask again: the index was brought up to date."""
        self._search.index_changed()
        if self._asked is not None and self.is_current:
            self._ask(typing=self._asked.typing)

    # Asking

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        self._go_when_answered = False
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(_DEBOUNCE_SECONDS, lambda: self._ask(typing=True))

    def _ask(self, *, typing: bool) -> None:
        if self._wait is not None:
            self._wait.stop()
        text = self.query_one("#query", Input).value
        if not text.strip():
            self._asked = None
            self.query_one(HitsPane).show_answer(NO_ANSWER)
            self._say("")
            return
        self._asked = Question(text, typing, _HITS_SHOWN, self._sort)
        self._search.ask(self._asked)

    @on(Answered)
    def _show_answer(self, message: Answered) -> None:
        if message.question != self._asked or self._is_leaving:
            return
        newest = message.question.sort == "date"
        self.query_one(HitsPane).show_answer(message.answer, newest_first=newest)
        self._say(_in_words(message.answer))
        if self._go_when_answered and message.answer.hits:
            self.post_message(self.HitChosen(message.answer.hits[0], message.answer))
        self._go_when_answered = False

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        if not self._is_leaving:
            self._say(message.reason)
            self.post_message(self.IndexWanted())

    @property
    def _is_leaving(self) -> bool:
        """Whether the screen is being taken down under a late answer."""
        return not self.query("#preview")

    def _say(self, words: str) -> None:
        self.query_one("#notes", Static).update(Content(clean_line(words)))

    # The preview

    @on(HitsPane.Highlighted)
    def _highlighted(self, message: HitsPane.Highlighted) -> None:
        if self._preview_wait is not None:
            self._preview_wait.stop()
        self._preview_wait = self.set_timer(
            _PREVIEW_SECONDS, lambda: self._preview(message.hit)
        )

    def _preview(self, hit: Hit | None) -> None:
        if self._is_leaving:
            return
        view = self.query_one("#preview", PageView)
        if hit is None:
            view.show_blocks(())
            return
        try:
            reading = self._read(hit.post)
        except GulagreaderError as error:
            view.show_blocks(parse_blocks(str(error)))
            return
        blocks = _chain(reading, hit)
        view.show_blocks(blocks)
        above = 0 if hit.comment is None else 1 + len(hit.ancestors)
        marks = [
            (Stretch(number, start, end), "text--match")
            for number, block in enumerate(blocks)
            if block.kind is not BlockKind.HEADING and number >= above
            for start, end in mark_spans(
                block.text, self.answer.words, self.answer.phrases
            )
        ]
        chain = [
            (Stretch(number, 0, len(blocks[number].text)), "text--byline")
            for number in range(1, above)
        ]
        view.overlay([*chain, *marks])
        if marks:
            view.show_stretch(marks[0][0])

    # Commands

    def action_move(self, step: int) -> None:
        """Move to another hit."""
        self.query_one(HitsPane).move(step)

    def action_page(self, direction: int) -> None:
        """Move by a page of hits."""
        self.query_one(HitsPane).turn(direction)

    def action_sort(self) -> None:
        """Change between the best first and the newest first."""
        self._sort = "date" if self._sort == "relevance" else "relevance"
        self._ask(typing=False)

    def action_open_hit(self) -> None:
        """Go to the hit under the cursor.

        Where the answer is still on its way, go to its first hit when it comes;
        where it is bounded, complete it first.
        """
        hit = self.query_one(HitsPane).under_cursor
        late = self.answer.query != self.query_one("#query", Input).value
        if hit is None or late or not self.answer.exact:
            self._go_when_answered = late
            self._ask(typing=False)
            return
        self.post_message(self.HitChosen(hit, self.answer))

    @on(HitsPane.Chosen)
    def _chosen(self, message: HitsPane.Chosen) -> None:
        self.post_message(self.HitChosen(message.hit, self.answer))

    def action_leave(self) -> None:
        """Go back to reading; the hits stay as they are."""
        self._go_when_answered = False
        self.dismiss(None)


def _in_words(answer: Answer) -> str:
    words = list(answer.notes)
    if not answer.hits:
        words.insert(0, "Nothing found")
        if answer.suggestions:
            words.append("Did you mean " + ", ".join(answer.suggestions) + "?")
    return ". ".join(words)


def _chain(reading: QuotedReading, hit: Hit) -> tuple[Block, ...]:
    """The comments above a hit in short, and the hit as a whole."""
    title = Block(BlockKind.HEADING, reading.post.title, 0, 0, level=1)
    if hit.comment is None:
        return (title, *parse_blocks(reading.post.body))
    blocks = [title]
    for ancestor in hit.ancestors:
        who = ancestor.author or ancestor.comment
        blocks.append(Block(BlockKind.PARAGRAPH, f"{who}: {ancestor.text}", 0, 0))
    row = reading.thread.index.get(hit.comment)
    if row is not None:
        comment = reading.thread.rows[row].comment
        head = comment.author or comment.id
        blocks.append(Block(BlockKind.HEADING, head, 0, 0, level=2))
        blocks.extend(parse_blocks(comment.text))
    return tuple(blocks)
