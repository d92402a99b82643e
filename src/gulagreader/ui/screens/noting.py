"""Highlights and notes on the reader's screen: written, removed, gone to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.session import Leading
from gulagreader.services.quoting import QuotedReading
from gulagreader.ui.screens.noted import NotedScreen

if TYPE_CHECKING:
    # Nothing of it is needed before somebody notes.
    from gulagreader.domain.drafts import Draft
    from gulagreader.domain.notes import Note, PlacedNote
    from gulagreader.ui.notes.noting import Writing
    from gulagreader.ui.panes.note_bar import NoteBar
    from gulagreader.ui.passages.passage import Passage
    from gulagreader.ui.screens.notes import NotesLeft

NOTE_FIELD = "note-field"
"""The id of what a note is written in."""
NOTES = "notes"
"""The list of notes, as a screen that led to the reader."""
_DRAFT_SECONDS = 0.5
"""How long after the first post an unfinished note is told of."""


class NotingScreen(NotedScreen):
    """An open post that can be noted on."""

    _writing: "Writing | None" = None
    _list_left: "NotesLeft | None" = None

    @property
    def is_typing(self) -> bool:
        """Whether letters go into a line that is typed in, or into a note."""
        focused = self.focused
        return (focused is not None and focused.id == NOTE_FIELD) or super().is_typing

    # Writing

    def begin_noting(self) -> None:
        """Show what is noted from now on, and tell of a note that was not finished."""
        super().begin_noting()
        self.set_timer(_DRAFT_SECONDS, self._tell_unfinished)

    def _tell_unfinished(self) -> None:
        draft = self._services.memory.drafts.interrupted()
        if draft is None or self.status.tells_a_problem:
            return
        from gulagreader.ui.notes.drafting import unfinished  # noqa: PLC0415 - start-up

        self.status.say(unfinished(draft, self.session.post))
        self._told_of_notes = self._moved_to()

    async def action_take_note(self) -> None:
        """Write a note on the passage at hand, or change the one that is on it."""
        if self._writing is not None:
            # The mouse had taken the keys away from it.
            self.query_one(f"#{NOTE_FIELD}").focus()
            return
        passage = self.passage_at_hand()
        if self._reading is None or passage is None:
            self.status.say("There is no passage here to note on")
            return
        homeless, reading = self._homeless, self._reading
        if homeless is not None:
            self._find_home(homeless, passage)
            return
        draft = None
        if not passage.chosen:
            from gulagreader.ui.notes.drafting import resumed  # noqa: PLC0415 - start-up

            drafts = self._services.memory.drafts
            draft, passage = resumed(self, reading, drafts, passage) or (None, passage)
        await self._write_note(reading, passage, draft)

    async def note_on_post(self, post: str) -> None:
        """Write a note on a post as a whole, or change the one it has."""
        from gulagreader.ui.notes.noting import whole_post  # noqa: PLC0415 - start-up

        if self._writing is not None:
            self.query_one(f"#{NOTE_FIELD}").focus()
            return
        try:
            reading = self._services.read(post)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        await self._write_note(reading, whole_post(reading))

    async def action_pick_note(self) -> None:
        """Write a note on what is selected."""
        await self.action_take_note()

    async def _write_note(
        self,
        reading: QuotedReading,
        passage: "Passage",
        draft: "Draft | None" = None,
    ) -> None:
        """Open the lines to write in, with a draft where there is one to go on with."""
        from gulagreader.ui.notes.drafting import drafting_of_note  # noqa: PLC0415 - start-up
        from gulagreader.ui.notes.noting import (  # noqa: PLC0415 - start-up
            COLOUR,
            Writing,
            colour_of,
            note_on,
            shown_passage,
        )
        from gulagreader.ui.panes.note_bar import NoteBar, typed_in  # noqa: PLC0415

        try:
            notes = self.shelf.of_texts(reading.post, reading.thread)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        if draft is not None:
            own = (one.note for one in notes.of(passage.comment) if one.layer is None)
            note = next((one for one in own if one.id == draft.note), None)
        else:
            found = note_on(notes, passage)
            note = found.note if found is not None else None
        base = typed_in(note.text, note.tags) if note is not None else ""
        drafts = self._services.memory.drafts
        drafting = drafting_of_note(drafts, passage, note, base, draft)
        self._writing = Writing(reading, passage, note, passage.selected)
        if note is None:
            colour = colour_of(self._services.memory.setting(COLOUR))
            bar = NoteBar(self._writing.about, colour=colour, drafting=drafting)
        else:
            bar = NoteBar(
                shown_passage(note) or self._writing.about,
                colour=note.colour,
                text=note.text,
                tags=note.tags,
                known=True,
                drafting=drafting,
            )
        # Waited for, so that the keys typed next go there.
        await self.mount(bar, before="#status")
        bar.begin()
        if drafting.said:
            self.status.say(drafting.said)
        self.call_after_refresh(self._show_what_is_noted_on)

    def _show_what_is_noted_on(self) -> None:
        """Select the passage and keep it in view above the lines typed in."""
        from gulagreader.ui.notes.noting import is_whole_post  # noqa: PLC0415 - start-up
        from gulagreader.ui.passages.picking import show_passage  # noqa: PLC0415 - start-up

        if self._writing is None or is_whole_post(self._writing.passage):
            return
        show_passage(self, self._writing.passage)

    def on_note_bar_kept(self, message: "NoteBar.Kept") -> None:
        """Keep the note."""
        from gulagreader.ui.notes.noting import COLOUR, keep  # noqa: PLC0415 - start-up

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
        self._end_draft()
        self._end_writing(selected=False)
        self.status.say(said)
        self.find_noted()

    def on_note_bar_removal_wanted(self) -> None:
        """Remove the note that is changed."""
        from gulagreader.ui.notes.noting import removed_words  # noqa: PLC0415 - start-up

        writing = self._writing
        if writing is None or writing.note is None:
            return
        try:
            note = self.shelf.remove(writing.note.id)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self._end_draft()
        self._end_writing(selected=False)
        self.status.say(removed_words(note))
        self.find_noted()

    def on_note_bar_given_up(self) -> None:
        """Close the lines; what was selected stays so, what was typed is a draft."""
        if self._writing is None:
            return
        bars = self._note_bars()
        said = [bar.leave_draft("{text.take-note}") for bar in bars]
        self._end_writing(selected=self._writing.was_selected)
        self.status.say("".join(said))

    def _end_draft(self) -> None:
        for bar in self._note_bars():
            if bar.drafting is not None:
                bar.drafting.done()

    def _note_bars(self) -> "Iterable[NoteBar]":
        from gulagreader.ui.panes.note_bar import NoteBar  # noqa: PLC0415 - start-up

        return self.query(NoteBar)

    def _end_writing(self, *, selected: bool) -> None:
        self._writing = None
        for bar in self.query("#note-bar"):
            bar.remove()
        if not selected:
            self.clear_selection()
        self.lead(self.session.leading)
        # What the reader has just written need not be told again.
        self._told_of_notes = self._moved_to()

    def action_give_note_back(self) -> None:
        """Bring back the note removed last."""
        from gulagreader.ui.notes.noting import bring_back  # noqa: PLC0415 - start-up

        try:
            said = bring_back(self.shelf)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self.status.say(said)
        self.find_noted()

    # The list

    def action_show_notes(self) -> None:
        """List all highlights and notes of the library."""
        from gulagreader.ui.screens.notes import NotesLeft, NotesScreen  # noqa: PLC0415 - start-up

        try:
            shelf = self.shelf
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        left = self._list_left or NotesLeft()
        drafts = self._services.memory.drafts
        self.app.push_screen(
            NotesScreen(shelf, left, self._list_was_left, drafts), self._come_from_list
        )

    def show_notes_again(self, screen: str) -> bool:
        """Show the list of notes that led here, as it was left; False: it was none."""
        if screen == NOTES:
            self.action_show_notes()
        return screen == NOTES

    def _list_was_left(self, left: "NotesLeft") -> None:
        self._list_left = left

    def _come_from_list(self, chosen: "PlacedNote | None") -> None:
        """Go to the note that was chosen, or on with what was read."""
        self.find_noted()
        if chosen is not None and self.go_to_note(chosen):
            self._came_from_hits, self._came_from = True, NOTES
            self._landed_at = len(self.session.history.behind)

    def go_to_note(self, one: "PlacedNote") -> bool:
        """Show a note in its text, with its passage selected; False: it cannot be.

        One without a place waits for the passage that is selected next.
        """
        note = one.note
        origin = self.here()
        if note.post != self.session.post and not self._open(note.post):
            return False
        self.clear_selection()
        self.session = self.session.jumped(origin)
        if one.unplaced:
            from gulagreader.ui.notes.noting import words_of  # noqa: PLC0415 - start-up

            self._homeless = note
            self.lead(Leading.POST)
            said = (
                f"{{text.pick}} selects where {words_of(note)} belongs,"
                " {text.take-note} puts it there"
            )
            self.status.say(f"{said}: {one.unplaced}")
            return True
        if one.comment is not None:
            self.thread_pane.land_on(one.comment)
            self.lead(Leading.THREAD)
            if one.comment in self.thread_pane.folded:
                self.thread_pane.action_unfold()
        else:
            self.lead(Leading.POST)
        self._show_span(one)
        return True

    def _show_span(self, one: "PlacedNote") -> None:
        if one.span is None:
            if one.comment is None:
                self.post_pane.go_to_source(0)
            return
        from gulagreader.ui.passages.picking import show_span  # noqa: PLC0415 - start-up

        show_span(self, one.comment, one.span)

    def _find_home(self, note: "Note", passage: "Passage") -> None:
        """Put a note without a place on the passage that is selected."""
        from gulagreader.ui.passages.citing import first_words  # noqa: PLC0415 - start-up

        self._homeless = None
        reading = self._reading
        if reading is None or not passage.selected:
            self.status.say("Nothing was selected; the note stays without a place")
            return
        span = passage.start, passage.end
        try:
            self.shelf.anchor_again(
                note.id, reading.post, reading.thread, passage.comment, span
            )
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self.clear_selection()
        self.status.say(f"The note is on {first_words(passage.text)} now")
        self._told_of_notes = self._moved_to()
        self.find_noted()
