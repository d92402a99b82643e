"""Which marks of emphasis belong together (CommonMark 0.31.2, 6.2 and appendix)."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gulagreader.text.entities import PUNCTUATION


@dataclass(slots=True)
class Mark:
    """A run of emphasis marks that may still open or close something."""

    piece: int
    """The number of the piece of text that holds it."""
    char: str
    length: int
    """How many of its characters are not used yet."""
    original: int
    opens: bool
    closes: bool


def flanks(content: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the run of marks from ``start`` to ``end`` may open and may close."""
    before = content[start - 1] if start else " "
    after = content[end] if end < len(content) else " "
    blank_before, mark_before = _KINDS[before]
    blank_after, mark_after = _KINDS[after]
    left = not blank_after and (not mark_after or blank_before or mark_before)
    right = not blank_before and (not mark_before or blank_after or mark_after)
    if content[start] != "_":
        return left, right
    return left and (not right or mark_before), right and (not left or mark_after)


def is_mark(char: str) -> bool:
    """Whether a character counts as punctuation or a symbol beside a mark."""
    return char in PUNCTUATION or unicodedata.category(char)[0] in "PS"


class _Kinds(dict[str, tuple[bool, bool]]):
    """Whether a character is a blank, and whether a mark; asked once of each."""

    def __missing__(self, char: str) -> tuple[bool, bool]:
        self[char] = kinds = char.isspace(), is_mark(char)
        return kinds


_KINDS = _Kinds()


def paired(marks: list[Mark], bottom: int) -> Iterator[tuple[Mark, Mark, int]]:
    """Take the marks above ``bottom`` off the list; give those that belong together.

    Each time an opening mark, a closing one, and how many characters of both are
    used: 2 for strong emphasis, else 1. What is left over of a mark is text.
    """
    # For each kind of closing mark, below which no opener can be found: this
    # keeps the search linear.
    floors: dict[tuple[str, bool, int], int] = {}
    openers: list[Mark] = []
    for closer in marks[bottom:]:
        while closer.closes and closer.length:
            key = (closer.char, closer.opens, closer.original % 3)
            place = _opener(openers, closer, floors.get(key, 0))
            if place is None:
                floors[key] = len(openers)
                break
            opener = openers[place]
            used = 2 if opener.length >= 2 and closer.length >= 2 else 1
            opener.length -= used
            closer.length -= used
            yield opener, closer, used
            keep = place + 1 if opener.length else place
            del openers[keep:]
            for kind, floor in floors.items():
                if floor > keep:
                    floors[kind] = keep
        if closer.opens and closer.length:
            openers.append(closer)
    del marks[bottom:]


def _opener(openers: list[Mark], closer: Mark, floor: int) -> int | None:
    for place in range(len(openers) - 1, floor - 1, -1):
        mark = openers[place]
        if mark.char != closer.char:
            continue
        both = mark.closes or closer.opens
        if closer.char != "~" and both:
            odd = (mark.original + closer.original) % 3 == 0
            if odd and (mark.original % 3 or closer.original % 3):
                continue
        return place
    return None
