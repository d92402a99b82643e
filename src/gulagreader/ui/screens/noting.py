"""Highlights and notes on the reader's screen."""

import asyncio
from typing import TYPE_CHECKING

from textual import work

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.session import Leading
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.clean import clean_line
from gulagreader.ui.screens.citing import CitingScreen

if TYPE_CHECKING:
    # Nothing of it is needed before the first picture stands.
    from gulagreader.services.note_places import PostNotes
    from gulagreader.services.noting import NoteShelf
    from gulagreader.ui.noting import Writing
    from gulagreader.ui.panes.note_bar import NoteBar
    from gulagreader.ui.passage import Passage

_LOOK_SECONDS = 3.0
"""How often is looked whether another program changed notes, or a file laid over."""
_AT_HAND_SECONDS = 0.4


class NotingScreen(CitingScreen):
    """An open post with the reader's notes, and those of others, over it."""

    _notes: "PostNotes | None" = None
    """The notes on the open post; None until they are known."""
    _notes_of: QuotedReading | None = None
    _notes_state: object = None
    _writing: "Writing | None" = None
    _watching = False
    _told_of: object = None

    @property
    def shelf(self) -> "NoteShelf":
        """The notes on the library."""
        return self._services.notes

    @property
    def is_typing(self) -> bool:
        """Whether letters go into a line that is typed in, or into a note."""
        return self._writing is not None or super().is_typing

    # Showing

    def _show(
        self,
        reading: QuotedReading,
        offset: int,
        comment: str | None,
        *,
        plain: bool = False,
    ) -> None:
        super()._show(reading, offset, comment, plain=plain)
        self._notes = None
        if self._watching:
            self.find_noted()

    def begin_noting(self) -> None:
        """Show what is noted, now that the first post stands, and from now on."""
        self._watching = True
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
            state, notes = await asyncio.to_thread(self._placed, reading)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        if reading is self._reading:
            self._notes, self._notes_state = notes, state
            self._show_notes(reading, notes)

    def _state_of_notes(self) -> object:
        return self._services.notes.state()

    def _placed(self, reading: QuotedReading) -> "tuple[object, PostNotes]":
        shelf = self._services.notes
        return shelf.state(), shelf.of_texts(reading.post, reading.thread)

    def _show_notes(self, reading: QuotedReading, notes: "PostNotes") -> None:
        from gulagreader.ui.noted import (  # noqa: PLC0415 - start-up
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
        if self._notes is None or self._writing is not None:
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
            return
        if self.app.screen is not self or self.session.leading is Leading.POSTS:
            return
        in_thread = self.session.leading is Leading.THREAD
        pane = self.thread_pane if in_thread else self.post_pane
        here = (
            self.session.post,
            in_thread,
            self.thread_pane.focused_row if in_thread else pane.top,
            dict(self.selections),
        )
        if here == self._told_of:
            return
        self._told_of = here
        from gulagreader.ui.noting import in_words, notes_on  # noqa: PLC0415 - start-up

        passage = self.passage_at_hand()
        found = notes_on(self._notes, passage) if passage is not None else []
        told = [one for one in found if one.note.text or one.note.tags or one.layer]
        if told and not self.status.tells_a_problem:
            more = f"  (and {len(told) - 1} more)" if len(told) > 1 else ""
            self.status.say(in_words(told[0]) + more)

    # Writing

    async def action_take_note(self) -> None:
        """Write a note on the passage at hand, or change the one that is on it."""
        passage = self.passage_at_hand()
        if self._reading is None or passage is None or self._writing is not None:
            if self._writing is None:
                self.status.say("There is no passage here to note on")
            return
        await self._write(self._reading, passage)

    async def action_pick_note(self) -> None:
        """Write a note on what is selected."""
        await self.action_take_note()

    async def _write(self, reading: QuotedReading, passage: "Passage") -> None:
        from gulagreader.ui.noting import (  # noqa: PLC0415 - start-up
            COLOUR,
            Writing,
            colour_of,
            note_on,
        )
        from gulagreader.ui.panes.note_bar import NoteBar  # noqa: PLC0415 - start-up

        try:
            notes = self.shelf.of_texts(reading.post, reading.thread)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        found = note_on(notes, passage)
        note = found.note if found is not None else None
        self._writing = Writing(reading, passage, note, passage.selected)
        if note is None:
            colour = colour_of(self._services.memory.setting(COLOUR))
            bar = NoteBar(self._writing.about, colour=colour)
        else:
            bar = NoteBar(
                clean_line(note.passage) or self._writing.about,
                colour=note.colour,
                text=note.text,
                tags=note.tags,
                known=True,
            )
        # Waited for, so that the keys typed next go there.
        await self.mount(bar, before="#status")
        bar.begin()
        self.call_after_refresh(self._show_what_is_noted_on)

    def _show_what_is_noted_on(self) -> None:
        """Select the passage and keep it in view above the lines typed in."""
        if self._writing is None:
            return
        from gulagreader.ui.picking import show_passage  # noqa: PLC0415 - start-up

        show_passage(self, self._writing.passage)

    def on_note_bar_kept(self, message: "NoteBar.Kept") -> None:
        """Keep the note."""
        from gulagreader.ui.noting import COLOUR, keep  # noqa: PLC0415 - start-up

        writing = self._writing
        if writing is None:
            return
        try:
            _, said = keep(
                self.shelf, writing, message.colour, message.text, message.tags
            )
        except GulagreaderError as error:
            # What was written stays, so that it can be mended or copied.
            self.status.say(str(error), problem=True)
            return
        self._services.memory.keep_setting(COLOUR, message.colour)
        self._end_writing(selected=False)
        self.status.say(said)
        self.find_noted()

    def on_note_bar_removal_wanted(self) -> None:
        """Remove the note that is changed."""
        from gulagreader.ui.noting import removed_words  # noqa: PLC0415 - start-up

        writing = self._writing
        if writing is None or writing.note is None:
            return
        try:
            note = self.shelf.remove(writing.note.id)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self._end_writing(selected=False)
        self.status.say(removed_words(note))
        self.find_noted()

    def on_note_bar_given_up(self) -> None:
        """Close the lines; what was selected stays so."""
        if self._writing is not None:
            self._end_writing(selected=self._writing.was_selected)

    def _end_writing(self, *, selected: bool) -> None:
        self._writing = None
        for bar in self.query("#note-bar"):
            bar.remove()
        if not selected:
            self.clear_selection()
        self.lead(self.session.leading)
        # What the reader has just written need not be told again.
        self._told_of = None

    def action_give_note_back(self) -> None:
        """Bring back the note removed last."""
        from gulagreader.ui.noting import bring_back  # noqa: PLC0415 - start-up

        try:
            said = bring_back(self.shelf)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self.status.say(said)
        self.find_noted()

    def action_show_notes(self) -> None:
        """List all highlights and notes of the library."""
