"""The lines at the foot of the screen in which a note is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from gulagreader.domain.notes import COLOURS
from gulagreader.text.cells import cell_len
from gulagreader.text.note_words import note_of, typed_of
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.notes.drafting import LOOK_SECONDS, Drafting

_HINT = "Enter highlights · words and #tags make a note · 1–5 colour"
_COLOUR_DIGITS = "12345"


class NoteBar(Vertical):
    """Its colour, its words and its tags; says what the reader wants kept."""

    DEFAULT_CSS = """
    NoteBar { height: auto; background: $panel; }
    NoteBar .colours { height: 1; padding: 0 1; }
    NoteBar TextArea {
        height: auto; min-height: 1; max-height: 6; border: none; padding: 0 1;
        background: $panel;
    }
    NoteBar TextArea:focus { border: none; }
    """

    @dataclass
    class Kept(Message):
        """The reader wants the note kept as it is written."""

        colour: str
        text: str
        tags: tuple[str, ...]

    class GivenUp(Message):
        """The reader does not want to write after all."""

    class RemovalWanted(Message):
        """The reader wants the note removed."""

    def __init__(
        self,
        passage: str,
        *,
        colour: str = COLOURS[0],
        text: str = "",
        tags: Sequence[str] = (),
        known: bool = False,
        drafting: Drafting | None = None,
    ) -> None:
        """Take what is noted on, and what the note says, where it is ``known``.

        A draft that ``drafting`` found stands in place of the words.
        """
        super().__init__(id="note-bar")
        self._passage = passage
        self.colour = colour
        self.known = known
        self._typed = typed_in(text, tags)
        self._words_end: tuple[int, int] | None = (
            text.count("\n"),
            len(text.rpartition("\n")[2]),
        )
        self.drafting = drafting
        if drafting is not None and drafting.found is not None:
            self._typed, self._words_end = drafting.text, None
            self.colour = drafting.found.colour or colour

    def compose(self) -> ComposeResult:
        """The colours, and the lines to type in."""
        yield Static("", classes="colours", markup=False)
        yield NoteField(self._typed, placeholder=_HINT)

    def begin(self) -> None:
        """Let the keys typed next go into the note."""
        field = self.query_one(NoteField)
        field.move_cursor(self._words_end or field.document.end)
        self.screen.set_focus(field)
        self._show_colours()
        if self.drafting is not None:
            self.set_interval(LOOK_SECONDS, self.keep_draft)

    def keep_draft(self) -> None:
        """Keep what is typed, so that an end of the program does not lose it."""
        if self.drafting is not None:
            self.drafting.look(self.query_one(NoteField).text, self.colour)

    def leave_draft(self, key: str) -> str:
        """Let what is typed stay as a draft; say so, and which ``key`` goes on."""
        if self.drafting is None:
            return ""
        self.drafting.leave(self.query_one(NoteField).text, self.colour)
        return self.drafting.left_words(key)

    def swap_draft(self) -> None:
        """Go without the draft, or with it again."""
        if self.drafting is not None:
            field = self.query_one(NoteField)
            field.text = self.drafting.swapped(field.text)
            field.move_cursor(field.document.end)

    def on_resize(self) -> None:
        """Say as much of the passage as there is room for."""
        self._show_colours()

    def choose(self, colour: str) -> None:
        """Take another colour."""
        self.colour = colour
        self._show_colours()

    def keep(self) -> None:
        """Say what is to be kept."""
        text, tags = note_of(self.query_one(NoteField).text)
        self.post_message(self.Kept(self.colour, text, tags))

    def _show_colours(self) -> None:
        names = [f"{number} {name}" for number, name in enumerate(COLOURS, 1)]
        room = self.size.width - 4 - cell_len("   ".join(names))
        if room < 0:
            names = [str(number) for number in range(1, len(COLOURS) + 1)]
            names[COLOURS.index(self.colour)] += f" {self.colour}"
            room = self.size.width - 4 - cell_len("   ".join(names))
        line = Content("")
        for name, colour in zip(names, COLOURS, strict=True):
            chosen = colour == self.colour
            shown = f"[{name}]" if chosen else f" {name} "
            line += Content(shown).stylize("bold reverse" if chosen else "", 0)
        about = shortened(f"“{self._passage}”", max(0, room - 8))
        if room > 12:
            line += Content(f"  {about}")
        self.query_one(".colours", Static).update(line)

    @on(events.Click, ".colours")
    def _clicked(self, event: events.Click) -> None:
        at = 1
        for number, name in enumerate(COLOURS, 1):
            at += cell_len(f" {number} {name} ")
            if event.x < at:
                self.choose(name)
                return


def typed_in(text: str, tags: Sequence[str]) -> str:
    """What stands in the field for a note."""
    typed = typed_of(text, tags)
    # What is typed before the tags must not join them.
    return f" {typed}" if tags and not text else typed


class NoteField(TextArea):
    """The words of a note; a digit before any word takes a colour.

    Its keys are carried out in its own turn (``call_later``): of keys that come in one
    burst those before may still be on their way into the text.
    """

    BINDINGS = [
        Binding("enter", "keep", "Keep", priority=True, key_display="Enter"),
        Binding(
            "ctrl+j,alt+enter,shift+enter",
            "new_line",
            "New line",
            priority=True,
            key_display="Ctrl+j",
        ),
        Binding("ctrl+d", "remove", "Remove the note", priority=True),
        Binding("ctrl+r", "swap_draft", "Without/with draft", priority=True),
        Binding("escape", "give_up", "Close", priority=True, key_display="Esc"),
        Binding("tab", "next_colour(1)", "Colour", priority=True, key_display="Tab"),
        Binding("shift+tab", "next_colour(-1)", show=False, priority=True),
        *(
            Binding(f"alt+{n}", f"colour({n})", show=False, priority=True)
            for n in range(1, len(COLOURS) + 1)
        ),
    ]

    def __init__(self, text: str, placeholder: str) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            placeholder=placeholder,
            highlight_cursor_line=False,
            id="note-field",
        )
        self._chosen: tuple[str, str] | None = None
        """A digit that took a colour, and the colour there was before."""

    @property
    def _bar(self) -> NoteBar:
        assert isinstance(self.parent, NoteBar)
        return self.parent

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to remove what there is, and to go without a draft that there is."""
        if action == "remove":
            return self._bar.known
        if action == "swap_draft":
            drafting = self._bar.drafting
            return drafting is not None and drafting.found is not None
        return super().check_action(action, parameters)

    async def _on_key(self, event: events.Key) -> None:
        digit = event.character if (event.character or "").isdigit() else None
        chosen, self._chosen = self._chosen, None
        if digit and chosen is not None:
            # It was the first digit of a number after all.
            self._bar.choose(chosen[1])
            self.insert(chosen[0])
        elif digit and not self.text and digit in _COLOUR_DIGITS:
            self._chosen = digit, self._bar.colour
            self._bar.choose(COLOURS[int(digit) - 1])
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    def action_colour(self, number: int) -> None:
        """Take a colour by its number, whatever is written."""
        self.call_later(self._bar.choose, COLOURS[number - 1])

    def action_next_colour(self, step: int) -> None:
        """Take the next colour."""
        at = (COLOURS.index(self._bar.colour) + step) % len(COLOURS)
        self._bar.choose(COLOURS[at])

    def action_keep(self) -> None:
        """Keep the note."""
        self.call_later(self._bar.keep)

    def action_new_line(self) -> None:
        """Begin a line."""
        self.call_later(self.insert, "\n")

    def action_remove(self) -> None:
        """Remove the note."""
        self._bar.post_message(NoteBar.RemovalWanted())

    def action_swap_draft(self) -> None:
        """Go without the draft, or with it again."""
        self.call_later(self._bar.swap_draft)

    def action_give_up(self) -> None:
        """Close the lines; what is typed stays as a draft."""
        self.call_later(self._bar.post_message, NoteBar.GivenUp())
