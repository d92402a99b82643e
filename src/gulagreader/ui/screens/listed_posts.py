"""The list of posts in the reader: filtered, marked, stepped through, its searches."""

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.listing import ListOrder, SmartList
from gulagreader.domain.searches import SavedSearch
from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.storage.catalogue_window import CardWindow
from gulagreader.text.cells import fitted
from gulagreader.text.clean import clean_line
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.posts import PostsPane
from gulagreader.ui.screens.list_filling import ListFillingScreen

if TYPE_CHECKING:
    from gulagreader.services.list_actions import ListActions

_AHEAD_SECONDS = 0.15
_TITLE_CELLS = 32
"""Of a title that a message names."""


class ListedPostsScreen(ListFillingScreen):
    """The open post among the others of the list."""

    @dataclass
    class SearchWanted(Message):
        """The reader wants to search the library, or to ask a saved search."""

        search: SavedSearch | None = None
        screen: str = "search"
        """The screen that led to where the reader is."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._came_from_hits = False
        self._came_from = "search"
        self._landed_at = 0
        self._ahead: Timer | None = None

    @cached_property
    def _actions(self) -> "ListActions":
        from gulagreader.services.list_actions import ListActions  # noqa: PLC0415 - start-up

        return ListActions(self._services.memory)

    def _mark_read(self, post: str) -> None:
        if post not in self._services.memory.read_posts():
            self._services.memory.mark_read(post)
            self.take_in_cards()

    @on(PostsPane.Opened)
    def _opened(self, message: PostsPane.Opened) -> None:
        self._go_to_post(message.post)

    # Saved searches

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Take in what was saved in the search."""
        self._fill_above()

    @on(PostsPane.SearchOpened)
    def _search_opened(self, message: PostsPane.SearchOpened) -> None:
        self.post_message(self.SearchWanted(message.search))

    @on(PostsPane.SearchDropped)
    def _search_dropped(self, message: PostsPane.SearchDropped) -> None:
        self._did(self._actions.drop_search(message.search))

    # Lists

    @on(PostsPane.ListOpened)
    def _list_opened(self, message: PostsPane.ListOpened) -> None:
        chosen = message.chosen
        self._apply_filter(chosen.query, chosen)
        self.posts.go_to_first()
        self.status.say(
            f"“{chosen.name}” is {chosen.query}; {{anywhere.close-layer}} shows all"
            f" posts"
        )

    @on(PostsPane.ListDropped)
    def _list_dropped(self, message: PostsPane.ListDropped) -> None:
        if message.dropped.own:
            self._did(self._actions.drop_list(message.dropped))
        else:
            self.action_built_in_lists()

    def action_built_in_lists(self) -> None:
        """Show or hide the lists that every library has."""
        kept = self._services.memory.listing
        kept.keep_built_in(shown=not kept.shows_built_in)
        self._fill_above()
        shown = "shown where they hold some of the posts"
        how = shown if kept.shows_built_in else "hidden"
        self.status.say(
            f"Unread, Starred, New and With notes are {how}; {{list.built-in-lists}}"
            f" changes it"
        )

    def action_save_list(self) -> None:
        """Keep the filter as a list."""
        if not self._filter:
            self.status.say(
                "No filter to keep: {anywhere.filter} filters the list, then"
                " {list.save-list}"
            )
            return
        from gulagreader.ui.screens.name import NameScreen  # noqa: PLC0415 - start-up

        query = self._filter

        def keep(name: str | None) -> None:
            if name is not None:
                self._list = SmartList(name, query)
                self._did(self._actions.keep_list(self._list))

        self.app.push_screen(NameScreen("List", query), keep)

    def _did(self, words: str) -> None:
        """Show the list after something was done, and say what."""
        self.take_in_cards()
        self.status.say(words)

    def action_undo(self) -> None:
        """Undo what was done last."""
        undone = self._actions.undo()
        self._did(undone if undone is not None else "Nothing to undo")

    # The order

    def action_sort(self) -> None:
        """Ask what to sort by."""
        from gulagreader.ui.screens.choice import ChoiceScreen  # noqa: PLC0415 - start-up

        orders = tuple(ListOrder)

        def take(number: int | None) -> None:
            if number is not None:
                self._sort_by(orders[number])
                self.status.say(
                    f"Sorted {orders[number].words}; {{list.sort}} changes it"
                )

        choices = [order.words.capitalize() for order in orders]
        at = orders.index(self._order)
        self.app.push_screen(ChoiceScreen("Sort posts", choices, at), take)

    # Tags

    def action_tags(self) -> None:
        """Let tags, authors and years be chosen to filter by."""
        from gulagreader.ui.screens.tags import TagsScreen, facets_of  # noqa: PLC0415 - start-up

        self.count_list()
        if self._listing is None or not self._listing.is_counted or not self._shown:
            self.status.say("The posts are still being counted; try again in a moment")
            return

        def take(clauses: str | None) -> None:
            if clauses is not None:
                joined = f"{self._filter} {clauses}".strip()
                self._apply_filter(joined)
                self.posts.go_to_first()

        facets = facets_of(self._listing, self._shown)
        self.app.push_screen(TagsScreen(facets), take)

    @on(PostsPane.Moved)
    def _moved(self, message: PostsPane.Moved) -> None:
        """Read the post under the cursor ahead, once the cursor rests."""
        self._mark_month()
        if self._ahead is not None:
            self._ahead.stop()
        post = message.post
        self._ahead = self.set_timer(_AHEAD_SECONDS, lambda: self._read_ahead(post))

    def _read_ahead(self, post: str) -> None:
        pane, thread = self.post_pane, self.thread_pane

        def read() -> None:
            reading = self._services.read_ahead(post)
            # The cursor may have gone on to another one, which was read sooner.
            if reading is not None and not get_current_worker().is_cancelled:
                pane.make_ahead(reading.post)
                thread.lay_out_ahead(reading.thread)

        self.run_worker(read, group="ahead", thread=True, exclusive=True)

    def _go_to_post(self, post: str) -> None:
        if post != self.session.post:
            origin = self.origin()
            self.status.let_go()
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
        end = "last" if step > 0 else "first"
        self._step(step, unread=False, none=f"This is the {end} post of the list")

    def action_step_unread(self, step: int) -> None:
        """Open the next post not read yet."""
        way = "on" if step > 0 else "back"
        self._step(step, unread=True, none=f"No unread post further {way}")

    def _step(self, step: int, *, unread: bool, none: str) -> None:
        post = self.posts.step_from(self.session.post, step, unread=unread)
        if post is None:
            self.status.say(none, passing=True)
        else:
            self._go_to_post(post)

    def action_lead(self, pane: str) -> None:
        """Go to a pane; the post under the cursor may have comments, and be closed."""
        here = self.posts.under_cursor
        in_list = self.session.leading is Leading.POSTS
        if pane == Leading.THREAD.value and self._is_without_comments and in_list:
            closed = here is not None and here.comments and here.id != self.session.post
            if closed:
                self.status.say(
                    "The open post has no comments; {list.open} opens the one under"
                    " the cursor",
                    passing=True,
                )
                return
        if pane != self.session.leading.value:
            self.status.let_go()
        super().action_lead(pane)

    def action_next_pane(self, step: int) -> None:
        """Go to the next pane, or the one before; leave what was said in this one."""
        self.status.let_go()
        super().action_next_pane(step)

    def action_step_sibling(self, step: int) -> None:
        """In a post, its siblings are the posts before and after."""
        self.action_step_post(step)

    def _chosen_post(self) -> str | None:
        card = self.posts.under_cursor
        if self.session.leading is not Leading.POSTS:
            return self.session.post
        if self.posts.cursor < 0:
            what = "saved search" if self.posts.search_under_cursor else "list"
            self.status.say(f"This is a {what}; {{list.drop-search}} removes it")
            return None
        if card is None:
            # The post that is open may stand behind the list, unseen.
            self.status.say("There is no post under the cursor: none is listed")
            return None
        return card.id

    # Marks, of one post or of all marked rows

    def _chosen_posts(self) -> Collection[str]:
        """The marked rows; without any, the post at hand."""
        marked = self.posts.marked_posts()
        if marked and self.session.leading is Leading.POSTS:
            return marked
        post = self._chosen_post()
        return () if post is None else (post,)

    @on(PostsPane.NoneToMark)
    def _none_to_mark(self) -> None:
        if self.posts.cursor < 0:
            what = "saved searches" if self.posts.search_under_cursor else "lists"
            self.status.say(
                f"Posts are marked, not {what}; {{list.mark}} on a post begins",
                passing=True,
            )
        else:
            self.status.say("There is no post here to mark", passing=True)

    @on(PostsPane.Marked)
    def _rows_marked(self, message: PostsPane.Marked) -> None:
        if message.goes_on:
            self.status.say(
                "Marking: go on with {list.move-next} or {list.move-previous},"
                " {list.mark} ends; {anywhere.toggle-read} and"
                " {anywhere.toggle-star} act on all"
            )
        else:
            many = "row" if message.count == 1 else "rows"
            self.status.say(
                f"{message.count:,} {many} marked: {{anywhere.toggle-read}},"
                f" {{anywhere.toggle-star}} act on all; {{anywhere.close-layer}}"
                f" unmarks them"
            )

    def unmark_posts(self) -> bool:
        """Mark no row of the list any more; False where none was."""
        return self.posts.unmark()

    def action_toggle_read(self) -> None:
        """Mark the post, or all marked rows, as not read, or as read."""
        posts = self._chosen_posts()
        if not posts:
            return
        before = self._services.memory.read_posts()
        read = not all(post in before for post in posts)
        said = self._actions.mark_read(posts, read=read)
        if len(posts) == 1:
            how, other = ("read", "not read") if read else ("not read", "read")
            which = self._name_unless_at_cursor()
            said = (
                f"Marked{which} as {how}; {{anywhere.toggle-read}} marks it as {other}"
            )
        self._did(said)

    def _name_unless_at_cursor(self) -> str:
        """The open post's title as a message names it; "" where the cursor shows it."""
        if self.session.leading is Leading.POSTS or self._reading is None:
            return ""
        title = clean_line(self._reading.post.title)
        return f" “{fitted(title, _TITLE_CELLS).rstrip()}”" if title else ""

    def action_all_read(self) -> None:
        """Mark all listed posts as read."""
        cards = self.posts.cards
        if isinstance(cards, CardWindow):
            self.status.say("The list is still being read; try again in a moment")
            return
        ids = cards.ids() if hasattr(cards, "ids") else (card.id for card in cards)
        self._did(self._actions.mark_read(tuple(ids), read=True))

    def action_toggle_star(self) -> None:
        """Star the post, or all marked rows, or take the stars away."""
        posts = self._chosen_posts()
        if not posts:
            return
        before = self._services.memory.starred()
        starred = not all(post in before for post in posts)
        said = self._actions.star(posts, starred=starred)
        if len(posts) == 1:
            # Not by the list's key, which brings back a note where a text is read.
            which = self._name_unless_at_cursor()
            said = f"Starred{which}; {{anywhere.toggle-star}} takes the star away"
            if not starred:
                which = which and f" from{which}"
                said = f"The star is taken away{which}; {{anywhere.toggle-star}} gives"
                said += " it back"
        self._did(said)

    # The filter

    def action_filter(self) -> None:
        """Filter the list."""
        if self.session.leading is not Leading.POSTS:
            self.lead(Leading.POSTS)
        self.posts.hold_cursor()
        self.query_one("#filter", FindBar).open()
