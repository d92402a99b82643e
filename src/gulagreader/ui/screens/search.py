"""The search: hits while you type, each with a preview in its chain of replies."""

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from gulagreader.domain.hits import Hit, HitThread, hit_at
from gulagreader.domain.searches import LeftSearch, SavedSearch
from gulagreader.services.wiring import Services
from gulagreader.ui.narrowing import toggled
from gulagreader.ui.panes.counts import CountsPane
from gulagreader.ui.panes.hit_rows import ChoiceRow, ResultRow, ThreadRow
from gulagreader.ui.panes.hits import HitsPane
from gulagreader.ui.panes.years import YearStrip
from gulagreader.ui.past_queries import PastQueries
from gulagreader.ui.program.search_thread import Question
from gulagreader.ui.screens.name import NameScreen
from gulagreader.ui.screens.search_asking import AskingSearch

_KEEP_SECONDS = 0.5
"""After so long without another answer or move the search is kept as it stands."""


class SearchScreen(AskingSearch):
    """Searches the library; kept alive, so that going back finds it as it was."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._dropped: SavedSearch | None = None
        self._has_asked = False
        """Whether anything was typed or asked since the reader was opened."""
        self._keep_wait: Timer | None = None
        self._kept: LeftSearch | None = None

    @on(Input.Changed, "#query")
    def _line_changed(self) -> None:
        self._has_asked = True

    def _put(self, question: Question) -> None:
        self._has_asked = True
        super()._put(question)

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

    @on(AskingSearch.Answered)
    @on(HitsPane.Highlighted)
    def _keep_soon(self) -> None:
        """Keep the search once the reader rests: a kill then costs no query."""
        if self._keep_wait is not None:
            self._keep_wait.stop()
        self._keep_wait = self.set_timer(_KEEP_SECONDS, self._keep_rested)

    def _keep_rested(self) -> None:
        # Half a word is not kept: what is typed on is answered and kept in its turn.
        if not self.is_leaving and self.is_current and not self.awaits_answer:
            self.keep_left()

    def keep_left(self) -> None:
        """Remember what is asked, and the hit at hand."""
        text = self.line.value.strip()
        if not text and not self._has_asked:
            return  # nothing took the place of what was left the last time
        # Who leaves at once has typed more than was asked yet.
        answered = self._asked is not None and self._asked.text.strip() == text
        place = self.hits.place if answered else ()
        left = LeftSearch(text, self._sort, self._grouped, self._transliterate, place)
        if left != self._kept:
            self._kept = left
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

    @property
    def is_following(self) -> bool:
        """Whether the reader goes to the first hit as soon as the answer is here.

        The keys pressed behind that Enter are for where it leads.
        """
        return self._go_when_answered

    # Ways to ask

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

    # The hit, and where it leads

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

    # Narrower and older queries

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

    # Saved searches

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


def _post_of(thread: HitThread) -> Hit:
    """The post of a thread, as if it had been found itself."""
    found = (hit for hit in thread.hits if hit.kind == "post")
    return next(found, hit_at("post", thread.post, thread.title))
