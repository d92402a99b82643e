"""The reading pane: a post with its quotations, citations and matches."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.posts import Post
from gulagreader.domain.quotations import Citation, Quotation
from gulagreader.text.blocks import Block, Role
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import Page
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.looks.layers import Layer
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.notes.noted import NotedPost
from gulagreader.ui.passages.quoted import quoted_overlays

if TYPE_CHECKING:
    # What a text is made of comes with the first one.
    from gulagreader.text.reading_time import ReadingTime

_BYLINE = 1
"""Number of the block that names author and date."""
_SIGNS = 5
"""Cells for the signs in the margin, and around a number."""


@dataclass(frozen=True, slots=True)
class _MadePost:
    """What is shown of a post at any width."""

    post: Post
    blocks: tuple[Block, ...]
    body: range
    """The numbers of the blocks that are the post's own text."""
    time: "ReadingTime"

    @classmethod
    def of(cls, post: Post) -> "_MadePost":
        """Parse a post; a long one takes some hundredths of a second."""
        from gulagreader.text.markdown import parse_blocks  # noqa: PLC0415 - start-up
        from gulagreader.text.post_blocks import HEAD, blocks_of_post  # noqa: PLC0415 - start-up
        from gulagreader.text.reading_time import ReadingTime  # noqa: PLC0415 - start-up

        body = parse_blocks(post.body)
        blocks = blocks_of_post(post, body)
        own = range(HEAD, HEAD + len(body))
        return cls(post, blocks, own, ReadingTime(blocks))


def _no_way_back() -> None:
    """Remember nothing."""


class PostPane(NotedPost):
    """Shows a post: title, byline, body, sources."""

    BINDINGS = bindings(Where.TEXT, Where.POST)

    on_jump: Callable[[], None] = staticmethod(_no_way_back)
    """Told that what is read is left by a jump, before that is made."""

    @dataclass
    class MarkClicked(Message):
        """A footnote's mark was clicked on, or the label of its text."""

        label: str
        block: int
        start: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._title = ""
        self._time: ReadingTime | None = None
        self._said = ""
        self._made: _MadePost | None = None
        """What was made ahead."""
        self._body = range(0)
        """The numbers of the blocks that are the post's own text."""
        self.shows_numbers = False
        self._numbers: tuple[Page | None, dict[int, str]] = (None, {})
        """Of a layout, the numbers of the paragraphs that begin on its lines."""

    def show_post(
        self,
        post: Post,
        quotations: Sequence[Quotation],
        citations: Sequence[Citation],
        source_offset: int = 0,
    ) -> None:
        """Show a post from a place in its body on; 0 shows its title."""
        made = self._made
        if made is None or made.post is not post:
            made = _MadePost.of(post)
        self._made = None
        self._body = made.body
        self._number(made.blocks[made.body.start : made.body.stop])
        self.show_blocks(made.blocks)
        self.show_quoted(quotations, citations)
        self.go_to_source(source_offset)
        self._title = post.title or "Untitled"
        self._time = made.time
        self._say_title()

    def make_ahead(self, post: Post) -> None:
        """Make what is shown of a post that may be opened next.

        May be called from another thread.
        """
        made = _MadePost.of(post)
        self.lay_out_ahead(made.blocks)
        self._made = made

    @property
    def made_ahead(self) -> str | None:
        """The id of the post that was made ahead; None where none is."""
        return self._made.post.id if self._made is not None else None

    def show_quoted(
        self, quotations: Sequence[Quotation], citations: Sequence[Citation]
    ) -> None:
        """Mark what the post quotes and cites."""
        quoted = quoted_overlays(self.blocks, quotations, citations)
        byline = self.blocks[_BYLINE].text
        quoted[_BYLINE] = [(0, len(byline), "text--byline")]
        self.lay(Layer.QUOTED, quoted)

    def show_numbers(self, shown: bool) -> None:
        """Show the numbers of the paragraphs beside them, or hide them."""
        self.shows_numbers = shown
        self._number(self.blocks[self._body.start : self._body.stop])
        self.repaint()

    def _number(self, body: Sequence[Block]) -> None:
        """Leave room for the numbers, and for the signs that stand there too."""
        self._numbers = (None, {})
        if not self.shows_numbers:
            self.set_least_margin(1)
            return
        from gulagreader.text.paragraph_numbers import is_counted  # noqa: PLC0415 - start-up

        most = sum(map(is_counted, body))
        self.set_least_margin(len(str(most)) + _SIGNS)

    def margin_segments(self, y: int) -> Sequence[Segment]:
        """Put a paragraph's number left of what else stands in the margin."""
        signs = super().margin_segments(y)
        if not self.shows_numbers:
            return signs
        if self._numbers[0] is not self.page:
            from gulagreader.text.paragraph_numbers import is_counted  # noqa: PLC0415 - start-up

            counted = [n for n in self._body if is_counted(self.blocks[n])]
            lines = enumerate((self.page.first[n] for n in counted), 1)
            self._numbers = self.page, {line: str(number) for number, line in lines}
        number = self._numbers[1].get(y)
        if number is None:
            return signs
        said = "".join(sign.text for sign in signs).strip()
        room = self.margin - (cell_len(said) + 1 if said else 0) - 1
        if len(number) > room:
            return signs
        look = self.style_of(("text--gutter",))
        shown = [Segment(number.rjust(room) + " ", look)]
        if said:
            shown.append(Segment(f"{said} ", signs[0].style))
        return shown

    def on_click(self, event: events.Click) -> None:
        """Tell that a footnote's mark was clicked on."""
        if self.text_selection is not None and self.text_selection.end is not None:
            return
        place = self.place_near(event.screen_x, event.screen_y)
        if place is None or not self.content_region.contains(
            event.screen_x, event.screen_y
        ):
            return
        for span in self.blocks[place.y].spans:
            is_mark = span.role is Role.FOOTNOTE and span.start <= place.x < span.end
            if is_mark and span.target:
                self.post_message(self.MarkClicked(span.target, place.y, span.start))

    def show_nothing(self, words: str) -> None:
        """Show a sentence in place of a post."""
        from gulagreader.text.markdown import parse_blocks  # noqa: PLC0415 - start-up

        self.show_blocks(parse_blocks(words))
        self._title, self._time = "", None
        self._say_title()

    def _say_title(self) -> None:
        """Say how far the reader is; once the title is out of view, name the post."""
        title = self._title if self._title and self.top else "Post"
        if self._time is not None:
            from gulagreader.text.reading_time import progress_words  # noqa: PLC0415 - start-up

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

    def action_edge(self, direction: int) -> None:
        """Scroll to the beginning or the end, with a way back where that is far."""
        there = 0 if direction < 0 else self.virtual_size.height - self.text_height
        if abs(there - self.top) >= self.text_height:
            self.on_jump()
        super().action_edge(direction)

    @property
    def moved_to(self) -> int:
        """The line that the reader, or a command, moved to last."""
        return self._top_left_at

    @property
    def source_offset(self) -> int:
        """The place in the post's body at the top of the window.

        At a blank line that of what stands below it, which is what is read.
        """
        lines, line = self.page.lines, self.top
        while 0 < line < len(lines) - 1 and lines[line].blank:
            line += 1
        return self.page.source_of(line) if line else 0
