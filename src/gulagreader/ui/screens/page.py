"""A page over the reader; the page of keys is made from the commands."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen

from gulagreader.domain.errors import Damage
from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.clean import clean_line
from gulagreader.ui.commands import Command, Where, display_of
from gulagreader.ui.keys_in_words import spelt
from gulagreader.ui.page_view import PageView
from gulagreader.ui.whole_footer import WholeFooter

_COLUMN = 14


class PageScreen(ModalScreen[None]):
    """Shows a page over the reader: the keys, or what is damaged."""

    BINDINGS = [
        Binding("escape,question_mark,f1,q", "dismiss", "Close"),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "page(1)", "Page down", show=False),
        Binding("b,pageup", "page(-1)", "Page up", show=False),
        Binding("g,home", "edge(-1)", "Top", show=False),
        Binding("G,end", "edge(1)", "End", show=False),
    ]

    def __init__(self, title: str, blocks: Sequence[Block]) -> None:
        """Take a title and what the page says."""
        super().__init__()
        self._title, self._blocks = title, blocks

    def compose(self) -> ComposeResult:
        """One page, and the keys."""
        yield PageView(measure=100)
        yield WholeFooter()

    def on_mount(self) -> None:
        """Write the page."""
        view = self.query_one(PageView)
        view.border_title = Content(self._title)
        view.show_blocks(self._blocks)
        view.focus()

    def action_scroll(self, direction: int) -> None:
        """Scroll a line."""
        self.query_one(PageView).action_scroll(direction)

    def action_edge(self, direction: int) -> None:
        """Scroll to the beginning or the end."""
        self.query_one(PageView).action_edge(direction)

    def action_page(self, direction: int) -> None:
        """Scroll a page."""
        self.query_one(PageView).action_page(direction)


def keys_of(command: Command) -> str:
    """All keys of a command, as a reader would write them."""
    names = [name for name in command.keys.split(",") if name]
    return " ".join(command.shown or display_of(name) for name in names)


def key_blocks(
    commands: Sequence[Command], places: Sequence[Where], *, plain: bool = False
) -> tuple[Block, ...]:
    """A heading for each place, and under it a line for each command.

    With ``plain`` arrows are named, for a screen without such signs.
    """
    blocks: list[Block] = []
    wanted = [command for command in commands if command.where in places]
    wanted.sort(key=lambda command: places.index(command.where))
    for where, here in groupby(wanted, key=lambda command: command.where):
        blocks.append(Block(BlockKind.HEADING, where.value, 0, 0, level=2))
        keys = ((keys_of(c), c.help) for c in here)
        lines = [f"{spelt(k) if plain else k:<{_COLUMN}} {words}" for k, words in keys]
        blocks.append(Block(BlockKind.CODE, "\n".join(lines), 0, 0))
    return tuple(blocks)


def damage_blocks(damages: Sequence[Damage], folder: Path) -> tuple[Block, ...]:
    """For each place the file and line, and below it what is wrong."""
    blocks = []
    for damage in damages:
        inside = damage.path.is_relative_to(folder)
        name = str(damage.path.relative_to(folder) if inside else damage.path)
        line = f", line {damage.line}" if damage.line else ""
        blocks.append(Block(BlockKind.HEADING, clean_line(name) + line, 0, 0, level=2))
        blocks.append(Block(BlockKind.PARAGRAPH, clean_line(damage.reason), 0, 0))
    return tuple(blocks)
