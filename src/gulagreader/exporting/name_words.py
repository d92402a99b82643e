"""The words of names, and of texts as names are looked for in them.

Words are runs of letters and digits, compared without case and accents. A Cyrillic
word of four letters or more is known in its cases as well (Анна, Анне, Анной).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gulagreader.text.words import normalise

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”„«»)\]]+", re.IGNORECASE)
"""A web address in a text."""
MAIL = re.compile(r"[^\W_][\w.+%-]{0,63}@[^\W_][\w-]*(?:\.[\w-]+)+")
"""A mail address in a text."""
WORD = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
_CYRILLIC = re.compile("[\u0400-\u04ff]{4,}")
_SOFT_ENDS = "аяьйоеуюиыіь"
_ENDINGS = (
    *("", "а", "я", "у", "ю", "е", "и", "ы", "і", "о", "ь", "й", "ой", "ей", "ою"),
    *("ею", "ом", "ем", "ым", "им", "ых", "их", "ам", "ям", "ами", "ями", "ах", "ях"),
    *("ого", "его", "ому", "ему", "ими", "ыми", "ая", "ую", "ию", "ии", "ия", "ие"),
    *("ием", "ией", "ій", "ові", "еві"),
)
# Scripts that are written without spaces between words, or with particles joined on.
UNSPACED = re.compile(
    "[\uac00-\ud7af\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1780-\u17ff]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands."""

    key: str
    """The form in which it is compared."""
    start: int
    end: int


def words_in(text: str) -> Iterator[Word]:
    """The words of a text with their places."""
    for found in WORD.finditer(text):
        key = normalise(found.group())
        if key:
            yield Word(key, found.start(), found.end())


def written_words(text: str) -> list[str]:
    """The words of a text as they are written, those of addresses left out."""
    if "://" in text or "www." in text:
        text = ADDRESS.sub(" ", text)
    if "@" in text:
        text = MAIL.sub(" ", text)
    return WORD.findall(text)


def keys_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(word.key for word in words_in(text))


def cases_of(key: str) -> Iterator[str]:
    """The forms in which a word of a name may stand, itself among them."""
    yield key
    if _CYRILLIC.fullmatch(key) is None:
        return
    stems = {key}
    if key[-1] in _SOFT_ENDS:
        stems.add(key[:-1])
    if key.endswith(("ий", "ый", "ой", "ая", "ия")):
        stems |= {key[:-1], key[:-2]}
    if key.endswith(("ец", "ек", "ел", "ок")) and len(key) > 4:
        stems.add(key[:-2] + key[-1])  # the vowel that runs away: Павел, Павла
    for stem in stems:
        if len(stem) >= 3:
            yield from (stem + ending for ending in _ENDINGS if stem + ending != key)
