"""All quotations of a library, parted by what is wanted and narrowed while typed."""

from dataclasses import dataclass

from textual import on
from textual.message import Message

from gulagreader.domain.citing import ReferenceStyle
from gulagreader.domain.uptake import PassagePlace
from gulagreader.services.quoting import QuotedReading
from gulagreader.ui.panes.quotation_counts import Only, QuotationCounts
from gulagreader.ui.panes.quotations import QuotationsPane
from gulagreader.ui.passages.citing import STYLE, Copied, citation, quote
from gulagreader.ui.passages.passage import Passage
from gulagreader.ui.screens.quotations_asking import AskingQuotations

_STYLES = {style.value for style in ReferenceStyle}
_OF_A_QUOTATION = frozenset({"choose", "group", "copy_quotation", "copy_citation"})


class QuotationsScreen(AskingQuotations):
    """Lists the quotations of a library; kept alive, so that going back finds it so."""

    @dataclass
    class PlaceChosen(Message):
        """The reader wants to go to where a quotation stands."""

        place: PassagePlace

    @on(QuotationsPane.Chosen)
    def action_choose(self) -> None:
        """Go to where the quotation at hand stands."""
        one = self.pane.quotation
        if one is not None:
            place = PassagePlace(one.post, one.comment, one.start, one.end)
            self.post_message(self.PlaceChosen(place))

    def action_group(self) -> None:
        """Part the list by something else."""
        self._by = self._by.following
        self._group()

    def action_narrow(self) -> None:
        """Narrow the list to the count at hand, or no more."""
        self._narrow(self.counts.only())

    @on(QuotationCounts.Clicked)
    def _count_clicked(self, message: QuotationCounts.Clicked) -> None:
        self._narrow(self.counts.only(message.clause))

    def _narrow(self, only: Only | None) -> None:
        if only is None:
            return
        kept = tuple(one for one in self._only if one != only)
        self._show_only((*kept, only) if kept == self._only else kept)

    def _show_only(self, only: tuple[Only, ...]) -> None:
        self._only = only
        self.refresh_bindings()
        self._ask(self.line.value, wait=0)

    def action_copy_quotation(self) -> None:
        """Copy the quotation at hand as a Markdown quote with its attribution."""
        found = self._passage_at_hand()
        if found is not None:
            self._copy(quote(found[0], self._services.info, found[1]))

    def action_copy_citation(self) -> None:
        """Copy the citation of the quotation at hand, in the style chosen last."""
        found = self._passage_at_hand()
        if found is not None:
            kept = self._services.memory.setting(STYLE)
            style = ReferenceStyle(kept) if kept in _STYLES else ReferenceStyle.CHICAGO
            self._copy(citation(found[0], self._services.info, found[1], style))

    def _passage_at_hand(self) -> tuple[QuotedReading, Passage] | None:
        one = self.pane.quotation
        reading = self._read(one.post) if one is not None else ""
        if isinstance(reading, str):
            self.say(reading)
        if one is None or isinstance(reading, str):
            return None
        place = one.post, one.comment, one.start, one.end
        return reading, Passage(*place, one.words, selected=True)

    def _copy(self, copied: Copied) -> None:
        self.app.copy_to_clipboard(copied.text)
        self.say(copied.said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with a quotation only where there is one."""
        if action in _OF_A_QUOTATION and self._is_read and not self.pane.rows:
            return False
        return super().check_action(action, parameters)

    def words_of_key(self, action: str) -> str:
        """What Esc does: it takes one narrowing back, while there is one."""
        if action == "give_up":
            return "" if self.line.value else "List"
        if action != "leave":
            return ""
        if self.focused is self.counts:
            return "" if self._only else "List"
        count = len(self._only) + bool(self.line.value)
        return "All again" if count == 1 else "Take back" if count else ""

    def action_give_up(self) -> None:
        """Empty the line; an empty one is left for the list."""
        if self.line.value:
            self.line.value = ""
        else:
            self.action_to_list()

    def action_leave(self) -> None:
        """Take back what narrows the list, then empty the line, then leave."""
        if self._only:
            self._show_only(self._only[:-1])
        elif self.focused is self.counts:
            self.action_to_list()
        elif self.line.value:
            self.line.value = ""
        else:
            self.app.pop_screen()
