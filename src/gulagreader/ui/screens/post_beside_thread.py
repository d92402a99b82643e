"""The post beside its thread: it shows what the focused comment quotes of it."""

from textual.timer import Timer

from gulagreader.domain.session import Leading, Session
from gulagreader.services.wiring import Services
from gulagreader.text.lines import Page
from gulagreader.ui.looks.layers import Layer
from gulagreader.ui.screens.open_post import Opening
from gulagreader.ui.screens.page_ways import PageWaysScreen
from gulagreader.ui.views.uptake_margin import PASSAGE

_PINNED = "pinned"
"""The setting that remembers whether the post is to show what a comment quotes."""
_FOLLOWS_SECONDS = 0.15
"""How often a pinned post looks which comment is read."""


class PostBesideThreadScreen(PageWaysScreen):
    """The open post, which follows the comments of its thread."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._following: Timer | None = None
        self._followed: tuple[object, int] | None = None
        self._own_place: tuple[int, Page, int] | None = None
        """Where the post was read, while it shows what a comment quotes instead: in
        its source, and in a layout the line."""
        self._shown_for_quote = 0
        """The line that the post was moved to for that."""

    def on_mount(self) -> None:
        """Follow the comments that are read."""
        self._following = self.set_interval(_FOLLOWS_SECONDS, self._follow, pause=True)
        self._follow_where_it_leads()

    def watch_session(self, old: Session, new: Session) -> None:
        """Follow the reader into the thread."""
        super().watch_session(old, new)
        if new.leading is Leading.POST:
            # Led there by something else than a key for panes: it is read here now,
            # and what was clicked on stays under the pointer.
            self._own_place = None
        elif new.leading is Leading.POSTS:
            self._return_to_own_place()
        self._follow_where_it_leads()

    def _show(self, opening: Opening) -> None:
        super()._show(opening)
        self._own_place = self._followed = None

    @property
    def post_offset(self) -> int:
        """Where in its source the post was read, whatever a comment quotes."""
        if self._own_place is not None and self._is_where_put:
            return self._own_place[0]
        return super().post_offset

    @property
    def _is_where_put(self) -> bool:
        """Whether nobody scrolled the post since it shows what a comment quotes."""
        return self.post_pane.moved_to == self._shown_for_quote

    def before_leaving(self) -> None:
        """Show the post where it was read, before the reader goes to it."""
        self._return_to_own_place()

    def _return_to_own_place(self) -> None:
        own, self._own_place = self._own_place, None
        if own is None or not self._is_where_put:
            return
        offset, page, line = own
        if page is self.post_pane.page:
            self.post_pane.go_to(line)
        else:
            self.post_pane.go_to_source(offset)

    @property
    def is_pinned(self) -> bool:
        """Whether the post is kept at the passage that the focused comment quotes."""
        return self._services.memory.setting(_PINNED) != "no"

    def action_pin_post(self) -> None:
        """Keep the post at what the focused comment quotes, or let it be."""
        pinned = not self.is_pinned
        self._services.memory.keep_setting(_PINNED, "yes" if pinned else "no")
        self._followed = None
        if not pinned:
            self._own_place = None
            self.post_pane.lay(Layer.CHOSEN, {})
        self._follow_where_it_leads()
        self.status.say(
            "The post shows what the focused comment quotes; {text.pin-post} lets it be"
            if pinned
            else "The post stays where it is; {text.pin-post} lets it follow the"
            " comments"
        )

    def _follow_where_it_leads(self) -> None:
        """Look which comment is read only while one is."""
        if self._following is None:
            return
        if self.session.leading is Leading.THREAD and self.is_pinned:
            self._following.resume()
        else:
            self._following.pause()
            self._followed = None

    def _follow(self) -> None:
        """Show the passage of the post that the focused comment quotes."""
        pane, thread = self.post_pane, self.thread_pane
        links = self._links
        if links is None or not pane.display or not pane.size.height:
            return
        here = (links, thread.focused_row)
        if here == self._followed:
            return
        self._followed = here
        comment = thread.focused_comment
        ways = links.ways(comment) if comment is not None else ()
        to_post = (
            way.there
            for way in ways
            if way.there.post == links.post and way.there.comment is None
        )
        place = next(to_post, None)
        parts = pane.stretches_of(place.start, place.end) if place is not None else ()
        marked: dict[int, list[tuple[int, int, str]]] = {}
        for part in parts:
            marked.setdefault(part.block, []).append((part.start, part.end, PASSAGE))
        pane.lay(Layer.CHOSEN, marked)
        if parts:
            if self._own_place is None or not self._is_where_put:
                self._own_place = pane.source_offset, pane.page, pane.top
            pane.show_stretch(parts[0])
            self._shown_for_quote = pane.moved_to
        else:
            self._return_to_own_place()
