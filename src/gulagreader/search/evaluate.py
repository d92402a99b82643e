"""Answering a plan from posting lists: which documents, and how well they fit.

Scores are BM25 (Robertson and Walker 1994; k1 = 1.2, b = 0.75) summed over the
words of a plan. A word with its other forms counts as one word that stands wherever
one of them does, the other forms for half; so does a prefix with all its words for
whole. A run, or words near one another, score as their words do; a run's last word
that may go on, and prefixes within ``near``, score nothing. Filters and exclusions
score nothing. While typing, a prefix that begins very many words is looked for in the
texts that the other words leave, if these are few, and scores nothing either: what is
found is the same then, its order may change with Enter.
"""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from gulagreader.domain.query_parts import Dated, Kind
from gulagreader.search.engine import Cancel, CancelledError
from gulagreader.search.mapped_file import Numbers
from gulagreader.search.matches import (
    Flags,
    Places,
    Scored,
    both,
    either,
    kept,
    laid_out,
    unscored,
)
from gulagreader.search.plan import (
    All,
    Any,
    InThread,
    Name,
    Near,
    Numbered,
    Plan,
    Prefix,
    Run,
    Without,
    Word,
)
from gulagreader.search.token_checks import TokenChecks

K1, B = 1.2, 0.75
FORM_WEIGHT = 0.5
"""What another form of a word counts for."""
_CHECKED_IN_TEXT = 400_000
"""While typing, up to so many words are looked through for a prefix; a look costs a
few nanoseconds, less than reading the lists of all words that begin so."""


class Source(Protocol):
    """Posting lists and what else an evaluation reads, by place."""

    size: int
    """How many places there are, those of removed documents included."""
    live: Places
    """The places of all documents that can be found."""
    refs: Numbers
    """The number of each place's document."""
    checks: TokenChecks

    @property
    def dates(self) -> Numbers:
        """The date of each place's document."""

    @property
    def posts(self) -> Numbers:
        """The row of the post of each place's document."""

    @property
    def place_of(self) -> Places:
        """The place of each document's number; -1 where it cannot be found."""

    def scored(self, word: Word) -> Scored:
        """The documents of a word and its forms, with their scores."""

    def frequency(self, word: str) -> int:
        """In about how many documents a word stands."""

    def beginning(self, prefix: str, *, bounded: bool, cancel: Cancel) -> Scored:
        """The documents with a word that begins so, scored as of one word."""

    def is_bounded(self, prefix: str) -> bool:
        """Whether a bounded ``beginning`` leaves words out."""

    def named(self, name: Name) -> Flags:
        """The documents of a filter by author, title or tag."""

    def of_kinds(self, kinds: frozenset[str]) -> Flags:
        """The documents of some kinds."""

    def numbered(self, numbers: frozenset[int]) -> Flags:
        """The documents that have one of these numbers."""

    def lengths_at(self, places: Places) -> int:
        """How many words some documents have in all."""

    def recall(self, plan: Plan) -> Scored | None:
        """What was found for a plan before, if it is still known."""

    def remember(self, plan: Plan, found: Scored) -> None:
        """Keep what was found for a plan, until other things need the room."""


def idf(found: int, documents: int) -> float:
    """The weight of a word that ``found`` of all documents have."""
    return math.log(1 + (documents - found + 0.5) / (found + 0.5))


