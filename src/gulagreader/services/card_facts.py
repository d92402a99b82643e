"""What is asked of the cards of a list beside their words, in arrays.

Of a hundred thousand cards this takes some five megabytes and a second, so it is
grown in slices. Numbers of cards are their places in the sequence that was taken.
"""

from array import array
from collections.abc import Container, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.typing import NDArray

from gulagreader.domain.activity import read_months
from gulagreader.domain.dates import parse_date
from gulagreader.domain.posts import PostCard

Flags = NDArray[np.bool_]
Numbers = NDArray[np.integer[Any]]

NO_DATE = -1


class CardFacts:
    """Grows from the first card to the last."""

    def __init__(
        self, cards: Sequence[PostCard], known: Container[str] | None = None
    ) -> None:
        """Take cards, and the ids of the posts that the reader knows already.

        Where that is None nobody was here before, and no post is new.
        """
        self._cards, self._known = cards, known
        self.done = 0
        """How many cards are taken in."""
        # Each is as long as it will be: what grows in turns with others is moved again
        # and again, and leaves holes behind it of twice its size.
        self._starts, self._lasts = self._column("q"), self._column("q")
        self._months, self._comments = self._column("i"), self._column("i")
        self._words, self._authors = self._column("i"), self._column("i")
        self._fresh = self._column("b")
        self._tag_ends, self._talk_ends = self._column("i"), self._column("i")
        self._tags, self._talks = array("i"), array("i")
        self._of_author: dict[str | None, int] = {}
        self._of_tag: dict[str, int] = {}
        self._dates: dict[str | None, tuple[int, int]] = {None: (NO_DATE, NO_DATE)}

    def _column(self, code: str) -> "array[int]":
        return array(code, bytes(array(code).itemsize * len(self._cards)))

    @property
    def is_whole(self) -> bool:
        """Whether all cards are taken in."""
        return self.done == len(self._cards)

    def grow(self, most: int) -> None:
        """Take in at most so many cards more."""
        end = min(len(self._cards), self.done + most)
        for number in range(self.done, end):
            self._take(number, self._cards[number])
        self.done = end

    def _take(self, number: int, card: PostCard) -> None:
        self._starts[number], self._months[number] = self._date(card.date)
        self._lasts[number] = self._date(card.last_comment)[0]
        self._comments[number] = card.comments
        self._words[number] = card.words
        self._fresh[number] = self._known is not None and card.id not in self._known
        author = self._of_author.setdefault(card.author, len(self._of_author))
        self._authors[number] = author
        for tag in card.tags:
            self._tags.append(self._of_tag.setdefault(tag, len(self._of_tag)))
        self._tag_ends[number] = len(self._tags)
        if card.months:
            for pair in read_months(card.months):
                self._talks.extend(pair)
        self._talk_ends[number] = len(self._talks)

    def _date(self, text: str | None) -> tuple[int, int]:
        known = self._dates.get(text)
        if known is not None:
            return known
        moment = parse_date(text)
        if moment is None:
            return NO_DATE, NO_DATE
        month = moment.year * 12 + moment.month - 1 if moment.month else NO_DATE
        found = moment.start, month
        # Many posts share a day; dates with a time are not worth being kept.
        if text is not None and len(text) <= 10:
            self._dates[text] = found
        return found

    # What was taken in. Copies: an array cannot grow while numpy looks at it.

    def _taken(self, column: "array[int]", kind: npt.DTypeLike) -> NDArray[Any]:
        if not self.done:
            return np.zeros(0, kind)
        return np.frombuffer(column, column.typecode, self.done).astype(kind)

    @property
    def starts(self) -> Numbers:
        """The second in which each post begins to be dated, or ``NO_DATE``."""
        return self._taken(self._starts, np.int64)

    @property
    def lasts(self) -> Numbers:
        """The same of its newest comment."""
        return self._taken(self._lasts, np.int64)

    @property
    def comments(self) -> Numbers:
        """How many comments each has."""
        return self._taken(self._comments, np.int64)

    @property
    def words(self) -> Numbers:
        """How long each is."""
        return self._taken(self._words, np.int64)

    @property
    def fresh(self) -> Flags:
        """Whether each came since the reader was here last."""
        return self._taken(self._fresh, np.bool_)

    @property
    def authors(self) -> Numbers:
        """For each the number of its author in ``names``."""
        return self._taken(self._authors, np.int64)

    @property
    def names(self) -> tuple[str | None, ...]:
        """The authors; None is the unknown one."""
        return tuple(self._of_author)

    @property
    def tag_names(self) -> tuple[str, ...]:
        """All tags."""
        return tuple(self._of_tag)

    def tagged(self, tags: AbstractSet[int]) -> Flags:
        """Which cards have at least one of some tags, by their numbers."""
        wanted = np.zeros(len(self._of_tag) + 1, np.bool_)
        wanted[list(tags)] = True
        hits = wanted[np.array(self._tags, np.int64)]
        return any_within(hits, self._taken(self._tag_ends, np.int64))

    def tag_counts(self, chosen: Numbers) -> dict[str, int]:
        """How many of some cards have each tag; those without are left out."""
        owners = _owners(self._taken(self._tag_ends, np.int64))
        wanted = np.zeros(self.done, np.bool_)
        wanted[chosen] = True
        tags = np.array(self._tags, np.int64)[wanted[owners]]
        counts = np.bincount(tags, minlength=len(self._of_tag))
        return {
            tag: count
            for tag, count in zip(self._of_tag, counts.tolist(), strict=True)
            if count
        }

    def author_counts(self, chosen: Numbers) -> dict[str | None, int]:
        """How many of some cards each author wrote."""
        counts = np.bincount(self.authors[chosen], minlength=len(self._of_author))
        found = zip(self._of_author, counts.tolist(), strict=True)
        return {author: count for author, count in found if count}

    def year_counts(self, chosen: Numbers) -> dict[int, int]:
        """How many of some cards each year has."""
        seconds = self.starts[chosen]
        days = (seconds[seconds != NO_DATE] // 86_400).astype("timedelta64[D]")
        years = (np.datetime64("0001-01-01") + days).astype("datetime64[Y]")
        found, counts = np.unique(years.astype(np.int64) + 1970, return_counts=True)
        return dict(zip(found.tolist(), counts.tolist(), strict=True))

    def months(self, chosen: Numbers) -> dict[int, int]:
        """How many posts and comments each month has, of some cards."""
        wanted = np.zeros(self.done, np.bool_)
        wanted[chosen] = True
        posts = self._taken(self._months, np.int64)[wanted]
        posts = posts[posts >= 0]
        pairs = np.array(self._talks, np.int64).reshape(-1, 2)
        owners = _owners(self._taken(self._talk_ends, np.int64) // 2)
        pairs = pairs[wanted[owners]]
        every = np.concatenate((posts, pairs[:, 0]))
        if not every.size:
            return {}
        least = int(every.min())
        weights = np.concatenate((np.ones(posts.size), pairs[:, 1]))
        counts = np.bincount(every - least, weights).astype(np.int64)
        return {least + at: int(counts[at]) for at in np.flatnonzero(counts).tolist()}


def any_within(hits: Flags, ends: Numbers) -> Flags:
    """For each row of flags that ends where ``ends`` says, whether one is set."""
    sums = np.concatenate(([0], np.cumsum(hits)))
    starts = np.concatenate(([0], ends[:-1]))
    return np.asarray(sums[ends] > sums[starts])


def _owners(ends: Numbers) -> Numbers:
    return np.repeat(np.arange(ends.size), np.diff(ends, prepend=0))
