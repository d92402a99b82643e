"""Other queries that find something, where one found nothing.

Every suggestion is the text of a query, and was asked before it is made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Protocol

from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import (
    Author,
    Either,
    Every,
    InThread,
    Near,
    Part,
    Phrase,
    Query,
    Term,
)
from gulagreader.domain.query_text import query_text
from gulagreader.search.spelling import closest
from gulagreader.text.words import words

_MOST = 5
_ASKED, _ASKED_TYPING = 400, 60
"""Words of all the queries that are asked: each word costs a millisecond or less."""
_TRIES, _LEAST_TRIES = 40, 4
"""Queries that are asked, at most and in any case."""
_WORDS = 16
"""Words of a query whose spelling is looked at, and of one that is suggested."""
_COMMONER = 10
"""So many times more frequent must a word be that stands in for a known one."""
_SPELLINGS = 3
_COMBINATIONS = 12
_LOOKED_THROUGH = 200
Fixes = Mapping[str, str]


class Words(Protocol):
    """The words of the library."""

    def frequency(self, asked: Sequence[str]) -> int:
        """How many documents have any of the words."""

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words that begin so, the most frequent first."""

    def near(self, word: str, limit: int) -> Sequence[str]:
        """Words one letter away, the most frequent first."""

    def author_words(self) -> frozenset[str]:
        """The words of the authors' names."""


class OtherWords(Protocol):
    """What a word that the library has not may stand for."""

    def transliterated(self, word: str) -> Sequence[str]:
        """The word in the other alphabet, as the library has it."""


@dataclass(frozen=True, slots=True)
class Suggesting:
    """Suggests other queries."""

    _known: Words
    _others_for: OtherWords
    _names: Sequence[str]
    """Words of the library's aliases."""
    _finds: Callable[[Query], bool]
    """Asks whether a query finds anything."""

    def instead_of(self, query: Query) -> tuple[str, ...]:
        """At most five queries that find something, the likest first."""
        if query.part is None:
            return ()
        found: dict[str, None] = {}
        size = max(1, len(_words_of(query.part)))
        asked = (_ASKED_TYPING if query.typing else _ASKED) // size
        tries = max(_LEAST_TRIES, min(_TRIES, asked))
        is_long = size > _WORDS
        others = self._rarest(query.part) if is_long else self._others(query.part)
        for part in islice(others, tries):
            text = query_text(query, part)
            if text not in found and self._is_answered(text, query):
                found[text] = None
            if len(found) == _MOST:
                break
        return tuple(found)

    def _is_answered(self, text: str, query: Query) -> bool:
        again = parse_query(text, typing=False)
        understood = again.part is not None and again.collection == query.collection
        return understood and self._finds(again)

    def _others(self, part: Part) -> Iterator[Part]:
        """What could be asked instead: first other spellings, then less."""
        words_asked = _words_of(part)
        unknown = [word for word in words_asked if not self._is_known(word)]
        spellings = {word: self._spellings(word) for word in unknown}
        lost = frozenset(word for word in unknown if not spellings[word])
        asked = [word for word in unknown if word not in lost]
        ways = product(*(spellings[word] for word in asked))
        fixed = [
            rewritten
            for way in islice(ways, _COMBINATIONS)
            if (rewritten := _rewritten(part, dict(zip(asked, way, strict=True)), lost))
        ]
        yield from fixed if unknown else self._commoner(part, words_asked)
        for other in [*fixed[:1], *([] if unknown else [part])]:
            yield from self._authors_respelt(other)
            yield from self._relaxed(other)

    def _rarest(self, part: Part) -> Iterator[Part]:
        """Of a long text any of the rarest words, which say most of what it is."""
        known = [
            (frequency, word)
            for word in _words_of(part)
            if (frequency := self._known.frequency([word]))
        ]
        rarest = {word for _, word in sorted(known)[:_WORDS]}
        if rarest:
            yield _any_of([Term(word) for _, word in known if word in rarest])

    def _commoner(self, part: Part, asked: Sequence[str]) -> Iterator[Part]:
        """A much more frequent word for one that somebody misspelt in the library."""
        for word in asked:
            for other in self._known.near(word, 1) if not word.endswith("*") else ():
                least = _COMMONER * max(1, self._known.frequency([word]))
                if self._known.frequency([other]) >= least:
                    fixed = _rewritten(part, {word: other}, frozenset())
                    yield from () if fixed is None else (fixed,)

    def _is_known(self, word: str) -> bool:
        """Whether a word finds anything, in another form or by another name too."""
        bare = word.rstrip("*")
        return self._finds(Query(bare, Term(bare, prefix=bare != word)))

    def _spellings(self, word: str) -> Sequence[str]:
        """Words of the library that may have been meant, the likest first."""
        bare = word.rstrip("*")
        if not bare:
            return ()
        near = self._known.near(bare, _SPELLINGS)
        longer = self._known.complete(bare, _SPELLINGS)
        like: Sequence[str] = ()
        for length in (3, 2, 1):
            if not near and not like and len(bare) > length:
                others = self._known.complete(bare[:length], _LOOKED_THROUGH)
                like = _closest(word, others)
        names = closest(bare, self._names, 1)
        foreign = self._others_for.transliterated(bare)
        found = (*names, *near[:1], *foreign[:1], *near[1:], *longer, *like)
        return list(dict.fromkeys(found))[:_SPELLINGS]

    def _authors_respelt(self, part: Part) -> Iterator[Part]:
        """The query with the name of an author as it stands in the library."""
        names = [inner for inner in _members(part) if isinstance(inner, Author)]
        asked = [words(name.text) for name in names]
        if not 0 < sum(map(len, asked)) <= _WORDS:
            return  # each is held against all words of all authors' names
        known = self._known.author_words()
        ordered = sorted(known)
        for name, spelt in zip(names, asked, strict=True):
            respelt = []
            for word in spelt:
                respelt += [word] if word in known else closest(word, ordered, 1)
            if respelt and respelt != spelt:
                yield _with(part, name, Author(" ".join(respelt), name.prefix))

    def _relaxed(self, part: Part) -> Iterator[Part]:
        """Less than was asked: no phrase, a filter less, a word less, any word."""
        members = _members(part)
        loose = _loosened(part)
        if loose is not None:
            yield loose
        said = [member for member in members if _words_of(member)]
        filters = [member for member in members if member not in said]
        if said:
            for member in filters:
                yield _with(part, member)
            if len(filters) > 1:
                yield _every(said)
        if len(said) > 1:
            rarest, *others = sorted(said, key=self._frequency)
            yield _with(part, rarest)
            yield _every([_any_of(said), *filters])
            for member in others:
                yield _with(part, member)
            if filters:
                yield _any_of(said)
        if loose is not None:
            yield from self._relaxed(loose)

    def _frequency(self, part: Part) -> int:
        """In how many documents the rarest word of a part stands."""
        found = (
            self._known.frequency([word])
            for word in _words_of(part)
            if not word.endswith("*")
        )
        return min(found, default=0)


