"""Much text that is kept in a file without a name, of which memory holds a little.

The system can take such memory back whenever it needs it, and the file is gone with
the program, however that ends.
"""

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import mmap

_MANY = 1 << 20
"""Bytes from which on it is worth a file."""


class SetAside:
    """Takes bytes, and gives them back as one."""

    def __init__(self, folder: Path | None) -> None:
        """Use a file in the folder; memory without one, or where none can be made."""
        self._folder = folder
        self._waiting = bytearray()
        self._file: IO[bytes] | None = None
        self._size = 0

    def __enter__(self) -> "SetAside":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()

    def write(self, data: bytes) -> None:
        """Take some bytes more."""
        self._waiting += data
        if len(self._waiting) >= _MANY and self._folder is not None:
            self._put(self._folder)

    def _put(self, folder: Path) -> None:
        whole = self._size
        try:
            if self._file is None:
                from tempfile import TemporaryFile  # noqa: PLC0415 - start-up

                self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed on leaving
            while self._size - whole < len(self._waiting):
                self._size += self._file.write(self._waiting[self._size - whole :]) or 0
            self._waiting.clear()
        except OSError:
            # A disk without room: all of it stays in memory.
            if self._file is not None:
                with self._file as file:
                    file.seek(0)
                    self._waiting = bytearray(file.read(whole)) + self._waiting
            self._folder = self._file = None

    def held(self) -> "bytearray | mmap.mmap":
        """All that was taken."""
        if self._folder is not None and self._file is not None:
            self._put(self._folder)
        if self._file is None:
            return self._waiting
        import mmap  # noqa: PLC0415 - start-up

        return mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)


def let_go(held: "bytearray | mmap.mmap") -> None:
    """Let the system have the memory of what lies in a file, until it is read again."""
    if not isinstance(held, bytearray):
        import mmap  # noqa: PLC0415 - start-up

        if hasattr(mmap, "MADV_DONTNEED"):
            held.madvise(mmap.MADV_DONTNEED)
