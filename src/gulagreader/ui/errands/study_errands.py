"""The screens that study a library: its people, and the concordance of its words."""

from typing import TYPE_CHECKING

from gulagreader.ui.errands.import_errands import ImportErrands

if TYPE_CHECKING:
    # None of it is needed before somebody asks for it.
    from gulagreader.ui.screens.concordance import ConcordanceScreen
    from gulagreader.ui.screens.people import PeopleScreen

PEOPLE, CONCORDANCE = "people", "concordance"


class StudyErrands(ImportErrands):
    """The application's part that shows people and concordances.

    Both screens are kept alive, so that going back finds them as they were.
    """

    _people: "PeopleScreen | None" = None
    _concordance: "ConcordanceScreen | None" = None

    @property
    def people(self) -> "PeopleScreen":
        """The people, made when they are first wanted."""
        from gulagreader.ui.screens.people import PeopleScreen  # noqa: PLC0415 - start-up

        if self._people is None:
            self._people = PeopleScreen(self._services)
            self.install_screen(self._people, PEOPLE)
        return self._people

    @property
    def concordance(self) -> "ConcordanceScreen":
        """The concordance, made when it is first wanted."""
        from gulagreader.ui.screens.concordance import ConcordanceScreen  # noqa: PLC0415 - start-up

        if self._concordance is None:
            self._concordance = ConcordanceScreen(self._services)
            self.install_screen(self._concordance, CONCORDANCE)
        return self._concordance

    async def forget_study(self) -> None:
        """Take the screens down: another library is opened."""
        for name, screen in ((PEOPLE, self._people), (CONCORDANCE, self._concordance)):
            if screen is not None:
                self.uninstall_screen(name)
                await screen.remove()
        self._people = self._concordance = None

    async def action_show_people(self) -> None:
        """Show who wrote in the library."""
        if self.people not in self.screen_stack:
            await self.push_screen(self.people)
            self.people.begin()

    async def action_show_person(self) -> None:
        """Show what the author of the comment or post at hand said."""
        reading = self.reader.reading
        if reading is None:
            return
        here = self.reader.here()
        author = reading.post.author
        if here is not None and here.comment is not None:
            row = reading.thread.index.get(here.comment)
            if row is not None:
                author = reading.thread.rows[row].comment.author
        if self.people not in self.screen_stack:
            await self.push_screen(self.people)
            self.people.begin_with(author)

    async def action_show_concordance(self) -> None:
        """Show the lines of the words that were searched for, or ask for words."""
        if self.concordance not in self.screen_stack:
            past = self._services.memory.past_queries()
            await self.push_screen(self.concordance)
            self.concordance.begin(past[0] if past else "")

    async def show_again(self, name: str) -> bool:
        """Show a screen that led to a place, as it was left; False for another one."""
        known = {PEOPLE: self._people, CONCORDANCE: self._concordance}
        screen = known.get(name)
        if screen is None:
            return False
        if screen not in self.screen_stack:
            await self.push_screen(screen)
            screen.go_on()
        return True

    # Found by their names, so that the screens need not be imported to name their
    # messages.
    async def on_concordance_screen_place_chosen(
        self, message: "ConcordanceScreen.PlaceChosen"
    ) -> None:
        """Show the place of a line in the reader."""
        if self.screen is not self._concordance:
            return  # left meanwhile
        await self.pop_screen()
        self._services.memory.keep_query(message.query)
        self.reader.land(message.hit, message.answer, came_from=CONCORDANCE)

    async def on_people_screen_place_chosen(
        self, message: "PeopleScreen.PlaceChosen"
    ) -> None:
        """Show a comment in the reader."""
        if self.screen is not self._people:
            return  # left meanwhile
        await self.pop_screen()
        self.reader.land(message.hit, message.answer, came_from=PEOPLE)

    def on_concordance_screen_index_wanted(self) -> None:
        """Build the index."""
        self.upkeep.update_index()

    def on_people_screen_index_wanted(self) -> None:
        """Build the index."""
        self.upkeep.update_index()
