"""The people of a library: who wrote in it, how much, and who answered whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

UNKNOWN = ""
"""The key of all who gave no name: they are not one person, and are kept apart."""
UNKNOWN_NAME = "unknown"
Column = Literal[
    "name",
    "comments",
    "posts",
    "words",
    "first",
    "last",
    "given",
    "received",
    "questions",
    "answered",
    "taken_up",
    "written",
]
COLUMNS: tuple[Column, ...] = get_args(Column)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote in a library."""

    key: str
    """By which a name is compared; ``UNKNOWN`` for all without a name."""
    name: str
    """The spelling that is most frequent in the library."""
    names: tuple[str, ...] = ()
    """All spellings, the most frequent first."""
    teacher: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether it stands for all who gave no name."""
        return self.key == UNKNOWN


@dataclass(frozen=True, slots=True)
class PersonNumbers:
    """What a person did in a library, in numbers."""

    person: Person
    comments: int = 0
    posts: int = 0
    """Posts commented on."""
    words: int = 0
    """Of the comments."""
    first: str | None = None
    """The date of the first comment, as the library has it; of undated ones None."""
    last: str | None = None
    given: int = 0
    """Comments that answer somebody else's comment."""
    received: int = 0
    """Comments of others that answer one of theirs."""
    questions: int = 0
    """Comments that ask something."""
    answered: int = 0
    """Of these, those that somebody else answered."""
    taken_up: int = 0
    """Passages of theirs that others quoted or repeated."""
    written: int = 0
    """Posts that are by them."""

    @property
    def share(self) -> float | None:
        """The share of the questions that were answered; None without a question."""
        return self.answered / self.questions if self.questions else None


def sorted_people(
    rows: Iterable[PersonNumbers], column: Column, *, turned: bool = False
) -> list[PersonNumbers]:
    """Sort people by a column: names from the first letter, numbers from the highest.

    ``turned`` is the other way round. Those who have no value come last in any case,
    and at the very end all without a name; equal ones stand by their names.
    """
    every = sorted(rows, key=lambda row: row.person.name.casefold())
    with_value = [row for row in every if _value(row, column) is not None]
    without = [row for row in every if _value(row, column) is None]
    falling = (column not in ("name", "first")) is not turned
    with_value.sort(key=lambda row: _key(row, column), reverse=falling)
    found = [*with_value, *without]
    return sorted(found, key=lambda row: row.person.is_unknown)


def _value(row: PersonNumbers, column: Column) -> str | float | None:
    match column:
        case "name":
            return row.person.name.casefold()
        case "first":
            return row.first
        case "last":
            return row.last
        case "answered":
            return row.share
        case _:
            return float(getattr(row, column))


def _key(row: PersonNumbers, column: Column) -> tuple[str, float]:
    value = _value(row, column)
    return (value, 0.0) if isinstance(value, str) else ("", value or 0.0)


LineKind = Literal["quoted", "repeated", "answered", "post"]


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """The line that a comment answers."""

    text: str
    """On one line, without markup."""
    how: LineKind
    """``quoted``, in marks or a block quote; ``repeated``, without marks; ``answered``,
    the first sentence of the comment above; ``post``, the first of the post."""
    post: str
    comment: str | None
    """Where it stands; None in the post itself."""
    author: str | None
    span: tuple[int, int] | None = None
    """Its place in that source, where it is known exactly."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of somebody, with the line that it answers."""

    post: str
    title: str
    comment: str
    author: str | None
    date: str | None
    text: str
    """Its source."""
    line: AnsweredLine
    by_post_author: bool = False
    """Whether it is by the author of the post that it stands under."""
    questions: tuple[tuple[int, int], ...] = ()
    """Where its questions stand in its source."""
    answered: bool | None = False
    """Whether it asks something and somebody else answered; None: not known yet."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A comment in a dialogue of two."""

    post: str
    title: str
    comment: str
    author: str | None
    date: str | None
    text: str
    answers: str | None
    """The comment of the other that it answers, directly or in turn."""
    between: tuple[str, ...] = ()
    """Who wrote the comments that stand between the two, from the top."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A dialogue of two in one branch of a thread."""

    post: str
    title: str
    line: AnsweredLine
    """What its first comment answers."""
    turns: tuple[Turn, ...]
    """In the order of the thread."""


@dataclass(frozen=True, slots=True)
class Answerer:
    """How often somebody answered."""

    person: Person
    count: int


def most_first(counts: dict[str, int], people: Sequence[Person]) -> list[Answerer]:
    """Who answered, the most frequent first, then by name."""
    known = {person.key: person for person in people}
    found = [Answerer(known[key], count) for key, count in counts.items()]
    return sorted(found, key=lambda one: (-one.count, one.person.name.casefold()))
