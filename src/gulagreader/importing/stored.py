"""Where the bytes of a source are: a file, memory, or a member of an archive.

Each can be opened again and again as a stream; none is ever unpacked to disk. A
stream that was packed is guarded: it ends with an error when more comes out of it
than an archive of texts can hold.
"""

import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from gulagreader.domain.errors import SourceError

MEMBER_LIMIT = 200 * 1024 * 1024
"""Bytes that one packed file may give."""
RATIO_LIMIT = 100
"""How many bytes may come out of one packed byte, once more than a few came."""
_UNSUSPECTED = 1024 * 1024


class Stored(Protocol):
    """Bytes that can be read from their beginning as often as one likes."""

    @property
    def size(self) -> int | None:
        """How many bytes there are; None where only reading them tells."""

    def open(self) -> BinaryIO:
        """Open the bytes as a stream at their beginning.

        Raises:
            SourceError: they cannot be opened.
        """


@dataclass(frozen=True, slots=True)
class InMemory:
    """Bytes in memory."""

    data: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.data)

    def open(self) -> BinaryIO:
        """Open the bytes as a stream."""
        return io.BytesIO(self.data)


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file that was looked at already."""

    path: Path
    size: int

    def open(self) -> BinaryIO:
        """Open the file.

        Raises:
            SourceError: it may not be read.
        """
        try:
            return self.path.open("rb")
        except FileNotFoundError as error:
            raise SourceError("does not exist") from error
        except PermissionError as error:
            raise SourceError("may not be read; check its permissions") from error
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror or error}") from error


@dataclass(frozen=True, slots=True)
class Gzipped:
    """What a gzip file holds."""

    packed: Stored

    @property
    def size(self) -> int | None:
        """Unknown: a gzip file does not say it reliably."""
        return None

    def open(self) -> BinaryIO:
        """Open what is packed.

        Raises:
            SourceError: while reading: it is damaged, or a bomb.
        """
        packed = self.packed.open()
        # gzip closes its own reader and not the file under it.
        inner = gzip.GzipFile(fileobj=packed, mode="rb")
        return _guarded(cast("BinaryIO", inner), packed, self.packed.size)


@dataclass(frozen=True, slots=True)
class ZipMember:
    """One member of a zip file."""

    packed: Stored
    name: str
    size: int
    """As the archive's list says; reading more than that is an error."""
    packed_size: int

    def open(self) -> BinaryIO:
        """Open the member.

        Raises:
            SourceError: it cannot be opened, or while reading: it is damaged.
        """
        packed = self.packed.open()
        try:
            archive = zipfile.ZipFile(packed)
            if self.name not in archive.NameToInfo:
                raise SourceError("is no longer in its archive")
            inner = archive.open(self.name)
        except SourceError:
            packed.close()
            raise
        except RuntimeError as error:  # a password, and nothing else says so
            packed.close()
            raise SourceError("is behind a password; unpack it first") from error
        except (*DAMAGES, NotImplementedError) as error:
            packed.close()
            raise SourceError(f"cannot be unpacked: {error}") from error
        return _guarded(cast("BinaryIO", inner), packed, self.packed_size)


DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)
"""What reading a damaged archive raises."""


def _guarded(inner: BinaryIO, packed: BinaryIO, packed_size: int | None) -> BinaryIO:
    # The least that is read in one step: a gzip member is read in small steps else.
    return io.BufferedReader(_Guarded(inner, packed, packed_size), 64 * 1024)


class _Guarded(io.RawIOBase):
    """A stream out of an archive that ends with an error where it never would."""

    def __init__(
        self, inner: BinaryIO, packed: BinaryIO, packed_size: int | None
    ) -> None:
        self._inner = inner
        self._packed = packed
        self._limit = MEMBER_LIMIT
        if packed_size is not None:
            ratio = max(packed_size * RATIO_LIMIT, _UNSUSPECTED)
            self._limit = min(self._limit, ratio)
        self._done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a memoryview is what BufferedReader gives
        try:
            data = self._inner.read(len(buffer))
        except DAMAGES as error:
            raise SourceError(f"is damaged as an archive: {error}") from error
        self._done += len(data)
        if self._done > self._limit:
            raise SourceError(
                f"gives more than {self._limit:,} bytes when unpacked, which no text "
                "does: it was built to fill a disk. Unpack it yourself if you trust it"
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            self._packed.close()
        super().close()
