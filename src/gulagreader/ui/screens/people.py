"""The people of a library: who wrote, what they said, to whom, and who answered."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from textual import on, work
from textual.message import Message
from textual.widgets import Input

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer, Hit
from gulagreader.domain.people import (
    COLUMNS,
    Column,
    PersonNumbers,
    sorted_people,
)
from gulagreader.services.finding import Finder
from gulagreader.services.people import LibraryPeople, fitting
from gulagreader.services.remarks import Remarks
from gulagreader.services.wiring import Services
from gulagreader.text.references.titles import quoted
from gulagreader.ui.commands import Where
from gulagreader.ui.finder_thread import FinderThread
from gulagreader.ui.panes.people_table import PeopleTable
from gulagreader.ui.panes.remark_rows import RemarkRow, RepliesRow, TurnRow
from gulagreader.ui.panes.remarks import RemarksPane
from gulagreader.ui.people_views import AT_ONCE, View, remark_rows, shown
from gulagreader.ui.screens.people_layout import PeopleLayout

_ENDED = object()
_AGAIN_SECONDS = 1.0
_DEBOUNCE_SECONDS = 0.1
_SORT_WORDS: dict[Column, str] = {
    "given": "answers given",
    "received": "answers received",
    "answered": "the share of questions answered",
    "taken_up": "passages taken up",
    "written": "posts written",
    "first": "the first comment",
    "last": "the last comment",
}


class PeopleScreen(PeopleLayout):
    """Shows people; kept alive, so that going back finds them as they were."""

    @dataclass
    class PlaceChosen(Message):
        """The reader follows a comment to its place."""

        hit: Hit
        answer: Answer

    @dataclass
    class IndexWanted(Message):
        """The index must be built before anybody is known."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._thread = FinderThread(services.open_finder)
        self._remarks: Remarks | None = None
        self._made_of: tuple[int, object] = (0, None)
        self._rows: Sequence[PersonNumbers] = ()
        self._whole = False
        self._order: tuple[Column, bool] = ("comments", False)
        self._views: list[View] = [View()]
        self._begun_with = 1
        """Views with which the screen began: going back from these leaves it."""
        self._numbers: Sequence[int] = ()
        self._reading = False
        self._counting: tuple[LibraryPeople, Iterator[None]] | None = None

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        return (Where.PEOPLE,)

    @property
    def view(self) -> View:
        """What is shown."""
        return self._views[-1]

    def begin(self) -> None:
        """Show the table, as it is now."""
        self._views = [View(typed=self._views[0].typed)]
        self._begun_with = 1
        self._show_filter()
        self.turn_to(table=True)
        self._count()

    def begin_with(self, author: str | None) -> None:
        """Show what somebody said, under whichever name."""
        self.begin()
        # The table was not asked for: who leaves the person is back in the text.
        self._begun_with = 2
        self._turn_to_author(author)

    def go_on(self) -> None:
        """Be as the reader left it."""
        self.turn_to(table=self.view.what == "table")

    # Getting what is shown

    def _known(self, finder: Finder) -> Remarks:
        """What is known of the people; anew where index or passages have changed."""
        people = self._services.people(finder)
        state = (self._thread.changes, people.graph.stamp)
        if self._remarks is None or state != self._made_of:
            self._remarks, self._made_of = Remarks(people), state
        return self._remarks

    def _is_gone(self) -> bool:
        """Whether the screen is taken down under a late answer."""
        return not self.query("#remarks")

    def _fail(self, error: GulagreaderError, again: Callable[[], object]) -> None:
        if self._is_gone():
            return
        self.say(f"The index is being made; people are shown then ({error})")
        self.post_message(self.IndexWanted())
        if self.app.screen is self:
            self.set_timer(_AGAIN_SECONDS, again)

    @work(group="people", exclusive=True)
    async def _count(self) -> None:
        """Count everybody; questions come later, since they take longer."""
        try:
            first = await self._thread.ask(lambda f: self._known(f).people.first_rows)
            if self._is_gone():
                return
            if not self._whole:  # else what was counted before stands there meanwhile
                self._rows = first
                self._show_table()
            while not await self._thread.ask(self._counted_on):
                if self._is_gone():
                    return
            self._rows = await self._thread.ask(lambda f: self._known(f).people.rows)
        except GulagreaderError as error:
            self._fail(error, self._count)
            return
        if not self._is_gone():
            self._whole = True
            self._show_table()

    def _counted_on(self, finder: Finder) -> bool:
        """Count some more questions; whether all are counted.

        So what somebody asks for meanwhile need not wait for the last one.
        """
        people = self._known(finder).people
        if self._counting is None or self._counting[0] is not people:
            self._counting = people, people.count_questions()
        if next(self._counting[1], _ENDED) is not _ENDED:
            return False
        self._counting = None
        return True

    def _show_table(self) -> None:
        column, turned = self._order
        rows = sorted_people(self._rows, column, turned=turned)
        rows = fitting(rows, self._views[0].typed)
        self.table.show_people(rows, self._order, whole=self._whole, keep=True)
        if self._rows:
            self.table.say_empty("Nobody’s name begins so")
        words = _SORT_WORDS.get(column, column)
        way = ", turned round" if turned else ""
        self.say(f"By {words}{way}; {{people.sort-next}} sorts by the next column")

    @work(group="person-author", exclusive=True)
    async def _turn_to_author(self, author: str | None) -> None:
        try:
            person = await self._thread.ask(
                lambda finder: self._known(finder).people.person_of(author)
            )
        except GulagreaderError as error:
            self._fail(error, lambda: self._turn_to_author(author))
            return
        if not self._is_gone():
            self._push(View("said", person))

    def _push(self, view: View) -> None:
        """Show another view; going back shows this one where it was left."""
        if not self.shows_table:
            left = replace(self.view, cursor=self.said.cursor, top=self.said.top)
            self._views[-1] = left
        self._views.append(view)
        self._show_view()

    def _show_filter(self) -> None:
        names = self.view.what in ("table", "replies")
        placeholder = "names that begin so" if names else "words that begin so"
        self.show_filter(self.view.typed, placeholder)

    def _show_view(self) -> None:
        self._show_filter()
        self.refresh_bindings()
        if self.view.what == "table":
            self.turn_to(table=True)
            self._show_table()
            return
        self.turn_to(table=False)
        self.said.show(())
        self.said.say("…")
        self._read(self.view)

    @work(group="person", exclusive=True)
    async def _read(self, view: View, wait: float = 0) -> None:
        await asyncio.sleep(wait)
        try:
            found = await self._thread.ask(
                lambda finder: shown(self._known(finder), view)
            )
        except GulagreaderError as error:
            self._fail(error, lambda: self._read(view))
            return
        if self._is_gone() or view is not self.view:
            return
        self._numbers = found.numbers
        self.said.say(found.title)
        self.said.show(found.rows, view.cursor, view.top)

    @on(RemarksPane.EndReached)
    def _end_reached(self) -> None:
        if self._numbers and not self._reading:
            self._read_more(self.view, self._numbers)

    @work(group="person-more", exclusive=True)
    async def _read_more(self, view: View, numbers: Sequence[int]) -> None:
        """Read further comments of a person, as the reader comes to them."""
        self._reading = True
        try:
            rows = await self._thread.ask(
                lambda finder: remark_rows(self._known(finder), numbers[:AT_ONCE], view)
            )
        except GulagreaderError as error:
            self._fail(error, lambda: self._read(view))
            return
        finally:
            self._reading = False
        if not self._is_gone() and view is self.view and numbers is self._numbers:
            self._numbers = numbers[AT_ONCE:]
            self.said.add(rows)

    # Commands

    @on(Input.Changed, "#person-filter")
    def _typed(self) -> None:
        self.refresh_bindings()
        typed = self.filter_line.value
        if typed == self.view.typed:
            return
        self._views[-1] = replace(self.view, typed=typed, cursor=0, top=0)
        if self.view.what == "table":
            self._show_table()
        else:
            self._numbers = ()
            self._read(self.view, _DEBOUNCE_SECONDS)

    @on(PeopleTable.Chosen)
    @on(RemarksPane.Chosen)
    def action_choose(self) -> None:
        """Show what somebody said; go to the place of a comment; show a dialogue."""
        if self.is_typing:
            # What was typed just before may still be on its way to the line.
            self.call_later(self.turn_to, table=self.shows_table)
            return
        if self.shows_table:
            if self.table.at_hand is not None:
                self._push(View("said", self.table.at_hand.person))
            return
        match self.said.row_at_hand:
            case RepliesRow(person):
                self._push(View("dialogue", self.view.person, person))
            case RemarkRow(remark):
                span = remark.questions[0] if self.view.unanswered else None
                self._follow(remark.post, remark.title, remark.comment, span)
            case TurnRow(turn):
                self._follow(turn.post, turn.title, turn.comment, None)
            case _:
                pass

    def _follow(
        self, post: str, title: str, comment: str, span: tuple[int, int] | None
    ) -> None:
        hit = Hit(
            *("comment", post, title, comment, None, None, 0, (), "", ()),
            score=0.0,
            span=span,
        )
        self.post_message(self.PlaceChosen(hit, Answer("")))

    @on(RemarksPane.Moved)
    def _moved(self) -> None:
        match self.said.row_at_hand:
            case RemarkRow(remark):
                asked = ""
                if remark.questions and remark.answered is not None:
                    asked = " · answered" if remark.answered else " · asks, unanswered"
                self.say(f"{quoted(remark.title)} · comment {remark.comment}{asked}")
            case TurnRow(turn):
                self.say(f"{quoted(turn.title)} · comment {turn.comment}")
            case RepliesRow():
                self.say("{people.choose} shows the dialogue of the two")
            case _:
                self.say("")

    def action_sort(self, step: int) -> None:
        """Sort by the next column."""
        if self.shows_table:
            at = (COLUMNS.index(self._order[0]) + step) % len(COLUMNS)
            self._order = COLUMNS[at], False
            self._show_table()

    def action_turn_order(self) -> None:
        """Turn the order of the table round."""
        if self.shows_table:
            self._order = self._order[0], not self._order[1]
            self._show_table()

    def action_unanswered(self) -> None:
        """Show only questions without an answer, or all comments again."""
        if self.view.what == "said" and self.view.person is not None:
            # In the place of what is shown: it is the same person.
            view = View("said", self.view.person, unanswered=not self.view.unanswered)
            self._views[-1] = view
            self._show_view()
        elif self.shows_table:
            self._push(View("said", unanswered=True))

    def action_replies(self) -> None:
        """Show who answered somebody, and whom they answered."""
        at_hand = self.table.at_hand if self.shows_table else None
        person = at_hand.person if at_hand is not None else self.view.person
        if person is None or self.view.what == "replies":
            self.say("Go to somebody first; their replies are shown then")
        else:
            self._push(View("replies", person))

    def words_of_key(self, action: str) -> str:
        """What Esc does: it takes the filter back, while there is one."""
        if action != "leave":
            return ""
        if self.filter_line.value:
            return "All again"
        if self.is_typing or len(self._views) <= self._begun_with:
            return "Close"
        return ""

    def action_leave(self) -> None:
        """Close the filter, go back a view, or leave."""
        if self.is_typing or self.filter_line.value:
            self.filter_line.value = ""
            self.filter_line.remove_class("-open")
            self.turn_to(table=self.shows_table)
        elif len(self._views) > self._begun_with:
            self._views.pop()
            self._show_view()
        else:
            self.app.pop_screen()

    def action_step_back(self) -> None:
        """Go back a view, or leave."""
        self.action_leave()

    def on_unmount(self) -> None:
        """Give back the index."""
        self._thread.close()
