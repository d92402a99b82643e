"""``is:`` and ``has:``: which documents the reader's memory or another index means."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gulagreader.domain.query_parts import COMMENTS, POSTS, Has, Is
from gulagreader.search.counting import Flags
from gulagreader.search.plan import All, Any, InThread, Name, Numbered, Plan, Without
from gulagreader.services.quotation_index import QuotationIndex
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.services.states import ReaderStates

if TYPE_CHECKING:
    from gulagreader.services.noting import NoteShelf

NO_NOTES = "There are no notes on this library yet, so none is found."
Notes = Callable[[], "NoteShelf"]
"""Gives the reader's notes when they are first asked for."""
_NOTHING = Numbered(frozenset())


@dataclass(frozen=True, slots=True)
class Meant:
    """The documents that a part means."""

    plan: Plan
    note: str = ""
    """What a reader should know of it."""
    whole: bool = True
    """Whether these are all."""


class Numbering:
    """Makes ``is:`` and ``has:`` into numbers of documents of one index.

    What was found stays known until the memory changes: a filter is asked again
    with every key that is typed behind it.
    """

    def __init__(
        self,
        index: SearchedIndex,
        states: ReaderStates,
        quotations: QuotationIndex,
        notes: Notes | None = None,
    ) -> None:
        self.index = index
        self._states = states
        self._quotations = quotations
        self._notes = notes
        self._known: dict[Is | Has, tuple[tuple[object, ...], Plan]] = {}
        self._new_comments: dict[str, tuple[frozenset[str], list[int]]] = {}

    def meant(self, part: Is | Has) -> Meant:
        """The documents that are, or have, something.

        Raises:
            MemoryUnavailableError: the reader's memory cannot be read.
        """
        match part:
            case Is():
                return Meant(self._in_state(part))
            case Has("note"):
                return self._noted(part)
            case Has("quotation"):
                return self._quoting(part)
            case Has():
                return Meant(self._kept(part, (), self._replied))

    def by_title(self, plan: Plan) -> Plan:
        """A plan in which titles are those of the posts that quotations stand in.

        A quotation has no title of its own, so an index of quotations holds none.
        """
        match plan:
            case Name(field="title"):
                return self._titled(plan)
            case All() | Any():
                inner = tuple(map(self.by_title, plan.plans))
                return replace(plan, plans=inner)
            case Without() | InThread():
                return replace(plan, plan=self.by_title(plan.plan))
            case _:
                return plan

    def _titled(self, name: Name) -> Plan:
        found = self.index.titled(name.words, prefix=name.prefix)
        return Numbered(frozenset(np.flatnonzero(found).tolist()))

    def _in_state(self, part: Is) -> Plan:
        states = self._states
        read = states.read_posts()
        match part.state:
            case "starred":
                starred = states.starred()
                return self._kept(part, (starred,), lambda: self._of_posts(starred))
            case "read":
                return self._kept(part, (read,), lambda: self._of_posts(read))
            case "unread":
                return self._kept(part, (read,), lambda: ~self._of_posts(read))
            case "new":
                seen, known = states.seen_threads(), states.known_posts()
                now = read, seen, known
                return self._kept(part, now, lambda: self._new(read, seen, known))

    def _kept(
        self, part: Is | Has, of: tuple[object, ...], find: Callable[[], Flags]
    ) -> Plan:
        """What was found before, if it was made of the same objects."""
        before = self._known.get(part)
        if before and all(old is new for old, new in zip(before[0], of, strict=True)):
            return before[1]
        plan = _numbered(find())
        self._known[part] = of, plan
        return plan

    def _of_posts(self, posts: frozenset[str]) -> Flags:
        return self.index.post_rows.flags(posts)

    def _new(
        self,
        read: frozenset[str],
        seen: Mapping[str, frozenset[str]],
        known: Container[str] | None,
    ) -> Flags:
        """What came since the reader was last there, and is not read.

        A post that the library had at the end of no earlier visit, and a comment
        that did not stand under its post when that was last left. A comment under
        an unread post is unread and not new.
        """
        index, rows = self.index, self.index.post_rows
        flags = np.zeros(len(index.documents), np.bool_)
        if known is not None:
            there = rows.ids()
            fresh = [post for post in there if not (post in known or post in read)]
            flags = rows.flags(fresh) & ~index.of_kinds(COMMENTS)
        for post in read & seen.keys():
            flags[self._new_under(post, seen[post])] = True
        return flags

    def _new_under(self, post: str, seen: frozenset[str]) -> list[int]:
        before = self._new_comments.get(post)
        if before is None or before[0] is not seen:
            numbers = self.index.post_rows.numbers(post)
            comments = zip(numbers, self.index.comments_of(numbers), strict=True)
            fresh = [n for n, comment in comments if comment and comment not in seen]
            before = self._new_comments[post] = seen, fresh
        return before[1]

    def _replied(self) -> Flags:
        """Comments with an answer under them, and posts with a comment."""
        index = self.index
        comments = index.of_kinds(frozenset({"comment"}))
        talked_about = index.post_rows.with_any(comments) & index.of_kinds(POSTS)
        return index.answered | talked_about

    def _noted(self, part: Has) -> Meant:
        """Texts with a note that has a place in them."""
        noted = self._notes().noted() if self._notes else None
        if not noted:
            return Meant(_NOTHING, NO_NOTES)
        return Meant(self._kept(part, (noted,), lambda: self._with(noted)))

    def _quoting(self, part: Has) -> Meant:
        quoting = self._quotations.quoting()
        plan = self._kept(part, (quoting,), lambda: self._with(quoting))
        note = self._quotations.missing(self.index)
        return Meant(plan, note, whole=not note)

    def _with(self, those: Mapping[str, frozenset[str | None]]) -> Flags:
        index = self.index
        flags = np.zeros(len(index.documents), np.bool_)
        for post, comments in those.items():
            numbers = index.post_rows.numbers(post)
            there = zip(numbers, index.comments_of(numbers), strict=True)
            flags[[n for n, comment in there if comment in comments]] = True
        return flags


def _numbered(flags: Flags) -> Plan:
    """The documents, or all but the others, whichever are fewer."""
    if 2 * np.count_nonzero(flags) > len(flags):
        return Without(Numbered(frozenset(np.flatnonzero(~flags).tolist())))
    return Numbered(frozenset(np.flatnonzero(flags).tolist()))
