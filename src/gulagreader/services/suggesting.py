"""Other queries that find something, where one found nothing.

Every suggestion is the text of a query, and was asked before it is made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Protocol

from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Author, Part, Query, Term
from gulagreader.domain.query_text import query_text
from gulagreader.search.spelling import closest
from gulagreader.services.rewritten_parts import (
    any_one,
    every_one,
    loosened,
    members_of,
    with_fixes,
    with_member,
    words_of,
)
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
        size = max(1, len(words_of(query.part)))
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
        words_asked = words_of(part)
        unknown = [word for word in words_asked if not self._is_known(word)]
        spellings = {word: self._spellings(word) for word in unknown}
        lost = frozenset(word for word in unknown if not spellings[word])
        asked = [word for word in unknown if word not in lost]
        ways = product(*(spellings[word] for word in asked))
        fixed = [
            rewritten
            for way in islice(ways, _COMBINATIONS)
            if (rewritten := with_fixes(part, dict(zip(asked, way, strict=True)), lost))
        ]
        yield from fixed if unknown else self._commoner(part, words_asked)
        for other in [*fixed[:1], *([] if unknown else [part])]:
            yield from self._authors_respelt(other)
            yield from self._relaxed(other)

    def _rarest(self, part: Part) -> Iterator[Part]:
        """Of a long text any of the rarest words, which say most of what it is."""
        known = [
            (frequency, word)
            for word in words_of(part)
            if (frequency := self._known.frequency([word]))
        ]
        rarest = {word for _, word in sorted(known)[:_WORDS]}
        if rarest:
            yield any_one([Term(word) for _, word in known if word in rarest])

    def _commoner(self, part: Part, asked: Sequence[str]) -> Iterator[Part]:
        """A much more frequent word for one that somebody misspelt in the library."""
        for word in asked:
            for other in self._known.near(word, 1) if not word.endswith("*") else ():
                least = _COMMONER * max(1, self._known.frequency([word]))
                if self._known.frequency([other]) >= least:
                    fixed = with_fixes(part, {word: other}, frozenset())
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
        names = [inner for inner in members_of(part) if isinstance(inner, Author)]
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
                yield with_member(part, name, Author(" ".join(respelt), name.prefix))

    def _relaxed(self, part: Part) -> Iterator[Part]:
        """Less than was asked: no phrase, a filter less, a word less, any word."""
        members = members_of(part)
        loose = loosened(part)
        if loose is not None:
            yield loose
        said = [member for member in members if words_of(member)]
        filters = [member for member in members if member not in said]
        if said:
            for member in filters:
                yield with_member(part, member)
            if len(filters) > 1:
                yield every_one(said)
        if len(said) > 1:
            rarest, *others = sorted(said, key=self._frequency)
            yield with_member(part, rarest)
            yield every_one([any_one(said), *filters])
            for member in others:
                yield with_member(part, member)
            if filters:
                yield any_one(said)
        if loose is not None:
            yield from self._relaxed(loose)

    def _frequency(self, part: Part) -> int:
        """In how many documents the rarest word of a part stands."""
        found = (
            self._known.frequency([word])
            for word in words_of(part)
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
