"""The list of posts: narrowed by the query language, put in order, counted.

One way for both faces. A list of a hundred thousand is taken in in slices; until that
is done an answer holds what was found so far and says so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from time import monotonic
from typing import overload

import numpy as np

from gulagreader.domain.listing import ListOrder
from gulagreader.domain.posts import PostCard
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Part
from gulagreader.services.card_facts import CardFacts, Flags, Numbers
from gulagreader.services.card_filter import CardFilter, needs_words
from gulagreader.services.matching import askable
from gulagreader.services.states import ReaderStates
from gulagreader.storage.card_columns import CardColumns

_SLICE = 200
"""Cards taken in between two looks at the clock."""
NO_POSTS: frozenset[str] = frozenset()


class ChosenCards(Sequence[PostCard]):
    """Some of the cards, in an order of their own; made when they are asked for."""

    def __init__(
        self,
        cards: Sequence[PostCard],
        numbers: Numbers,
        place_of: Callable[[str], int | None],
    ) -> None:
        self._cards, self._place_of = cards, place_of
        self.numbers = numbers
        """Of the cards, in the order of this list."""
        self._places: Numbers | None = None

    def __len__(self) -> int:
        return int(self.numbers.size)

    @overload
    def __getitem__(self, number: int) -> PostCard: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[PostCard]: ...

    def __getitem__(self, number: int | slice) -> PostCard | Sequence[PostCard]:
        if isinstance(number, slice):
            return [self._cards[at] for at in self.numbers[number].tolist()]
        return self._cards[int(self.numbers[number])]

    def __iter__(self) -> Iterator[PostCard]:
        return map(self._cards.__getitem__, self.numbers.tolist())

    def number_of(self, post: str) -> int | None:
        """The place of a post in this list, by its id."""
        at = self._place_of(post)
        if at is None:
            return None
        if self._places is None:
            self._places = np.full(len(self._cards), -1)
            self._places[self.numbers] = np.arange(self.numbers.size)
        place = int(self._places[at])
        return None if place < 0 else place

    def how_many_of(self, posts: Iterable[str]) -> int:
        """How many of the posts are in this list, by their ids."""
        return sum(self.number_of(post) is not None for post in posts)

    def ids(self) -> list[str]:
        """The ids in the order of this list."""
        if isinstance(self._cards, CardColumns):
            every = list(self._cards.ids())
            return [every[at] for at in self.numbers.tolist()]
        return [card.id for card in self]


@dataclass(frozen=True, slots=True)
class Listed:
    """An answer."""

    cards: ChosenCards
    notes: tuple[str, ...] = ()
    """What of the query was not understood, and how it was read."""
    is_whole: bool = True
    """Whether all cards were looked at; else there may be more."""


class Listing:
    """The posts of a library as a list. Use it from one thread only."""

    def __init__(
        self,
        states: ReaderStates,
        noted: Callable[[], AbstractSet[str]] = lambda: NO_POSTS,
    ) -> None:
        """Take what the reader did, and which posts have notes."""
        self._states, self._noted = states, noted
        self.take(())

    def take(self, cards: Sequence[PostCard]) -> None:
        """List other cards from now on."""
        self.cards = cards
        known = self._states.known_posts()
        # Cards are not many where they are no columns: found by a look at each.
        self._by_id: Mapping[str, int] | None = None
        if not isinstance(cards, CardColumns):
            self._by_id = {card.id: number for number, card in enumerate(cards)}
        self._facts = CardFacts(cards, known)
        marks = _Marks(self._facts, self._states, self._noted, self.place_of)
        self._marks = marks
        self._filter = CardFilter(cards, self._facts, marks)

    def place_of(self, post: str) -> int | None:
        """The number of a post's card among those that were taken."""
        if self._by_id is not None:
            return self._by_id.get(post)
        assert isinstance(self.cards, CardColumns)
        return self.cards.number_of(post)

    def grow(self, seconds: float, *, words: bool) -> bool:
        """Take in more cards for so long, their ``words`` too; True once all are."""
        until = monotonic() + seconds
        growing = (self._facts, self._filter.words) if words else (self._facts,)
        for one in growing:
            while not one.is_whole:
                if monotonic() >= until:
                    return False
                one.grow(_SLICE)
        return True

    @property
    def is_counted(self) -> bool:
        """Whether all cards are taken in, if not their words."""
        return self._facts.is_whole

    def finish(self, *, words: bool) -> None:
        """Take in all that is left."""
        while not self.grow(1.0, words=words):
            pass

    def listed(
        self, text: str, order: ListOrder = ListOrder.NEWEST, *, typing: bool = False
    ) -> Listed:
        """The cards that fit a query, as far as they are taken in.

        Words need :meth:`grow` with ``words``, and so does the order of titles.
        """
        part, notes = self._part(text, typing=typing)
        worded = needs_words(part)
        numbers = self._filter.fitting(part)
        whole = self._facts.is_whole and (not worded or self._filter.words.is_whole)
        if self.can_order(order):
            numbers = self._filter.in_order(numbers, order)
        chosen = ChosenCards(self.cards, numbers, self.place_of)
        return Listed(chosen, notes, is_whole=whole)

    def can_order(self, order: ListOrder) -> bool:
        """Whether enough is taken in for an order."""
        if order is ListOrder.TITLE and not self._filter.words.is_whole:
            return False
        return order is ListOrder.NEWEST or self._facts.is_whole

    @staticmethod
    def _part(text: str, *, typing: bool) -> tuple[Part | None, tuple[str, ...]]:
        return askable(parse_query(text, typing=typing, listing=True), listing=True)

    def needs_words(self, text: str) -> bool:
        """Whether the words of cards are looked at to answer a query."""
        return needs_words(self._part(text, typing=True)[0])

    # Counts, of what is taken in

    def how_many(self, text: str) -> int:
        """How many cards fit a query."""
        part, _ = self._part(text, typing=False)
        return int(self._filter.fitting(part).size)

    def unread_among(self, cards: ChosenCards) -> int:
        """How many cards of a list are not read."""
        return int(np.count_nonzero(~self._marks.read[cards.numbers]))

    def months(self, cards: ChosenCards) -> Mapping[int, int]:
        """How many posts and comments each month has, in a list."""
        return self._facts.months(cards.numbers)

    def tags(self, cards: ChosenCards) -> Mapping[str, int]:
        """How many posts of a list have each tag."""
        return self._facts.tag_counts(cards.numbers)

    def authors(self, cards: ChosenCards) -> Mapping[str | None, int]:
        """How many posts of a list each author wrote; None is the unknown one."""
        return self._facts.author_counts(cards.numbers)

    def years(self, cards: ChosenCards) -> Mapping[int, int]:
        """How many posts of a list each year has."""
        return self._facts.year_counts(cards.numbers)


