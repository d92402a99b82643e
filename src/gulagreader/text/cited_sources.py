"""Which source of a post a citation means, by surname, year or number."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.domain.posts import CitedSource
from gulagreader.text.names import NAME_WORD

_LABEL = re.compile(
    r"\s*(?:authors?|by|from|sources?|information from|editors?|eds?)\b\s*:?\s*",
    re.IGNORECASE,
)
_AUTHORS_END = re.compile(r"(?<=[^\W\d_]{3})\.(?=\s|$)|[\"“”„«(\[*_:\d]|https?:")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SHORTEST_TITLE = 8
_PARTICLES = frozenset(
    "von van de der den du la le di da ten ter zu zur and et al und".split()  # noqa: SIM905 - words read better so
)


@dataclass(frozen=True, slots=True)
class Link:
    """The source that a name means, and whether the name had to be guessed."""

    source: CitedSource
    probable: bool
    source_years: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Entry:
    source: CitedSource
    authors: tuple[str, ...]
    """Words of the reference before its title."""
    words: frozenset[str]
    """Capitalised words of the whole reference, and the key."""
    years: frozenset[str]
    plain: str
    """The words of the reference, for titles to be looked for."""


class SourceNames:
    """The names in a post's list of sources, ready to be asked for."""

    def __init__(self, sources: Sequence[CitedSource]) -> None:
        self._sources = tuple(sources)
        self._entries = tuple(_entry(source) for source in sources)
        self._asked: dict[tuple[str, frozenset[str]], Link | None] = {}

    def __bool__(self) -> bool:
        return bool(self._entries)

    def by_name(self, surname: str, years: frozenset[str]) -> Link | None:
        """The source by ``surname``: as it is spelt, else the nearest spelling."""
        asked = (surname, years)
        if asked not in self._asked:
            self._asked[asked] = self._named(_plain(surname), years)
        return self._asked[asked]

    def knows(self, surname: str) -> bool:
        """Whether a source is by somebody of this very name."""
        name = _plain(surname)
        return any(name in entry.authors for entry in self._entries)

    def by_title(self, title: str) -> Link | None:
        """The source whose reference holds these words, if they are enough of them."""
        words = " ".join(NAME_WORD.findall(_plain(title)))
        if len(words) < _SHORTEST_TITLE:
            return None
        for entry in self._entries:
            if words in entry.plain:
                return Link(entry.source, probable=False, source_years=entry.years)
        return None

    def may_mean(self, key: str | None) -> bool:
        """Whether a word that only a key makes a citation is one; None needs none."""
        if key is None:
            return True
        return any(source.key.casefold() == key.casefold() for source in self._sources)

    def by_number(self, label: str) -> Link | None:
        """The source with this key, else (probably) the one in this place."""
        for source in self._sources:
            if source.key == label:
                return Link(source, probable=False)
        if label.isdecimal() and 1 <= int(label[:6]) <= len(self._sources):
            return Link(self._sources[int(label[:6]) - 1], probable=True)
        return None

    def _named(self, surname: str, years: frozenset[str]) -> Link | None:
        exact = [entry for entry in self._entries if surname in entry.authors]
        exact = exact or [entry for entry in self._entries if surname in entry.words]
        if exact:
            entry = _of_year(exact, years)
            return Link(entry.source, False, entry.years)
        if len(surname) < 4:
            return None
        near: dict[int, list[_Entry]] = {}
        for entry in self._entries:
            for name in entry.authors:
                distance = _spelling_distance(surname, name)
                if distance <= _tolerance(min(len(surname), len(name))):
                    near.setdefault(distance, []).append(entry)
        if not near:
            return None
        entry = _of_year(near[min(near)], years)
        return Link(entry.source, True, entry.years)


def _of_year(entries: Sequence[_Entry], years: frozenset[str]) -> _Entry:
    return next((entry for entry in entries if entry.years & years), entries[0])


def _entry(source: CitedSource) -> _Entry:
    label = _LABEL.match(source.text)
    text = source.text[label.end() if label else 0 :][:2000]
    end = _AUTHORS_END.search(text)
    authors = text[: end.start()] if end else text
    names = tuple(
        _plain(word)
        for word in NAME_WORD.findall(authors)
        if word[0].isupper() and word.casefold() not in _PARTICLES
    )
    words = {_plain(word) for word in NAME_WORD.findall(text) if word[0].isupper()}
    if source.key:
        words.add(_plain(source.key))
    plain = " ".join(NAME_WORD.findall(_plain(text)))
    years = frozenset(_YEAR.findall(text))
    return _Entry(source, names, frozenset(words), years, plain)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.replace("’", "'").casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _tolerance(length: int) -> int:
    """How many slips a name of this length may have."""
    if length < 4:
        return 0
    return 1 if length < 6 else 2 if length < 9 else 3


def _spelling_distance(one: str, other: str) -> int:
    """Levenshtein's distance, in which *rn* for *m* is a single slip."""
    if abs(len(one) - len(other)) > 4 or max(len(one), len(other)) > 40:
        return 99
    if one[:1] != other[:1]:
        return 99
    rows = [list(range(len(other) + 1))]
    for i in range(1, len(one) + 1):
        row = [i]
        for j in range(1, len(other) + 1):
            best = min(
                rows[i - 1][j] + 1,
                row[j - 1] + 1,
                rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and one[i - 2 : i] == "rn" and other[j - 1] == "m":
                best = min(best, rows[i - 2][j - 1] + 1)
            if j > 1 and other[j - 2 : j] == "rn" and one[i - 1] == "m":
                best = min(best, rows[i - 1][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
