"""Which encoding of one byte a character some bytes are in, told by their letters.

Every encoding that is tried gives some text for any bytes; the right one gives letters
as a language has them. So the words with bytes above ASCII are decoded in each, and
what comes out is weighed letter by letter: by how often a language uses the letter,
by its case beside its neighbours', and by signs in the middle of words. That is a
naive Bayes classifier over letters. Frequencies are shares of a language's letters in
thousandths, as the usual tables of letter frequencies give them, rounded.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import log

_CYRILLIC = {
    "ru": "о110 е85 а80 и74 н67 т63 с55 р47 в45 л43 к35 м32 д30 п28 у26 я20 ы19 ь17"
    " г17 з16 б16 ч15 й12 х10 ж9 ш7 ю6 ц5 щ4 э3 ф3 ъ0.4 ё1.5 і0.1 ѣ0.1",
    "uk": "о93 а83 н69 и61 і61 в51 т53 е49 р46 с42 к39 д35 у34 л39 м31 п29 я25 з23"
    " ь18 г16 б18 ч14 х12 й12 ж7 ю8 ц9 ї7 ш7 є6 щ5 ф3 ґ0.2",
    "bg": "а117 и95 о90 е84 т82 н70 с56 р52 в45 л36 к34 д33 п29 з22 м24 г16 ъ19 б15"
    " у15 я17 ч15 ц8 й7 ж7 щ6 х6 ш4 ф3 ю1.5 ь0.2",
}
_WESTERN = {
    "de": "ä58 ö44 ü100 ß31 é1",
    "fr": "é150 à49 è30 ê22 ç9 û6 ù6 ô4 î4 â4 ï1 ë1 œ2 æ0.2",
    "es": "á50 é43 í72 ñ31 ó83 ú17 ü1",
    "pt": "á12 â6 ã73 à7 ç53 é34 ê5 í13 ó30 ô6 õ4 ú20 ü0.2",
    "it": "à63 è26 é4 ì3 ò3 ù17",
    "northern": "å130 ä120 ö110 æ40 ø40 é3 ü1",
    "names": "é30 è12 ê8 ë8 á12 à8 â8 ä16 ã6 å8 æ4 ç10 í12 î6 ï8 ì4 ñ10 ó14 ô6 ö16 ò4"
    " õ4 ø6 ú8 ü18 ù3 û3 ß5 ý3 ð1 þ1 œ2 š4 ž3",
}
_CENTRAL = {
    "pl": "ą7 ć4 ę10 ł20 ń2 ó9 ś7 ź1 ż8",
    "cs": "á22 č10 ď0.3 é13 ě16 í31 ň0.1 ó0.3 ř12 š8 ť0.4 ú1 ů7 ý10 ž10",
    "sk": "á20 ä0.5 č10 ď2 é8 í10 ĺ0.1 ľ4 ň2 ó1 ô2 ŕ0.1 š9 ť6 ú10 ý10 ž10",
    "hu": "á36 é34 í7 ó10 ö10 ő9 ú3 ü6 ű2",
    "ro": "ă40 â9 î14 ş14 ţ12",
    "hr": "č12 ć6 š10 ž6 đ3",
}
# The first of two that fit equally well is taken: many bytes mean the same in several.
_CANDIDATES: tuple[tuple[str, dict[str, str], float], ...] = (
    ("cp1252", _WESTERN, 0),
    ("windows-1251", _CYRILLIC, -0.5),
    ("koi8-r", _CYRILLIC, -1),
    ("koi8-u", _CYRILLIC, -1.5),
    ("cp866", _CYRILLIC, -2),
    ("iso8859-5", _CYRILLIC, -2),
    ("mac-cyrillic", _CYRILLIC, -4),
    ("windows-1250", _CENTRAL, -2),
    ("iso8859-2", _CENTRAL, -3),
)
"""Name, languages, and how rare it is, as a logarithm that a word or two outweigh."""
ENCODINGS = tuple(name for name, _, _ in _CANDIDATES)
"""The encodings that are told from one another, by their names in Python."""
_WORDS = re.compile(rb"[A-Za-z]{0,30}[\x80-\xff][A-Za-z\x80-\xff]{0,60}")
"""Words with a letter above ASCII; of longer ones what stands about the first."""
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 1024 * 1024
"""Bytes that are looked at."""
_MOST_WORDS = 1200
"""Different words that are weighed, the most frequent first."""
_QUOTES = frozenset("“”„«»‘’‚‹›–—…\xa0\xad·¿¡")
_APART = frozenset("•№§°©®™€£")
"""Signs that do not touch a letter."""
_ALONE = frozenset("àèéóáíâêôúåöőиоуаявксіїєжбѣэ")
"""Letters that are words."""
_IN_WORDS = frozenset("’‘\xad\xa0–—·")
# What is not as a language has it, in natural logarithms of a rough probability.
_NO_LETTER_OF_IT = -9.0
_SIGN, _SIGN_IN_WORD, _STRANGE, _CONTROL = -2.5, -8.0, -10.0, -12.0
_CAPITAL_FIRST, _CAPITAL_AFTER_CAPITAL, _CAPITAL_AFTER_SMALL = -2.0, -0.7, -6.0
_MIXED_SCRIPTS = -4.0
"""A Cyrillic letter beside a Latin one."""
_NO_WORD = -4.0
"""A letter that stands alone, and is no word in any of the languages."""
_TWO_ACCENTS = -1.5
"""Of a language of Latin letters: two above ASCII side by side."""


@dataclass(frozen=True, slots=True)
class LikelyEncoding:
    """What some bytes look like."""

    name: str
    second: str | None = None
    """The next best, where it is nearly as likely and would read otherwise."""
    weight: float = 0.0
    """The mean of the letters above ASCII: about -3 where they are text."""


def encoding_by_letters(data: bytes) -> LikelyEncoding:
    """The likeliest encoding of bytes that are not UTF-8, out of ``ENCODINGS``.

    The more words above ASCII there are, the surer it is: one word is right in nine
    of ten cases, a paragraph nearly always. Bytes without any are taken as cp1252.
    """
    found = Counter(word for word in _WORDS.findall(data[:_SAMPLE]))
    words = found.most_common(_MOST_WORDS)
    if not words:
        return LikelyEncoding(_CANDIDATES[0][0])
    scores = []
    for number, (name, languages, rarity) in enumerate(_CANDIDATES):
        shown = [(_decoded(word, name), count) for word, count in words]
        best = max(_score(shown, _weights(*one)) for one in languages.items())
        scores.append((best + rarity, number))
    scores.sort(key=lambda one: (-one[0], one[1]))
    (best, first), *others = scores
    name = _CANDIDATES[first][0]
    letters = sum(len(_HIGH.findall(word)) * count for word, count in words)
    weight = (best - _CANDIDATES[first][2]) / letters
    for score, number in others:
        other = _CANDIDATES[number][0]
        if best - score > max(3.0, 0.1 * letters):
            break
        if any(_decoded(word, name) != _decoded(word, other) for word, _ in words):
            return LikelyEncoding(name, other, weight)
    return LikelyEncoding(name, None, weight)


def _decoded(word: bytes, name: str) -> str:
    return word.decode(name, "replace")


@cache
def _weights(language: str, letters: str) -> tuple[dict[str, float], bool]:
    """The logarithms of a language's letters, and whether it writes Cyrillic."""
    pairs = [(pair[0], float(pair[1:])) for pair in letters.split()]
    whole = sum(weight for _, weight in pairs)
    weights = {letter: log(weight / whole) for letter, weight in pairs}
    return weights, language in _CYRILLIC


