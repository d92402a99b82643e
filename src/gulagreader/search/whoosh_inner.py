"""The one module that knows the inner names of Whoosh 2.7.4.

Whoosh is frozen, so its codec can be written and read directly: a writer that keeps
postings in arrays instead of a tuple each, and a reader that takes a posting list
block by block instead of number by number. The format on disk is Whoosh's own; any
Whoosh reader opens it. Every short cut has a slow twin that uses public names only,
and a test holds the two together.

Importing this module imports Whoosh, so only ``whoosh_engine`` does, when an index
is first needed.
"""

import mmap
import os
import sys
import warnings
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import accumulate
from operator import sub
from pathlib import Path
from pickle import dumps
from typing import Any

with warnings.catch_warnings():
    # Whoosh predates the warnings on escape sequences and on "is" with literals.
    warnings.simplefilter("ignore")
    from whoosh import analysis, columns, fields, formats, reading, versionstring
    from whoosh.codec.whoosh3 import (
        LENGTHS_COLUMN,
        WHOOSH3_HEADER_MAGIC,
        W3Codec,
        W3TermInfo,
    )
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.util.numeric import byte_to_length
    from whoosh.writing import SegmentWriter

VERSION: str = versionstring()
Postings = tuple["array[int]", "array[float]"]
"""Document numbers, ascending, and how often the word stands in each."""

_BLOCK = 1024
_INLINED = 16
"""Posting lists up to this length are kept in the term's own entry."""
_MOST_OFTEN = 65_535
_COLUMN_CODES = {"ref": "I", "date": "q", "length": "I"}


def schema() -> Any:
    """The fields of the index.

    ``text`` is scored; its postings hold how often a word stands in a document as
    their weight, and no positions. ``ref`` is the number in the text file, ``date``
    seconds, ``length`` the exact length that Whoosh rounds to a byte.
    """
    text = fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=False)
    text.format = formats.Existence()
    return fields.Schema(
        text=text,
        **{name: fields.ID() for name in ("kind", "post", "comment")},
        **{name: fields.KEYWORD() for name in ("author", "title", "tag")},
        **{
            name: fields.COLUMN(columns.NumericColumn(code))
            for name, code in _COLUMN_CODES.items()
        },
    )


class _MappedFile(StructFile):  # type: ignore[misc]
    """A file in memory: a look into it is a slice and not two calls to the system."""

    def get(self, position: int, length: int) -> bytes:
        found: bytes = self.file[position : position + length]
        return found


class MappedStorage(FileStorage):  # type: ignore[misc]
    """A folder that maps the files it opens, and can close them all.

    Whoosh forgets open files when it meets damage.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._opened: list[Any] = []

    def open_file(self, name: str, **more: Any) -> Any:
        """Open a file to read it."""
        with Path(self._fpath(name)).open("rb") as file:
            empty = file.seek(0, os.SEEK_END) == 0  # and cannot be mapped
            read = mmap.ACCESS_READ
            mapped = BytesIO() if empty else mmap.mmap(file.fileno(), 0, access=read)
        opened = (StructFile if empty else _MappedFile)(mapped, name=name, **more)
        self._opened.append(opened)
        return opened

    def close(self) -> None:
        """Close every file that was opened."""
        for opened in self._opened:
            if not opened.is_closed:
                opened.close()
        self._opened.clear()


def create(folder: Path) -> Any:
    """Make an empty index in a folder."""
    return MappedStorage(folder).create_index(schema())


def open_index(folder: Path) -> Any:
    """Open an index; raises any exception at all where it is damaged."""
    storage = MappedStorage(folder)
    try:
        return storage.open_index()
    except BaseException:
        storage.close()
        raise


class BulkWriter(SegmentWriter):  # type: ignore[misc]
    """Adds many documents, keeping a field's postings as a pair of arrays a term."""

    def __init__(self, whoosh_index: Any) -> None:
        # A compound segment would be copied into memory when it is opened.
        super().__init__(whoosh_index, compound=False, codec=W3Codec())
        self._terms: dict[str, dict[str, tuple[array[int], array[int]]]] = {}
        self._columns = {name: self.schema[name].column_type for name in _COLUMN_CODES}

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
        whole = array(_COLUMN_CODES[name])
        for leaf, _, _ in self._leaves:
            part = array(_COLUMN_CODES[name])
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
    return array(
        _COLUMN_CODES[name], [column[n] for n in range(reader.doc_count_all())]
    )
