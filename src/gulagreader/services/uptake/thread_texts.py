"""A post and its comments as they are compared: words, places, and what is in marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gulagreader.domain.comments import Thread
from gulagreader.domain.posts import Post
from gulagreader.domain.quotations import Quotation
from gulagreader.text.passage_matching import Numbers, numbered
from gulagreader.text.placed_words import placed_words
from gulagreader.text.quotation_signs import DOUBLE
from gulagreader.text.quotations import find_quotations
from gulagreader.text.telling_words import Flags, Offsets, telling_words
from gulagreader.text.words import normalise

_MAY_QUOTE = re.compile(rf"[{DOUBLE}]|(?<!\w)['‘’‚]|^[ \t]*>|&", re.MULTILINE)
"""What a text without any quotation does not have; an apostrophe is not among it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A post's body or a comment. There are many: numbers are kept packed."""

    comment: str | None
    numbers: Numbers
    starts: Offsets
    """Where each word begins in the source."""
    ends: Offsets
    telling: Flags
    """Which words say something: those of names and addresses do not."""
    marked: tuple[tuple[int, int], ...] = ()
    """Where its outermost quotations stand."""

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where the words from ``first`` to before ``end`` stand in the source."""
        return int(self.starts[first]), int(self.ends[end - 1])

    def tells(self, first: int, end: int) -> int:
        """How many of some words say something."""
        return int(np.count_nonzero(self.telling[first:end]))

    def is_marked(self, start: int, end: int) -> bool:
        """Whether most of a stretch of the source stands in quotation marks."""
        inside = sum(
            max(0, min(end, high) - max(start, low)) for low, high in self.marked
        )
        return inside * 10 >= (end - start) * 6

    def outside(self, first: int, end: int) -> tuple[int, int]:
        """How many words of a passage stand before and after the marks around it.

        Both 0 where most of it is not in the marks of one quotation.
        """
        start, stop = self.span(first, end)
        for low, high in self.marked:
            if (min(stop, high) - max(start, low)) * 10 >= (stop - start) * 6:
                before = int(np.searchsorted(self.starts[first:end], low))
                after = int(np.searchsorted(self.ends[first:end], high, "right"))
                return before, end - first - after
        return 0, 0


@dataclass(frozen=True, slots=True)
class ThreadTexts:
    """A post's body and its comments, in reading order: rows are one behind."""

    texts: list[Text]
    quotations: dict[int, tuple[Quotation, ...]]
    """Of each text that has some."""
    sources: tuple[str, ...] = ()
    """Each text as it is written."""

    def words(self, number: int, first: int, end: int) -> tuple[str, ...]:
        """Some words of a text as they are compared, ``end`` exclusive."""
        text, source = self.texts[number], self.sources[number]
        spans = zip(text.starts[first:end], text.ends[first:end], strict=True)
        return tuple(normalise(source[start:stop]) for start, stop in spans)


def texts_of(post: Post, thread: Thread) -> ThreadTexts:
    """The post's body and its comments, with what they quote."""
    sources: list[tuple[str | None, str]] = [(None, post.body)]
    sources += [(row.comment.id, row.comment.text) for row in thread.rows]
    texts: list[Text] = []
    quotations: dict[int, tuple[Quotation, ...]] = {}
    for number, (comment, source) in enumerate(sources):
        found: tuple[Quotation, ...] = ()
        if _MAY_QUOTE.search(source):
            found = find_quotations(source, sources=post.sources)
        if found:
            quotations[number] = found
        placed = placed_words(source)
        starts = np.array(placed.starts, np.int32)
        ends = np.array(placed.ends, np.int32)
        texts.append(
            Text(
                comment,
                numbered(placed.words),
                starts,
                ends,
                telling_words(source, starts, ends),
                tuple((one.start, one.end) for one in found if one.level == 1),
            )
        )
    return ThreadTexts(texts, quotations, tuple(source for _, source in sources))


def together(texts: Sequence[Text]) -> tuple[Numbers, list[int]]:
    """All words of a thread with a 0 after each text, and where each begins."""
    starts = [0]
    parts: list[Numbers] = []
    between = np.zeros(1, np.uint32)
    for one in texts:
        parts += [one.numbers, between]
        starts.append(starts[-1] + len(one.numbers) + 1)
    return np.concatenate(parts), starts
