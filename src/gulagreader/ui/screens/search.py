"""The search: hits while you type, each with a preview in its chain of replies."""

from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from gulagreader.domain.hits import Answer, Hit, HitThread
from gulagreader.domain.searches import LeftSearch, SavedSearch, SearchOrder
from gulagreader.services.wiring import Services
from gulagreader.ui.narrowing import finished, toggled, with_whole_word
from gulagreader.ui.panes.counts import CountsPane
from gulagreader.ui.panes.hit_rows import ChoiceRow, ResultRow, ThreadRow, first_rows
from gulagreader.ui.panes.hits import HitsPane, hits_title
from gulagreader.ui.panes.years import YearStrip
from gulagreader.ui.past_queries import PastQueries
from gulagreader.ui.screens.name import NameScreen
from gulagreader.ui.screens.search_preview import PreviewingSearch
from gulagreader.ui.search_thread import Question

_DEBOUNCE_SECONDS = 0.08
_REST_SECONDS = 0.25
"""After so long without a key the answer is completed and counted."""
_HITS_SHOWN = 50
_MORE_HITS = 200
_PAST_OFFERED = 20
_BEING_MADE = "The index is being made; what is in the line is answered then"


class SearchScreen(PreviewingSearch):
    """Searches the library; kept alive, so that going back finds it as it was."""

    @dataclass
    class HitChosen(Message):
        """The reader follows a hit."""

        hit: Hit
        answer: Answer

    @dataclass
    class IndexWanted(Message):
        """The index must be built before anything can be found."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._sort: SearchOrder = "relevance"
        self._grouped = False
        self._transliterate = False
        self._dropped: SavedSearch | None = None
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

    def begin(self) -> None:
        """Be ready to type, over what was typed last."""
        self.action_to_line()
        if not self.line.value:
            self._begin_anew()

    def go_on(self) -> None:
        """Be as the reader left it, with the keys going to the hits."""
        left = None if self._asked else self._services.memory.search.left()
        if left is not None and not self.line.value:
            self._grouped, self._transliterate = left.grouped, left.transliterate
            self._left_at = left.place
            self.ask_saved(SavedSearch("", left.query, left.sort))
        elif self.hits.at_hand is not None:
            self.give_keys(self.hits)
        else:
            self.begin()

    def on_screen_suspend(self) -> None:
        """Remember how the search is left, for when the reader comes again."""
        self.keep_left()

    def keep_left(self) -> None:
        """Remember what is asked, and the hit at hand."""
        text = self.line.value.strip()
        # Who leaves at once has typed more than was asked yet.
        answered = self._asked is not None and self._asked.text.strip() == text
        place = self.hits.place if answered else ()
        left = LeftSearch(text, self._sort, self._grouped, self._transliterate, place)
        self._services.memory.search.keep_left(left if text else None)

    def show_progress(self, words: str) -> None:
        """Say how far the index has got; what can be found grows with it."""
        self._progress = words
        if not self.is_leaving:
            self._say_how_many()

    def index_changed(self) -> None:
        """Ask again: the index was brought up to date."""
        self._search.index_changed()
        if self._asked is not None and self.is_current:
            self._put(self._asked)

    # Asking

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

    @property
    def is_following(self) -> bool:
        """Whether the reader goes to the first hit as soon as the answer is here.

        The keys pressed behind that Enter are for where it leads.
        """
        return self._go_when_answered

    # Commands

    def action_sort(self) -> None:
        """Change between the best first and the newest first."""
        self._sort = "date" if self._sort == "relevance" else "relevance"
        self._ask(complete=True)

    def action_group(self) -> None:
        """Gather the hits by thread, or not."""
        self._grouped = not self._grouped
        self._ask(complete=True)

    def action_transliterate(self) -> None:
        """Look for words in the other alphabet, too, or no more."""
        self._transliterate = not self._transliterate
        if self.line.value.strip():
            self._ask(complete=True)
        else:
            how = "in the other alphabet, too" if self._transliterate else "as typed"
            self.say(f"Words are looked for {how}")

    def action_open_hit(self) -> None:
        """Go to what is under the cursor, once all that was typed is in the line."""
        # The keys typed just before may still be on their way to the line, also
        # where the keys have gone on to the hits: those of another query then.
        self.line.call_later(self.line.action_submit)

    @on(Input.Submitted, "#query")
    def _submitted(self) -> None:
        """Go to the hit under the cursor.

        Where the answer is still on its way, go to its first hit when it comes;
        where it is bounded, complete it first.
        """
        row = self.hits.at_hand
        if self.awaits_answer:
            self._go_when_answered = True
            self._ask(complete=True)
        elif not self.answer.exact:
            self._ask(complete=True)
        else:
            self._choose(row)

    @on(HitsPane.Chosen)
    def _chosen(self, message: HitsPane.Chosen) -> None:
        self._choose(message.row)

    def _choose(self, row: ResultRow | None) -> None:
        hit = self.hits.under_cursor
        if isinstance(row, ChoiceRow):
            self._grouped = self._grouped and not row.flat
            self.ask_for(row.query, row.sort)
        elif isinstance(row, ThreadRow):
            self._follow(_post_of(row.thread))
        elif hit is not None:
            self._follow(hit)

    def _follow(self, hit: Hit) -> None:
        self._services.memory.keep_query(self.answer.query)
        self._past = None
        self.post_message(self.HitChosen(hit, self.answer))

    def action_narrow(self) -> None:
        """Narrow the query to the count or the years at hand, or no more."""
        counting = self.focused is self.counts
        self._toggle(self.counts.clause if counting else self.years.clause)

    @on(CountsPane.Clicked)
    @on(YearStrip.Clicked)
    def _count_clicked(self, message: CountsPane.Clicked | YearStrip.Clicked) -> None:
        self._toggle(message.clause)

    def _toggle(self, clause: str | None) -> None:
        if clause is None:
            self.say("Nothing narrows the query to this: it has no words")
        else:
            self.ask_for(toggled(self.line.value, clause))

    def action_recall(self, step: int) -> None:
        """Put an older query into the line, or a newer one."""
        if self._past is None:
            past = self._services.memory.past_queries()
            self._past = PastQueries(past, self.line.value)
        recalled = self._past.stepped(step)
        if recalled == self._past:
            self.say("No query was asked before this" if step > 0 else "")
            return
        self._past = recalled
        self.ask_for(recalled.text)

    def action_move(self, step: int) -> None:
        """Move to another hit; where there is none, to the query asked before."""
        nothing = self.focused is self.line and not self.line.value
        if nothing and step < 0 and self.hits.is_at_first:
            self.action_recall(1)
        else:
            super().action_move(step)

    def action_save(self) -> None:
        """Ask for a name and save the query under it."""
        query, sort = self.line.value.strip(), self._sort
        if not query:
            self.say("Nothing to save: type a query first")
            return

        def save(name: str | None) -> None:
            if name is not None:
                self._services.memory.save_search(name, query, sort)
                self.say(f"Saved as “{name}”, at the top of the list of posts")

        self.app.push_screen(NameScreen("Save as", query), save)

    def action_drop_search(self) -> None:
        """Remove the saved search under the cursor."""
        row = self.hits.at_hand
        name = row.name if isinstance(row, ChoiceRow) else ""
        saved = self._services.memory.saved_searches()
        search = next((one for one in saved if name and one.name == name), None)
        if search is None:
            self.say("Only a saved search can be removed: empty the line to see them")
            return
        self._services.memory.drop_search(name)
        self._dropped = search
        self._offer_changed(f"Removed “{name}”; {{hits.keep-search}} brings it back")

    def action_keep_search(self) -> None:
        """Bring back the saved search removed last."""
        search, self._dropped = self._dropped, None
        if search is None:
            self.say("No saved search was removed here")
            return
        self._services.memory.save_search(search.name, search.query, search.sort)
        self._offer_changed(f"“{search.name}” is back")

    def _offer_changed(self, words: str) -> None:
        """Offer what can be asked as it is now, and say what happened to it."""
        if not self.line.value.strip():
            self._begin_anew(self.hits.cursor)
            if self.hits.at_hand is None:
                self.give_keys(self.line)
        self.say(words)

    def action_leave(self) -> None:
        """Close one thing: the explanation, the counts; at last the search."""
        if self._explaining:
            self.action_explain()
        elif self.focused in (self.counts, self.years):
            self.give_keys(self.hits if self.hits.at_hand is not None else self.line)
        else:
            self._go_when_answered = False
            self.dismiss(None)


def _same_way(one: Question, other: Question) -> bool:
    """Whether two questions sort, gather and spell their hits alike."""
    return (one.sort, one.grouped, one.transliterate) == (
        other.sort,
        other.grouped,
        other.transliterate,
    )


def _post_of(thread: HitThread) -> Hit:
    """The post of a thread, as if it had been found itself."""
    found = (hit for hit in thread.hits if hit.kind == "post")
    post = Hit(
        "post", thread.post, thread.title, None, None, None, 0, (), "", (), score=0.0
    )
    return next(found, post)
