"""The open post: shown where it was left, taken in again when its files change."""

import asyncio
from functools import cached_property

from textual import on, work
from textual.content import Content

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.places import Place
from gulagreader.domain.session import Leading
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.passages.finding import FindDesk
from gulagreader.ui.passages.quoted import quoted_in_comments
from gulagreader.ui.screens.reader_layout import ReaderLayout

_LONG = 100_000
"""Characters of a post whose quotations are marked once it stands."""
_LEADING = "leading"
"""The setting that remembers which pane led."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A post that is shown, and where in it."""

    reading: QuotedReading
    offset: int
    """In the source of the post."""
    comment: str | None
    """The id of the focused comment; None for the first."""
    plain: bool = False
    """Whether its quotations are marked later."""


class OpenPostScreen(ReaderLayout):
    """Three panes with a post and its thread in two of them."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._reading: QuotedReading | None = None
        self._kept: Place | None = None
        self._kept_leading: Leading | None = None
        self._is_preview = False
        """Whether the reader neither opened the post that is shown nor went to it."""

    @cached_property
    def _desk(self) -> FindDesk:
        bar = self.query_one("#find", FindBar)
        return FindDesk(self.post_pane, self.thread_pane, bar, self.status)

    @property
    def reading(self) -> QuotedReading | None:
        """The open post with its thread."""
        return self._reading

    @property
    def _in_thread(self) -> bool:
        return self.session.leading is Leading.THREAD

    def _left_in(self) -> Leading:
        kept = self._services.memory.setting(_LEADING)
        known = {pane.value for pane in Leading}
        return Leading(kept) if kept in known else Leading.POST

    def _open(
        self, post: str, *, place: Place | None = None, plain: bool = False
    ) -> bool:
        """Open a post where it was left, or at a place; False if it cannot be.

        A ``plain`` one has its quotations marked later, by ``find_quoted``.
        """
        try:
            reading = self._services.read(post)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return False
        self.keep_place()
        self.keep_seen()
        memory = self._services.memory
        self._is_preview = False
        self._reading = reading
        self.session = self.session.opened(post)
        where = place or memory.place(post) or Place(post)
        # In a long post to find what it quotes takes longer than all else.
        long = len(reading.post.body) > _LONG and not reading.has_found
        opening = Opening(reading, where.offset, where.comment, plain or long)
        self._show(opening)
        if long and not plain:
            self.find_quoted()
        # Once it stands: a disk may take its time.
        self.call_after_refresh(self.keep_place)
        self.call_after_refresh(self._keep_first_seen)
        self.posts.mark_open(post)
        return True

    def _show(self, opening: Opening) -> None:
        reading, plain = opening.reading, opening.plain
        self._desk.forget()
        quoted = ((), ()) if plain else (reading.quotations, reading.citations)
        self.post_pane.show_post(reading.post, *quoted, opening.offset)
        self.thread_pane.show_thread(
            reading.thread,
            folded=self._services.memory.folds(reading.post.id),
            focused=opening.comment,
            post_author=reading.post.author,
            teachers=frozenset(self._services.info.teachers),
            quoted=None
            if plain
            else quoted_in_comments(reading, self.thread_pane.blocks),
        )
        self.clear_selection()
        self.say_comments(none=not reading.thread.rows)
        if not reading.thread.rows and self._in_thread:
            self.lead(Leading.POST)
        if reading.damages:
            damage = reading.damages[0]
            # Not its folders, behind which the reason would have no room.
            line = f":{damage.line}" if damage.line else ""
            said = f"{damage.path.name}{line}: {damage.reason}"
            self.status.say(said, problem=True)
            if self._comments_are_damaged(reading):
                self.thread_pane.border_title = Content("Comments cannot be read")

    @work(group="quoted", exclusive=True)
    async def find_quoted(self) -> None:
        """Mark what the open post and its comments quote, once it is found."""
        reading = self._reading
        if reading is None:
            return
        await asyncio.to_thread(lambda: (reading.quotations, reading.citations))
        if reading is self._reading:
            self.post_pane.show_quoted(reading.quotations, reading.citations)
            blocks = self.thread_pane.blocks
            self.thread_pane.show_quoted(quoted_in_comments(reading, blocks))

    @staticmethod
    def _comments_are_damaged(reading: QuotedReading) -> bool:
        fatal = any(damage.fatal for damage in reading.damages)
        return fatal and not reading.thread.rows

    def read_again(self) -> None:
        """Take in the open post's files as they are now, the place kept."""
        if self._reading is None:
            return
        here = self.here()
        try:
            reading = self._services.read(self._reading.post.id)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        before = self._reading
        if (reading.post, reading.thread) == (before.post, before.thread):
            self._reading = reading
            return
        if self._comments_are_damaged(reading) and self.thread_pane.thread.rows:
            # Half-saved, most likely: what was read stays until it can be read again.
            self.status.say(f"Not taken in: {reading.damages[-1]}", problem=True)
            return
        self._reading = reading
        offset = here.offset if here else 0
        self._show(Opening(reading, offset, self.thread_pane.focused_comment))
        self.status.say(f"Taken in anew: {_what_changed(before, reading)}")

    def here(self) -> Place | None:
        """Where the reader is; None with no post open."""
        if self._reading is None:
            return None
        comment = self.thread_pane.focused_comment
        in_thread = self.session.leading is Leading.THREAD
        offset = self.post_offset
        return Place(self._reading.post.id, comment if in_thread else None, offset)

    def origin(self) -> Place | None:
        """Where a jump begins; None in a post that stood there at the start only."""
        return None if self._is_preview else self.here()

    @property
    def post_offset(self) -> int:
        """Where in its source the reader has read the open post."""
        return self.post_pane.source_offset

    def keep_place(self) -> None:
        """Remember where the open post is read, if that has changed."""
        if self._reading is None or not self.is_mounted:
            return
        comment = self.thread_pane.focused_comment
        place = Place(self._reading.post.id, comment, self.post_offset)
        if place != self._kept:
            self._services.memory.keep_place(place)
            self._kept = place
        if self.session.leading is not self._kept_leading:
            self._kept_leading = self.session.leading
            self._services.memory.keep_setting(_LEADING, self.session.leading.value)
        problem = self._services.memory.take_problem()
        if problem is not None:
            self.status.say(problem, problem=True)

    def keep_seen(self) -> None:
        """Remember which comments stood under the open post, as it is left."""
        # What could not be read now is not new when it can be read again.
        if self._reading is not None and not self._comments_are_damaged(self._reading):
            comments = (row.comment.id for row in self._reading.thread.rows)
            self._services.memory.keep_seen(self._reading.post.id, comments)

    def _keep_first_seen(self) -> None:
        """Remember at once what stood under a post that was never open before.

        Comments that come while it is read are counted in the list then.
        """
        reading = self._reading
        if reading is None or not self.is_mounted:
            return
        if self._services.memory.seen(reading.post.id) is None:
            self.keep_seen()

    @on(ThreadPane.FoldsChanged)
    def _folds_changed(self, message: ThreadPane.FoldsChanged) -> None:
        if self._reading is not None:
            self._services.memory.keep_folds(self._reading.post.id, message.folded)
        if message.levels is not None:
            many = "1 level" if message.levels == 1 else f"{message.levels} levels"
            self.status.say(
                f"{many} shown; {{thread.fold-less}} shows more,"
                f" {{thread.unfold-all}} shows all",
                passing=True,
            )


def _what_changed(before: QuotedReading, now: QuotedReading) -> str:
    """What a reader is told of files that were taken in again."""
    known = before.thread.index
    came = sum(row.comment.id not in known for row in now.thread.rows)
    if not came:
        return "its file has changed"
    many = "1 comment came" if came == 1 else f"{came} comments came"
    return many if now.post == before.post else f"its file has changed, {many}"
