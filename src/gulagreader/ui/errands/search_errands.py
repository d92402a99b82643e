"""What the reader does with the search: shows it, goes to a hit in it."""

from typing import TYPE_CHECKING

from gulagreader.ui.errands.import_errands import ImportErrands

if TYPE_CHECKING:
    # None of it is needed for the first picture; imported, it would come late.
    from gulagreader.ui.screens.search import SearchScreen


class SearchErrands(ImportErrands):
    """The application's part that searches the library.

    The search is kept alive, so that going back finds it as it was.
    """

    _search: "SearchScreen | None" = None

    @property
    def search(self) -> "SearchScreen":
        """The search, made when it is first wanted."""
        from gulagreader.ui.screens.search import SearchScreen  # noqa: PLC0415 - start-up

        if self._search is None:
            self._search = SearchScreen(self._services)
            self.install_screen(self._search, "search")
        return self._search

    async def action_search_library(self) -> None:
        """Show the search; the keys pressed next are typed into it."""
        if self.search not in self.screen_stack:
            await self.push_screen(self.search)
            self.search.begin()

    async def action_show_hits(self) -> None:
        """Show the search as it was left; the keys go to its hits."""
        if self.search not in self.screen_stack:
            await self.push_screen(self.search)
            self.search.go_on()

    # Found by their names, so that the search need not be imported to name its
    # messages.
    async def on_search_screen_hit_chosen(
        self, message: "SearchScreen.HitChosen"
    ) -> None:
        """Show a hit in the reader."""
        if self.screen is not self.search:
            return  # left meanwhile
        await self.pop_screen()
        self.reader.land(message.hit, message.answer)

    def on_search_screen_index_wanted(self) -> None:
        """Build the index."""
        self.upkeep.update_index()
