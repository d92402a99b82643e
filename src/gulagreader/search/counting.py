"""Counting and choosing documents by the columns of the text file, as arrays.

A million documents take a few milliseconds each way, so that the whole of an answer
can be counted after every Enter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gulagreader.search.documents import NONE, Documents
from gulagreader.text.words import words

Numbers = npt.NDArray[np.integer[Any]]
Labels = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]


def as_numbers(numbers: Sequence[int] | Numbers) -> Numbers:
    """The numbers of documents as an array; one that is an array stays itself."""
    if isinstance(numbers, np.ndarray):
        return numbers
    return np.fromiter(numbers, np.int64, len(numbers))


def counted(values: Numbers) -> tuple[Numbers, Numbers]:
    """The different values and how often each stands there, most frequent first.

    ``NONE`` is no value.
    """
    counts = np.bincount(values[values != NONE].astype(np.intp), minlength=1)
    there = np.flatnonzero(counts)
    order = there[np.argsort(-counts[there], kind="stable")]
    return order, counts[order]


def author_labels(documents: Documents) -> Labels:
    """The authors' names by their rows in the column ``author``; other rows empty."""
    rows = np.sort(counted(as_numbers(documents.authors))[0]).tolist()
    return _labels({row: name[1] for row, name in documents.names.read(rows)})


def _labels(names: Mapping[int, str]) -> Labels:
    labels = np.full(max(names, default=0) + 1, "", np.object_)
    labels[list(names)] = list(names.values())
    return labels


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
    counts = np.bincount((everything if len(everything) else rows).astype(np.intp))
    first = np.full(len(counts), len(rows))
    # Of several values for one row the last one stays: the place of the first.
    first[rows[::-1]] = np.arange(len(rows))[::-1]
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

    A post whose title changed has several rows in the column ``post``.
    """

    def __init__(self, documents: Documents) -> None:
        self._posts = as_numbers(documents.posts)
        self._order = np.argsort(self._posts, kind="stable")
        counts = np.bincount(self._posts.astype(np.intp), minlength=1)
        self._ends = np.cumsum(counts)
        there = np.flatnonzero(counts).tolist() if len(self._posts) else []
        self.labels: Labels = np.full(len(counts), "", np.object_)
        """The posts' ids by their rows."""
        self._row: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        """Of a post with several rows the others; few have any."""
        for row, (_, name, *_) in documents.names.read(there):
            self.labels[row] = name
            if self._row.setdefault(name, row) != row:
                self._more.setdefault(name, []).append(row)

    @property
    def ids(self) -> Set[str]:
        """The ids of all posts."""
        return self._row.keys()

    def _rows(self, post: str) -> Iterator[int]:
        row = self._row.get(post)
        if row is not None:
            yield row
            yield from self._more.get(post, ())

    def flags(self, posts: Iterable[str]) -> Flags:
        """For each document whether it belongs to one of the posts."""
        chosen = np.zeros(len(self._ends), np.bool_)
        for post in posts:
            for row in self._rows(post):
                chosen[row] = True
        return chosen[self._posts]

    def with_any(self, flags: Flags) -> Flags:
        """For each document whether its post, under the same title, has a flag."""
        chosen = np.zeros(len(self._ends), np.bool_)
        chosen[self._posts[flags]] = True
        return chosen[self._posts]

    def numbers(self, post: str) -> list[int]:
        """The documents of a post, as they were added."""
        found: list[int] = []
        for row in self._rows(post):
            start = self._ends[row - 1] if row else 0
            found += self._order[start : self._ends[row]].tolist()
        return sorted(found)


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
