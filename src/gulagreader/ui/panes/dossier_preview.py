"""An entry of a dossier as it would be written: quote, whose it is, remark."""

from collections.abc import Iterator

from textual.binding import Binding
from textual.content import Content

from gulagreader.domain.dossier import EntryKind
from gulagreader.services.dossier_placing import PlacedEntry
from gulagreader.text.blocks import Block, BlockKind, Container, ContainerKind, Stretch
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.references.attribution import attribution
from gulagreader.ui.views.page_view import PageView

_QUOTE = Container(ContainerKind.QUOTE)
_SAID = -1
"""In place of a place in the source: what is told about an entry has none."""


def _key(keys: str, action: str) -> Binding:
    return Binding(keys, action, show=False, priority=True)


class EntryPreview(PageView):
    """Shows the entry under the cursor."""

    BINDINGS = [
        _key("j,down", "scroll(1)"),
        _key("k,up", "scroll(-1)"),
        _key("space,pagedown", "page(1)"),
        _key("b,pageup", "page(-1)"),
        _key("g,home", "edge(-1)"),
        _key("G,end", "edge(1)"),
    ]

    def show_entry(self, placed: PlacedEntry, *, is_sought: bool = False) -> None:
        """Show an entry with what is said of it; until it is found, as it was kept."""
        self.border_title = Content(placed.entry.kind.value.capitalize())
        blocks = tuple(_blocks(placed))
        if is_sought:
            blocks = (*blocks, _said("Its place in the library is being looked for …"))
        self.show_blocks(blocks)
        said = enumerate(blocks)
        self.overlay(
            (Stretch(number, 0, len(block.text)), "text--byline")
            for number, block in said
            if block.source_start == _SAID
        )

    def show_words(self, words: str) -> None:
        """Show a sentence in place of an entry."""
        self.border_title = Content("")
        self.show_blocks(parse_blocks(words))


def _blocks(placed: PlacedEntry) -> Iterator[Block]:
    entry = placed.entry
    if entry.kind is EntryKind.HEADING:
        yield Block(BlockKind.HEADING, clean_line(placed.own), 0, 0, level=2)
    elif entry.kind is EntryKind.PARAGRAPH:
        yield from parse_blocks(placed.own)
    else:
        yield from _quoted(placed)
    yield from parse_blocks(entry.remark)
    if placed.unplaced:
        yield _said(f"Has no place any more: {placed.unplaced}.")
    if placed.changed:
        yield _said(f"{placed.changed[0].upper()}{placed.changed[1:]}.")


def _quoted(placed: PlacedEntry) -> Iterator[Block]:
    if placed.entry.kind is EntryKind.COMMENT:
        for block in parse_blocks(placed.words):
            inside = (_QUOTE, *block.containers)
            yield Block(
                block.kind,
                block.text,
                0,
                0,
                spans=block.spans,
                containers=inside,
                level=block.level,
                cells=block.cells,
                tight=block.tight,
            )
    else:
        for words in filter(None, placed.words.split("\n\n")):
            text = words.replace("\n", " ")
            yield Block(BlockKind.PARAGRAPH, text, 0, 0, containers=(_QUOTE,))
    if placed.cited is not None:
        who = attribution(placed.cited)
        yield _said(f"— {who}" if placed.words else who)
    if placed.own:
        yield from parse_blocks(placed.own)


def _said(words: str) -> Block:
    return Block(BlockKind.PARAGRAPH, words, _SAID, _SAID)
