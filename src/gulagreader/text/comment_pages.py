"""The texts of a thread at one width: each a page, laid out when it is first wanted."""

from typing import TYPE_CHECKING

from gulagreader.domain.comments import Thread
from gulagreader.text.blocks import Block
from gulagreader.text.lines import Page
from gulagreader.text.page import lay_out_page

if TYPE_CHECKING:
    from gulagreader.text.hyphenation import Points


class CommentPages:
    """What all foldings of a thread at one width share."""

    def __init__(
        self,
        thread: Thread,
        width: int,
        gutter: int,
        least_text: int,
        blocks: list[tuple[Block, ...] | None],
        *,
        ascii_only: bool,
        flat: bool,
        points: "Points | None",
    ) -> None:
        self.thread = thread
        self.flat = flat
        self.points = points
        self.width = max(1, width)
        self.gutter = gutter
        self.least_text = least_text
        self.ascii_only = ascii_only
        least = max(least_text, self.width // 3)
        most = max(self.width - least, self.width // 5, 0)
        self.most_indent = most - most % gutter if gutter > 0 else 0
        self.blocks = blocks
        self.pages: list[Page | None] = [None] * len(thread.rows)
        self.laid_out = 0
        """How many pages there are: heights change with them alone."""
        self.heights = self._estimates()

    def _estimates(self) -> list[int]:
        """The text lines of each comment, guessed from its length."""
        guesses = []
        widths: dict[int, int] = {}
        for row in self.thread.rows:
            depth = 0 if self.flat else row.depth
            width = widths.get(depth)
            if width is None:
                width = widths[depth] = self.text_width(depth)
            text = row.comment.text
            # A line of prose is left about one twentieth empty.
            guesses.append(
                1 + len(text) * 21 // (20 * width) + text.count("\n") * 3 // 4
            )
        return guesses

    def indent(self, depth: int) -> int:
        """The cells left of a comment at a depth."""
        return min(depth * self.gutter, self.most_indent)

    def text_width(self, depth: int) -> int:
        """The cells that the text of a comment at a depth has."""
        return max(1, self.width - self.indent(depth))

    def depth(self, row: int) -> int:
        """The level at which a row is shown."""
        return 0 if self.flat else self.thread.rows[row].depth

    def parsed(self, row: int) -> tuple[Block, ...]:
        """The blocks of a comment's text."""
        blocks = self.blocks[row]
        if blocks is None:
            from gulagreader.text.markdown import parse_blocks  # noqa: PLC0415 - start-up

            blocks = parse_blocks(self.thread.rows[row].comment.text)
            self.blocks[row] = blocks
        return blocks

    def page(self, row: int) -> Page:
        """A comment's text laid out."""
        page = self.pages[row]
        if page is None:
            width = self.text_width(self.depth(row))
            page = lay_out_page(
                self.parsed(row),
                width,
                ascii_only=self.ascii_only,
                points=self.points,
            )
            self.pages[row] = page
            self.laid_out += 1
            self.heights[row] = len(page.lines)
        return page
