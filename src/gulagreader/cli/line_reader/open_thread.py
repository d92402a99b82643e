"""The comments under the open post: which of them are read, and in which order."""

from bisect import bisect_left

from gulagreader.domain.arranging import Arrangement, TimeOrder, arranged, by_time
from gulagreader.domain.comments import Thread
from gulagreader.domain.folding import NOTHING_FOLDED, Folded
from gulagreader.domain.narrowing import Narrowing, narrowed

_MadeOf = tuple[Folded, TimeOrder | None, Narrowing | None]


class OpenThread:
    """A thread in an order, with its folds, and perhaps narrowed to some comments.

    Narrowed, only those comments are read one after another; those above them are said
    in a line each, where they were not said before.
    """

    def __init__(
        self, thread: Thread, *, flat: bool = False, folded: Folded = NOTHING_FOLDED
    ) -> None:
        self.thread = thread
        self.folded = folded
        """The ids of the folded comments."""
        self.narrowing: Narrowing | None = None
        self.narrowed_by = ""
        """What the comments are that it is narrowed to, behind their number."""
        self._order: TimeOrder | None = None
        self._kept: tuple[_MadeOf, Arrangement] | None = None
        self.put_in_order(flat=flat)

    # How it is read

    @property
    def is_flat(self) -> bool:
        """Whether it is read in the order of time, and not as a tree."""
        return self._order is not None

    def put_in_order(self, *, flat: bool) -> None:
        """Read it in the order of time, or as a tree."""
        self._order = by_time(self.thread) if flat else None

    def narrow(self, rows: frozenset[int], narrowed_by: str) -> None:
        """Read some rows only; at least one."""
        self.narrowing, self.narrowed_by = narrowed(self.thread, rows), narrowed_by

    def widen(self) -> None:
        """Read all of it again, as it is folded."""
        self.narrowing, self.narrowed_by = None, ""

    @property
    def arrangement(self) -> Arrangement:
        """The rows that are there, those above others too."""
        made_of = (self.folded, self._order, self.narrowing)
        kept = self._kept
        # By identity: to compare threads would take longer than to arrange them.
        if kept is None or any(
            a is not b for a, b in zip(kept[0], made_of, strict=True)
        ):
            kept = (made_of, arranged(self.thread, *made_of))
            self._kept = kept
        return kept[1]

    @property
    def sequence(self) -> tuple[int, ...]:
        """The rows that are read one after another."""
        rows, narrowing = self.arrangement.shown, self.narrowing
        if narrowing is None or self.is_flat:
            return rows
        return tuple(sorted(narrowing.rows))

    # Where a row is

    def rank(self, row: int) -> int:
        """The number of a row in the order, of all rows."""
        return self._order.ranks[row] if self._order is not None else row

    def place(self, row: int) -> tuple[int, int] | None:
        """Which of how many rows it is that are read; None for another one."""
        sequence = self.sequence
        at = bisect_left(sequence, self.rank(row), key=self.rank)
        there = at < len(sequence) and sequence[at] == row
        return (at + 1, len(sequence)) if there else None

    def following(self, row: int | None) -> int | None:
        """The row that is read after another; the first one for None."""
        sequence = self.sequence
        at = 0
        if row is not None:
            at = bisect_left(sequence, self.rank(row) + 1, key=self.rank)
        return sequence[at] if at < len(sequence) else None

    def preceding(self, row: int) -> int | None:
        """The row that is read before another."""
        sequence = self.sequence
        at = bisect_left(sequence, self.rank(row), key=self.rank)
        return sequence[at - 1] if at else None

    def nearest(self, row: int) -> int:
        """A row if it is there, or the one that hides it or stands above it."""
        return self.arrangement.nearest(row)

    def holds(self, row: int) -> bool:
        """Whether a row is there itself."""
        return self.arrangement.holds(row)

    def is_folded(self, row: int) -> bool:
        """Whether a row is said in one line, and its replies not at all."""
        folded = self.thread.rows[row].comment.id in self.folded
        return self.narrowing is None and folded

    def leading_to(self, row: int) -> tuple[int, ...]:
        """The rows left out above a row that come after the one read before it."""
        if self.narrowing is None or self.is_flat:
            return ()
        before = self.preceding(row)
        return tuple(
            up
            for up in self.thread.ancestors(row)
            if up in self.narrowing.context and (before is None or up > before)
        )
