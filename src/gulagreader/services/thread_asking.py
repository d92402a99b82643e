"""Asking the comments of one thread, with the language of the search, in memory.

The query is understood, and its words are given their other forms, as in a search of
the library; only the comments are looked through here, so that an answer comes with
each key and before there is any index.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import parse_date
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Dated, Has, Is, Kind, Part
from gulagreader.search.plan import (
    All,
    Any,
    InThread,
    Name,
    Near,
    Numbered,
    Plan,
    Prefix,
    Run,
    Without,
    Word,
    alias_groups,
    marks_of,
    plan_of,
)
from gulagreader.search.spelling import distance
from gulagreader.search.word_forms import LibraryForms
from gulagreader.services.asked_parts import asked_part
from gulagreader.text.markdown import plain_text
from gulagreader.text.words import words

_NONE: frozenset[int] = frozenset()
_MARKUP = ("](", "<", "&", "http")
"""What a text with words that are not shown has in it."""
_Worded = Word | Prefix | Run


@dataclass(frozen=True, slots=True)
class ThreadAnswer:
    """The comments that a query finds in a thread."""

    rows: frozenset[int]
    words: tuple[str, ...] = ()
    """What is marked in them, as ``text.marks`` takes it."""
    phrases: tuple[tuple[str, ...], ...] = ()
    told: tuple[str, ...] = ()
    """What of the query was not understood, or says nothing of a comment."""
    asks: bool = True
    """Whether the query asks for anything."""


class ThreadAsker:
    """Looks through one thread. Made in about a microsecond for each word of it."""

    def __init__(self, post: Post, thread: Thread, info: LibraryInfo) -> None:
        """Take the words of the comments; to be done in a thread of its own."""
        self._post, self._thread = post, thread
        self._every = frozenset(range(len(thread.rows)))
        self._texts = [_text_of(row.comment.text) for row in thread.rows]
        rows_with: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for word in set(text.split()):
                rows_with[word].append(number)
        self._with = dict(rows_with)
        self._sorted = sorted(self._with)
        self._times = [parse_date(row.comment.date) for row in thread.rows]
        self._by: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(thread.rows):
            self._by[row.comment.author or ""].append(number)
        self._groups = alias_groups(info.aliases)
        self._forms = LibraryForms(self, (info.lang,))

    def ask(
        self, typed: str, *, typing: bool = True, new: frozenset[int] = _NONE
    ) -> ThreadAnswer:
        """Find comments; every text is a query.

        ``typing``: the last word may go on. ``new`` are the rows that are new.
        """
        query = parse_query(typed, typing=typing)
        told = list(query.notes)
        part = asked_part(query.part, _unknown, told)

        def numbering(asked: Is | Has) -> Plan:
            return Numbered(new if isinstance(asked, Is) else self._answered)

        plan = plan_of(part, self._groups, numbering, self._forms)
        notes = tuple(dict.fromkeys(told))
        if plan is None:
            return ThreadAnswer(_NONE, told=notes, asks=False)
        marks = marks_of(plan)
        found = self._found(plan)
        return ThreadAnswer(found, tuple(marks.words), tuple(marks.phrases), notes)

    # --- its words, for the forms that do for a word

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words that begin so, the most frequent first."""
        found = sorted(self._beginning(prefix), key=lambda word: -len(self._with[word]))
        return found[:limit]

    def near(self, word: str, limit: int) -> Sequence[str]:
        """Words one letter away."""
        like = (other for other in self._sorted if distance(word, other, 1) == 1)
        return [other for other, _ in zip(like, range(limit), strict=False)]

    def _beginning(self, prefix: str) -> list[str]:
        first = bisect_left(self._sorted, prefix)
        # No word has a letter after the last one there is.
        after = bisect_left(self._sorted, prefix + chr(0x10FFFF), first)
        return self._sorted[first:after]

    # --- what a plan finds

    def _found(self, plan: Plan) -> frozenset[int]:
        match plan:
            case All():
                return reduce(frozenset.intersection, map(self._found, plan.plans))
            case Any():
                return reduce(frozenset.union, map(self._found, plan.plans))
            case Without():
                return self._every - self._found(plan.plan)
            case InThread():
                return self._every if self._holds(plan.plan) else _NONE
            case Near():
                return self._near(plan)
            case Word() | Prefix() | Run():
                return self._worded(plan)
            case _:
                return self._known(plan)

    def _known(self, plan: Name | Kind | Dated | Numbered) -> frozenset[int]:
        """What is found without its words."""
        match plan:
            case Name():
                return self._named(plan)
            case Dated():
                return self._dated(plan)
            case Kind():
                rows = enumerate(self._thread.rows)
                kinds = plan.kinds
                return frozenset(n for n, row in rows if row.comment.kind in kinds)
            case Numbered():
                return plan.numbers

    def _holds(self, plan: Plan) -> bool:
        """Whether a plan holds in this thread; see ``plan.InThread``."""
        parts = plan.plans if isinstance(plan, All) else (plan,)
        return all(
            not self._found(part.plan)
            if isinstance(part, Without)
            else bool(self._found(part))
            for part in parts
        )

    def _worded(self, plan: _Worded) -> frozenset[int]:
        if not isinstance(plan, Run):
            lists = (self._with.get(word, ()) for word in self._fits(plan)[0])
            return frozenset().union(*lists)
        sought = f" {' '.join(plan.words)}{'' if plan.prefix else ' '}"
        rows = self._with_all(self._fits(plan))
        return frozenset(row for row in rows if sought in self._texts[row])

    def _fits(self, plan: _Worded) -> list[Sequence[str]]:
        """The words that do at each place."""
        match plan:
            case Word():
                return [(plan.text, *plan.forms)]
            case Prefix():
                return [self._beginning(plan.text)]
            case Run():
                *whole, last = plan.words
                ends = self._beginning(last) if plan.prefix else [last]
                return [*((word,) for word in whole), ends]

    def _with_all(self, places: Iterable[Sequence[str]]) -> set[int]:
        sets = [
            {row for word in fits for row in self._with.get(word, ())}
            for fits in places
        ]
        return set.intersection(*sets)

    def _near(self, plan: Near) -> frozenset[int]:
        asked = [self._fits(part) for part in plan.parts]
        rows = self._with_all(fits for part in asked for fits in part)
        sets = [[frozenset(fits) for fits in part] for part in asked]
        return frozenset(
            row
            for row in rows
            if _stand_near(self._texts[row].split(), sets, plan.distance)
        )

    def _named(self, plan: Name) -> frozenset[int]:
        if plan.field == "author":
            meant = {one for one in self._by if _has_all(plan, words(one))}
            return frozenset(row for one in meant for row in self._by[one])
        post = self._post
        own = words(post.title) if plan.field == "title" else words(" ".join(post.tags))
        return self._every if _has_all(plan, own) else _NONE

    def _dated(self, plan: Dated) -> frozenset[int]:
        return frozenset(
            row
            for row, time in enumerate(self._times)
            if time is not None and plan.start <= time.start < plan.end
        )

    @cached_property
    def _answered(self) -> frozenset[int]:
        rows = enumerate(self._thread.rows)
        return frozenset(number for number, row in rows if row.descendants)


