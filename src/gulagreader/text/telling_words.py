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
_LEAST_SHOUTED = 8
_BMP = 0x10000
_ADDRESS = re.compile(r"(?:\w+://|www\.|/)\S+|[^\s/]+/[^\s/]+/\S*")


def telling_words(source: str, starts: Offsets, ends: Offsets) -> Flags:
    """For each word of a text, by its place, whether it says something.

    A word in a script without capitals does, whatever its length; so does a word of
    four letters that does not begin with a capital, unless it is part of an address.
    In a text that is all capitals, and in a run of eight words that are, every word of
    four letters does.
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
        telling |= long & _shouted(letters, starts, ends)
    for address in _ADDRESS.finditer(source) if "/" in source else ():
        low, high = np.searchsorted(starts, address.span())
        telling[low:high] = False
    return telling


def _shouted(letters: NDArray[np.uint32], starts: Offsets, ends: Offsets) -> Flags:
    """The words of long runs in which every word is written in capitals."""
    if len(starts) < _LEAST_SHOUTED:
        return np.zeros(len(starts), np.bool_)
    last = _cases()[np.minimum(letters[ends - 1], _BMP)]
    first = _cases()[np.minimum(letters[starts], _BMP)]
    none_small = (first != _SMALL) & (first != _WITHOUT) & (last != _SMALL)
    at = np.flatnonzero(~none_small)
    bounds = np.concatenate(([-1], at, [len(starts)]))
    long_runs = np.diff(bounds) - 1 >= _LEAST_SHOUTED
    shouted = np.repeat(long_runs, np.diff(bounds))[: len(starts)]
    answer: Flags = none_small & shouted
    return answer


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
