"""What is exported: posts one after the other, and a table of them known before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from gulagreader.domain.comments import Comment, Thread, thread_of
from gulagreader.domain.dates import parse_date
from gulagreader.domain.posts import LibraryInfo, Post, PostCard


@dataclass(frozen=True)
class ExportedPost:
    """A post and its comments, in the order of their file."""

    post: Post
    comments: tuple[Comment, ...] = ()

    @cached_property
    def thread(self) -> Thread:
        """The comments in reading order."""
        return thread_of(self.comments)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    id: str
    title: str
    author: str | None
    date: str | None
    comments: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What is known of an export before any post is read."""

    info: LibraryInfo
    entries: tuple[Entry, ...]
    """The posts, in the order in which they are exported."""
    tags: tuple[str, ...] = ()
    """Of all the posts, each once."""
    name: str = ""
    """Tells this export from others of the same library; empty for the whole."""

    @property
    def comments(self) -> int:
        """How many comments the posts have."""
        return sum(entry.comments for entry in self.entries)

    def years(self) -> Iterator[tuple[str, list[Entry]]]:
        """The entries by year, in their order; those without a date last."""
        for year, entries in groupby(self.entries, _year):
            yield year, list(entries)


Posts = Iterable[ExportedPost]
"""Posts to be exported, read as they are asked for."""


def matched(
    entries: Iterable[Entry], posts: Posts
) -> Iterator[tuple[Entry, ExportedPost | None]]:
    """Each entry with its post; None where the post could not be read.

    ``posts`` come in the order of the entries, some of them missing.
    """
    coming = iter(posts)
    post = next(coming, None)
    for entry in entries:
        if post is not None and post.post.id == entry.id:
            yield entry, post
            post = next(coming, None)
        else:
            yield entry, None


def oldest_first(cards: Sequence[PostCard]) -> tuple[PostCard, ...]:
    """Cards as a reader would read a course: by date, undated ones at the end.

    ``cards`` are newest first with undated ones last, as a library gives them.
    """
    dated = [card for card in cards if parse_date(card.date) is not None]
    undated = [card for card in cards if parse_date(card.date) is None]
    return (*reversed(dated), *undated)


def _year(entry: Entry) -> str:
    moment = parse_date(entry.date)
    return f"{moment.year:04}" if moment else "Undated"
