"""All highlights and notes of a library in one list: gone to, changed, removed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.content import Content
from textual.widgets import Input

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.notes import PlacedNote
from gulagreader.domain.progress import finish
from gulagreader.services.draft_keeping import DraftKeeping
from gulagreader.services.noting import NoteShelf
from gulagreader.ui.notes.drafting import Drafting, name_of
from gulagreader.ui.notes.note_rows import (
    NOTHING_SAID,
    NoteOrder,
    Said,
    counts,
    note_rows,
    row_of,
)
from gulagreader.ui.notes.noting import bring_back, removed_words, shown_passage
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.note_bar import NoteBar, typed_in
from gulagreader.ui.screens.notes_layout import NotesLayout

_NOTHING = (
    "No notes yet. In a post or in its comments {text.pick} selects a sentence,"
    " {text.take-note} highlights it or notes on it."
)
_OF_A_NOTE = frozenset({"go_to_note", "change_note", "drop_note"})
_OF_SOME_NOTES = frozenset({"filter", "reorder"})


@dataclass(frozen=True, slots=True)
class NotesLeft:
    """How the list was left."""

    order: NoteOrder = NoteOrder.POST
    typed: str = ""
    note: str | None = None
    """The id of the note that the cursor was on."""


class NotesScreen(NotesLayout):
    """Lists notes; gives the one that the reader goes to."""

    def __init__(
        self,
        shelf: NoteShelf,
        left: NotesLeft,
        leave: Callable[[NotesLeft], None],
        drafts: DraftKeeping,
    ) -> None:
        """Take the notes, how the list was left, and whom to tell how it is left.

        What is typed into a note is kept among the ``drafts``.
        """
        super().__init__()
        self._drafts = drafts
        self.add_class("-looking")
        self._shelf, self._left, self._tell = shelf, left, leave
        self._notes: tuple[PlacedNote, ...] = ()
        self._said: Said = NOTHING_SAID
        self._is_read = False
        self._writing: PlacedNote | None = None

    def on_mount(self) -> None:
        """Find all notes in their texts, and list them."""
        self.pane.border_title = Content("Notes …")
        self.take_in()

    @work(group="all notes", exclusive=True)
    async def take_in(self) -> None:
        """List the notes as they are now."""
        try:
            found, said = await asyncio.to_thread(self._found)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self._notes, self._said, self._is_read = found, said, True
        self._list()

    def _found(self) -> tuple[tuple[PlacedNote, ...], Said]:
        found = finish(self._shelf.by_post())
        return found, self._shelf.said_in(found)

    def _list(self) -> None:
        left, card_of = self._left, self._shelf.card
        rows = note_rows(self._notes, left.order, left.typed, card_of, self._said)
        number = row_of(rows, left.note) or self.pane.cursor
        self.pane.show_rows(rows, number, self.pane.top)
        found = counts(rows)
        shown = found[True] + found[False]
        many = f"{shown} of {len(self._notes)}" if left.typed else str(shown)
        title = f"Notes {many} · {left.order}"
        if found[False]:
            title += f" · {found[False]} without a place"
        self.pane.border_title = Content(title)
        self.pane.say_empty("No note fits" if self._notes else _NOTHING)
        self.filter_bar.say(f"{many}" if left.typed else "")
        self.refresh_bindings()

    def _keep(self, **changed: object) -> None:
        values = {
            "order": self._left.order,
            "typed": self._left.typed,
            "note": self.at_hand.note.id if self.at_hand else self._left.note,
        }
        self._left = NotesLeft(**{**values, **changed})  # type: ignore[arg-type]  # each by its name

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to what is typed in, and offer what can be done with notes."""
        if isinstance(self.focused, Input) or self._writing is not None:
            return action in {"suspend_process", "focus", "show_keys"}
        if self._is_read and action in _OF_A_NOTE and self.at_hand is None:
            return False
        if self._is_read and action in _OF_SOME_NOTES and not self._notes:
            return False
        return super().check_action(action, parameters)

    def words_of_key(self, action: str) -> str:
        """What Esc does: it takes the filter back, while there is one."""
        narrowed = self._writing is None and self._left.typed
        return "All again" if narrowed and action in {"leave", "give_up"} else ""

    def action_reorder(self) -> None:
        """List by post, or the newest first."""
        orders = list(NoteOrder)
        at = (orders.index(self._left.order) + 1) % len(orders)
        self._keep(order=orders[at])
        self._list()

    def action_go_to_note(self) -> None:
        """Go to the note in its text."""
        one = self.at_hand
        if one is None:
            return
        if self._shelf.card(one.note.post) is None:
            self.status.say(f"Kept, but it cannot be gone to: {one.unplaced}")
            return
        self._leave(one)

    def action_leave(self) -> None:
        """Close the filter, or the list."""
        if self._left.typed:
            self._keep(typed="")
            self._list()
        else:
            self._leave(None)

    def _leave(self, one: PlacedNote | None) -> None:
        self._keep()
        self._tell(self._left)
        self.dismiss(one)

    # The filter

    def action_filter(self) -> None:
        """Filter while the reader types."""
        self.filter_bar.open()

    @on(FindBar.Typed)
    def _typed(self, message: FindBar.Typed) -> None:
        self._keep(typed=message.text)
        self._list()

    @on(FindBar.Entered)
    def _entered(self) -> None:
        self._close_filter()

    @on(FindBar.GivenUp)
    def _given_up(self) -> None:
        self._keep(typed="")
        self._close_filter()
        self._list()

    @on(FindBar.NextWanted)
    def _next_wanted(self, message: FindBar.NextWanted) -> None:
        self.pane.move(message.step)

    def _close_filter(self) -> None:
        self.filter_bar.close()
        self.set_focus(self.pane)

    # Changing

    def _own(self) -> PlacedNote | None:
        one = self.at_hand
        if one is not None and one.layer is not None:
            self.status.say(
                f"This is a note of {one.layer.name}; the file is only read"
            )
            return None
        return one

    async def action_change_note(self) -> None:
        """Change the note under the cursor."""
        one = self._own()
        if one is None:
            return
        note = one.note
        base = typed_in(note.text, note.tags)
        drafting = Drafting(self._drafts, name_of(note), base, note=note.id)
        bar = NoteBar(
            shown_passage(note) or one.title,
            colour=note.colour,
            text=note.text,
            tags=note.tags,
            known=True,
            drafting=drafting,
        )
        self._writing = one
        await self.mount(bar, before="#status")
        bar.begin()
        if drafting.said:
            self.status.say(drafting.said)

    def on_note_bar_kept(self, message: NoteBar.Kept) -> None:
        """Keep the note."""
        if self._writing is None:
            return
        given = {"colour": message.colour, "text": message.text, "tags": message.tags}
        try:
            self._shelf.change(self._writing.note.id, **given)  # type: ignore[arg-type]  # each by its name
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self._end_draft()
        self._end_writing("Changed the note")

    def _end_draft(self) -> None:
        for bar in self.query(NoteBar):
            if bar.drafting is not None:
                bar.drafting.done()

    def on_note_bar_removal_wanted(self) -> None:
        """Remove the note that is changed."""
        if self._writing is not None:
            self._remove(self._writing)

    def on_note_bar_given_up(self) -> None:
        """Close the lines."""
        said = [bar.leave_draft("{notes.change-note}") for bar in self.query(NoteBar)]
        self._end_writing("".join(said))

    def _end_writing(self, said: str) -> None:
        self._writing = None
        self.query("#note-bar").remove()
        self.set_focus(self.pane)
        if said:
            self.status.say(said)
        self._keep()
        self.take_in()

    def action_drop_note(self) -> None:
        """Remove the note under the cursor; it can be had back."""
        one = self._own()
        if one is not None:
            self._remove(one)

    def _remove(self, one: PlacedNote) -> None:
        try:
            note = self._shelf.remove(one.note.id)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self._end_draft()
        self._end_writing(removed_words(note))

    def action_give_note_back(self) -> None:
        """Bring back the note removed last."""
        try:
            said = bring_back(self._shelf)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self._end_writing(said)
