"""The open thread narrowed to what is typed, or to an author."""

import asyncio
from typing import TYPE_CHECKING

from textual import on, work

from gulagreader.domain.asked_words import NOTHING_ASKED, AskedWords
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
_RECALLED_AT_ONCE = 2000
"""Comments of a thread up to which what was found in it is marked at the start."""


class ThreadNarrowingScreen(ListedPostsScreen):
    """The open post, with those comments alone that somebody asked for."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._asker: tuple[QuotedReading, ThreadAsker] | None = None
        self._answer: ThreadAnswer | None = None
        self._before_asking: Place | None = None
        self._narrowed: tuple[str, str | None, str] = ("", None, "")
        """The post, the author and the query that its thread is narrowed by."""
        self._to_recall: tuple[str, AskedWords] | None = None
        """The post that was left while something was found in it, and what."""

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

    # As it was left

    def recall_asked(self, post: str) -> None:
        """Have a post that is opened next narrowed, and searched, as it was left."""
        asked = self._services.memory.threads.asked(post)
        if asked.query or asked.author is not None:
            self._narrowed = (post, asked.author, asked.query)
        if asked.find:
            self._to_recall = post, asked
            self.call_after_refresh(self._recall_soon)

    def _recall_soon(self) -> None:
        # All of a long thread is read for it: not before somebody asks for it.
        if len(self.thread_pane.thread) <= _RECALLED_AT_ONCE:
            self.recall_found()

    def recall_found(self) -> None:
        """Find again what was found when the post was left, if that is to be done."""
        asked, self._to_recall = self._found_before(), None
        if asked.find and not self._desk.finding.typed:
            self._desk.recall(asked.find, asked.at)

    def _found_before(self) -> AskedWords:
        """What waits to be found again in the open post."""
        if self._to_recall is None or self._reading is None:
            return NOTHING_ASKED
        post, asked = self._to_recall
        return asked if post == self._reading.post.id else NOTHING_ASKED

    def keep_place(self) -> None:
        """Remember what is looked for in the open post with where it is read."""
        if self._reading is not None and self.is_mounted:
            post = self._reading.post.id
            narrowed, author, query = self._narrowed
            if narrowed != post:
                author, query = None, ""
            desk = self._desk
            if desk.typed:
                find, at = desk.typed, desk.finding.current
            else:
                before = self._found_before()
                find, at = before.find, before.at
            asked = AskedWords(find, at, query, author)
            self._services.memory.threads.keep_asked(post, asked)
        super().keep_place()

    # By what is typed

    async def action_narrow(self) -> None:
        """Show only the branches that match what is typed."""
        reading = self._reading
        if reading is None or not reading.thread.rows:
            return
        if not self.query(f"#{_BAR}"):
            bar = FindBar("Only", id=_BAR)
            bar.recall(self._narrowed[2])
            await self.mount(bar, before="#status")
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
        typing = self.query(f"#{_BAR}") and self._bar.display
        self._ask(self._bar.text if typing else self._narrowed[2])

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
            self._say_in_bar("")
        elif not answer.rows:
            self._say_in_bar("no comment")
            if pane.narrowing is None:
                # It had comments when the post was left, and has none now.
                self._forget_narrowing()
        else:
            pane.narrow(answer.rows, f"match {typed.strip()}", self._marks(answer))
            self._narrowed = (self._asker[0].post.id, None, typed)
            self._say_in_bar(f"{len(answer.rows)} of {len(pane.thread)}")

    def _say_in_bar(self, words: str) -> None:
        # There is none yet where the thread is narrowed as it was left.
        if self.query(f"#{_BAR}"):
            self._bar.say(words)

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