def _text_of(source: str) -> str:
    """The words of a comment, a blank before and behind each."""
    if any(sign in source for sign in _MARKUP):
        source = plain_text(source)
    return f" {' '.join(words(source))} "


def _has_all(plan: Name, there: Sequence[str]) -> bool:
    last = len(plan.words) - 1
    return all(
        any(
            own.startswith(word) if plan.prefix and at == last else own == word
            for own in there
        )
        for at, word in enumerate(plan.words)
    )


def _stand_near(
    row: Sequence[str], asked: Sequence[Sequence[frozenset[str]]], most: int
) -> bool:
    """Whether all parts stand in a row of words with at most so many between."""
    starts = [
        [
            at
            for at in range(len(row) - len(part) + 1)
            if all(row[at + n] in fit for n, fit in enumerate(part))
        ]
        for part in asked
    ]
    for part, own in zip(asked, starts, strict=True):
        for start in own:
            later = [each[bisect_left(each, start) :] for each in starts]
            if all(later) and max(each[0] for each in later) - start <= most + len(
                part
            ):
                return True
    return False


def _unknown(part: Part) -> str:
    """Why a part says nothing of the comments of one thread; empty where it does."""
    match part:
        case Is() if part.state != "new":
            return f"is:{part.state} is said of posts and was left out"
        case Has() if part.feature != "reply":
            return f"has:{part.feature} is not asked in one thread; left out"
        case _:
            return ""
