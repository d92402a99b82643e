"""What an importer gives: posts, and all that is to be said about them.

These are values between a foreign file and the library. Text in them is cleaned
and is Markdown already; where a line number stands, it counts from 1 in the
decoded source file.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import CitedSource, Origin


@dataclass(frozen=True, slots=True)
class Guess:
    """Something the source does not say, and that was decided all the same."""

    line: int | None
    what: str
    """What it was taken for, such as ``heading``."""
    reason: str
    confidence: float
    """From 0 (a coin would do as well) to 1 (certain)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know: a repair, or a doubt."""

    line: int | None
    what: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the source that does not become text of the library."""

    what: str
    """In the plural, as it is counted: ``form lines``, ``spam``."""
    count: int = 1
    line: int | None = None
    text: str | None = None
    """The words themselves, where they are kept in the import's record."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One piece of a source that could not be read, while the rest could."""

    line: int | None
    why: str


@dataclass(frozen=True, slots=True)
class ImportedPost:
    """A post with its thread as a source has it."""

    identity: str
    """What stays the same when the source changes: a guid, a permalink or the
    original's id; failing these the source's name and the title."""
    title: str
    body: str
    origin: Origin
    author: str | None = None
    date: str | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    sources: tuple[CitedSource, ...] = ()
    comments: tuple[Comment, ...] = ()
    identity_is_sure: bool = True
    """Whether two posts of this identity are one post. False where only a file
    name and a title speak for it."""
    own_comment_ids: bool = True
    """Whether the comments' ids are the original's and stay when one is added.
    False where they were numbered in reading order."""
    guesses: tuple[Guess, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


Found = ImportedPost | Remark | LeftOut | Refusal
"""What reading a source yields, one after the other."""


def source_name_identity(name: str, title: str) -> str:
    """The identity of a post that has no guid, permalink or id of its own."""
    return f"{name}\n{title}"


def counted(left_out: Iterable[LeftOut]) -> dict[str, int]:
    """How much was left out of each sort."""
    counts: dict[str, int] = {}
    for one in left_out:
        counts[one.what] = counts.get(one.what, 0) + one.count
    return counts
