"""Read the inside of a bracket as a row of tokens, each of one type."""

import re

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
from gulagreader.text.citation_lookup import FIXED, LEADS, type_of_large, type_of_small
from gulagreader.text.citation_types import (
    ADDRESS,
    BOOK,
    ET_AL,
    FOND,
    INITIALS,
    JOINT,
    MINOR,
    NAME,
    NO_YEAR,
    NUMBER,
    PLACE,
    QUOTED,
    SHELF,
    SMALL,
    VERSE,
    WEAK_LEAD,
    YEAR,
    Token,
)
from gulagreader.text.covering import CODE
from gulagreader.text.names import CAPITAL

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
_URL = re.compile(rf"{CODE}+|doi:\s?\S+|10\.\d{{4,}}/\S+", re.IGNORECASE)

_PLACES = frozenset(listed.PLACES)
_MINOR = frozenset(listed.MINOR_PLACES)
_SHELF = frozenset(listed.SHELF_MARKS)
_FOND = frozenset(listed.FONDS)
_LEAF = frozenset(listed.LEAVES)
_LABELS = _SHELF | _PLACES | _MINOR | _LEAF
_NUMBERS = frozenset(listed.NUMBERS)
_MONTHS = frozenset(listed.MONTHS)
_BOOKS = frozenset(listed.SCRIPTURE)
_OTHERS = (
    (NO_YEAR, NO_YEARS, frozenset(listed.BEFORE_NO_YEAR)),
    (YEAR, YEARS, frozenset(listed.BEFORE_YEAR)),
    (ADDRESS, re.compile(r"doi:\s?\S+", re.IGNORECASE), frozenset(("doi",))),
)
_ROMAN = frozenset("ivxlc")


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
        return Token(type_of_large(word, plain), word), end
    if set(word) <= _ROMAN:
        found = _of_kind(NUMBER, NUMBERED, content, at)
        if found is not None:
            return found
    if not word[0].islower():
        return Token(NAME, word), end
    kind = type_of_small(plain)
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
    for pattern, kind in LEADS.beginning(first) if opens else ():
        found = pattern.match(content, at)
        if found is not None and found.end() < len(content):
            said = " ".join(re.split(r"[.,:\s]+", found.group().casefold())).strip()
            weak = said in listed.WEAK_LEADS
            return Token(WEAK_LEAD if weak else kind, found.group()), found.end()
    for pattern, kind in FIXED.beginning(first):
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
