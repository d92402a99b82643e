"""WARC files (ISO 28500) as a stream of records, plain or compressed by record.

A small reader of our own: a record is a head and a number of bytes, gzip files of
many members are read by the standard library, and the file is one stream whose
limits are ours. The libraries there are write WARC files and fetch pages as well;
the one in Python depends on a package for Python 2, the other is compiled.
"""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from gulagreader.domain.errors import SourceError
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.stored import RATIO_LIMIT

RECORD_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest record that is read."""
_UNSUSPECTED = 4 * 1024 * 1024
"""Bytes that may come out of a file whatever went in."""
_LONGEST_LINE = 64 * 1024
_MOST_FIELDS = 1_000
_PIECE = 1024 * 1024
_GZIP = b"\x1f\x8b"
_BEGINS = re.compile(rb"WARC/[01]\.\d+\s*$")


@dataclass(frozen=True, slots=True)
class Record:
    """One record; the names of its fields are in lower case."""

    number: int
    """From 1, in the order of the file."""
    fields: dict[str, str]
    block: bytes = field(repr=False)
    is_short: bool = False
    """Whether the file ends before it does."""

    @property
    def is_cut(self) -> bool:
        """Whether its end is missing: in the file, or since the crawler had enough."""
        return self.is_short or "warc-truncated" in self.fields

    @property
    def kind(self) -> str:
        """``response``, ``conversion`` and so on."""
        return self.fields.get("warc-type", "").lower()

    @property
    def address(self) -> str:
        """What was fetched; some writers put it between angle brackets."""
        return self.fields.get("warc-target-uri", "").strip("<> ")


@dataclass(slots=True)
class Records:
    """Reads the records of a file, once."""

    source: SourceFile
    too_large: int = 0
    """Records that were passed over for their size."""
    mended: int = 0
    """Places where the next record had to be looked for."""
    cut: int = 0
    """Records that end with the file before their own end."""
    damage: str = ""
    """Why the file ends before its end."""

    def __iter__(self) -> Iterator[Record]:
        with self.source.open() as packed:
            if not self.source.start.startswith(_GZIP):
                yield from self._read(packed)
                return
            guarded = _Guarded(gzip.GzipFile(fileobj=packed, mode="rb"), self.source)
            with io.BufferedReader(guarded, _PIECE) as stream:
                yield from self._read(stream)
            self.damage = guarded.damage

    def _read(self, stream: BinaryIO) -> Iterator[Record]:
        number = 0
        while self._find_next(stream, first=number == 0):
            number += 1
            fields = _fields(stream)
            length = fields.get("content-length", "")
            if not (length.isascii() and length.isdigit() and len(length) < 16):
                self.mended += 1
                continue
            if int(length) > RECORD_LIMIT:
                self.too_large += 1
                _pass_over(stream, int(length))
                continue
            block = stream.read(int(length))
            is_short = len(block) < int(length)
            self.cut += is_short
            yield Record(number, fields, block, is_short)

    def _find_next(self, stream: BinaryIO, *, first: bool) -> bool:
        """Go on to the next record's first line; False at the end of the file."""
        lost = False
        while line := stream.readline(_LONGEST_LINE):
            if _BEGINS.match(line):
                return True
            if line.strip() and not lost:
                lost = True
                self.mended += not first
        return False


def is_warc(source: SourceFile) -> bool:
    """Whether a file begins as a WARC file does, packed or not."""
    start = source.start
    if start.startswith(_GZIP):
        try:
            start = zlib.decompressobj(31).decompress(start, 64)
        except zlib.error:
            return False
    return start.lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"WARC/")


class _Guarded(io.RawIOBase):
    """What comes out of a packed file, as long as it is whole and in proportion."""

    def __init__(self, inner: gzip.GzipFile, source: SourceFile) -> None:
        self._inner = inner
        self._source = source
        self._done = 0
        self.damage = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a memoryview is what BufferedReader gives
        try:
            # In small steps: what stands before a damage is given first.
            data = self._inner.read1(len(buffer))
        except (zlib.error, EOFError, gzip.BadGzipFile) as error:
            self.damage = f"is damaged as a gzip file: {error}"
            return 0
        self._done += len(data)
        if self._done > max(_UNSUSPECTED, self._source.meter.done * RATIO_LIMIT):
            raise SourceError(
                f"gives more than {self._done:,} bytes out of "
                f"{self._source.meter.done:,}, which no archive of pages does: it was "
                "built to fill a disk. Unpack it yourself if you trust it"
            )
        buffer[: len(data)] = data
        return len(data)


def _fields(stream: BinaryIO) -> dict[str, str]:
    """The named fields up to an empty line; a line that begins with a space goes on."""
    found: dict[str, str] = {}
    last = ""
    for _ in range(_MOST_FIELDS):
        line = stream.readline(_LONGEST_LINE).decode("utf-8", "replace").rstrip("\r\n")
        if not line:
            break
        if line[0] in " \t" and last:
            found[last] += f" {line.strip()}"
            continue
        name, colon, value = line.partition(":")
        if colon:
            last = name.strip().lower()
            found.setdefault(last, value.strip())
    return found


def _pass_over(stream: BinaryIO, length: int) -> None:
    while length > 0 and (data := stream.read(min(length, _PIECE))):
        length -= len(data)
