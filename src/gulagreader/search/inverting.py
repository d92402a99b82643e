"""Turning documents into posting lists: sorted runs, merged word by word.

The words of some documents at a time are packed into 64-bit keys and sorted
(single-pass in-memory indexing, Heinz and Zobel 2003, with sorting in the place of
hashing, because sorting is what arrays do well). Each run is put aside in a file, and
stretches of the vocabulary are then collected from all runs, so that the memory that
is needed does not grow with the library.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.search.documents import BREAK, NONE, Documents, Numbers
from gulagreader.text.words import words

Keys = npt.NDArray[np.uint64]
Posting = tuple[bytes, npt.NDArray[np.uint32], npt.NDArray[np.integer]]
_TOKENS_AT_ONCE = 1 << 20
_POSTINGS_AT_ONCE = 1 << 20
_MOST_OFTEN = 65_535
_KEY_BITS, _COUNT_BITS = 64, 16
"""A key holds a word's rank, then a place in as many bits as it takes, then a count."""
TITLE_WEIGHT = 3
"""A word of a post's title counts as so many in the body."""


@dataclass(frozen=True)
class Placed:
    """Documents in the order of their places in a segment."""

    documents: Documents
    numbers: Numbers
    """The number of the document at each place."""

    def lengths(self) -> npt.NDArray[np.int64]:
        """How many words each document has, a title's counted by their weight."""
        documents, numbers = self.documents, self.numbers
        title = documents.title_words[numbers].astype(np.int64)
        starts = documents.tokens_at
        tokens = starts[numbers + 1] - starts[numbers]
        # A break stands before each text, and another after a post's title.
        breaks = 1 + self.are_posts()
        length: npt.NDArray[np.int64] = tokens - breaks + (TITLE_WEIGHT - 1) * title
        return length

    def are_posts(self) -> npt.NDArray[np.int64]:
        """1 for each document with a title of its own, 0 for the others."""
        starts, numbers = self.documents.tokens_at, self.numbers
        title = self.documents.title_words[numbers]
        after = np.minimum(starts[numbers] + 1 + title, len(self.documents.tokens) - 1)
        inside = starts[numbers] + 1 + title < starts[numbers + 1]
        is_break = self.documents.tokens[after] == BREAK
        posts: npt.NDArray[np.int64] = (is_break & inside).astype(np.int64)
        return posts

    def names(self, field: str) -> Iterator[Posting]:
        """The posting lists of ``author``, ``kind`` or ``tag``."""
        documents = self.documents
        rows = {"author": documents.authors, "kind": documents.kinds}.get(
            field, documents.tags
        )[self.numbers]
        order = np.argsort(rows, kind="stable")
        known, firsts = np.unique(rows[order], return_index=True)
        found: dict[bytes, list[npt.NDArray[np.int64]]] = {}
        for row, places in zip(
            known.tolist(), np.split(order, firsts[1:]), strict=True
        ):
            if row == NONE:
                continue
            values = documents.names[row][1:]
            terms = values if field == "kind" else (w for v in values for w in words(v))
            for term in dict.fromkeys(terms):
                found.setdefault(term.encode(errors="replace"), []).append(places)
        for term in sorted(found):
            at = np.unique(np.concatenate(found[term])).astype(np.uint32)
            yield term, at, np.ones(len(at), np.uint8)

    def titles(self) -> Iterator[Posting]:
        """The posting lists of the words of titles."""
        documents = self.documents
        found: dict[int, list[int]] = {}
        for place in np.flatnonzero(documents.title_words[self.numbers]).tolist():
            number = int(self.numbers[place])
            start = int(documents.tokens_at[number]) + 1
            end = start + int(documents.title_words[number])
            for token in set(documents.tokens[start:end].tolist()):
                found.setdefault(token, []).append(place)
        lines = {documents.vocabulary.line(token): at for token, at in found.items()}
        for term in sorted(lines):
            yield (
                term,
                np.array(lines[term], np.uint32),
                np.ones(len(lines[term]), "u1"),
            )


