"""What the reader does with the list of quotations: shows it, goes to a place in it."""

from typing import TYPE_CHECKING

from gulagreader.ui.errands.import_errands import ImportErrands

if TYPE_CHECKING:
    # None of it is needed before somebody asks for it.
    from gulagreader.ui.screens.quotations import QuotationsScreen

QUOTATIONS = "quotations"


class QuotationErrands(ImportErrands):
    """The application's part that lists quotations."""

    _quotations: "QuotationsScreen | None" = None

    @property
    def quotations(self) -> "QuotationsScreen":
        """The list, made when it is first wanted and kept as it was left."""
        from gulagreader.ui.screens.quotations import QuotationsScreen  # noqa: PLC0415 - start-up

        if self._quotations is None:
            self._quotations = QuotationsScreen(self._services)
            self.install_screen(self._quotations, QUOTATIONS)
        return self._quotations

    async def forget_quotations(self) -> None:
        """Take the list down: another library is opened."""
        if self._quotations is not None:
            self.uninstall_screen(QUOTATIONS)
            await self._quotations.remove()
        self._quotations = None

    async def action_show_quotations(self) -> None:
        """Show the list of quotations, as it was left."""
        if self.quotations not in self.screen_stack:
            await self.push_screen(self.quotations)

    # Found by their names, so that nothing need be imported to name the messages.

    async def on_quotations_screen_place_chosen(
        self, message: "QuotationsScreen.PlaceChosen"
    ) -> None:
        """Show where a quotation stands; Backspace leads back to the list."""
        if self.screen is not self._quotations:
            return  # left meanwhile
        await self.pop_screen()
        self.reader.come_from(QUOTATIONS, message.place)

    async def show_quotations_again(self, name: str) -> bool:
        """Show the list that led to a place; False where another screen did."""
        if name == QUOTATIONS:
            await self.action_show_quotations()
        return name == QUOTATIONS

    def on_upkeep_passages_updated(self) -> None:
        """Read the list anew."""
        if self._quotations is not None:
            self._quotations.list_changed()

    def on_upkeep_quotations_indexed(self) -> None:
        """Ask the new index."""
        if self._quotations is not None:
            self._quotations.index_changed()
