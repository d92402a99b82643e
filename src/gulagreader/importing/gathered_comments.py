"""Comments as a foreign file has them, to a thread of the library.

Replies may stand before what they answer, ids may be numbers, words or missing, and
may stand twice. Each comment gets an id that it keeps at the next import where the
original has one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gulagreader.domain.comments import Comment, CommentKind
from gulagreader.domain.posts import NOTHING_ELSE
from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.people import names_a_mailbox
from gulagreader.importing.timestamps import seconds_of
from gulagreader.text.clean import clean_line

WORDLESS = "comments without words"
REPEATED = "repeated comments"
_NUMBERED = re.compile(r"(?:comment|reply|c)?[-_#]?(\d{1,40})", re.IGNORECASE)
_UNFIT = re.compile(r"[^\w.:@+-]+")


@dataclass(slots=True)
class GatheredComment:
    """One comment of a source. ``text`` is cleaned Markdown."""

    text: str
    key: str = ""
    """The original's id; empty where it has none."""
    parent: str = ""
    """The original's id of what it answers; empty at the top level."""
    answers: "GatheredComment | None" = None
    """The comment it answers, where the source does not say so by an id."""
    author: str | None = None
    date: str | None = None
    kind: CommentKind = "comment"
    url: str | None = None
    website: str | None = None
    """Where the author's name led to."""
    line: int | None = None
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class GatheredThread:
    """A thread, and what is to be said about it."""

    comments: tuple[Comment, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    own_ids: bool = True
    """Whether every id is the original's."""


@dataclass(slots=True)
class _Ids:
    """The ids of one thread."""

    taken: set[str] = field(default_factory=set)
    of_key: dict[str, str] = field(default_factory=dict)
    """The id of the first comment with each key."""

    def give(self, key: str) -> str:
        """A free id for a comment of this key."""
        wanted = id_of_key(key)
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}-{number}"
        self.taken.add(name)
        self.of_key.setdefault(key, name)
        return name

    def next_number(self, start: int) -> int:
        """The first number from ``start`` on that no comment has as its id."""
        while f"c{start}" in self.taken:
            start += 1
        return start


def id_of_key(key: str) -> str:
    """``c`` and the number of the original's id; other ids as they are."""
    found = _NUMBERED.fullmatch(key)
    if found is not None:
        return f"c{found[1]}"
    return _UNFIT.sub("-", clean_line(key)).strip("-")[:100] or "c"


def thread_from(gathered: Sequence[GatheredComment]) -> GatheredThread:
    """Give each comment its id and its parent's, in the order of the source.

    A parent that is not among them keeps its name, so that the reader can say what
    is missing. A comment without words is left out, unless another one answers it;
    so is one that stands there twice, with the same id, author, date and words.
    """
    gathered, repeated = _each_once(gathered)
    gathered, silent = _without_silent(gathered)
    ids = _Ids()
    names = [ids.give(one.key) if one.key else "" for one in gathered]
    remarks: list[Remark] = []
    number = 1
    for place, one in enumerate(gathered):
        if not one.key:
            number = ids.next_number(number)
            names[place] = f"c{number}"
            ids.taken.add(names[place])
        elif ids.of_key[one.key] != names[place]:
            what = (
                f"the comment id {clean_line(one.key)[:60]} stands twice; the second "
                f"one is {names[place]}"
            )
            remarks.append(Remark(one.line, what))
    names_of = {id(one): name for one, name in zip(gathered, names, strict=True)}
    comments = tuple(_comment(one, names_of, ids) for one in gathered)
    return GatheredThread(
        comments,
        (*remarks, *(remark for one in gathered for remark in one.remarks)),
        (*(left for one in gathered for left in one.left_out), *silent, *repeated),
        all(one.key for one in gathered),
    )


def _each_once(
    gathered: Sequence[GatheredComment],
) -> tuple[Sequence[GatheredComment], list[LeftOut]]:
    met: dict[tuple[str, ...], GatheredComment] = {}
    instead: dict[int, GatheredComment] = {}
    kept: list[GatheredComment] = []
    for one in gathered:
        same = (one.key, one.author or "", one.date or "", one.text)
        first = met.setdefault(same, one) if one.key else one
        if first is one:
            kept.append(one)
        else:
            instead[id(one)] = first
    if not instead:
        return gathered, []
    for one in kept:
        one.answers = instead.get(id(one.answers), one.answers)
    return kept, [LeftOut(REPEATED, len(instead))]


def _without_silent(
    gathered: Sequence[GatheredComment],
) -> tuple[Sequence[GatheredComment], list[LeftOut]]:
    if all(one.text.strip() for one in gathered):
        return gathered, []
    answered = {id(one.answers) for one in gathered}
    keys = {one.parent for one in gathered if one.parent}
    kept = [
        one
        for one in gathered
        if one.text.strip() or id(one) in answered or one.key in keys
    ]
    count = len(gathered) - len(kept)
    return kept, [LeftOut(WORDLESS, count)] if count else []


def _comment(one: GatheredComment, names_of: Mapping[int, str], ids: _Ids) -> Comment:
    name = names_of[id(one)]
    parent = None
    if one.answers is not None:
        parent = names_of.get(id(one.answers))
    elif one.parent:
        parent = ids.of_key.get(one.parent) or id_of_key(one.parent)
    extra = {"author_url": one.website} if one.website else NOTHING_ELSE
    return Comment(
        name, one.text, parent, one.author, one.date, one.kind, extra, one.url
    )


def website_of(words: str | None) -> str | None:
    """The address of an author's site; None where it is no web address."""
    line = clean_line(words or "")
    is_web = re.match(r"https?://[^\s@]+\Z", line, re.IGNORECASE)
    return line if is_web and not names_a_mailbox(line) else None


def newest_last(comments: Sequence[GatheredComment]) -> list[GatheredComment]:
    """Comments of a source that begins with the newest, from the oldest on.

    Those of the same time are turned round too; those without one come first.
    """
    turned = list(reversed(comments))
    turned.sort(key=lambda one: seconds_of(one.date))
    return turned
