"""One writer at a time: a lock on a library's folder that leaves no file behind."""

import fcntl
import os
from pathlib import Path

from gulagreader.domain.errors import LibraryError


class LibraryLock:
    """Held by a run that writes many posts; it ends with the run, also by a kill."""

    def __init__(self) -> None:
        self._handle: int | None = None
        self._is_sure = False

    @property
    def is_sure(self) -> bool:
        """Whether it is held, and no other run can hold it."""
        return self._is_sure

    def take(self, folder: Path) -> None:
        """Take the lock of a library that is there; taking it again does nothing.

        A file system that knows no locks is written to without one.

        Raises:
            LibraryError: another run holds it.
        """
        if self._handle is not None:
            return
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError:
            return
        self._handle = handle
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._is_sure = True
        except BlockingIOError:
            self.give_back()
            raise LibraryError(
                f"Another import into {folder} is running. Try again when it is done."
            ) from None
        except OSError:
            return

    def take_surely(self, folder: Path) -> bool:
        """Take the lock; False where another run has it, or nobody can tell."""
        try:
            self.take(folder)
        except LibraryError:
            return False
        return self._is_sure

    def give_back(self) -> None:
        """Give the lock back; without one nothing happens."""
        self._is_sure = False
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
