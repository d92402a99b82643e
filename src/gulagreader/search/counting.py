"""Counting and choosing documents by the columns of the text file, as arrays.

A million documents take a few milliseconds each way, so that the whole of an answer
can be counted after every Enter.
"""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from gulagreader.search.documents import NONE, Documents
from gulagreader.search.matches import not_zero, standing, taken
from gulagreader.search.named_rows import Names
from gulagreader.text.words import words

Numbers = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]
_READ_AHEAD = 256
_COUNTED_AT_ONCE = 1 << 16


def as_numbers(numbers: Sequence[int] | Numbers) -> Numbers:
    """The numbers of documents as an array; one that is an array stays itself."""
    if isinstance(numbers, np.ndarray):
        return numbers
    return np.fromiter(numbers, np.int64, len(numbers))


def counted(values: Numbers) -> tuple[Numbers, Numbers]:
    """The different values and how often each stands there, most frequent first.

    ``NONE`` is no value.
    """
    order, counts = not_zero(_how_often(values))
    first = np.argsort(-counts, kind="stable")
    return order[first], counts[first]


def _how_often(values: Numbers) -> Numbers:
    """How often each value stands there; some at a time, since they are widened."""
    counts = np.zeros(1, np.int32)  # no index has two thousand million
    ones = np.ones(min(len(values), _COUNTED_AT_ONCE), np.int32)
    for start in range(0, len(values), _COUNTED_AT_ONCE):
        part = values[start : start + _COUNTED_AT_ONCE]
        part = part[part != NONE]
        if (highest := int(part.max(initial=0))) >= len(counts):
            counts = np.pad(counts, (0, highest + 1 - len(counts)))
        np.add.at(counts, part, ones[: len(part)])
    return counts


def author_names(documents: Documents) -> Iterator[tuple[int, str]]:
    """The authors' names with their rows in the column ``author``, ascending."""
    rows = np.sort(counted(as_numbers(documents.authors))[0])
    return ((row, name[1]) for row, name in documents.names.read(rows))


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one post among those that were found."""

    row: int
    """The post's row in the column ``post``."""
    count: int
    first: tuple[int, ...]
    """Where in the numbers found the first few of them stand."""


def grouped(
    rows: Numbers, everything: Numbers, *, start: int, stop: int, few: int
) -> list[Group]:
    """The groups from ``start`` to before ``stop``, by where each first stands.

    ``rows`` is the post's row of each document found, in order; ``everything`` the
    same of all that were found, in no order, or empty where these are all.
    """
    counts = _how_often(everything if len(everything) else rows)
    first = np.full(len(counts), len(rows), np.int32)
    # Of several values for one row the last one stays: the place of the first.
    first[rows[::-1]] = np.arange(len(rows), dtype=np.int32)[::-1]
    chosen = rows[np.sort(first[first < len(rows)])[start:stop]]
    wanted = np.zeros(len(counts), np.bool_)
    wanted[chosen] = True
    places = np.flatnonzero(wanted[rows])
    order = np.argsort(rows[places], kind="stable")
    places = places[order]
    at = np.searchsorted(rows[places], chosen)
    ends = np.searchsorted(rows[places], chosen, side="right")
    return [
        Group(int(row), int(counts[row]), tuple(places[a : min(b, a + few)].tolist()))
        for row, a, b in zip(chosen, at, ends, strict=True)
    ]


