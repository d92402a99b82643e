"""An engine without an index: it looks through every document, by the same rules.

It holds the real engine to its word in ``test_engine_contract.py``.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Self

from gulagreader.domain.dates import parse_date
from gulagreader.domain.progress import Job, Progress
from gulagreader.domain.query_parts import Dated, Kind
from gulagreader.search.documents import Document, Documents
from gulagreader.search.engine import Cancel, CancelledError, Found, Question, never
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
from gulagreader.text.words import words

Scores = dict[int, float]


def counts(document: Document) -> Counter[str]:
    found = Counter(words(document.text))
    if document.comment is None:
        for word in words(document.title):
            found[word] += 3
    return found


def run_starts(text: Sequence[str], run: Run) -> Iterator[int]:
    size = len(run.words)
    for at in range(len(text) - size + 1):
        *first, last = text[at : at + size]
        fits = last.startswith(run.words[-1]) if run.prefix else last == run.words[-1]
        if fits and tuple(first) == run.words[:-1]:
            yield at


def stretches(text: Sequence[str], part: Word | Prefix | Run) -> list[range]:
    """Where a part of ``near`` stands."""
    if isinstance(part, Run):
        size = len(part.words)
        return [range(at, at + size) for at in run_starts(text, part)]
    if isinstance(part, Prefix):
        fits = [word.startswith(part.text) for word in text]
    else:
        fits = [word in (part.text, *part.forms) for word in text]
    return [range(at, at + 1) for at, fit in enumerate(fits) if fit]


def stand_near(text: Sequence[str], near: Near) -> bool:
    for chosen in product(*(stretches(text, part) for part in near.parts)):
        first = min(chosen, key=lambda stretch: stretch.start)
        last = max(chosen, key=lambda stretch: stretch.start)
        if last.start - first.stop <= near.distance:
            return True
    return False


def whole_words(part: Plan) -> list[Word]:
    match part:
        case Word():
            return [part]
        case Run():
            words = part.words[:-1] if part.prefix else part.words
            return [Word(word) for word in dict.fromkeys(words)]
        case Near():
            each = (word for inner in part.parts for word in whole_words(inner))
            return list(dict.fromkeys(each))
        case _:
            return []


def thread(document: Document) -> tuple[str, str]:
    return document.post, document.title


class BruteForce:
    """See ``search.engine.Engine``."""

    name = "brute-force/1"
    pieces = 1

    def __init__(self, documents: Documents) -> None:
        self._load(documents, set())

    def _load(self, documents: Documents, gone: set[int]) -> None:
        self._gone = gone
        self._all = {n: documents.document(n) for n in range(len(documents))}
        self._here = {n: d for n, d in self._all.items() if n not in gone}
        self._counts = {n: counts(document) for n, document in self._here.items()}

    @classmethod
    def build(cls, folder: Path, documents: Documents) -> Job[None]:
        folder.mkdir(parents=True, exist_ok=True)
        yield Progress("Indexing", len(documents))

    @classmethod
    def open(cls, folder: Path, documents: Documents) -> Self:
        return cls(documents)

    def apply(self, documents: Documents, first: int, deletes: Sequence[int]) -> None:
        self._load(documents, self._gone | set(deletes))

    @property
    def live(self) -> int:
        return len(self._here)

    def rest(self) -> None:
        """Keep what there is."""

    def close(self) -> None:
        pass

    def _bm25(self, often: dict[int, float]) -> Scores:
        lengths = {n: sum(found.values()) for n, found in self._counts.items()}
        mean = sum(lengths.values()) / max(1, len(lengths)) or 1.0
        rare = math.log(1 + (len(lengths) - len(often) + 0.5) / (len(often) + 0.5))
        return {
            n: rare * 2.2 * f / (f + 1.2 * (0.25 + 0.75 * lengths[n] / mean))
            for n, f in often.items()
        }

    def frequency(self, words: Sequence[str]) -> int:
        return len(self._words(Word(words[0], tuple(words[1:]))))

    @property
    def mean_length(self) -> float:
        lengths = [sum(found.values()) for found in self._counts.values()]
        return sum(lengths) / max(1, len(lengths))

    def _words(self, word: Word) -> Scores:
        often = {
            n: found[word.text] + sum(found[w] for w in word.forms) / 2
            for n, found in self._counts.items()
        }
        return self._bm25({n: f for n, f in often.items() if f})

    def _beginning(self, prefix: str) -> Scores:
        known = self._known(prefix)
        often = {n: sum(found[w] for w in known) for n, found in self._counts.items()}
        return self._bm25({n: f for n, f in often.items() if f})

    def _known(self, prefix: str) -> set[str]:
        every: set[str] = set().union(*self._counts.values())
        return {word for word in every if word.startswith(prefix)}

    def _texts(self, number: int) -> Iterator[list[str]]:
        document = self._here[number]
        yield words(document.text)
        if document.comment is None:
            yield words(document.title)

    def _names(self, document: Document, field: str) -> list[str]:
        if field == "author":
            return words(document.author or "")
        if field == "title":
            return words(document.title) if document.comment is None else []
        return [word for tag in document.tags for word in words(tag)]

    def _named(self, document: Document, name: Name) -> bool:
        have = self._names(document, name.field)
        whole = name.words[:-1] if name.prefix else name.words
        begun = not name.prefix or any(w.startswith(name.words[-1]) for w in have)
        return begun and set(whole) <= set(have)

    def _scores(self, plan: Plan) -> Scores:  # noqa: C901, PLR0912 - a case each
        match plan:
            case Word():
                return self._words(plan)
            case Prefix():
                return self._beginning(plan.text)
            case Run() | Near():
                parts = [self._words(word) for word in whole_words(plan)]
                return {
                    n: sum(part.get(n, 0.0) for part in parts)
                    for n in self._here
                    if any(self._holds(text, plan) for text in self._texts(n))
                }
            case Numbered():
                return {n: 0.0 for n in self._here if n in plan.numbers}
            case InThread():
                return self._in_threads(plan)
            case All():
                all_of = [self._scores(inner) for inner in plan.plans]
                both = set(self._here).intersection(*all_of)
                return {n: sum(one[n] for one in all_of) for n in both}
            case Any():
                any_of = [self._scores(inner) for inner in plan.plans]
                either: set[int] = set().union(*any_of)
                return {n: sum(one.get(n, 0.0) for one in any_of) for n in either}
            case Without():
                gone = self._scores(plan.plan)
                return {n: 0.0 for n in self._here if n not in gone}
            case Kind():
                kinds = plan.kinds
                return {n: 0.0 for n, d in self._here.items() if d.kind in kinds}
            case Dated():
                dates = {n: parse_date(d.date) for n, d in self._here.items()}
                return {
                    n: 0.0
                    for n, d in dates.items()
                    if d and plan.start <= d.start < plan.end
                }
            case Name():
                return {n: 0.0 for n, d in self._here.items() if self._named(d, plan)}

    def _holds(self, text: Sequence[str], plan: Run | Near) -> bool:
        if isinstance(plan, Near):
            return stand_near(text, plan)
        return any(True for _ in run_starts(text, plan))

    def _in_threads(self, plan: InThread) -> Scores:
        inner = plan.plan.plans if isinstance(plan.plan, All) else (plan.plan,)
        holds = {thread(document) for document in self._here.values()}
        total: Scores = {}
        for part in inner:
            without = isinstance(part, Without)
            found = self._scores(part.plan if isinstance(part, Without) else part)
            there = {thread(self._here[n]) for n in found}
            holds = holds - there if without else holds & there
            for n, score in found.items() if not without else ():
                total[n] = total.get(n, 0.0) + score
        return {
            n: total.get(n, 0.0) for n, d in self._here.items() if thread(d) in holds
        }

    def search(self, question: Question, cancel: Cancel = never) -> Found:
        if cancel():
            raise CancelledError
        scores = self._scores(question.plan)
        ranked = question.sort == "relevance"

        def place(number: int) -> tuple[float, int, int]:
            date = parse_date(self._here[number].date)
            score = round(-scores[number], 9) if ranked else 0.0
            return score, -date.start if date else 1, number

        order = sorted(scores, key=place)
        first = order[: question.limit]
        return Found(first, [scores[n] for n in first], len(order), True, order)
