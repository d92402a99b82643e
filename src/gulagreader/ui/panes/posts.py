"""The list of posts: two lines each, painted from the catalogue's cards.

Above the posts stand the lists and the saved searches, a line each. The cursor's
number of the first post is 0; those of what stands above it are below 0, the last -1.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message

from gulagreader.domain.dates import display_date
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.listing import ListOrder, SmartList
from gulagreader.domain.posts import PostCard
from gulagreader.domain.searches import SavedSearch
from gulagreader.storage.card_columns import CardColumns
from gulagreader.storage.catalogue_window import CardWindow
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line
from gulagreader.ui.commands import Where, bindings
from gulagreader.ui.lines_view import LinesView
from gulagreader.ui.paint import shortened

if TYPE_CHECKING:
    from gulagreader.services.listing import ChosenCards

_LINES_EACH = 2


def _no_comments(_: PostCard) -> int:
    return 0


class _Numbers:
    """The places of posts in a list, by their ids."""

    def __init__(self, cards: Sequence[PostCard]) -> None:
        self._places = {card.id: number for number, card in enumerate(cards)}

    def number_of(self, post: str) -> int | None:
        """The place of a post in the list."""
        return self._places.get(post)

    def how_many_of(self, posts: frozenset[str]) -> int:
        """How many of some posts there are."""
        return len(self._places.keys() & posts)


class PostsPane(LinesView):
    """Lists posts, newest first, with what is read and what is not."""

    BINDINGS = bindings(Where.LIST)
    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "posts--title",
        "posts--unread",
        "posts--meta",
        "posts--open",
        "posts--cursor",
        "posts--heading",
        "posts--search",
        "posts--new",
        "posts--marked",
    }

    @dataclass
    class Opened(Message):
        """The reader asked for a post."""

        post: str
        """The post's id."""

    @dataclass
    class SearchOpened(Message):
        """The reader asked for a saved search."""

        search: SavedSearch

    @dataclass
    class SearchDropped(Message):
        """The reader does not want a saved search any more."""

        search: SavedSearch

    @dataclass
    class ListOpened(Message):
        """The reader asked for a list."""

        chosen: SmartList

    @dataclass
    class ListDropped(Message):
        """The reader does not want a list any more."""

        dropped: SmartList

    @dataclass
    class Marked(Message):
        """The reader began to mark rows, or ended it."""

        count: int
        goes_on: bool
        """Whether the rows that the cursor goes over are being marked."""

    @dataclass
    class Moved(Message):
        """The cursor went to another post."""

        post: str
        """The post's id."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.cards: Sequence[PostCard] = ()
        self.searches: tuple[SavedSearch, ...] = ()
        self.lists: tuple[tuple[SmartList, int], ...] = ()
        """Lists with how many posts they hold."""
        self.order = ListOrder.NEWEST
        """What the list is sorted by, to be told in its title."""
        self.new_comments: Callable[[PostCard], int] = _no_comments
        """How many comments came under a post since it was left."""
        self.marked: set[str] = set()
        """The ids of the rows that the reader marked, but for those just being."""
        self._anchor: int | None = None
        self._heads: tuple[str | SmartList | SavedSearch, ...] = ()
        self._choices: tuple[int, ...] = ()
        self._unread: int | None = None
        self._numbers: _Numbers | CardWindow | CardColumns | ChosenCards = _Numbers(())
        self._read: frozenset[str] = frozenset()
        self._starred: frozenset[str] = frozenset()
        self._open: str | None = None
        self._placed: tuple[int, str] | None = None
        """Where the cursor was put in the list, and on which post."""
        self.cursor = 0
        self.empty_text = "No posts yet"
        self.filter = ""
        """What the list was narrowed to, to be told in its title."""

    def show_cards(
        self,
        cards: Sequence[PostCard],
        read: frozenset[str],
        starred: frozenset[str],
        open_post: str | None,
        unread: int | None = None,
    ) -> None:
        """Show other cards, the cursor on the post it was on if that is there.

        ``unread`` says how many of them are; None where that is to be counted.
        """
        self._unread = unread
        under = self.under_cursor
        number, line = self.cursor, self._line_of(self.cursor) - self.top
        if cards is not self.cards:
            self.cards = cards
            self._anchor = None
            known = hasattr(cards, "number_of") and hasattr(cards, "how_many_of")
            self._numbers = cast("ChosenCards", cards) if known else _Numbers(cards)
        self._read, self._starred, self._open = read, starred, open_post
        kept = under.id if under is not None else open_post
        if self._placed is not None and self._placed[0] == number:
            # A list that is still being made may have another post there by now.
            kept = self._placed[1]
        last = max(0, len(self.cards) - 1)
        if self.cursor >= 0:
            at = self._numbers.number_of(kept) if kept else None
            self.cursor = min(self.cursor, last) if at is None else at
            self._placed = (at, kept) if at is not None and kept else None
        self._fit_height()
        if self.cursor != number:
            # The cursor stays on its screen line, so that the eye need not look for it.
            self.go_to(self._line_of(self.cursor) - line)
            self._put_cursor(self.cursor)
        self._say_how_many()
        self.repaint()

    def show_above(
        self,
        searches: tuple[SavedSearch, ...],
        lists: tuple[tuple[SmartList, int], ...] = (),
    ) -> None:
        """Show lists and saved searches above the posts; what is read keeps its place.

        The cursor stays on the list or search that it is on, if that is still there.
        """
        if (searches, lists) == (self.searches, self.lists):
            return
        line = self._line_of(self.cursor) - self.top
        here = self.list_under_cursor or self.search_under_cursor
        self.searches, self.lists = searches, lists
        above: list[str | SmartList | SavedSearch] = []
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
        self._fit_height()
        self.go_to(self._line_of(self.cursor) - line)
        self._put_cursor(self.cursor)
        self.repaint()

    @property
    def _head(self) -> int:
        """Lines above the first post: headings, lists and searches."""
        return len(self._heads)

    def _line_of(self, number: int) -> int:
        """The first line of a post, or the line of a list or a saved search."""
        if number < 0:
            return self._choices[number]
        return self._head + number * _LINES_EACH

    def _number_at(self, y: int) -> int | None:
        """What stands on a line; None for a heading and below the last post."""
        if y >= self._head:
            number = (y - self._head) // _LINES_EACH
            return number if number < len(self.cards) else None
        if y not in self._choices:
            return None
        return self._choices.index(y) - len(self._choices)

    def _fit_height(self) -> None:
        self.set_height(self._head + max(1, len(self.cards)) * _LINES_EACH)

    def mark_open(self, post: str | None) -> None:
        """Show which post is open, with the cursor on it."""
        self._open = post
        at = self._numbers.number_of(post) if post else None
        if at is not None:
            self._put_cursor(at)
        self.repaint()

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
    def _row_under_cursor(self) -> str | SmartList | SavedSearch | None:
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

    def _say_how_many(self) -> None:
        unread = self._unread
        if unread is None:
            unread = len(self.cards) - self._numbers.how_many_of(self._read)
        marked = self.how_many_marked
        more = (
            f", {marked:,} marked" if marked else "",
            f", {unread} unread" if unread else "",
            f", {self.order.words}" if self.order is not ListOrder.NEWEST else "",
        )
        only = f" with “{self.filter}”" if self.filter else ""
        self.border_title = Content(f"Posts {len(self.cards)}{only}{''.join(more)}")

    # Rows that are marked, to do something with all of them

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

    def action_mark(self) -> None:
        """Begin to mark rows, from this one to where the cursor goes, or end it."""
        if self._anchor is not None:
            self.marked.update(self.marked_posts())
            self._anchor = None
        elif self.under_cursor is not None:
            self._anchor = self.cursor
        self._say_how_many()
        self.repaint()
        self.post_message(self.Marked(self.how_many_marked, self._anchor is not None))

    def unmark(self) -> bool:
        """Mark no row any more; False where none was."""
        had = bool(self.marked) or self._anchor is not None
        self.marked, self._anchor = set(), None
        if had:
            self._say_how_many()
            self.repaint()
        return had

    def _is_marked(self, number: int) -> bool:
        return number in self._range() or self.cards[number].id in self.marked

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width, the cursor in view."""
        self._fit_height()
        self.repaint()
        self._put_cursor(self.cursor)

    def line_look(self, y: int) -> tuple[str, ...]:
        """The cursor's bar, and a marked row's, reach to the end of their lines."""
        number = self._number_at(y)
        marked = number is not None and number >= 0 and self._is_marked(number)
        looks = ("posts--marked",) if marked else ()
        return (*looks, "posts--cursor") if number == self.cursor else looks

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a saved search, a title, or the line below it."""
        if y < self._head:
            return self._above(y)
        number, part = divmod(y - self._head, _LINES_EACH)
        if not self.cards:
            text = self.empty_text if y == self._head else ""
            return [Segment(f" {text}", self.style_of(("posts--meta",)))]
        card = self.cards[number]
        looks = self.line_look(y)
        if part == 0:
            return self._title(card, looks, marked=self._is_marked(number))
        return self._meta(card, looks)

    def _above(self, y: int) -> list[Segment]:
        """Paint a heading, a list with its count, or a search with what it asks."""
        search, looks = self._heads[y], self.line_look(y)
        if isinstance(search, str):
            return [Segment(f" {search}", self.style_of(("posts--heading",)))]
        if isinstance(search, SmartList):
            return self._list(search, looks)
        name = shortened(f" » {clean_line(search.name)}", max(1, self.text_width - 1))
        room = max(0, self.text_width - cell_len(name) - 3)
        asks = shortened(f"  {clean_line(search.query)}", room) if room > 4 else ""
        asks = "" if search.query == search.name else asks
        return [
            Segment(name, self.style_of((*looks, "posts--search"))),
            Segment(asks, self.style_of((*looks, "posts--meta"))),
        ]

    def _list(self, one: SmartList, looks: tuple[str, ...]) -> list[Segment]:
        count = f" {dict(self.lists).get(one, 0):,} "
        room = max(1, self.text_width - cell_len(count))
        name = shortened(f" ≡ {clean_line(one.name)}", room)
        gap = " " * (room - cell_len(name))
        return [
            Segment(name + gap, self.style_of((*looks, "posts--search"))),
            Segment(count, self.style_of((*looks, "posts--meta"))),
        ]

    def _meta(self, card: PostCard, looks: tuple[str, ...]) -> list[Segment]:
        """Date and author, and at the right edge how many comments there are."""
        new = self.new_comments(card)
        fresh = f"+{new} " if new else ""
        left = self._meta_words(card, self.text_width - len(fresh))
        meta = Segment(left, self.style_of((*looks, "posts--meta")))
        return [meta, Segment(fresh, self.style_of((*looks, "posts--new")))]

    @staticmethod
    def _meta_words(card: PostCard, width: int) -> str:
        words = [display_date(card.date), card.author or "unknown author"]
        left = "   " + " · ".join(word for word in words if word)
        right = f"{card.comments} comment{'s' * (card.comments != 1)} "
        room = width - cell_len(left)
        if not card.comments:
            right = ""
        elif room <= len(right):
            right = f"{card.comments} "
        left = shortened(left, max(0, width - len(right) - 1))
        return left + " " * (width - cell_len(left) - len(right)) + right

    def _title(
        self, card: PostCard, looks: tuple[str, ...], *, marked: bool
    ) -> list[Segment]:
        unread = card.id not in self._read
        dot = "●" if unread else " "
        star = "★ " if card.id in self._starred else ""
        look = "posts--unread" if unread else "posts--title"
        own = (look, "posts--open") if card.id == self._open else (look,)
        room = max(1, self.text_width - 3)
        return [
            Segment(
                f"{'✓' if marked else ' '}{dot} ",
                self.style_of((*looks, "posts--unread")),
            ),
            Segment(shortened(star + card.title, room), self.style_of((*looks, *own))),
        ]

    def _put_cursor(self, number: int) -> None:
        before = self.cursor
        last = len(self.cards) - 1
        # A range of marked rows holds posts only.
        least = -len(self._choices) if self._anchor is None else 0
        self.cursor = max(least, min(number, max(0, last)))
        if self._anchor is not None and before != self.cursor:
            self._say_how_many()
            self.repaint()
        for row in {before, self.cursor}:
            lines = _LINES_EACH if row >= 0 else 1
            self.repaint_lines(self._line_of(row), lines)
        first = self._line_of(self.cursor)
        # What stands above the first comes into view with it, if there is room.
        whole = self._head if self._head < self.text_height // 2 else 1
        above = {-len(self._choices): first, 0: min(whole, self._head)}
        top = first - above.get(self.cursor, 0)
        self.bring_into_view(top, first + (_LINES_EACH if self.cursor >= 0 else 1) - 1)
        card = self.under_cursor
        if card is not None and before != self.cursor:
            self.post_message(self.Moved(card.id))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the post clicked on, and open it."""
        content = event.get_content_offset(self)
        number = self._number_at(content.y + self.top) if content else None
        if number is not None:
            self._put_cursor(number)
            self.action_open()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._put_cursor(self.cursor + step)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self._put_cursor(
            self.cursor + direction * max(1, self.text_height // _LINES_EACH - 1)
        )

    def action_half_page(self, direction: int) -> None:
        """Move the cursor by half a page."""
        self._put_cursor(
            self.cursor + direction * max(1, self.text_height // _LINES_EACH // 2)
        )

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the top of the list, or to the last post."""
        self._put_cursor(-len(self._choices) if direction < 0 else len(self.cards) - 1)

    def go_to_first(self) -> None:
        """Put the cursor on the first post."""
        self._put_cursor(0)

    def action_open(self) -> None:
        """Ask for the post, the list or the saved search under the cursor."""
        card, search = self.under_cursor, self.search_under_cursor
        chosen = self.list_under_cursor
        if card is not None:
            self.post_message(self.Opened(card.id))
        elif search is not None:
            self.post_message(self.SearchOpened(search))
        elif chosen is not None:
            self.post_message(self.ListOpened(chosen))

    async def action_leave(self) -> None:
        """Quit: the list is what all else goes back to."""
        await self.app.run_action("leave", self.screen)

    def action_drop_search(self) -> None:
        """Remove the saved search, or the list, under the cursor."""
        search, chosen = self.search_under_cursor, self.list_under_cursor
        if search is not None:
            self.post_message(self.SearchDropped(search))
        elif chosen is not None:
            self.post_message(self.ListDropped(chosen))
