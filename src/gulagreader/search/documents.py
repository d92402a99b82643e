"""The text file of an index: each document's text, words and record, memory-mapped.

One generation of an index holds it. Snippets, ancestors' texts and whatever an
engine must check in the text are read from here and never from the library's files.
Documents are numbered from 0 in the order in which they were added; a number means
the same document for as long as the generation lives. The files only grow: what a
manifest does not count yet (a run that was killed) is cut off before more is added.

``texts``: for each document a record (a JSON array) and then its plain text, UTF-8.
``tokens``: its normalised words as numbers of the vocabulary, 32 bits each, with a 0
before them; a post's title stands before the body, parted from it by another 0, so
that no run of words goes from the one to the other. The columns are arrays of the
machine's own byte order: the cache is not carried between machines.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gulagreader.search.mapped_file import MappedFile, Numbers, give_back_arrays
from gulagreader.search.named_rows import AuthorNames, Names, PostNames
from gulagreader.search.vocabulary import Vocabulary

UNDATED = -1
NONE = 0xFFFFFFFF
BREAK = 0
"""The token that stands before a text and between a title and the body."""
COLUMNS = {
    "texts-end": "u8",  # where the document ends; it begins where the last one does
    "record-length": "u4",
    "tokens-end": "u8",
    "title-words": "u4",  # of a post; 0 of a comment
    "date": "i8",  # seconds as in domain.dates.Moment, or UNDATED
    "year": "u2",  # 0 where unknown
    "author": "u4",  # rows of ``names``: the author's name, the post, the kind, all
    "post": "u4",  # tags, the language; NONE where there is none
    "kind": "u4",
    "tags": "u4",
    "lang": "u4",
    "parent": "u4",  # the document above it in the thread
}
_SIZES = {name: np.dtype(kind).itemsize for name, kind in COLUMNS.items()}
TOKEN = np.dtype(np.uint32)
_BYTES_AT_ONCE = 1 << 24
_ENDS_AT_ONCE = 1 << 15


@dataclass(frozen=True, slots=True)
class Document:
    """A post or a comment as it is indexed."""

    kind: str
    """``post``, ``comment``, ``pingback``, ``trackback`` or ``quotation``."""
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
    lang: str | None = None
    """The tag of the language it is written in; None means the library's."""
    span: tuple[int, int] | None = None
    """Of a quotation: its place in the source of the post or the comment."""


