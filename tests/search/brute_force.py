"""An engine without an index: it looks through every document, by the same rules.

It holds the real engine to its word in ``test_engine_contract.py``.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from gulagreader.domain.dates import parse_date
from gulagreader.domain.progress import Job, Progress
from gulagreader.domain.query_parts import Dated, Kind
from gulagreader.search.documents import Document, Documents
from gulagreader.search.engine import Cancel, CancelledError, Found, Question, never
from gulagreader.search.plan import All, Any, Name, Plan, Prefix, Run, Without, Word
from gulagreader.text.words import words

Scores = dict[int, float]


def counts(document: Document) -> Counter[str]:
    found = Counter(words(document.text))
    if document.comment is None:
        for word in words(document.title):
            found[word] += 3
    return found


def holds_run(text: Sequence[str], run: Run) -> bool:
    size = len(run.words)
    for at in range(len(text) - size + 1):
        *first, last = text[at : at + size]
        fits = last.startswith(run.words[-1]) if run.prefix else last == run.words[-1]
        if fits and tuple(first) == run.words[:-1]:
            return True
    return False


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

    def close(self) -> None:
        pass

    def _bm25(self, often: dict[int, int]) -> Scores:
        lengths = {n: sum(found.values()) for n, found in self._counts.items()}
        mean = sum(lengths.values()) / max(1, len(lengths)) or 1.0
        rare = math.log(1 + (len(lengths) - len(often) + 0.5) / (len(often) + 0.5))
        return {
            n: rare * 2.2 * f / (f + 1.2 * (0.25 + 0.75 * lengths[n] / mean))
            for n, f in often.items()
        }

    def _word(self, *asked: str) -> Scores:
        often = {n: sum(found[w] for w in asked) for n, found in self._counts.items()}
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

    def _scores(self, plan: Plan) -> Scores:
        match plan:
            case Word():
                return self._word(plan.text)
            case Prefix():
                return self._word(*self._known(plan.text))
            case Run():
                whole = plan.words[:-1] if plan.prefix else plan.words
                parts = [self._word(word) for word in set(whole)]
                return {
                    n: sum(part.get(n, 0.0) for part in parts)
                    for n in self._here
                    if any(holds_run(text, plan) for text in self._texts(n))
                }
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

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        known = self._known(prefix)
        often = {w: sum(w in c for c in self._counts.values()) for w in known}
        return sorted(known, key=lambda word: (-often[word], word))[:limit]

    def near(self, word: str, limit: int) -> Sequence[str]:
        return []
