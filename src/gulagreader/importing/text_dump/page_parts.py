"""The parts of a dumped page, and what was decided about them."""

from dataclasses import dataclass, field

from gulagreader.domain.comments import Comment
from gulagreader.importing.archive import DECIDED, Guess, LeftOut, Remark
from gulagreader.importing.text_dump.body import Body

COMMENTS = "comments"
BYLINE = "author and date"
"""What a review calls its guesses."""


@dataclass
class Page:
    """The parts of a page and what was decided about them."""

    title: str
    body: Body = field(default_factory=Body)
    author: str | None = None
    date: str | None = None
    title_at: int = 0
    """The line of the title, or the first that could be it."""
    refused_title: int | None = None
    """The line behind a title that a person said is none."""
    hidden: tuple[int, ...] = ()
    """Lines between those of the text that are no words of it."""
    comments: tuple[Comment, ...] = ()
    guesses: list[Guess] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def refused(line: int, what: str) -> Guess:
    """That a person said no to a guess, which another review can take back."""
    return Guess(line, f"no {what}", DECIDED, 1.0, (what,))
