"""The list of posts in the reader: filtered, marked, stepped through, its searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message
from textual.timer import Timer

from gulagreader.domain.posts import PostCard
from gulagreader.domain.searches import SavedSearch
from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.ui.filtering import CardFilter
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.posts import PostsPane
from gulagreader.ui.screens.open_post import OpenPostScreen

_AHEAD_SECONDS = 0.15


class ListedPostsScreen(OpenPostScreen):
    """The open post among the others of the list."""

    @dataclass
    class SearchWanted(Message):
        """The reader wants to search the library, or to ask a saved search."""

        search: SavedSearch | None = None
        screen: str = "search"
        """The screen that led to where the reader is."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._filter = ""
        self._cards = CardFilter()
        self._came_from_hits = False
        self._came_from = "search"
        self._landed_at = 0
        self._ahead: Timer | None = None
        self._dropped: SavedSearch | None = None

    def take_in_cards(self, first: PostCard | None = None) -> None:
        """Show the library's cards as they are now, filtered as they were.

        The cursor goes to the ``first`` that is to be read, where none is open.
        """
        memory = self._services.memory
        cards: Sequence[PostCard] = self._services.listed
        if self._filter:
            cards = self._cards.filtered(self._services.cards, self._filter)
        self.posts.empty_text = "No post matches" if self._filter else "No posts yet"
        self.posts.show_cards(
            cards,
            memory.read_posts(),
            memory.starred(),
            first.id if first is not None else self.session.post,
        )
        self.posts.show_searches(() if self._filter else memory.saved_searches())

    def _mark_read(self, post: str) -> None:
        if post not in self._services.memory.read_posts():
            self._services.memory.mark_read(post)
            self.take_in_cards()

    @on(PostsPane.Opened)
    def _opened(self, message: PostsPane.Opened) -> None:
        self._go_to_post(message.post)

    # Saved searches

    def on_screen_resume(self) -> None:
        """Take in what was saved in the search."""
        if not self._filter:
            self.posts.show_searches(self._services.memory.saved_searches())

    @on(PostsPane.SearchOpened)
    def _search_opened(self, message: PostsPane.SearchOpened) -> None:
        self.post_message(self.SearchWanted(message.search))

    @on(PostsPane.SearchDropped)
    def _search_dropped(self, message: PostsPane.SearchDropped) -> None:
        self._dropped = message.search
        self._services.memory.drop_search(message.search.name)
        self.take_in_cards()
        self.status.say(f"Removed “{message.search.name}”; U brings it back")

    @on(PostsPane.SearchWantedBack)
    def _search_wanted_back(self) -> None:
        search, self._dropped = self._dropped, None
        if search is None:
            self.status.say("No saved search was removed")
            return
        self._services.memory.save_search(search.name, search.query, search.sort)
        self.take_in_cards()
        self.status.say(f"“{search.name}” is back")

    @on(PostsPane.Moved)
    def _moved(self, message: PostsPane.Moved) -> None:
        """Read the post under the cursor ahead, once the cursor rests."""
        if self._ahead is not None:
            self._ahead.stop()
        post = message.post
        self._ahead = self.set_timer(_AHEAD_SECONDS, lambda: self._read_ahead(post))

    def _read_ahead(self, post: str) -> None:
        read = partial(self._services.read_ahead, post)
        self.run_worker(read, group="ahead", thread=True, exclusive=True)

    def _go_to_post(self, post: str) -> None:
        if post != self.session.post:
            origin = self.here()
            if not self._open(post):
                return
            self.session = self.session.jumped(origin)
            self._came_from_hits = False
        self._mark_read(post)
        if self.session.leading is Leading.POSTS:
            self.lead(Leading.POST)

    # Posts

    def action_step_post(self, step: int) -> None:
        """Open the next post of the list, or the one before."""
        self._step(step, unread=False, none="This is the last post of the list")

    def action_step_unread(self, step: int) -> None:
        """Open the next post not read yet."""
        self._step(step, unread=True, none="No unread post further on")

    def _step(self, step: int, *, unread: bool, none: str) -> None:
        post = self.posts.step_from(self.session.post, step, unread=unread)
        if post is None:
            self.status.say(none if step > 0 else none.replace("last", "first"))
        else:
            self._go_to_post(post)

    def action_step_sibling(self, step: int) -> None:
        """In a post, its siblings are the posts before and after."""
        self.action_step_post(step)

    def _chosen_post(self) -> str | None:
        card = self.posts.under_cursor
        if self.session.leading is not Leading.POSTS:
            return self.session.post
        if self.posts.search_under_cursor is not None:
            self.status.say("This is a saved search; D removes it")
            return None
        return card.id if card is not None else self.session.post

    def action_toggle_read(self) -> None:
        """Mark the post as not read, or as read."""
        post = self._chosen_post()
        if post is None:
            return
        memory = self._services.memory
        if post in memory.read_posts():
            memory.mark_unread(post)
            self.status.say("Marked as not read; u marks it as read")
        else:
            memory.mark_read(post)
            self.status.say("Marked as read; u marks it as not read")
        self.take_in_cards()

    def action_toggle_star(self) -> None:
        """Star the post, or take its star away."""
        post = self._chosen_post()
        if post is not None:
            memory = self._services.memory
            memory.set_star(post, starred=post not in memory.starred())
            self.take_in_cards()

    # The filter

    def action_filter(self) -> None:
        """Filter the list."""
        if self.session.leading is not Leading.POSTS:
            self.lead(Leading.POSTS)
        self.query_one("#filter", FindBar).open()

    def _apply_filter(self, typed: str) -> None:
        self._filter = self.posts.filter = typed.strip()
        self.take_in_cards()
        count = len(self.posts.cards)
        self.query_one("#filter", FindBar).say(
            f"{count} post{'s' * (count != 1)}" if self._filter else ""
        )
