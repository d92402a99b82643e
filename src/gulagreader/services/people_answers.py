"""Who answered whom: questions that were answered, passages that were taken up."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gulagreader.domain.uptake import LinkKind
from gulagreader.services.people_roll import Roll
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.text.words import words

_CALL = re.compile(r"(?<![\w.])@ ?(?=[^\W_])")
_CALLED = 80
"""Characters in which the name stands that somebody is called by."""
_ANYBODY = -2
"""In the place of a person: one without a name, who may be anybody."""
LinkEnds = tuple[str, str | None, str, str | None, LinkKind]
"""Post and comment of the source and of the target of a link."""
Ends = Iterable[LinkEnds]


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions of a library."""

    asked: Mapping[int, bool]
    """The number of each comment that asks something, and whether it was answered."""


def answers_to(
    index: SearchedIndex, roll: Roll, asking: Sequence[int], ends: Ends
) -> Asking:
    """Find out which of the comments that ask something somebody else answered.

    A comment is answered by any comment under it that is by somebody else; by one later
    in the thread that calls its author by ``@name``; and by one that took up a passage
    of it (``ends``). Who gave no name counts as somebody else.

    Raises:
        IndexUnavailableError: the index is damaged.
    """
    below = _below(roll)
    answered = {
        number: _other(below.get(number, ()), roll, number) for number in asking
    }
    open_ones = [number for number, done in answered.items() if not done]
    for number in _called(index, roll, open_ones):
        answered[number] = True
    for number in _quoted(index, roll, ends, open_ones):
        answered[number] = True
    return Asking(answered)


def _below(roll: Roll) -> dict[int, tuple[int, ...]]:
    """Who wrote under each comment: two of them at most, which is enough to know."""
    below: dict[int, tuple[int, ...]] = {}
    unknown = roll.unknown
    by, parents = roll.by.tolist(), roll.parents.tolist()
    for number in reversed(roll.comments.tolist()):
        parent = parents[number]
        if parent < 0:
            continue
        writer = _ANYBODY if by[number] == unknown else by[number]
        there = (*below.get(parent, ()), writer, *below.get(number, ()))
        below[parent] = tuple(dict.fromkeys(there))[:2]
    return below


def _other(writers: Sequence[int], roll: Roll, number: int) -> bool:
    own = int(roll.by[number])
    return any(writer != own for writer in writers)


def _is_other(roll: Roll, one: int, other: int) -> bool:
    """Whether two comments are by two people, as far as that is known."""
    by = int(roll.by[one])
    return by == roll.unknown or by != int(roll.by[other])


def _is_later(roll: Roll, one: int, other: int) -> bool:
    """Whether a comment came after another; without dates, stands after it."""
    first, second = int(roll.dates[other]), int(roll.dates[one])
    if first < 0 or second < 0 or first == second:
        return one > other
    return second > first


def _called(index: SearchedIndex, roll: Roll, asked: Sequence[int]) -> set[int]:
    """Questions whose authors somebody calls by name later in the thread."""
    if not asked:
        return set()
    with index.reading():
        calling = index.documents.with_signs((b"@",))
    calling = calling[roll.by[calling] >= 0]
    in_posts: dict[int, list[int]] = defaultdict(list)
    for number in calling.tolist():
        in_posts[int(roll.post_rows[number])].append(number)
    found: set[int] = set()
    for number in asked:
        if int(roll.by[number]) == roll.unknown:
            continue
        names = roll.people.person(roll.keys[int(roll.by[number])]).names
        forms = [words(name) for name in names]
        for other in in_posts.get(int(roll.post_rows[number]), ()):
            if not _is_other(roll, other, number) or not _is_later(roll, other, number):
                continue
            if _calls(index.document(other).text, forms):
                found.add(number)
                break
    return found


def _calls(text: str, names: Sequence[Sequence[str]]) -> bool:
    """Whether a text calls somebody who has any of these names."""
    for call in _CALL.finditer(text):
        said = words(text[call.end() : call.end() + _CALLED])
        for name in names:
            if name and (
                said[: len(name)] == list(name) or said[:1] == ["".join(name)]
            ):
                return True
    return False


def _quoted(
    index: SearchedIndex, roll: Roll, ends: Ends, asked: Sequence[int]
) -> set[int]:
    """Questions of which a later comment of the thread took up a passage."""
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for post, source, target_post, target, _ in ends:
        if post == target_post and source is not None and target is not None:
            links[post].append((source, target))
    found: set[int] = set()
    wanted = set(asked)
    for post, pairs in links.items():
        numbers = [n for n in index.post_rows.numbers(post) if roll.by[n] >= 0]
        if not wanted.intersection(numbers):
            continue
        known = dict(zip(index.comments_of(numbers), numbers, strict=True))
        for source, target in pairs:
            one, other = known.get(source), known.get(target)
            if one is None or other not in wanted:
                continue
            if _is_other(roll, one, other) and _is_later(roll, one, other):
                found.add(other)
    return found


def taken_up_by_others(
    index: SearchedIndex, roll: Roll, ends: Ends
) -> Mapping[int, int]:
    """How many passages of each person others quoted or repeated, by number."""
    counts: dict[int, int] = defaultdict(int)
    posts: dict[str, Mapping[str | None, int]] = {}
    by = np.where(roll.by >= 0, roll.by, roll.posts_by)

    def writer(post: str, comment: str | None) -> int:
        if post not in posts:
            numbers = [n for n in index.post_rows.numbers(post) if by[n] >= 0]
            posts[post] = dict(zip(index.comments_of(numbers), numbers, strict=True))
        number = posts[post].get(comment)
        return -1 if number is None else int(by[number])

    for post, source, target_post, target, kind in ends:
        if kind is LinkKind.SHARED:
            continue  # it cannot be told who has it from whom
        owner, taker = writer(target_post, target), writer(post, source)
        if owner >= 0 and taker >= 0 and (owner != taker or owner == roll.unknown):
            counts[owner] += 1
    return counts
