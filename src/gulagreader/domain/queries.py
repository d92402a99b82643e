"""The query language: what a reader types becomes a tree of parts.

Every text is a query: what is not understood is read as plain words or left out, and
a note says so. ``docs/search.md`` explains the language to readers.
"""

import re

from gulagreader.domain.query_fields import Searched, read_field, without_colon
from gulagreader.domain.query_groups import MOST_NEAR, Group, read_distance
from gulagreader.domain.query_parts import (
    Author,
    Near,
    Not,
    Part,
    Phrase,
    Query,
    Tag,
    Term,
    Title,
)
from gulagreader.domain.query_tokens import Token, next_token
from gulagreader.domain.query_words import (
    cut,
    read_phrase,
    read_word,
    says_something,
    shortened,
)

_NAMES: dict[str, type[Author] | type[Title] | type[Tag]] = {
    "author": Author,
    "title": Title,
    "tag": Tag,
}
_NOTHING_YET = re.compile(
    r"near/[0-9]*|(?P<field>(?:author|title|tag|in|kind|date|is|has|comments|thread):)",
    re.IGNORECASE,
)
_FIELD_BEGUN = re.compile(r"[a-z]+:", re.IGNORECASE)
_MOST_TOKENS = 400
"""Signs of one query. More is no question but a pasted text; each word of it would
be looked up, and the answer would be what holds all of them: nothing."""
_TOO_DEEP = 24
"""Brackets in one another; what walks over the tree of parts may call itself."""


def parse_query(text: str, *, typing: bool, listing: bool = False) -> Query:
    """Understand a query; every text is one, so nothing is raised.

    While ``typing`` the last plain word (or the value of ``author:``, ``title:``,
    ``tag:`` or an open phrase) is a prefix unless white space follows, and what is
    only half typed is passed over without a note. What only a ``listing`` of posts
    knows (``comments:>10``) is left out elsewhere, with a note.
    """
    return _Parser(text, typing, listing=listing).query()


