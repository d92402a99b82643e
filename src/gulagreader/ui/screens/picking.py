"""Selecting by keys on the reader's screen: the moves, while there is what to move."""

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.binding import ActiveBinding
from textual.selection import Selection
from textual.widget import Widget
from textual.widgets import Input

from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.open_post import OpenPostScreen

if TYPE_CHECKING:
    # Nothing of it is needed before somebody selects.
    from gulagreader.ui.passages.picking import Picker

_PICK = "pick_"
"""Begins the names of the actions that work while a passage is selected by keys."""


class PickingScreen(OpenPostScreen):
    """An open post in which passages can be selected by keys."""

    _has_picked = False
    _could_pick = False

    @cached_property
    def _picker(self) -> "Picker":
        from gulagreader.ui.passages.picking import Picker  # noqa: PLC0415 - start-up

        self._has_picked = True
        return Picker(self)

    @property
    def is_picking(self) -> bool:
        """Whether keys move a selection."""
        return self._has_picked and self._picker.is_active

    @property
    def is_typing(self) -> bool:
        """Whether letters go into a line that is typed in."""
        return isinstance(self.focused, Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of a selection alone while there is none."""
        if action.startswith(_PICK) and not self.is_picking:
            return False
        return super().check_action(action, parameters)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, those of a selection first."""
        found = super().active_bindings
        if not self.is_picking:
            return found
        # In the texts the same keys do something else; here these stand for them.
        own = dict(self._modal_binding_chain)[self]
        first = {
            key: ActiveBinding(self, binding, True, binding.tooltip)
            for key, binding in own
            if binding.action.startswith(_PICK)
        }
        return {**first, **found, **first}

    def watch_selections(
        self, old: dict[Widget, Selection], new: dict[Widget, Selection]
    ) -> None:
        """Show other keys in the footer once a selection begins or ends."""
        picking = self.is_picking
        if picking != self._could_pick:
            self._could_pick = picking
            self.refresh_bindings()

    def on_text_selected(self) -> None:
        """Say what can be done with what the mouse selected."""
        if not self.selections or self.is_picking or not self.get_selected_text():
            return
        self.status.say(
            "Selected; {text.copy-quote} copies it as a quote, {text.take-note} notes"
            " on it, {text.pick} goes on by keys"
        )

    @on(ThreadPane.OrderChanged)
    def _unselect(self) -> None:
        """Select nothing: the comments stand in another order."""
        self.clear_selection()

    def action_pick(self) -> None:
        """Begin to select at the sentence that is read."""
        if self._picker.begin():
            self._say_picked()
            self.refresh_bindings()
        else:
            self.status.say("There is no text here to select in")

    def _say_picked(self) -> None:
        self.status.say(self._picker.said)

    def action_pick_go(self, direction: int) -> None:
        """Go to the next unit."""
        self._picker.go(direction)
        self._say_picked()

    def action_pick_line(self, direction: int) -> None:
        """Go to the unit on the next line."""
        self._picker.go_line(direction)
        self._say_picked()

    def action_pick_more(self, direction: int) -> None:
        """Take in a unit more, or leave one out."""
        self._picker.stretch(direction)
        self._say_picked()

    def _stretch_picked(self, unit: str, direction: int) -> None:
        from gulagreader.text.picking import Unit  # noqa: PLC0415 - start-up

        before = self._picker.said
        if direction > 0:
            self._picker.take_in(Unit(unit))
        else:
            self._picker.leave_out(Unit(unit))
        self._say_picked()
        if self._picker.said == before:
            what = (
                "Nothing more to take in" if direction > 0 else "Nothing to leave out"
            )
            self.status.say(f"{what}. {before}")

    def action_pick_sentence(self, direction: int) -> None:
        """Take in a sentence more, or leave one out."""
        self._stretch_picked("sentence", direction)

    def action_pick_paragraph(self, direction: int) -> None:
        """Take in a paragraph more, or leave one out."""
        self._stretch_picked("paragraph", direction)

    def action_pick_word(self, direction: int) -> None:
        """Take in a word more, or leave one out."""
        self._stretch_picked("word", direction)

    def action_pick_lines(self, direction: int) -> None:
        """Take in a line more, or leave one out."""
        self._picker.stretch_line(direction)
        self._say_picked()

    def action_pick_edge(self, direction: int) -> None:
        """Take in all up to the beginning or the end of the text."""
        self._picker.to_edge(direction)
        self._say_picked()

    def action_pick_other_end(self) -> None:
        """Let the next moves change the other end."""
        self._picker.other_end()
        self._say_picked()

    def action_pick_next_unit(self) -> None:
        """Select by words, by sentences, by paragraphs in turn."""
        self._picker.next_unit()
        self._say_picked()

    def action_pick_leave(self) -> None:
        """Select nothing."""
        self._picker.leave()
        self.status.say("Nothing is selected any more")