def _score(
    words: list[tuple[str, int]], language: tuple[dict[str, float], bool]
) -> float:
    weights, is_cyrillic = language
    return sum(
        count * _score_of_word(word, weights, is_cyrillic=is_cyrillic)
        for word, count in words
    )


def _score_of_word(word: str, weights: dict[str, float], *, is_cyrillic: bool) -> float:
    score = 0.0
    last = len(word) - 1
    for place, letter in enumerate(word):
        if letter < "\x80":
            continue
        before = word[place - 1] if place else ""
        after = word[place + 1] if place < last else ""
        small = letter.lower()
        weight = weights.get(small)
        if weight is None:
            score += _score_of_sign(letter, before, after)
            continue
        score += weight
        if last == 0 and small not in _ALONE:
            score += _NO_WORD
        if letter != small:
            score += _score_of_capital(before)
        if is_cyrillic:
            if _is_latin(before) or _is_latin(after):
                score += _MIXED_SCRIPTS
        elif before >= "\x80" and before.isalpha():
            score += _TWO_ACCENTS
    return score


def _score_of_capital(before: str) -> float:
    if not before.isalpha():
        return _CAPITAL_FIRST
    return _CAPITAL_AFTER_SMALL if before.islower() else _CAPITAL_AFTER_CAPITAL


def _score_of_sign(sign: str, before: str, after: str) -> float:
    if sign.isalpha():
        return _NO_LETTER_OF_IT
    if sign in _QUOTES:
        inside = before.isalpha() and after.isalpha()
        return _SIGN_IN_WORD if inside and sign not in _IN_WORDS else _SIGN
    if sign in _APART:
        return _SIGN_IN_WORD if before.isalpha() or after.isalpha() else _SIGN
    return _CONTROL if "\x80" <= sign < "\xa0" or sign == "\ufffd" else _STRANGE


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()
