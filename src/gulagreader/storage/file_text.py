"""Reading a library's files as text: whole, bounded, decoded, or refused in words."""

import os
import stat
from pathlib import Path

from gulagreader.domain.errors import Damage, DamagedFileError
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.clean import clean
from gulagreader.text.yaml_values import LIBRARY_LIMITS, MEBIBYTE, UNPRINTABLE


def read_text(path: Path) -> str:
    """Read a whole file as UTF-8 text, its line ends as they are.

    Raises:
        DamagedFileError: it cannot be opened, is no plain file, is larger than
            8 MiB or is not UTF-8.
    """
    data = _read(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise damaged(path, line, "this is not UTF-8; save the file as UTF-8") from None


def _read(path: Path) -> bytes:
    limit = LIBRARY_LIMITS.size
    try:
        # Without O_NONBLOCK a pipe that bears a post's name would be waited for.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise damaged(path, None, "this is not a plain file; remove it")
            data = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise damaged(path, None, f"the file cannot be read: {reason}") from None
    if len(data) > limit:
        raise damaged(
            path, None, f"the file is larger than {limit // MEBIBYTE} MiB; split it"
        )
    return data


def damaged(path: Path, line: int | None, reason: str) -> DamagedFileError:
    """Make the error that names a damaged file."""
    return DamagedFileError(Damage(path, line, reason))


@dataclass(frozen=True, slots=True)
class Printable:
    """A text without the characters that YAML cannot hold."""

    text: str
    line: int | None = None
    """The first line that held one; None where there was none."""


def printable(text: str) -> Printable:
    """Clean the lines that hold control characters, so that one costs no file.

    Only those lines are touched: the number of lines stays.
    """
    # Quicker than the pattern, and most texts have no tab either.
    plain = text.replace("\n", "").isprintable()
    bad = None if plain else UNPRINTABLE.search(text)
    if bad is None:
        return Printable(text)
    first = text.count("\n", 0, bad.start()) + 1
    lines = text.split("\n")
    for number in range(first - 1, len(lines)):
        if UNPRINTABLE.search(lines[number]) is not None:
            lines[number] = clean(lines[number]).replace("\n", " ")
    return Printable("\n".join(lines), first)
