"""Everybody's comments as arrays: by whom, how long, when, in answer to what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gulagreader.domain.people import UNKNOWN
from gulagreader.domain.posts import LibraryInfo
from gulagreader.search.counting import as_numbers
from gulagreader.search.documents import NONE
from gulagreader.services.people_names import People
from gulagreader.services.searched_index import SearchedIndex

Numbers = npt.NDArray[np.integer[Any]]
NOBODY = -1
"""In the place of a person: a document that is by none (a pingback), or removed."""


_NO_NUMBER = -3


@dataclass(frozen=True)
class Roll:
    """The comments and posts of an index, by document number."""

    people: People
    keys: Sequence[str]
    """The key of each person by number; the numbers are those in ``by``."""
    by: Numbers
    """Who wrote each comment; ``NOBODY`` for what is no comment of a person."""
    posts_by: Numbers
    """The same of posts."""
    words: Numbers
    parents: Numbers
    """The comment above each; -1 where that is none, or a pingback."""
    post_rows: Numbers
    dates: Numbers
    """In seconds of ``dates.Moment``; below 0 where unknown."""

    @property
    def comments(self) -> Numbers:
        """The numbers of all comments, in the order of the library."""
        return np.flatnonzero(self.by >= 0)

    def number(self, key: str) -> int | None:
        """The number of a person; None where nobody has the key."""
        return self.keys.index(key) if key in self.keys else None

    @property
    def unknown(self) -> int:
        """The number of all without a name; nobody's where there is none."""
        return self.keys.index(UNKNOWN) if UNKNOWN in self.keys else _NO_NUMBER

    def of(self, person: int) -> Numbers:
        """The comments of a person, the oldest first, undated ones last."""
        own = np.flatnonzero(self.by == person)
        dates = self.dates[own]
        return own[np.lexsort((own, dates, dates < 0))]


def roll_of(index: SearchedIndex, info: LibraryInfo) -> Roll:
    """Call the roll of an index.

    Raises:
        IndexUnavailableError: the index is damaged.
    """
    comments = index.of_kinds(frozenset({"comment"}))
    posts = index.of_kinds(frozenset({"post"}))
    names = index.author_names()
    with index.reading():
        documents = index.documents
        authors = as_numbers(documents.authors).astype(np.int64)
        words = np.diff(documents.tokens_at) - 1
        parents = as_numbers(documents.parents).astype(np.int64)
        dates = as_numbers(documents.dates).astype(np.int64)
        rows = as_numbers(documents.posts).astype(np.int64)
    spelt: Counter[str] = Counter()
    alive = authors[(comments | posts)]
    nameless = int((alive == NONE).sum())
    counts = np.bincount(alive[alive != NONE], minlength=1)
    for row in np.flatnonzero(counts).tolist():
        spelt[names[row]] += int(counts[row])
    if nameless:
        spelt[""] += nameless
    people = People(info, spelt)
    keys = list(dict.fromkeys(people.key(name) for name in spelt))
    numbers = {key: number for number, key in enumerate(keys)}
    table = np.full(len(counts) + 1, NOBODY, np.int64)
    for name_row in np.flatnonzero(counts).tolist():
        table[name_row] = numbers[people.key(names[name_row])]
    if nameless:
        table[-1] = numbers[people.key("")]
    authors[authors == NONE] = len(table) - 1
    authors[~(comments | posts)] = len(table) - 1  # their names were not looked at
    person = table[authors]
    above = np.where(parents == NONE, -1, parents)
    above[above >= 0] = np.where(comments[above[above >= 0]], above[above >= 0], -1)
    return Roll(
        people,
        keys,
        np.where(comments, person, NOBODY),
        np.where(posts, person, NOBODY),
        np.where(comments, words, 0),
        above,
        rows,
        dates,
    )
