"""The query language: what a reader types becomes a tree of parts.

Every text is a query: what is not understood is read as plain words, and a note
says so. ``docs/search.md`` explains the language to readers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gulagreader.domain.query_dates import date_span
from gulagreader.domain.query_parts import (
    COMMENTS,
    POSTS,
    Author,
    Dated,
    Either,
    Every,
    Kind,
    Not,
    Part,
    Phrase,
    Query,
    Tag,
    Term,
    Title,
)

_KINDS = {
    **{name: frozenset({name}) for name in POSTS | COMMENTS},
    **{f"{name}s": frozenset({name}) for name in POSTS | COMMENTS},
}
_PLACES = {"posts": POSTS, "post": POSTS, "comments": COMMENTS, "comment": COMMENTS}


def parse_query(text: str, *, typing: bool) -> Query:
    """Understand a query; every text is one, so nothing is raised.

    While ``typing`` the last plain word (or the value of ``author:``, ``title:``,
    ``tag:`` or an open phrase) is a prefix unless white space follows, and what is
    only half typed is passed over without a note.
    """
    return _Parser(text, typing).query()


_QUOTES = '"“”„‟«»〝〞＂'
_TOKEN = re.compile(
    rf"\s*(?:(?P<open>[-−]*\()|(?P<close>\))|(?P<bar>\|+)"
    rf"|(?P<minus>[-−]*)"
    r"(?:(?P<field>(?:author|title|tag|date):\s*(?=\S)|[a-z]+:(?=\S)))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]?)"
    rf"|(?P<word>[^\s(){_QUOTES}|]+))"
    r"|(?P<other>\S))",
    re.IGNORECASE,
)
_LATER = {
    "is": "is: (unread, new)",
    "has": "has: (quotation)",
    "thread": "thread:{…}",
}
_WORD_FIELDS: dict[str, type[Author] | type[Title] | type[Tag]] = {
    "author": Author,
    "title": Title,
    "tag": Tag,
}
_EMPTY_FIELDS = {f"{name}:" for name in (*_WORD_FIELDS, *_LATER, "date", "in", "kind")}
_FIELD_BEGUN = re.compile(r"[a-z]+:", re.IGNORECASE)
_TOO_DEEP = 24
_MOST_TOKENS = 400


@dataclass(slots=True)
class _Group:
    """A bracket that is being read: its parts, some of them joined by OR."""

    negated: bool = False
    parts: list[list[Part]] = field(default_factory=list)
    joined: bool = False
    """Whether the next part is an alternative to the last one."""

    def add(self, part: Part | None) -> None:
        if part is None:
            return
        if self.joined and self.parts:
            self.parts[-1].append(part)
        else:
            self.parts.append([part])
        self.joined = False

    def close(self) -> Part | None:
        """The group as one part; None where it is empty."""
        whole = _one(Every, [_one(Either, choices) for choices in self.parts])
        return Not(whole) if whole is not None and self.negated else whole


def _one(
    kind: "type[Every] | type[Either]", parts: Sequence[Part | None]
) -> Part | None:
    told = tuple(part for part in parts if part is not None)
    if len(told) < 2:
        return told[0] if told else None
    return kind(told)


class _Parser:
    """Reads a query from left to right, never failing."""

    def __init__(self, text: str, typing: bool) -> None:
        self.text = text
        self.typing = typing
        self.notes: list[str] = []
        self.groups = [_Group()]
        self.negate_next = False

    def query(self) -> Query:
        at = 0
        for _ in range(_MOST_TOKENS):
            found = _TOKEN.match(self.text, at)
            if found is None:
                break
            at = found.end()
            self._take(found, last=at == len(self.text))
        if self.text[at:].strip():
            self._note("the query is very long; its end was left out")
        while len(self.groups) > 1:
            self._close()
        notes = tuple(dict.fromkeys(self.notes))
        return Query(self.text, self.groups[0].close(), notes, self.typing)

    def _note(self, note: str) -> None:
        self.notes.append(note)

    def _take(self, found: re.Match[str], *, last: bool) -> None:
        if found["open"] is not None:
            negated = self._negated(bool(found["open"][:-1]))
            if len(self.groups) < _TOO_DEEP:
                self.groups.append(_Group(negated))
        elif found["close"] is not None:
            if len(self.groups) > 1:
                self._close()
        elif found["bar"] is not None:
            self.groups[-1].joined = True
        elif found["phrase"] is not None:
            self._take_phrase(found, last)
        elif found["word"] is not None:
            self._take_word(found, last)

    def _close(self) -> None:
        part = self.groups.pop().close()
        self.groups[-1].add(part)

    def _negated(self, minus: bool) -> bool:
        negated = minus or self.negate_next
        self.negate_next = False
        return negated

    def _add(self, part: Part | None, *, minus: bool) -> None:
        negated = self._negated(minus)
        if part is not None:
            self.groups[-1].add(Not(part) if negated else part)

    def _take_phrase(self, found: re.Match[str], last: bool) -> None:
        text, name = found["phrase"], _name(found)
        ended = bool(found["end"])
        minus = bool(found["minus"])
        growing = self._growing(text, last and not ended and not minus)
        growing = growing or text.rstrip().endswith("*")
        if not name:
            phrase = Phrase(text, growing) if _says_something(text) else None
            self._add(phrase, minus=minus)
            return
        self._add(self._field(name, text, growing, last), minus=minus)

    def _take_word(self, found: re.Match[str], last: bool) -> None:
        word, name = found["word"], _name(found)
        minus = bool(found["minus"])
        growing = self._growing(word, last and not minus)
        if name:
            self._add(self._field(name, word, growing, last), minus=minus)
        elif self.typing and last and _FIELD_BEGUN.fullmatch(word):
            pass  # its value comes with the next key
        elif word.lower() in _EMPTY_FIELDS:
            if not self.typing:
                self._note(f"{word} names nothing to look for; left out")
        elif word in {"OR", "AND", "NOT"} and not minus:
            self._operator(word)
        else:
            self._add(self._term(word, growing), minus=minus)

    def _growing(self, text: str, last: bool) -> bool:
        return self.typing and last and bool(text) and not text[-1].isspace()

    def _operator(self, word: str) -> None:
        if word == "OR":
            self.groups[-1].joined = True
        elif word == "NOT":
            self.negate_next = True

    def _term(self, word: str, growing: bool) -> Term | None:
        """A plain word; what the language does not know yet is read as one."""
        if not _says_something(word):
            return None
        if re.fullmatch(r"near/\d+", word, re.IGNORECASE):
            self._note("near/N(…) is not understood yet; its words were all asked for")
            return None
        if word.startswith("="):
            self._note(f"{word}: = is not needed; words are found as they are written")
        if word.endswith("~"):
            self._note(f"{word}: ~ (similar words) is not understood yet")
        bare = word.rstrip("~").lstrip("=")
        head, star, tail = bare.partition("*")
        if star and _says_something(tail):
            self._note(f"{word}: * stands at the end of a word only; read as a gap")
            return Term(bare.replace("*", " "), growing or bare.endswith("*"))
        return Term(head if star else bare, growing or bool(star))

    def _field(self, name: str, value: str, growing: bool, last: bool) -> Part | None:
        """A part with a field's name before it."""
        half_typed = self.typing and last
        if half_typed and not _says_something(value):
            return None
        if name in _WORD_FIELDS:
            star = value.rstrip().endswith("*")
            made = _WORD_FIELDS[name](value, growing or star)
            return made if _says_something(value) else None
        if name == "date":
            return self._date(value, half_typed)
        if name in {"in", "kind"}:
            return self._kind(name, value, half_typed)
        if name in _LATER:
            self._note(f"{_LATER[name]} is not understood yet; read as plain words")
        elif not value.startswith("//"):
            self._note(
                f"{name}: is no field; {name}:{value} was read as words in a row"
            )
        return self._term(f"{name}:{value}", growing)

    def _kind(self, name: str, value: str, half_typed: bool) -> Kind | None:
        known = _PLACES if name == "in" else _KINDS
        kinds = known.get(value.lower())
        if kinds is not None:
            return Kind(kinds)
        if not half_typed:
            choices = ", ".join(k for k in known if k.endswith("s") == (name == "in"))
            self._note(f"{name}:{value} was left out; known are {choices}")
        return None

    def _date(self, value: str, half_typed: bool) -> Dated | None:
        spans = date_span(value)
        if spans is None:
            if not half_typed:
                self._note(
                    f"date:{value} was left out; dates are written 1953, 1953-03, "
                    "1953-03-05, 1953..1956 or >=1953"
                )
            return None
        start, end = spans
        if start >= end:
            self._note(f"date:{value} has no day in it; nothing can be found")
        return Dated(start, end)


def _name(found: re.Match[str]) -> str:
    return (found["field"] or "").rstrip().rstrip(":").lower()


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
