"""Memory that was used and is free again goes back to the system."""

from typing import Any

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""What ``mallopt`` calls them (malloc.h of the GNU C library)."""
_LARGE = 128 * 1024
"""Bytes. The C library begins with as many and takes more the more it meets."""


def hold_back_little() -> None:
    """Let what is freed from now on go back to the system, a large array at once.

    By itself the C library takes the largest array that was freed for the size of what
    it keeps, and gives each thread a heap of its own: with 100,000 posts that came to
    some eight megabytes of a hundred.
    """
    mallopt = _of_the_c_library("mallopt")
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, _LARGE)
        mallopt(_ARENA_MAX, 1)


def give_back_freed_memory() -> None:
    """Let the system have what was freed; where that cannot be said, nothing happens.

    The C library keeps what large arrays took for the next ones: some twenty megabytes
    after a search. To give them back takes it a few milliseconds.
    """
    trim = _of_the_c_library("malloc_trim")
    if trim is not None:
        trim(0)


def _of_the_c_library(name: str) -> Any:
    import ctypes  # noqa: PLC0415 - start-up

    try:
        return getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return None  # another C library
