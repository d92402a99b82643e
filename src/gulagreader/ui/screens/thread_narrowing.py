"""The open thread narrowed to what is typed, or to an author."""

import asyncio
from typing import TYPE_CHECKING

from textual import on, work

from gulagreader.domain.narrowing import rows_by
from gulagreader.domain.places import Place
from gulagreader.domain.posts import LibraryInfo
from gulagreader.domain.session import Leading
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services
from gulagreader.ui.looks.layers import BlockOverlays, RowOverlays
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.listed_posts import ListedPostsScreen
from gulagreader.ui.screens.open_post import Opening

if TYPE_CHECKING:
    # Nothing of the search is needed before somebody asks for something.
    from gulagreader.services.thread_asking import ThreadAnswer, ThreadAsker

_BAR = "narrow"
_LOOK = "text--match"


class ThreadNarrowingScreen(ListedPostsScreen):
    """The open post, with those comments alone that somebody asked for."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._asker: tuple[QuotedReading, ThreadAsker] | None = None
        self._answer: ThreadAnswer | None = None
        self._before_asking: Place | None = None
        self._narrowed: tuple[str, str | None, str] = ("", None, "")
        """The post, the author and the query that its thread is narrowed by."""

    def _show(self, opening: Opening) -> None:
        super()._show(opening)
        post, author, query = self._narrowed
        if post != opening.reading.post.id:
            self._narrowed = ("", None, "")
        elif author is not None:
            self._narrow_to(author)
        elif query:
            # The same post, taken in anew.
            self._look_through()

    # By what is typed

    async def action_narrow(self) -> None:
        """Show only the branches that match what is typed."""
        reading = self._reading
        if reading is None or not reading.thread.rows:
            return
        if not self.query(f"#{_BAR}"):
            await self.mount(FindBar("Only", id=_BAR), before="#status")
        self._before_asking = self.here()
        self._look_through()
        self._bar.open()

    @property
    def _bar(self) -> FindBar:
        return self.query_one(f"#{_BAR}", FindBar)

    @work(group="narrowing", exclusive=True)
    async def _look_through(self) -> None:
        """Take the words of the thread, in a thread of its own, and answer."""
        reading = self._reading
        if reading is None:
            return
        if self._asker is None or self._asker[0] is not reading:
            self._asker = None
            asker = await asyncio.to_thread(_asker_of, reading, self._services.info)
            if reading is not self._reading:
                return
            self._asker = reading, asker
        self._ask(self._bar.text if self._bar.display else self._narrowed[2])

    @on(FindBar.Typed)
    def _narrowing_typed(self, message: FindBar.Typed) -> None:
        if message.bar == _BAR:
            self._ask(message.text)

    def _ask(self, typed: str) -> None:
        """Show what a query finds; where that is nothing, what was shown stays."""
        if self._asker is None:
            return  # what is typed by then is asked once the words are known
        pane = self.thread_pane
        answer = self._asker[1].ask(typed, new=pane.news.rows)
        self._answer = answer
        if not answer.asks:
            self._forget_narrowing()
            pane.widen()
            self._bar.say("")
        elif not answer.rows:
            self._bar.say("no comment")
        else:
            pane.narrow(answer.rows, f"match {typed.strip()}", self._marks(answer))
            self._narrowed = (self._asker[0].post.id, None, typed)
            self._bar.say(f"{len(answer.rows)} of {len(pane.thread)}")

    def _marks(self, answer: "ThreadAnswer") -> RowOverlays:
        from gulagreader.text.marks import mark_spans  # noqa: PLC0415 - start-up

        def overlays(row: int) -> BlockOverlays:
            if row not in answer.rows:
                return {}
            return {
                number: [
                    (start, end, _LOOK)
                    for start, end in mark_spans(
                        block.text, answer.words, answer.phrases
                    )
                ]
                for number, block in enumerate(self.thread_pane.blocks(row))
            }

        return overlays

    @on(FindBar.NextWanted)
    def _next_narrowed_wanted(self, message: FindBar.NextWanted) -> None:
        if message.bar == _BAR:
            self.thread_pane.step_match(message.step)

    @on(FindBar.Entered)
    def _narrowing_entered(self, message: FindBar.Entered) -> None:
        if message.bar != _BAR:
            return
        self.lead(Leading.THREAD)
        answer, pane = self._answer, self.thread_pane
        if answer is None or not answer.asks:
            self.widen_thread()
        elif not answer.rows:
            self.widen_thread()
            told = answer.told[0] if answer.told else "all are shown"
            self.status.say(f"No comment matches {message.text.strip()}; {told}")
        else:
            self.session = self.session.jumped(self._before_asking)
            words = (
                f"{len(answer.rows)} of {len(pane.thread)} comments;"
                f" {{anywhere.close-layer}} shows all"
            )
            self.status.say("; ".join((words, *answer.told[:1])))

    @on(FindBar.GivenUp)
    def _narrowing_given_up(self, message: FindBar.GivenUp) -> None:
        if message.bar == _BAR:
            self.widen_thread()
            self.lead(Leading.THREAD)

    # By author

    def action_narrow_to_author(self) -> None:
        """Show only the branches where the author of this comment speaks."""
        pane = self.thread_pane
        if not pane.thread.rows:
            return
        author = pane.thread.rows[pane.focused_row].comment.author
        if author is None:
            self.status.say("Nobody is named as the author of this comment")
        elif self._narrowed[1] == author and pane.narrowing is not None:
            self.widen_thread()
            self.status.say("All comments are shown again")
        else:
            count = self._narrow_to(author)
            self.status.say(
                f"{count} by {author}; {{thread.narrow-to-author}} or"
                f" {{anywhere.close-layer}} shows all comments"
            )

    def _narrow_to(self, author: str) -> int:
        rows = rows_by(self.thread_pane.thread, author)
        if rows and self._reading is not None:
            self.thread_pane.narrow(rows, f"by {author}")
            self._narrowed = (self._reading.post.id, author, "")
        return len(rows)

    # All of it again

    def widen_thread(self) -> bool:
        """Show all comments again; False where all are shown."""
        narrow = self.thread_pane.narrowing is not None
        self._forget_narrowing()
        self.thread_pane.widen()
        return narrow

    def _forget_narrowing(self) -> None:
        self._narrowed = ("", None, "")

    @on(ThreadPane.Widened)
    def _widened(self) -> None:
        self._forget_narrowing()
        self.status.say("All comments are shown again: this one was left out")


def _asker_of(reading: QuotedReading, info: LibraryInfo) -> "ThreadAsker":
    from gulagreader.services.thread_asking import ThreadAsker  # noqa: PLC0415 - start-up

    return ThreadAsker(reading.post, reading.thread, info)
