"""The application as its reader settled it: keys, signs, colours, what may move."""

from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.color import Color
from textual.filter import LineFilter
from textual.keys import key_to_character
from textual.widgets import Input

from gulagreader.domain.config import Emoji
from gulagreader.services.wiring import Services
from gulagreader.text.cells import may_hold_joined
from gulagreader.ui.keys.commands import COMMANDS, Command, display_of
from gulagreader.ui.keys.keys_in_words import spelt
from gulagreader.ui.looks.themes import (
    DEFAULT_THEME,
    NO_COLOUR_THEME,
    NOTE_COLOURS,
    OFFERED_THEMES,
    OTHER_THEME,
    OWN_THEMES,
    WITHOUT_HUES,
    theme_names,
)
from gulagreader.ui.program.settled import Settled
from gulagreader.ui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    # What is imported when it is first wanted.
    from gulagreader.text.joined_emoji import Joint
    from gulagreader.ui.keys.palette import Offer
    from gulagreader.ui.program.emoji_question import EmojiQuestion


class EmojiAsDrawn(LineFilter):
    """Parts emoji of several characters, but those that the terminal draws as one."""

    def __init__(self, drawn: "Set[Joint]", met: Callable[[], None]) -> None:
        """Take what the terminal draws as one, and what to do at the first of them."""
        super().__init__()
        self._drawn, self._met = drawn, met

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Write the emoji of one line otherwise, in the same cells."""
        del background
        if not may_hold_joined("".join([segment.text for segment in segments])):
            return segments
        from gulagreader.text.joined_emoji import (  # noqa: PLC0415 - few texts have any
            has_joints,
            parted,
        )

        if any(has_joints(segment.text) for segment in segments):
            self._met()
        return [
            segment._replace(text=parted(segment.text, self._drawn))
            for segment in segments
        ]


class SettledApp(App[None], inherit_bindings=False):
    """Takes a reader's config.

    Textual's own keys are left out: Ctrl+Q would quit over what is half typed, and no
    list of keys would say so.
    """

    reader: ReaderScreen
    _services: Services
    has_begun = False
    """Whether the first post stands, so that keys can be carried out."""

    def _settle(self, settled: Settled, *, guest: bool) -> None:
        """Take the config; a ``guest`` has no command that reaches files."""
        self._settled = settled
        self.has_plain_signs = settled.plain_signs
        """Whether lines, marks and arrows are drawn in ASCII."""
        self._signs: tuple[LineFilter, ...] = ()
        if settled.plain_signs:
            from gulagreader.ui.looks.plain_signs import PlainSigns  # noqa: PLC0415 - start-up

            self._signs = (PlainSigns(),)
        self._emoji_question: EmojiQuestion | None = None
        if settled.emoji is not Emoji.JOINED:
            self._signs += (EmojiAsDrawn(frozenset(), self._ask_for_emoji),)
        self.commands: tuple[Command, ...] = COMMANDS
        """All commands, with the reader's keys."""
        self._latin = settled.latin()
        self._keys: dict[str, str] = {}
        if settled.has_keys:
            keys = settled.key_map()
            self.commands = keys.commands
            self._keys = keys.overlay
        self._is_guest = guest
        if guest:
            from gulagreader.ui.program.guests import for_guests  # noqa: PLC0415 - start-up

            self.commands = for_guests(self.commands)

    def _dress_as_settled(self) -> None:
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self._dress(self._theme())

    def take_keys(self) -> None:
        """Let the commands have the reader's keys."""
        if self._keys:
            self.set_keymap(self._keys)

    def as_latin(self, event: events.Key) -> events.Key:
        """A key of another layout as the Latin one in its place, unless one types."""
        latin = self._latin.get(event.key)
        if latin is None or self.is_typing:
            return event
        return events.Key(latin, key_to_character(latin))

    @property
    def is_typing(self) -> bool:
        """Whether letters go into a line, or into an area."""
        # Lines and areas that are typed in take letters; to name them imports them.
        focused = self.focused
        return focused is not None and focused.check_consume_key("a", "a")

    def _tell_mistakes(self) -> None:
        """Say how many mistakes the config has, how to see all, and the first."""
        mistakes = self._settled.checked(theme_names())
        if mistakes:
            # What helps stands first: a narrow screen cuts the end off.
            first = mistakes[0]
            line = f"line {first.line}: " if first.line else ""
            many = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "1 mistake"
            words = f"{many} in the config (gulagreader config --check): "
            words += f"{line}{first.reason}"
            self.reader.status.say(words, problem=True)

    def _theme(self) -> str:
        if self.no_color:
            return NO_COLOUR_THEME
        kept = self._services.memory.setting("theme")
        return kept if kept in self.available_themes else DEFAULT_THEME

    def dress_for_the_terminal(self) -> None:
        """Begin in a terminal's own colours where it has but sixteen.

        Of these half of ours would be one. Who has chosen a theme keeps it.
        """
        is_chosen = self._services.memory.setting("theme") in self.available_themes
        if self.console.color_system == "standard" and not is_chosen:
            self._dress(NO_COLOUR_THEME)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of notes, where a theme has none of its own."""
        return dict(NOTE_COLOURS)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each line passes before it is written: at last plain signs and emoji."""
        return (*super().get_line_filters(), *self._signs)

    def _ask_for_emoji(self) -> None:
        """Ask the terminal how it counts emoji, once, now that some are to be seen."""
        if self._emoji_question is not None or self._settled.emoji is not Emoji.AUTO:
            return
        from gulagreader.ui.program.emoji_question import EmojiQuestion  # noqa: PLC0415

        self._emoji_question = EmojiQuestion(self.size.height)
        # Not in the midst of painting.
        self.call_later(self._write_question, self._emoji_question)

    def _write_question(self, question: "EmojiQuestion") -> None:
        if self._driver is not None and not self.is_headless and self.size.height > 1:
            self._driver.write(question.words())
            self.screen.refresh()

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """Draw as one what the terminal says that it draws as one."""
        question = self._emoji_question
        if question is not None and question.take_last(event.x, event.y):
            plain = tuple(s for s in self._signs if not isinstance(s, EmojiAsDrawn))
            drawn = EmojiAsDrawn(question.drawn, self._ask_for_emoji)
            self._signs = (*plain, drawn)
            self.screen.refresh()

    def get_key_display(self, binding: Binding) -> str:
        """Write a key in the footer as everywhere else."""
        shown = binding.key_display or display_of(binding.key)
        return spelt(shown) if self.has_plain_signs else shown

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the cursor still where nothing is to move."""
        if self._settled.is_still and isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    def _dress(self, theme: str) -> None:
        self.theme = theme
        self.set_class(theme in WITHOUT_HUES, "-without-hues")

    def _take_theme(self, theme: str) -> None:
        self._dress(theme)
        self._services.memory.keep_setting("theme", theme)

    def _theme_offers(self) -> "Iterator[Offer]":
        """The colours that the palette offers."""
        from gulagreader.ui.keys.palette import Offer  # noqa: PLC0415 - start-up

        for theme in OFFERED_THEMES:
            take = partial(self._take_theme, theme)
            yield Offer(f"Theme: {theme}", "Colours", take)
        dark = self.current_theme.dark
        other = OTHER_THEME if dark else DEFAULT_THEME
        side = "Light" if dark else "Dark"
        yield Offer(f"{side} colours", "Colours", partial(self._take_theme, other))
