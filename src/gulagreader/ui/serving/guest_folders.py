"""The folders in which guests of a served library have their memory while they read.

A guest's process holds a lock on its folder. The system gives it back when the process
is gone, however it ended, so that a folder that can be locked is nobody's any more.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

_PREFIX = "gulagreader-guest-"


@contextmanager
def guest_folder(temporary: Path | None) -> Iterator[Path]:
    """A folder of one's own among the temporary files; it ends with the block."""
    while True:
        folder = Path(mkdtemp(prefix=_PREFIX, dir=temporary))
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
        if folder.exists():
            break
        # Taken for one that was left, in the moment before it was locked.
        os.close(held)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def remove_left(temporary: Path | None) -> int:
    """Remove the folders of guests whose process is gone; give how many.

    Only our own user's, and never what is a link.
    """
    removed = 0
    for folder in Path(temporary or gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if os.fstat(held).st_uid == os.getuid():
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder)
                    removed += 1
            finally:
                os.close(held)
    return removed
