"""Memory that was used and is free again goes back to the system."""


def give_back_freed_memory() -> None:
    """Let the system have what was freed; where that cannot be said, nothing happens.

    The C library keeps what large arrays took for the next ones: some twenty megabytes
    after a search. To give them back takes it a few milliseconds.
    """
    import ctypes  # noqa: PLC0415 - start-up

    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return  # another C library
    trim(0)
