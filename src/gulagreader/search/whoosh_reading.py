"""Read a Whoosh index: whole columns, and posting lists block by block."""

import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from gulagreader.search.whoosh_files import COLUMN_CODES
from gulagreader.search.whoosh_names import reading

Postings = tuple["array[int]", "array[float]"]
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
        self._leaves = [
            (leaf, base, frozenset(leaf._perdoc.deleted_docs()))
            for leaf, base in self.reader.leaf_readers()
            if leaf.doc_count_all()
        ]
        self.count: int = self.reader.doc_count_all()
        self.deleted = frozenset(
            base + number for _, base, gone in self._leaves for number in gone
        )
        self.folder = Path(whoosh_index.storage.folder)

    @property
    def pieces(self) -> int:
        """How many segments there are."""
        return len(self._leaves)

    def sidecars(self, extension: str) -> list[Path]:
        """Our own file beside each segment."""
        return [
            self.folder / leaf.segment().make_filename(extension)
            for leaf, _, _ in self._leaves
        ]

    def column(self, name: str) -> "array[int]":
        """A whole numeric column, read as it stands on the disk."""
        whole = array(COLUMN_CODES[name])
        for leaf, _, _ in self._leaves:
            part = array(COLUMN_CODES[name])
            reader = leaf.column_reader(name)
            reader = getattr(reader, "_reader", reader)
            size = part.itemsize * reader._count
            part.frombytes(bytes(reader._dbfile.get(reader._basepos, size)))
            if sys.byteorder == "little":
                part.byteswap()
            part.extend([reader._default] * (leaf.doc_count_all() - len(part)))
            whole.extend(part)
        return whole

    def postings(self, name: str, term: str) -> Postings:
        """A term's posting list, decoded block by block."""
        numbers, weights = array("I"), array("d")
        key = term.encode()
        for leaf, base, gone in self._leaves:
            try:
                matcher = leaf._terms.matcher(name, key, leaf.schema[name].format)
            except reading.TermNotFound:
                continue
            own, counts = array("I"), array("d")
            for steps, found in _blocks(matcher):
                own.extend(steps)
                counts.extend(found)
            if gone:
                own, counts = _without(own, counts, gone)
            numbers.extend(own if not base else [n + base for n in own])
            weights.extend(counts)
        return numbers, weights

    def terms(self, name: str, prefix: str) -> list[str]:
        """The terms of a field that begin so."""
        if name not in self.reader.indexed_field_names():
            return []
        found = self.reader.expand_prefix(name, prefix)
        return [term.decode() if isinstance(term, bytes) else term for term in found]

    def close(self) -> None:
        """Give back the files."""
        self._storage.close()


def _blocks(matcher: Any) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
    """The numbers and weights of each block of a posting list."""
    if not hasattr(matcher, "_nextoffset"):  # inlined into the term's entry
        yield matcher._ids, matcher._weights
        return
    while True:
        matcher._read_data()
        steps, weights, _ = matcher._data
        if not isinstance(weights, tuple):
            weights = [1.0 if weights is None else weights] * len(steps)
        yield list(accumulate(steps)), weights
        if matcher._lastblock:
            return
        matcher._goto(matcher._nextoffset)


def _without(
    numbers: "array[int]", weights: "array[float]", gone: frozenset[int]
) -> Postings:
    kept = [place for place, number in enumerate(numbers) if number not in gone]
    return (
        array("I", [numbers[place] for place in kept]),
        array("d", [weights[place] for place in kept]),
    )


def slow_postings(reader: Any, name: str, term: str) -> Postings:
    """The twin of ``Segments.postings`` that uses public names only."""
    numbers, weights = array("I"), array("d")
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


def slow_column(reader: Any, name: str) -> "array[int]":
    """The twin of ``Segments.column`` that uses public names only."""
    column = reader.column_reader(name)
    return array(COLUMN_CODES[name], [column[n] for n in range(reader.doc_count_all())])
