"""The search asks its thread, and shows a hit or why it was found."""

from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message
from textual.timer import Timer

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer, Explanation, Hit
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services
from gulagreader.ui.narrowing import finished
from gulagreader.ui.panes.hits import NO_ANSWER, HitsPane
from gulagreader.ui.program.search_thread import Question, SearchThread, Why
from gulagreader.ui.screens.search_layout import SearchLayout

_PREVIEW_SECONDS = 0.06


class PreviewingSearch(SearchLayout):
    """A search whose hit at hand is shown in full, or explained."""

    @dataclass
    class Answered(Message):
        """The search thread has an answer."""

        question: Question
        answer: Answer

    @dataclass
    class Read(Message):
        """The post of the hit at hand was read, or cannot be."""

        hit: Hit
        reading: QuotedReading | None
        problem: str = ""

    @dataclass
    class Explained(Message):
        """The search thread knows why a hit was found."""

        why: Why
        explanation: Explanation

    @dataclass
    class Failed(Message):
        """The index could not be asked."""

        reason: str

    @dataclass
    class Stumbled(Message):
        """A question met a fault of the program."""

        fault: str

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._shown: Question | None = None
        self._explaining = False
        self._why: Why | None = None
        self._previewed: tuple[object, ...] = ()
        self._preview_wait: Timer | None = None
        self._search = SearchThread(
            services.open_finder,
            lambda question, answer: self._tell(self.Answered(question, answer)),
            lambda why, explanation: self._tell(self.Explained(why, explanation)),
            lambda reason: self._tell(self.Failed(reason)),
            lambda fault: self._tell(self.Stumbled(fault)),
        )

    def _tell(self, message: Message) -> None:
        if self.is_running:
            self.post_message(message)

    def on_unmount(self) -> None:
        """End the search thread."""
        self._search.stop()

    @property
    def answer(self) -> Answer:
        """The answer that is shown."""
        panes = self.query(HitsPane)
        return panes.first().answer if panes else NO_ANSWER

    @on(HitsPane.Highlighted)
    def _highlighted(self) -> None:
        if self._preview_wait is not None:
            self._preview_wait.stop()
        self._preview_wait = self.set_timer(_PREVIEW_SECONDS, self._preview)

    def _preview(self) -> None:
        if self.is_leaving:
            return
        hit, shown = self.hits.under_cursor, self._shown
        if hit is None:
            self._previewed = ()
            self.preview.show_nothing()
        elif self._explaining and shown is not None:
            self._previewed = ()
            wording = shown.wording or finished(shown.text) or shown.text
            self._why = Why(wording, hit, shown.transliterate)
            self._search.explain(self._why)
        elif self._previewed != self._preview_of(hit):
            # A long thread takes its time to be read; the keys need not wait for it.
            read = partial(self._read, hit)
            self.run_worker(read, group="preview", thread=True, exclusive=True)

    def _preview_of(self, hit: Hit) -> tuple[object, ...]:
        """What a preview depends on: the same is not shown again, from the top."""
        return hit.post, hit.comment, hit.span, self.answer.words, self.answer.phrases

    def _read(self, hit: Hit) -> None:
        try:
            self._tell(self.Read(hit, self._services.read(hit.post)))
        except GulagreaderError as error:
            self._tell(self.Read(hit, None, str(error)))

    @on(Read)
    def _show_text(self, message: Read) -> None:
        if self.is_leaving or self._explaining:
            return
        if message.hit is not self.hits.under_cursor:
            return
        if message.reading is None:
            self._previewed = ()
            self.preview.show_nothing(message.problem)
        else:
            self._previewed = self._preview_of(message.hit)
            self.preview.show_hit(message.reading, message.hit, self.answer)

    @on(Explained)
    def _show_explanation(self, message: Explained) -> None:
        if message.why == self._why and self._explaining and not self.is_leaving:
            self.preview.explain(message.explanation)

    def action_explain(self) -> None:
        """Show why the hit at hand was found, or its text again."""
        self._explaining = not self._explaining
        self._preview()
