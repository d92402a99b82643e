"""The cards of a library in a few arrays, of a hundred thousand in twenty megabytes.

As objects they take three times as much. A card is made when it is asked for, which
takes a few microseconds, and forgotten again.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import eq
from pathlib import Path
from typing import TYPE_CHECKING, overload

from gulagreader.domain.posts import PostCard
from gulagreader.storage.set_aside import SetAside, let_go
from gulagreader.text.digests import blake2b

if TYPE_CHECKING:
    import mmap

_LET_GO_AFTER = 2_000
"""Cards after which the system may have the memory of those that were put aside."""
_ANYWHERE = 100
"""So many read in a row bring as much into memory as one that is looked up."""
_PARTS = "\x1f"
"""Parts the fields of a card; no cleaned text holds it."""
_TAGS = "\x1e"
_NONE = "\x1d"
"""Stands for an author or a date that is not known."""


class CardColumns(Sequence[PostCard]):
    """Cards in an order of their own, found by number or by id."""

    def __init__(
        self, cards: Iterable[tuple[int, PostCard]] = (), aside: Path | None = None
    ) -> None:
        """Take cards with their ranks; the smaller rank stands first, else as given.

        Many texts are put aside in a file that has no name, in the folder ``aside``.
        """
        self._text: bytearray | mmap.mmap = bytearray()
        self._ends = array("L")
        self._counts = array("I")
        self._asked = 0
        ranks = array("q")
        with SetAside(aside) as out:
            for rank, card in cards:
                out.write(self._put(card))
                ranks.append(rank)
            self._text = out.held()
        self._order = array("I", sorted(range(len(ranks)), key=ranks.__getitem__))
        self._by_hash()

    def _put(self, card: PostCard) -> bytes:
        fields = (
            card.id,
            card.title,
            _NONE if card.author is None else card.author,
            _NONE if card.date is None else card.date,
            _TAGS.join(card.tags),
            card.file,
            _NONE if card.last_comment is None else card.last_comment,
            card.months,
        )
        text = _PARTS.join(fields).encode("utf-8", "surrogatepass")
        self._ends.append((self._ends[-1] if self._ends else 0) + len(text))
        self._counts.extend((card.comments, card.words))
        return text

    def _by_hash(self) -> None:
        """Put the numbers of the cards in the order of their ids' hashes."""
        hashes = [_hash(self._id(at)) for at in self._order]
        numbers = sorted(range(len(hashes)), key=hashes.__getitem__)
        self._numbers = array("I", numbers)
        self._hashes = array("Q", [hashes[number] for number in numbers])
        let_go(self._text)

    def _was_read(self, weight: int) -> None:
        self._asked += weight
        if self._asked >= _LET_GO_AFTER:
            self._asked = 0
            let_go(self._text)

    def _raw(self, at: int) -> bytes:
        self._was_read(1)
        start = self._ends[at - 1] if at else 0
        return bytes(self._text[start : self._ends[at]])

    def _id(self, at: int) -> str:
        start = self._ends[at - 1] if at else 0
        end = self._text.find(_PARTS.encode(), start)
        return self._text[start:end].decode("utf-8", "surrogatepass")

    def _card(self, at: int) -> PostCard:
        parts = self._raw(at).decode("utf-8", "surrogatepass").split(_PARTS)
        identity, title, author, date, tags, file, last, months = parts
        return PostCard(
            identity,
            title,
            None if author == _NONE else author,
            None if date == _NONE else date,
            tuple(tags.split(_TAGS)) if tags else (),
            self._counts[2 * at],
            file,
            self._counts[2 * at + 1],
            None if last == _NONE else last,
            months,
        )

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, number: int) -> PostCard: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[PostCard]: ...

    def __getitem__(self, number: int | slice) -> PostCard | Sequence[PostCard]:
        if isinstance(number, slice):
            return [self._card(at) for at in self._order[number]]
        return self._card(self._order[number])

    def __iter__(self) -> Iterator[PostCard]:
        return map(self._card, self._order)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence):
            return len(self) == len(other) and all(map(eq, self, other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # may be large, and is no key

    def ids(self) -> Iterator[str]:
        """The ids of all cards, in their order; quicker than the cards themselves."""
        return map(self._id, self._order)

    def number_of(self, post: str) -> int | None:
        """The place of the card with an id; None where there is none."""
        # Here and there, each look brings more into memory than a card.
        self._was_read(_ANYWHERE)
        wanted = _hash(post)
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            if self._id(self._order[self._numbers[at]]) == post:
                return int(self._numbers[at])
            at += 1
        return None

    def how_many_of(self, posts: Iterable[str]) -> int:
        """How many of the ids are those of cards here."""
        return sum(self.number_of(post) is not None for post in posts)


def _hash(post: str) -> int:
    digest = blake2b(post.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
