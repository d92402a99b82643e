"""The reader: the list of posts, the open post and its thread."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from gulagreader.domain.errors import Damage
from gulagreader.domain.places import Place
from gulagreader.domain.session import Leading, Session
from gulagreader.services.wiring import Services
from gulagreader.ui.keys.commands import NOT_WHILE_TYPING, Where, bindings
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.enter_words import IN_THREAD, EnterWordsScreen
from gulagreader.ui.screens.list_filling import LOOKING
from gulagreader.ui.screens.note_files import NoteFilesScreen
from gulagreader.ui.screens.page_reading import PageReadingScreen
from gulagreader.ui.screens.thread_reading import ThreadReadingScreen

if TYPE_CHECKING:
    # The list is on the screen before anybody searches.
    from gulagreader.domain.hits import Answer, Hit

_KEEP_SECONDS = 1.0
_COUNTED_AT_ONCE = 2000
"""Comments of a thread up to which landing on a hit counts the matches at once."""


class ReaderScreen(
    ThreadReadingScreen, NoteFilesScreen, PageReadingScreen, EnterWordsScreen
):
    """Shows a library. Panes report up by messages; the session binds them."""

    # While a passage is selected by keys, its keys come first.
    BINDINGS = [*bindings(Where.SELECTING), *bindings(Where.ANYWHERE)]

    class NothingOpen(Message):
        """The reader asked to close a thing where nothing of the screen's is open."""

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
        self._told: tuple[Damage, ...] = ()
        self._landed_at = 0
        self._found_from: Leading | None = None
        """The pane that finding took the reader away from."""

    def on_mount(self) -> None:
        """Show what is known without reading a post, then the one left open."""
        self.recall_list()
        self.take_in_cards(self._first)
        if self._first is None:
            self.post_pane.show_nothing(LOOKING)
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
            self.recall_asked(first.id)
            self._preview(first.id, plain=True)

    def _preview(self, post: str, *, plain: bool = False) -> None:
        """Show a post that the reader has not asked for."""
        if self._open(post, plain=plain):
            in_list = self.session.leading is Leading.POSTS
            never = post not in self._services.memory.read_posts()
            self._is_preview = in_list and never

    def watch_session(self, old: Session, new: Session) -> None:
        """Take the post for opened, once the reader goes to it."""
        super().watch_session(old, new)
        if new.leading is not Leading.POSTS:
            self._is_preview = False

    @property
    def awaits_first_post(self) -> bool:
        """Whether no post is known yet, while the library is looked through."""
        return self._reading is None and not self._looked

    def show_imported(self, path: Path) -> bool:
        """Open the post that an import has written; False where it is not known yet."""
        found = [card.id for card in self._services.cards if card.file == str(path)]
        return bool(found) and self._open(found[0])

    # Opening

    def library_refreshed(self) -> None:
        """Take in the catalogue after the files were looked at."""
        self._looked = True
        self.count_list()
        damages = self._services.damages
        if damages and damages != self._told and not self.status.tells_a_problem:
            self._told = damages
            many = f"{len(damages)} damaged or doubtful place{'s' * (len(damages) > 1)}"
            first = f"{damages[0].path.name}: {damages[0].reason}"
            said = f"{many}; {{anywhere.show-damage}} lists them. {first}"
            self.status.say(said, problem=True)
        if self._reading is None:
            if self._services.cards:
                self._preview(self._services.cards[0].id)
            else:
                self.post_pane.show_nothing(told(self.app, _NOTHING_HERE))

    def show_more_cards(self) -> None:
        """Show what was catalogued meanwhile, and open the first post if none is."""
        super().show_more_cards()
        if self._reading is None and self.posts.cards:
            self._preview(self.posts.cards[0].id)

    @on(ThreadPane.SiblingWanted)
    def _sibling_wanted(self, message: ThreadPane.SiblingWanted) -> None:
        self.action_step_post(message.step)

    async def action_note_on_post(self) -> None:
        """Write a note on the post at hand as a whole, or change the one it has."""
        post = self._chosen_post()
        if post is not None:
            await self.note_on_post(post)

    # Places

    def land(self, hit: "Hit", answer: "Answer", came_from: str = "search") -> None:
        """Show a hit: its branch open, its words marked.

        Going back shows the screen that it ``came_from`` again.
        """
        from gulagreader.ui.passages.marking import show_marks  # noqa: PLC0415 - start-up

        origin = self.origin()
        if hit.post != self.session.post and not self._open(hit.post):
            return
        self.clear_selection()
        self.session = self.session.jumped(origin).landed(answer, hit.comment)
        self._came_from_hits, self._came_from = True, came_from
        self._landed_at = len(self.session.history.behind)
        self._mark_read(hit.post)
        self._desk.clear()
        problem = show_marks(hit, self.session.marks, self.post_pane, self.thread_pane)
        if problem:
            self.status.say(problem, problem=True)
        self.lead(self.session.leading)
        if len(self.thread_pane.thread) <= _COUNTED_AT_ONCE:
            self._seek_marks(hit.comment)

    def _return_to(self, place: Place) -> None:
        self.clear_selection()
        if place.post != self.session.post and not self._open(place.post, place=place):
            return
        if place.comment is not None and self.thread_pane.land_on(place.comment):
            self.lead(Leading.THREAD)
        else:
            self.post_pane.go_to_source(place.offset)
            self.lead(Leading.POST)

    def action_back(self) -> None:
        """Go back: to the hits that led here, else to where the reader was."""
        if self._came_from_hits and len(self.session.history.behind) <= self._landed_at:
            self._came_from_hits = False
            self.post_message(self.SearchWanted(screen=self._came_from))
            return
        here = self.here()
        back = self.session.history.back(here) if here else None
        if back is None:
            self.status.say("Nothing to go back to", passing=True)
            return
        place, history = back
        self.status.say("")  # what was said of the place that is left
        self.session = self.session.with_history(history)
        self._return_to(place)

    def action_forward(self) -> None:
        """Go forward to what going back had left."""
        here = self.here()
        forward = self.session.history.forward(here) if here else None
        if forward is None:
            self.status.say("Nothing to go forward to", passing=True)
            return
        self._came_from_hits = False
        place, history = forward
        self.session = self.session.with_history(history)
        self._return_to(place)

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
        elif self.widen_thread():
            self.status.say("All comments are shown again")
        elif self.unmark_posts():
            self.status.say("No row is marked any more")
        elif self._filter:
            self.query_one("#filter", FindBar).close()
            self._apply_filter("")
            self.status.say("All posts are shown again")
        elif self.unmark_passage():
            self.status.say("")
        elif self.session.zen:
            self.action_zen()
        else:
            self.post_message(self.NothingOpen())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the line that is typed in the keys that it needs."""
        if action in NOT_WHILE_TYPING and self.is_typing:
            return False
        return super().check_action(action, parameters)

    def words_of_key(self, action: str) -> str | None:
        """What Esc does while a filter is typed; what Enter does to what is in view."""
        if action == "show_uptake":
            return self.words_of_enter()
        if action in IN_THREAD:
            return self.words_in_thread(action)
        if action == "page":
            # A thread is gone through by its comments.
            return "Page on" if self.session.leading is Leading.POST else None
        typed = bool(self._filter) and self.query_one("#filter", FindBar).display
        return "All again" if typed and action == "give_up" else ""

    # Find

    def action_find(self) -> None:
        """Find in the open post and its thread, which is shown for that."""
        if self._reading is None:
            return
        self._found_from = None
        if not self.post_pane.region and not self.thread_pane.region:
            # What is found would stand behind the list, where there is room for one.
            self._found_from = self.session.leading
            self.lead(Leading.POST)
        self.query_one("#find", FindBar).open()

    @on(FindBar.Typed)
    def _typed(self, message: FindBar.Typed) -> None:
        if message.bar == "filter":
            self._apply_filter(message.text, typing=True)
            self.refresh_bindings()
        elif message.bar == "find":
            self._desk.seek(message.text, in_thread=self._in_thread)

    @on(FindBar.Entered)
    def _entered(self, message: FindBar.Entered) -> None:
        self.query_one(f"#{message.bar}", FindBar).close()
        if message.bar == "filter":
            if message.text:
                self.status.say("{anywhere.close-layer} shows all posts again")
            self._apply_filter(message.text)
            self.posts.let_go_of_cursor()
            self.lead(Leading.POSTS)
        elif message.bar == "find":
            self._desk.show_counter()
            self.lead(Leading.THREAD if self._desk.in_thread else Leading.POST)

    @on(FindBar.GivenUp)
    def _given_up(self, message: FindBar.GivenUp) -> None:
        self.query_one(f"#{message.bar}", FindBar).close()
        if message.bar == "filter":
            self._apply_filter("")
            self.posts.let_go_of_cursor()
        elif message.bar == "find":
            self._desk.clear()
        self.lead(self._found_from or self.session.leading)
        self._found_from = None

    @on(FindBar.NextWanted)
    def _next_wanted(self, message: FindBar.NextWanted) -> None:
        if message.bar == "find":
            self._desk.step(message.step)

    def action_find_next(self, step: int) -> None:
        """Go to the next match, or the one before."""
        self.recall_found()
        if not self._desk.finding.typed and self.session.marks:
            # What a search had marked is gone through in the same way.
            self._seek_marks(self.thread_pane.focused_comment)
        if self._desk.step(step):
            self.lead(Leading.THREAD if self._desk.in_thread else Leading.POST)
        else:
            self.status.say(
                "Nothing to find; {anywhere.find} finds in the post and its comments"
            )

    def _seek_marks(self, comment: str | None) -> None:
        """Find what the search had found, in all of the post and its thread."""
        marks = self.session.marks
        in_thread = self._in_thread and comment is not None
        self._desk.seek_marks(marks.words, marks.phrases, in_thread=in_thread)


_NOTHING_HERE = """\
This library has no posts yet.

Import what you hold: press {anywhere.command-palette} and choose “Import …”, or in the
shell

    gulagreader import FILE... --into DIR
"""
