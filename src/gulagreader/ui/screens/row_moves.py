"""The moves through rows: those of each screen that lists something."""

from abc import abstractmethod
from typing import Protocol


class Moved(Protocol):
    """Rows that a cursor moves through."""

    def move(self, step: int) -> None:
        """Go to another row."""

    def turn(self, direction: int, share: int = 1) -> None:
        """Go on by a page, or by the ``share``-th part of one."""

    def edge(self, direction: int) -> None:
        """Go to the first row or the last."""


class RowMoves:
    """The part of a screen that moves the cursor of what has the keys."""

    @property
    @abstractmethod
    def moved(self) -> Moved:
        """The rows that the keys move through."""

    def action_move(self, step: int) -> None:
        """Move to another row."""
        self.moved.move(step)

    def action_turn(self, direction: int, share: int = 1) -> None:
        """Move by a page, or by a part of it."""
        self.moved.turn(direction, share)

    def action_edge(self, direction: int) -> None:
        """Move to the first row or the last."""
        self.moved.edge(direction)
