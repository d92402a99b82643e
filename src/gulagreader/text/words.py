"""Words: the one way in which texts and queries are taken apart and compared.

The index, the queries and the marking of matches all use these functions, so that
what is found is what is marked. A word is a run of letters and digits with its
combining marks and inner apostrophes; hyphens and underscores part words. There is
no list of stop words, no least length and no stemming: stemming breaks prefixes
and joins what is not the same (news with new).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Combining marks and vowel signs of the scripts that have them, and the joiners
# between them. Python's \w leaves them out, so Hindi or decomposed French would
# fall apart. Whole Indic blocks: their letters and digits are words anyway.
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0971-\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u0fc6"
    "\u102b-\u103e\u1056-\u1059\u135d-\u135f\u17b6-\u17d3"
    "\u1ab0-\u1aff\u1b00-\u1b04\u1b34-\u1b44\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
)
_APOSTROPHE = "'\u2019\u02bc"
_PART = rf"(?>[^\W_]++[{_MARK}]*+)++"
_WORD = re.compile(rf"{_PART}(?:[{_APOSTROPHE}]{_PART})*+")
# NFKD does not take these apart.
_ALONE = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)
_SHORT_I = "\u0439"  # й is a letter of its own and not an и with a mark
_HELD = "\ue000"
_SPELT = (0, 9)  # combining classes that stay: vowel signs and viramas spell a word


@lru_cache(maxsize=1 << 17)
def normalise(word: str) -> str:
    """The form in which a word is compared: no case, marks or apostrophes.

    Casefold, compatibility decomposition without combining marks (but й stays),
    letters that do not decompose by a table (ł ø đ æ œ), possessive ``'s`` and
    inner apostrophes dropped. May be empty for what has no letter or digit.

    >>> normalise("Solzhenitsyn’s"), normalise("STRASSE") == normalise("straße")
    ('solzhenitsyn', True)
    """
    word = word.casefold()
    if not word.isascii():
        for mark in "\u2019\u02bc":
            word = word.replace(mark, "'")
        word = _plain(word)
    if "'" in word:
        word = word.removesuffix("'s").replace("'", "")
    if word.isalnum():
        return word
    kept = "".join(filter(_belongs, word))
    # A letter such as the Thai SARA AM begins with a mark once it is taken apart.
    while kept and not kept[0].isalnum():
        kept = kept[1:]
    return kept


def _plain(word: str) -> str:
    held = word.replace("\u0438\u0306", _HELD).replace(_SHORT_I, _HELD)
    apart = unicodedata.normalize("NFKD", held)
    bare = "".join(mark for mark in apart if unicodedata.combining(mark) in _SPELT)
    return bare.replace(_HELD, _SHORT_I).casefold().translate(_ALONE)


def _belongs(character: str) -> bool:
    """Whether a character stays in a normalised word (vowel signs do)."""
    return character.isalnum() or unicodedata.category(character) in {"Mn", "Mc"}


def raw_words(text: str) -> list[str]:
    """The words of a text as they are spelt; each is to be normalised."""
    return _WORD.findall(text)


def words(text: str) -> list[str]:
    """The normalised words of a text, in order.

    >>> words("The writers’ state-of-the-art")
    ['the', 'writers', 'state', 'of', 'the', 'art']
    """
    found = map(normalise, _WORD.findall(text))
    return [word for word in found if word]


def word_spans(text: str, start: int = 0) -> Iterator[tuple[str, int, int]]:
    """Each normalised word with its place in the text as it stands.

    Yields ``(word, start, end)``, offsets in code points, end exclusive,
    beginning at ``start``.
    """
    for found in _WORD.finditer(text, start):
        word = normalise(found.group())
        if word:
            yield word, found.start(), found.end()
