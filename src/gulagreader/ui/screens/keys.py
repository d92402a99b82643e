"""The help: every key, by place, and fewer as a reader types what it is about."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from gulagreader.text.blocks import Block, BlockKind
from gulagreader.ui.command import Command, Where
from gulagreader.ui.page_view import PageView
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.screens.page import PageScreen, key_blocks, keys_of

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
        super().__init__("Keys", key_blocks(commands, places, plain=plain))
        self._commands, self._places, self._plain = commands, places, plain

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
        blocks = key_blocks(fitting, self._places, plain=self._plain)
        none = Block(BlockKind.PARAGRAPH, "No key fits", 0, 0)
        self.query_one(PageView).show_blocks(blocks or (none,))
        count = sum(command.where in self._places for command in fitting)
        self.query_one(FindBar).say(f"{count} key{'s' * (count != 1)}")

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
    keys = keys_of(command).split()
    words = f"{command.help} {command.label} {command.where.value} {command.id}"
    beginnings = words.casefold().replace(",", " ").replace("-", " ").split()
    return all(
        one in keys
        or (len(one) > 1 and any(w.startswith(one.casefold()) for w in beginnings))
        for one in typed.split()
    )
