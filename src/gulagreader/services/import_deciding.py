"""Deciding about the guesses of an import, and importing as it was decided.

What a person takes a guess for is kept by the guess's place (source, line and what
was guessed), apart from what the guesses are: reading a source again with a decision
may bring other guesses, and take some away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from gulagreader.domain.progress import Job, Progress
from gulagreader.importing.archive import Decision, Guess
from gulagreader.services.import_look import (
    Context,
    Contexts,
    ImportLook,
    LookedPost,
    Version,
    check_unchanged,
)
from gulagreader.services.import_records import RECORDS_FOLDER
from gulagreader.services.import_report import Guessed, ImportReport
from gulagreader.services.import_review import (
    GuessKey,
    decisions_from,
    key_of,
    why_not_taken,
    write_review,
)
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_file import POSTS_FOLDER

AS_GUESSED = "yes"
"""To take a guess for what it was taken for."""
_NUMBERED = " N"
"""Ends a choice that wants the number of a line."""
_IN_WORDS = " …"
"""Ends a choice that wants words."""
REVIEW_FILE = "review.json"
"""The last review of the screen, in the library's folder of imports. It is what
``--review`` takes: the command line does the same with it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A guess as it is put to a person."""

    key: GuessKey
    guess: Guess
    take: str = AS_GUESSED
    context: Context = ()
    came_up: bool = False
    """Whether it is only there because of another decision."""

    @property
    def can_be_decided(self) -> bool:
        """Whether it can be taken for something else here."""
        return bool(self.guess.choices)

    @property
    def is_changed(self) -> bool:
        """Whether it is taken for something else than it was guessed to be."""
        return self.take != AS_GUESSED

    def why_not(self, take: str) -> str | None:
        """Why it cannot be taken so, and what to write; None where it can."""
        return why_not_taken(take, self.guess.choices, self.guess.value)

    def next_take(self) -> str:
        """The choice after the present one; ``… N`` still wants a number."""
        takes = (AS_GUESSED, *self.guess.choices)
        present = self.take
        for choice in self.guess.choices:
            stem = choice.removesuffix(_NUMBERED).removesuffix(_IN_WORDS)
            if choice != stem and present.startswith(f"{stem} "):
                present = choice
        return takes[(takes.index(present) + 1) % len(takes)]


def wants_line(choice: str) -> bool:
    """Whether a choice is complete only with the number of a line."""
    return choice.endswith(_NUMBERED)


def wants_words(choice: str) -> bool:
    """Whether a choice is complete only with words."""
    return choice.endswith(_IN_WORDS)


def with_words(choice: str, words: str) -> str:
    """A choice with the words it wants: ``by Ann Roe | 2014-03-03``."""
    return f"{choice.removesuffix(_IN_WORDS)} {words}"


def with_line(choice: str, line: int) -> str:
    """A choice with the number it wants: ``from line 12``."""
    return f"{choice.removesuffix(_NUMBERED)} {line}"


@dataclass
class ImportReview:
    """What a person decides about what a look has found. Used by one thread."""

    look: ImportLook
    takes: dict[GuessKey, str] = field(default_factory=dict)
    """What is not taken as it was guessed."""
    done: bool = False
    """Whether it was imported so."""
    _came_up: dict[str, tuple[Guess, ...]] = field(default_factory=dict)
    """Guesses that are there because of decisions, by the source's sha256."""
    _contexts: dict[str, Contexts] = field(default_factory=dict)
    _now: dict[str, tuple[str, int]] = field(default_factory=dict)
    _questions: dict[tuple[str, int], Sequence[Question]] = field(default_factory=dict)
    """What was asked last of each post, until something is decided about it."""

    def questions(self, post: LookedPost) -> Sequence[Question]:
        """The guesses of a post, with what they are taken for."""
        place = post.sha256, post.ordinal
        known = self._questions.get(place)
        if known is None:
            known = self._questions[place] = list(self._asked(post))
        return known

    def _asked(self, post: LookedPost) -> Iterator[Question]:
        contexts = {**self._contexts.get(post.sha256, {}), **post.contexts}
        came_up = self._came_up.get(post.sha256, ())
        for number, guess in enumerate((*post.guesses, *came_up)):
            key = (post.sha256, guess.line, guess.what)
            context = contexts.get(guess.line, ()) if guess.line is not None else ()
            take = self.takes.get(key, AS_GUESSED)
            yield Question(key, guess, take, context, number >= len(post.guesses))

    def _ask_again(self, sha256: str) -> None:
        for place in [place for place in self._questions if place[0] == sha256]:
            del self._questions[place]

    def take(self, question: Question, take: str) -> Question:
        """Take a guess for something; give it as it is taken now."""
        if take == AS_GUESSED:
            self.takes.pop(question.key, None)
        else:
            self.takes[question.key] = take
        self._ask_again(question.key[0])
        return replace(question, take=take)

    def decisions(self, post: LookedPost) -> tuple[Decision, ...]:
        """What is decided about the source of a post."""
        found = decisions_from(self._guessed(post), self.takes)
        return found.get(post.sha256, ())

    def take_in(self, post: LookedPost, version: Version) -> bool:
        """Take in what a post is now; say whether anything that is listed changed."""
        known = {(guess.line, guess.what) for guess in post.guesses}
        decided = [
            guess
            for guess in self._came_up.get(post.sha256, ())
            if (post.sha256, guess.line, guess.what) in self.takes
        ]
        known.update((guess.line, guess.what) for guess in decided)
        fresh = [
            guess
            for guess in version.guesses
            # What was decided stands already where the guess was.
            if not guess.is_decided and (guess.line, guess.what) not in known
        ]
        came_up = tuple(
            sorted((*fresh, *decided), key=lambda one: (one.line or 0, one.what))
        )
        self._contexts[post.sha256] = version.contexts
        before = self._came_up.get(post.sha256, ()), self.now(post)
        self._came_up[post.sha256] = came_up
        if any(guess.choices for guess in post.guesses):
            self._now[post.sha256] = version.post.title, len(version.thread.rows)
        self._ask_again(post.sha256)
        return before != (came_up, self.now(post))

    def now(self, post: LookedPost) -> tuple[str, int]:
        """The title of a post and how many comments it has, as it is decided."""
        return self._now.get(post.sha256, (post.title, post.comments))

    def _guessed(self, post: LookedPost) -> Iterator[Guessed]:
        for guess in (*post.guesses, *self._came_up.get(post.sha256, ())):
            yield Guessed(post.file, post.post_id, guess, post.sha256)

    def guesses(self) -> list[Guessed]:
        """Every guess of every source once, in the order of the sources."""
        found = {
            key_of(one): one for post in self.look.posts for one in self._guessed(post)
        }
        for one in self.look.report.guesses:
            found.setdefault(key_of(one), one)
        return list(found.values())

    @property
    def decided(self) -> Sequence[LookedPost]:
        """The posts about which something was decided just now."""
        sources = {sha256 for sha256, _, _ in self.takes}
        return [post for post in self.look.posts if post.sha256 in sources]


def import_reviewed(
    review: ImportReview, into: Path, *, now: datetime
) -> Job[ImportReport]:
    """Import what was looked at, as it was decided.

    The decisions are written as a review, which ``gulagreader import --review`` does
    the same with, and are kept in the library, so that importing again later takes
    them again.

    Raises:
        SourceError: a source that was decided about has changed since.
        LibraryError: the library cannot be written.
    """
    for post in review.decided:
        yield Progress("checking", 0)
        check_unchanged(post)
    guesses = review.guesses()
    options = review.look.options
    if guesses:
        options = replace(options, decisions=decisions_from(guesses, review.takes))
    report = yield from import_sources(
        review.look.paths, into, options=options, now=now
    )
    # Now only: before, there may have been no library to keep it in.
    if guesses and (into / POSTS_FOLDER).is_dir():
        path = into / RECORDS_FOLDER / REVIEW_FILE
        write_review(ImportReport(guesses=guesses), path, review.takes)
    review.done = True
    return report
