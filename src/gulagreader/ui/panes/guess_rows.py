"""The rows of a look before an import: posts, their guesses, what cannot come in."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from gulagreader.services.import_deciding import AS_GUESSED, ImportReview, Question
from gulagreader.services.import_look import LookedPost
from gulagreader.services.import_review import UNSURE


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post that would come in."""

    post: LookedPost
    title: str
    comments: int
    guesses: int
    """How many of its guesses the filter shows."""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class GuessRow:
    """A guess in a post."""

    post: LookedPost
    question: Question


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Something that does not come in, or is to be known."""

    file: Path
    line: int | None
    words: str


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A line that says something."""

    words: str
    heading: bool = False


ReviewRow = PostRow | GuessRow | NoteRow | SaidRow


class GuessFilter(Enum):
    """Which guesses are shown."""

    ALL = "all guesses"
    UNSURE = f"at most {UNSURE:.0%} sure"
    FAIRLY_SURE = "at most 80% sure"
    CHOICES = "those that can be decided here"
    DECIDED = "those decided"

    def shows(self, question: Question) -> bool:
        """Whether a guess is shown."""
        guess = question.guess
        match self:
            case GuessFilter.UNSURE:
                return guess.confidence <= UNSURE
            case GuessFilter.FAIRLY_SURE:
                return guess.confidence <= _FAIRLY
            case GuessFilter.CHOICES:
                return question.can_be_decided
            case GuessFilter.DECIDED:
                return question.is_changed or guess.is_decided
            case _:
                return True

    def next(self) -> "GuessFilter":
        """The filter that follows."""
        every = list(GuessFilter)
        return every[(every.index(self) + 1) % len(every)]


_FAIRLY = 0.8


@dataclass(frozen=True, slots=True)
class RowOrder:
    """How rows are ordered and which are shown."""

    least_sure_first: bool = True
    filter: GuessFilter = GuessFilter.ALL
    folded: Collection[int] = frozenset()
    """The posts whose guesses are hidden, by their number in the look."""


def review_rows(review: ImportReview, order: RowOrder) -> list[ReviewRow]:
    """Every post with its guesses, then what is refused or is to be known."""
    rows: list[ReviewRow] = []
    for number, shown in _posts(review, order):
        post = review.look.posts[number]
        folded = number in order.folded
        rows.append(PostRow(post, *review.now(post), len(shown), folded))
        if not folded:
            rows.extend(GuessRow(post, one) for one in shown)
    if review.look.posts and not rows:
        rows.append(SaidRow("No guess is so; {review.filter} shows others"))
    report = review.look.report
    if report.refused:
        rows.append(SaidRow("Refused, and does not come in", heading=True))
        rows.extend(NoteRow(one.file, one.line, one.why) for one in report.refused)
    if report.warnings:
        rows.append(SaidRow("To be known", heading=True))
        rows.extend(NoteRow(one.file, one.line, one.what) for one in report.warnings)
    if not rows:
        rows.append(SaidRow("There is no post in it"))
    return rows


def _posts(
    review: ImportReview, order: RowOrder
) -> Iterator[tuple[int, Sequence[Question]]]:
    """The posts shown, by number, each with the guesses that are shown of it."""
    found: list[tuple[int, Sequence[Question]]] = []
    key = _by_doubt if order.least_sure_first else _by_line
    for number, post in enumerate(review.look.posts):
        shown = [one for one in review.questions(post) if order.filter.shows(one)]
        if shown or order.filter is GuessFilter.ALL:
            found.append((number, sorted(shown, key=key)))
    if order.least_sure_first:
        found.sort(key=lambda one: one[1][0].guess.confidence if one[1] else 2.0)
    yield from found


def _by_doubt(question: Question) -> tuple[float, int]:
    return question.guess.confidence, question.guess.line or 0


def _by_line(question: Question) -> tuple[float, int]:
    return question.guess.line or 0, 0


def place_of(row: ReviewRow | None) -> tuple[object, ...]:
    """What a row is of, by which it is found again among others."""
    match row:
        case PostRow(post):
            return ("post", post.file, post.post_id, post.ordinal)
        case GuessRow(post, question):
            return ("guess", post.file, post.post_id, question.key)
        case NoteRow(file, line, words):
            return ("note", file, line, words)
        case _:
            return ()


def names_of_takes(question: Question) -> list[tuple[str, bool]]:
    """What a guess can be taken for, in words, and whether it is."""
    what = question.guess.what
    named: list[tuple[str, bool]] = [(what, question.take == AS_GUESSED)]
    for choice in question.guess.choices:
        stem = choice.removesuffix(" N").removesuffix(" …")
        if stem != choice:
            is_it = question.take.startswith(f"{stem} ")
            named.append((question.take if is_it else f"{stem} …", is_it))
        else:
            words = f"no {what}" if choice == "no" else choice
            named.append((words, question.take == choice))
    return named