class _Parser:
    """Reads a query from left to right, never failing."""

    def __init__(self, text: str, typing: bool, *, listing: bool) -> None:
        self.text = text
        self.listing = listing
        self.typing = typing
        self.notes: list[str] = []
        self.groups = [Group()]
        self.last = False
        """Whether the token in hand is the end of the text."""

    def query(self) -> Query:
        at = 0
        for _ in range(_MOST_TOKENS):
            if at == len(self.text):
                break
            token = next_token(self.text, at)
            at = token.end
            self.last = at == len(self.text)
            self._take(token)
        if self.text[at:].strip():
            self._note("the query is very long; its end was left out")
        self.last = self.typing
        while len(self.groups) > 1:
            self._finish()
        collection, left_out = self.groups[0].collection()
        for other in left_out:
            self._misplaced(other)
        notes = tuple(dict.fromkeys(self.notes))
        return Query(self.text, self.groups[0].part(), notes, self.typing, collection)

    @property
    def half_typed(self) -> bool:
        """Whether more of the token in hand may come with the next key."""
        return self.typing and self.last

    def _note(self, note: str) -> None:
        self.notes.append(note)

    def _take(self, token: Token) -> None:
        if token.opened or token.near is not None:
            self._open(token)
        elif token.closed:
            self._close(token.closed)
        elif token.bar:
            self._operator("OR")
        elif token.field:
            self._take_field(token)
        elif token.quoted:
            self._add(self._phrase(token), token)
        elif token.text in {"OR", "AND", "NOT"} and not token.minus:
            self._operator(token.text)
        elif says_something(token.text):
            self._add(self._word(token), token)

    # --- brackets

    def _open(self, token: Token) -> None:
        above = self.groups[-1]
        closes = "}" if token.opened.endswith("{") else ")"
        if above.distance is not None or len(self.groups) >= _TOO_DEEP:
            above.passed_over += closes
            self._note(
                "brackets inside near/N(…) were passed over; it takes words and phrases"
                if above.distance is not None
                else f"brackets deeper than {_TOO_DEEP} in one another were passed over"
            )
            return
        negated = self._negated(token)
        group = Group(closes, negated, thread=token.opened.startswith("t"))
        if token.near is not None:
            loose = token.loose and not self.typing
            group.distance, notes = read_distance(token.near, loose=loose)
            self.notes += notes
        self.groups.append(group)

    def _close(self, sign: str) -> None:
        above = self.groups[-1]
        head, passed, _ = above.passed_over.rpartition(sign)
        if passed:
            above.passed_over = head  # what was opened inside of it ends as well
            return
        if sign == "}" and any(group.closes == "}" for group in self.groups):
            while self.groups[-1].closes != "}":
                self._finish()
        if self.groups[-1].closes == sign:
            self._finish()

    def _finish(self) -> None:
        group = self.groups.pop()
        part = group.part()
        if part is None and not self.half_typed:
            if group.thread:
                self._note("thread:{…} asks for nothing; left out")
            elif group.distance is not None:
                self._note(f"near/{group.distance}(…) has no words in it; left out")
        if isinstance(part, Near) and len(group.choices) > MOST_NEAR:
            self._note(
                f"near/N(…) takes {MOST_NEAR} words and phrases; others left out"
            )
        self.groups[-1].add(part)

    # --- words side by side and their signs

    def _negated(self, token: Token) -> bool:
        group = self.groups[-1]
        negated = token.minus or group.negate_next
        group.negate_next = False
        return negated

    def _add(self, part: Part | None, token: Token) -> None:
        group, negated = self.groups[-1], self._negated(token)
        fits = isinstance(part, Term | Phrase) and not negated
        if group.distance is not None and part is not None and not fits:
            told = f"{token.field}:{token.text}" if token.field else token.text
            if not self.half_typed:
                self._note(
                    f"{shortened(told)} was left out: near/N(…) takes words and"
                    " phrases; the rest stands outside of it"
                )
            return
        group.add(Not(part) if negated and part is not None else part)

    def _operator(self, word: str) -> None:
        group = self.groups[-1]
        if word == "AND":
            return
        if group.distance is not None and word == "OR":
            self._note("OR inside near/N(…) was passed over; all its words are near")
        elif word == "OR":
            group.joined = True
        else:
            group.negate_next = True

    def _grows(self, token: Token) -> bool:
        """Whether the token is a prefix because it is still being typed.

        What is left out grows with no prefix: it would take away too much.
        """
        excluded = token.minus or self.groups[-1].negate_next
        excluded = excluded or any(group.negated for group in self.groups)
        text = token.text
        return self.half_typed and not excluded and text[-1:].strip() != ""

    def _phrase(self, token: Token) -> Phrase | None:
        text = self._cut(token.text)
        if not says_something(text):
            return None
        growing = token.open_end and self._grows(token)
        phrase, note = read_phrase(text, growing=growing)
        if note and not (self.half_typed and token.open_end):
            self._note(note)
        return phrase

    def _word(self, token: Token) -> Term | None:
        if self.half_typed and _FIELD_BEGUN.fullmatch(token.text):
            return None  # its value comes with the next key
        nothing = _NOTHING_YET.fullmatch(token.text)
        if nothing is not None:
            if not self.typing:
                self._note(
                    f"{token.text} names nothing to look for; left out"
                    if nothing["field"]
                    else f"{shortened(token.text)} was left out; it is written"
                    " near/5(novel published)"
                )
            return None
        term, note = read_word(self._cut(token.text), growing=self._grows(token))
        note = note or without_colon(token.text, listing=self.listing)
        if note and not self.half_typed:
            self._note(note)
        return term

    def _cut(self, text: str) -> str:
        shorter = cut(text)
        if shorter != text:
            self._note(f"{shortened(text)} is very long; its end was left out")
        return shorter

    # --- fields

    def _take_field(self, token: Token) -> None:
        name, value = token.field, token.text
        if token.known and name != "thread":
            part = self._field(token)
            if isinstance(part, Searched):
                self._search(part, token)
            else:
                self._add(part, token)
            return
        row = f"{name}:{value}"
        if self.half_typed and not says_something(value):
            self._add(None, token)
            return
        if name == "thread":
            row = value
            if not self.half_typed:
                self._note("thread: is written thread:{gulag amnesty}")
        elif not value.startswith("//") and not self.half_typed:
            told = shortened(row)
            self._note(f"{name}: is no field; {told} was read as words in a row")
        term, _ = read_word(self._cut(row), growing=self._grows(token))
        self._add(term, token)

    def _field(self, token: Token) -> Part | Searched | None:
        """A part with a field's name before it."""
        name, value = token.field, token.text
        if name in _NAMES:
            if not says_something(value):
                if not self.half_typed:
                    self._note(f"{name}: names nothing to look for; left out")
                return None
            grows = self._grows(token) and not (token.quoted and not token.open_end)
            star = value.rstrip().endswith("*")
            return _NAMES[name](self._cut(value), grows or star)
        if name == "comments" and not self.listing:
            self._note("comments: is asked in the list of posts; left out")
            return None
        part, note = read_field(name, value, half_typed=self.half_typed)
        if note:
            self._note(note)
        return part

    def _search(self, searched: Searched, token: Token) -> None:
        """Take ``in:quotations``, which says something of the whole query."""
        if self._negated(token) or len(self.groups) > 1:
            self._misplaced(searched.collection)
            self.groups[-1].add(None)
        else:
            self.groups[-1].add(searched)

    def _misplaced(self, collection: str) -> None:
        self._note(
            f"in:{collection} was left out: what is searched is named once, outside of"
            " brackets and beside no OR or minus"
        )
