"""Titles as manuals of style write them: headline style, sentence style, quoted.

Only English titles change their letters; in other languages they stay as they are.
"""

import re

from gulagreader.text.clean import clean_line

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset(["a", "an", "the", "and", "but", "or", "nor", "for", "to", "as"])
_SHORT_LIST = "at by from in into of on onto per via with"
_LONG_LIST = (
    "about above across after against along among around before behind below beneath"
    " beside between beyond despite during except inside near since through toward"
    " towards under until upon within without"
)
_SHORT_PREPOSITIONS = frozenset(_SHORT_LIST.split())
_LONG_PREPOSITIONS = frozenset(_LONG_LIST.split())
_NEVER_LAST = frozenset(
    ["that", "which", "who", "whom", "whose", "is", "are", "was", "were", "not", "than"]
)
"""Words that a shortened title does not end with, beside small ones."""
_NEW_START = re.compile(r"[:?!—]\s*[“‘\"'(\[]*\Z|[.]\s+[“‘\"'(\[]*\Z")
_INNER_END = ("”", "“", "»", '"')
_OUTER = {"“": "‘", "”": "’", "«": "‘", "»": "’", "„": "‘"}


def headline(title: str, lang: str, *, all_prepositions: bool = False) -> str:
    """Capitalise an English title as headlines are, and leave others.

    Articles, conjunctions and short prepositions stay small inside a title; with
    ``all_prepositions`` long ones, too (MLA Handbook 9, 2.90; Chicago 18, 8.160).
    Words that have a capital already keep it.
    """
    title = clean_line(title)
    if not _is_english(lang):
        return title
    found = list(_WORD.finditer(title))
    small = _SMALL | _SHORT_PREPOSITIONS
    small |= _LONG_PREPOSITIONS if all_prepositions else frozenset()
    parts: list[str] = []
    at = 0
    for number, word in enumerate(found):
        text = word.group()
        edge = number in (0, len(found) - 1) or _NEW_START.search(
            title[max(0, word.start() - 6) : word.start()]
        )
        if text.lower() in small and not edge:
            text = text.lower() if text == text.capitalize() else text
        elif text.islower():
            text = text[0].upper() + text[1:]
        parts += [title[at : word.start()], text]
        at = word.end()
    return "".join((*parts, title[at:]))


def sentence(
    title: str, lang: str, *, names: frozenset[str], common: frozenset[str]
) -> str:
    """Write an English title as a sentence: small letters but for names.

    Which words are names a title in headline style does not say; ``common`` are the
    words that the text itself writes small, and only those are changed. Where most
    words are small already, nothing is.
    """
    title = clean_line(title)
    if not _is_english(lang):
        return title
    parts: list[str] = []
    at = 0
    for number, word in enumerate(_WORD.finditer(title)):
        text = word.group()
        start = number == 0 or _NEW_START.search(
            title[max(0, word.start() - 6) : word.start()]
        )
        if start:
            text = text[0].upper() + text[1:] if text.islower() else text
        elif text == text.capitalize() and text.lower() not in names:
            always_small = _SMALL | _SHORT_PREPOSITIONS | _LONG_PREPOSITIONS
            if text.lower() in common or text.lower() in always_small:
                text = text.lower()
        parts += [title[at : word.start()], text]
        at = word.end()
    return "".join((*parts, title[at:]))


def words_of_title(title: str) -> frozenset[str]:
    """The words of a title in small letters."""
    return frozenset(found.lower() for found in _WORD.findall(title))


def written(text: str, asked: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Which of the words ``asked`` a text writes with a capital only, and which small.

    A capital at the beginning of a sentence says nothing.
    """
    small: set[str] = set()
    large: set[str] = set()
    for found in _WORD.finditer(text):
        word = found.group()
        low = word.lower()
        if low not in asked:
            continue
        if word[0].islower():
            small.add(low)
        elif re.search(
            r"[\w,;]['’”]? \Z", text[max(0, found.start() - 3) : found.start()]
        ):
            large.add(low)
    return frozenset(large - small), frozenset(small)


def quoted(title: str, closing: str = "") -> str:
    """A title in quotation marks, ``closing`` inside them as Americans do.

    Marks in the title become single ones. After a title's own ``?`` or ``!`` there is
    no full stop, but a comma (Chicago 17, 14.96).
    """
    if not title:
        return f"untitled post{closing}"
    outer = {**_OUTER, "“": "’"} if "„" in title else _OUTER
    inner = "".join(outer.get(char, char) for char in title)
    inner = re.sub(r'(^|[\s(\[—-])"', r"\1‘", inner).replace('"', "’")
    # What closes stands inside the inner mark, too (Chicago 18, 6.9; MLA 9, 2.80).
    mark = "’" if inner[-1:] == "’" and title[-1:] in _INNER_END else ""
    inner = inner.removesuffix(mark)
    inner = inner[:-1] if inner.endswith(".") and not inner.endswith("..") else inner
    if inner[-1:] in ("?", "!", "…"):
        return f"“{inner}{mark}{'' if closing == '.' else closing}”"
    return f"“{inner}{closing}{mark}”"


def shortened(title: str, most: int = 4) -> str:
    """The main part of a title without its article, in about ``most`` words.

    One word more is not cut off: it is mostly the last of an expression.
    """
    main = re.split(r"[:—]|[?!](?=.)", title, maxsplit=1)[0].strip() or title
    words = main.split()
    if len(words) > 1 and words[0].lower() in ("a", "an", "the"):
        words = words[1:]
    if len(words) > most + 1:
        words = words[:most]
        small = _SMALL | _SHORT_PREPOSITIONS | _NEVER_LAST
        while len(words) > 1 and words[-1].lower() in small:
            words.pop()
    return " ".join(words).rstrip(",;–-")


def _is_english(lang: str) -> bool:
    return lang.lower().partition("-")[0] in ("", "en")
