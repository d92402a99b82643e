"""All quotations of a library, parted by what is wanted and narrowed while typed."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from gulagreader.domain.citing import ReferenceStyle
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer, Hit, hit_at
from gulagreader.domain.quotation_list import (
    GroupedBy,
    ListedQuotation,
    QuotationGroup,
    grouped,
)
from gulagreader.domain.uptake import PassagePlace
from gulagreader.services.quotation_filter import Narrowed, QuotationFilter
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services
from gulagreader.text.blocks import stretches
from gulagreader.text.clean import clean_line
from gulagreader.ui.citing import STYLE, Copied, citation, quote
from gulagreader.ui.layers import Layer
from gulagreader.ui.paint import Overlay
from gulagreader.ui.panes.quotation_counts import (
    Counts,
    Only,
    QuotationCounts,
    counts_of,
    fitting,
)
from gulagreader.ui.panes.quotations import QuotationsPane
from gulagreader.ui.passage import Passage
from gulagreader.ui.screens.quotations_layout import QuotationsLayout
from gulagreader.ui.uptake_margin import PASSAGE

_DEBOUNCE_SECONDS = 0.06
_PREVIEW_SECONDS = 0.06
_STYLES = {style.value for style in ReferenceStyle}
_OF_A_QUOTATION = frozenset({"choose", "group", "copy_quotation", "copy_citation"})
_NONE_FITS = "No quotation fits"
_NONE = (
    "No quotations were found: the posts and comments of this library quote nothing in"
    " quotation marks or as a block quote."
)
_NOT_YET = "The quotations of this library are being gathered; they come here then"


@dataclass(frozen=True, slots=True)
class _Answered:
    narrowed: Narrowed
    groups: Sequence[QuotationGroup]
    counts: Counts


class QuotationsScreen(QuotationsLayout):
    """Lists the quotations of a library; kept alive, so that going back finds it so."""

    @dataclass
    class PlaceChosen(Message):
        """The reader wants to go to where a quotation stands."""

        place: PassagePlace

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._every: Sequence[ListedQuotation] = ()
        self._is_read = False
        self._narrowed: Narrowed | None = None
        self._by = GroupedBy.POST
        self._only: tuple[Only, ...] = ()
        self._asked = 0
        self._filter = QuotationFilter(services.open_finder)
        # The index must not be asked from two threads.
        self._thread = ThreadPoolExecutor(1, "quotations")

    def on_mount(self) -> None:
        """Read the list."""
        self.list_changed()

    def on_unmount(self) -> None:
        """Give back the thread and its files."""
        self._asked += 1
        self._thread.submit(self._filter.close)
        self._thread.shutdown(wait=False)

    # The list

    @work(group="list", exclusive=True)
    async def list_changed(self) -> None:
        """Read the list anew: the library was compared again."""
        graph = self._services.passage_graph
        if graph is None:
            self.say(_NOT_YET)
            return
        read = await asyncio.to_thread(graph.quotations)
        if not self.query(QuotationsPane):
            return
        self._every, self._is_read = read, True
        self.say("")
        self._thread.submit(self._filter.take, read)
        self._ask(self.line.value, wait=0)

    def index_changed(self) -> None:
        """Ask again: the quotations were indexed."""
        self._thread.submit(self._filter.reopen_if_changed)
        if self.line.value.strip():
            self._ask(self.line.value, wait=0)

    @on(Input.Changed, "#quoted-line")
    def _typed(self) -> None:
        self.refresh_bindings()
        self._asked += 1
        self._ask(self.line.value)

    @work(group="ask", exclusive=True)
    async def _ask(self, text: str, wait: float = _DEBOUNCE_SECONDS) -> None:
        """Narrow the list to what is typed; the newest question counts."""
        await asyncio.sleep(wait)
        self._asked += 1
        ticket, by, only = self._asked, self._by, self._only
        answer = await asyncio.get_running_loop().run_in_executor(
            self._thread,
            partial(self._answer, text, by, only, lambda: self._asked != ticket),
        )
        if answer is None or ticket != self._asked or not self.query(QuotationsPane):
            return
        self._narrowed = answer.narrowed
        self.say(". ".join(answer.narrowed.notes) if self._is_read else _NOT_YET)
        self.counts.show_counts(answer.counts, self._only)
        if by is self._by:
            self._show(answer.groups)
        else:
            self._group()

    def _answer(
        self,
        text: str,
        by: GroupedBy,
        only: tuple[Only, ...],
        cancel: Callable[[], bool],
    ) -> _Answered | None:
        """Narrow and group; None where that is not wanted any more."""
        narrowed = self._filter.narrowed(text, typing=True, cancel=cancel)
        if narrowed is None:
            return None
        every = self._filter.quotations
        numbers = fitting(every, narrowed.numbers, only)
        narrowed = replace(narrowed, numbers=numbers)
        groups = grouped(every, numbers, by)
        return _Answered(narrowed, groups, counts_of(every, numbers))

    def _group(self) -> None:
        if self._narrowed is not None:
            self._show(grouped(self._every, self._narrowed.numbers, self._by))

    def _show(self, groups: Sequence[QuotationGroup]) -> None:
        self.pane.show_groups(self._every, groups, self._by)
        self.pane.say_empty(
            _NONE_FITS if self._every else _NONE if self._is_read else ""
        )
        self.refresh_bindings()
        every, count = len(self._every), sum(len(group.members) for group in groups)
        some = f"{count} of {every}" if count < every else f"{every}"
        by = "how many took them up" if self._by is GroupedBy.UPTAKE else self._by.value
        only = "".join(f", only {clean_line(one.name)}" for one in self._only)
        self.pane.border_title = Content(f"Quotations {some}, by {by}{only}")

    # The preview

    @on(QuotationsPane.Highlighted)
    @work(group="preview", exclusive=True)
    async def _preview(self) -> None:
        await asyncio.sleep(_PREVIEW_SECONDS)
        if not self.query(QuotationsPane):
            return  # the list was closed meanwhile
        one = self.pane.quotation
        if one is None:
            self.preview.show_nothing("")
            return
        reading = await asyncio.to_thread(self._read, one.post)
        if not self.query(QuotationsPane):
            return
        if isinstance(reading, str):
            self.preview.show_nothing(reading)
        elif one is self.pane.quotation:
            self.preview.show_hit(reading, _hit(one), self._marks)
            found: dict[int, list[Overlay]] = {}
            for part in stretches(self.preview.blocks, one.start, one.end):
                found.setdefault(part.block, []).append((part.start, part.end, PASSAGE))
            self.preview.lay(Layer.TAKEN_UP, found)

    def _read(self, post: str) -> QuotedReading | str:
        try:
            return self._services.read(post)
        except GulagreaderError as error:
            return str(error)

    @property
    def _marks(self) -> Answer:
        narrowed = self._narrowed
        if narrowed is None:
            return Answer("")
        return Answer(narrowed.text, words=narrowed.words, phrases=narrowed.phrases)

    # Commands

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


def _hit(one: ListedQuotation) -> Hit:
    return hit_at(
        *("quotation", one.post, one.title, one.comment, (one.start, one.end)),
        author=one.author,
        date=one.date,
    )
