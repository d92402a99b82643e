"""Sentences of a text as it is read, so that they can be selected and counted.

A sentence ends with a full stop, an ellipsis, a question or an exclamation mark (behind
Greek letters a semicolon is one), the closing quotation marks and brackets behind it,
and white space. What ends so and is no end: initials (``А. И.``, ``J. R.``), words cut
short (``ст.``, ``z. B.``, ``Mr.``), the number of a day (``5. März``), what goes on
with a small letter (``«Куда?» — спросил``, ``“Why?” he asked``), and what a reference
in brackets follows before the full stop.
"""

import re
from bisect import bisect_right

Span = tuple[int, int]

_END = re.compile(
    r"(?P<mark>[.!?…‼⁇⁈⁉؟։።]+|[。！？]+|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e])"
    r"(?P<close>[\"'”’“‘»«›‹)\]」』]*)(?P<note>(?:\[\w{1,4}\])*)"
)
_NEXT = re.compile(r"\s*(?:[—–-]\s*)?[\"'“„”«»‹›‘‚(\[…]*\s*(\w)?")
_LAST_WORD = re.compile(r"(\w[\w-]*)$")
_BRACKETED = re.compile(r"\s+\([^()\n]{1,200}\)[.!?…]")
_ASKED = "!?;\u037e"
"""What ends a sentence before a small letter, too; behind Greek a semicolon asks."""
_FULL_WIDTH = frozenset("。！？")
_LOOK_BACK = 24

_NEVER_LAST = """
    mr mrs ms dr prof rev hon gen capt lt sgt gov sen rep st mt ft fr vs viz cf ed eds
    trans ca approx ibid op cit jan feb mar apr jun jul aug sep sept oct nov dec
    ст стр гл рис табл см ср тов гр гражд им ул пр пер пл обл р-н вып изд сост перев
    ред акад проф доц ген полк кап лейт нар зам зав пом тыс млн млрд напр соч собр пп кн
    оп bzw vgl hrsg hg nr str bd aufl abb kap usf sog gest geb abs bspw ggf inkl mme
    mlle éd chap tab
"""
_SHORT = frozenset(_NEVER_LAST.split())
"""Words cut short that something always follows, in small letters; English, Russian,
German and French."""
_BEFORE_NUMBER = frozenset(
    ("no", "nos", "art", "col", "sec", "app", "fig", "vol", "ch")
)
"""Cut short before a number; words of their own elsewhere."""
_MAY_BE_LAST = frozenset(
    [
        *("etc", "jr", "sr", "inc", "co", "ltd", "esq", "usw", "uvm", "osv", "itd"),
        *("др", "проч", "г", "гг", "в", "вв", "д", "п", "коп", "руб", "al"),
    ]
)
"""Words cut short that may end a sentence, too."""
_NUMERALS = frozenset("0123456789IVXLC")
_ROMAN = re.compile(r"[IVXLC]+")
_GERMAN_ARTICLE = re.compile(
    r"\b(?:de[mnrs]|das|die|[ai]m|vo[mn]|zu[mr]|beim)\s$", re.IGNORECASE
)
"""Before the number of a day, a king or a congress."""
_MONTH = re.compile(
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|I{1,3}\b|IV\b|VI{0,3}\b|IX\b"
    r"|XI{0,2}\b|X\b)"
)


def sentences(text: str) -> tuple[Span, ...]:
    """Where the sentences of a paragraph stand: code points, in order, end exclusive.

    They do not overlap, begin and end with no white space, and together hold every
    other character. A text without any end of a sentence is one.
    """
    small = _begins_small(text)
    found: list[Span] = []
    start = _skip(text, 0)
    for mark in _END.finditer(text):
        if mark.start() < start or not _ends(text, start, mark, small=small):
            continue
        found.append((start, mark.end()))
        start = _skip(text, mark.end())
    last = len(text.rstrip())
    if start < last:
        found.append((start, last))
    return tuple(found)


def sentence_at(text: str, place: int) -> Span | None:
    """The sentence at a place, or the one before it; None in an empty text."""
    every = sentences(text)
    if not every:
        return None
    return every[max(0, bisect_right(every, place, key=lambda one: one[0]) - 1)]


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _begins_small(text: str) -> bool:
    """Whether its writer begins sentences with small letters, as some comments do."""
    first = _NEXT.match(text)
    return bool(first and first.group(1) and first.group(1).islower())


def _ends(text: str, start: int, found: re.Match[str], *, small: bool) -> bool:
    """Whether a sentence ends with what was found."""
    end = found.end()
    if end >= len(text):
        return True
    mark = found["mark"]
    if mark[0] in _FULL_WIDTH:
        return True
    if not text[end].isspace():
        return False
    if not found["close"] and mark == "." and _is_cut_short(text, start, found):
        return False
    if _BRACKETED.match(text, end):
        return False
    following = _NEXT.match(text, end)
    letter = following.group(1) if following else None
    if letter is None or not letter.islower():
        return True
    # A small letter: what was said goes on, unless sentences begin so here.
    if found["close"] or mark[0] == "…" or mark.startswith(".."):
        return False
    if "—" in text[end : following.end()] or "–" in text[end : following.end()]:  # type: ignore[union-attr]  # there is a letter, so it was found
        return False
    return small or mark[0] in _ASKED


def _is_cut_short(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a full stop belongs to a word cut short, an initial or a number."""
    at = found.start()
    before = _LAST_WORD.search(text[max(start, at - _LOOK_BACK) : at])
    if before is None:
        return False
    word = before.group(1)
    low = word.lower()
    following = _NEXT.match(text, found.end())
    letter = (following.group(1) if following else None) or ""
    begins = at - len(word)
    if word.isdigit() or _ROMAN.fullmatch(word):
        if begins == start:
            return True  # the number of a paragraph
        if len(word) == 1 and word.isalpha():
            return True  # an initial
        if word.isdigit() and _MONTH.match(text, _skip(text, found.end())):
            return len(word) <= 2
        return bool(_GERMAN_ARTICLE.search(text[max(start, begins - 6) : begins]))
    if low in _MAY_BE_LAST and word == low:
        if low in {"г", "в"}:
            # «1953 г. Он …» ends, «в г. Магадане» does not.
            numbered = text[max(0, begins - 2) : begins].strip()
            return not (letter.isupper() and numbered[-1:] in _NUMERALS)
        return not letter.isupper()
    if low in _BEFORE_NUMBER:
        return letter.isdigit()
    return (len(word) == 1 and word.isalpha()) or low in _SHORT
