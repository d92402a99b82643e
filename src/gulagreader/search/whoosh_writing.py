"""Write a Whoosh segment in bulk: whole columns and whole posting lists.

The format is Whoosh's own. Two freedoms of it are used: a block of postings may have
any length, and the numbers in it may be anything that counts and iterates. So a
posting list is one block of two packed arrays, which is read without making an
object for each posting.
"""

import struct
from array import array
from collections.abc import Callable, Iterable, Sequence
from pickle import dumps
from typing import Any

import numpy as np
import numpy.typing as npt

from gulagreader.search.whoosh_files import COLUMN_CODES
from gulagreader.search.whoosh_names import (
    LENGTHS_COLUMN,
    WHOOSH3_HEADER_MAGIC,
    SegmentWriter,
    W3Codec,
    W3TermInfo,
    length_to_byte,
)

INLINED = 16
"""Posting lists up to this length are kept in the term's own entry."""
PostingList = tuple[bytes, npt.NDArray[Any], npt.NDArray[Any]]
"""A term's bytes, the numbers of its documents and how often it stands in each."""
_INFO: struct.Struct = W3TermInfo._struct


class BulkWriter(SegmentWriter):  # type: ignore[misc]
    """Writes one segment: first its columns, then each field's posting lists."""

    def __init__(self, whoosh_index: Any) -> None:
        # A compound segment would be copied into memory when it is opened.
        try:
            super().__init__(whoosh_index, compound=False, codec=W3Codec())
        except BaseException:
            # Whoosh makes its folder under the lock. Where that fails, a lock that
            # waits for the collection of garbage shuts the next writer out.
            if self.writelock is not None and self.writelock.fd:
                self.writelock.release()
            raise
        self._length_bytes = np.zeros(0, np.uint8)
        self._own_lengths: npt.NDArray[np.uint8] | None = None
        self._key = b""

    def write_columns(self, columns: dict[str, npt.NDArray[Any]]) -> None:
        """Write a value for each document; ``length`` is that of the field text.

        To be called once, and first; it says how many documents there are.
        """
        out = self.perdocwriter
        lengths = columns["length"]
        for name, values in columns.items():
            code = COLUMN_CODES[name]
            self._write_column(name, self.schema[name].column_type, values, code)
        known = {int(one): length_to_byte(int(one)) for one in np.unique(lengths)}
        as_bytes = np.fromiter(map(known.__getitem__, lengths.tolist()), np.uint8)
        self._length_bytes = as_bytes
        self._write_column("_text_len", LENGTHS_COLUMN, as_bytes, "u1")
        out._fieldlengths["text"] = int(lengths.sum())
        out._doccount = self.docnum = len(lengths)
        out._indoc = None
        self._added = bool(len(lengths))

    def _write_column(
        self, name: str, column: Any, values: npt.NDArray[Any], code: str
    ) -> None:
        self.perdocwriter._create_column(name, column)
        writer = self.perdocwriter._colwriters[name]
        stored = np.dtype(code).newbyteorder(">")
        writer._dbfile.write(values.astype(stored).tobytes())
        writer._count = len(values)

    def write_field(self, name: str, lists: Iterable[PostingList]) -> None:
        """Write the posting lists of a field, in the order of the terms' bytes."""
        self.begin_field(name)
        for one in lists:
            self.write_list(*one)
        self.end_field()

    def begin_field(self, name: str) -> None:
        """Begin a field; each is written once."""
        out = self.fieldwriter
        out.start_field(name, self.schema[name])
        self._key = out._fieldid.to_bytes(2, "big")
        self._own_lengths = self._length_bytes if self.schema[name].scorable else None

    def write_list(
        self, term: bytes, numbers: npt.NDArray[Any], counts: npt.NDArray[Any]
    ) -> None:
        """Write a term's posting list; the terms come in the order of their bytes."""
        out = self.fieldwriter
        entry = _write_postings(out._postfile, numbers, counts, self._own_lengths)
        out._tindex.add(self._key + term, entry)

    def end_field(self) -> None:
        """End the field."""
        self.fieldwriter.finish_field()

    def _flush_segment(self) -> None:
        """Close the segment; replaces the writer's own sorted pool."""
        self.perdocwriter.close()
        self.fieldwriter.close()

    def commit_instead_of(self, merged: Sequence[Any]) -> None:
        """Commit; the new segment takes the place of others, by their ids."""
        gone = {segment.segment_id() for segment in merged}
        keep: Callable[[Any, Sequence[Any]], list[Any]] = lambda _, segments: [  # noqa: E731 - a merge policy, as Whoosh calls it
            segment for segment in segments if segment.segment_id() not in gone
        ]
        self.commit(mergetype=keep)


def _write_postings(
    out: Any,
    numbers: npt.NDArray[Any],
    counts: npt.NDArray[Any],
    lengths: npt.NDArray[np.uint8] | None,
) -> bytes:
    """Write one term's posting list; gives the term's entry.

    The entry is what ``W3TermInfo.to_bytes`` makes.
    """
    found, most = len(numbers), int(counts.max())
    shortest = longest = 0
    if lengths is not None:
        own = lengths[numbers]
        shortest, longest = int(own.min()), int(own.max())
    inlined = found <= INLINED
    entry: bytes = _INFO.pack(
        *(inlined, float(counts.sum()), found, shortest, longest),
        *(float(most), int(numbers[0]), int(numbers[-1])),
    )
    if inlined:
        weights = tuple(map(float, counts.tolist()))
        values = (b"",) * found
        entry += dumps((tuple(numbers.tolist()), weights, values), 2)
        return entry
    start = out.tell()
    out.write(WHOOSH3_HEADER_MAGIC)
    # The steps from each number to the next, as small as they come.
    data = dumps((_packed(np.diff(numbers, prepend=0)), _packed(counts), None), 4)
    head = dumps((found, int(numbers[-1]), float(most), 0, shortest, longest), 2)
    out.write_int(-(len(head) + len(data)))  # below 0: the last block
    out.write(head)
    out.write(data)
    size = out.tell() - start
    entry += start.to_bytes(8, "big") + size.to_bytes(4, "big")
    return entry


def _packed(values: npt.NDArray[Any]) -> "array[int]":
    """Values as an array of the smallest type that holds them."""
    most = int(values.max())
    code, kind = ("B", "u1") if most < 1 << 8 else ("H", "u2")
    if most >= 1 << 16:
        code, kind = "I", "u4"
    return array(code, values.astype(kind).tobytes())
