"""Folders of sources, on disk or in a zip file, looked at without reading a file.

Names are written with ``/``, relative to the folder. Hidden files are passed over,
links are not followed, and nothing in a zip file can climb out of it: its members
are read by name and never unpacked.
"""

import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol

from gulagreader.domain.counting import amount
from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import AS_USUAL, ImportOptions, Remark
from gulagreader.importing.sources import EmptySourceError, SourceFile, open_source
from gulagreader.importing.stored import (
    DAMAGES,
    MEMBER_LIMIT,
    RATIO_LIMIT,
    Gzipped,
    InMemory,
    OnDisk,
    Stored,
    ZipMember,
)
from gulagreader.text.clean import clean_line

MEMBERS_LIMIT = 20_000
"""Files that a zip file may hold."""
_JUNK = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b\x08"
_ITSELF = "."


class Tree(Protocol):
    """Files under one folder or in one archive."""

    @property
    def names(self) -> tuple[str, ...]:
        """Their names: those of a folder first, then its folders', each in order."""

    def stored(self, name: str) -> Stored:
        """Give one by name.

        Raises:
            SourceError: it cannot be opened.
        """


@dataclass(frozen=True)
class SourceFolder:
    """A folder that a format may know as a whole.

    Listing is done once; a file is opened when it is asked for, so that a folder of
    many files costs its names.
    """

    path: Path
    """Where it lies, for messages; for a zip file the file's path."""
    tree: Tree = field(repr=False)
    encoding: str | None = None
    """The encoding a person named."""
    options: ImportOptions = AS_USUAL
    """What a person asked for."""
    within: str = ""
    """The folder's own name in the tree, empty or with ``/`` at the end."""
    opened: set[str] = field(default_factory=set, compare=False, repr=False)
    """The names in the tree of the files that were opened, also in inner folders."""

    @property
    def name(self) -> str:
        """The folder's name; for a zip file the file's."""
        return self.path.name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all files in it, at any depth, in the order they are read."""
        length = len(self.within)
        return tuple(
            name[length:] for name in self.tree.names if name.startswith(self.within)
        )

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self._known

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that lie in it and in none of its folders."""
        return tuple(name for name in self.names if "/" not in name)

    @property
    def folders(self) -> tuple[str, ...]:
        """The names of the folders that lie in it, without those that are empty."""
        return tuple(
            dict.fromkeys(name.partition("/")[0] for name in self.names if "/" in name)
        )

    def under(self, folder: str) -> tuple[str, ...]:
        """The names of all files at any depth in a folder of it, such as ``_posts``."""
        start = f"{folder.rstrip('/')}/"
        return tuple(name for name in self.names if name.startswith(start))

    def open(self, name: str) -> SourceFile:
        """One of its files, unread.

        Raises:
            SourceError: there is no such file in it, or it cannot be opened.
        """
        if name not in self:
            raise SourceError(f"holds no file “{clean_line(name)}”")
        self.opened.add(self.within + name)
        return SourceFile(
            self.path / name,
            self.tree.stored(self.within + name),
            self.path,
            self.encoding,
            self.options,
        )

    def inner(self, name: str) -> "SourceFolder":
        """One of its folders, as a folder of its own."""
        within = f"{self.within}{name}/"
        return replace(self, path=self.path / name, within=within)


@dataclass(frozen=True)
class _OnDisk:
    folder: Path
    names: tuple[str, ...]

    def stored(self, name: str) -> Stored:
        return open_source(self.folder / name).stored


def folder_on_disk(
    path: Path,
    *,
    avoid: Path | None = None,
    encoding: str | None = None,
    options: ImportOptions = AS_USUAL,
) -> tuple[SourceFolder, tuple[Remark, ...]]:
    """Look at a folder, and say what of it was passed over.

    Nothing under ``avoid`` (the library itself) is in it.

    Raises:
        SourceError: it cannot be looked into.
    """
    links: list[str] = []
    closed: list[str] = []
    shunned = avoid.resolve() if avoid is not None else None
    names = tuple(_walk(path, shunned, links, closed))
    if closed[:1] == [_ITSELF]:
        raise SourceError("may not be looked into; check its permissions")
    remarks = [
        Remark(
            None, clean_line(f"{what}: {amount(len(found), many)}, “{found[0]}” first")
        )
        for found, what, many in (
            (links, "not followed", "links in it"),
            (closed, "cannot be opened", "folders in it"),
        )
        if found
    ]
    folder = SourceFolder(path, _OnDisk(path, names), encoding, options)
    return folder, tuple(remarks)


