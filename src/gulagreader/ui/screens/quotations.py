"""All quotations of a library, parted by what is wanted and narrowed while typed."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from gulagreader.domain.citing import ReferenceStyle
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer, Hit
from gulagreader.domain.quotation_list import GroupedBy, ListedQuotation
from gulagreader.domain.uptake import PassagePlace
from gulagreader.services.quotation_filter import Narrowed, QuotationFilter
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services
from gulagreader.text.blocks import stretches
from gulagreader.text.clean import clean_line
from gulagreader.ui.citing import STYLE, Copied, citation, quote
from gulagreader.ui.commands import Where, bindings
from gulagreader.ui.layers import Layer
from gulagreader.ui.paint import Overlay
from gulagreader.ui.panes.preview import PreviewPane
from gulagreader.ui.panes.quotation_counts import QuotationCounts
from gulagreader.ui.panes.quotations import QuotationsPane
from gulagreader.ui.passage import Passage
from gulagreader.ui.uptake_margin import PASSAGE
from gulagreader.ui.whole_footer import WholeFooter

_DEBOUNCE_SECONDS = 0.06
_PREVIEW_SECONDS = 0.06
_STYLES = {style.value for style in ReferenceStyle}
_NOT_YET = "The quotations of this library are being gathered; they come here then"


class QuotationLine(Input):
    """The line that narrows the list."""

    BINDINGS = bindings(Where.QUOTATION_LINE)


class QuotationsScreen(Screen[None]):
    """Lists the quotations of a library; kept alive, so that going back finds it so."""

    BINDINGS = bindings(Where.QUOTATIONS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (130, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    AUTO_FOCUS = "#quoted"
    SCOPED_CSS = False  # what fits is told by classes of the screen itself
    CSS = """
    #quoted-line {
        border: none; border-bottom: solid $foreground 25%; height: 2;
        background: $background; padding: 0 1;
    }
    #quoted-line:focus { border-bottom: heavy $primary; }
    #quoted-notes { height: 1; padding: 0 2; color: $text-muted; display: none; }
    #quoted-notes.-said { display: block; }
    #quoted-parts { height: 1fr; layout: vertical; }
    #quoted { height: 3fr; width: 1fr; }
    #quoted-text { height: 2fr; width: 1fr; }
    #quoted-counts { display: none; }
    .-medium #quoted-parts, .-wide #quoted-parts { layout: horizontal; }
    .-medium #quoted-parts > *, .-wide #quoted-parts > * { height: 1fr; }
    .-medium #quoted, .-wide #quoted { margin-right: 1; }
    .-wide #quoted-counts { display: block; width: 34; margin-left: 1; }
    .-low.-narrow #quoted-text { display: none; }
    """

    @dataclass
    class PlaceChosen(Message):
        """The reader wants to go to where a quotation stands."""

        place: PassagePlace

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._every: Sequence[ListedQuotation] = ()
        self._narrowed: Narrowed | None = None
        self._by = GroupedBy.POST
        self._asked = 0
        self._filter = QuotationFilter(services.open_finder)
        # The index must not be asked from two threads.
        self._thread = ThreadPoolExecutor(1, "quotations")

    def compose(self) -> ComposeResult:
        """The line, what is to be said, the list, a preview and the counts."""
        yield QuotationLine(
            placeholder="words, author:who is quoted, date:1953, tag:camps",
            id="quoted-line",
        )
        yield Static("", id="quoted-notes", markup=False)
        with Container(id="quoted-parts"):
            yield QuotationsPane(id="quoted")
            yield PreviewPane(id="quoted-text")
            yield QuotationCounts(id="quoted-counts")
        yield WholeFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the list."""
        self.list_changed()

    def on_unmount(self) -> None:
        """Give back the thread and its files."""
        self._asked += 1
        self._thread.submit(self._filter.close)
        self._thread.shutdown(wait=False)

    @property
    def line(self) -> QuotationLine:
        """The line to type in."""
        return self.query_one(QuotationLine)

    @property
    def pane(self) -> QuotationsPane:
        """The list."""
        return self.query_one(QuotationsPane)

    @property
    def preview(self) -> PreviewPane:
        """The quotation at hand where it stands."""
        return self.query_one(PreviewPane)

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        typing = self.focused is self.line
        return (Where.QUOTATION_LINE if typing else Where.QUOTED), Where.QUOTATIONS

    def say(self, words: str) -> None:
        """Say something below the line; nothing takes no room."""
        notes = self.query_one("#quoted-notes", Static)
        notes.update(Content(clean_line(words)))
        notes.set_class(bool(words), "-said")

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
        self._every = read
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
        self._asked += 1
        self._ask(self.line.value)

    @work(group="ask", exclusive=True)
    async def _ask(self, text: str, wait: float = _DEBOUNCE_SECONDS) -> None:
        """Narrow the list to what is typed; the newest question counts."""
        await asyncio.sleep(wait)
        self._asked += 1
        ticket = self._asked
        answer = await asyncio.get_running_loop().run_in_executor(
            self._thread,
            partial(
                self._filter.narrowed,
                text,
                typing=True,
                cancel=lambda: self._asked != ticket,
            ),
        )
        if answer is not None and ticket == self._asked and self.query(QuotationsPane):
            self._narrowed = answer
            self.say(". ".join(answer.notes))
            self._show()

    def _show(self) -> None:
        if self._narrowed is None:
            return
        numbers = self._narrowed.numbers
        self.pane.show_quotations(self._every, numbers, self._by)
        self.query_one(QuotationCounts).show_counts(self._every, numbers)
        every = len(self._every)
        some = f"{len(numbers)} of {every}" if len(numbers) < every else f"{every}"
        by = "how many took them up" if self._by is GroupedBy.UPTAKE else self._by.value
        self.pane.border_title = Content(f"Quotations {some}, by {by}")

    # The preview

    @on(QuotationsPane.Highlighted)
    @work(group="preview", exclusive=True)
    async def _preview(self) -> None:
        await asyncio.sleep(_PREVIEW_SECONDS)
        one = self.pane.quotation
        if one is None:
            self.preview.show_nothing("No quotation fits" if self._every else "")
            return
        reading = await asyncio.to_thread(self._read, one.post)
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
        self._show()

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

    def action_to_line(self) -> None:
        """Go to the line."""
        self.set_focus(self.line, scroll_visible=False)

    def action_to_list(self) -> None:
        """Go to the list."""
        self.set_focus(self.pane, scroll_visible=False)

    def action_next_part(self) -> None:
        """Go from the line to the list, or back."""
        self.set_focus(
            self.pane if self.focused is self.line else self.line, scroll_visible=False
        )

    def action_give_up(self) -> None:
        """Empty the line; an empty one is left for the list."""
        if self.line.value:
            self.line.value = ""
        else:
            self.action_to_list()

    def action_leave(self) -> None:
        """Empty the line; with an empty one, go back to the reader."""
        if self.line.value:
            self.line.value = ""
        else:
            self.app.pop_screen()

    def action_move(self, step: int) -> None:
        """Move to another quotation."""
        self.pane.move(step)

    def action_turn(self, direction: int, share: int = 1) -> None:
        """Move by a page, or by a part of it."""
        self.pane.turn(direction, share)

    def action_edge(self, direction: int) -> None:
        """Move to the first or the last."""
        self.pane.edge(direction)

    def action_step_group(self, direction: int) -> None:
        """Go to the next group, or to the one before."""
        self.pane.step_group(direction)

    def action_turn_preview(self, direction: int) -> None:
        """Read on in the preview."""
        self.preview.action_page(direction)


def _hit(one: ListedQuotation) -> Hit:
    return Hit(
        kind="quotation",
        post=one.post,
        title=one.title,
        comment=one.comment,
        author=one.author,
        date=one.date,
        depth=0,
        ancestors=(),
        snippet="",
        matches=(),
        score=0.0,
        span=(one.start, one.end),
    )
