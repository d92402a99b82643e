"""Turning documents into posting lists: sorted runs, merged word by word.

The words of some documents at a time are packed into 64-bit keys and sorted
(single-pass in-memory indexing, Heinz and Zobel 2003, with sorting in the place of
hashing, because sorting is what arrays do well). Each run is put aside in a file, and
stretches of the vocabulary are then collected from all runs, so that the memory that
is needed does not grow with the library.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.search.documents import BREAK, NONE, Documents
from gulagreader.search.mapped_file import MappedFile, Numbers
from gulagreader.search.matches import ranges
from gulagreader.text.words import words

Keys = npt.NDArray[np.uint64]
Posting = tuple[bytes, npt.NDArray[np.uint32], npt.NDArray[np.integer]]
_TOKENS_AT_ONCE = 1 << 19
_POSTINGS_AT_ONCE = 1 << 19
_MOST_OFTEN = 65_535
_KEY_BITS, _COUNT_BITS = 64, 16
"""A key holds a word's rank, then a place in as many bits as it takes, then a count."""
_PLACE_BITS = 32
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
        breaks = 1 + self.are_posts().astype(np.int64)
        length: npt.NDArray[np.int64] = tokens - breaks + (TITLE_WEIGHT - 1) * title
        return length

    def are_posts(self) -> npt.NDArray[np.bool_]:
        """Which of the documents have a title of their own."""
        names, kinds = self.documents.names, self.documents.kinds[self.numbers]
        posts = [row for row in np.unique(kinds).tolist() if names[row][1] == "post"]
        return np.isin(kinds, posts)

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
        titled = np.flatnonzero(documents.title_words[self.numbers]).astype(np.uint32)
        numbers = self.numbers[titled]
        sizes = documents.title_words[numbers]
        tokens = documents.copied_tokens(documents.tokens_at[numbers] + 1, sizes)
        keys = _ranks(documents)[tokens]
        keys <<= np.uint64(_PLACE_BITS)
        keys |= np.repeat(titled, sizes)
        keys.sort()
        keys = keys[_are_first(keys)]
        places = keys.astype(np.uint32)  # the lower bits
        keys >>= np.uint64(_PLACE_BITS)
        starts = np.flatnonzero(_are_first(keys))
        order = documents.vocabulary.in_order()
        numbers = order[keys[starts].astype(np.int64)]
        del keys
        bounds = pairwise([*starts.tolist(), len(places)])
        for number, (start, end) in zip(numbers.tolist(), bounds, strict=True):
            own = places[start:end]
            yield documents.vocabulary.line(number), own, np.ones(len(own), np.uint8)


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
        order = placed.documents.vocabulary.in_order()
        counts = placed.documents.vocabulary.frequencies(order).astype(np.int64)
        self._ends = _ends(np.cumsum(counts) // _POSTINGS_AT_ONCE)
        """Where the words that are collected together end in the order of all."""
        self._stops: list[npt.NDArray[np.int64]] = []
        """For each run where these begin and end."""
        self._place_bits = len(placed.numbers).bit_length()
        ranks = len(placed.documents.vocabulary).bit_length()
        if ranks + self._place_bits + _COUNT_BITS > _KEY_BITS:
            raise IndexUnavailableError(
                "The library has too many texts and different words for one index; "
                "part it into several libraries."
            )

    def sort(self) -> Iterator[int]:
        """Sort the words of all documents; gives how many documents are done."""
        ranks = _ranks(self._documents)
        starts, numbers = self._documents.tokens_at, self._placed.numbers
        groups = np.cumsum(starts[numbers + 1] - starts[numbers]) // _TOKENS_AT_ONCE
        shift = np.uint64(self._place_bits + _COUNT_BITS)
        bounds = np.array([0, *self._ends], np.uint64) << shift
        first = 0
        for end in _ends(groups):
            self._paths.append(self._folder / f"run-{len(self._paths)}")
            keys = self._run(first, end, ranks)
            keys.tofile(self._paths[-1])
            self._stops.append(np.searchsorted(keys, bounds))
            del keys
            yield end
            first = end

    def lists(self) -> Iterator[Posting]:
        """The posting lists of all words, in the order of their bytes.

        The runs are collected for some words at a time.
        """
        order = self._documents.vocabulary.in_order()
        files = [MappedFile(path, aside=True) for path in self._paths]
        for stretch in range(len(self._ends)):
            # What is read of a mapped file brings a megabyte from around it.
            parts = [
                file.copied(*(8 * stops[stretch : stretch + 2]).tolist())
                for file, stops in zip(files, self._stops, strict=True)
            ]
            keys = np.frombuffer(bytearray().join(parts), np.uint64)
            del parts
            keys.sort()
            yield from self._lists(keys, order)

    def close(self) -> None:
        """Remove the files."""
        for path in self._paths:
            path.unlink(missing_ok=True)

    def _run(self, first: int, end: int, ranks: npt.NDArray[np.uint64]) -> Keys:
        """The postings of the places from ``first`` to before ``end``, in order."""
        documents, numbers = self._documents, self._placed.numbers[first:end]
        starts = documents.tokens_at[numbers]
        sizes = documents.tokens_at[numbers + 1] - starts
        tokens = documents.copied_tokens(starts, sizes)
        key = ranks[tokens]
        key <<= np.uint64(self._place_bits)
        key |= np.repeat(np.arange(first, end, dtype=np.uint64), sizes)
        key <<= np.uint64(1)
        # The words of a title follow the break that stands before each text.
        titles = documents.title_words[numbers].astype(np.int64)
        titled = np.flatnonzero(titles)
        begun = (np.cumsum(sizes) - sizes + 1)[titled]
        key[ranges(begun, titles[titled])] |= np.uint64(1)
        key = key[tokens != BREAK]
        del tokens
        key.sort()
        weight = np.where(key & np.uint64(1), np.uint8(TITLE_WEIGHT), np.uint8(1))
        key >>= np.uint64(1)
        at = np.flatnonzero(_are_first(key))
        counts = np.zeros(0, np.uint32)  # of no words nothing can be added up
        if len(at):
            counts = np.add.reduceat(weight, at, dtype=np.uint32)
        packed: Keys = key[at]
        packed <<= np.uint64(_COUNT_BITS)
        packed |= np.minimum(counts, _MOST_OFTEN).astype(np.uint16)
        return packed

    def _lists(self, keys: Keys, order: npt.NDArray[np.uint32]) -> Iterator[Posting]:
        counts = keys.astype(np.uint16)  # the lower bits
        keys >>= np.uint64(_COUNT_BITS)
        bits = self._place_bits
        places = (keys & np.uint64((1 << bits) - 1)).astype(np.uint32)
        keys >>= np.uint64(bits)
        starts = np.flatnonzero(_are_first(keys))
        line = self._documents.vocabulary.line
        numbers = order[keys[starts].astype(np.int64)].tolist()
        bounds = [*starts.tolist(), len(places)]
        for at, number in enumerate(numbers):
            own = slice(bounds[at], bounds[at + 1])
            yield line(number), places[own], counts[own]


def _ranks(documents: Documents) -> Keys:
    """For each word's number its place in the order of the words."""
    order = documents.vocabulary.in_order()
    ranks = np.zeros(len(order) + 1, np.uint64)
    ranks[order] = np.arange(len(order), dtype=np.uint64)
    return ranks


def _are_first(values: Keys) -> npt.NDArray[np.bool_]:
    """For each value, in order, whether it is the first of its like."""
    first = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first


def _ends(groups: npt.NDArray[np.int64]) -> list[int]:
    """Where each stretch of equal numbers ends."""
    ends: list[int] = (np.flatnonzero(np.diff(groups, append=-1)) + 1).tolist()
    return ends