def _closest(word: str, others: Sequence[str]) -> list[str]:
    """The words that are like one, or that begin like one that may go on."""
    bare = word.rstrip("*")
    if bare == word:
        return closest(word, others, _SPELLINGS)
    begun: dict[str, str] = {}
    for other in others:
        begun.setdefault(other[: len(bare)], other)
    return [begun[beginning] for beginning in closest(bare, begun, _SPELLINGS)]


def _members(part: Part) -> tuple[Part, ...]:
    return part.parts if isinstance(part, Every) else (part,)


def _every(parts: Sequence[Part]) -> Part:
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def _any_of(parts: Sequence[Part]) -> Part:
    different = tuple(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else Either(different)


def _with(part: Part, member: Part, *instead: Part) -> Part:
    """A part with one of its members replaced by others, or by none."""
    parts: list[Part] = []
    for inner in _members(part):
        parts += instead if inner is member else (inner,)
    return _every(parts) if parts else part


def _loosened(part: Part) -> Part | None:
    """A part with the words of its rows anywhere; None where it has no row."""
    parts: list[Part] = []
    for inner in _members(part):
        row = _row(inner)
        parts += map(Term, row) if len(row) > 1 else (inner,)
    return _every(parts) if len(parts) > len(_members(part)) else None


def _row(part: Part) -> list[str]:
    """The words that a part wants in a row, or near each other."""
    match part:
        case Term() | Phrase():
            return words(part.text)
        case Near():
            return [word for inner in part.parts for word in words(inner.text)]
        case _:
            return []


def _words_of(part: Part) -> list[str]:
    """The words that a part asks for, each once; a prefix ends in ``*``."""
    match part:
        case Term() | Phrase():
            found = list(words(part.text))
            if found and part.prefix:
                found[-1] += "*"
        case Near() | Every() | Either():
            found = [word for inner in part.parts for word in _words_of(inner)]
        case InThread():
            found = _words_of(part.part)
        case _:
            found = []
    return list(dict.fromkeys(found))


def _rewritten(part: Part, fixes: Fixes, lost: frozenset[str]) -> Part | None:
    """A part with words replaced, and without the ``lost`` ones; None: all lost."""
    match part:
        case Term() | Phrase():
            return _respelt(part, fixes, lost)
        case Near():
            kept = [_respelt(inner, fixes, lost) for inner in part.parts]
            told = tuple(inner for inner in kept if inner is not None)
            if len(told) > 1:
                return replace(part, parts=told)
            return told[0] if told else None
        case Every() | Either():
            inner_parts = [_rewritten(inner, fixes, lost) for inner in part.parts]
            left = [inner for inner in inner_parts if inner is not None]
            if not any(_words_of(inner) for inner in left):
                return None  # a filter alone is another question
            return left[0] if len(left) == 1 else replace(part, parts=tuple(left))
        case InThread():
            inner_part = _rewritten(part.part, fixes, lost)
            return None if inner_part is None else InThread(inner_part)
        case _:
            return part


def _respelt(
    part: Term | Phrase, fixes: Fixes, lost: frozenset[str]
) -> Term | Phrase | None:
    asked = _words_of(part)
    if not any(word in fixes or word in lost for word in asked):
        return part
    whole = list(words(part.text))
    if part.prefix and whole:
        whole[-1] += "*"
    kept = [fixes.get(word, word) for word in whole if word not in lost]
    if not kept:
        return None
    prefix = kept[-1].endswith("*")
    kept[-1] = kept[-1].rstrip("*")
    if isinstance(part, Phrase) and len(kept) > 1:
        return Phrase(" ".join(kept), prefix)
    return Term("-".join(kept), prefix)