class Runs:
    """The words of the texts of placed documents, on their way to posting lists."""

    def __init__(self, placed: Placed, folder: Path) -> None:
        """Put files aside in ``folder``; ``close`` removes them.

        Raises:
            IndexUnavailableError: there are too many words and documents for a key,
                such as sixteen million of both.
        """
        self._placed = placed
        self._documents = placed.documents
        self._folder = folder
        self._paths: list[Path] = []
        self._place_bits = len(placed.numbers).bit_length()
        ranks = len(placed.documents.vocabulary).bit_length()
        if ranks + self._place_bits + _COUNT_BITS > _KEY_BITS:
            raise IndexUnavailableError(
                "The library has too many texts and different words for one index; "
                "part it into several libraries."
            )

    def sort(self) -> Iterator[int]:
        """Sort the words of all documents; gives how many documents are done."""
        ranks = self._ranks()
        starts, numbers = self._documents.tokens_at, self._placed.numbers
        groups = np.cumsum(starts[numbers + 1] - starts[numbers]) // _TOKENS_AT_ONCE
        first = 0
        for end in _ends(groups):
            self._paths.append(self._folder / f"run-{len(self._paths)}")
            self._run(first, end, ranks).tofile(self._paths[-1])
            yield end
            first = end

    def lists(self) -> Iterator[Posting]:
        """The posting lists of all words, in the order of their bytes.

        The runs are collected for some words at a time.
        """
        # A file without a byte cannot be mapped.
        held = [path for path in self._paths if path.stat().st_size]
        runs = [np.memmap(path, np.uint64, "r") for path in held]
        vocabulary = self._documents.vocabulary
        order = vocabulary.in_order()
        counts = vocabulary.frequencies(order).astype(np.int64)
        done = [0] * len(runs)
        shift = np.uint64(self._place_bits + _COUNT_BITS)
        for end in _ends(np.cumsum(counts) // _POSTINGS_AT_ONCE):
            bound = np.uint64(end) << shift
            parts = [np.zeros(0, np.uint64)]
            for at, run in enumerate(runs):
                stop = int(np.searchsorted(run, bound))
                parts.append(np.asarray(run[done[at] : stop]))
                done[at] = stop
            keys = np.concatenate(parts)
            keys.sort()
            yield from self._lists(keys, order)

    def close(self) -> None:
        """Remove the files."""
        for path in self._paths:
            path.unlink(missing_ok=True)

    def _ranks(self) -> Keys:
        """For each word's number its place in the order of the words."""
        order = self._documents.vocabulary.in_order()
        ranks = np.zeros(len(order) + 1, np.uint64)
        ranks[order] = np.arange(len(order), dtype=np.uint64)
        return ranks

    def _run(self, first: int, end: int, ranks: npt.NDArray[np.uint64]) -> Keys:
        """The postings of the places from ``first`` to before ``end``, in order."""
        documents, numbers = self._documents, self._placed.numbers[first:end]
        starts = documents.tokens_at[numbers]
        sizes = documents.tokens_at[numbers + 1] - starts
        within = np.arange(int(sizes.sum())) - np.repeat(
            np.cumsum(sizes) - sizes, sizes
        )
        tokens = documents.tokens[np.repeat(starts, sizes) + within]
        titles = np.repeat(documents.title_words[numbers], sizes)
        places = np.repeat(np.arange(first, end, dtype=np.uint64), sizes)
        is_title = (within <= titles).astype(np.uint64)
        key = ranks[tokens] << np.uint64(self._place_bits) | places
        key = (key << np.uint64(1) | is_title)[tokens != BREAK]
        key.sort()
        weight = np.where(key & np.uint64(1), TITLE_WEIGHT, 1)
        key >>= np.uint64(1)
        at = np.flatnonzero(np.diff(key, prepend=np.uint64(2**64 - 1)))
        counts = np.add.reduceat(weight, at) if len(at) else weight
        counts = np.minimum(counts, _MOST_OFTEN).astype(np.uint64)
        packed: Keys = key[at] << np.uint64(_COUNT_BITS) | counts
        return packed

    def _lists(self, keys: Keys, order: npt.NDArray[np.uint32]) -> Iterator[Posting]:
        counts = (keys & np.uint64(_MOST_OFTEN)).astype(np.uint16)
        keys = keys >> np.uint64(_COUNT_BITS)
        bits = self._place_bits
        places = (keys & np.uint64((1 << bits) - 1)).astype(np.uint32)
        ranks = keys >> np.uint64(bits)
        starts = np.flatnonzero(np.diff(ranks, prepend=np.uint64(2**64 - 1)))
        line = self._documents.vocabulary.line
        numbers = order[ranks[starts].astype(np.int64)].tolist()
        bounds = [*starts.tolist(), len(places)]
        for at, number in enumerate(numbers):
            own = slice(bounds[at], bounds[at + 1])
            yield line(number), places[own], counts[own]


def _ends(groups: npt.NDArray[np.int64]) -> list[int]:
    """Where each stretch of equal numbers ends."""
    ends: list[int] = (np.flatnonzero(np.diff(groups, append=-1)) + 1).tolist()
    return ends
