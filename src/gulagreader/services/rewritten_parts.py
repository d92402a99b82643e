"""The parts of a query made into others: respelt, loosened, and with less asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gulagreader.domain.query_parts import (
    Either,
    Every,
    InThread,
    Near,
    Part,
    Phrase,
    Term,
)
from gulagreader.text.words import words

Fixes = Mapping[str, str]


def members_of(part: Part) -> tuple[Part, ...]:
    """What a part wants all of; itself where it is one thing."""
    return part.parts if isinstance(part, Every) else (part,)


def every_one(parts: Sequence[Part]) -> Part:
    """A part that wants all of some."""
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def any_one(parts: Sequence[Part]) -> Part:
    """A part that wants one of some."""
    different = tuple(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else Either(different)


def with_member(part: Part, member: Part, *instead: Part) -> Part:
    """A part with one of its members replaced by others, or by none."""
    parts: list[Part] = []
    for inner in members_of(part):
        parts += instead if inner is member else (inner,)
    return every_one(parts) if parts else part


def loosened(part: Part) -> Part | None:
    """A part with the words of its rows anywhere; None where it has no row."""
    parts: list[Part] = []
    for inner in members_of(part):
        row = _row(inner)
        parts += map(Term, row) if len(row) > 1 else (inner,)
    return every_one(parts) if len(parts) > len(members_of(part)) else None


def _row(part: Part) -> list[str]:
    """The words that a part wants in a row, or near each other."""
    match part:
        case Term() | Phrase():
            return words(part.text)
        case Near():
            return [word for inner in part.parts for word in words(inner.text)]
        case _:
            return []


def words_of(part: Part) -> list[str]:
    """The words that a part asks for, each once; a prefix ends in ``*``."""
    match part:
        case Term() | Phrase():
            found = list(words(part.text))
            if found and part.prefix:
                found[-1] += "*"
        case Near() | Every() | Either():
            found = [word for inner in part.parts for word in words_of(inner)]
        case InThread():
            found = words_of(part.part)
        case _:
            found = []
    return list(dict.fromkeys(found))


def with_fixes(part: Part, fixes: Fixes, lost: frozenset[str]) -> Part | None:
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
            inner_parts = [with_fixes(inner, fixes, lost) for inner in part.parts]
            left = [inner for inner in inner_parts if inner is not None]
            if not any(words_of(inner) for inner in left):
                return None  # a filter alone is another question
            return left[0] if len(left) == 1 else replace(part, parts=tuple(left))
        case InThread():
            inner_part = with_fixes(part.part, fixes, lost)
            return None if inner_part is None else InThread(inner_part)
        case _:
            return part


def _respelt(
    part: Term | Phrase, fixes: Fixes, lost: frozenset[str]
) -> Term | Phrase | None:
    asked = words_of(part)
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
