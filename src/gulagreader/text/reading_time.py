"""How long a text takes to read, from its letters and spaces alone.

The speeds are those of readers of ordinary prose, rounded down, because sources are
read more slowly (Trauzettel-Klosinski and Dietz, *Standardized Assessment of Reading
Performance*, 2012: English 228 words a minute, Russian 184, Chinese 255 characters).
Nothing is looked at letter by letter unless spaces are few, so that the post of a
hundred thousand words costs a millisecond.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from gulagreader.text.blocks import Block
from gulagreader.text.lines import Page

WORDS_A_MINUTE = 200
CYRILLIC_WORDS_A_MINUTE = 180
CHARACTERS_A_MINUTE = 260
"""Of Chinese, Japanese and Korean."""
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LOOKED_AT = 60
"""Letters of a paragraph that tell its script."""
_LONGEST_WORD = 14
"""Letters a word has at most where spaces part words, on the average of a block."""


def minutes_of(text: str) -> float:
    """The minutes that a text takes to read."""
    if not text:
        return 0.0
    words = text.count(" ") + text.count("\n") + 1
    if text.isascii():
        return words / WORDS_A_MINUTE
    beginning = text[:_LOOKED_AT]
    if len(text) > words * _LONGEST_WORD or _EAST_ASIAN.search(beginning):
        characters = len(_EAST_ASIAN.findall(text))
        return characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE
    cyrillic = _CYRILLIC.search(beginning) is not None
    return words / (CYRILLIC_WORDS_A_MINUTE if cyrillic else WORDS_A_MINUTE)


class ReadingTime:
    """The time that each part of a text takes; asked at every step of a scroll."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._lengths = [max(1, len(block.text)) for block in blocks]
        own = [minutes_of(block.text) for block in blocks]
        self._before = [0.0, *accumulate(own)]

    @property
    def minutes(self) -> float:
        """The minutes of the whole text."""
        return self._before[-1]

    def minutes_before(self, block: int, offset: int = 0) -> float:
        """The minutes up to a place in a block."""
        if block >= len(self._lengths):
            return self.minutes
        low, high = self._before[block], self._before[block + 1]
        return low + (high - low) * min(1.0, offset / self._lengths[block])


def progress_words(page: Page, time: ReadingTime, top: int, height: int) -> str:
    """How far a reader is who sees ``height`` lines from ``top`` on, in words.

    >>> progress_words(Page((), (), (), 1), ReadingTime(()), 0, 10)
    ''
    """
    lines = len(page.lines)
    if not lines:
        return ""
    if lines <= height or top <= 0:
        return in_minutes(time.minutes)
    if top + height >= lines:
        return "100%"
    line = page.lines[top]
    line = page.lines[top + 1] if line.blank else line
    left = time.minutes - time.minutes_before(line.block, line.start)
    percent = min(99, max(1, round(100 * top / (lines - height))))
    return f"{percent}% · {in_minutes(left)} left"


def in_minutes(minutes: float) -> str:
    """Write a time as a reader would: ``4 min``, ``1 h 20 min``; at least a minute."""
    whole = max(1, round(minutes))
    if whole < 60:
        return f"{whole} min"
    hours, rest = divmod(whole, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
