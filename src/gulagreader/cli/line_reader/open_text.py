"""The open post, part by part: what was said last, and what comes next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from gulagreader.cli.line_reader.open_thread import OpenThread
from gulagreader.cli.line_reader.sayings import CommentState, comment_said, many
from gulagreader.domain.comments import Thread
from gulagreader.domain.places import Place
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.blocks import Block, Role
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import parse_blocks, plain_text
from gulagreader.text.post_blocks import blocks_of_post
from gulagreader.text.reading_time import ReadingTime, in_minutes
from gulagreader.text.spoken_parts import SpokenPart, spoken_parts, spoken_together

_BEGINNING = 120
"""Characters of a comment that are said where it is one line."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is in the open post: in its text, or at a comment."""

    part: int = 0
    """How many parts of the post are behind."""
    row: int | None = None
    """The row of the comment at hand; None in the post itself."""
    piece: int = 0
    """Which part of the comment, the first being 0."""


@dataclass
class OpenText:
    """A post that is read aloud, with its comments."""

    reading: QuotedReading
    teachers: Collection[str] = ()
    new: frozenset[int] = frozenset()
    """The rows of the comments that are new."""
    spot: Spot = field(default_factory=Spot)
    heard: bool = True
    """Whether what is at the spot was said; not where the post is taken up again."""
    ended: bool = False
    """Whether the end of the post was said."""

    @cached_property
    def comments(self) -> OpenThread:
        """The comments as they are read now."""
        return OpenThread(self.reading.thread)

    @property
    def thread(self) -> Thread:
        """All comments."""
        return self.reading.thread

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The post's text."""
        return parse_blocks(self.reading.post.body)

    @cached_property
    def parts(self) -> list[SpokenPart]:
        """What is said of the post, part by part; its sources are the last."""
        parts = spoken_parts(self.blocks)
        sources = self.reading.post.sources
        if sources:
            said = [f"{s.text} {s.url or ''}".strip() for s in sources]
            words = "\n".join([f"{many(len(said), 'source')}:", *said])
            end = len(self.reading.post.body)
            parts.append(SpokenPart(words, end, end))
        return parts

    def pieces(self, row: int) -> list[SpokenPart]:
        """What is said of a comment, at once where it is short."""
        kept = self._pieces
        if kept is None or kept[0] != row:
            blocks = parse_blocks(self.thread.rows[row].comment.text)
            kept = self._pieces = row, spoken_together(blocks)
        return kept[1]

    _pieces: tuple[int, list[SpokenPart]] | None = None

    @property
    def minutes(self) -> str:
        """How long the post takes to read, with what stands around its text."""
        blocks = blocks_of_post(self.reading.post, self.blocks)
        return in_minutes(ReadingTime(blocks).minutes)

    # A comment

    def head(self, row: int) -> str:
        """What is said before a comment: its place, its author, what is under it."""
        return comment_said(self.thread, row, self._state(row))

    def comment(self, row: int, piece: int = 0) -> list[str]:
        """A comment from a part on: its place and author, then that part."""
        if self.comments.is_folded(row):
            begins = self.beginning(row)
            return [self.head(row), *([f"It begins: {begins}"] if begins else [])]
        pieces = self.pieces(row)
        said = [self.head(row)]
        if piece:
            said.append(f"Part {piece + 1} of {len(pieces)}.")
        return [*said, *(one.words for one in pieces[piece : piece + 1])]

    def beginning(self, row: int) -> str:
        """The first words of a comment."""
        words = " ".join(plain_text(self.thread.rows[row].comment.text[:1000]).split())
        if len(words) <= _BEGINNING:
            return words
        return f"{words[:_BEGINNING].rsplit(' ', 1)[0]} …"

    def in_a_line(self, row: int) -> str:
        """A comment in a line: its number, its author and its first words."""
        author = self.thread.rows[row].comment.author or "author unknown"
        words = self.beginning(row)
        return clean_line(f"comment {row + 1}, {author}: {words}")

    def here(self, row: int) -> str:
        """Which comment the reader is at, after something changed around it."""
        author = self.thread.rows[row].comment.author or "author unknown"
        parts = (f"comment {row + 1}", self._place(row), author)
        return clean_line(f"You are at {', '.join(filter(None, parts))}.")

    def _state(self, row: int) -> CommentState:
        below = range(row + 1, row + 1 + self.thread.rows[row].descendants)
        folded = self.comments.is_folded(row)
        return CommentState(
            new=row in self.new,
            new_below=sum(number in self.new for number in below) if self.new else 0,
            roles=tuple(self.roles(row)),
            place=self._place(row),
            folded=folded,
            parts=1 if folded else len(self.pieces(row)),
        )

    def _place(self, row: int) -> str:
        """Which it is of those that are read, where these are not all in the tree."""
        comments = self.comments
        place = comments.place(row)
        if place is None:
            return ""
        if comments.narrowing is not None:
            return f"{place[0]} of {place[1]} {comments.narrowed_by}"
        return f"{place[0]} of {place[1]} by time" if comments.is_flat else ""

    def roles(self, row: int) -> Iterator[str]:
        """What the author of a comment is besides: teacher, author of the post."""
        author = self.thread.rows[row].comment.author
        if author is None:
            return
        if author in self.teachers:
            yield "teacher"
        if author == self.reading.post.author:
            yield "author of the post"
        root = self.thread.root(row)
        if root != row and self.thread.rows[root].comment.author == author:
            yield "began this branch"

    # Where the reader is

    @property
    def source(self) -> str:
        """The text at hand, as it stands in the file."""
        row = self.spot.row
        if row is None:
            return self.reading.post.body
        return self.thread.rows[row].comment.text

    @property
    def comment_id(self) -> str | None:
        """The id of the comment at hand; None in the post itself."""
        row = self.spot.row
        return None if row is None else self.thread.rows[row].comment.id

    @property
    def offset(self) -> int:
        """The place in the post's text that was said last."""
        if not self.blocks or not self.spot.part:
            return 0
        at = min(self.spot.part, len(self.parts)) - 1
        # The sources have no place in it.
        in_text = self.parts[at].start < len(self.reading.post.body)
        return self.parts[at if in_text else max(0, at - 1)].start

    @property
    def offset_in_comment(self) -> int:
        """The place in the text of the comment at hand that was said last."""
        row, piece = self.spot.row, self.spot.piece
        return self.pieces(row)[piece].start if row is not None and piece else 0

    def part_at(self, offset: int) -> int:
        """The part that begins at or before a place in the post's text."""
        return _last_before(self.parts, offset)

    def piece_at(self, row: int, offset: int) -> int:
        """The part of a comment that begins at or before a place in its text."""
        return _last_before(self.pieces(row), offset)

    def said_last(self) -> tuple[int, int]:
        """From where to where in :attr:`source` was said last."""
        row = self.spot.row
        if row is not None:
            pieces = self.pieces(row)
            at, whole = self.spot.piece, len(pieces) < 2
        else:
            pieces = self.parts[: self.part_at(len(self.source) - 1) + 1]
            at, whole = max(self.spot.part, 1) - 1, not self.blocks
        if whole or not pieces:
            return 0, len(self.source)
        said = pieces[min(at, len(pieces) - 1)]
        return said.start, said.end

    # What stands here

    def links(self) -> Iterator[str]:
        """Where each link of the text at hand leads."""
        blocks = self.blocks if self.spot.row is None else parse_blocks(self.source)
        for block in blocks:
            for span in block.spans:
                if span.role is Role.LINK and span.target:
                    yield f"{block.text[span.start : span.end]}: {span.target}"

    def quotations(self) -> Iterator[tuple[str, Place]]:
        """What the text at hand quotes, of whom, and where that stands in it."""
        row, post = self.spot.row, self.reading.post.id
        found = (
            self.reading.quotations if row is None else self.reading.quotations_in(row)
        )
        for quotation in found:
            of = f", of {quotation.speaker}" if quotation.speaker else ""
            cited = quotation.citation
            source = f", cited as {cited.text}" if cited is not None else ""
            words = " ".join(plain_text(quotation.text).split())
            said = f"{quotation.kind.value.capitalize()}{of}{source}: {words}"
            yield said, Place(post, self.comment_id, quotation.start)


def _last_before(parts: Collection[SpokenPart], offset: int) -> int:
    starts = (part.start for part in parts)
    return max((n for n, start in enumerate(starts) if start <= offset), default=0)
