"""The help: keys and signs, by place, and fewer as a reader types what it is about."""

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from gulagreader.text.blocks import Block, BlockKind
from gulagreader.ui.keys.command import Command, Where
from gulagreader.ui.keys.keys_in_words import with_keys
from gulagreader.ui.keys.legend import LEGEND, Meaning
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.screens.page import PageScreen, key_blocks, keys_of
from gulagreader.ui.views.page_view import PageView

_WHILE_TYPING = {"next": "Scroll", "give_up": "All again"}


class KeysScreen(PageScreen):
    """Shows the keys that work where the reader is first, then all others."""

    BINDINGS = [Binding("slash,f", "filter", "Filter", key_display="/")]

    def __init__(
        self,
        commands: Sequence[Command],
        places: Sequence[Where],
        *,
        plain: bool = False,
    ) -> None:
        """Take all commands, and the places in the order to show them."""
        self._commands, self._places, self._plain = commands, places, plain
        self._legend = tuple(
            replace(one, words=with_keys(one.words, commands, plain=plain))
            for one in LEGEND
        )
        super().__init__("Keys", self._blocks_of(commands, self._legend))

    def _blocks_of(
        self, commands: Sequence[Command], legend: Sequence[Meaning]
    ) -> tuple[Block, ...]:
        return key_blocks(commands, self._places, plain=self._plain, legend=legend)

    def compose(self) -> ComposeResult:
        """The page, and the line to type in."""
        yield from super().compose()
        yield FindBar("Filter", id="filter-keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the line only while it is closed: in it, the key is typed."""
        if action == "filter" and any(bar.display for bar in self.query(FindBar)):
            return False
        return super().check_action(action, parameters)

    def words_of_key(self, action: str) -> str:
        """What keys do while one types: there is no match to go to, but a page."""
        typing = any(bar.display for bar in self.query(FindBar))
        return _WHILE_TYPING.get(action, "") if typing else ""

    def action_filter(self) -> None:
        """Let the reader type what the keys are to be about."""
        self.query_one(FindBar).open()

    @on(FindBar.Typed)
    def _typed(self, message: FindBar.Typed) -> None:
        fitting = [one for one in self._commands if _fits(one, message.text)]
        signs = [one for one in self._legend if _means(one, message.text)]
        blocks = self._blocks_of(fitting, signs)
        none = Block(BlockKind.PARAGRAPH, "No key fits", 0, 0)
        self.query_one(PageView).show_blocks(blocks or (none,))
        count = sum(command.where in self._places for command in fitting)
        seen = sum(one.where in self._places for one in signs)
        said = f"{count} key{'s' * (count != 1)}"
        said += f", {seen} sign{'s' * (seen != 1)}" if seen else ""
        self.query_one(FindBar).say(said)

    @on(FindBar.Entered)
    def _entered(self) -> None:
        self.query_one(FindBar).close()
        self.query_one(PageView).focus()

    @on(FindBar.GivenUp)
    def _given_up(self) -> None:
        view = self.query_one(PageView)
        view.show_blocks(self._blocks)
        self._entered()

    @on(FindBar.NextWanted)
    def _next_wanted(self, message: FindBar.NextWanted) -> None:
        self.query_one(PageView).action_scroll(message.step)


def _fits(command: Command, typed: str) -> bool:
    """Whether each word that was typed begins a word of the command, or is its key.

    A single character is a key.
    """
    words = f"{command.help} {command.label} {command.where.value} {command.id}"
    return _holds(words, keys_of(command).split(), typed)


def _means(meaning: Meaning, typed: str) -> bool:
    """Whether each word that was typed begins a word of a meaning, or is its sign."""
    words = f"signs {meaning.where.value} {meaning.words} {meaning.sign}"
    return _holds(words, meaning.sign.split(), typed)


def _holds(words: str, signs: Sequence[str], typed: str) -> bool:
    beginnings = words.casefold().replace(",", " ").replace("-", " ").split()
    return all(
        one in signs
        or (len(one) > 1 and any(w.startswith(one.casefold()) for w in beginnings))
        for one in typed.split()
    )
