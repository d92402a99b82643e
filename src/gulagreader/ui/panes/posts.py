"""The list of posts: what it shows, where its cursor is, and what is done in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content
from textual.message import Message

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.listing import ListOrder, SmartList
from gulagreader.domain.posts import PostCard
from gulagreader.domain.searches import SavedSearch
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.panes.listed_rows import LINES_EACH, Numbers
from gulagreader.ui.panes.painted_posts import PaintedPosts

if TYPE_CHECKING:
    from gulagreader.services.listing import ChosenCards
    from gulagreader.ui.panes.held_cursor import HeldCursor


class PostsPane(PaintedPosts):
    """Lists posts, newest first, with what is read and what is not."""

    BINDINGS = bindings(Where.LIST)
    ALLOW_SELECT = False

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

    class NoneToMark(Message):
        """The reader would mark rows where there is no post."""

    @dataclass
    class Moved(Message):
        """The cursor went to another post."""

        post: str
        """The post's id."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.order = ListOrder.NEWEST
        """What the list is sorted by, to be told in its title."""
        self.marked = set()
        self._unread: int | None = None
        self._placed: tuple[int, str] | None = None
        """Where the cursor was put in the list, and on which post."""
        self._held: HeldCursor | None = None
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
            self._numbers = cast("ChosenCards", cards) if known else Numbers(cards)
        self._read, self._starred, self._open = read, starred, open_post
        kept = under.id if under is not None else open_post
        if self._placed is not None and self._placed[0] == number:
            # A list that is still being made may have another post there by now.
            kept = self._placed[1]
        held = self._held
        if held is not None:
            if held.at == number:
                kept = held.post
            else:  # the reader chose another
                held = self._held = None
        last = max(0, len(self.cards) - 1)
        if self.cursor >= 0:
            at = self._numbers.number_of(kept) if kept else None
            near = held.nearest_in(self.cards) if held is not None else self.cursor
            self.cursor = min(near, last) if at is None else at
            self._placed = (at, kept) if at is not None and kept else None
        if held is not None:
            held.at = self.cursor
        self._fit_height()
        if self.cursor != number:
            # The cursor stays on its screen line, so that the eye need not look for it.
            self.go_to(self._line_of(self.cursor) - line)
            self._put_cursor(self.cursor)
        self._say_how_many()
        self.repaint()

    def hold_cursor(self) -> None:
        """Let the cursor come back to this post while the list is narrowed by typing.

        Until the reader moves it, or it is let go.
        """
        from gulagreader.ui.panes.held_cursor import HeldCursor  # noqa: PLC0415 - start-up

        card = self.under_cursor
        self._held = None
        if card is not None:
            self._held = HeldCursor(card.id, self.cursor, self._numbers)

    def let_go_of_cursor(self) -> None:
        """Let the cursor stay where it is."""
        self._held = None

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
        self._put_above(searches, lists)
        self._fit_height()
        self.go_to(self._line_of(self.cursor) - line)
        self._put_cursor(self.cursor)
        self.repaint()

    def _fit_height(self) -> None:
        self.set_height(self._head + max(1, len(self.cards)) * LINES_EACH)

    def mark_open(self, post: str | None) -> None:
        """Show which post is open, with the cursor on it."""
        self._open = post
        at = self._numbers.number_of(post) if post else None
        if at is not None:
            self._put_cursor(at)
        self.repaint()

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

    def action_mark(self) -> None:
        """Begin to mark rows, from this one to where the cursor goes, or end it."""
        if self._anchor is not None:
            self.marked.update(self.marked_posts())
            self._anchor = None
        elif self.under_cursor is not None:
            self._anchor = self.cursor
        else:
            self.post_message(self.NoneToMark())
            return
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

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width, the cursor in view."""
        self._fit_height()
        self.repaint()
        self._put_cursor(self.cursor)

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
            lines = LINES_EACH if row >= 0 else 1
            self.repaint_lines(self._line_of(row), lines)
        first = self._line_of(self.cursor)
        # What stands above the first comes into view with it, if there is room.
        whole = self._head if self._head < self.text_height // 2 else 1
        above = {-len(self._choices): first, 0: min(whole, self._head)}
        top = first - above.get(self.cursor, 0)
        self.bring_into_view(top, first + (LINES_EACH if self.cursor >= 0 else 1) - 1)
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
            self.cursor + direction * max(1, self.text_height // LINES_EACH - 1)
        )

    def action_half_page(self, direction: int) -> None:
        """Move the cursor by half a page."""
        self._put_cursor(
            self.cursor + direction * max(1, self.text_height // LINES_EACH // 2)
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
