"""A post as it would come in, with what was decided; or the lines of its source."""

import re
from collections.abc import Sequence
from itertools import islice

from textual.content import Content

from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import display_date
from gulagreader.services.import_look import Version
from gulagreader.text.blocks import Block, BlockKind, Stretch
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import parse_blocks
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.panes.post import PostPane

_COMMENTS_SHOWN = 200
_SOUGHT = 40
"""Characters by which a line of the source is found in the post."""
_MARK = re.compile(r"^[^\w“\"'«„(]*(?:\d{1,5}[.)])?\s*")
"""A list's mark, which the post has not."""
_AS_IT_WOULD_BE = "As it would come in"


class ReviewedPost(PostPane, inherit_bindings=False):
    """Shows a post of a look, its comments below it."""

    # Nothing is known yet of who took up a passage of it.
    BINDINGS = bindings(Where.TEXT)

    _words = _AS_IT_WOULD_BE

    def show_version(
        self, version: Version, comments: Sequence[Block], line: str = ""
    ) -> None:
        """Show a post and its comments; begin at a line of its source, marked."""
        self._words = _AS_IT_WOULD_BE
        top = self.top
        self.show_post(version.post, version.quotations, version.citations)
        self.show_blocks((*self.blocks, *comments), top)
        self.show_quoted(version.quotations, version.citations)
        self.show_line(line)
        self._say_title()

    def show_source(self, lines: Sequence[str], number: int | None) -> None:
        """Show the lines of a source, with the one of a guess marked."""
        self._words = "The lines of the source (t: the post again)"
        blocks = [
            Block(BlockKind.PARAGRAPH, f"{n:>5}  {words}", 0, 0, tight=True)
            for n, words in enumerate(lines, 1)
        ]
        self.show_blocks(blocks)
        if number is not None and 0 < number <= len(blocks):
            there = Stretch(number - 1, 0, len(blocks[number - 1].text))
            self.overlay([(there, "text--current-match")])
            self.show_stretch(there)
        self._say_title()

    def show_words(self, words: str) -> None:
        """Show a sentence."""
        self._words = _AS_IT_WOULD_BE
        self.show_nothing("")
        said = Block(BlockKind.PARAGRAPH, clean_line(words), 0, 0)
        self.show_blocks([said] if words else [])

    def show_line(self, line: str) -> None:
        """Mark a line of the source where the post has it, and bring it into view."""
        there = _found(self.blocks, line)
        if there is None:
            self.overlay([])
            return
        self.overlay([(there, "text--current-match")])
        self.show_stretch(there)

    def _say_title(self) -> None:
        """Say what is shown."""
        self.border_title = Content(self._words)


def comment_blocks(thread: Thread) -> tuple[Block, ...]:
    """The comments of a thread as blocks, the first few hundred of them."""
    rows = thread.rows
    if not rows:
        return ()
    blocks = [_heading(f"Comments {len(rows)}", 2)]
    for row in islice(rows, _COMMENTS_SHOWN):
        comment = row.comment
        # With the hour: it is among what can be corrected here.
        when = display_date(comment.date, time=True)
        who = [comment.author or "unknown author", when]
        level = "↳ " * min(row.depth, 8)
        blocks.append(_heading(level + " · ".join(filter(None, who)), 3))
        blocks.extend(parse_blocks(comment.text))
    more = len(rows) - _COMMENTS_SHOWN
    if more > 0:
        blocks.append(Block(BlockKind.PARAGRAPH, f"… and {more} more", 0, 0))
    return tuple(blocks)


def _heading(words: str, level: int) -> Block:
    return Block(BlockKind.HEADING, clean_line(words), 0, 0, level=level)


def _found(blocks: Sequence[Block], line: str) -> Stretch | None:
    """Where a line of the source stands in the blocks, as far as can be told."""
    for words in (line, _MARK.sub("", line)):
        sought = " ".join(words.split())[:_SOUGHT].rstrip()
        if not sought:
            continue
        for number, block in enumerate(blocks):
            at = block.text.find(sought)
            if at >= 0:
                return Stretch(number, at, at + len(sought))
    return None
