"""Read the inside of a bracket as a row of tokens, each of one type."""

import re
from collections.abc import Iterable, Mapping, Sequence

from gulagreader.text import citation_words as listed
from gulagreader.text.citation_figures import (
    LIST,
    NO_YEARS,
    NUMBERED,
    ORDER,
    SHELFED,
    VERSES,
    YEARS,
    dated,
    figure,
)
from gulagreader.text.citation_types import (
    ACRONYM,
    ADDRESS,
    AGAIN,
    ARCHIVE,
    BOOK,
    EDITOR,
    ET_AL,
    FOND,
    GENRE,
    INITIALS,
    JOINT,
    LAW,
    LEAD,
    MINOR,
    NAME,
    NO_YEAR,
    NUMBER,
    OTHER,
    PARTICLE,
    PERIODICAL,
    PLACE,
    PUBLISHER,
    QUOTED,
    ROLE,
    SHELF,
    SMALL,
    STOP,
    VERSE,
    WEAK_LEAD,
    YEAR,
    Token,
)
from gulagreader.text.covering import CODE
from gulagreader.text.names import CAPITAL


def tokens_of(content: str) -> list[Token] | None:
    """The tokens of one part of a bracket; None where it holds what none has."""
    found: list[Token] = []
    at, opens = 0, True
    while at < len(content):
        if content[at] == " ":
            at += 1
            continue
        token, end = _token(content, at, opens=opens)
        if token is None:
            return None
        found.append(token)
        at = end
        opens = token.type in ",(:;-" or (opens and token.type in "Ll")
    return found


