"""The open post, part by part: what was said last, and what comes next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from gulagreader.cli.line_reader.sayings import comment_said, many
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.blocks import Block, Role
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.reading_time import in_minutes, minutes_of
from gulagreader.text.spoken import spoken


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is in the open post: in its text, or at a comment."""

    part: int = 0
    """How many parts of the post are behind."""
    row: int | None = None
    """The row of the comment at hand; None in the post itself."""


@dataclass
class OpenText:
    """A post that is read aloud, with its comments."""

    reading: QuotedReading
    teachers: Collection[str] = ()
    new: Collection[int] = frozenset()
    """The rows of the comments that are new."""
    spot: Spot = field(default_factory=Spot)
    heard: bool = True
    """Whether what is at the spot was said; not where the post is taken up again."""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The post's text."""
        return parse_blocks(self.reading.post.body)

    @cached_property
    def parts(self) -> list[str]:
        """What is said of the post, part by part; its sources are the last."""
        parts = spoken(self.blocks)
        sources = self.reading.post.sources
        if sources:
            said = [f"{s.text} {s.url or ''}".strip() for s in sources]
            parts.append("\n".join([f"{many(len(said), 'source')}:", *said]))
        return parts

    @property
    def minutes(self) -> str:
        """How long the post takes to read."""
        return in_minutes(minutes_of(self.reading.post.body))

    def comment(self, row: int) -> list[str]:
        """A comment: its place and author, then its text."""
        thread = self.reading.thread
        head = comment_said(thread, row, new=row in self.new, roles=self.roles(row))
        return [head, *spoken(parse_blocks(thread.rows[row].comment.text))]

    def roles(self, row: int) -> list[str]:
        """What the author of a comment is besides: teacher, author of the post."""
        thread = self.reading.thread
        author = thread.rows[row].comment.author
        if author is None:
            return []
        roles = ["teacher"] if author in self.teachers else []
        if author == self.reading.post.author:
            roles.append("author of the post")
        root = thread.root(row)
        if root != row and thread.rows[root].comment.author == author:
            roles.append("began this branch")
        return roles

    @property
    def source(self) -> str:
        """The text at hand, as it stands in the file."""
        row = self.spot.row
        if row is None:
            return self.reading.post.body
        return self.reading.thread.rows[row].comment.text

    @property
    def comment_id(self) -> str | None:
        """The id of the comment at hand; None in the post itself."""
        row = self.spot.row
        return None if row is None else self.reading.thread.rows[row].comment.id

    @property
    def offset(self) -> int:
        """The place in the post's text that is said next."""
        if not self.blocks or not self.spot.part:
            return 0
        at = min(self.spot.part, len(self.blocks)) - 1
        return self.blocks[at].source_start

    def part_at(self, offset: int) -> int:
        """The part that begins at or before a place in the post's text."""
        starts = [block.source_start for block in self.blocks]
        return max((n for n, start in enumerate(starts) if start <= offset), default=0)

    def said_last(self) -> tuple[int, int]:
        """From where to where in :attr:`source` was said last."""
        if self.spot.row is not None or not self.blocks:
            return 0, len(self.source)
        at = min(max(self.spot.part, 1), len(self.blocks)) - 1
        return self.blocks[at].source_start, self.blocks[at].source_end

    def links(self) -> Iterator[str]:
        """Where each link of the text at hand leads."""
        blocks = self.blocks if self.spot.row is None else parse_blocks(self.source)
        for block in blocks:
            for span in block.spans:
                if span.role is Role.LINK and span.target:
                    yield f"{block.text[span.start : span.end]}: {span.target}"

    def quotations(self) -> Iterator[str]:
        """What the text at hand quotes, and of whom."""
        row = self.spot.row
        found = (
            self.reading.quotations if row is None else self.reading.quotations_in(row)
        )
        for quotation in found:
            of = f", of {quotation.speaker}" if quotation.speaker else ""
            cited = quotation.citation
            source = f", cited as {cited.text}" if cited is not None else ""
            words = " ".join(quotation.text.split())
            yield f"{quotation.kind.value.capitalize()}{of}{source}: {words}"
