"""Which type a word or a phrase of a citation is, as listed."""

import re
from collections.abc import Iterable, Mapping, Sequence

from gulagreader.text import citation_words as listed
from gulagreader.text import uncited_words
from gulagreader.text.citation_types import (
    ACRONYM,
    AGAIN,
    ARCHIVE,
    EDITOR,
    ET_AL,
    GENRE,
    JOINT,
    LAW,
    LEAD,
    MINOR,
    NAME,
    OTHER,
    PARTICLE,
    PERIODICAL,
    PUBLISHER,
    ROLE,
    SMALL,
    STOP,
)
from gulagreader.text.names import CAPITAL

_UPPER_RUN = re.compile(rf"[{CAPITAL}]{{2}}")


class _Phrases:
    """Phrases by their first words, compiled when a text has such a word."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self._listed: dict[str, list[tuple[str, str]]] = {}
        self._compiled: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for kind, phrases in classes.items():
            for phrase in filter(None, map(str.strip, phrases.split("|"))):
                first = phrase.partition(" ")[0]
                self._listed.setdefault(first, []).append((phrase, kind))

    def beginning(self, first: str) -> Sequence[tuple[re.Pattern[str], str]]:
        """The patterns of the phrases that begin with a word, the longest first."""
        if first not in self._listed:
            return ()
        if first not in self._compiled:
            longest = sorted(self._listed[first], key=lambda row: -len(row[0]))
            self._compiled[first] = [(_pattern(one), kind) for one, kind in longest]
        return self._compiled[first]


def _pattern(phrase: str) -> re.Pattern[str]:
    words = r"(?:[.,]\s?|\s)".join(map(re.escape, phrase.split()))
    return re.compile(rf"{words}(?![^\W_])[.,:]{{0,2}}", re.IGNORECASE)


def _looked_up(
    classes: Iterable[tuple[str, Sequence[str]]],
) -> tuple[dict[str, str], dict[str, str]]:
    """Words and stems with their types; the first that lists a word has it."""
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    for kind, rows in classes:
        for word in rows:
            table = stems if word.endswith("*") else words
            table.setdefault(word.rstrip("*"), kind)
    return words, stems


LEADS = _Phrases({LEAD: listed.LEADS})
FIXED = _Phrases(
    {
        AGAIN: listed.AGAIN,
        EDITOR: listed.EDITORS,
        ET_AL: listed.ET_AL,
        PERIODICAL: listed.PERIODICAL_NAMES,
    }
)
"""Leads, which open a part; and what may stand anywhere."""
_LARGE, _STEMS = _looked_up(
    (
        (ARCHIVE, listed.ARCHIVES),
        (LAW, listed.LAWS),
        (GENRE, listed.GENRES),
        (PERIODICAL, listed.PERIODICALS),
        (PUBLISHER, (*listed.PUBLISHERS, *listed.INSTITUTIONS)),
        (STOP, tuple(uncited_words.CREDITS)),
        (ROLE, tuple(uncited_words.ROLES)),
        (OTHER, tuple(uncited_words.NO_AUTHORS)),
        (MINOR, listed.PARTS),
    )
)
_SMALL_WORDS, _SMALL_STEMS = _looked_up(
    (
        (JOINT, listed.JOINTS),
        (PARTICLE, listed.PARTICLES),
        (STOP, tuple(uncited_words.STOPS)),
        (LAW, listed.LAWS),
        (GENRE, listed.GENRES),
        (ARCHIVE, listed.ARCHIVES),
        (PUBLISHER, listed.INSTITUTIONS),
        (ROLE, tuple(uncited_words.ROLES)),
        (MINOR, listed.PARTS),
    )
)
_SHORTEST_STEM = min(map(len, (*_STEMS, *_SMALL_STEMS)))


def type_of_large(word: str, plain: str) -> str:
    """The type of a word with a capital."""
    short = plain.removesuffix("'s").removesuffix("’s")
    kind = _LARGE.get(short) or _stem(short, _STEMS)
    if kind is not None:
        return kind
    if word[-1].isdigit():
        return OTHER
    if len(word) < 9 and _UPPER_RUN.search(word):
        return ACRONYM if len(word) < 8 else NAME
    return NAME


def type_of_small(plain: str) -> str:
    """The type of a word without a capital."""
    return _SMALL_WORDS.get(plain) or _stem(plain, _SMALL_STEMS) or SMALL


def _stem(word: str, stems: Mapping[str, str]) -> str | None:
    for length in range(_SHORTEST_STEM, len(word) + 1):
        kind = stems.get(word[:length])
        if kind is not None:
            return kind
    return None
