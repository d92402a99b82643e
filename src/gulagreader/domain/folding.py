"""Folding a thread: which comments are shown, and where the reader stays.

Folded is a frozen set of comment ids; a folded comment shows its first line
and hides its text and all its descendants. Every function is pure.
"""

from bisect import bisect_right
from collections.abc import Sequence

from gulagreader.domain.comments import Thread

Folded = frozenset[str]
NOTHING_FOLDED: Folded = frozenset()


def visible(thread: Thread, folded: Folded) -> tuple[int, ...]:
    """Row numbers that no folded ancestor hides, in reading order."""
    if not folded:
        return tuple(range(len(thread.rows)))
    shown: list[int] = []
    rows = thread.rows
    number = 0
    while number < len(rows):
        shown.append(number)
        row = rows[number]
        number += 1 + (row.descendants if row.comment.id in folded else 0)
    return tuple(shown)


def nearest_visible(shown: Sequence[int], number: int) -> int:
    """Position in ``shown`` of a row, or of the ancestor that hides it.

    ``shown`` must not be empty. The nearest row shown at or above a hidden row
    is its folded ancestor, because rows stand in reading order.
    """
    return max(0, bisect_right(shown, number) - 1)


def with_branch_open(thread: Thread, folded: Folded, number: int) -> Folded:
    """Unfold a row and every ancestor, so that the comment is seen whole."""
    ids = {thread.rows[up].comment.id for up in (*thread.ancestors(number), number)}
    return folded - ids


def toggled(folded: Folded, comment: str) -> Folded:
    """Fold what is unfolded and the other way round."""
    return folded ^ {comment}


def folded_below(thread: Thread, depth: int) -> Folded:
    """Fold so that comments deeper than ``depth`` are hidden."""
    return frozenset(
        row.comment.id for row in thread.rows if row.depth == depth and row.descendants
    )


def all_folded(thread: Thread) -> Folded:
    """Fold every comment at the top level, replies or none."""
    return frozenset(row.comment.id for row in thread.rows if row.depth == 0)


def shown_depth(thread: Thread, folded: Folded) -> int:
    """The deepest level that is shown; -1 for an empty thread."""
    rows = thread.rows
    return max((rows[number].depth for number in visible(thread, folded)), default=-1)


def one_level_more(thread: Thread, folded: Folded) -> Folded:
    """Hide the deepest level that is shown; at the top, fold everything."""
    deepest = shown_depth(thread, folded)
    if deepest <= 0:
        return all_folded(thread)
    return folded_below(thread, deepest - 1)


def one_level_less(thread: Thread, folded: Folded) -> Folded:
    """Show one level more than is shown now."""
    deepest = max((row.depth for row in thread.rows), default=0)
    top = folded_below(thread, 0)
    if folded == all_folded(thread) != top:
        return top
    level = shown_depth(thread, folded) + 1
    return NOTHING_FOLDED if level >= deepest else folded_below(thread, level)
