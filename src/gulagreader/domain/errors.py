"""Errors a reader can act on: each says what is wrong and what to do."""

from pathlib import Path

from gulagreader.domain.late_dataclasses import dataclass


class GulagreaderError(Exception):
    """The base of every error that is shown to a reader as it stands."""


class LibraryError(GulagreaderError):
    """A folder is not a library, or cannot be read or written as one."""


class DiskFullError(LibraryError):
    """The disk takes nothing more, so that trying the next file is of no use."""


class UnknownPostError(GulagreaderError):
    """No post or comment of the library has the given id."""


class SourceError(GulagreaderError):
    """A file given to an import cannot be taken in."""


class ExportError(GulagreaderError):
    """An export cannot be written where it was asked for."""


class IndexUnavailableError(GulagreaderError):
    """The search index cannot be built or opened at all."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One place in a library that could not be read as it should."""

    path: Path
    """The file, as an absolute path."""
    line: int | None
    """The line, counted from 1, or None where the whole file is meant."""
    reason: str
    """What is wrong and, where it can be told, what to do about it."""
    fatal: bool = True
    """Whether the file's content is not shown (a doubt alone is not fatal)."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.reason}"


class DamagedFileError(GulagreaderError):
    """A file of the library that cannot be read; carries the damage."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(str(damage))
        self.damage = damage
