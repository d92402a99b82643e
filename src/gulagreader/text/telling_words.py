"""Which words of a text say something, beside those of names and addresses.

Two texts that have a long title, the name of an institution or an address in common do
not for that share a passage. A word says something where it is no short one and is
written small, as words of a sentence are.
"""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int32]
Flags = NDArray[np.bool_]

_LEAST_LETTERS = 4
_BMP = 0x10000
_ADDRESS = re.compile(r"(?:\w+://|www\.|/)\S+|[^\s/]+/[^\s/]+/\S*")


def telling_words(source: str, starts: Offsets, ends: Offsets) -> Flags:
    """For each word of a text, by its place, whether it says something.

    A word in a script without capitals does, whatever its length; so does a word of
    four letters that does not begin with a capital, unless it is part of an address.
    In a text that is all capitals every word of four letters does.
    """
    if not len(starts):
        return np.zeros(0, np.bool_)
    letters = np.frombuffer(source.encode("utf-32-le", "surrogatepass"), np.uint32)
    first = letters[starts]
    case = _cases()[np.minimum(first, _BMP)]
    long = ends - starts >= _LEAST_LETTERS
    telling: Flags
    if source.isupper():
        telling = long & (case != _NO_LETTER)
    else:
        telling = (long & (case == _SMALL)) | (case == _WITHOUT)
    for address in _ADDRESS.finditer(source) if "/" in source else ():
        low, high = np.searchsorted(starts, address.span())
        telling[low:high] = False
    return telling


_NO_LETTER, _CAPITAL, _SMALL, _WITHOUT = range(4)


@cache
def _cases() -> NDArray[np.uint8]:
    """How the characters of the first plane are written; the last stands for others."""
    cases = np.full(_BMP + 1, _NO_LETTER, np.uint8)
    for code in range(_BMP):
        char = chr(code)
        if char.isalpha():
            small, capital = char.islower(), char.isupper() or char.istitle()
            cases[code] = _SMALL if small else _CAPITAL if capital else _WITHOUT
    cases[_BMP] = _WITHOUT
    return cases
