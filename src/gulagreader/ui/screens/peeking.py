"""A look at the comments above the one that is read, without going there."""

from textual import events, on
from textual.geometry import Region

from gulagreader.domain.dates import exact_moment
from gulagreader.domain.session import Leading
from gulagreader.ui.panes.peek import PeekPane
from gulagreader.ui.screens.listed_posts import ListedPostsScreen

_OWN_LINES = 3
"""Lines of the comment itself that stay in view above the others."""
_LAID_OUT_SECONDS, _LOOKS = 0.1, 4
"""After a resize it is looked so often, with such pauses, what room there is."""


class PeekingScreen(ListedPostsScreen):
    """The open post, with what a comment answers shown over it."""

    _peek: PeekPane | None = None
    _peek_room = Region()
    """The room that it was fitted in last."""

    @property
    def is_peeking(self) -> bool:
        """Whether the comments above are shown."""
        return self._peek is not None and self._peek.display

    async def action_peek(self) -> None:
        """Show the comments above the focused one."""
        pane = self.thread_pane
        rows = pane.thread.rows
        if not rows:
            return
        above = pane.thread.ancestors(pane.focused_row)
        date = exact_moment(rows[pane.focused_row].comment.date)
        if not above:
            when = f"; it is of {date}" if date else ""
            self.status.say(f"This comment answers the post{when}", passing=True)
            return
        if date:
            self.status.say(f"The comment under them is of {date}", passing=True)
        if self._peek is None:
            self._peek = PeekPane(id="peek")
            self._peek.display = False
            await self.mount(self._peek)
        chain = tuple(rows[row].comment for row in above)
        self._peek_room = self._room_beside_focus()
        self._peek.show_chain(chain, pane, self._peek_room)
        self.set_focus(self._peek, scroll_visible=False)

    def _room_beside_focus(self) -> Region:
        """The lines over the focused comment, or under it, whichever are more."""
        pane = self.thread_pane
        region, panes = pane.region, self.query_one("#panes").region
        first = region.y + 1 + max(0, pane.line_of_focus - pane.top)
        # After a resize the pane may not have brought it into view yet.
        first = min(first, region.bottom - 1)
        over = first - panes.y
        under = region.bottom - first - _OWN_LINES
        if over >= under:
            return Region(region.x, 0, region.width, max(1, over))
        return Region(region.x, first + _OWN_LINES, region.width, max(1, under))

    def on_resize(self, event: events.Resize) -> None:
        """Show the comments above in the room that there is now."""
        if self.is_peeking:
            # The panes are laid out first, in more steps than one.
            for turn in range(1, _LOOKS + 1):
                self.set_timer(turn * _LAID_OUT_SECONDS, self._fit_peek)

    def _fit_peek(self) -> None:
        peek, pane = self._peek, self.thread_pane
        if peek is None or not self.is_peeking:
            return
        room = self._room_beside_focus()
        if room == self._peek_room:
            return
        self._peek_room = room
        focused = peek.focused_comment
        chain = tuple(one.comment for one in peek.thread.rows)
        peek.show_chain(chain, pane, room)
        if focused is not None:
            peek.land_on(focused)

    def close_peek(self) -> None:
        """Show the thread alone again, the keys with it."""
        if self._peek is None or not self._peek.display:
            return
        focused = self.focused is self._peek
        self._peek.display = False
        if focused:
            self.lead(Leading.THREAD)

    def take_key(self, key: str) -> bool:
        """Look at a key before it is carried out; True where it is taken."""
        if self._peek is None or not self.is_peeking:
            return False
        closes = self._peek.closes_by(key)
        if closes is not False:
            self.close_peek()
        return closes is True

    @on(PeekPane.Left)
    def _peek_left(self) -> None:
        self.close_peek()

    @on(PeekPane.Chosen)
    def _peek_chosen(self, message: PeekPane.Chosen) -> None:
        self.close_peek()
        row = self.thread_pane.thread.index.get(message.comment)
        if row is not None:
            self.thread_pane.jump_to(row)
