"""Where people are named in a text, and what stands there instead."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from gulagreader.exporting.addressing import (
    begins_a_sentence,
    is_part_of_a_name,
    is_spoken_to,
)
from gulagreader.exporting.name_forms import Form, Forms
from gulagreader.exporting.name_words import ADDRESS, MAIL, Word, words_in

NOMAIL = "left-out@example.invalid"
"""Stands for a mail address; the domain is one that never exists (RFC 2606)."""
NO_ADDRESS = "https://example.invalid/"
_OWNED = re.compile(r"(?://|~|@)([^/.?#~@:]+)")
"""The first word of a host, and homes such as ``~jane``, which bear a first name."""
_SEGMENT = re.compile(r"[/?&=#:.@~]+")
_EMPHASIS = re.compile(r"(?<![\\\w])[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}(?!\w)")
_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class Around:
    """Who takes part where a text stands."""

    people: Collection[int] = ()
    """Those who wrote the post or a comment of its thread."""
    answered: Collection[int] = ()
    """Those who wrote what the text answers."""
    essay: bool = False
    """Whether it is a post, in which people of its thread are seldom spoken to."""


@dataclass
class Tally:
    """What was replaced in the texts, and what a person should look through."""

    names: int = 0
    mails: int = 0
    addresses: int = 0
    doubts: list[str] = field(default_factory=list)
    """Places that were left as they are, each with what stands around."""


class NamePlaces:
    """Replaces the names in texts."""

    def __init__(self, forms: Forms, pseudonym: Callable[[int], str]) -> None:
        self._forms = forms
        self._pseudonym = pseudonym

    def replaced(self, text: str, around: Around, tally: Tally) -> str:
        """The text with pseudonyms in place of names; doubts go to the tally."""
        if "@" in text:
            text, count = MAIL.subn(NOMAIL, text)
            tally.mails += count
        kept: list[tuple[int, int]] = []
        if "://" in text or "www." in text.lower():
            text, kept = self._without_addresses(text, tally)
        for name in self._forms.unspaced:
            if name in text:
                person = self._forms.unspaced[name]
                tally.names += text.count(name)
                text = text.replace(name, self._pseudonym(person))
                kept = []
        if not self._forms.meets(text):
            return text
        return self._scanned(text, around, tally, kept)

    def holds_a_name(self, text: str) -> bool:
        """Whether a name that is nothing else stands in what is no prose, as an id."""
        text = unquote(text)
        words = list(words_in(text))
        if any(self._forms.is_joined(word.key) for word in words):
            return True
        if any(name in text for name in self._forms.unspaced):
            return True
        return any(
            form.sure
            for at, word in enumerate(words)
            for form in self._forms.starting(word.key)
            if self._forms.stands_at(form, words, at, text, loose=True)
        )

    def address(self, url: str | None) -> str | None:
        """An address, or None where it names somebody."""
        if url is None or self._names_somebody(url) or MAIL.search(url):
            return None
        return url

    def _without_addresses(
        self, text: str, tally: Tally
    ) -> tuple[str, list[tuple[int, int]]]:
        """The text without addresses that name somebody, and where the others stand."""
        parts: list[str] = []
        kept: list[tuple[int, int]] = []
        at = length = 0
        for found in ADDRESS.finditer(text):
            before = text[at : found.start()]
            address = found.group()
            if self._names_somebody(address):
                tally.addresses += 1
                address = NO_ADDRESS
            parts += [before, address]
            length += len(before)
            kept.append((length, length + len(address)))
            length += len(address)
            at = found.end()
        parts.append(text[at:])
        return "".join(parts), kept

    def _names_somebody(self, address: str) -> bool:
        decoded = unquote(address)
        if self.holds_a_name(decoded):
            return True
        owned = set(_OWNED.findall(decoded))
        for segment in _SEGMENT.split(decoded):
            words = list(words_in(segment))
            if len(words) == 1 and any(
                (form.whole or segment in owned)
                and not form.doubtful
                and len(form.keys) == 1
                for form in self._forms.starting(words[0].key)
            ):
                return True
        return False

    def _scanned(
        self, text: str, around: Around, tally: Tally, kept: Sequence[tuple[int, int]]
    ) -> str:
        parts: list[str] = []
        at = 0
        for start, end, form in self._found(text, kept):
            person = self._decided(form, text, (start, end), around, tally)
            if person is not None:
                before, after = _marks_around(text, start, end)
                parts += [text[at:start], before, self._pseudonym(person), after]
                at = end
                tally.names += 1
        if not parts:
            return text
        parts.append(text[at:])
        return "".join(parts)

    def _found(
        self, text: str, kept: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int, Form]]:
        """Where forms of names stand, outside of addresses; none overlap."""
        words: list[Word] = list(words_in(text))
        beyond = 0
        for at, word in enumerate(words):
            forms = self._forms.starting(word.key) if word.start >= beyond else ()
            for form in forms:
                if self._forms.stands_at(form, words, at, text, loose=False):
                    end = words[at + len(form.keys) - 1].end
                    if not _within(kept, word.start, end):
                        yield word.start, end, form
                    beyond = end
                    break

    def _decided(
        self,
        form: Form,
        text: str,
        place: tuple[int, int],
        around: Around,
        tally: Tally,
    ) -> int | None:
        """Who is meant; None where nobody is, or where that is in doubt."""
        person = _meant(form, around)
        small = form.is_small(text[slice(*place)])
        if form.sure and not small:
            return next(iter(form.people)) if person is None else person
        here = bool(form.people.intersection(around.people))
        spoken = here and is_spoken_to(text, *place)
        if spoken and not around.essay and person is not None:
            return person
        if form.doubtful or small:
            # A person's name in small letters is one all the same; a word is not.
            word = form.doubtful and small
            word = word or (form.common and begins_a_sentence(text, place[0]))
            if here and not around.essay and not word:
                tally.doubts.append(_excerpt(text, *place))
            return None
        if is_part_of_a_name(text, *place, last=form.last):
            tally.doubts.append(_excerpt(text, *place))
            return None
        if person is None:
            tally.doubts.append(_excerpt(text, *place))
        return person


def _meant(form: Form, around: Around) -> int | None:
    """Whom a form means: its only owner, or the only one who is there."""
    if len(form.people) == 1:
        return next(iter(form.people))
    for there in (around.answered, around.people):
        fitting = form.people.intersection(there)
        if len(fitting) == 1:
            return next(iter(fitting))
    return None


def _marks_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The emphasis that only a part of a name had, for the pseudonym as a whole."""
    inside = _EMPHASIS.search(text, start, end)
    if inside is None:
        return "", ""
    opened = text[start - 1 : start] in ("*", "_")
    closed = text[end : end + 1] in ("*", "_")
    if opened == closed:
        return "", ""
    return ("", inside.group()) if opened else (inside.group(), "")


def _within(kept: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in kept)


def _excerpt(text: str, start: int, end: int) -> str:
    """The words around a place, on one line, the place in brackets of its own."""
    before = text[max(0, start - _EXCERPT) : start]
    after = text[end : end + _EXCERPT]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())
