"""Comment threads: a flat list in reading order that knows its tree.

A thread is kept as rows in reading order (each comment directly above its
replies) with depth and number of descendants, so that folding, moving and
painting are arithmetic on a sequence. No comment is ever lost: a reply to an
unknown comment, to itself or to its own descendant is shown at the top level
with a note.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Literal

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.posts import NOTHING_ELSE

CommentKind = Literal["comment", "pingback", "trackback"]


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as its author left it. ``text`` is cleaned Markdown."""

    id: str
    text: str
    parent: str | None = None
    """The id of the comment it answers; None at the top level."""
    author: str | None = None
    date: str | None = None
    kind: CommentKind = "comment"
    extra: Mapping[str, object] = field(
        default_factory=lambda: NOTHING_ELSE, compare=False
    )
    """Keys of the file that this version does not know, kept to be written back."""
    url: str | None = None
    """Its permalink, where its source had one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A comment in its place in the thread."""

    comment: Comment
    depth: int
    """0 at the top level."""
    descendants: int
    """How many comments stand under it, at any depth."""
    parent: int | None
    """Index of the row it is shown under; None at the top level."""
    note: str | None = None
    """Why it stands at the top level although it names a parent."""


@dataclass(frozen=True)
class Thread:
    """The comments under one post, in reading order."""

    rows: tuple[Row, ...] = ()

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The row of each comment id (the first one where ids repeat)."""
        found: dict[str, int] = {}
        for number, row in enumerate(self.rows):
            found.setdefault(row.comment.id, number)
        return found

    def __len__(self) -> int:
        return len(self.rows)

    def comment(self, comment_id: str) -> Comment | None:
        """The comment of an id; None where the thread has none."""
        row = self.index.get(comment_id)
        return None if row is None else self.rows[row].comment

    def ancestors(self, number: int) -> tuple[int, ...]:
        """Rows above ``number`` in its branch, from the root down."""
        chain: list[int] = []
        parent = self.rows[number].parent
        while parent is not None:
            chain.append(parent)
            parent = self.rows[parent].parent
        return tuple(reversed(chain))

    def root(self, number: int) -> int:
        """The top-level row of the branch that holds ``number``."""
        chain = self.ancestors(number)
        return chain[0] if chain else number

    def sibling(self, number: int, step: int) -> int | None:
        """The next (``step`` 1) or previous (-1) row under the same parent."""
        row = self.rows[number]
        if step > 0:
            after = number + 1 + row.descendants
            if after < len(self.rows) and self.rows[after].depth == row.depth:
                return after
            return None
        candidate = number - 1
        while candidate >= 0 and self.rows[candidate].depth >= row.depth:
            if self.rows[candidate].depth == row.depth:
                return candidate
            candidate -= 1
        return None


def thread_of(comments: Iterable[Comment]) -> Thread:
    """Order comments as they are read and count what stands under each.

    Replies follow their parent in the order given. Runs in linear time and
    without recursion, so depth and size have no limit of their own.
    """
    given = tuple(comments)
    parents, notes = _parents(given)
    replies: list[list[int]] = [[] for _ in given]
    roots: list[int] = []
    for number, parent in enumerate(parents):
        (roots if parent is None else replies[parent]).append(number)
    return Thread(_rows(given, roots, replies, notes))


def _parents(given: Sequence[Comment]) -> tuple[list[int | None], list[str | None]]:
    """Find each comment's parent by id, cutting what cannot be a tree."""
    first: dict[str, int] = {}
    for number, comment in enumerate(given):
        first.setdefault(comment.id, number)
    parents: list[int | None] = []
    notes: list[str | None] = []
    for number, comment in enumerate(given):
        parent = first.get(comment.parent) if comment.parent else None
        note = None
        if comment.parent and parent is None:
            note = f"answers {comment.parent}, which is not in this thread"
        elif parent == number:
            parent, note = None, "is marked as an answer to itself"
        parents.append(parent)
        notes.append(note)
    _cut_cycles(parents, notes)
    return parents, notes


def _cut_cycles(parents: list[int | None], notes: list[str | None]) -> None:
    """Cut each ring of comments once, at the member reached first."""
    reaches_top = [False] * len(parents)
    for start in range(len(parents)):
        path: list[int] = []
        on_path: set[int] = set()
        at: int | None = start
        while at is not None and not reaches_top[at] and at not in on_path:
            path.append(at)
            on_path.add(at)
            at = parents[at]
        if at is not None and at in on_path:
            ring = path[path.index(at) :]
            top = min(ring)
            parents[top], notes[top] = None, "is marked as its own descendant"
        for member in path:
            reaches_top[member] = True


def _rows(
    given: Sequence[Comment],
    roots: Sequence[int],
    replies: Sequence[Sequence[int]],
    notes: Sequence[str | None],
) -> tuple[Row, ...]:
    order: list[tuple[int, int, int | None]] = []
    stack: list[tuple[int, int, int | None]] = [
        (number, 0, None) for number in reversed(roots)
    ]
    while stack:
        number, depth, parent = stack.pop()
        place = len(order)
        order.append((number, depth, parent))
        stack.extend((reply, depth + 1, place) for reply in reversed(replies[number]))
    descendants = [0] * len(order)
    for place in range(len(order) - 1, -1, -1):
        parent = order[place][2]
        if parent is not None:
            descendants[parent] += descendants[place] + 1
    return tuple(
        Row(given[number], depth, descendants[place], parent, notes[number])
        for place, (number, depth, parent) in enumerate(order)
    )
