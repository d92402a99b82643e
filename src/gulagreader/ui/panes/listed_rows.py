"""What stands in the list of posts, on which lines, and which of it is marked.

Above the posts stand the lists and the saved searches, a line each. The cursor's
number of the first post is 0; those of what stands above it are below 0, the last -1.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gulagreader.domain.listing import SmartList
from gulagreader.domain.posts import PostCard
from gulagreader.domain.searches import SavedSearch
from gulagreader.storage.card_columns import CardColumns
from gulagreader.storage.catalogue_window import CardWindow

if TYPE_CHECKING:
    from gulagreader.services.listing import ChosenCards

LINES_EACH = 2
"""Of a post."""
Above = str | SmartList | SavedSearch
"""A heading, a list or a saved search."""


class Numbers:
    """The places of posts in a list, by their ids."""

    def __init__(self, cards: Sequence[PostCard]) -> None:
        self._places = {card.id: number for number, card in enumerate(cards)}

    def number_of(self, post: str) -> int | None:
        """The place of a post in the list."""
        return self._places.get(post)

    def how_many_of(self, posts: frozenset[str]) -> int:
        """How many of some posts there are."""
        return len(self._places.keys() & posts)


class ListedRows:
    """The part of the list that knows its rows; it paints nothing."""

    cards: Sequence[PostCard] = ()
    searches: tuple[SavedSearch, ...] = ()
    lists: tuple[tuple[SmartList, int], ...] = ()
    """Lists with how many posts they hold."""
    cursor = 0
    marked: set[str]
    """The ids of the rows that the reader marked, but for those just being."""
    _anchor: int | None = None
    _heads: tuple[Above, ...] = ()
    _choices: tuple[int, ...] = ()
    _numbers: "Numbers | CardWindow | CardColumns | ChosenCards" = Numbers(())
    _read: frozenset[str] = frozenset()

    @property
    def _head(self) -> int:
        """Lines above the first post: headings, lists and searches."""
        return len(self._heads)

    def _line_of(self, number: int) -> int:
        """The first line of a post, or the line of a list or a saved search."""
        if number < 0:
            return self._choices[number]
        return self._head + number * LINES_EACH

    def _number_at(self, y: int) -> int | None:
        """What stands on a line; None for a heading and below the last post."""
        if y >= self._head:
            number = (y - self._head) // LINES_EACH
            return number if number < len(self.cards) else None
        if y not in self._choices:
            return None
        return self._choices.index(y) - len(self._choices)

    def _put_above(
        self,
        searches: tuple[SavedSearch, ...],
        lists: tuple[tuple[SmartList, int], ...],
    ) -> None:
        """Take what stands above the posts; the cursor stays on it if it is on it."""
        here = self.list_under_cursor or self.search_under_cursor
        self.searches, self.lists = searches, lists
        above: list[Above] = []
        if lists:
            above += ["Lists", *(one for one, _ in lists)]
        if searches:
            above += ["Saved searches", *searches]
        self._heads = (*above, "Posts") if above else ()
        rows = enumerate(self._heads)
        self._choices = tuple(y for y, row in rows if not isinstance(row, str))
        if here is not None and here in self._heads:
            at = self._choices.index(self._heads.index(here))
            self.cursor = at - len(self._choices)
        self.cursor = max(self.cursor, -len(self._choices))

    @property
    def under_cursor(self) -> PostCard | None:
        """The card under the cursor; None in an empty list and above the posts."""
        there = 0 <= self.cursor < len(self.cards)
        return self.cards[self.cursor] if there else None

    @property
    def search_under_cursor(self) -> SavedSearch | None:
        """The saved search under the cursor; None on anything else."""
        row = self._row_under_cursor
        return row if isinstance(row, SavedSearch) else None

    @property
    def list_under_cursor(self) -> SmartList | None:
        """The list under the cursor; None on anything else."""
        row = self._row_under_cursor
        return row if isinstance(row, SmartList) else None

    @property
    def _row_under_cursor(self) -> Above | None:
        return self._heads[self._choices[self.cursor]] if self.cursor < 0 else None

    def step_from(self, post: str | None, step: int, *, unread: bool) -> str | None:
        """The id of the post before or after another in the list, if there is one."""
        beside = -1 if step > 0 else len(self.cards)
        here = self._numbers.number_of(post) if post else None
        at = (beside if here is None else here) + step
        while 0 <= at < len(self.cards):
            if not unread or self.cards[at].id not in self._read:
                return self.cards[at].id
            at += step
        return None

    def _range(self) -> range:
        if self._anchor is None or self.cursor < 0 or not self.cards:
            return range(0)
        low, high = sorted((self._anchor, self.cursor))
        return range(low, high + 1)

    @property
    def how_many_marked(self) -> int:
        """How many rows are marked."""
        fresh = self._range()
        if not self.marked:
            return len(fresh)
        return len(self.marked) + sum(
            self.cards[number].id not in self.marked for number in fresh
        )

    def marked_posts(self) -> tuple[str, ...]:
        """The ids of the marked rows, those just being marked included."""
        fresh = (self.cards[number].id for number in self._range())
        return tuple(dict.fromkeys((*self.marked, *fresh)))

    def _is_marked(self, number: int) -> bool:
        return number in self._range() or self.cards[number].id in self.marked
