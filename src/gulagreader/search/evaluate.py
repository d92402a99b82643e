"""Answering a plan from posting lists: which documents, and how well they fit.

Scores are BM25 (Robertson and Walker 1994; k1 = 1.2, b = 0.75) summed over the
words of a plan. A prefix counts as one word that stands wherever one of its words
does; a run scores as its words do. Filters and exclusions score nothing.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Protocol

from gulagreader.domain.query_parts import Dated, Kind
from gulagreader.search.engine import Cancel, CancelledError
from gulagreader.search.plan import (
    All,
    Any,
    Filter,
    Name,
    Plan,
    Prefix,
    Run,
    Without,
    Word,
)

K1, B = 1.2, 0.75
Scored = tuple[Sequence[int], Sequence[float]]
Matched = dict[int, float]
_CHECKED_IN_TEXT = 20_000
"""Up to so many documents are looked through for a prefix; a look takes about a
microsecond, less than reading the posting lists of all words that begin so."""
_MUCH_LONGER = 16
"""In a list so many times longer than what was found each document is looked up."""


class Source(Protocol):
    """Posting lists and what else an evaluation reads."""

    @property
    def live(self) -> Sequence[int]:
        """The numbers of all documents that can be found."""

    dates: Sequence[int]

    def scored(self, word: str) -> Scored:
        """The documents of a word, ascending, with their scores."""

    def frequency(self, word: str) -> int:
        """In about how many documents a word stands."""

    def merged(self, words: Sequence[str], cancel: Cancel) -> Scored:
        """The documents of any of the words, in no order, scored as of one word."""

    def expand(self, prefix: str, *, bounded: bool) -> tuple[Sequence[str], bool]:
        """Words that begin so, and whether these are all."""

    def named(self, name: Name) -> frozenset[int]:
        """The documents of a filter by author, title or tag."""

    def of_kinds(self, kinds: frozenset[str]) -> frozenset[int]:
        """The documents of some kinds."""

    def has(self, number: int, run: bytes) -> bool:
        """Whether a document's words hold a run; see ``Documents.has``."""


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
        self._check()
        match plan:
            case Word():
                return self._source.scored(plan.text)
            case Prefix():
                return self._prefix(plan.text)
            case _:
                found = self.within(None, plan)
                return list(found), list(found.values())

    def _check(self) -> None:
        if self._cancel():
            raise CancelledError

    def _prefix(self, prefix: str) -> Scored:
        words, whole = self._source.expand(prefix, bounded=self._bounded)
        self.exact &= whole
        return self._source.merged(words, self._cancel)

    def within(self, found: Matched | None, plan: Plan) -> Matched:
        """What of ``found`` answers a plan, with its score added (None: of all)."""
        self._check()
        match plan:
            case Word():
                return self._scored(found, self._source.scored(plan.text))
            case Prefix():
                return self._within_prefix(found, plan.text)
            case Run():
                return self._within_run(found, plan)
            case All():
                return self._within_all(found, plan.plans)
            case Any():
                return self._within_any(found, plan.plans)
            case Without():
                start = self._all() if found is None else found
                gone = self._exactly(start, plan.plan)
                return {n: s for n, s in start.items() if n not in gone}
            case Name() | Kind() | Dated():
                return self._filtered(found, plan)
            case _:
                return {}

    def _exactly(self, found: Matched, plan: Plan) -> Matched:
        """What of ``found`` answers, complete even while typing.

        What is excluded for an unseen match would have to come back later.
        """
        bounded, self._bounded = self._bounded, False
        try:
            return self.within(found, plan)
        finally:
            self._bounded = bounded

    def _all(self) -> Matched:
        return dict.fromkeys(self._source.live, 0.0)

    def _scored(
        self, found: Matched | None, scored: Scored, *, ordered: bool = True
    ) -> Matched:
        """What of ``found`` is in a list; that of several words is not ``ordered``."""
        numbers, scores = scored
        if found is None:
            return dict(zip(numbers, scores, strict=True))
        if ordered and len(found) * _MUCH_LONGER < len(numbers):
            return _looked_up(found, numbers, scores)
        pairs = zip(numbers, scores, strict=True)
        return {n: found[n] + score for n, score in pairs if n in found}

    def _filtered(self, found: Matched | None, plan: Filter) -> Matched:
        if isinstance(plan, Dated):
            dates, start, end = self._source.dates, plan.start, plan.end
            start = max(start, 0)  # undated documents answer no question of date
            candidates = self._all() if found is None else found
            return {n: s for n, s in candidates.items() if start <= dates[n] < end}
        if isinstance(plan, Kind):
            allowed = self._source.of_kinds(plan.kinds)
        else:
            allowed = self._source.named(plan)
        if found is None:
            return dict.fromkeys(allowed, 0.0)
        return {n: s for n, s in found.items() if n in allowed}

    def _within_prefix(self, found: Matched | None, prefix: str) -> Matched:
        words, whole = self._source.expand(prefix, bounded=self._bounded)
        if not whole and found is not None and len(found) <= _CHECKED_IN_TEXT:
            return self._in_text(found, f" {prefix}".encode())
        self.exact &= whole
        merged = self._source.merged(words, self._cancel)
        return self._scored(found, merged, ordered=len(words) == 1)

    def _in_text(self, found: Matched, run: bytes) -> Matched:
        kept = {}
        for place, (number, score) in enumerate(found.items()):
            if not place & 1023:
                self._check()
            if self._source.has(number, run):
                kept[number] = score
        return kept

    def _within_run(self, found: Matched | None, run: Run) -> Matched:
        whole_words = run.words[:-1] if run.prefix else run.words
        for word in sorted(set(whole_words), key=self._source.frequency):
            self._check()
            found = self._scored(found, self._source.scored(word))
        asked = " ".join(("", *run.words)) + ("" if run.prefix else " ")
        return self._in_text(found or {}, asked.encode(errors="replace"))

    def _within_all(self, found: Matched | None, plans: Sequence[Plan]) -> Matched:
        for plan in self._ordered(plans):
            found = self.within(found, plan)
            if not found:
                return {}
        return found or {}

    def _within_any(self, found: Matched | None, plans: Sequence[Plan]) -> Matched:
        start: Mapping[int, float] = found or {}
        total: Matched = {}
        for plan in plans:
            for number, score in self.within(found, plan).items():
                before = start.get(number, 0.0)
                total[number] = total.get(number, before) + score - before
        return total

    def _ordered(self, plans: Sequence[Plan]) -> list[Plan]:
        """The parts in the order in which they are asked."""
        ordered = sorted(plans, key=self._cost)
        first = ordered[0]
        plain = all(isinstance(plan, Word | Prefix) for plan in plans)
        if self._bounded and plain and self._cost(first) > (1, _CHECKED_IN_TEXT):
            # No word is rare enough for a look at its texts, so the prefix is read
            # from its own, bounded lists; these are shorter.
            ordered.sort(key=lambda plan: not isinstance(plan, Prefix))
        return ordered

    def _cost(self, plan: Plan) -> tuple[int, int]:
        """What to do first: what leaves the fewest, and what needs candidates last."""
        match plan:
            case Word():
                return 1, self._source.frequency(plan.text)
            case Run():
                return 1, min(map(self._source.frequency, plan.words[:-1]))
            case Any():
                costs = [self._cost(inner) for inner in plan.plans]
                return max(costs)[0], sum(cost for _, cost in costs)
            case All():
                return min(self._cost(inner) for inner in plan.plans)
            case Name():
                return 2, 0
            case Kind() | Dated():
                return 3, 0
            case Prefix():
                return 4, 0
            case _:
                return 5, 0


def _looked_up(
    found: Matched, numbers: Sequence[int], scores: Sequence[float]
) -> Matched:
    """Look a few documents up in a long posting list."""
    kept = {}
    size = len(numbers)
    for number, score in found.items():
        at = bisect_left(numbers, number)
        if at < size and numbers[at] == number:
            kept[number] = score + scores[at]
    return kept
