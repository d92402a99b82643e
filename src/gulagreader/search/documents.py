"""The text file of an index: each document's words, text and record, memory-mapped.

One generation of an index holds it. Snippets, ancestors' texts and whatever an
engine must check in the text are read from here and never from the library's files.
Documents are numbered from 0 in the order in which they were added; a number means
the same document for as long as the generation lives. The files only grow: what a
manifest does not count yet (a run that was killed) is cut off before more is added.

``texts``: for each document a record (a JSON array) and then its plain text, UTF-8.
``words``: its normalised words, each with a blank before it and one at the end, so
that a run of words is found as a run of bytes; a post's title stands before the
body, parted from it by a line end. The columns are arrays of the machine's own
byte order: the cache is not carried between machines.
"""

import json
import mmap
import os
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gulagreader.domain.dates import parse_date
from gulagreader.text.words import words

UNDATED = -1
_NONE = 0xFFFFFFFF
_COLUMNS = {
    "texts-end": "Q",  # where the document ends; it begins where the last one does
    "record-length": "I",
    "words-end": "Q",
    "date": "q",  # seconds as in domain.dates.Moment, or UNDATED
    "year": "H",  # 0 where unknown
    "author": "I",  # number of the author's name
    "post": "I",  # number of the post
    "parent": "I",  # the document above it in the thread
}


@dataclass(frozen=True, slots=True)
class Document:
    """A post or a comment as it is indexed."""

    kind: str
    """``post``, ``comment``, ``pingback`` or ``trackback``."""
    post: str
    title: str
    """The post's title, also for a comment."""
    text: str
    """Plain text, without markup."""
    comment: str | None = None
    author: str | None = None
    date: str | None = None
    depth: int = 0
    parent: int | None = None
    """The document above it: its place in the sequence of the post's documents
    when added, its number when read."""
    tags: tuple[str, ...] = ()


class DocumentWriter:
    """Adds documents to the files of a generation."""

    def __init__(self, folder: Path, after: int = 0) -> None:
        """Open the files in ``folder`` to add to their first ``after`` documents."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._columns = {name: array(code) for name, code in _COLUMNS.items()}
        self._before = after
        self._names: dict[tuple[str, ...], int] = {}
        self._counts = {"author": 0, "post": 0}
        if after:
            self._cut(after)
        else:
            for name in (*_COLUMNS, "texts", "words", "names"):
                (folder / name).unlink(missing_ok=True)
        self._texts = (folder / "texts").open("ab")
        self._words = (folder / "words").open("ab")
        self._names_file = (folder / "names").open("a", encoding="utf-8")
        self.count = after

    def _cut(self, count: int) -> None:
        """Cut off what a killed run left, and read what numbers names have."""
        for name in ("texts", "words"):
            ends = _read_column(self._folder, f"{name}-end", count)
            os.truncate(self._folder / name, ends[count - 1])
        for name, code in _COLUMNS.items():
            os.truncate(self._folder / name, count * array(code).itemsize)
        names = self._folder / "names"
        os.truncate(names, names.read_bytes().rfind(b"\n") + 1)
        for row in _read_names(self._folder):
            self._number(row, write=False)

    def _number(self, row: tuple[str, ...], *, write: bool = True) -> int:
        """The number of an author's name or of a post with its title."""
        number = self._names.get(row)
        if number is None:
            kind = row[0]
            number = self._names[row] = self._counts[kind]
            self._counts[kind] += 1
            if write:
                self._names_file.write(json.dumps(row) + "\n")
        return number

    def add_post(self, documents: Sequence[Document]) -> range:
        """Add a post and its comments; gives their numbers."""
        first = self.count
        for document in documents:
            self._add(document, first)
        return range(first, self.count)

    def _add(self, document: Document, first: int) -> None:
        record = json.dumps(
            [
                *(document.kind, document.comment, document.author),
                *(document.date, document.depth, list(document.tags)),
            ],
            ensure_ascii=False,
        ).encode(errors="replace")
        moment = parse_date(document.date)
        self._texts.write(record)
        self._texts.write(document.text.encode(errors="replace"))
        self._words.write(_word_row(document))
        values = {
            "texts-end": self._texts.tell(),
            "record-length": len(record),
            "words-end": self._words.tell(),
            "date": moment.start if moment else UNDATED,
            "year": moment.year if moment else 0,
            "author": (
                self._number(("author", document.author)) if document.author else _NONE
            ),
            "post": self._number(("post", document.post, document.title)),
            "parent": _NONE if document.parent is None else first + document.parent,
        }
        for name, value in values.items():
            self._columns[name].append(value)
        self.count += 1

    def finish(self) -> None:
        """Write everything out and to the disk."""
        for file in (self._texts, self._words, self._names_file):
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for name, column in self._columns.items():
            with (self._folder / name).open("ab") as out:
                column.tofile(out)
                out.flush()
                os.fsync(out.fileno())

    def abandon(self) -> None:
        """Close the files; what was added is cut off by the next writer."""
        for file in (self._texts, self._words, self._names_file):
            file.close()


