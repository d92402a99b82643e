"""The quotations are narrowed to what is typed; the one at hand stands in its text."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from textual import on, work
from textual.content import Content
from textual.widgets import Input

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer, Hit, hit_at
from gulagreader.domain.quotation_list import (
    GroupedBy,
    ListedQuotation,
    QuotationGroup,
    grouped,
)
from gulagreader.services.quotation_filter import Narrowed, QuotationFilter
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services
from gulagreader.text.blocks import stretches
from gulagreader.text.clean import clean_line
from gulagreader.ui.looks.layers import Layer
from gulagreader.ui.looks.paint import Overlay
from gulagreader.ui.panes.quotation_counts import Counts, Only, counts_of, fitting
from gulagreader.ui.panes.quotations import QuotationsPane
from gulagreader.ui.screens.quotations_layout import QuotationsLayout
from gulagreader.ui.views.uptake_margin import PASSAGE

_DEBOUNCE_SECONDS = 0.06
_PREVIEW_SECONDS = 0.06
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


class AskingQuotations(QuotationsLayout):
    """Quotations that are listed as they are narrowed, the one at hand in its text."""

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


def _hit(one: ListedQuotation) -> Hit:
    return hit_at(
        *("quotation", one.post, one.title, one.comment, (one.start, one.end)),
        author=one.author,
        date=one.date,
    )