class Documents:
    """Reads the documents of a generation."""

    def __init__(self, folder: Path, count: int) -> None:
        """Map the first ``count`` documents in ``folder``.

        Raises OSError or ValueError where the files do not hold so many.
        """
        kinds = {name: np.dtype(kind) for name, kind in COLUMNS.items()}
        self._columns = {
            name: MappedFile(folder / name, count * kind.itemsize, aside=True)
            for name, kind in kinds.items()
        }
        column = {
            name: one.array(kinds[name], count) for name, one in self._columns.items()
        }
        self._count = count
        self.dates: Numbers = column["date"]
        self.years: Numbers = column["year"]
        self.authors: Numbers = column["author"]
        self.posts: Numbers = column["post"]
        self.kinds: Numbers = column["kind"]
        self.tags: Numbers = column["tags"]
        self._langs = column["lang"]
        self.title_words: Numbers = column["title-words"]
        self._parents = column["parent"]
        self._lengths = column["record-length"]
        # No place in a file has 64 bits; of signed numbers none becomes a float.
        self._texts_end = column["texts-end"].view(np.int64)
        self._tokens_end = column["tokens-end"].view(np.int64)
        rows = Names(folder)
        self.author_names: Sequence[str] = AuthorNames(rows)
        self.post_names: Sequence[tuple[str, str]] = PostNames(rows)
        """Id and title by the numbers in ``posts``; other numbers are no posts."""
        self.names = rows
        """The rows that ``authors``, ``posts``, ``kinds`` and ``tags`` count."""
        self.vocabulary = Vocabulary(folder, count)
        texts, size = (
            int(ends[-1]) if count else 0
            for ends in (self._texts_end, self._tokens_end)
        )
        self._texts = MappedFile(folder / "texts", texts, aside=True)
        self._held = MappedFile(folder / "tokens", size * TOKEN.itemsize, aside=True)
        self.tokens = self._held.array(TOKEN, size)
        """The tokens of all documents."""

    def __len__(self) -> int:
        return self._count

    @cached_property
    def tokens_at(self) -> Numbers:
        """Where each document's tokens begin, and where the last one's end."""
        starts = np.zeros(len(self) + 1, np.int64)
        for first in range(0, len(self), _ENDS_AT_ONCE):
            end = min(first + _ENDS_AT_ONCE, len(self))
            starts[first + 1 : end + 1] = self._tokens_end[first:end]
            self._columns["tokens-end"].rest(first * 8, end * 8)
        return starts

    def column_was_read(self, name: str) -> None:
        """Let the system have the memory of a column that was gone through."""
        self._columns[name].rest()

    def rest_from_hits(self) -> None:
        """Let the system have what was mapped to read documents one by one."""
        for held in (self._texts, *self._columns.values()):
            held.rest()

    def tokens_were_read(self, first: int, end: int) -> None:
        """Let the system have the memory of tokens that were gone through.

        Whoever goes through all of them would hold all of the file otherwise.
        """
        self._held.rest(first * TOKEN.itemsize, end * TOKEN.itemsize)

    def tokens_were_gathered(self, starts: Numbers) -> None:
        """Say that the tokens of some documents were read, here and there."""
        self._held.gathered(starts * TOKEN.itemsize)

    def copied_tokens(self, starts: Numbers, sizes: Numbers) -> npt.NDArray[np.uint32]:
        """The tokens from some places on, one stretch after another.

        Nothing of their file stays in memory.
        """
        ends = ((starts + sizes) * TOKEN.itemsize).tolist()
        bounds = zip((starts * TOKEN.itemsize).tolist(), ends, strict=True)
        copied = b"".join(self._held.copied(start, end) for start, end in bounds)
        return np.frombuffer(copied, TOKEN)

    def _text_at(self, number: int) -> tuple[int, int, int]:
        """Where a document's record begins, its text begins, and both end."""
        start = int(self._texts_end[number - 1]) if number else 0
        body = start + int(self._lengths[number])
        return start, body, int(self._texts_end[number])

    def document(self, number: int) -> Document:
        """Read one document."""
        # The columns, too, are read here and there: mapped, all of each would stay.
        start = self._number("texts-end", number - 1) if number else 0
        both = self._texts.copied(start, self._number("texts-end", number))
        body = self._number("record-length", number)
        comment, date, depth, *span = json.loads(both[:body])
        post, title = self.post_names[self._number("post", number)]
        tags = self._number("tags", number)
        return Document(
            kind=self.names[self._number("kind", number)][1],
            post=post,
            title=title,
            text=both[body:].decode(),
            comment=comment,
            author=self._named(self._number("author", number)),
            date=date,
            depth=depth,
            parent=self.parent(number),
            tags=() if tags == NONE else self.names[tags][1:],
            lang=self._named(self._number("lang", number)),
            span=(span[0], span[1]) if span else None,
        )

    def _number(self, name: str, number: int) -> int:
        """A document's number in a column."""
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._columns[name].number(number, _SIZES[name])

    def with_signs(self, signs: Sequence[bytes]) -> Numbers:
        """Documents whose text holds one of some signs, and perhaps a few more.

        A sign is the UTF-8 of one or a few characters; in it a zero stands for any
        byte. The bytes of all texts are gone through, at about a nanosecond each; ids
        and dates stand among them.
        """
        flags = np.zeros(len(self) + 1, np.bool_)
        size = int(self._texts_end[-1]) if len(self) else 0
        for start in range(0, size, _BYTES_AT_ONCE):
            # A sign may begin at the end of a stretch.
            end = min(size, start + _BYTES_AT_ONCE + max(map(len, signs)) - 1)
            part = self._texts.array(np.uint8, end - start, start)
            for sign in signs:
                there = part[: len(part) - len(sign) + 1] == sign[0]
                for offset, byte in enumerate(sign[1:], 1):
                    if not byte:
                        continue
                    there &= part[offset : len(part) - len(sign) + 1 + offset] == byte
                at = np.flatnonzero(there) + start
                flags[np.searchsorted(self._texts_end, at, side="right")] = True
            self._texts.rest(start, end)
        return np.flatnonzero(flags[:-1])

    def comment(self, number: int) -> str | None:
        """The id of the comment that a document is, or stands in."""
        start, body, _ = self._text_at(number)
        record = self._texts.part(start, body)
        if record.startswith(b"[null"):
            return None
        name = record[2 : record.index(b'"', 2)]
        if b"\\" in name:
            return str(json.loads(record)[0])
        return name.decode()  # several times as fast as to read the JSON

    def place(self, number: int) -> tuple[str | None, int]:
        """The comment that a document stands in, and where it begins there, or 0."""
        start, body, _ = self._text_at(number)
        record = self._texts.part(start, body)
        comment, _, _, *span = json.loads(record)
        return comment, span[0] if span else 0

    def parent(self, number: int) -> int | None:
        """The comment that a comment answers."""
        parent = self._number("parent", number)
        return None if parent == NONE else parent

    @property
    def parents(self) -> Numbers:
        """The document above each document; ``NONE`` where there is none."""
        return self._parents

    def author(self, number: int) -> str | None:
        """The author's name."""
        return self._named(self._number("author", number))

    def _named(self, row: int) -> str | None:
        return None if row == NONE else self.names[row][1]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that texts are said to be written in, besides the library's."""
        # np.unique would import a twentieth of a second of other things.
        rows = sorted(set(self._langs[self._langs != NONE].tolist()))
        self.column_was_read("lang")
        return tuple(self.names[row][1] for row in rows)

    def words_of(self, number: int) -> tuple[list[str], list[str]]:
        """The normalised words of a document: of a post's title, and of the text."""
        start = int(self._tokens_end[number - 1]) if number else 0
        end = int(self._tokens_end[number])
        body = start + 1 + int(self.title_words[number])
        word = self.vocabulary.word
        title = [word(token) for token in self.tokens[start + 1 : body].tolist()]
        text = [word(token) for token in self.tokens[body:end].tolist() if token]
        return title, text

    def rest(self) -> None:
        """Let the system have the memory of the files, until they are read again."""
        self.rest_from_hits()
        self._held.rest()
        self.names.rest()
        self.vocabulary.rest()
        self.__dict__.pop("tokens_at", None)

    def close(self) -> None:
        """Give back the files."""
        give_back_arrays(self)
        for file in (self._texts, self._held, *self._columns.values()):
            file.close()
        self.vocabulary.close()
        self.names.close()


def read_column(folder: Path, name: str, most: int) -> Numbers:
    """Read the first ``most`` values of a column, or as many as there are."""
    kind = np.dtype(COLUMNS[name])
    with (folder / name).open("rb") as file:
        data = file.read(most * kind.itemsize)
    return np.frombuffer(data, kind, len(data) // kind.itemsize)
