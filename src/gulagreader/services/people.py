"""The people of a library: a table of them, and whom a name means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.people import Answerer, Person, PersonNumbers, most_first
from gulagreader.domain.posts import PostCard
from gulagreader.services.people_answers import (
    Asking,
    LinkEnds,
    answers_to,
    taken_up_by_others,
)
from gulagreader.services.people_questions import QuestionSearch
from gulagreader.services.people_roll import Numbers, Roll, roll_of
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.services.uptake.graph import PassageGraph, ReadableLibrary
from gulagreader.storage.folder_scan import comments_path_of
from gulagreader.text.words import words


class PeopledLibrary(ReadableLibrary, Protocol):
    """A library whose posts are known by their cards."""

    @property
    def cards(self) -> Sequence[PostCard]:
        """A card for each post."""


@dataclass
class LibraryPeople:
    """The people of a library, as its index and its passages were when it was made.

    Use it from the thread that the index is used from.
    """

    library: PeopledLibrary
    index: SearchedIndex
    graph: PassageGraph
    _asking: Asking | None = None

    @cached_property
    def roll(self) -> Roll:
        """Everybody's comments."""
        return roll_of(self.index, self.library.info)

    def count_questions(self) -> Iterator[None]:
        """Find the questions and their answers, some at each step.

        Of a large library that takes some seconds the first time. Nothing else asks
        for it: before the last step questions are not known of anybody.

        Raises:
            IndexUnavailableError: the index is damaged.
        """
        if self._asking is not None:
            return
        search = QuestionSearch(self.index, self.roll, self._quoting_sources)
        yield from search.steps()
        yield
        self._asking = answers_to(self.index, self.roll, search.asked, self._ends)

    @property
    def knows_questions(self) -> bool:
        """Whether the questions were counted."""
        return self._asking is not None

    @property
    def asking(self) -> Asking:
        """The questions, and whether they were answered; counted where they are not."""
        for _ in self.count_questions():
            pass
        assert self._asking is not None
        return self._asking

    @cached_property
    def _ends(self) -> list[LinkEnds]:
        return self.graph.ends()

    @cached_property
    def rows(self) -> tuple[PersonNumbers, ...]:
        """Everybody with their numbers, in no order.

        Raises:
            IndexUnavailableError: the index is damaged.
        """
        roll = self.roll
        asked, answered = [0] * len(roll.keys), [0] * len(roll.keys)
        for number, done in self.asking.asked.items():
            asked[int(roll.by[number])] += 1
            answered[int(roll.by[number])] += done
        taken = taken_up_by_others(self.index, roll, self._ends)
        return tuple(
            replace(
                row,
                questions=asked[number],
                answered=answered[number],
                taken_up=taken.get(number, 0),
            )
            for number, row in enumerate(self.first_rows)
        )

    @cached_property
    def first_rows(self) -> tuple[PersonNumbers, ...]:
        """The same without what takes longer: questions, and what was taken up."""
        roll = self.roll
        size = len(roll.keys)
        own = roll.comments
        by = roll.by[own]
        counts = np.bincount(by, minlength=size)
        lengths = np.bincount(by, roll.words[own], size)
        given, received = self._replies()
        posts = roll.posts_by[roll.posts_by >= 0]
        written = np.bincount(posts, minlength=size)
        commented = _different(by, roll.post_rows[own], size)
        ends = self._dates()
        return tuple(
            PersonNumbers(
                roll.people.person(key),
                comments=int(counts[number]),
                posts=int(commented[number]),
                words=int(lengths[number]),
                first=ends[number][0],
                last=ends[number][1],
                given=int(given[number]),
                received=int(received[number]),
                written=int(written[number]),
            )
            for number, key in enumerate(roll.keys)
        )

    def _answers(self) -> tuple[Numbers, Numbers]:
        """The comments that answer somebody else's, and those that they answer."""
        roll = self.roll
        answers = np.flatnonzero((roll.by >= 0) & (roll.parents >= 0))
        above = roll.parents[answers]
        others = (roll.by[answers] != roll.by[above]) | (
            roll.by[answers] == roll.unknown
        )
        return answers[others], above[others]

    def _replies(self) -> tuple[Numbers, Numbers]:
        roll = self.roll
        answers, above = self._answers()
        size = len(roll.keys)
        return (
            np.bincount(roll.by[answers], minlength=size),
            np.bincount(roll.by[above], minlength=size),
        )

    def _dates(self) -> list[tuple[str | None, str | None]]:
        """The dates of everybody's first and last comment, as the library has them."""
        roll = self.roll
        own = roll.comments
        own = own[roll.dates[own] >= 0]
        order = own[np.lexsort((roll.dates[own], roll.by[own]))]
        by = roll.by[order]
        found: list[tuple[str | None, str | None]] = []
        for number in range(len(roll.keys)):
            first, end = np.searchsorted(by, (number, number + 1)).tolist()
            if first == end:
                found.append((None, None))
                continue
            edges = int(order[first]), int(order[end - 1])
            dates = [self.index.document(edge).date for edge in edges]
            found.append((dates[0], dates[1]))
        return found

    def replies_received(self, person: Person) -> list[Answerer]:
        """Who answered somebody's comments, and how often, the most frequent first."""
        return self._counted(person, received=True)

    def replies_given(self, person: Person) -> list[Answerer]:
        """Whose comments somebody answered, and how often."""
        return self._counted(person, received=False)

    def _counted(self, person: Person, *, received: bool) -> list[Answerer]:
        roll = self.roll
        own = roll.number(person.key)
        answers, above = self._answers()
        side, other = (above, answers) if received else (answers, above)
        counts = np.bincount(roll.by[other[roll.by[side] == own]])
        found = {roll.keys[n]: int(counts[n]) for n in np.flatnonzero(counts).tolist()}
        return most_first(found, [roll.people.person(key) for key in found])

    def named(self, asked: str) -> list[Person]:
        """Who may be meant by a name."""
        return self.roll.people.named(asked)

    def person_of(self, author: str | None) -> Person:
        """Who wrote under a name."""
        return self.roll.people.person(self.roll.people.key(author))

    def numbers_of(self, person: Person) -> PersonNumbers:
        """The numbers of a person, as far as they are known now.

        Of one who wrote nothing they are 0.
        """
        rows = self.rows if self.knows_questions else self.first_rows
        every = {row.person.key: row for row in rows}
        return every.get(person.key) or PersonNumbers(person)

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        return {card.id: card.path for card in self.library.cards}

    def _quoting_sources(self, post: str) -> Mapping[str, str]:
        """The comments of a thread with block quotes, which an index does not tell.

        Without a ``>`` in the file there is none, and nothing need be parsed.
        """
        path = self._files.get(post)
        if path is None or not _has_quote_sign(comments_path_of(path)):
            return {}
        try:
            _, thread = self.library.read_post(path)
        except (GulagreaderError, OSError):
            return {}
        return {row.comment.id: row.comment.text for row in thread.rows}


def fitting(rows: Sequence[PersonNumbers], typed: str) -> list[PersonNumbers]:
    """Those whose names have words that begin as the words typed."""
    return [row for row in rows if has_name(row.person, typed)]


def has_name(person: Person, typed: str) -> bool:
    """Whether somebody's names have words that begin as the words typed."""
    names = _name_words(person)
    return all(any(one.startswith(word) for one in names) for word in words(typed))


def _name_words(person: Person) -> list[str]:
    names = (person.name, *person.names)
    return [word for name in names for word in words(name)]


def _has_quote_sign(path: Path) -> bool:
    try:
        return b">" in path.read_bytes()
    except OSError:
        return False


def _different(by: Numbers, rows: Numbers, size: int) -> Numbers:
    """How many different rows each has."""
    order = np.lexsort((rows, by))
    by, rows = by[order], rows[order]
    fresh = np.ones(len(by), np.bool_)
    fresh[1:] = (by[1:] != by[:-1]) | (rows[1:] != rows[:-1])
    return np.bincount(by[fresh], minlength=size)
