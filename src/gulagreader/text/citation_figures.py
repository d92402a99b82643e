"""Dates, years and numbers in citations, as tokens."""

import re

from gulagreader.text import citation_words as listed
from gulagreader.text.citation_types import (
    BOOK,
    DATE,
    DAY,
    EDITION,
    LIFE,
    LONG_NUMBER,
    MONTH,
    NUMBER,
    PLACE,
    SLASHED,
    VERSE,
    YEAR,
    Token,
)

_MONTHS = frozenset(listed.MONTHS)
_BOOKS = frozenset(listed.SCRIPTURE)
_YEAR = (
    r"(?:c\.\s?|ca\.\s?|um\s|vers\s)?(?:1[5-9]|20)\d\d(?![\d]"
    r"|[./]\d)(?:[a-r](?:,\s?[a-r])*(?![^\W_]))?"
    r"(?:\s?[/–-]\s?\d{2}(?!\d))?(?:\s(?:гг?\.|годов|года?|рр?\.|r\.)(?![^\W_]))?"
)
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAY = r"\d{1,2}(?:\.|st|nd|rd|th|-?го|er|º)?"
_FULL_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)(?:\s(?:гг?\.|года?|р\.|року|r\.)(?![^\W_]))?"
_DATES = (
    (DATE, rf"{_DAY}[\s-](?:de\s)?{_MONTH}[\s,-](?:\s?de[l]?\s)?\s?{_FULL_YEAR}"),
    (DATE, rf"{_MONTH}\s{_DAY},?\s{_FULL_YEAR}"),
    (DATE, rf"{_FULL_YEAR}[,.]?\s{_MONTH}\s{_DAY}"),
    (DATE, rf"{_FULL_YEAR}[,.]?\s{_DAY}\s{_MONTH}"),
    (MONTH, rf"{_MONTH}[\s,-]\s?(?:de\s)?{_FULL_YEAR}"),
    (MONTH, rf"{_FULL_YEAR},?\s{_MONTH}(?![^\W_])"),
    (DAY, rf"{_DAY}\s(?:de\s)?{_MONTH}(?![^\W_])"),
    (DAY, rf"{_MONTH}\s{_DAY}(?![^\W_])"),
)
_DATED = [(kind, re.compile(pattern)) for kind, pattern in _DATES]
_NUMERIC_DATE = re.compile(
    r"(?:\d{1,2}[./]\d{1,2}[./](?:1[5-9]|20)\d\d|\d\d[./]\d\d[./]\d\d)(?![\d/.]\d"
    r"|\d)(?:\sг\.)?"
    r"|(?:1[5-9]|20)\d\d-\d\d-\d\d(?!\d)|\d{1,2}\.\s\d{1,2}\.\s(?:1[5-9]|20)\d\d"
)
_LIFE = re.compile(
    r"\*?\s?(?:1[0-9]|20)\d\d\s?(?:[–—-]|to)\s?†?\s?(?:1[0-9]|20)\d\d(?!\d)"
)
YEARS = re.compile(_YEAR)
NO_YEARS = re.compile(
    r"(?:n\.\s?d\.|o\.\s?J\.|s\.\s?[dfa]\.|б\.\s?г\.|без даты|(?:forthcoming"
    r"|in press|im Erscheinen|в печати|undated)\b)"
)
_ROMAN = r"(?:[IVXLC]{1,7}|[ivxlc]{1,7})(?![^\W_])"
_TAIL = (
    r"(?:\s?ff?\b\.?|\s?n{1,2}\.?\s?\d{0,3}(?![^\W_])|\s?sqq?\.|\s?nn\."
    r"|\s?и\sсл(?:ед)?\.|[a-e](?![^\W_])|\s?об\.?|\s?ob\.?)?"
)
_RANGE = (
    rf"(?:[A-E]?\d{{1,5}}"
    rf"|{_ROMAN})(?:\.\d{{1,3}})?{_TAIL}(?:\s?[-–—/]\s?(?:\d{{1,5}}|{_ROMAN}){_TAIL})?"
)
LIST = re.compile(
    rf"\s?{_RANGE}(?:(?:,\s?|\s(?:and|und|et|y|e|i|и|&)\s){_RANGE}(?!\s?[-\w])){{0,8}}"
)
NUMBERED = re.compile(
    rf"(?:\d{{1,4}}(?!\d|[.:/]\d"
    rf"|,\d{{3}}(?!\d)){_TAIL}(?:\s?[-–—]\s?\d{{1,4}}(?!\d){_TAIL})?"
    rf"|[ivxlc]{{2,7}}(?:\s?[-–—]\s?[ivxlc]{{1,7}})?(?![^\W_])|[vxi](?![^\W_]))"
)
_LONG = re.compile(r"\d{3,7}(?:/[^\W_]{1,6})?(?![\d,])")
ORDER = re.compile(r"\d{1,5}(?:[-–/][^\W_]{1,6}){1,3}(?![^\W_])")
SHELFED = re.compile(
    r"\s?(?:№\s?)?(?:[^\W\d_]{1,2}[-\s]?)?\d{1,6}[^\W\d_]{0,2}(?:[–/-]\d{1,6}[^\W\d_]{0,2}){0,3}"
    r"(?:(?:,\s?|\s?и\s)\d{1,4}(?:[–-]\d{1,4})?(?=\s?[,.;]|$)){0,4}(?:\s?(?:ob|об"
    r"|verso|recto)\.?)?"
)
_SLASHED = re.compile(r"\d{1,6}(?:/\d{1,6}[^\W\d_]?){1,4}(?![^\W_])")
VERSES = re.compile(
    r"(?:\d{1,3}[.:]\s?\d{1,4}(?:[.:]\d{1,4})?(?:\s?[–-]\s?\d{1,4}(?:[.:]\d{1,4})?)?"
    r"|[IVXivx]{1,5}\.[ivx\d]{1,5}(?:\.\d{1,4}(?:[–-]\d{1,4})?)?"
    r"|[IVX]{1,5}[:,]\s?\d{1,4}(?:[–-]\d{1,4})?)(?![^\W_])"
)
_CLOCK = re.compile(r"\d{1,2}:\d\d:\d\d(?:\s?[–-]\s?\d{1,2}:\d\d:\d\d)?(?!\d)")
_EDITION = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)|rev\.|2-е|3-е|\d{1,2}\.)\s(?:ed|edn|edition|изд|Aufl"
    r"|vyd|wyd)\b\.?"
)
_BOOK = re.compile(r"[1-3]\.?\s?(?P<book>[^\W\d_]+)")
_FIGURES = (
    (PLACE, _CLOCK),
    (DATE, _NUMERIC_DATE),
    (LIFE, _LIFE),
    (EDITION, _EDITION),
    (YEAR, YEARS),
    (SLASHED, _SLASHED),
    (VERSE, VERSES),
    (NUMBER, NUMBERED),
    (LONG_NUMBER, ORDER),
    (LONG_NUMBER, _LONG),
)


def figure(content: str, at: int) -> tuple[Token | None, int]:
    """A date, a year or a number."""
    day = dated(content, at)
    if day is not None:
        return day
    book = _BOOK.match(content, at)
    if (
        book is not None
        and book["book"].casefold() in _BOOKS
        and book["book"][0].isupper()
    ):
        return Token(BOOK, book.group()), book.end()
    for kind, pattern in _FIGURES:
        found = pattern.match(content, at)
        if found is not None:
            return Token(kind, found.group()), found.end()
    return None, at


def dated(content: str, at: int) -> tuple[Token, int] | None:
    """A day or a month, with its year or without, and where it ends."""
    for kind, pattern in _DATED:
        found = pattern.match(content, at)
        if found is not None and found["month"].casefold() in _MONTHS:
            return Token(kind, found.group()), found.end()
    return None