class _Marks:
    """What the reader's memory says of each card, kept as long as it says the same."""

    def __init__(
        self,
        facts: CardFacts,
        states: ReaderStates,
        noted: Callable[[], AbstractSet[str]],
        place_of: Callable[[str], int | None],
    ) -> None:
        self._facts, self._states = facts, states
        self._find_noted, self._place_of = noted, place_of
        self._flags: dict[str, tuple[AbstractSet[str], int, Flags]] = {}
        self._new: tuple[object, object, int, Numbers] | None = None

    @property
    def read(self) -> Flags:
        return self._of("read", self._states.read_posts())

    @property
    def starred(self) -> Flags:
        return self._of("starred", self._states.starred())

    @property
    def noted(self) -> Flags:
        return self._of("noted", self._find_noted())

    def _of(self, name: str, posts: AbstractSet[str]) -> Flags:
        """A flag for each card; only those that changed are looked up."""
        before, done, flags = self._flags.get(
            name, (NO_POSTS, self._facts.done, np.zeros(self._facts.done, np.bool_))
        )
        if done != self._facts.done:
            before, done = NO_POSTS, self._facts.done
            flags = np.zeros(done, np.bool_)
        if before is not posts:
            for changed, value in ((before - posts, False), (posts - before, True)):
                for post in changed:
                    at = self._place_of(post)
                    if at is not None and at < done:
                        flags[at] = value
        self._flags[name] = posts, done, flags
        return flags.copy()

    @property
    def new_comments(self) -> Numbers:
        read, seen = self._states.read_posts(), self._states.seen_threads()
        done = self._facts.done
        if self._new is not None:
            before_read, before_seen, before_done, counts = self._new
            if before_read is read and before_seen is seen and before_done == done:
                return counts
        counts = np.zeros(done, np.int64)
        comments = self._facts.comments
        for post, names in seen.items():
            # Of what is not read nothing is new: all is unread.
            at = self._place_of(post) if post in read else None
            if at is not None and at < done:
                counts[at] = max(0, int(comments[at]) - len(names))
        self._new = read, seen, done, counts
        return counts


def chosen_cards(
    cards: Sequence[PostCard],
    text: str,
    order: ListOrder = ListOrder.NEWEST,
    *,
    states: ReaderStates,
    noted: Callable[[], AbstractSet[str]] = lambda: NO_POSTS,
) -> Listed:
    """The cards that fit a query, in an order, and notes on how it was read.

    Plain words are looked for in title, author, date and tags, where they may be
    beginnings of words.
    """
    listing = Listing(states, noted)
    listing.take(cards)
    listing.finish(words=order is ListOrder.TITLE or listing.needs_words(text))
    return listing.listed(text, order)
