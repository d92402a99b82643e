"""Notes looked through word by word: a search plan answered without an index.

A reader has hundreds of notes, or some thousands, so that their words fit into memory
and nothing has to be kept up to date on the disk. What a plan means is the same as in
the index of texts: ``search.evaluate``.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from math import log

from gulagreader.domain.dates import parse_date
from gulagreader.domain.notes import Note
from gulagreader.domain.query_parts import Dated, Kind
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
from gulagreader.search.spelling import distance
from gulagreader.services.note_places import NoteOf
from gulagreader.text.words import words

_BETWEEN = ""
"""Stands between a note's parts; no word is empty, so that no run goes across."""
_FORM = 0.5
Found = dict[int, float]
"""Numbers of notes, and how well each fits."""


class NotePile:
    """Notes that can be searched; their numbers are those of ``notes``."""

    def __init__(self, notes: Sequence[NoteOf], title_of: Callable[[str], str]) -> None:
        """Take notes; ``title_of`` gives the title of a post by its id."""
        self.notes = notes
        self._title_of = title_of
        self._rows = [_row(note) for note, _ in notes]
        self._with: dict[str, dict[int, int]] = defaultdict(dict)
        for number, row in enumerate(self._rows):
            for word, count in Counter(row).items():
                self._with[word][number] = count
        self._with.pop(_BETWEEN, None)
        self._sorted = sorted(self._with)

    # --- its words, for the forms that do for a word

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words that begin so, the most frequent first."""
        found = sorted(self._beginning(prefix), key=lambda word: -len(self._with[word]))
        return found[:limit]

    def near(self, word: str, limit: int) -> Sequence[str]:
        """Words one letter away."""
        return [other for other in self._sorted if distance(word, other, 1) == 1][
            :limit
        ]

    def _beginning(self, prefix: str) -> list[str]:
        first = bisect_left(self._sorted, prefix)
        found = []
        for word in self._sorted[first:]:
            if not word.startswith(prefix):
                break
            found.append(word)
        return found

    # --- what a plan finds

    def found(self, plan: Plan | None) -> Found:
        """The notes that a plan finds; all of them where nothing is asked."""
        match plan:
            case None:
                return self._alike(range(len(self.notes)))
            case Word() | Prefix() | Run() | Near():
                return self._worded(plan)
            case Name() | Kind() | Dated() | Numbered():
                return self._alike(self._filtered(plan))
            case All():
                return reduce(_both, map(self.found, plan.plans))
            case Any():
                return reduce(_either, map(self.found, plan.plans))
            case Without():
                out = self.found(plan.plan)
                return self._alike(n for n in range(len(self.notes)) if n not in out)
            case InThread():
                return self._alike(self._in_threads(plan.plan))

    def _alike(self, numbers: Iterable[int]) -> Found:
        return dict.fromkeys(numbers, 0.0)

    def _worded(self, plan: Word | Prefix | Run | Near) -> Found:
        match plan:
            case Word():
                weights = {plan.text: 1.0, **dict.fromkeys(plan.forms, _FORM)}
                return self._counted(weights)
            case Prefix():
                return self._counted(dict.fromkeys(self._beginning(plan.text), 1.0))
            case Run() | Near():
                parts = plan.parts if isinstance(plan, Near) else (plan,)
                asked = [(self._fits(part), _length(part)) for part in parts]
                most = plan.distance if isinstance(plan, Near) else 0
                counts = {
                    number: sum(1 for _ in _spans(self._rows[number], asked, most))
                    for number in self._candidates(parts)
                }
                return self._scored({n: float(c) for n, c in counts.items() if c})

    def _counted(self, weights: Mapping[str, float]) -> Found:
        counts: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for number, count in self._with.get(word, {}).items():
                counts[number] += weight * count
        return self._scored(counts)

    def _scored(self, counts: Mapping[int, float]) -> Found:
        """Rare words count for more, and the second time for less than the first."""
        rare = log(1 + len(self.notes) / (len(counts) or 1))
        return {number: rare * n / (n + 1) for number, n in counts.items()}

    def _fits(self, part: Word | Prefix | Run) -> list[frozenset[str]]:
        """The words that do at each place of a part."""
        match part:
            case Word():
                return [frozenset((part.text, *part.forms))]
            case Prefix():
                return [frozenset(self._beginning(part.text))]
            case Run():
                *whole, last = part.words
                ends = self._beginning(last) if part.prefix else [last]
                return [*(frozenset((word,)) for word in whole), frozenset(ends)]

    def _candidates(self, parts: Iterable[Word | Prefix | Run]) -> set[int]:
        """The notes with a word for each place of each part."""
        sets = [
            {number for word in fits for number in self._with.get(word, ())}
            for part in parts
            for fits in self._fits(part)
        ]
        return set.intersection(*sets) if sets else set()

    def _filtered(self, plan: Name | Kind | Dated | Numbered) -> Iterable[int]:
        if isinstance(plan, Numbered):
            return plan.numbers
        return [n for n, (note, _) in enumerate(self.notes) if self._passes(plan, note)]

    def _passes(self, plan: Name | Kind | Dated, note: Note) -> bool:
        match plan:
            case Kind():
                return ("post" if note.comment is None else "comment") in plan.kinds
            case Dated():
                moment = parse_date(note.created.isoformat())
                return moment is not None and plan.start <= moment.start < plan.end
            case Name(field="author"):
                return _has_all(plan, words(note.author))
            case Name(field="title"):
                return _has_all(plan, words(self._title_of(note.post)))
            case Name():
                return _has_all(plan, [w for tag in note.tags for w in words(tag)])

    def _in_threads(self, plan: Plan) -> list[int]:
        """The notes of the posts in which a plan holds; see ``plan.InThread``."""
        parts = plan.plans if isinstance(plan, All) else (plan,)
        posts = {note.post for note, _ in self.notes}
        for part in parts:
            if isinstance(part, Without):
                posts -= self._posts(self.found(part.plan))
            else:
                posts &= self._posts(self.found(part))
        return [n for n, (note, _) in enumerate(self.notes) if note.post in posts]

    def _posts(self, found: Found) -> set[str]:
        return {self.notes[number][0].post for number in found}


def _row(note: Note) -> list[str]:
    tags = [word for tag in note.tags for word in (_BETWEEN, *words(tag))]
    return [*words(note.text), _BETWEEN, *words(note.passage), *tags]


def _both(one: Found, other: Found) -> Found:
    return {number: one[number] + other[number] for number in one.keys() & other.keys()}


def _either(one: Found, other: Found) -> Found:
    every = one.keys() | other.keys()
    return {number: one.get(number, 0.0) + other.get(number, 0.0) for number in every}


def _has_all(plan: Name, there: Sequence[str]) -> bool:
    last = len(plan.words) - 1
    return bool(there) and all(
        any(
            own.startswith(word) if plan.prefix and at == last else own == word
            for own in there
        )
        for at, word in enumerate(plan.words)
    )


def _length(part: Word | Prefix | Run) -> int:
    return len(part.words) if isinstance(part, Run) else 1


def _spans(
    row: Sequence[str], asked: Sequence[tuple[list[frozenset[str]], int]], most: int
) -> Iterable[int]:
    """Where all parts stand near each other, counted by the first of them."""
    starts = [
        [
            at
            for at in range(len(row) - size + 1)
            if all(row[at + n] in fit for n, fit in enumerate(fits))
        ]
        for fits, size in asked
    ]
    for own, (_, size) in zip(starts, asked, strict=True):
        for start in own:
            later = [bisect_left(each, start) for each in starts]
            if any(at == len(each) for at, each in zip(later, starts, strict=True)):
                continue
            last = max(each[at] for at, each in zip(later, starts, strict=True))
            if last - start - size <= most and _BETWEEN not in row[start:last]:
                yield start