class PostRows:
    """Which documents belong to the id of a post; removed ones are among them.

    A post whose title changed has several rows in the column ``post``. The ids are
    read where they stand; of each only a hash is kept.
    """

    def __init__(self, documents: Documents) -> None:
        self._posts, self._names = as_numbers(documents.posts), documents.names
        there = standing(_how_often(self._posts) != 0)
        found = self._names.read(there)
        hashes = np.fromiter((_hash(row[1]) for _, row in found), np.uint32, len(there))
        order = np.argsort(hashes, kind="stable")
        self._rows = taken(there, order)
        self._hashes = taken(hashes, order)
        self._first = dict(self._of_the_same())

    def _of_the_same(self) -> Iterator[tuple[int, int]]:
        """Of a post with several rows each but the first, with the first."""
        alike = np.flatnonzero(self._hashes[1:] == self._hashes[:-1])
        for at in alike.tolist():
            post = self._names[int(self._rows[at])][1]
            first, *others = self._rows_of(post)
            yield from ((other, first) for other in others)

    @cached_property
    def _order(self) -> Numbers:
        """The documents by the rows of their posts, as they were added."""
        return np.argsort(self._posts, kind="stable").astype(np.uint32)

    @cached_property
    def _ends(self) -> Numbers:
        """Where in that order each row ends."""
        counts = np.bincount(self._posts.astype(np.intp), minlength=1)
        return np.cumsum(counts).astype(np.uint32)

    def ids(self) -> Iterator[str]:
        """The ids of all posts, each once."""
        rows = np.sort(self._rows)
        rows = rows[~np.isin(rows, list(self._first))] if self._first else rows
        return (name for _, (_, name, *_) in self._names.read(rows))

    def _rows_of(self, post: str) -> list[int]:
        """The rows of a post, as they came."""
        wanted = np.uint32(_hash(post))
        first, end = (
            int(np.searchsorted(self._hashes, wanted, side))
            for side in ("left", "right")
        )
        rows = sorted(self._rows[first:end].tolist())
        return [row for row in rows if self._names[row][1] == post]

    def counted(self, rows: Numbers, counts: Numbers) -> "NameCounts":
        """Counts by rows as counts by posts; a post of two titles counts as one."""
        if self._first:
            of_post: dict[int, int] = {}
            for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
                first = self._first.get(row, row)
                of_post[first] = of_post.get(first, 0) + count
            rows, counts = (
                np.fromiter(values, np.int64, len(of_post))
                for values in (of_post.keys(), of_post.values())
            )
        return NameCounts(self._names, rows, counts)

    def flags(self, posts: Iterable[str]) -> Flags:
        """For each document whether it belongs to one of the posts."""
        chosen = np.zeros(len(self._ends), np.bool_)
        for post in posts:
            chosen[self._rows_of(post)] = True
        return chosen[self._posts]

    def with_any(self, flags: Flags) -> Flags:
        """For each document whether its post, under the same title, has a flag."""
        chosen = np.zeros(len(self._ends), np.bool_)
        chosen[self._posts[flags]] = True
        return chosen[self._posts]

    def numbers(self, post: str) -> list[int]:
        """The documents of a post, as they were added."""
        found: list[int] = []
        for row in self._rows_of(post):
            start = int(self._ends[row - 1]) if row else 0
            found += self._order[start : int(self._ends[row])].tolist()
        return sorted(found)


def _hash(post: str) -> int:
    """32 bits of the hash of an id; where two are alike, the ids themselves tell."""
    return hash(post) & 0xFFFFFFFF


class NameCounts(Mapping[str, int]):
    """How many documents each post has by its id, or each author by the name.

    The names are read when they are asked for.

    May be asked in another thread, and after the index was closed.
    """

    def __init__(self, names: Names, rows: Numbers, counts: Numbers) -> None:
        """Take rows of posts or of authors, each once, and their counts."""
        self._names = names
        self._rows = rows.astype(np.uint32, copy=False)
        self._counts = counts.astype(np.uint32, copy=False)
        self._found: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return (post for post, _ in self.pairs())

    def __getitem__(self, post: str) -> int:
        """The count of one; then all of them are known."""
        if self._found is None:
            self._found = dict(self.pairs())
        return self._found[post]

    def items(self) -> "_Pairs":
        """The names with their counts, in their order."""
        return _Pairs(self)

    def pairs(self) -> Iterator[tuple[str, int]]:
        """The same one after another, some read ahead."""
        for start in range(0, len(self._rows), _READ_AHEAD):
            part = slice(start, start + _READ_AHEAD)
            found = self._names.read(self._rows[part])
            ids = (name for _, (_, name, *_) in found)
            yield from zip(ids, self._counts[part].tolist(), strict=True)


class _Pairs(ItemsView[str, int]):
    """Gone through without looking each post up."""

    def __init__(self, counts: NameCounts) -> None:
        super().__init__(counts)
        self._counted = counts

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return self._counted.pairs()


class PostTitles:
    """The words of the posts' titles, for documents that do not hold them."""

    def __init__(self, documents: Documents) -> None:
        self._posts = as_numbers(documents.posts)
        counts = np.bincount(self._posts.astype(np.intp), minlength=1)
        self._size = len(counts)
        there = np.flatnonzero(counts).tolist() if len(self._posts) else []
        self._rows: dict[str, list[int]] = {}
        for row, name in documents.names.read(there):
            for word in set(words(name[-1])):
                self._rows.setdefault(word, []).append(row)

    def flags(self, asked: Sequence[str], *, prefix: bool) -> Flags:
        """For each document whether its post's title has all of the words.

        With ``prefix`` the last of them may go on.
        """
        chosen = np.ones(self._size, np.bool_)
        for at, word in enumerate(asked, 1):
            found = [word]
            if prefix and at == len(asked):
                found = [one for one in self._rows if one.startswith(word)]
            with_it = np.zeros(self._size, np.bool_)
            for one in found:
                with_it[self._rows.get(one, [])] = True
            chosen &= with_it
        return chosen[self._posts]


def answered(documents: Documents) -> Flags:
    """For each document whether another one answers it directly."""
    flags = np.zeros(len(documents), np.bool_)
    parents = as_numbers(documents.parents)
    flags[parents[parents < len(documents)]] = True
    return flags


def flagged(numbers: Sequence[int] | Numbers, size: int) -> Flags:
    """A flag for each of ``size`` documents, set for those given."""
    flags = np.zeros(size, np.bool_)
    flags[as_numbers(numbers)] = True
    return flags
