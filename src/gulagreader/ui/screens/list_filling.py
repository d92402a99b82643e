"""The list of posts filled: narrowed, sorted, counted, with its lists above it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer

from gulagreader.domain.activity import Stretch, month_of
from gulagreader.domain.listing import BUILT_IN, ListOrder, SmartList
from gulagreader.domain.posts import PostCard
from gulagreader.services.wiring import Services
from gulagreader.storage.catalogue_window import CardWindow
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.month_strip import MonthStrip
from gulagreader.ui.screens.pane_sizes import PaneSizesScreen

if TYPE_CHECKING:
    # The first posts are on the screen before anybody counts them.
    from gulagreader.services.listing import ChosenCards, Listing

_AT_ONCE = 1500
"""Posts that are taken in without a pause: some hundredths of a second."""
_SLICE, _PAUSE = 0.012, 0.03
"""Seconds at work on a larger list, and from one slice to the next."""
_SHOWN_EVERY = 12
"""Slices after which a list that is still looked through is shown anew."""
_NEWEST = 8
"""Posts by which is told whether months will stand above the list."""
LOOKING = "Looking for posts …"
"""What stands where posts will be, until the files were looked at."""


class ListFillingScreen(PaneSizesScreen):
    """The reader with its list, which may be filtered and sorted."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._filter = ""
        """The query that the list is narrowed by."""
        self._list: SmartList | None = None
        """The list that is open, where the filter is one."""
        self._typing = False
        self._order = ListOrder.NEWEST
        self._listing: Listing | None = None
        self._growing: Timer | None = None
        self._slices = 0
        self._shown: ChosenCards | None = None
        """What is listed, where that is not simply all."""
        self._to_first = False
        """Whether the cursor goes to the first post, once the list is sorted."""
        self._looked = False
        """Whether the files were looked at, so that none shown means none there."""

    def recall_list(self) -> None:
        """Show the list as it was left: its order and its filter."""
        kept = self._services.memory.listing
        self._order, self._filter = kept.order, kept.filter
        named = (*kept.own, *BUILT_IN)
        self._list = next((one for one in named if one.query == self._filter), None)
        self.posts.new_comments = self._services.memory.threads.new_comments

    def take_in_cards(self, first: PostCard | None = None) -> None:
        """Show the library's cards as they are now, filtered as they were.

        The cursor goes to the ``first`` that is to be read, where none is open.
        """
        cards = self._services.listed
        if not isinstance(cards, CardWindow) and self._wants_listing:
            self._take(cards)
        self._fill(first)

    def show_more_cards(self) -> None:
        """Show what was catalogued meanwhile, while the first catalogue is made."""
        cards = self._services.listed
        if isinstance(cards, CardWindow) and cards is not self.posts.cards:
            self._fill()

    @property
    def _wants_listing(self) -> bool:
        narrowed = bool(self._filter) or self._order is not ListOrder.NEWEST
        return narrowed or self._listing is not None

    def _take(self, cards: Sequence[PostCard]) -> None:
        """Have the listing made of the cards as they are now."""
        if self._listing is None:
            self._listing = self._services.open_listing()
        if self._listing.cards is not cards:
            self._listing.take(cards)
            self._shown = None
        if len(cards) <= _AT_ONCE:
            self._listing.finish(words=self._wants_words)
        elif not self._listing.grow(0.0, words=self._wants_words):
            self._grow_on()

    @property
    def _wants_words(self) -> bool:
        if self._order is ListOrder.TITLE:
            return True
        own = (one.query for one in self._services.memory.listing.own)
        listing = self._listing
        return listing is not None and any(
            map(listing.needs_words, (self._filter, *own))
        )

    # A large list is taken in in slices

    def _grow_on(self) -> None:
        if self._growing is None:
            self._growing = self.set_interval(_PAUSE, self._grow)

    def _grow(self) -> None:
        if self._listing is None or not self.is_mounted:
            return
        done = self._listing.grow(_SLICE, words=self._wants_words)
        self._slices += 1
        if done and self._growing is not None:
            self._growing.stop()
            self._growing = None
        narrowed = bool(self._filter) or self._order is not ListOrder.NEWEST
        if done or (narrowed and self._slices % _SHOWN_EVERY == 0):
            self._shown = None
            self._fill()

    # What is shown

    def _fill(self, first: PostCard | None = None) -> None:
        """Show the posts; which ones there are is looked up only where it changed."""
        memory, narrowed = self._services.memory, bool(self._filter)
        cards: Sequence[PostCard] = self._services.listed
        unread = None
        self._expect_months(cards)
        ready = self._listing is not None and self._listing.cards is cards
        if ready and self._listing is not None:
            if self._shown is None:
                self._narrow(self._listing)
            if narrowed or self._order is not ListOrder.NEWEST:
                assert self._shown is not None
                cards = self._shown
            if self._listing.is_counted and self._shown is not None:
                unread = self._listing.unread_among(self._shown)
        self.posts.filter = self._list.name if self._list else self._filter
        self.posts.order = self._order_shown if ready else ListOrder.NEWEST
        none = "No posts yet" if self._looked else LOOKING
        self.posts.empty_text = "No post matches" if narrowed else none
        self.posts.show_cards(
            cards,
            memory.read_posts(),
            memory.starred(),
            first.id if first is not None else self.session.post,
            unread,
        )
        self._fill_above()
        if self._to_first and self.posts.order is self._order:
            self._to_first = False
            self.posts.go_to_first()
        self._mark_month()

    @property
    def _order_shown(self) -> ListOrder:
        """The order chosen, once enough of a large list is known for it."""
        can = self._listing is not None and self._listing.can_order(self._order)
        return self._order if can else ListOrder.NEWEST

    def _narrow(self, listing: "Listing") -> None:
        found = listing.listed(self._filter, self._order, typing=self._typing)
        self._shown = found.cards
        if self._filter:
            count = len(found.cards)
            more = "" if found.is_whole else " so far …"
            bar = self.query_one("#filter", FindBar)
            bar.say(f"{count:,} post{'s' * (count != 1)}{more}")
            if found.notes and found.is_whole:
                self.status.say(found.notes[0])
        if listing.is_counted:
            months = listing.months(found.cards)
            self._months.show_months(months, narrowed=bool(self._filter))

    def _expect_months(self, cards: Sequence[PostCard]) -> None:
        """Leave the months their line from the first picture on, or give them none.

        They are counted later, and the rows must not move under the reader's eyes.
        """
        if cards and (self._listing is None or not self._listing.is_counted):
            # The newest stand first, and what has no date last.
            newest = (cards[number] for number in range(min(_NEWEST, len(cards))))
            dated = (one.months or month_of(one.date) is not None for one in newest)
            self._months.expect_months(expected=any(dated))

    @property
    def _months(self) -> MonthStrip:
        return self.query_one("#months", MonthStrip)

    def _mark_month(self) -> None:
        card = self.posts.under_cursor
        self._months.mark_month(month_of(card.date) if card is not None else None)

    def action_this_month(self) -> None:
        """Show only the posts of the month at hand, or all of them again."""
        card = self.posts.under_cursor
        month = month_of(card.date) if card is not None else None
        if month is None:
            self.status.say("This post has no month")
        else:
            self._show_months(Stretch(month, month, 0))

    @on(MonthStrip.Chosen)
    def _month_chosen(self, message: MonthStrip.Chosen) -> None:
        self._show_months(message.months)

    def _show_months(self, months: Stretch) -> None:
        if self._filter == months.clause:
            self._apply_filter("")
            self.status.say("")
            return
        self._apply_filter(months.clause)
        self.posts.go_to_first()
        self.status.say(
            f"Only {months.label}; {{list.this-month}} or {{anywhere.close-layer}}"
            " shows all posts"
        )

    def _fill_above(self) -> None:
        """Show the lists and the saved searches, but over a narrowed list."""
        if self._filter:
            self.posts.show_above(())
            return
        memory = self._services.memory
        lists: tuple[tuple[SmartList, int], ...] = ()
        if self._listing is not None and self._listing.is_counted:
            lists = self._lists(self._listing)
        self.posts.show_above(memory.saved_searches(), lists)

    def _lists(self, listing: "Listing") -> tuple[tuple[SmartList, int], ...]:
        kept = self._services.memory.listing
        built_in = BUILT_IN if kept.shows_built_in else ()
        found = [(one, listing.how_many(one.query)) for one in (*built_in, *kept.own)]
        every = len(listing.cards)
        # A list that every library has is named where it says something.
        return tuple((one, many) for one, many in found if one.own or 0 < many < every)

    def count_list(self) -> None:
        """Count what stands above the posts, once the first picture stands."""
        cards = self._services.listed
        if not isinstance(cards, CardWindow) or not cards:
            self._take(cards)
            self._fill()

    # The filter and the order

    def _apply_filter(
        self, typed: str, chosen: SmartList | None = None, *, typing: bool = False
    ) -> None:
        self._filter, self._list = typed.strip(), chosen
        self._typing, self._shown = typing, None
        if not self._filter:
            self.query_one("#filter", FindBar).say("")
        if not typing:
            self._services.memory.listing.keep_filter(self._filter)
        self.take_in_cards()

    def _sort_by(self, order: ListOrder) -> None:
        self._order, self._shown, self._to_first = order, None, True
        self._services.memory.listing.keep_order(order)
        self.take_in_cards()
