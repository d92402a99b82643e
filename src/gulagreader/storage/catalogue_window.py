"""The cards of a large library, read from its catalogue as they come into view.

A hundred thousand rows take a second to read. Until that is done in a thread, a list
needs to know how many there are, and to have those in view.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, overload

from gulagreader.domain.posts import PostCard
from gulagreader.storage.landmarks import Landmarks

INDEXES = (
    "CREATE INDEX IF NOT EXISTS listed ON posts (dated DESC, relative)"
    " WHERE id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS named ON posts (id)",
)
"""What the questions below need, to be answered in milliseconds."""
_BLOCK = 64
_BLOCKS_KEPT = 64
_ASKED_AT_ONCE = 500

_Row = tuple[Any, ...]
_GONE = PostCard("", "…", None, None, (), 0, "")


class CardWindow(Sequence[PostCard]):
    """The cards in the order of the list: newest first, undated last.

    Of two posts with one id each has it here, until all cards are known.
    """

    def __init__(
        self, connection: sqlite3.Connection, card_of: Callable[[_Row], PostCard]
    ) -> None:
        self._connection = connection
        self._card_of = card_of
        self._blocks: dict[int, list[PostCard]] = {}
        self._landmarks = Landmarks.of(connection)
        self._count: int = (
            self._one("SELECT count(*) FROM posts WHERE id IS NOT NULL")
            if self._landmarks is None
            else self._landmarks.count
        )

    @staticmethod
    def fits(connection: sqlite3.Connection) -> bool:
        """Whether a catalogue has what is needed here; older ones have not."""
        names = "SELECT count(*) FROM sqlite_master WHERE name IN ('listed', 'named')"
        return bool(connection.execute(names).fetchone()[0] == len(INDEXES))

    def _one(self, question: str, values: Sequence[object] = ()) -> Any:
        return self._connection.execute(question, values).fetchone()[0]

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> PostCard: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[PostCard]: ...

    def __getitem__(self, number: int | slice) -> PostCard | Sequence[PostCard]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        at = number + len(self) if number < 0 else number
        if not 0 <= at < len(self):
            raise IndexError(number)
        block, place = divmod(at, _BLOCK)
        return self._block(block)[place]

    def __iter__(self) -> Iterator[PostCard]:
        for number in range(len(self)):
            yield self[number]

    def _block(self, number: int) -> list[PostCard]:
        found = self._blocks.get(number)
        if found is None:
            if len(self._blocks) >= _BLOCKS_KEPT:
                self._blocks.clear()
            found = self._blocks[number] = self._read_block(number)
        return found

    def _read_block(self, number: int) -> list[PostCard]:
        if self._landmarks is not None:
            rows = self._landmarks.rows(number * _BLOCK, _BLOCK)
        else:
            rows = self._connection.execute(
                "SELECT * FROM posts WHERE id IS NOT NULL"
                " ORDER BY dated DESC, relative LIMIT ? OFFSET ?",
                (_BLOCK, number * _BLOCK),
            ).fetchall()
        cards = [self._card_of(row) for row in rows]
        # Another run may have taken posts out meanwhile; soon all is read anew.
        return cards + [_GONE] * (_BLOCK - len(cards))

    def number_of(self, post: str) -> int | None:
        """The place of a post in the list, by its id."""
        row = self._connection.execute(
            "SELECT dated, relative FROM posts WHERE id = ? ORDER BY relative LIMIT 1",
            (post,),
        ).fetchone()
        if row is None:
            return None
        dated, relative = row
        if self._landmarks is not None:
            return self._landmarks.number_of(dated, relative)
        before = "SELECT count(*) FROM posts WHERE id IS NOT NULL AND "
        if dated is None:
            older = "(dated IS NOT NULL OR relative < ?)"
            return int(self._one(before + older, (relative,)))
        same = self._one(before + "dated = ? AND relative < ?", (dated, relative))
        return int(same + self._one(before + "dated > ?", (dated,)))

    def how_many_of(self, posts: Iterable[str]) -> int:
        """How many of some posts there are, by their ids."""
        asked, found = list(posts), 0
        for at in range(0, len(asked), _ASKED_AT_ONCE):
            part = asked[at : at + _ASKED_AT_ONCE]
            marks = ", ".join("?" * len(part))
            question = f"SELECT count(*) FROM posts WHERE id IN ({marks})"  # noqa: S608 - marks only
            found += self._one(question, part)
        return found

    def close(self) -> None:
        """Let go of the catalogue's file."""
        self._connection.close()
