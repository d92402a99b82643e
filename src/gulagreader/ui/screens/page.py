"""A page over the reader; the page of keys is made from the commands."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen

from gulagreader.domain.errors import Damage
from gulagreader.text.blocks import Block, BlockKind, Container, ContainerKind
from gulagreader.text.clean import clean_line
from gulagreader.ui.commands import Command, Where, display_of
from gulagreader.ui.keys_in_words import spelt
from gulagreader.ui.page_view import PageView
from gulagreader.ui.whole_footer import WholeFooter

_KEYS, _WIDEST_KEYS = 13, 20
"""Cells of the column of keys at least, and at most: longer ones have a line alone."""
_GAP = 2
"""Cells between keys and their words."""


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
    """A heading for each place; under it each command's keys, its words beside them.

    Words that take more than a line go on in their own column. With ``plain`` arrows
    are named, for a screen without such signs.
    """
    blocks: list[Block] = []
    wanted = [command for command in commands if command.where in places]
    wanted.sort(key=lambda command: places.index(command.where))
    for where, here in groupby(wanted, key=lambda command: command.where):
        blocks.append(Block(BlockKind.HEADING, where.value, 0, 0, level=2))
        rows = [(keys_of(c), c.help) for c in here]
        if plain:
            rows = [(spelt(keys), words) for keys, words in rows]
        fitting = [len(keys) for keys, _ in rows if len(keys) <= _WIDEST_KEYS]
        column = max([_KEYS, *fitting]) + _GAP
        first = len(blocks)
        for keys, words in rows:
            beside = len(keys) <= _WIDEST_KEYS
            if not beside:
                blocks.append(_beside("", keys, _GAP))
            blocks.append(_beside(keys if beside else "", words, column))
        blocks[first] = replace(blocks[first], tight=False)
    return tuple(blocks)


def _beside(keys: str, words: str, column: int) -> Block:
    """A line of words, and left of it the keys in a column of so many cells."""
    left = Container(ContainerKind.ITEM, keys, column)
    kind = BlockKind.PARAGRAPH
    return Block(kind, words, 0, 0, containers=(left,), tight=True)


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
