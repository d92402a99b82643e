"""The files of a Whoosh index: its fields, made, opened and mapped into memory."""

import mmap
import os
import weakref
from io import BytesIO
from pathlib import Path
from typing import Any

from gulagreader.search.mapped_file import Blocks
from gulagreader.search.whoosh_names import (
    FileStorage,
    StructFile,
    analysis,
    columns,
    fields,
    formats,
)

COLUMN_CODES = {"ref": "I", "date": "q", "length": "I"}
"""The type of the numbers in each column, as ``struct`` and numpy name it."""


def schema() -> Any:
    """The fields of the index.

    ``text`` is scored; its postings hold how often a word stands in a document as
    their weight, and no positions. ``ref`` is the number in the text file, ``date``
    seconds, ``length`` the exact length that Whoosh rounds to a byte.
    """
    text = fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=False)
    text.format = formats.Existence()
    return fields.Schema(
        text=text,
        kind=fields.ID(),
        **{name: fields.KEYWORD() for name in ("author", "title", "tag")},
        **{
            name: fields.COLUMN(columns.NumericColumn(code))
            for name, code in COLUMN_CODES.items()
        },
    )


class _MappedFile(StructFile):  # type: ignore[misc]
    """A file in memory, of which what is looked at is copied without being mapped.

    A look is one call to the system, and so takes no longer than one at a page that
    is to be mapped first. Where there is no such call, some megabytes stay there.
    """

    def __init__(self, held: Any, number: int | None, **more: Any) -> None:
        super().__init__(held, **more)
        self.blocks = Blocks(held)
        self._number = number
        if number is not None:
            self._closing = weakref.finalize(self, os.close, number)

    def get(self, position: int, length: int) -> bytes:
        if self._number is not None:
            return os.pread(self._number, length, position)
        found: bytes = self.file[position : position + length]
        if found:
            self.blocks.read(position, position + len(found))
        return found

    def close(self) -> None:
        super().close()
        if self._number is not None:
            self._number = None
            self._closing()


class MappedStorage(FileStorage):  # type: ignore[misc]
    """A folder that maps the files it opens, and can close them all.

    Whoosh forgets open files when it meets damage.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._opened: list[Any] = []

    def open_file(self, name: str, **more: Any) -> Any:
        """Open a file to read it."""
        with Path(self._fpath(name)).open("rb") as file:
            if file.seek(0, os.SEEK_END) == 0:  # and cannot be mapped
                opened = StructFile(BytesIO(), name=name, **more)
            else:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                number = os.dup(file.fileno()) if hasattr(os, "pread") else None
                opened = _MappedFile(mapped, number, name=name, **more)
        self._opened.append(opened)
        return opened

    def rest(self) -> None:
        """Let the system have the memory of all files, until they are read again."""
        for opened in self._opened:
            if isinstance(opened, _MappedFile) and not opened.is_closed:
                opened.blocks.let_go()

    def close(self) -> None:
        """Close every file that was opened."""
        for opened in self._opened:
            if not opened.is_closed:
                opened.close()
        self._opened.clear()


def create(folder: Path) -> Any:
    """Make an empty index in a folder."""
    return MappedStorage(folder).create_index(schema())


def open_index(folder: Path) -> Any:
    """Open an index; raises any exception at all where it is damaged."""
    storage = MappedStorage(folder)
    try:
        return storage.open_index()
    except BaseException:
        storage.close()
        raise