def _walk(
    root: Path, shunned: Path | None, links: list[str], closed: list[str]
) -> Iterator[str]:
    # Not recursive: a stranger's folders may be nested deeper than Python goes.
    waiting = [""]
    while waiting:
        at = waiting.pop()
        folders: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(root / at) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name in _JUNK:
                        continue
                    if entry.is_symlink():
                        links.append(at + entry.name)
                    elif entry.is_dir(follow_symlinks=False):
                        folders.append(entry.name)
                    else:
                        files.append(entry.name)
        except OSError:
            closed.append(at or _ITSELF)
            continue
        yield from (at + name for name in sorted(files))
        waiting.extend(
            f"{at}{name}/"
            for name in sorted(folders, reverse=True)
            if shunned is None or (root / at / name).resolve() != shunned
        )


@dataclass(frozen=True)
class _InZip:
    packed: Stored
    sizes: dict[str, tuple[int, int]]
    """Size and packed size of each member."""
    names: tuple[str, ...]

    def stored(self, name: str) -> Stored:
        size, packed = self.sizes[name]
        if size > MEMBER_LIMIT:
            raise SourceError(
                f"would have {size:,} bytes when unpacked; the limit is "
                f"{MEMBER_LIMIT:,}. Unpack it yourself if you trust it"
            )
        if not size:
            raise EmptySourceError("is empty")
        return ZipMember(self.packed, name, size, packed)


def is_zip(source: SourceFile) -> bool:
    """Whether a source is a zip file, by its content."""
    return source.start.startswith(_ZIP)


def is_gzip(source: SourceFile) -> bool:
    """Whether a source is a gzip file, by its content."""
    return source.start.startswith(_GZIP)


def unpacked(source: SourceFile) -> SourceFile:
    """What a gzip file holds, as a source with the name less its ``.gz``."""
    path = source.path
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    return replace(source, path=path, content=Gzipped(source.stored))


def folder_in_zip(source: SourceFile) -> tuple[SourceFolder, tuple[Remark, ...]]:
    """The files in a zip file as a folder, and what of it was passed over.

    Raises:
        SourceError: it is damaged, or built to do harm.
    """
    stored = source.stored
    if not isinstance(stored, OnDisk | InMemory):
        # The list of a zip file is at its end, and what is packed cannot go there.
        stored = InMemory(source.data)
    try:
        with stored.open() as stream, zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (*DAMAGES, NotImplementedError) as error:
        raise SourceError(f"is damaged as a zip file: {error}") from error
    if len(members) > MEMBERS_LIMIT:
        raise SourceError(
            f"holds {len(members):,} files; the limit is {MEMBERS_LIMIT:,}. "
            "Unpack it yourself and name the folder"
        )
    packed = source.size or sum(member.compress_size for member in members)
    whole = sum(member.file_size for member in members)
    if whole > max(packed * RATIO_LIMIT, MEMBER_LIMIT // RATIO_LIMIT):
        raise SourceError(
            f"would unpack {packed:,} bytes to {whole:,}, which no archive of texts "
            "does: it was built to fill a disk"
        )
    sizes: dict[str, tuple[int, int]] = {}
    strange = 0
    for member in members:
        name = member.filename
        if member.is_dir() or _is_junk(name):
            continue
        if not _stays_inside(name) or stat.S_ISLNK(member.external_attr >> 16):
            strange += 1
        else:
            sizes[name] = (member.file_size, member.compress_size)
    remarks: tuple[Remark, ...] = ()
    if strange:
        what = (
            f"passed over: {amount(strange, 'names')} in it that would lead out of the "
            "archive, or links"
        )
        remarks = (Remark(None, what),)
    names = tuple(sorted(sizes, key=_reading_order))
    tree = _InZip(stored, sizes, names)
    folder = SourceFolder(source.path, tree, source.encoding, source.options)
    return folder, remarks


def _is_junk(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith(".") and part not in ("..", ".") for part in parts) or (
        not _JUNK.isdisjoint(parts)
    )


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and "\0" not in name
        and name == path.as_posix()
        and ":" not in path.parts[0]
    )


def _reading_order(name: str) -> tuple[tuple[int, str], ...]:
    """The files of a folder before those of its folders, each in order of name."""
    *folders, file = name.split("/")
    return (*((1, folder) for folder in folders), (0, file))
