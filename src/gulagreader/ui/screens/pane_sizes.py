"""How wide the list is and how high the post: by keys, by dragging, and remembered."""

from textual import events
from textual.containers import Container
from textual.widget import Widget

from gulagreader.domain.session import Leading, Session
from gulagreader.ui.screens.open_post import OpenPostScreen

_SETTING = "panes"
_USUAL = {
    "list-wide": 38,
    "list-medium": 34,
    "post-wide": 55,
    "post-medium": 60,
    "post-narrow": 60,
}
"""Cells of the list, and hundredths of the texts' room for the post; where one text
stands above the other in a narrow window, for the one that leads."""
_STEP_CELLS, _STEP_SHARE = 4, 5
_NARROWEST, _TEXTS_AT_LEAST = 22, 40
_VAST, _LIST_SHARE, _WIDEST_LIST = 164, 24, 60
"""Columns of a window from which on the list takes hundredths of it, and no more cells
than that: the texts have all that their lines can fill, and titles need not be cut."""
_LEAST_SHARE, _MOST_SHARE = 20, 80


class PaneSizesScreen(OpenPostScreen):
    """The reader's panes as wide and as high as they were made."""

    _sizes: dict[str, int]
    _dragged: str | None = None
    """The border that the mouse holds: that of the list, or of the post."""
    _is_vast = False

    def on_mount(self) -> None:
        """Lay the panes out as they were left."""
        self._sizes = _read(self._services.memory.setting(_SETTING) or "")
        self._fit_panes()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the sizes of the new breakpoint."""
        self._fit_panes(event.size.width)

    def watch_session(self, old: Session, new: Session) -> None:
        """Lay the screen out for the leading pane."""
        super().watch_session(old, new)
        self._fit_panes()

    def say_comments(self, *, none: bool) -> None:
        """Give the post all the room where there are no comments."""
        super().say_comments(none=none)
        self._fit_panes()

    def _fit_panes(self, width: int | None = None) -> None:
        """Give panes the sizes that the reader chose; others have the usual ones."""
        if not hasattr(self, "_sizes"):
            return
        width = self.app.size.width if width is None else width
        was_vast, self._is_vast = self._is_vast, width >= _VAST
        if not (self._sizes or self._is_vast or was_vast):
            return
        breadth = _breadth(width)
        alone = self.session.zen or breadth == "narrow"
        usual = _usual_list(width) if self._is_vast else None
        cells = self._sizes.get(f"list-{breadth}", usual)
        _set(self.query_one("#listing"), "width", None if alone else cells)
        share = self._sizes.get(f"post-{breadth}")
        if self.has_class("-no-comments"):
            share = None
        if share is not None and breadth == "narrow" and self._in_thread:
            share = 100 - share
        side, other = ("width", "height") if breadth == "wide" else ("height", "width")
        rest = None if share is None else 100 - share
        for pane, part in ((self.post_pane, share), (self.thread_pane, rest)):
            _set(pane, side, None if part is None else f"{part}fr")
            _set(pane, other, None)

    def action_widen_list(self, step: int) -> None:
        """Make the list wider or narrower."""
        width = self.app.size.width
        breadth = _breadth(width)
        if breadth == "narrow" or self.session.zen:
            self.status.say("Only one pane is shown; there is no list beside it")
            return
        name = f"list-{breadth}"
        usual = _usual_list(width) if width >= _VAST else _USUAL[name]
        cells = self._sizes.get(name, usual) + step * _STEP_CELLS
        cells = self._list_cells(cells)
        self._keep_size(f"list-{breadth}", cells)
        self.status.say(f"The list is {cells} columns wide")

    def action_heighten_post(self, step: int) -> None:
        """Give the post more room beside its comments, or less."""
        breadth = _breadth(self.app.size.width)
        low = self.has_class("-low") and breadth != "wide"
        if low or self.session.zen or self._is_without_comments:
            self.status.say("Only one text is shown here")
            return
        if breadth == "narrow" and self.session.leading is Leading.POSTS:
            self.status.say("The list is shown alone here")
            return
        turned = breadth == "narrow" and self._in_thread
        share = self._size_of(f"post-{breadth}")
        share += (-step if turned else step) * _STEP_SHARE
        share = _bounded_share(share)
        self._keep_size(f"post-{breadth}", share)
        shown = 100 - share if turned else share
        self.status.say(f"The post has {shown} % of the room, the comments the rest")

    # Dragging

    def _forward_event(self, event: events.Event) -> None:
        """Let a border that is dragged have the mouse, before a text selects by it."""
        if self._dragged is not None and isinstance(event, events.MouseMove):
            self._drag(event.screen_x, event.screen_y)
            return
        super()._forward_event(event)
        if isinstance(event, events.MouseUp):
            if self._dragged is not None:
                self._keep_sizes()
            self._dragged = None
        elif isinstance(event, events.MouseDown):
            self._dragged = self._border_at(event.screen_x, event.screen_y)
            if self._dragged is not None:
                self._selecting = False

    def _border_at(self, x: int, y: int) -> str | None:
        """Which border stands at a cell: the gap beside the list, the thread's edge."""
        listing, texts = self.listing_pane, self.query_one("#texts")
        if not texts.region or self.session.zen:
            return None
        if listing.display and x == listing.region.right and y < listing.region.bottom:
            return "list"
        post, thread = self.post_pane.region, self.thread_pane.region
        if not post or not thread or self._is_without_comments:
            return None
        beside = thread.y == post.y
        at_edge = x == thread.x if beside else y == thread.y
        return "post" if at_edge and thread.contains(x, y) else None

    def _drag(self, x: int, y: int) -> None:
        breadth = _breadth(self.app.size.width)
        if self._dragged == "list":
            self._sizes[f"list-{breadth}"] = self._list_cells(x)
        else:
            texts = self.query_one("#texts").region
            wide = breadth == "wide"
            at, room = (
                (x - texts.x, texts.width) if wide else (y - texts.y, texts.height)
            )
            share = 100 * at // max(1, room)
            if breadth == "narrow" and self._in_thread:
                share = 100 - share
            self._sizes[f"post-{breadth}"] = _bounded_share(share)
        self._fit_panes()

    def _list_cells(self, cells: int) -> int:
        """A width of the list, as far as it may be had."""
        most = max(_NARROWEST, self.app.size.width - _TEXTS_AT_LEAST)
        return max(_NARROWEST, min(cells, most))

    def _size_of(self, name: str) -> int:
        return self._sizes.get(name, _USUAL[name])

    def _keep_size(self, name: str, size: int) -> None:
        self._sizes[name] = size
        self._keep_sizes()
        self._fit_panes()

    def _keep_sizes(self) -> None:
        written = " ".join(f"{key}:{cells}" for key, cells in self._sizes.items())
        self._services.memory.keep_setting(_SETTING, written)

    @property
    def listing_pane(self) -> Container:
        """The list with the line above it."""
        return self.query_one("#listing", Container)


def _breadth(width: int) -> str:
    return "wide" if width >= 132 else "medium" if width >= 90 else "narrow"


def _usual_list(width: int) -> int:
    """The cells of the list in a vast window."""
    return min(width * _LIST_SHARE // 100, _WIDEST_LIST)


def _bounded_share(share: int) -> int:
    return max(_LEAST_SHARE, min(share, _MOST_SHARE))


def _set(pane: Widget, side: str, size: int | str | None) -> None:
    if size is None:
        if pane.styles.inline.has_rule(side):
            pane.styles.inline.clear_rule(side)
            pane.refresh(layout=True)
    else:
        setattr(pane.styles, side, size)


def _read(written: str) -> dict[str, int]:
    """Sizes as they were kept; what nobody can have meant is passed over."""
    found = {}
    for one in written.split():
        name, _, size = one.partition(":")
        if name in _USUAL and size.isdecimal() and len(size) < 4:
            cells = int(size)
            share = _bounded_share(cells)
            found[name] = max(_NARROWEST, cells) if name[0] == "l" else share
    return found
