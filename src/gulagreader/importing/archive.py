"""What an importer gives: posts, and all that is to be said about them.

These are values between a foreign file and the library. Text in them is cleaned
and is Markdown already; where a line number stands, it counts from 1 in the
decoded source file.

An importer gives them one after the other, so that nothing large is held: an
:class:`ImportedPost` for each post with the comments that came with it, an
:class:`ImportedComments` for comments whose post is in another file,
:class:`LeftOut` for what is dropped, :class:`Remark` for what a person should know
and :class:`Refusal` for one piece that cannot be read.

What no library keeps is dropped by the importer and counted: e-mail addresses and
IP addresses always, spam and trash always, what nobody approved always, drafts and
private posts unless :class:`ImportOptions` asks for them. The names below are what
they are counted under, the same in every format.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import NOTHING_ELSE, CitedSource, Origin

EMAILS = "e-mail addresses"
ADDRESSES = "IP addresses"
SPAM = "spam comments"
TRASH = "comments and posts in the trash"
UNAPPROVED = "comments that were not approved"
DELETED = "deleted comments"
DRAFTS = "drafts"
PRIVATE = "private posts"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one guess of an earlier reading."""

    line: int | None
    what: str
    """What the guess was, such as ``heading``."""
    take: str
    """``yes``, ``no``, or one of the guess's choices."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person asked for beyond the usual; it travels with the sources."""

    drafts: bool = False
    """Whether posts that were never published come in."""
    private: bool = False
    """Whether posts for some eyes only, or behind a password, come in."""
    types: frozenset[str] = frozenset()
    """Sorts of content that come in beside posts and pages, by the names that the
    source has for them (a WordPress site may have its own, such as ``podcast``)."""
    decisions: Mapping[str, tuple[Decision, ...]] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )
    """What a person decided about guesses, by the sha256 of the source."""


DECIDED = "a person decided so"
"""The reason of what was no guess any more."""
AS_USUAL = ImportOptions()
"""What is asked for where nobody asks."""


class SourceLineError(SourceError):
    """A source that cannot be read on from a line of it; knows the line."""

    def __init__(self, line: int | None, why: str) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True, slots=True)
class Guess:
    """Something the source does not say, and that was decided all the same."""

    line: int | None
    what: str
    """What it was taken for, such as ``heading``."""
    reason: str
    confidence: float
    """From 0 (a coin would do as well) to 1 (certain)."""
    choices: tuple[str, ...] = ()
    """What a person may decide for instead, such as ``no`` or ``caption``; nothing
    where the format takes no decisions about it. Behind one that ends with `` N`` the
    number of a line is written, behind one that ends with `` …`` words."""
    value: str = ""
    """The words that were guessed, where others may be put in their place."""

    @property
    def is_decided(self) -> bool:
        """Whether a person decided it and nobody guessed."""
        return self.reason == DECIDED


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know: a repair, or a doubt."""

    line: int | None
    what: str
    file: str | None = None
    """The file it is about, by its name in the folder that was read."""


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
    file: str | None = None
    """The file it stands in, by its name in the folder that was read."""


@dataclass(frozen=True, slots=True)
class PostLink:
    """What comments that came alone say of the post they belong to.

    The post is looked for by ``links``, then by ``guid``, then by ``title`` where
    only one post has it. Scheme, ``www.``, a slash at the end, ``utm`` words,
    ``replytocom`` and the fragment of an address do not matter.
    """

    links: tuple[str, ...] = ()
    """Its addresses, the best first; as the source has them."""
    guid: str | None = None
    """The ``guid`` of a feed or an export, or the id of an Atom entry."""
    title: str | None = None


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
    links: tuple[str, ...] = ()
    """Other addresses of the post than ``origin.url``: its guid where that is one,
    short and old ones. Comments that came alone find their post by them."""
    library_id: str | None = None
    """The id that the post had in a library of this program, from which it was
    exported or copied. It is kept where it is free."""
    library_lang: str | None = None
    """The language of that library, which is the post's where ``lang`` is None."""
    extra: Mapping[str, object] = field(
        default_factory=lambda: NOTHING_ELSE, compare=False
    )
    """Fields that only a library of this program has for the post."""
    written_by_hand: bool = False
    """Whether the library that the post comes from names no origin for it: then this
    one names none either, and ``origin`` only says where it was read."""


@dataclass(frozen=True, slots=True)
class ImportedComments:
    """Comments whose post is elsewhere: in another file, or in the library already.

    They are put under that post together with the comments it has, each once. What
    finds no post becomes a post “Comments on …” of its own. A file may give several
    of these for one post; comments that are no longer in a source are kept.
    """

    post: PostLink
    comments: tuple[Comment, ...]
    """With the original's ids: ``c`` and its number. A parent may be in another
    :class:`ImportedComments` of the same post."""
    origin: Origin
    """``origin.kind`` tells one sort of comments from another: ids are unique in a
    sort under one post. ``origin.file`` is the file they were read from."""
    guesses: tuple[Guess, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedLibrary:
    """What a library of this program says of itself.

    It comes before the posts. A library that an import makes takes it over; one that
    is there keeps what it says, and the report tells what was not taken.
    """

    name: str
    lang: str | None = None
    aliases: tuple[tuple[str, ...], ...] = ()
    teachers: tuple[str, ...] = ()


Found = ImportedPost | ImportedComments | ImportedLibrary | Remark | LeftOut | Refusal
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
