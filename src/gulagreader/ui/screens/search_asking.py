"""The search asks what is typed, and shows the answers as they come."""

from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from gulagreader.domain.hits import Answer, Hit
from gulagreader.domain.searches import SavedSearch, SearchOrder
from gulagreader.services.wiring import Services
from gulagreader.ui.narrowing import finished, with_whole_word
from gulagreader.ui.panes.hit_rows import first_rows
from gulagreader.ui.panes.hits import HitsPane, hits_title
from gulagreader.ui.past_queries import PastQueries
from gulagreader.ui.program.search_thread import Question
from gulagreader.ui.screens.search_preview import PreviewingSearch

_DEBOUNCE_SECONDS = 0.08
_REST_SECONDS = 0.25
"""After so long without a key the answer is completed and counted."""
_HITS_SHOWN = 50
_MORE_HITS = 200
_PAST_OFFERED = 20
_BEING_MADE = "The index is being made; what is in the line is answered then"


class AskingSearch(PreviewingSearch):
    """A search that asks while you type, and completes and counts when you rest."""

    # Handled by the name of the screen that stands on this.
    @dataclass
    class HitChosen(Message, namespace="search_screen"):
        """The reader follows a hit."""

        hit: Hit
        answer: Answer

    @dataclass
    class IndexWanted(Message, namespace="search_screen"):
        """The index must be built before anything can be found."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._sort: SearchOrder = "relevance"
        self._grouped = False
        self._transliterate = False
        self._progress = ""
        self._wait: Timer | None = None
        self._rest: Timer | None = None
        self._asked: Question | None = None
        self._go_when_answered = False
        self._to_hits_when_answered = False
        self._past: PastQueries | None = None
        self._left_at: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Offer what was asked before."""
        self._begin_anew()

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        self._go_when_answered = self._to_hits_when_answered = False
        self._past = None
        self._stop_waiting()
        self._wait = self.set_timer(_DEBOUNCE_SECONDS, self._ask)

    def _stop_waiting(self) -> None:
        for timer in (self._wait, self._rest):
            if timer is not None:
                timer.stop()
        self._wait = self._rest = None

    def ask_for(self, query: str, sort: SearchOrder | None = None) -> None:
        """Put a query into the line and ask it at once."""
        self._sort = sort or self._sort
        with self.prevent(Input.Changed):
            self.line.value = query
        self.line.cursor_position = len(query)
        self._ask()

    def ask_saved(self, search: SavedSearch) -> None:
        """Ask a saved search as it was saved; the keys go to its hits."""
        self._to_hits_when_answered = True
        self.ask_for(search.query, search.sort)

    def _ask(self, *, complete: bool = False) -> None:
        """Ask what stands in the line; a complete answer is counted."""
        text = self.line.value
        if not text.strip():
            self._begin_anew()
            return
        question = Question(
            text,
            True,
            _HITS_SHOWN,
            self._sort,
            self._grouped,
            self._transliterate,
        )
        if complete:
            wording = finished(text) or text
            if self._transliterate:
                wording = with_whole_word(text, wording)
            question = replace(question, typing=False, wording=wording)
        self._put(question)

    def _put(self, question: Question) -> None:
        self._stop_waiting()
        self._asked = question
        self._search.ask(question)

    def _begin_anew(self, cursor: int = 0) -> None:
        """Ask nothing, and offer what was asked before, the cursor on a row of it."""
        self._stop_waiting()
        self._asked = self._shown = None
        memory = self._services.memory
        past = memory.past_queries()[:_PAST_OFFERED]
        self.hits.offer(first_rows(memory.saved_searches(), past), cursor)
        self._say_how_many()
        self.counts.clear()
        self.years.show_years({})
        self.say("")

    @on(PreviewingSearch.Answered)
    def _show_answer(self, message: PreviewingSearch.Answered) -> None:
        question, answer = message.question, message.answer
        if question != self._asked or self.is_leaving:
            return
        kept = self._shown is not None and self._shown.text == question.text
        same_order = self._shown is not None and _same_way(self._shown, question)
        self._shown = question
        self.hits.show_answer(answer, keep=kept and same_order, at=self._left_at)
        self._left_at = ()
        self._say_how_many()
        self.say(". ".join(answer.notes))
        self._show_counts(answer)
        if self._to_hits_when_answered and self.hits.at_hand is not None:
            self.give_keys(self.hits)
        elif self.focused is self.hits and self.hits.at_hand is None:
            # They came here before the answer did, which leaves nothing to choose.
            self.give_keys(self.line)
        self._to_hits_when_answered = False
        if self._go_when_answered and answer.hits:
            self._follow(answer.hits[0])
        elif question.typing and finished(question.text) is not None:
            self._rest = self.set_timer(
                _REST_SECONDS, partial(self._ask, complete=True)
            )
        self._go_when_answered = False

    def _say_how_many(self) -> None:
        newest_first = self._shown is not None and self._shown.sort == "date"
        title = hits_title(
            self.answer,
            newest_first=newest_first,
            transliterated=self._shown is not None and self._shown.transliterate,
        )
        self.hits.say(title, self._progress)

    def _show_counts(self, answer: Answer) -> None:
        if answer.facets is None:
            self.counts.grow_old()
            self.years.grow_old()
            return
        self.counts.show_facets(answer.facets, self.line.value, self._title_of)
        self.years.show_years(answer.facets.year)
        lost = self.focused is self.counts and self.counts.at_hand is None
        if lost or (self.focused is self.years and self.years.at_hand is None):
            self.give_keys(self.line)

    def _title_of(self, post: str) -> str:
        card = self._services.card(post)
        return card.title if card is not None else ""

    @on(HitsPane.EndReached)
    def _end_reached(self) -> None:
        """Get more hits once the last one is at hand."""
        asked = self._asked
        if asked is None or asked != self._shown or asked.typing:
            return
        more = len(self.answer.threads or self.answer.hits) + _MORE_HITS
        if more > asked.limit:
            self._put(replace(asked, limit=more))

    @on(PreviewingSearch.Failed)
    def _show_failure(self, message: PreviewingSearch.Failed) -> None:
        if not self.is_leaving:
            # First what comes next: the reason tells what to do on a command line.
            self.say(f"{_BEING_MADE} ({message.reason})")
            self.post_message(self.IndexWanted())

    @on(PreviewingSearch.Stumbled)
    def _show_fault(self, message: PreviewingSearch.Stumbled) -> None:
        # No new index is asked for: it would be asked the same, again and again.
        if not self.is_leaving:
            self.say(
                "The search met a fault of the program and gave no answer; another "
                f"query may do ({message.fault})"
            )

    @property
    def awaits_answer(self) -> bool:
        """Whether what stands in the line is not answered yet."""
        return bool(self.line.value.strip()) and self.answer.query != self.line.value

    def _follow(self, hit: Hit) -> None:
        self._services.memory.keep_query(self.answer.query)
        self._past = None
        self.post_message(self.HitChosen(hit, self.answer))


def _same_way(one: Question, other: Question) -> bool:
    """Whether two questions sort, gather and spell their hits alike."""
    return (one.sort, one.grouped, one.transliterate) == (
        other.sort,
        other.grouped,
        other.transliterate,
    )
