"""The list of posts: two lines each, painted from the catalogue's cards."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message

from gulagreader.domain.dates import display_date
from gulagreader.domain.posts import PostCard
from gulagreader.text.cells import cell_len
from gulagreader.ui.commands import Where, bindings
from gulagreader.ui.lines_view import LinesView
from gulagreader.ui.paint import shortened

_LINES_EACH = 2


class PostsPane(LinesView):
    """Lists posts, newest first, with what is read and what is not."""

    BINDINGS = bindings(Where.LIST)
    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "posts--title",
        "posts--unread",
        "posts--meta",
        "posts--open",
        "posts--cursor",
    }

    @dataclass
    class Opened(Message):
        """The reader asked for a post."""

        post: str
        """The post's id."""

    @dataclass
    class Moved(Message):
        """The cursor went to another post."""

        post: str
        """The post's id."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.cards: tuple[PostCard, ...] = ()
        self._numbers: dict[str, int] = {}
        """The place of each post in the list, by its id."""
        self._read: frozenset[str] = frozenset()
        self._starred: frozenset[str] = frozenset()
        self._open: str | None = None
        self.cursor = 0
        self.empty_text = "No posts yet"
        self.filter = ""
        """What the list was narrowed to, to be told in its title."""

    def show_cards(
        self,
        cards: Sequence[PostCard],
        read: frozenset[str],
        starred: frozenset[str],
        open_post: str | None,
    ) -> None:
        """Show other cards, the cursor on the post it was on if that is there."""
        under = self.under_cursor
        number, line = self.cursor, self.cursor * _LINES_EACH - self.top
        if cards is not self.cards:
            self.cards = tuple(cards)
            self._numbers = {card.id: n for n, card in enumerate(self.cards)}
        self._read, self._starred, self._open = read, starred, open_post
        kept = under.id if under is not None else open_post
        last = max(0, len(self.cards) - 1)
        self.cursor = self._numbers.get(kept or "", min(self.cursor, last))
        self.set_height(max(1, len(self.cards)) * _LINES_EACH)
        if self.cursor != number:
            # The cursor stays on its screen line, so that the eye need not look for it.
            self.go_to(self.cursor * _LINES_EACH - line)
            self._put_cursor(self.cursor)
        self._say_how_many()
        self.repaint()

    def mark_open(self, post: str | None) -> None:
        """Show which post is open, with the cursor on it."""
        self._open = post
        if post in self._numbers:
            self._put_cursor(self._numbers[post])
        self.repaint()

    @property
    def under_cursor(self) -> PostCard | None:
        """The card under the cursor; None in an empty list."""
        return self.cards[self.cursor] if self.cursor < len(self.cards) else None

    def step_from(self, post: str | None, step: int, *, unread: bool) -> str | None:
        """The id of the post before or after another in the list, if there is one."""
        beside = -1 if step > 0 else len(self.cards)
        at = self._numbers.get(post or "", beside) + step
        while 0 <= at < len(self.cards):
            if not unread or self.cards[at].id not in self._read:
                return self.cards[at].id
            at += step
        return None

    def _say_how_many(self) -> None:
        unread = len(self._numbers.keys() - self._read)
        more = f", {unread} unread" if unread else ""
        only = f" with “{self.filter}”" if self.filter else ""
        self.border_title = Content(f"Posts {len(self.cards)}{only}{more}")

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width, the cursor in view."""
        self.set_height(max(1, len(self.cards)) * _LINES_EACH)
        self.repaint()
        self._put_cursor(self.cursor)

    def line_look(self, y: int) -> tuple[str, ...]:
        """The cursor's bar reaches to the end of its lines."""
        if y // _LINES_EACH == self.cursor and self.cards:
            return ("posts--cursor",)
        return ()

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a title, or the line below it."""
        if not self.cards:
            text = self.empty_text if y == 0 else ""
            return [Segment(f" {text}", self.style_of(("posts--meta",)))]
        number, part = divmod(y, _LINES_EACH)
        card = self.cards[number]
        looks = self.line_look(y)
        if part == 0:
            return self._title(card, looks)
        return [Segment(self._meta(card), self.style_of((*looks, "posts--meta")))]

    def _meta(self, card: PostCard) -> str:
        """Date and author, and at the right edge how many comments there are."""
        words = [display_date(card.date), card.author or "unknown author"]
        left = "   " + " · ".join(word for word in words if word)
        right = f"{card.comments} comment{'s' * (card.comments != 1)} "
        room = self.text_width - cell_len(left)
        if not card.comments:
            right = ""
        elif room <= len(right):
            right = f"{card.comments} "
        left = shortened(left, max(0, self.text_width - len(right) - 1))
        return left + " " * (self.text_width - cell_len(left) - len(right)) + right

    def _title(self, card: PostCard, looks: tuple[str, ...]) -> list[Segment]:
        unread = card.id not in self._read
        dot = "●" if unread else " "
        star = "★ " if card.id in self._starred else ""
        look = "posts--unread" if unread else "posts--title"
        own = (look, "posts--open") if card.id == self._open else (look,)
        room = max(1, self.text_width - 3)
        return [
            Segment(f" {dot} ", self.style_of((*looks, "posts--unread"))),
            Segment(shortened(star + card.title, room), self.style_of((*looks, *own))),
        ]

    def _put_cursor(self, number: int) -> None:
        before = self.cursor
        self.cursor = max(0, min(number, len(self.cards) - 1))
        for row in {before, self.cursor}:
            self.repaint_lines(row * _LINES_EACH, _LINES_EACH)
        first = self.cursor * _LINES_EACH
        self.bring_into_view(first, first + _LINES_EACH - 1)
        card = self.under_cursor
        if card is not None and before != self.cursor:
            self.post_message(self.Moved(card.id))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the post clicked on, and open it."""
        content = event.get_content_offset(self)
        if content is None:
            return
        number = (content.y + self.top) // _LINES_EACH
        if number < len(self.cards):
            self._put_cursor(number)
            self.action_open()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._put_cursor(self.cursor + step)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self._put_cursor(
            self.cursor + direction * max(1, self.text_height // _LINES_EACH - 1)
        )

    def action_half_page(self, direction: int) -> None:
        """Move the cursor by half a page."""
        self._put_cursor(
            self.cursor + direction * max(1, self.text_height // _LINES_EACH // 2)
        )

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first or the last post."""
        self._put_cursor(0 if direction < 0 else len(self.cards) - 1)

    def action_open(self) -> None:
        """Ask for the post under the cursor."""
        card = self.under_cursor
        if card is not None:
            self.post_message(self.Opened(card.id))
