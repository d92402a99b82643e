"""A post that is read, with its quotations and citations found as they are needed."""

from dataclasses import field
from functools import cached_property
from pathlib import Path

from gulagreader.domain.comments import Thread
from gulagreader.domain.errors import Damage
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.posts import Post
from gulagreader.domain.quotations import Citation, Quotation
from gulagreader.services.reading import Reading


@dataclass(frozen=True)
class QuotedReading:
    """An open post. Quotations are found on first use and kept."""

    reading: Reading
    _in_comments: dict[int, tuple[Quotation, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def post(self) -> Post:
        """The post."""
        return self.reading.post

    @property
    def thread(self) -> Thread:
        """Its comments, in reading order."""
        return self.reading.thread

    @property
    def path(self) -> Path:
        """Its file."""
        return self.reading.path

    @property
    def damages(self) -> tuple[Damage, ...]:
        """What of its files could not be read as it should."""
        return self.reading.damages

    @property
    def has_found(self) -> bool:
        """Whether the quotations of the post are found already."""
        return "quotations" in vars(self)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations in the post's body."""
        # Its patterns take a tenth of a second to compile; a post is read meanwhile.
        from gulagreader.text.quotations import find_quotations  # noqa: PLC0415

        return find_quotations(self.post.body, sources=self.post.sources)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in the post's body, those of quotations among them."""
        from gulagreader.text.quotations import find_citations  # noqa: PLC0415 - so are these

        return find_citations(self.post.body, self.post.sources)

    def quotations_in(self, row: int) -> tuple[Quotation, ...]:
        """The quotations in the comment of a row."""
        found = self._in_comments.get(row)
        if found is None:
            from gulagreader.text.quotations import find_quotations  # noqa: PLC0415 - as above

            text = self.thread.rows[row].comment.text
            found = find_quotations(text, sources=self.post.sources)
            self._in_comments[row] = found
        return found
