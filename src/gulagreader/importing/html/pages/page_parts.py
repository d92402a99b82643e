"""What is read from one page, before it becomes a post of the library."""

from collections import Counter
from dataclasses import dataclass, field

from gulagreader.importing.archive import Guess, LeftOut, Remark
from gulagreader.importing.gathered_comments import GatheredComment


@dataclass(slots=True)
class Thread:
    """The comments of one page."""

    comments: list[GatheredComment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """What of the page stood in them and is no part of their words."""
    by_post_author: list[str] = field(default_factory=list)
    """The names under comments that the page marks as the post's author's."""
    nodes: frozenset[int] = frozenset()
    """The elements that are comments."""


@dataclass(slots=True)
class Entry:
    """A post on a page."""

    title: str = ""
    body: str = ""
    author: str | None = None
    date: str | None = None
    tags: tuple[str, ...] = ()
    address: str = ""
    place: str = ""
    """Its address, or in a mirrored site its place among the files."""
    is_whole: bool = True
    """False for the beginning of a post with a link to the rest."""


@dataclass(slots=True)
class ReadPage:
    """A page: one post with its comments, or a list of posts."""

    system: str
    """``WordPress``, ``Blogger`` or empty."""
    entries: list[Entry] = field(default_factory=list)
    thread: Thread = field(default_factory=Thread)
    is_list: bool = False
    says_post: bool = False
    """Whether the page itself says that it shows one post."""
    part: int = 1
    """Which part of its post it shows, where that is in several pages."""
    announced: int = 0
    """How many comments it counts in the heading above them."""
    lang: str | None = None
    links: tuple[str, ...] = ()
    guesses: list[Guess] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
