"""Source files: found, opened within limits, decoded, cleaned and fingerprinted."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    AS_USUAL,
    Decision,
    ImportOptions,
    LeftOut,
    Remark,
)
from gulagreader.importing.encodings import decode, decode_beginning
from gulagreader.importing.stored import InMemory, OnDisk, Stored
from gulagreader.text.clean import clean_line, cleaned

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of the largest file that is held in memory whole."""
STREAM_LIMIT = 4 * 1024 * 1024 * 1024
"""Bytes of the largest file that is read at all."""
START = 64 * 1024
"""Bytes by which a format is known."""
EMPTY = "empty files"
CONTROLS = "control and invisible characters"


@dataclass(frozen=True, slots=True)
class SourceText:
    """The cleaned text of a source and what happened to it on the way."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class EmptySourceError(SourceError):
    """A file without a single byte."""


class Meter:
    """How many bytes of a source were read so far."""

    done = 0


@dataclass(frozen=True)
class SourceFile:
    """One file of an archive, wherever its bytes are.

    It is not held in memory: look at ``head`` or ``start`` to know a format, read
    ``open()`` as a stream where a file can be large, and ask for ``data`` or
    ``text()`` only where one file is one post.
    """

    path: Path
    """Where it lies, for messages. A member of an archive has the archive's path
    with its own name behind. Files beside it are for ``FolderImporter``."""
    content: bytes | Stored = field(repr=False)
    root: Path | None = None
    """The folder or archive a person named, when the file was found inside it."""
    encoding: str | None = None
    """The encoding a person named."""
    options: ImportOptions = AS_USUAL
    """What a person asked for."""
    meter: Meter = field(default_factory=Meter, compare=False, repr=False)
    """Counts what the streams of ``open()`` have read."""

    @property
    def name(self) -> str:
        """The file's name, without folders."""
        return self.path.name

    @property
    def stored(self) -> Stored:
        """Where the bytes are."""
        content = self.content
        return InMemory(content) if isinstance(content, bytes) else content

    @property
    def size(self) -> int | None:
        """How many bytes there are; None where only reading them tells."""
        return self.stored.size

    def open(self) -> BinaryIO:
        """Open the bytes as a stream at their beginning; the caller closes it.

        Raises:
            SourceError: at once or while reading: it cannot be read, is damaged as
                an archive, or gives more bytes than ``STREAM_LIMIT``.
        """
        return io.BufferedReader(_Metered(self.stored.open(), self._count), START)

    def _count(self, done: int) -> None:
        self.meter.done = done

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal digits; read as a stream.

        Raises:
            SourceError: the bytes cannot be read.
        """
        digest = sha256()
        with self.stored.open() as stream:
            try:
                while data := stream.read(1024 * 1024):
                    digest.update(data)
            except OSError as error:
                raise _unreadable(error) from error
        return digest.hexdigest()

    def origin(self, kind: str, version: int, file: str = "") -> Origin:
        """Where a post comes from that a format reads from it.

        ``file`` is the name to be told where its own is not it.

        Raises:
            SourceError: the bytes cannot be read.
        """
        name = clean_line(file or self.name)
        return Origin(kind, name, self.sha256, f"{kind}/{version}")

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What a person decided about guesses in this very file."""
        known = self.options.decisions
        return known.get(self.sha256, ()) if known else ()

    @cached_property
    def start(self) -> bytes:
        """The first 64 KiB as they are; empty where they cannot be read."""
        try:
            with self.stored.open() as stream:
                return stream.read(START)
        except (SourceError, OSError):
            return b""

    @cached_property
    def head(self) -> str:
        """The beginning as text, decoded leniently: enough to know a format.

        Empty for a binary file, so look at ``start`` for a binary format.
        """
        data = self.start
        if len(data) == START and b"\x00" not in data:
            data = data[: data.rfind(b"\n") + 1] or data
        return cleaned(decode_beginning(data, encoding=self.encoding)).text

    @cached_property
    def data(self) -> bytes:
        """The bytes, whole, and kept.

        Raises:
            SourceError: they cannot be read, or are more than ``SIZE_LIMIT``.
        """
        if isinstance(self.content, bytes):
            return self.content
        if (self.size or 0) > SIZE_LIMIT:
            raise _too_large(self.size or 0, SIZE_LIMIT)
        with self.stored.open() as stream:
            try:
                data = stream.read(SIZE_LIMIT + 1)
            except OSError as error:
                raise _unreadable(error) from error
        if len(data) > SIZE_LIMIT:
            raise _too_large(self.size or len(data), SIZE_LIMIT)
        return data

    def text(self, *, declared: str | None = None) -> SourceText:
        """The whole text, cleaned; ``declared`` is the encoding it claims.

        Raises:
            SourceError: it is binary, or in another encoding than was named.
        """
        decoded = decode(self.data, encoding=self.encoding, declared=declared)
        clean = cleaned(decoded.text)
        if not clean.removed:
            return SourceText(clean.text, decoded.encoding, decoded.remarks)
        removed = LeftOut(CONTROLS, clean.removed)
        return SourceText(
            clean.text, decoded.encoding, decoded.remarks, left_out=(removed,)
        )


class _Metered(io.RawIOBase):
    """A stream that tells how far it was read, and ends at the limit."""

    def __init__(self, inner: BinaryIO, count: Callable[[int], None]) -> None:
        self._inner = inner
        self._count = count
        self._done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a memoryview is what BufferedReader gives
        try:
            data = self._inner.read(len(buffer))
        except OSError as error:
            raise _unreadable(error) from error
        self._done += len(data)
        self._count(self._done)
        if self._done > STREAM_LIMIT:
            raise _too_large(self._done, STREAM_LIMIT)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def _unreadable(error: OSError) -> SourceError:
    return SourceError(f"cannot be read: {error.strerror or error}")


def _too_large(size: int, limit: int) -> SourceError:
    return SourceError(f"has {size:,} bytes; the limit is {limit:,}. Split it up first")


def open_source(
    path: Path,
    *,
    root: Path | None = None,
    encoding: str | None = None,
    options: ImportOptions = AS_USUAL,
    limit: int = STREAM_LIMIT,
) -> SourceFile:
    """Look at a file and give it as a source, unread.

    Raises:
        SourceError: it is missing, unreadable, empty, no regular file or larger
            than ``limit`` bytes.
    """
    try:
        # A pipe or a device would have no end.
        if path.exists() and not path.is_file():
            raise SourceError("is not a regular file")
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise SourceError("does not exist") from error
    except PermissionError as error:
        raise SourceError("may not be read; check its permissions") from error
    except OSError as error:
        raise _unreadable(error) from error
    if size > limit:
        raise _too_large(size, limit)
    if not size:
        raise EmptySourceError("is empty")
    stored = OnDisk(path, size)
    stored.open().close()  # so that a missing permission is told now
    return SourceFile(path, stored, root, encoding, options)
