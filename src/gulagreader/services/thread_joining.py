"""Comments from several sources as one thread, each comment once.

A post's own comments are the base; the comments of other sources, by sort, are put
beside them. The outcome depends on what there is and not on the order in which it
came. A comment is the same as another where both have the same words and either one
id, or one author and one time.
"""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gulagreader.domain.comments import Comment
from gulagreader.domain.dates import parse_date

_WORDS = re.compile(r"[^\W_]+")
_ZONED = re.compile(r"T.*(?:Z|[+-]\d{2}(?::?\d{2})?)$", re.IGNORECASE)
_OWN_NUMBERS = frozenset(("disqus", "isso", "isso-database", "staticman"))
"""Sorts of comments that are numbered apart from the blog's own; in others, such as a
blog's export and its feed, one number means one comment."""
_FARTHEST = 26 * 3600
"""Seconds between the clocks of the two ends of the world."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Which comments of a thread came from one sort of source."""

    added: Mapping[str, str] = field(default_factory=dict)
    """The ids in the thread by the source's own ids."""
    same: Mapping[str, str] = field(default_factory=dict)
    """The same for comments that the thread had already from elsewhere."""


@dataclass(frozen=True, slots=True)
class JoinedThread:
    """A thread and where its comments came from."""

    comments: tuple[Comment, ...]
    origins: Mapping[str, Origins]
    """By sort of source."""


def parted(
    comments: Sequence[Comment], origins: Mapping[str, Origins]
) -> tuple[tuple[Comment, ...], dict[str, tuple[Comment, ...]]]:
    """A thread's own comments, and those of each other source with their own ids."""
    by_id = {one.id: one for one in comments}
    added = {id_ for one in origins.values() for id_ in one.added.values()}
    own = tuple(one for one in comments if one.id not in added)
    others: dict[str, tuple[Comment, ...]] = {}
    for kind, origin in origins.items():
        back = {new: old for old, new in (*origin.same.items(), *origin.added.items())}
        others[kind] = tuple(
            replace(
                by_id[new],
                id=old,
                parent=_parent_before(by_id[new].parent, back, kind),
            )
            for old, new in origin.added.items()
            if new in by_id
        )
    return own, others


def _parent_before(
    parent: str | None, back: Mapping[str, str], kind: str
) -> str | None:
    if parent is None:
        return None
    return back.get(parent, parent.removesuffix(f"-{kind}"))


def united(old: Sequence[Comment], new: Sequence[Comment]) -> tuple[Comment, ...]:
    """The comments of one source from two times: the newer state of each."""
    by_id = {one.id: one for one in old}
    by_id.update((one.id, one) for one in new)
    return tuple(by_id.values())


def joined(
    own: Sequence[Comment],
    others: Mapping[str, Sequence[Comment]],
    known: Mapping[str, Origins],
) -> JoinedThread:
    """Put the comments of other sources beside a post's own.

    ``known`` is what an earlier joining found; comments that are not given again
    and were the same as others stay so.
    """
    if not others:
        return JoinedThread(tuple(own), {})
    thread = _Joining(own)
    origins: dict[str, Origins] = {}
    for kind in sorted(others):
        earlier = known[kind].same if kind in known else {}
        origins[kind] = thread.add(kind, others[kind], earlier)
    return JoinedThread(_in_order(own, thread.added), origins)


class _Joining:
    """A thread into which comments are put."""

    def __init__(self, comments: Sequence[Comment]) -> None:
        self.added: list[Comment] = []
        self._ids = {one.id for one in comments}
        self._words: dict[str, list[Comment]] = {}
        for one in comments:
            self._words.setdefault(_words(one), []).append(one)

    def add(
        self, kind: str, comments: Sequence[Comment], earlier: Mapping[str, str]
    ) -> Origins:
        given = {one.id for one in comments}
        same = {
            old: new
            for old, new in earlier.items()
            if new in self._ids and old not in given
        }
        added: dict[str, str] = {}
        matched = set(same.values())
        fresh: list[Comment] = []
        for one in sorted(comments, key=_written):
            match = self._same(one, matched)
            if match is not None:
                same[one.id] = match
                matched.add(match)
                continue
            added[one.id] = self._free(one.id, kind)
            self._ids.add(added[one.id])
            fresh.append(one)
        ids = {**same, **added}
        for one in fresh:
            parent = self._parent(one.parent, ids, kind)
            placed = replace(one, id=added[one.id], parent=parent)
            self.added.append(placed)
            self._words.setdefault(_words(placed), []).append(placed)
        return Origins(added, same)

    def _parent(
        self, parent: str | None, ids: Mapping[str, str], kind: str
    ) -> str | None:
        if parent is None or parent in ids:
            return ids[parent] if parent is not None else None
        foreign = kind in _OWN_NUMBERS and parent in self._ids
        return f"{parent}-{kind}" if foreign else parent

    def _same(self, one: Comment, matched: set[str]) -> str | None:
        words = _words(one)
        candidates = self._words.get(words, []) if words else []
        for other in candidates:
            if other.id not in matched and (
                other.id == one.id or _one_voice(other, one)
            ):
                return other.id
        return None

    def _free(self, wanted: str, kind: str) -> str:
        if wanted not in self._ids:
            return wanted
        name, number = f"{wanted}-{kind}", 2
        while name in self._ids:
            name = f"{wanted}-{kind}-{number}"
            number += 1
        return name


def _words(comment: Comment) -> str:
    """The words of a comment: quotation marks and dashes differ by the way it came."""
    return " ".join(_WORDS.findall(comment.text.casefold()))


def _one_voice(first: Comment, second: Comment) -> bool:
    if (first.author or "").casefold() != (second.author or "").casefold():
        return False
    one, two = parse_date(first.date), parse_date(second.date)
    if one is None or two is None:
        return True
    apart = abs(one.start - two.start)
    if one.time is None or two.time is None:
        return apart <= _FARTHEST
    zones = [_ZONED.search(date or "") for date in (first.date, second.date)]
    same_zone = all(zones) and _zone(first.date) == _zone(second.date)
    return apart <= (120 if same_zone else _FARTHEST)


def _zone(date: str | None) -> str:
    text = (date or "")[19:].lstrip(":.0123456789").upper()
    return "Z" if text in ("Z", "+00:00", "-00:00") else text


def _written(comment: Comment) -> tuple[int, int, str]:
    moment = parse_date(comment.date)
    return (moment.start if moment is not None else 0, len(comment.id), comment.id)


def _in_order(own: Sequence[Comment], added: Sequence[Comment]) -> tuple[Comment, ...]:
    """A post's own comments as they stand, the others between them by their time.

    What has no date comes last, so that the order depends on nothing else.
    """
    dated = [(moment.start, one) for one in added if (moment := parse_date(one.date))]
    waiting = deque(sorted(dated, key=lambda item: item[0]))
    placed: list[Comment] = []
    for one in own:
        moment = parse_date(one.date)
        while waiting and moment is not None and waiting[0][0] < moment.start:
            placed.append(waiting.popleft()[1])
        placed.append(one)
    placed += [one for _, one in waiting]
    placed += [one for one in added if parse_date(one.date) is None]
    return tuple(placed)