class Evaluation:
    """One plan being answered."""

    def __init__(self, source: Source, *, bounded: bool, cancel: Cancel) -> None:
        self._source = source
        self._bounded = bounded
        self._cancel = cancel
        self.exact = True

    def answer(self, plan: Plan) -> Scored:
        """All documents that answer, and their scores."""
        return self._within(None, plan)

    def _check(self) -> None:
        if self._cancel():
            raise CancelledError

    def _within(self, found: Scored | None, plan: Plan) -> Scored:
        """What of ``found`` answers a plan, with its score added (None: of all)."""
        self._check()
        match plan:
            case Word():
                return self._and(found, self._source.scored(plan))
            case Prefix():
                return self._within_prefix(found, plan.text)
            case Run():
                return self._within_run(found, plan)
            case Near():
                return self._within_near(found, plan)
            case All():
                return self._within_all(found, plan.plans)
            case Any():
                return self._within_any(found, plan.plans)
            case InThread():
                return self._and(found, self._in_threads(plan.plan))
            case Without():
                start = self._everyone() if found is None else found
                gone = self._exactly(unscored(start[0]), plan.plan)
                flags = laid_out(gone[0], self._source.size)
                return kept(start, ~flags[start[0]])
            case Name() | Kind() | Dated() | Numbered():
                start = self._everyone() if found is None else found
                return kept(start, self._flags(plan)[start[0]])

    def _and(self, found: Scored | None, other: Scored) -> Scored:
        return other if found is None else both(found, other, self._source.size)

    def _everyone(self) -> Scored:
        return unscored(self._source.live)

    def _exactly(self, found: Scored | None, plan: Plan) -> Scored:
        """What of ``found`` answers, complete even while typing.

        What is excluded for an unseen match would have to come back later.
        """
        bounded, self._bounded = self._bounded, False
        try:
            return self._within(found, plan)
        finally:
            self._bounded = bounded

    def _flags(self, plan: Name | Kind | Dated | Numbered) -> Flags:
        source = self._source
        match plan:
            case Dated():
                # Undated documents, which are below 0, answer no question of date.
                flags: Flags = source.dates >= max(plan.start, 0)
                return flags & (source.dates < plan.end)
            case Kind():
                return source.of_kinds(plan.kinds)
            case Numbered():
                return source.numbered(plan.numbers)
            case Name():
                return source.named(plan)

    def _places(self, numbers: Numbers) -> Places:
        """The places of documents by number, ascending, without removed ones."""
        places = self._source.place_of[numbers]
        return np.sort(places[places >= 0])

    def _within_prefix(self, found: Scored | None, prefix: str) -> Scored:
        source = self._source
        bounded = self._bounded and source.is_bounded(prefix)
        few = found is not None and source.lengths_at(found[0]) <= _CHECKED_IN_TEXT
        if bounded and few and found is not None:
            numbers = self._numbers(found[0])
            there = source.checks.with_prefix(numbers, prefix, self._check)
            return self._and(found, unscored(self._places(there)))
        self.exact &= not bounded
        merged = source.beginning(prefix, bounded=bounded, cancel=self._cancel)
        return self._and(found, merged)

    def _within_run(self, found: Scored | None, run: Run) -> Scored:
        whole = run.words[:-1] if run.prefix else run.words
        words = [Word(word) for word in dict.fromkeys(whole)]
        candidates = self._with_all(found, words)
        there = self._source.checks.with_run(
            self._numbers(candidates), run, self._check
        )
        return self._scored_by(self._of(found, there), words)

    def _within_near(self, found: Scored | None, near: Near) -> Scored:
        words: dict[Word, None] = {}
        for part in near.parts:
            match part:
                case Word():
                    words[part] = None
                case Run():
                    whole = part.words[:-1] if part.prefix else part.words
                    words.update((Word(word), None) for word in whole)
                case Prefix():
                    pass
        candidates = self._with_all(found, list(words))
        there = self._source.checks.with_near(
            self._numbers(candidates), near.parts, near.distance, self._check
        )
        return self._scored_by(self._of(found, there), list(words))

    def _with_all(self, found: Scored | None, words: Sequence[Word]) -> Places:
        """The places of documents that have all words, the rarest asked first."""
        matched = None if found is None else unscored(found[0])
        for word in sorted(words, key=lambda word: self._source.frequency(word.text)):
            self._check()
            matched = self._and(matched, unscored(self._source.scored(word)[0]))
        return (self._everyone() if matched is None else matched)[0]

    def _numbers(self, places: Places) -> Numbers:
        return np.sort(self._source.refs[places])

    def _of(self, found: Scored | None, numbers: Numbers) -> Scored:
        """What of ``found`` has one of the numbers."""
        return self._and(found, unscored(self._places(numbers)))

    def _scored_by(self, found: Scored, words: Sequence[Word]) -> Scored:
        """Add the scores of words that all these documents have."""
        for word in words:
            found = both(found, self._source.scored(word), self._source.size)
        return found

    def _within_all(self, found: Scored | None, plans: Sequence[Plan]) -> Scored:
        ordered = self._ordered(plans)
        if found is None and self._bounded and len(ordered) > 2:
            # The words before the one that is being typed stay from key to key.
            *rest, last = ordered
            if isinstance(last, Prefix):
                found, ordered = self._known(All(tuple(rest))), [last]
        for plan in ordered:
            found = self._within(found, plan)
            if not len(found[0]):
                break
        return self._everyone() if found is None else found

    def _known(self, plan: All) -> Scored:
        known = self._source.recall(plan)
        if known is None:
            before, self.exact = self.exact, True
            known = self._within_all(None, plan.plans)
            if self.exact:
                self._source.remember(plan, known)
            self.exact &= before
        return known

    def _within_any(self, found: Scored | None, plans: Sequence[Plan]) -> Scored:
        among = None if found is None else unscored(found[0])
        parts = [self._within(among, plan) for plan in plans]
        return self._and(found, either(parts, self._source.size))

    def _in_threads(self, plan: Plan) -> Scored:
        """The texts of all threads in which a plan holds; those that match score."""
        source, parts = self._source, plan.plans if isinstance(plan, All) else (plan,)
        rows = int(source.posts.max(initial=0)) + 1
        holds = np.ones(rows, np.bool_)
        matched = []
        for part in parts:
            without = isinstance(part, Without)
            inner = part.plan if isinstance(part, Without) else part
            found = self._exactly(None, inner)
            there = laid_out(source.posts[found[0]], rows)
            holds &= ~there if without else there
            if not without:
                matched.append(found)
        texts = unscored(source.live[holds[source.posts[source.live]]])
        return both(
            texts, either([*matched, self._everyone()], source.size), source.size
        )

    def _ordered(self, plans: Sequence[Plan]) -> list[Plan]:
        """The parts in the order in which they are asked."""
        return sorted(plans, key=self._cost)

    def _cost(self, plan: Plan) -> tuple[int, int]:
        """What to do first: what leaves the fewest, and what needs candidates last."""
        frequency = self._source.frequency
        match plan:
            case Word():
                return 1, frequency(plan.text) + sum(map(frequency, plan.forms))
            case Run():
                return 2, min(map(frequency, plan.words[:-1]))
            case Any():
                costs = [self._cost(inner) for inner in plan.plans]
                return max(costs)[0], sum(cost for _, cost in costs)
            case All():
                return min(self._cost(inner) for inner in plan.plans)
            case Name() | Kind() | Dated() | Numbered():
                return 3, 0
            case Near():
                return 4, 0
            case InThread():
                return 5, 0
            case Without():
                return 6, 0
            case Prefix():
                return 7, 0
