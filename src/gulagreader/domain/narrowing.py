"""A thread narrowed to some of its comments, apart from what is folded.

Comments that answer a question stay, and the comments above them, one line each, so
that it is seen what they answer. The folds are left alone: they are as they were when
the narrowing is taken off.
"""

from collections.abc import Iterable
from dataclasses import replace

from gulagreader.domain.comments import Thread
from gulagreader.domain.late_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows of a thread are left, and which of them are one line each."""

    rows: frozenset[int]
    """What was asked for."""
    context: frozenset[int]
    """The rows above them that were not asked for."""
    closed: frozenset[int]
    """Rows shown as one line: the context, but for what the reader opened."""

    def toggled(self, row: int) -> "Narrowing":
        """Show a row whole, or as one line."""
        return replace(self, closed=self.closed ^ {row})

    def all_closed(self) -> "Narrowing":
        """Show one line of each row."""
        return replace(self, closed=self.rows | self.context)

    def all_open(self) -> "Narrowing":
        """Show every row whole."""
        return replace(self, closed=frozenset())


def narrowed(thread: Thread, rows: Iterable[int]) -> Narrowing:
    """Narrow a thread to some rows and what stands above them."""
    asked = frozenset(rows)
    context: set[int] = set()
    for row in asked:
        above = thread.rows[row].parent
        while above is not None and above not in asked and above not in context:
            context.add(above)
            above = thread.rows[above].parent
    return Narrowing(asked, frozenset(context), frozenset(context))


def rows_by(thread: Thread, author: str) -> frozenset[int]:
    """The rows of one author."""
    return frozenset(
        number for number, row in enumerate(thread.rows) if row.comment.author == author
    )
