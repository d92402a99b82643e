"""The people are counted, and what they said is read, in a thread of their own."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from textual import on, work
from textual.message import Message

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.people import Column, PersonNumbers, sorted_people
from gulagreader.services.finding import Finder
from gulagreader.services.people import LibraryPeople, fitting
from gulagreader.services.remarks import Remarks
from gulagreader.services.wiring import Services
from gulagreader.ui.panes.remarks import RemarksPane
from gulagreader.ui.people_views import AT_ONCE, View, remark_rows, shown
from gulagreader.ui.program.finder_thread import FinderThread
from gulagreader.ui.screens.people_layout import PeopleLayout

_ENDED = object()
_AGAIN_SECONDS = 1.0
_SORT_WORDS: dict[Column, str] = {
    "given": "answers given",
    "received": "answers received",
    "answered": "the share of questions answered",
    "taken_up": "passages taken up",
    "written": "posts written",
    "first": "the first comment",
    "last": "the last comment",
}


class AskingPeople(PeopleLayout):
    """People whose table and views are filled as the answers come."""

    # Handled by the name of the screen that stands on this.
    @dataclass
    class IndexWanted(Message, namespace="people_screen"):
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
    def view(self) -> View:
        """What is shown."""
        return self._views[-1]

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

    def on_unmount(self) -> None:
        """Give back the index."""
        self._thread.close()

    # The views

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
