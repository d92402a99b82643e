"""How the reader's panes lie on the screen, and which of them leads."""

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import Reactive, var
from textual.widget import Widget

from gulagreader.domain.session import Leading, Session
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.month_strip import MonthStrip
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.panes.posts import PostsPane
from gulagreader.ui.panes.status import StatusLine
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.views.selecting import SelectingScreen

_LOW = 22
"""Fewer lines than this hold one text at a time."""


_LYING = ("#listing", "#texts", "#post", "#thread")
"""What lies otherwise when another pane leads, or where there are no comments."""


class ReaderLayout(SelectingScreen):
    """Three panes: side by side, stacked or one at a time, as there is room."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (90, "-medium"),
        (132, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (_LOW, "-high"),
    ]
    AUTO_FOCUS = ""

    session: var[Session] = var(Session)
    # Textual paints the whole screen when another has the focus; who had it and who
    # has it know themselves that they look otherwise.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    _clicked = False
    _was_shown = False

    def begin_with(self, leading: Leading, *, without_comments: bool) -> None:
        """Say how the panes will lie, before they are made.

        Each change of classes later on styles every widget anew.
        """
        self.set_reactive(ReaderLayout.session, Session(leading=leading))
        width, height = self.app.size
        for name in (
            _fitting(self.HORIZONTAL_BREAKPOINTS, width),
            _fitting(self.VERTICAL_BREAKPOINTS, height),
            f"-lead-{leading.value}",
        ):
            self.set_class(True, name, update=False)
        self.set_class(without_comments, "-no-comments", update=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style nothing anew at the start: each widget was when it was mounted."""
        # Every look of every pane is a style to work out: a tenth of the start.
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    def compose(self) -> ComposeResult:
        """The panes, the lines to type in, the status and the footer."""
        with Container(id="panes"):
            with Container(id="listing"):
                yield MonthStrip(id="months")
                yield PostsPane(id="posts")
            with Container(id="texts"):
                yield PostPane(id="post")
                yield ThreadPane(id="thread")
        yield FindBar("Find", id="find")
        yield FindBar("Filter", id="filter")
        yield StatusLine(id="status")
        yield WholeFooter()

    def furnish(self) -> None:
        """Make what nobody sees in the first picture."""
        for bar in self.query(FindBar):
            bar.furnish()

    def say_copied(self, words: str) -> None:
        """Say what became of a copy in the status line."""
        self.status.say(words)

    @property
    def posts(self) -> PostsPane:
        """The list."""
        return self.query_one("#posts", PostsPane)

    @property
    def post_pane(self) -> PostPane:
        """The open post."""
        return self.query_one("#post", PostPane)

    @property
    def thread_pane(self) -> ThreadPane:
        """Its comments."""
        return self.query_one("#thread", ThreadPane)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def marked_place(self) -> tuple[str | None, int, int] | None:
        """The passage that the reader was led to, while it is read.

        The comment it is in (None: the post), and where in the source of that.
        """
        return None

    # The session

    def watch_session(self, old: Session, new: Session) -> None:
        """Lay the screen out for the leading pane."""
        if (old.leading, old.zen) == (new.leading, new.zen) and self._has_lead():
            return
        if not self._clicked:
            self._show_lead(new)

    def _show_lead(self, session: Session) -> None:
        leading = {f"-lead-{pane.value}": pane is session.leading for pane in Leading}
        with self.app.batch_update():
            self._lie({**leading, "-zen": session.zen})

    def _lie(self, classes: Mapping[str, bool]) -> None:
        """Lay the panes otherwise, by classes of the screen.

        Textual styles every widget anew for such a change, of which four know the
        classes: it took a tenth of what a post takes to be opened.
        """
        before = self.classes
        self.update_classes(classes, update=False)
        if self.classes != before:
            lying = [self.query_one(selector, Widget) for selector in _LYING]
            self.app.stylesheet.update_nodes(lying, animate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the panes out for the one clicked on, before a smaller size hides it."""
        if not self.has_class(f"-lead-{self.session.leading.value}"):
            self._show_lead(self.session)

    def _has_lead(self) -> bool:
        return any(self.has_class(f"-lead-{pane.value}") for pane in Leading)

    def lead(self, pane: Leading) -> None:
        """Give the reader's attention to a pane."""
        self.session = self.session.led_by(pane)
        widget = self._pane(pane)
        if self.focused is not widget:
            self.set_focus(widget, scroll_visible=False)

    def _pane(self, pane: Leading) -> Widget:
        panes: dict[Leading, Widget] = {
            Leading.POSTS: self.posts,
            Leading.POST: self.post_pane,
            Leading.THREAD: self.thread_pane,
        }
        return panes[pane]

    def on_descendant_focus(self) -> None:
        """Let a click on a pane make it the leading one, without moving the panes."""
        for pane in Leading:
            if self.focused is self._pane(pane):
                # What is under the pointer must stay there: a drag may follow.
                self._clicked = True
                self.session = self.session.led_by(pane)
                self._clicked = False

    # Panes

    def before_leaving(self) -> None:
        """Put back what was shown for the sake of the pane that is left."""

    def action_lead(self, pane: str) -> None:
        """Go to a pane; a post without comments has no third."""
        if pane == Leading.THREAD.value and self._is_without_comments:
            self.status.say("There are no comments under this post", passing=True)
        else:
            self.before_leaving()
            self.lead(Leading(pane))

    @property
    def _is_without_comments(self) -> bool:
        return not self.thread_pane.thread.rows

    def say_comments(self, *, none: bool) -> None:
        """Lay the texts out for a post with comments, or for one that has none."""
        self._lie({"-no-comments": none})

    def action_next_pane(self, step: int) -> None:
        """Go to the next pane, or the one before."""
        here = self.session.leading
        none = self._is_without_comments and here is not Leading.THREAD
        panes = [one for one in Leading if not (none and one is Leading.THREAD)]
        at = panes.index(here)
        self.before_leaving()
        self.lead(panes[(at + step) % len(panes)])

    def action_zen(self) -> None:
        """Show only the leading pane, or all of them again."""
        self.session = self.session.zoomed()

    def action_leave(self) -> None:
        """Go back a pane; in the list, quit."""
        self.before_leaving()
        if self.session.leading is Leading.POSTS:
            self.app.exit()
        elif self.session.leading is Leading.THREAD and not self.session.zen:
            self.lead(Leading.POST)
        else:
            self.lead(Leading.POSTS)


def _fitting(breakpoints: list[tuple[int, str]], cells: int) -> str:
    """The class of the last breakpoint that there is room for."""
    return [name for least, name in breakpoints if least <= cells][-1]
