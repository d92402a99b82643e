"""Blocks put back into what they stand in: block quotes, lists and their items.

A text's blocks are a flat list, each with the containers around it; HTML wants the
containers themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gulagreader.text.blocks import Block, Container, ContainerKind


@dataclass(slots=True)
class Item:
    """A list item."""

    inside: list["Tree"] = field(default_factory=list)


@dataclass(slots=True)
class ListOf:
    """A list."""

    first: int | None
    """The number of its first item; None where the items have none."""
    items: list[Item] = field(default_factory=list)
    tight: bool = True
    """Whether its items stand close together, as short ones do."""

    def takes(self, marker: str) -> bool:
        """Whether an item with this marker goes on with the list."""
        if self.first is None:
            return _number(marker) is None
        return _number(marker) == self.first + len(self.items)


@dataclass(slots=True)
class Quote:
    """A block quote."""

    inside: list["Tree"] = field(default_factory=list)


Tree = Quote | ListOf | int
"""A container, or the number of a block."""


def tree_of(blocks: Sequence[Block]) -> list[Tree]:
    """Put blocks, by their numbers, into their containers."""
    root: list[Tree] = []
    for number, block in enumerate(blocks):
        inside = root
        within: ListOf | None = None
        for container in block.containers:
            if container.kind is ContainerKind.QUOTE:
                inside, within = _quote(inside), None
            else:
                within = _list(inside, container)
                inside = within.items[-1].inside
        if within is not None and _is_loose(within, block):
            within.tight = False
        inside.append(number)
    return root


def _quote(inside: list[Tree]) -> list[Tree]:
    last = inside[-1] if inside else None
    if not isinstance(last, Quote):
        last = Quote()
        inside.append(last)
    return last.inside


def _list(inside: list[Tree], container: Container) -> ListOf:
    """The list that a block of an item belongs to; its last item is the block's."""
    last = inside[-1] if inside else None
    marker = container.marker.strip()
    if isinstance(last, ListOf) and not marker:
        return last
    if not isinstance(last, ListOf) or not last.takes(marker):
        last = ListOf(_number(marker))
        inside.append(last)
    last.items.append(Item())
    return last


def _number(marker: str) -> int | None:
    digits = marker.rstrip(".")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _is_loose(within: ListOf, block: Block) -> bool:
    """Whether a block stands apart from the one above it in its list."""
    first = len(within.items) == 1 and not within.items[0].inside
    return not first and not block.tight
