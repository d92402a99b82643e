"""Where the words that a query asks for stand, and the order of what is around them.

A concordance shows each occurrence of a word in the middle of a line. The occurrences
are found in the words of the documents as numbers (``Documents.tokens``), and ordered
by the numbers beside them, so that of a hundred thousand none is read to be sorted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from gulagreader.search.counting import as_numbers
from gulagreader.search.documents import BREAK, NONE, Documents
from gulagreader.search.plan import All, InThread, Near, Plan, Prefix, Run, Word
from gulagreader.search.plan import Any as AnyOf

Numbers = npt.NDArray[np.integer[Any]]
Order = Literal["left", "left2", "right", "right2", "date", "author"]
ORDERS: tuple[Order, ...] = ("right", "left", "right2", "left2", "date", "author")
_NEIGHBOURS = 3
"""Words on each side by which occurrences are ordered; those after them seldom tell
two apart, and each costs a pass over all."""
_AT_ONCE = 1 << 20
_MOST = 4
"""Where the documents have one in so many of all words, all are gone through."""
Pause = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Keywords:
    """Occurrences in the order of the documents; arrays of one length."""

    positions: Numbers
    """Of the first word of each, in ``Documents.tokens``."""
    sizes: Numbers
    """How many words each has; a phrase has several."""
    numbers: Numbers
    """The document of each."""

    def __len__(self) -> int:
        return len(self.positions)

    def taken(self, chosen: Numbers) -> "Keywords":
        """Some of them, in the order given."""
        return Keywords(
            self.positions[chosen], self.sizes[chosen], self.numbers[chosen]
        )


def asks_for_words(plan: Plan | None) -> bool:
    """Whether a plan asks for any word that can stand in the middle of a line."""
    return any(True for _ in _asked(plan))


def keywords_in(
    documents: Documents,
    found: Sequence[int] | Numbers,
    plan: Plan | None,
    pause: Pause = lambda: None,
) -> Keywords:
    """Every occurrence, in some documents, of the words and phrases of a plan.

    What the plan excludes is not looked for; titles are not looked through. Of
    occurrences that overlap the first one stays, of those that begin together the
    longest. ``pause`` is called now and then; it raises where nobody waits any more.
    """
    wanted = np.sort(as_numbers(found).astype(np.int64))
    singles, runs = _parted(documents, plan)
    positions: list[Numbers] = [np.zeros(0, np.int64)]
    sizes: list[Numbers] = [np.zeros(0, np.int64)]
    for tokens, at in _stretches(documents, wanted, pause):
        single = at[singles[tokens]]
        positions.append(single)
        sizes.append(np.ones(len(single), np.int64))
        for run in runs:
            begun = _begun(documents, tokens, at, run)
            positions.append(begun)
            sizes.append(np.full(len(begun), len(run), np.int64))
    position, size = np.concatenate(positions), np.concatenate(sizes)
    order = np.lexsort((-size, position))
    position, size = position[order], size[order]
    if runs:
        kept = _apart(position, size)
        position, size = position[kept], size[kept]
    number = np.searchsorted(documents.tokens_at, position, side="right") - 1
    after = position - documents.tokens_at[number]
    in_text = after > documents.title_words[number]
    in_text &= np.isin(number, wanted, assume_unique=False)
    return Keywords(position[in_text], size[in_text], number[in_text])


def in_order(documents: Documents, keywords: Keywords, order: Order) -> Numbers:
    """The places of occurrences, put in order.

    ``left`` and ``right`` go by the words beside the keyword, the nearest first;
    ``left2`` and ``right2`` begin with the second; ``date`` puts the oldest first and
    undated texts last; ``author`` those without one last. Equal ones stay in the
    order of the library.
    """
    if order == "date":
        dates = documents.dates[keywords.numbers].astype(np.int64)
        return np.lexsort((dates, dates < 0))
    if order == "author":
        authors = _author_ranks(documents)[keywords.numbers]
        return np.lexsort((documents.dates[keywords.numbers], authors))
    side = -1 if order.startswith("left") else 1
    near = _neighbours(documents, keywords, side)
    far = _neighbours(documents, keywords, -side)
    if order.endswith("2"):
        near = [near[1], near[0], *near[2:]]
    return np.lexsort((*reversed(far[:1]), *reversed(near)))


def word_place(documents: Documents, keywords: Keywords, at: int) -> tuple[int, int]:
    """The document of an occurrence, and the number of its first word in the text."""
    number, position = int(keywords.numbers[at]), int(keywords.positions[at])
    start = int(documents.tokens_at[number]) + 1
    titled = int(documents.title_words[number])
    if documents.comment(number) is None and _is_post(documents, number):
        titled += 1  # the break between a title and the text
    return number, position - start - titled


def _is_post(documents: Documents, number: int) -> bool:
    return documents.names[int(documents.kinds[number])][1] == "post"


def _asked(plan: Plan | None) -> Iterator[Word | Prefix | Run]:
    match plan:
        case Word() | Prefix() | Run():
            yield plan
        case All() | AnyOf():
            for inner in plan.plans:
                yield from _asked(inner)
        case Near():
            yield from plan.parts
        case InThread():
            yield from _asked(plan.plan)
        case _:
            pass


_Wanted = list[npt.NDArray[np.bool_]]


def _parted(
    documents: Documents, plan: Plan | None
) -> tuple[npt.NDArray[np.bool_], list[_Wanted]]:
    """A flag for each word that is asked for alone; for each run one for each place."""
    vocabulary = documents.vocabulary
    none = np.zeros(len(vocabulary) + 1, np.bool_)
    singles, runs = none.copy(), []

    def mark(flags: npt.NDArray[np.bool_], word: str, *, prefix: bool) -> None:
        if prefix:
            flags[vocabulary.beginning(word)] = True
        else:
            flags[vocabulary.number(word)] = True
        flags[BREAK] = False

    for asked in _asked(plan):
        match asked:
            case Word():
                for word in (asked.text, *asked.forms):
                    mark(singles, word, prefix=False)
            case Prefix():
                mark(singles, asked.text, prefix=True)
            case Run():
                run = []
                for at, word in enumerate(asked.words, 1):
                    flags = none.copy()
                    prefix = asked.prefix and at == len(asked.words)
                    mark(flags, word, prefix=prefix)
                    run.append(flags)
                runs.append(run)
    return singles, runs


def _stretches(
    documents: Documents, wanted: Numbers, pause: Pause
) -> Iterator[tuple[Numbers, Numbers]]:
    """The words of some documents with their positions, some at a time."""
    starts, tokens = documents.tokens_at, documents.tokens
    lengths = starts[wanted + 1] - starts[wanted]
    if int(lengths.sum()) * _MOST >= len(tokens):
        for first in range(0, len(tokens), _AT_ONCE):
            pause()
            part = tokens[first : first + _AT_ONCE]
            yield part, np.arange(first, first + len(part))
        return
    groups = np.cumsum(lengths) // _AT_ONCE
    ends = np.flatnonzero(np.diff(groups, append=-1)) + 1
    first = 0
    for end in ends.tolist():
        pause()
        part_starts, part_lengths = starts[wanted[first:end]], lengths[first:end]
        before = np.cumsum(part_lengths) - part_lengths
        at = np.repeat(part_starts - before, part_lengths)
        at += np.arange(int(part_lengths.sum()))
        first = end
        yield tokens[at], at


def _begun(documents: Documents, part: Numbers, at: Numbers, run: _Wanted) -> Numbers:
    """Where a run of words begins; no run goes over a break."""
    tokens = documents.tokens
    starts = at[run[0][part]]
    starts = starts[starts + len(run) <= len(tokens)]
    for offset, flags in enumerate(run[1:], 1):
        starts = starts[flags[tokens[starts + offset]]]
    return starts


def _apart(positions: Numbers, sizes: Numbers) -> Numbers:
    """Those that do not overlap one that was kept before."""
    kept, end = [], -1
    both = zip(positions.tolist(), sizes.tolist(), strict=True)
    for at, (position, size) in enumerate(both):
        if position >= end:
            kept.append(at)
            end = position + size
    return np.array(kept, np.int64)


def _neighbours(documents: Documents, keywords: Keywords, side: int) -> list[Numbers]:
    """The ranks of the words on one side, the nearest first; 0 where there is none."""
    tokens, order = documents.tokens, documents.vocabulary.in_order()
    ranks = np.zeros(len(order) + 1, np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    at = keywords.positions + (keywords.sizes - 1 if side > 0 else 0)
    there = np.ones(len(at), np.bool_)
    found: list[Numbers] = []
    for _ in range(_NEIGHBOURS):
        at = at + side
        there &= (at >= 0) & (at < len(tokens))
        word = np.where(there, tokens[np.clip(at, 0, max(0, len(tokens) - 1))], BREAK)
        there &= word != BREAK
        found.append(ranks[word])
    return found


def _author_ranks(documents: Documents) -> Numbers:
    """For each document the rank of its author's name, without regard to case."""
    authors = as_numbers(documents.authors)
    rows = sorted(set(authors.tolist()) - {NONE})
    named = sorted(rows, key=lambda row: documents.author_names[row].casefold())
    ranks = {row: rank for rank, row in enumerate(named)}
    ranks[NONE] = len(named)
    return np.fromiter((ranks[row] for row in authors.tolist()), np.int64)
