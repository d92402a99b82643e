"""The looks laid over a text, in layers: each subject has its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum

from gulagreader.ui.looks.paint import Overlay

BlockOverlays = Mapping[int, Sequence[Overlay]]
"""For the number of a block the looks laid over it."""
RowOverlays = Callable[[int], BlockOverlays]
"""The same of the comment in a row, asked for when it is painted."""


class Layer(IntEnum):
    """Whose looks they are, from the lowest layer to the highest."""

    QUOTED = 1
    """What the text quotes and cites."""
    TAKEN_UP = 2
    """What others took up of it."""
    NOTED = 3
    """What the reader highlighted."""
    NARROWED = 4
    """What the thread is narrowed to."""
    FOUND = 5
    """What is sought."""
    CHOSEN = 6
    """What the keys act on: the passage under the cursor, a stretch being selected."""


class PageLayers:
    """The layers over one text."""

    def __init__(self) -> None:
        self._layers: dict[Layer, BlockOverlays] = {}

    def lay(self, layer: Layer, overlays: BlockOverlays) -> bool:
        """Lay looks in place of those that the layer had; False for the same again."""
        before = self._layers.get(layer, {})
        self._layers[layer] = dict(overlays)
        return before != self._layers[layer]

    def clear(self) -> None:
        """Take all layers off, because another text is shown."""
        self._layers.clear()

    def over(self, block: int) -> Iterator[Overlay]:
        """The looks over a block, the lowest layer's first."""
        for layer in sorted(self._layers):
            yield from self._layers[layer].get(block, ())


class ThreadLayers:
    """The layers over the comments of a thread; what a row has is asked for once."""

    def __init__(self) -> None:
        self._layers: dict[Layer, RowOverlays] = {}
        self._known: dict[int, list[BlockOverlays]] = {}

    def lay(self, layer: Layer, overlays: RowOverlays | None) -> bool:
        """Lay looks in place of those that the layer had; None takes it off.

        Gives False where there was none to take off.
        """
        if overlays is None:
            changed = self._layers.pop(layer, None) is not None
        else:
            self._layers[layer] = overlays
            changed = True
        self._known.clear()
        return changed

    def clear(self) -> None:
        """Take all layers off, because another thread is shown."""
        self._layers.clear()
        self._known.clear()

    def over(self, row: int, block: int) -> Iterator[Overlay]:
        """The looks over a block of a comment, the lowest layer's first."""
        known = self._known.get(row)
        if known is None:
            known = [self._layers[layer](row) for layer in sorted(self._layers)]
            self._known[row] = known
        for overlays in known:
            yield from overlays.get(block, ())
