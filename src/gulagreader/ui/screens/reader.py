"""The reader: the list of posts, the open post and its thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from gulagreader.domain.errors import Damage
from gulagreader.domain.places import Place
from gulagreader.domain.posts import PostCard
from gulagreader.domain.searches import SavedSearch
from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.ui.commands import NOT_WHILE_TYPING, Where, bindings
from gulagreader.ui.filtering import CardFilter
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.posts import PostsPane
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.open_post import OpenPostScreen

if TYPE_CHECKING:
    # The list is on the screen before anybody searches.
    from gulagreader.domain.hits import Answer, Hit

_KEEP_SECONDS = 1.0
_AHEAD_SECONDS = 0.15
_COUNTED_AT_ONCE = 2000
"""Comments of a thread up to which landing on a hit counts the matches at once."""


class ReaderScreen(OpenPostScreen):
    """Shows a library. Panes report up by messages; the session binds them."""

    BINDINGS = bindings(Where.ANYWHERE)

    @dataclass
    class SearchWanted(Message):
        """The reader wants to search the library, or to ask a saved search."""

        search: SavedSearch | None = None

    def __init__(self, services: Services, first_post: str | None = None) -> None:
        """Take the library's services and the post to begin with, if any is named."""
        super().__init__(services)
        named = first_post or services.memory.last_post()
        card = services.card(named) if named is not None else None
        leading = Leading.POSTS
        if card is not None:
            leading = Leading.POST if first_post else self._left_in()
        elif services.listed:
            card = services.listed[0]
        self._first = card
        self.begin_with(leading, without_comments=card is None or not card.comments)
        self._filter = ""
        self._cards = CardFilter()
        self._came_from_hits = False
        self._ahead: Timer | None = None
        self._told: tuple[Damage, ...] = ()
        self._dropped: SavedSearch | None = None

    def on_mount(self) -> None:
        """Show what is known without reading a post, then the one left open."""
        self.take_in_cards(self._first)
        if self._first is None:
            self.post_pane.show_nothing(_NOTHING_HERE)
        self.lead(self.session.leading)
        # A kill at any moment then costs no more than these seconds.
        self.set_interval(_KEEP_SECONDS, self.keep_place)

    def open_first(self) -> None:
        """Open the post to begin with, if the reader has not opened another yet.

        The list is on the screen by then. What the post quotes is marked by
        ``find_quoted``: what finds it is slow to import.
        """
        first, self._first = self._first, None
        if self._reading is None and first is not None:
            self._open(first.id, plain=True)

    def show_imported(self, path: Path) -> bool:
        """Open the post that an import has written; False where it is not known yet."""
        found = [card.id for card in self._services.cards if card.file == str(path)]
        return bool(found) and self._open(found[0])

    # Opening

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

    def library_refreshed(self) -> None:
        """Take in the catalogue after the files were looked at."""
        self.take_in_cards()
        damages = self._services.damages
        if damages and damages != self._told and not self.status.tells_a_problem:
            self._told = damages
            many = f"{len(damages)} damaged or doubtful place{'s' * (len(damages) > 1)}"
            first = f"{damages[0].path.name}: {damages[0].reason}"
            self.status.say(f"{many}; ! lists them. {first}", problem=True)
        if self._reading is None and self._services.cards:
            self._open(self._services.cards[0].id)

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

    @on(ThreadPane.SiblingWanted)
    def _sibling_wanted(self, message: ThreadPane.SiblingWanted) -> None:
        self.action_step_post(message.step)

    # Places

    def land(self, hit: "Hit", answer: "Answer") -> None:
        """Show a hit: its branch open, its words marked."""
        from gulagreader.ui.marking import show_marks  # noqa: PLC0415 - start-up

        origin = self.here()
        if hit.post != self.session.post and not self._open(hit.post):
            return
        self.session = self.session.jumped(origin).landed(answer, hit.comment)
        self._came_from_hits = True
        self._mark_read(hit.post)
        self._desk.clear()
        problem = show_marks(hit, self.session.marks, self.post_pane, self.thread_pane)
        if problem:
            self.status.say(problem, problem=True)
        self.lead(self.session.leading)
        if len(self.thread_pane.thread) <= _COUNTED_AT_ONCE:
            self._seek_marks(hit.comment)

    def _return_to(self, place: Place) -> None:
        if place.post != self.session.post and not self._open(place.post, place=place):
            return
        if place.comment is not None and self.thread_pane.land_on(place.comment):
            self.lead(Leading.THREAD)
        else:
            self.post_pane.go_to_source(place.offset)
            self.lead(Leading.POST)

    def action_back(self) -> None:
        """Go back: to the hits that led here, else to where the reader was."""
        if self._came_from_hits:
            self._came_from_hits = False
            self.post_message(self.SearchWanted())
            return
        here = self.here()
        back = self.session.history.back(here) if here else None
        if back is None:
            self.status.say("Nothing to go back to")
            return
        place, history = back
        self.session = self.session.with_history(history)
        self._return_to(place)

    def action_forward(self) -> None:
        """Go forward to what going back had left."""
        here = self.here()
        forward = self.session.history.forward(here) if here else None
        if forward is None:
            self.status.say("Nothing to go forward to")
            return
        self._came_from_hits = False
        place, history = forward
        self.session = self.session.with_history(history)
        self._return_to(place)

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

    def action_close_layer(self) -> None:
        """Close one thing: a selection, the marks, the filter, zen; never quit."""
        open_bars = [bar for bar in self.query(FindBar) if bar.display]
        if open_bars:
            for bar in open_bars:
                bar.action_give_up()
        elif self.selections:
            self.clear_selection()
        elif self._desk.finding.typed or self.session.marks:
            self._desk.clear()
            self.session = self.session.unmarked()
        elif self._filter:
            self.query_one("#filter", FindBar).close()
            self._apply_filter("")
        elif self.session.zen:
            self.action_zen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the line that is typed in the keys that it needs."""
        if action in NOT_WHILE_TYPING and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    # Find and filter

    def action_find(self) -> None:
        """Find in the open post and its thread."""
        if self._reading is not None:
            self.query_one("#find", FindBar).open()

    def action_filter(self) -> None:
        """Filter the list."""
        if self.session.leading is not Leading.POSTS:
            self.lead(Leading.POSTS)
        self.query_one("#filter", FindBar).open()

    @on(FindBar.Typed)
    def _typed(self, message: FindBar.Typed) -> None:
        if message.bar == "filter":
            self._apply_filter(message.text)
        else:
            self._desk.seek(message.text, in_thread=self._in_thread)

    @on(FindBar.Entered)
    def _entered(self, message: FindBar.Entered) -> None:
        self.query_one(f"#{message.bar}", FindBar).close()
        if message.bar == "filter":
            self.lead(Leading.POSTS)
        else:
            self._desk.show_counter()
            self.lead(Leading.THREAD if self._desk.in_thread else Leading.POST)

    @on(FindBar.GivenUp)
    def _given_up(self, message: FindBar.GivenUp) -> None:
        self.query_one(f"#{message.bar}", FindBar).close()
        if message.bar == "filter":
            self._apply_filter("")
        else:
            self._desk.clear()
        self.lead(self.session.leading)

    @on(FindBar.NextWanted)
    def _next_wanted(self, message: FindBar.NextWanted) -> None:
        if message.bar == "find":
            self._desk.step(message.step)

    def action_find_next(self, step: int) -> None:
        """Go to the next match, or the one before."""
        if not self._desk.finding.typed and self.session.marks:
            # What a search had marked is gone through in the same way.
            self._seek_marks(self.thread_pane.focused_comment)
        if self._desk.step(step):
            self.lead(Leading.THREAD if self._desk.in_thread else Leading.POST)
        else:
            self.status.say("Nothing to find; / finds in the post and its comments")

    def _seek_marks(self, comment: str | None) -> None:
        """Find what the search had found, in all of the post and its thread."""
        marks = self.session.marks
        in_thread = self._in_thread and comment is not None
        self._desk.seek_marks(marks.words, marks.phrases, in_thread=in_thread)

    def _apply_filter(self, typed: str) -> None:
        self._filter = self.posts.filter = typed.strip()
        self.take_in_cards()
        count = len(self.posts.cards)
        self.query_one("#filter", FindBar).say(
            f"{count} post{'s' * (count != 1)}" if self._filter else ""
        )


_NOTHING_HERE = """\
This library has no posts yet.

Import what you hold: press Ctrl+P and choose “Import …”, or in the shell

    gulagreader import FILE... --into DIR
"""