_INITIALS = re.compile(
    rf"(?:[{CAPITAL}][a-zа-я]?\.(?:[\s-]?(?=[{CAPITAL}]))?){{1,4}}(?![^\W_])"
)
_QUOTED = re.compile(
    r"“[^“”]{1,140}[”“]|\"[^\"]{1,140}\"|«[^«»]{1,140}»|„[^„“”]{1,140}[“”]"
    r"|‘[^‘’]{1,140}’"
    r"|\*[^*]{1,140}\*|'[^']{3,140}'"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*(?:-\d{1,3}(?!\d)|['’])?")
_UNDER = re.compile(r"s\.\s?v\.\s?[^,;()]{2,40}")
"""An entry of a dictionary."""
_SIGN = re.compile(r"§§?|№№?|¶¶?|n[°º]")
_PUNCTUATION = {
    ",": ",",
    ":": ":",
    ".": ".",
    "–": "-",
    "—": "-",
    "-": "-",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "&": JOINT,
    "/": JOINT,
    "+": JOINT,
}
_UPPER_RUN = re.compile(rf"[{CAPITAL}]{{2}}")
_URL = re.compile(rf"{CODE}+|doi:\s?\S+|10\.\d{{4,}}/\S+", re.IGNORECASE)


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


_LEADS = _Phrases({LEAD: listed.LEADS})
_FIXED = _Phrases(
    {
        AGAIN: listed.AGAIN,
        EDITOR: listed.EDITORS,
        ET_AL: listed.ET_AL,
        PERIODICAL: listed.PERIODICAL_NAMES,
    }
)


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


_LARGE, _STEMS = _looked_up(
    (
        (ARCHIVE, listed.ARCHIVES),
        (LAW, listed.LAWS),
        (GENRE, listed.GENRES),
        (PERIODICAL, listed.PERIODICALS),
        (PUBLISHER, (*listed.PUBLISHERS, *listed.INSTITUTIONS)),
        (STOP, tuple(listed.CREDITS)),
        (ROLE, tuple(listed.ROLES)),
        (OTHER, tuple(listed.NO_AUTHORS)),
        (MINOR, listed.PARTS),
    )
)
_SMALL_WORDS, _SMALL_STEMS = _looked_up(
    (
        (JOINT, listed.JOINTS),
        (PARTICLE, listed.PARTICLES),
        (STOP, tuple(listed.STOPS)),
        (LAW, listed.LAWS),
        (GENRE, listed.GENRES),
        (ARCHIVE, listed.ARCHIVES),
        (PUBLISHER, listed.INSTITUTIONS),
        (ROLE, tuple(listed.ROLES)),
        (MINOR, listed.PARTS),
    )
)
_SHORTEST_STEM = min(map(len, (*_STEMS, *_SMALL_STEMS)))
_PLACES = frozenset(listed.PLACES)
_MINOR = frozenset(listed.MINOR_PLACES)
_SHELF = frozenset(listed.SHELF_MARKS)
_FOND = frozenset(listed.FONDS)
_LEAF = frozenset(listed.LEAVES)
_NUMBERS = frozenset(listed.NUMBERS)
_MONTHS = frozenset(listed.MONTHS)
_BOOKS = frozenset(listed.SCRIPTURE)


_OTHERS = (
    (NO_YEAR, NO_YEARS, frozenset(listed.BEFORE_NO_YEAR)),
    (YEAR, YEARS, frozenset(listed.BEFORE_YEAR)),
    (ADDRESS, re.compile(r"doi:\s?\S+", re.IGNORECASE), frozenset(("doi",))),
)
_ROMAN = frozenset("ivxlc")


def _token(content: str, at: int, *, opens: bool) -> tuple[Token | None, int]:
    """The token that begins at a place, and where it ends."""
    char = content[at]
    if char.isdigit():
        return figure(content, at)
    if char in "“\"«„‘*'":
        return _taken(QUOTED, _QUOTED, content, at)
    if char == CODE:
        return _taken(ADDRESS, _URL, content, at)
    sign = _SIGN.match(content, at)
    if sign is not None:
        return _label(content, at, sign.group(), sign.end()) or (None, at)
    word = _WORD.match(content, at)
    if word is None:
        kind = _PUNCTUATION.get(char)
        return (Token(kind, char), at + 1) if kind else (None, at)
    return _worded(content, at, word.group(), word.end(), opens=opens)


def _taken(
    kind: str, pattern: re.Pattern[str], content: str, at: int
) -> tuple[Token | None, int]:
    found = pattern.match(content, at)
    if found is None:
        return None, at
    return Token(kind, found.group()), found.end()


def _worded(
    content: str, at: int, word: str, end: int, *, opens: bool
) -> tuple[Token | None, int]:
    """A token that begins with a word."""
    plain = word.casefold()
    found = (
        _phrase(content, at, plain, opens=opens)
        or (plain in _MONTHS and dated(content, at))
        or (plain == "s" and _of_kind(PLACE, _UNDER, content, at))
        or _label(content, at, word, end)
    )
    if found:
        return found
    if plain in _BOOKS and word[0].isupper() and len(plain) > 1:
        return Token(BOOK, word), end
    found = _written_so(content, at, word, end)
    if found:
        return found
    if word[0].isupper():
        return Token(_large(word, plain), word), end
    if set(word) <= _ROMAN:
        found = _of_kind(NUMBER, NUMBERED, content, at)
        if found is not None:
            return found
    if not word[0].islower():
        return Token(NAME, word), end
    kind = _SMALL_WORDS.get(plain) or _stem(plain, _SMALL_STEMS) or SMALL
    dotted = content[end : end + 1] == "." and kind == SMALL
    return Token(kind, word), end + dotted


def _written_so(content: str, at: int, word: str, end: int) -> tuple[Token, int] | None:
    """What is told by how it is written: initials, Roman numbers, years."""
    plain = word.casefold()
    for kind, pattern, first in _OTHERS:
        # Looking the word up spares most matches.
        found = plain in first and _of_kind(kind, pattern, content, at)
        if found:
            return found
    if len(word) < 3 and content[end : end + 1] == ".":
        found = _of_kind(INITIALS, _INITIALS, content, at)
        if found:
            return found
    return _of_kind(VERSE, VERSES, content, at) if set(plain) <= _ROMAN else None


def _of_kind(
    kind: str, pattern: re.Pattern[str], content: str, at: int
) -> tuple[Token, int] | None:
    found = pattern.match(content, at)
    return (Token(kind, found.group()), found.end()) if found else None


def _phrase(
    content: str, at: int, first: str, *, opens: bool
) -> tuple[Token, int] | None:
    """What leads to a citation, refers to one above, or tells the editors."""
    for pattern, kind in _LEADS.beginning(first) if opens else ():
        found = pattern.match(content, at)
        if found is not None and found.end() < len(content):
            said = " ".join(re.split(r"[.,:\s]+", found.group().casefold())).strip()
            weak = said in listed.WEAK_LEADS
            return Token(WEAK_LEAD if weak else kind, found.group()), found.end()
    for pattern, kind in _FIXED.beginning(first):
        found = pattern.match(content, at)
        if found is not None and (kind != ET_AL or not opens):
            return Token(kind, found.group()), found.end()
    return None


def _label(
    content: str, at: int, word: str, end: int
) -> tuple[Token | None, int] | None:
    """A label with its number: of a file in an archive, or of a place in a work."""
    plain = word.casefold()
    if content[end : end + 1] == "." and f"{plain}." in _LABELS:
        plain, end = f"{plain}.", end + 1
    elif plain not in _LABELS:
        return None
    if plain in _SHELF:
        found = SHELFED.match(content, end)
        if found is not None:
            kind = FOND if plain in _FOND else SHELF
            return Token(kind, content[at : found.end()]), found.end()
    if plain in _PLACES or plain in _MINOR or plain in _LEAF:
        kind = MINOR if plain in _MINOR and plain not in _PLACES else PLACE
        order = ORDER.match(content, end + (content[end : end + 1] == " "))
        found = LIST.match(content, end)
        if order is not None and (found is None or order.end() > found.end()):
            found = order
        if found is not None:
            return Token(kind, content[at : found.end()]), found.end()
        number = _WORD.match(content, end + 1)
        if number is not None and number.group().casefold() in _NUMBERS:
            return Token(kind, content[at : number.end()]), number.end()
    return None


_LABELS = _SHELF | _PLACES | _MINOR | _LEAF


def _large(word: str, plain: str) -> str:
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


def _stem(word: str, stems: Mapping[str, str]) -> str | None:
    for length in range(_SHORTEST_STEM, len(word) + 1):
        kind = stems.get(word[:length])
        if kind is not None:
            return kind
    return None
