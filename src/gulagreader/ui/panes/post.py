"""The reading pane: a post with its quotations, citations and matches."""

from collections.abc import Sequence

from textual.content import Content

from gulagreader.domain.dates import display_date
from gulagreader.domain.posts import Post
from gulagreader.domain.quotations import Citation, Quotation
from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.reading_time import ReadingTime, progress_words
from gulagreader.ui.commands import Where, bindings
from gulagreader.ui.layers import Layer
from gulagreader.ui.noted import NotedPost
from gulagreader.ui.paint import shortened
from gulagreader.ui.quoted import quoted_overlays

_BYLINE = 1
"""Number of the block that names author and date."""


class PostPane(NotedPost):
    """Shows a post: title, byline, body, sources."""

    BINDINGS = bindings(Where.TEXT, Where.POST)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._title = ""
        self._time: ReadingTime | None = None
        self._said = ""

    def show_post(
        self,
        post: Post,
        quotations: Sequence[Quotation],
        citations: Sequence[Citation],
        source_offset: int = 0,
    ) -> None:
        """Show a post from a place in its body on; 0 shows its title."""
        head = _head(post)
        body = parse_blocks(post.body)
        self.show_blocks((*head, *body, *_sources(post)))
        self.show_quoted(quotations, citations)
        self.go_to_source(source_offset)
        self._title = post.title or "Untitled"
        self._time = ReadingTime(self.blocks)
        self._say_title()

    def show_quoted(
        self, quotations: Sequence[Quotation], citations: Sequence[Citation]
    ) -> None:
        """Mark what the post quotes and cites."""
        quoted = quoted_overlays(self.blocks, quotations, citations)
        byline = self.blocks[_BYLINE].text
        quoted[_BYLINE] = [(0, len(byline), "text--byline")]
        self.lay(Layer.QUOTED, quoted)

    def show_nothing(self, words: str) -> None:
        """Show a sentence in place of a post."""
        self.show_blocks(parse_blocks(words))
        self._title, self._time = "", None
        self._say_title()

    def _say_title(self) -> None:
        """Say how far the reader is; once the title is out of view, name the post."""
        title = self._title if self._title and self.top else "Post"
        if self._time is not None:
            far = progress_words(self.page, self._time, self.top, self.text_height)
            title = shortened(title, max(8, self.text_width - len(far) - 8))
            title = f"{title} · {far}" if far else title
        # Whoever sets a title draws all of the pane anew.
        if title != self._said:
            self._said = title
            self.border_title = Content(title)

    def hold(self) -> None:
        """Keep the place, and say how far it is in the text as it is laid out now."""
        super().hold()
        self._say_title()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the title in view."""
        super().watch_scroll_y(old_value, new_value)
        self._say_title()

    def go_to_source(self, offset: int) -> None:
        """Show a place in the body; 0 shows the title above it."""
        self.go_to(self.page.line_at_source(offset) if offset else 0)

    @property
    def source_offset(self) -> int:
        """The place in the post's body at the top of the window."""
        return self.page.source_of(self.top) if self.top else 0


def _head(post: Post) -> tuple[Block, ...]:
    title = Block(BlockKind.HEADING, post.title or "Untitled", 0, 0, level=1)
    words = [post.author or "unknown author", display_date(post.date) or "undated"]
    if post.tags:
        words.append(", ".join(post.tags))
    byline = Block(BlockKind.PARAGRAPH, " · ".join(words), 0, 0)
    return title, byline


def _sources(post: Post) -> tuple[Block, ...]:
    if not post.sources:
        return ()
    end = len(post.body)
    heading = Block(BlockKind.HEADING, "Sources", end, end, level=2)
    entries = []
    for source in post.sources:
        link = f" {source.url}" if source.url else ""
        entries.append(Block(BlockKind.PARAGRAPH, f"{source.text}{link}", end, end))
    return heading, *entries