def _word_row(document: Document) -> bytes:
    row = " ".join(("", *words(document.text), ""))
    if document.comment is None:
        row = " ".join(("", *words(document.title), "\n")) + row
    return row.encode(errors="replace")


def _read_column(folder: Path, name: str, most: int) -> "array[int]":
    column = array(_COLUMNS[name])
    path = folder / name
    there = path.stat().st_size // column.itemsize if path.exists() else 0
    with path.open("rb") as file:
        column.fromfile(file, min(most, there))
    return column


def _read_names(folder: Path) -> list[tuple[str, ...]]:
    whole, _, _torn = (folder / "names").read_bytes().rpartition(b"\n")
    return [tuple(json.loads(line)) for line in whole.split(b"\n") if line]


class Documents:
    """Reads the documents of a generation."""

    def __init__(self, folder: Path, count: int) -> None:
        """Map the first ``count`` documents in ``folder``.

        Raises OSError or ValueError where the files do not hold so many.
        """
        column = {name: _read_column(folder, name, count) for name in _COLUMNS}
        if any(len(values) < count for values in column.values()):
            raise ValueError("the text file is shorter than its manifest says")
        self.dates = column["date"]
        self.years = column["year"]
        self.authors = column["author"]
        self.posts = column["post"]
        self._parents = column["parent"]
        self._lengths = column["record-length"]
        self._count = count
        names = _read_names(folder)
        self._texts, self._texts_at = _mapped(folder, "texts", column)
        self._words, self._words_at = _mapped(folder, "words", column)
        self.author_names = [row[1] for row in names if row[0] == "author"]
        self.post_names = [(row[1], row[2]) for row in names if row[0] == "post"]

    def __len__(self) -> int:
        return self._count

    def document(self, number: int) -> Document:
        """Read one document."""
        start, end = self._texts_at[number], self._texts_at[number + 1]
        body = start + self._lengths[number]
        record = json.loads(self._texts[start:body])
        kind, comment, author, date, depth, tags = record
        post, title = self.post_names[self.posts[number]]
        return Document(
            kind=kind,
            post=post,
            title=title,
            text=self._texts[body:end].decode(),
            comment=comment,
            author=author,
            date=date,
            depth=depth,
            parent=self.parent(number),
            tags=tuple(tags),
        )

    def parent(self, number: int) -> int | None:
        """The comment that a comment answers."""
        parent = self._parents[number]
        return None if parent == _NONE else parent

    def author(self, number: int) -> str | None:
        """The author's name."""
        author = self.authors[number]
        return None if author == _NONE else self.author_names[author]

    def words_of(self, number: int) -> bytes:
        """The normalised words of a document as described above."""
        return self._words[self._words_at[number] : self._words_at[number + 1]]

    def has(self, number: int, run: bytes) -> bool:
        """Whether the words hold ``run``: words with a blank before each.

        A blank at the end of ``run`` ends its last word; without it the last word
        may go on.
        """
        at = self._words_at
        return self._words.find(run, at[number], at[number + 1]) >= 0

    def close(self) -> None:
        """Give back the files."""
        self._texts.close()
        self._words.close()


def _mapped(
    folder: Path, name: str, column: "dict[str, array[int]]"
) -> "tuple[mmap.mmap, array[int]]":
    """A file in memory, and where each document begins in it, with the last end."""
    at = array("Q", [0]) + column[f"{name}-end"]
    with (folder / name).open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if at[-1] > size:
            raise ValueError("the text file is shorter than its columns say")
        return _map(file, size), at


def _map(file: BinaryIO, size: int) -> mmap.mmap:
    if size == 0:
        return mmap.mmap(-1, 1)  # an empty file cannot be mapped
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
