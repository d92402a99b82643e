"""The list of posts as it is painted: of each its title, and a line on it below."""

from collections.abc import Callable, Sequence

from rich.segment import Segment

from gulagreader.domain.listing import SmartList
from gulagreader.domain.posts import PostCard
from gulagreader.ui.panes.listed_rows import LINES_EACH, ListedRows
from gulagreader.ui.panes.post_lines import (
    Pieces,
    PostSigns,
    list_line,
    meta_line,
    search_line,
    title_line,
)
from gulagreader.ui.views.lines_view import LinesView


def _no_comments(_: PostCard) -> int:
    return 0


class PaintedPosts(ListedRows, LinesView):
    """The part of the list that paints its rows, those in view alone."""

    COMPONENT_CLASSES = {
        "posts--title",
        "posts--unread",
        "posts--meta",
        "posts--open",
        "posts--cursor",
        "posts--heading",
        "posts--search",
        "posts--new",
        "posts--marked",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.new_comments: Callable[[PostCard], int] = _no_comments
        """How many comments came under a post since it was left."""
        self.empty_text = "No posts yet"
        self._starred: frozenset[str] = frozenset()
        self._open: str | None = None

    def line_look(self, y: int) -> tuple[str, ...]:
        """The cursor's bar, and a marked row's, reach to the end of their lines."""
        number = self._number_at(y)
        marked = number is not None and number >= 0 and self._is_marked(number)
        looks = ("posts--marked",) if marked else ()
        return (*looks, "posts--cursor") if number == self.cursor else looks

    def segments_of(self, y: int) -> Sequence[Segment]:
        """Paint a saved search, a title, or the line below it."""
        looks = self.line_look(y)
        return [
            Segment(text, self.style_of((*looks, *own)))
            for text, own in self._pieces(y)
        ]

    def _pieces(self, y: int) -> Pieces:
        width = self.text_width
        if y < self._head:
            above = self._heads[y]
            if isinstance(above, str):
                return ((f" {above}", ("posts--heading",)),)
            if isinstance(above, SmartList):
                return list_line(above, dict(self.lists).get(above, 0), width)
            return search_line(above, width)
        number, part = divmod(y - self._head, LINES_EACH)
        if not self.cards:
            text = self.empty_text if y == self._head else ""
            return ((f" {text}", ("posts--meta",)),)
        card = self.cards[number]
        if part:
            return meta_line(card, self.new_comments(card), width)
        signs = PostSigns(
            unread=card.id not in self._read,
            starred=card.id in self._starred,
            marked=self._is_marked(number),
            is_open=card.id == self._open,
        )
        return title_line(card, signs, width)
