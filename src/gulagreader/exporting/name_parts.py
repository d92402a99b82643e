"""The parts of a name, such as Anne-Marie, and what stands between its words."""

import re
from collections.abc import Sequence
from itertools import pairwise

from gulagreader.exporting.name_words import Word

_MARKS = re.compile(r"[\s\\*_~>]+")
_LONGEST_GAP = 8
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_JOINTS = _HYPHENS | frozenset("'’")


def same_gap(named: str, found: str) -> bool:
    """Whether what stands between two words is what may stand there in a name."""
    if len(found) > _LONGEST_GAP:
        return False
    if named.strip() == named:
        return found.replace("\\", "").replace("*", "") == named
    core = _MARKS.sub("", found)
    return core == named.strip() or core in ("", "-", ".", "\u2010", "\u2011", "\u2013")


def gap_between(name: str, one: Word, other: Word) -> str:
    """What stands between two words of a name; others may write a hyphen as a space."""
    gap = name[one.end : other.start]
    both = name[one.start].isupper() and name[other.start].isupper()
    return " " if both and gap in _HYPHENS else gap


def parts_of(name: str, words: Sequence[Word]) -> list[list[Word]]:
    """The words of a name as they are joined by hyphens and apostrophes."""
    parts: list[list[Word]] = [[words[0]]]
    for one, other in pairwise(words):
        if name[one.end : other.start] in _JOINTS:
            parts[-1].append(other)
        else:
            parts.append([other])
    return parts


def others(parts: Sequence[Sequence[Word]], at: int, one: Word) -> list[Word]:
    """A name in which one word stands for the part at a place: Marie Duval."""
    return [
        word
        for number, part in enumerate(parts)
        for word in (part if number != at else [one])
    ]
