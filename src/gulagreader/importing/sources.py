"""Source files: found, opened within limits, decoded, cleaned and fingerprinted."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.encodings import decode
from gulagreader.text.clean import cleaned

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of the largest file that is read."""
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class SourceText:
    """The cleaned text of a source and what happened to it on the way."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class SourceFile:
    """One file of an archive, in memory."""

    path: Path
    """Where it lies; a format may look for files beside it."""
    data: bytes = field(repr=False)
    root: Path | None = None
    """The folder a person named, when the file was found inside it."""
    encoding: str | None = None
    """The encoding a person named."""

    @property
    def name(self) -> str:
        """The file's name, without folders."""
        return self.path.name

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal digits."""
        return sha256(self.data).hexdigest()

    @cached_property
    def head(self) -> str:
        """The beginning as text, decoded leniently: enough to know a format.

        Empty for a binary file, so look at ``data`` for a binary format.
        """
        data = self.data[:_HEAD]
        data = data[: data.rfind(b"\n") + 1] or data if len(data) == _HEAD else data
        try:
            return cleaned(decode(data, encoding=self.encoding).text).text
        except SourceError:
            return ""

    def text(self, *, declared: str | None = None) -> SourceText:
        """The whole text, cleaned; ``declared`` is the encoding it claims.

        Raises:
            SourceError: it is binary, or in another encoding than was named.
        """
        decoded = decode(self.data, encoding=self.encoding, declared=declared)
        clean = cleaned(decoded.text)
        if not clean.removed:
            return SourceText(clean.text, decoded.encoding, decoded.remarks)
        removed = LeftOut("control and invisible characters", clean.removed)
        return SourceText(
            clean.text, decoded.encoding, decoded.remarks, left_out=(removed,)
        )


def open_source(
    path: Path,
    *,
    root: Path | None = None,
    encoding: str | None = None,
    limit: int = SIZE_LIMIT,
) -> SourceFile:
    """Read a file whole.

    Raises:
        SourceError: it is missing, unreadable, empty, no regular file or larger
            than ``limit`` bytes.
    """
    try:
        # A pipe or a device would have no end.
        if path.exists() and not path.is_file():
            raise SourceError("is not a regular file")
        size = path.stat().st_size
        if size > limit:
            raise SourceError(
                f"has {size:,} bytes; the limit is {limit:,}. Split it up first"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError("does not exist") from error
    except PermissionError as error:
        raise SourceError("may not be read; check its permissions") from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}") from error
    if not data:
        raise SourceError("is empty")
    return SourceFile(path, data, root, encoding)


@dataclass(frozen=True, slots=True)
class Place:
    """A file to be opened, and the folder it was found through, if any."""

    path: Path
    root: Path | None = None


def source_places(paths: Sequence[Path], *, avoid: Path | None = None) -> list[Place]:
    """The files that paths stand for, each once, folders walked in order of name.

    Hidden files and folders are passed over, links to folders are not followed,
    and nothing under ``avoid`` (the library itself) is taken.
    """
    found: dict[Path, Place] = {}
    for path in paths:
        if path.is_dir():
            for inner in _walk(path, avoid):
                found.setdefault(inner.resolve(), Place(inner, path))
        else:
            found.setdefault(path.resolve(), Place(path))
    return list(found.values())


def _walk(folder: Path, avoid: Path | None) -> Iterator[Path]:
    shunned = avoid.resolve() if avoid is not None else None
    for here, folders, files in os.walk(folder):
        at = Path(here)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (at / name).resolve() != shunned
        )
        for name in sorted(files):
            if not name.startswith("."):
                yield at / name
