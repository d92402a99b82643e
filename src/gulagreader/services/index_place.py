"""Where indexes are kept: in the user's cache, or elsewhere where that cannot be."""

import os
import stat
from pathlib import Path

_NAME = "gulagreader"


def index_cache(cache: Path, temporary: Path | None = None) -> tuple[Path, str]:
    """The folder to keep indexes under, and what the user should know of it.

    That is ``cache``. Where it cannot be written, as on a disk that is mounted to be
    read only, a folder of the user's own among the ``temporary`` files (without it,
    where the system has them) takes its place: it may be gone tomorrow, and until
    then every search finds it.
    """
    if _can_write(cache / "index"):
        return cache, ""
    import tempfile  # noqa: PLC0415 - start-up, and seldom needed

    home = Path(tempfile.gettempdir()) if temporary is None else temporary
    folder = home / f"{_NAME}-{os.geteuid()}"
    if not _made_own(folder):
        return cache, ""  # whoever indexes says what is wrong
    return folder, (
        f"{cache} cannot be written; the search index is kept in {folder}, and is"
        " lost when that is cleared. Name a folder that you can write in"
        " GULAGREADER_CACHE."
    )


def _can_write(folder: Path) -> bool:
    """Whether a folder can be written, or be made where it is missing."""
    try:
        while not folder.exists():
            folder = folder.parent
        return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    except OSError:  # nor can the folder that it is in be entered
        return False


def _made_own(folder: Path) -> bool:
    """Make a folder for the user alone; not one that somebody else has put there."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        facts = folder.lstat()
    except OSError:
        return False
    own = stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid()
    return own and not facts.st_mode & 0o077 and _can_write(folder)
