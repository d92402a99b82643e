"""What is noted on the open post: shown over it, and told where the reader reads."""

import asyncio
from typing import TYPE_CHECKING

from textual import work

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.session import Leading
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.cells import cell_len
from gulagreader.ui.screens.citing import CitingScreen
from gulagreader.ui.screens.open_post import Opening

if TYPE_CHECKING:
    # Nothing of it is needed before the first picture stands.
    from gulagreader.domain.notes import Note
    from gulagreader.services.note_places import PostNotes
    from gulagreader.services.noting import NoteShelf
    from gulagreader.ui.panes.note_peek import NotePeek

_LOOK_SECONDS = 3.0
"""How often is looked whether another program changed notes, or a file laid over."""
_AT_HAND_SECONDS = 0.4
_AROUND_STATUS = 2
"""Cells of the status line that are no words."""


class NotedScreen(CitingScreen):
    """An open post with the reader's notes, and those of others, over it."""

    _notes: "PostNotes | None" = None
    """The notes on the open post; None until they are known."""
    _notes_state: object = None
    _watching_notes = False
    _told_of_notes: object = None
    """Where the reader was when notes were told of last."""
    _note_peek: "NotePeek | None" = None
    _homeless: "Note | None" = None
    """A note without a place that waits for a passage."""

    @property
    def shelf(self) -> "NoteShelf":
        """The notes on the library."""
        return self._services.notes

    def _show(self, opening: Opening) -> None:
        super()._show(opening)
        self._notes = None
        if self._watching_notes:
            self.find_noted()

    def begin_noting(self) -> None:
        """Show what is noted, now that the first post stands, and from now on."""
        self._watching_notes = True
        self.set_interval(_LOOK_SECONDS, self._look_for_others)
        self.set_interval(_AT_HAND_SECONDS, self._tell_at_hand)
        self.find_noted()

    @work(group="noted", exclusive=True)
    async def find_noted(self) -> None:
        """Show the notes on the open post, once they are found in it."""
        reading = self._reading
        if reading is None:
            return
        try:
            state, notes = await asyncio.to_thread(self._notes_placed, reading)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        if reading is self._reading:
            self._notes, self._notes_state = notes, state
            self._show_notes(reading, notes)

    def _state_of_notes(self) -> object:
        return self._services.notes.state()

    def _notes_placed(self, reading: QuotedReading) -> "tuple[object, PostNotes]":
        shelf = self._services.notes
        return shelf.state(), shelf.of_texts(reading.post, reading.thread)

    def _show_notes(self, reading: QuotedReading, notes: "PostNotes") -> None:
        from gulagreader.ui.notes.noted import (  # noqa: PLC0415 - start-up
            NotedPost,
            NotedThread,
            noted_in_comments,
            noted_text,
        )

        post, thread = self.post_pane, self.thread_pane
        if isinstance(post, NotedPost):
            post.show_noted(noted_text(post.blocks, notes.of(None)))
        if isinstance(thread, NotedThread):
            thread.show_noted(noted_in_comments(notes, reading.thread, thread.blocks))

    def _look_for_others(self) -> None:
        """Show what another program, or another reader's file, has changed."""
        if self._notes is None or self.is_typing:
            return
        self._look_in_thread()

    @work(group="noted state", exclusive=True)
    async def _look_in_thread(self) -> None:
        try:
            state = await asyncio.to_thread(self._state_of_notes)
        except GulagreaderError:
            return
        if state is not self._notes_state and self._notes is not None:
            self.find_noted()

    def _tell_at_hand(self) -> None:
        """Say what is noted on what is read, when the reader comes to it."""
        if self._notes is None or not self._notes.placed or self.is_typing:
            self._peek_at_note("")
            return
        if self._homeless is not None:
            return  # What is to be done with it stands there.
        if self.app.screen is not self or self.session.leading is Leading.POSTS:
            return
        here = self._moved_to()
        if here == self._told_of_notes:
            return
        self._told_of_notes = here
        from gulagreader.ui.notes.noting import in_words, notes_on  # noqa: PLC0415 - start-up

        passage = self.passage_at_hand()
        found = notes_on(self._notes, passage) if passage is not None else []
        told = [one for one in found if one.note.text or one.note.tags or one.layer]
        if not told or self.status.tells_a_problem:
            self._peek_at_note("")
            return
        more = f"  (and {len(told) - 1} more)" if len(told) > 1 else ""
        words = in_words(told[0]) + more
        self.status.say(words)
        self._peek_at_note(words)

    def _peek_at_note(self, words: str) -> None:
        """Show what the status line has no room for; hide what was shown."""
        width = self.size.width
        found = self._note_peek
        if cell_len(words) > width - _AROUND_STATUS:
            if found is None:
                from gulagreader.ui.panes.note_peek import NotePeek  # noqa: PLC0415 - start-up

                found = self._note_peek = NotePeek()
                self.mount(found)
            found.show_note(words, width)
        elif found is not None:
            found.hide()

    def _moved_to(self) -> object:
        """What tells whether the reader has moved on."""
        in_thread = self.session.leading is Leading.THREAD
        row, top = self.thread_pane.focused_row, self.post_pane.top
        here = row if in_thread else top
        return self.session.post, in_thread, here, dict(self.selections)
