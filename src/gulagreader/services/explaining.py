"""Why a hit was found: what each word of a query gave to its score."""

from collections import Counter
from collections.abc import Iterator, Sequence

from gulagreader.domain.hits import Explanation, Hit, MatchedTerm
from gulagreader.domain.query_parts import (
    Either,
    Every,
    Near,
    Part,
    Phrase,
    Term,
)
from gulagreader.search import plan as plans
from gulagreader.search.engine import Question
from gulagreader.search.evaluate import FORM_WEIGHT
from gulagreader.search.inverting import TITLE_WEIGHT
from gulagreader.search.plan import All, Any, Numbered, Plan, Prefix, Run, Word
from gulagreader.search.word_forms import relation
from gulagreader.services.asking import Asked, Place

Leaf = Word | Prefix | Run | plans.Near


def explanation_of(asked: Asked, hit: Hit) -> Explanation:
    """Explain a hit of a query.

    The scores are those that the engine gives for each word alone, so their sum is
    the score of the hit. Where the query does not find it, nothing is said.
    """
    place, plan = asked.place, asked.plan
    if place is None or plan is None:
        return Explanation(hit, (), (), 0, 0.0, 0.0)
    mean = place.index.mean_length
    number = place.index.number_of(hit.post, hit.comment, hit.span)
    one = None if number is None else _Explained(asked, place, number)
    if one is None or not one.answers(plan):
        return Explanation(hit, (), (), 0, mean, 0.0)
    terms = tuple(one.terms(plan))
    return Explanation(
        hit=hit,
        terms=terms,
        filters=tuple(one.filters(asked.query.part)),
        length=one.length,
        mean_length=mean,
        score=sum(term.score for term in terms),
    )


class _Explained:
    """One document that was found."""

    def __init__(self, asked: Asked, place: Place, number: int) -> None:
        self._asked = asked
        self._index = place.index
        self._forms = place.forms
        self._this = Numbered(frozenset({number}))
        self._rows = place.index.words_of(number)
        self._title, self._text = map(Counter, self._rows)
        self.length = TITLE_WEIGHT * len(self._rows[0]) + len(self._rows[1])

    def answers(self, plan: Plan) -> bool:
        """Whether the document is among those that a plan finds."""
        return bool(self._scores(plan))

    def _scores(self, plan: Plan) -> Sequence[float]:
        question = Question(All((plan, self._this)), limit=1)
        return list(self._index.search(question).scores)

    def terms(self, plan: Plan, why: str = "") -> Iterator[MatchedTerm]:
        """What each word of a plan gave; a word that is not there gave nothing."""
        match plan:
            case Word() | Prefix() | Run() | plans.Near():
                for score in self._scores(plan):
                    yield self._term(plan, float(score), why or self._why(plan))
            case All() | Any():
                for at, inner in enumerate(plan.plans):
                    if self.answers(inner):
                        is_alias = at > 0 and isinstance(plan, Any) and plan.names
                        yield from self.terms(inner, "alias" if is_alias else why)
            case plans.InThread():
                # Each of several parts may hold in another text of the thread.
                inner = plan.plan
                for part in inner.plans if isinstance(inner, All) else (inner,):
                    if self.answers(part):
                        yield from self.terms(part, why)
            case _:
                pass

    def _term(self, leaf: Leaf, score: float, why: str) -> MatchedTerm:
        found = self._found(leaf)
        return MatchedTerm(
            asked=_written(leaf),
            found=found,
            why=why,
            field="text" if any(word in self._text for word in found) else "title",
            count=self._count(leaf, found),
            documents=self._index.search(Question(leaf, limit=0)).total,
            score=score,
        )

    def _found(self, leaf: Leaf) -> tuple[str, ...]:
        """The words that stand in the document for a leaf."""
        there = {**self._title, **self._text}
        match leaf:
            case Word():
                found = [word for word in (leaf.text, *leaf.forms) if word in there]
            case Prefix():
                found = sorted(word for word in there if word.startswith(leaf.text))
            case Run():
                *whole, last = leaf.words
                found = [word for word in whole if word in there]
                found += self._found(Prefix(last) if leaf.prefix else Word(last))
            case _:
                found = [word for part in leaf.parts for word in self._found(part)]
        return tuple(dict.fromkeys(found))

    def _why(self, leaf: Leaf) -> str:
        match leaf:
            case Word():
                others = (word for word in self._found(leaf) if word != leaf.text)
                other = next(others, leaf.text)
                return relation(self._forms, leaf.text, other)
            case Prefix():
                return "prefix"
            case Run():
                return "phrase"
            case _:
                return "near"

    def _count(self, leaf: Leaf, found: Sequence[str]) -> float:
        """How often a leaf stands in the document."""
        if isinstance(leaf, Run):
            weights = zip((TITLE_WEIGHT, 1), self._rows, strict=True)
            return sum(weight * _runs(row, leaf) for weight, row in weights)
        each = {
            word: TITLE_WEIGHT * self._title[word] + self._text[word] for word in found
        }
        match leaf:
            case Word():
                others = sum(each.values()) - each.get(leaf.text, 0)
                return each.get(leaf.text, 0) + FORM_WEIGHT * others
            case Prefix():
                return sum(each.values())
            case _:
                return min(each.values(), default=0)

    def filters(self, part: Part | None) -> Iterator[str]:
        """The filters of a query that the document passes, in words."""
        match part:
            case None | Term() | Phrase() | Near():
                pass
            case Every() | Either():
                for inner in part.parts:
                    plan = self._asked.plan_of(inner)
                    if plan is not None and self.answers(plan):
                        yield from self.filters(inner)
            case _:
                yield from self._asked.said(part)


def _written(leaf: Leaf) -> str:
    """A leaf as a reader would write it, its words as they are compared."""
    match leaf:
        case Word():
            return leaf.text
        case Prefix():
            return f"{leaf.text}*"
        case Run():
            return f'"{" ".join(leaf.words)}{"*" if leaf.prefix else ""}"'
        case _:
            return f"near/{leaf.distance}({' '.join(map(_written, leaf.parts))})"


def _runs(row: Sequence[str], run: Run) -> int:
    """How often words stand in a row."""
    *whole, last = run.words
    size = len(run.words)
    starts = (row[at : at + size] for at in range(len(row) - size + 1))
    return sum(
        words[:-1] == whole
        and (words[-1].startswith(last) if run.prefix else words[-1] == last)
        for words in starts
    )
