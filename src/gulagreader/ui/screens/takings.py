"""Who took the passages of a post up, over the reader."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen

from gulagreader.domain.uptake import Link, Taking, Uptake
from gulagreader.ui.keys.commands import Where
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.takings import TakingsPane
from gulagreader.ui.screens.row_moves import RowMoves

ReadTakings = Callable[[Sequence[Link]], tuple[Taking, ...]]
MOST_AT_ONCE = 50
"""Who took a passage up that are read at once: each stands in a file of its own."""


class TakingsScreen(RowMoves, ModalScreen[Link | None]):
    """Lists who took up the passages of a post; gives the link to go to."""

    CSS = """
    TakingsScreen { align: center bottom; background: $background 40%; }
    /* A colour of the terminal's own cannot be mixed: it would hide the reader. */
    TakingsScreen:ansi { background: transparent; }
    TakingsScreen TakingsPane { width: 100%; height: 70%; }
    """
    AUTO_FOCUS = "#takings"

    def __init__(self, uptake: Uptake, start: int, read: ReadTakings) -> None:
        """Take what was taken up, and where the passage at hand begins.

        ``read`` gives more who took one up; it is called in a thread.
        """
        super().__init__()
        self._uptake, self._start, self._read = uptake, start, read

    def compose(self) -> ComposeResult:
        """The list."""
        yield TakingsPane(self._uptake, self._start)
        yield WholeFooter()

    @property
    def _pane(self) -> TakingsPane:
        return self.query_one(TakingsPane)

    @property
    def moved(self) -> TakingsPane:
        """The rows that the keys move through."""
        return self._pane

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        return (Where.TAKINGS,)

    def on_mount(self) -> None:
        """Say how many there are."""
        count = sum(one.count for one in self._uptake.passages)
        many = len(self._uptake.passages)
        passages = f"{many} passages" if many > 1 else "this passage"
        self._pane.border_title = Content(f"Taken up {count:,}×: {passages}")
        self._pane.call_after_refresh(self._pane.lay_out)

    def on_resize(self, event: events.Resize) -> None:
        """Write the answers for the width."""
        self._pane.call_after_refresh(self._pane.lay_out)

    @on(TakingsPane.Chosen)
    def action_choose(self) -> None:
        """Go to where the one at hand took it up; show more where that is asked."""
        if self._pane.further is not None:
            self._show_further(self._pane.further)
        taking = self._pane.taking
        if taking is not None:
            self.dismiss(taking.link)

    @work(group="further", exclusive=True)
    async def _show_further(self, number: int) -> None:
        passage = self._uptake.passages[number]
        asked = passage.further[:MOST_AT_ONCE]
        read = await asyncio.to_thread(self._read, asked)
        if not self.query(TakingsPane):
            return
        passages = list(self._uptake.passages)
        passages[number] = replace(
            passage,
            takings=(*passage.takings, *read),
            further=passage.further[len(asked) :],
        )
        self._uptake = replace(self._uptake, passages=tuple(passages))
        self._pane.show_passages(self._uptake)
        self._pane.add(number, read, len(passages[number].further))

    def action_leave(self) -> None:
        """Close the list."""
        self.dismiss(None)

    def action_step_passage(self, direction: int) -> None:
        """Go to those of the next passage, or of the one before."""
        self._pane.step_passage(direction)
