"""Write a Whoosh index in bulk: postings in arrays, and not a tuple for each."""

import zlib
from array import array
from collections.abc import Iterator, Mapping
from operator import sub
from pathlib import Path
from pickle import dumps
from typing import Any

from gulagreader.search.whoosh_files import COLUMN_CODES
from gulagreader.search.whoosh_names import (
    LENGTHS_COLUMN,
    WHOOSH3_HEADER_MAGIC,
    SegmentWriter,
    W3Codec,
    W3TermInfo,
    byte_to_length,
)

_BLOCK = 1024
_INLINED = 16
"""Posting lists up to this length are kept in the term's own entry."""
_MOST_OFTEN = 65_535


class BulkWriter(SegmentWriter):  # type: ignore[misc]
    """Adds many documents, keeping a field's postings as a pair of arrays a term."""

    def __init__(self, whoosh_index: Any) -> None:
        # A compound segment would be copied into memory when it is opened.
        super().__init__(whoosh_index, compound=False, codec=W3Codec())
        self._terms: dict[str, dict[str, tuple[array[int], array[int]]]] = {}
        self._columns = {name: self.schema[name].column_type for name in COLUMN_CODES}

    def add(
        self, terms: Mapping[str, Mapping[str, int]], values: Mapping[str, int]
    ) -> None:
        """Add a document: how often each term stands in each field, and columns."""
        number = self.docnum
        self.perdocwriter.start_doc(number)
        for name, counts in terms.items():
            self._add_field(name, counts, number)
        for name, value in values.items():
            self.perdocwriter.add_column_value(name, self._columns[name], value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _add_field(self, name: str, counts: Mapping[str, int], number: int) -> None:
        inverted = self._terms.setdefault(name, {})
        find = inverted.get
        for term, count in counts.items():
            lists = find(term)
            if lists is None:
                inverted[term] = lists = (array("I"), array("H"))
            lists[0].append(number)
            lists[1].append(min(count, _MOST_OFTEN))
        field = self.schema[name]
        length = sum(counts.values()) if field.scorable else 0
        self.perdocwriter.add_field(name, field, None, length)

    def frequencies(self, name: str) -> dict[str, int]:
        """In how many of the added documents each term of a field stands."""
        return {term: len(lists[0]) for term, lists in self._terms[name].items()}

    def sidecar(self, extension: str) -> Path:
        """A file of our own that lives and dies with the new segment."""
        name: str = self.newsegment.make_filename(extension)
        return Path(self.storage.folder) / name

    def _flush_segment(self) -> None:
        """Write the postings; replaces the writer's own sorted pool."""
        self.perdocwriter.close()
        reader = self.per_document_reader()
        for name in sorted(self._terms):
            self._flush_field(name, _length_bytes(reader, name, self.docnum))
        self.fieldwriter.close()
        reader.close()
        self._terms = {}

    def _flush_field(self, name: str, lengths: bytes | None) -> None:
        out = self.fieldwriter
        out.start_field(name, self.schema[name])
        key = out._fieldid.to_bytes(2, "big")
        encoded = sorted((term.encode(), lists) for term, lists in _spent(self, name))
        for term, (numbers, counts) in encoded:
            info = _write_postings(out._postfile, numbers, counts, lengths)
            out._tindex.add(key + term, info.to_bytes())
        out.finish_field()


def _spent(
    writer: BulkWriter, name: str
) -> Iterator[tuple[str, tuple["array[int]", "array[int]"]]]:
    yield from writer._terms.pop(name).items()


def _length_bytes(reader: Any, name: str, count: int) -> bytes | None:
    """The field's length in each document, as Whoosh rounds it to a byte."""
    column = reader._cached_reader(f"_{name}_len", LENGTHS_COLUMN)
    if column is None:
        return None
    there: bytes = bytes(column._dbfile.get(column._basepos, column._count))
    return there + bytes(count - len(there))


def _write_postings(
    out: Any, numbers: "array[int]", counts: "array[int]", lengths: bytes | None
) -> Any:
    """Write one term's posting list as blocks, as W3PostingsWriter would."""
    info = W3TermInfo()
    _describe(info, numbers, counts, lengths)
    if len(numbers) <= _INLINED:
        weights = [float(count) for count in counts]
        info.set_inlined(numbers, weights, (b"",) * len(numbers))
        return info
    start = out.tell()
    out.write(WHOOSH3_HEADER_MAGIC)
    for at in range(0, len(numbers), _BLOCK):
        last = at + _BLOCK >= len(numbers)
        part = slice(at, at + _BLOCK)
        _write_block(out, numbers[part], counts[part], lengths, last=last)
    info.set_extent(start, out.tell() - start)
    return info


def _describe(
    info: Any, numbers: "array[int]", counts: "array[int]", lengths: bytes | None
) -> None:
    shortest, longest = _length_range(numbers, lengths)
    info._weight = float(sum(counts))
    info._df = len(numbers)
    info._minlength = byte_to_length(shortest)
    info._maxlength = byte_to_length(longest)
    info._maxweight = float(max(counts))
    info._minid, info._maxid = numbers[0], numbers[-1]


def _length_range(numbers: "array[int]", lengths: bytes | None) -> tuple[int, int]:
    if lengths is None:
        return 0, 0
    found = [lengths[number] for number in numbers]
    return min(found), max(found)


def _write_block(
    out: Any,
    numbers: "array[int]",
    counts: "array[int]",
    lengths: bytes | None,
    *,
    last: bool,
) -> None:
    most = float(max(counts))
    weights: tuple[float, ...] | float | None = tuple(map(float, counts))
    if most == min(counts):
        weights = None if most == 1.0 else most
    steps = (numbers[0], *map(sub, numbers[1:], numbers))
    data = dumps((steps, weights, None), 2)
    packed = len(data) > 200
    if packed:
        data = zlib.compress(data, 1)
    shortest, longest = _length_range(numbers, lengths)
    facts = (len(numbers), numbers[-1], most, int(packed), shortest, longest)
    head = dumps(facts, 2)
    size = len(head) + len(data)
    out.write_int(-size if last else size)
    out.write(head)
    out.write(data)
