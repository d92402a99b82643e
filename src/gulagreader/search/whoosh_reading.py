"""Read a Whoosh index: whole columns, and posting lists block by block, as arrays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gulagreader.search.whoosh_files import COLUMN_CODES
from gulagreader.search.whoosh_names import reading

Postings = tuple[npt.NDArray[np.uint32], npt.NDArray[Any]]
"""Document numbers, ascending, and how often the word stands in each."""


class Segments:
    """An open index: its segments side by side, their documents numbered through.

    Numbers of deleted documents are left out of every posting list.
    """

    def __init__(self, whoosh_index: Any) -> None:
        self._storage = whoosh_index.storage
        try:
            self._read(whoosh_index)
        except BaseException:
            self.close()
            raise

    def _read(self, whoosh_index: Any) -> None:
        self.generation: int = whoosh_index.latest_generation()
        self.reader = whoosh_index.reader()
        leaves = self.reader.leaf_readers()
        self._leaves = [(leaf, base) for leaf, base in leaves if leaf.doc_count_all()]
        self.count: int = self.reader.doc_count_all()
        self.gone: npt.NDArray[np.bool_] | None = None
        """A flag for each document that was deleted; None where there is none."""
        gone = [
            base + number
            for leaf, base in self._leaves
            for number in leaf._perdoc.deleted_docs()
        ]
        if gone:
            self.gone = np.zeros(self.count, np.bool_)
            self.gone[gone] = True
        self.folder = Path(whoosh_index.storage.folder)

    @property
    def pieces(self) -> int:
        """How many segments there are."""
        return len(self._leaves)

    def sizes(self) -> list[tuple[Any, range]]:
        """Each segment with the numbers of its documents."""
        return [
            (leaf.segment(), range(base, base + leaf.doc_count_all()))
            for leaf, base in self._leaves
        ]

    def column(self, name: str) -> npt.NDArray[Any]:
        """A whole numeric column, read as it stands on the disk."""
        kind = np.dtype(COLUMN_CODES[name]).newbyteorder(">")
        whole = np.empty(self.count, COLUMN_CODES[name])
        for leaf, base in self._leaves:
            reader = leaf.column_reader(name)
            reader = getattr(reader, "_reader", reader)
            size = kind.itemsize * reader._count
            stored = np.frombuffer(reader._dbfile.get(reader._basepos, size), kind)
            end = base + leaf.doc_count_all()
            whole[base : base + len(stored)] = stored
            whole[base + len(stored) : end] = reader._default
        return whole

    def postings(self, name: str, term: str) -> Postings:
        """A term's posting list, decoded block by block."""
        key = term.encode(errors="replace")
        numbers, counts = [], []
        for leaf, base in self._leaves:
            try:
                matcher = leaf._terms.matcher(name, key, leaf.schema[name].format)
            except reading.TermNotFound:
                continue
            for own, found in _blocks(matcher):
                numbers.append(own + np.uint32(base) if base else own)
                counts.append(found)
        if not numbers:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint8)
        if len(numbers) == 1:
            return self._without_gone(numbers[0], counts[0])
        return self._without_gone(np.concatenate(numbers), np.concatenate(counts))

    def _without_gone(
        self, numbers: npt.NDArray[np.uint32], counts: npt.NDArray[Any]
    ) -> Postings:
        if self.gone is None:
            return numbers, counts
        left = ~self.gone[numbers]
        return numbers[left], counts[left]

    def frequency(self, name: str, term: str) -> int:
        """In how many documents a term stands, deleted ones included."""
        count: int = self.reader.doc_frequency(name, term)
        return count

    def terms(self, name: str, prefix: str) -> list[str]:
        """The terms of a field that begin so."""
        if name not in self.reader.indexed_field_names():
            return []
        found = self.reader.expand_prefix(name, prefix)
        return [term.decode() if isinstance(term, bytes) else term for term in found]

    def rest(self) -> None:
        """Let the system have the memory of the files, until they are read again."""
        self._storage.rest()

    def close(self) -> None:
        """Give back the files."""
        self._storage.close()


def _blocks(matcher: Any) -> Iterator[Postings]:
    """The numbers and counts of each block of a posting list."""
    if not hasattr(matcher, "_nextoffset"):  # inlined into the term's entry
        yield np.array(matcher._ids, np.uint32), np.array(matcher._weights, np.uint16)
        return
    while True:
        matcher._read_data()
        steps, weights, _ = matcher._data
        numbers = np.cumsum(np.asarray(steps), dtype=np.uint32)
        if weights is None or isinstance(weights, float):
            yield numbers, np.full(len(numbers), int(weights or 1), np.uint16)
        else:
            yield numbers, np.asarray(weights)
        if matcher._lastblock:
            return
        matcher._goto(matcher._nextoffset)


def slow_postings(reader: Any, name: str, term: str) -> tuple[list[int], list[float]]:
    """The twin of ``Segments.postings`` that uses public names only."""
    numbers: list[int] = []
    weights: list[float] = []
    try:
        matcher = reader.postings(name, term)
    except reading.TermNotFound:
        return numbers, weights
    while matcher.is_active():
        if not reader.is_deleted(matcher.id()):
            numbers.append(matcher.id())
            weights.append(matcher.weight())
        matcher.next()
    return numbers, weights


def slow_column(reader: Any, name: str) -> list[int]:
    """The twin of ``Segments.column`` that uses public names only."""
    column = reader.column_reader(name)
    return [column[number] for number in range(reader.doc_count_all())]
