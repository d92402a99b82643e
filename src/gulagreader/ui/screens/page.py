"""A page over the reader; the page of keys is made from the commands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen

from gulagreader.domain.errors import Damage
from gulagreader.text.blocks import Block, BlockKind, Container, ContainerKind
from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.commands import Command, Where, display_of
from gulagreader.ui.keys.keys_in_words import spelt
from gulagreader.ui.keys.legend import Meaning
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.views.page_view import PageView
from gulagreader.ui.views.selecting import PlacesOnScreen

_KEYS, _WIDEST_KEYS = 13, 20
"""Cells of the column of keys at least, and at most: longer ones have a line alone."""
_GAP = 2
"""Cells between keys and their words."""


class PageScreen(PlacesOnScreen[None], ModalScreen[None]):
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
    commands: Sequence[Command],
    places: Sequence[Where],
    *,
    plain: bool = False,
    legend: Sequence[Meaning] = (),
) -> tuple[Block, ...]:
    """A heading for each place; under it each command's keys, its words beside them.

    Behind the keys of a place come its signs. Words that take more than a line go on in
    their own column. With ``plain`` arrows are named, for a screen without such signs.
    """
    blocks: list[Block] = []
    for where in places:
        keys = [(keys_of(c), c.help) for c in commands if c.where is where]
        if plain:
            keys = [(spelt(names), words) for names, words in keys]
        blocks += _section(where.value, keys)
        signs = [(one.sign, one.words) for one in legend if one.where is where]
        blocks += _section(f"Signs {where.value[0].lower()}{where.value[1:]}", signs)
    return tuple(blocks)


def _section(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """A heading, and under it in two columns what there is; nothing without rows."""
    if not rows:
        return
    yield Block(BlockKind.HEADING, title, 0, 0, level=2)
    fitting = [len(left) for left, _ in rows if len(left) <= _WIDEST_KEYS]
    column = max([_KEYS, *fitting]) + _GAP
    tight = False
    for left, words in rows:
        beside = len(left) <= _WIDEST_KEYS
        if not beside:
            yield replace(_beside("", left, _GAP), tight=tight)
            tight = True
        yield replace(_beside(left if beside else "", words, column), tight=tight)
        tight = True


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
