"""What stands left of a block's text: the bars of quotes, bullets and numbers."""

from gulagreader.text.blocks import Block, BlockKind, Container, ContainerKind

LEAST_TEXT = 8
"""Cells that containers leave for the text, where the page has them."""


class Prefixes:
    """What stands left of the text of a block."""

    def __init__(self, width: int, *, ascii_only: bool) -> None:
        self.width = width
        self.ascii = ascii_only
        self.bar = "| " if ascii_only else "▌ "
        self.caption = "[image] " if ascii_only else "▣ "
        self.made: dict[tuple[Container, ...], tuple[str, str]] = {}

    def of(self, block: Block) -> tuple[str, str]:
        """The prefix of a block's first line, and of its other lines."""
        head, rest = self._containers(block.containers)
        own = self._own(block)
        if not own or len(rest) + len(own) > self._most():
            return head, rest
        if block.kind is BlockKind.CODE:
            return head + own, rest + own
        return head + own, rest + " " * len(own)

    def _own(self, block: Block) -> str:
        match block.kind:
            case BlockKind.CODE:
                return "  "
            case BlockKind.IMAGE:
                return self.caption
            case BlockKind.HEADING if self.ascii:
                return "#" * block.level + " "
            case _:
                return ""

    def _most(self) -> int:
        return max(0, self.width - min(LEAST_TEXT, self.width))

    def _containers(self, containers: tuple[Container, ...]) -> tuple[str, str]:
        made = self.made.get(containers)
        if made is None:
            kept = _that_fit(containers, self._most())
            head = "".join(self._first(container) for container in kept)
            rest = "".join(self._later(container) for container in kept)
            made = self.made[containers] = (head, rest)
        return made

    def _first(self, container: Container) -> str:
        if container.kind is ContainerKind.QUOTE:
            return self.bar
        marker = "*" if self.ascii and container.marker == "•" else container.marker
        return marker.ljust(container.indent)

    def _later(self, container: Container) -> str:
        if container.kind is ContainerKind.QUOTE:
            return self.bar
        return " " * container.indent

    def between(self, above: Block, below: Block) -> str:
        """The prefix of the blank line between two blocks: the bars of both."""
        if not above.containers or not below.containers:
            return ""
        shared = 0
        for one, other in zip(above.containers, below.containers, strict=False):
            if one.kind is not other.kind or one.indent != other.indent:
                break
            if other.marker:
                break
            shared += 1
        _, prefix = self._containers(above.containers[:shared])
        return prefix.rstrip()


def _that_fit(containers: tuple[Container, ...], most: int) -> tuple[Container, ...]:
    """The innermost containers whose indentation leaves room for the text."""
    kept: list[Container] = []
    taken = 0
    for container in reversed(containers):
        taken += container.indent
        if taken > most:
            break
        kept.append(container)
    return tuple(reversed(kept))
