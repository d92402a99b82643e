"""Writing the text file of an index: documents and the words in them."""

import json
import os
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from gulagreader.domain.dates import parse_date
from gulagreader.search.documents import (
    BREAK,
    COLUMNS,
    NONE,
    TOKEN,
    UNDATED,
    Document,
    read_column,
)
from gulagreader.search.vocabulary import ENDS, WORDS, Vocabulary, order_name
from gulagreader.text.words import normalise, raw_words

_CODES = {"u8": "Q", "i8": "q", "u4": "I", "u2": "H"}
_COUNTED_AT_ONCE = 1 << 19
"""Tokens whose documents are counted together."""
_SPELLINGS_KEPT = 400_000
_ROWS_KEPT = 4096
_WHOLE_FILES = ("texts", "tokens", "names", WORDS, ENDS)


class _Numbering(dict[str, int]):
    """The number of each word as it is spelt; 0 for what is no word.

    A spelling that was met is found without being normalised again.
    """

    def __init__(self, known: Vocabulary | None) -> None:
        self._before = known
        self.count = len(known) if known else 0
        self.fresh: list[bytes] = []
        """Lines of the words that came new."""
        self._numbers: dict[str, int] = {}

    def __missing__(self, spelling: str) -> int:
        word = normalise(spelling)
        number = self._number(word) if word else 0
        if len(self) >= _SPELLINGS_KEPT:
            self.clear()
        self[spelling] = number
        return number

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._before.number(word) if self._before else 0
            if not number:
                self.count += 1
                number = self.count
                self.fresh.append(word.encode(errors="replace") + b"\n")
            self._numbers[word] = number
        return number


class DocumentWriter:
    """Adds documents to the files of a generation."""

    def __init__(self, folder: Path, after: int = 0) -> None:
        """Open the files in ``folder`` to add to their first ``after`` documents."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._after = after
        self._columns = {name: array(_CODES[code]) for name, code in COLUMNS.items()}
        self._names: dict[tuple[str, ...], int] = {}
        """The last rows that were asked for: a post's come one after another."""
        self._lines: dict[bytes, int] = {}
        """All rows of ``names`` as they are written."""
        self._before: Vocabulary | None = None
        if after:
            self._cut(after)
            self._before = Vocabulary(folder, after)
        else:
            for name in (*COLUMNS, *_WHOLE_FILES):
                (folder / name).unlink(missing_ok=True)
        self._numbering = _Numbering(self._before)
        self._files = {name: (folder / name).open("ab") for name in _WHOLE_FILES}
        self._counts = np.zeros(0, np.uint32)
        self._waiting: list[array[int]] = []
        self._waiting_tokens = 0
        self.count = after

    def _cut(self, count: int) -> None:
        """Cut off what a killed run left, and read what numbers names have."""
        folder = self._folder
        words = (folder / order_name(count)).stat().st_size // 8
        os.truncate(folder / ENDS, words * 8)
        word_ends = np.fromfile(folder / ENDS, np.uint64)
        os.truncate(folder / WORDS, int(word_ends[-1]) if words else 0)
        for name, size in (("texts", 1), ("tokens", TOKEN.itemsize)):
            ends = read_column(folder, f"{name}-end", count)
            os.truncate(folder / name, int(ends[count - 1]) * size)
        for name, code in COLUMNS.items():
            os.truncate(folder / name, count * np.dtype(code).itemsize)
        whole, _, _torn = (folder / "names").read_bytes().rpartition(b"\n")
        os.truncate(folder / "names", len(whole) + 1 if whole else 0)
        if whole:
            self._lines = {line: at for at, line in enumerate(whole.split(b"\n"))}

    def _row(self, *row: str) -> int:
        """The row of an author's name, or of a post with its title."""
        number = self._names.get(row)
        if number is None:
            if len(self._names) >= _ROWS_KEPT:
                self._names.clear()
            line = json.dumps(row).encode()
            number = self._lines.get(line)
            if number is None:
                number = self._lines[line] = len(self._lines)
                self._files["names"].write(line + b"\n")
            self._names[row] = number
        return number

    def add_post(self, documents: Sequence[Document]) -> range:
        """Add a post and its comments; gives their numbers."""
        first = self.count
        for document in documents:
            self._add(document, first)
        return range(first, self.count)

    def _add(self, document: Document, first: int) -> None:
        span = document.span or ()
        facts = [document.comment, document.date, document.depth, *span]
        record = json.dumps(facts, ensure_ascii=False).encode(errors="replace")
        moment = parse_date(document.date)
        texts = self._files["texts"]
        texts.write(record)
        texts.write(document.text.encode(errors="replace"))
        title_words = self._add_tokens(document)
        author, parent = document.author, document.parent
        values = {
            "texts-end": texts.tell(),
            "record-length": len(record),
            "tokens-end": self._files["tokens"].tell() // TOKEN.itemsize,
            "title-words": title_words,
            "date": moment.start if moment else UNDATED,
            "year": moment.year if moment else 0,
            "author": self._row("author", author) if author else NONE,
            "post": self._row("post", document.post, document.title),
            "kind": self._row("kind", document.kind),
            "tags": self._row("tags", *document.tags) if document.tags else NONE,
            "lang": self._row("lang", document.lang) if document.lang else NONE,
            "parent": NONE if parent is None else first + parent,
        }
        for name, value in values.items():
            self._columns[name].append(value)
        self.count += 1

    def _add_tokens(self, document: Document) -> int:
        """Write a document's words; gives how many the title has."""
        number = self._numbering.__getitem__
        tokens = array("I", [BREAK])
        title_words = 0
        if document.kind == "post":
            tokens.extend(filter(None, map(number, raw_words(document.title))))
            title_words = len(tokens) - 1
            tokens.append(BREAK)
        tokens.extend(filter(None, map(number, raw_words(document.text))))
        self._files["tokens"].write(tokens.tobytes())
        self._waiting.append(tokens)
        self._waiting_tokens += len(tokens)
        if self._waiting_tokens >= _COUNTED_AT_ONCE:
            self._count_words()
        return title_words

    def _count_words(self) -> None:
        """Count in how many of the documents that wait each word stands."""
        sizes = [len(tokens) for tokens in self._waiting]
        # The document in the upper bits, the word in the lower ones.
        keys = np.repeat(np.arange(len(sizes), dtype=np.uint64) << np.uint64(32), sizes)
        end = 0
        for tokens in self._waiting:
            keys[end : end + len(tokens)] |= np.frombuffer(tokens, TOKEN)
            end += len(tokens)
        keys.sort()  # four times as fast here as what np.unique does
        first = np.ones(len(keys), np.bool_)
        np.not_equal(keys[1:], keys[:-1], out=first[1:])
        each = keys[first].astype(TOKEN)
        del keys, first
        counts = np.pad(
            self._counts, (0, self._numbering.count + 1 - len(self._counts))
        )
        np.add.at(counts, each, np.uint32(1))
        self._counts = counts
        self._waiting.clear()
        self._waiting_tokens = 0

    def finish(self) -> None:
        """Write everything out and to the disk."""
        if self.count == self._after and self._after:
            # The order of the words is not touched: the manifest counts on it.
            self.abandon()
            return
        self._count_words()
        lines = self._numbering.fresh
        start = self._files[WORDS].tell()
        self._files[WORDS].write(b"".join(lines))
        ends = start + np.cumsum(np.array(list(map(len, lines)), np.uint64))
        self._files[ENDS].write(ends.astype(np.uint64).tobytes())
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for name, column in self._columns.items():
            with (self._folder / name).open("ab") as out:
                column.tofile(out)
                out.flush()
                os.fsync(out.fileno())
        self._write_order(lines)
        self._forget_other_orders()

    def _write_order(self, fresh: Sequence[bytes]) -> None:
        """Write the order of all words, and in how many documents each stands."""
        before = self._before
        known = len(before) if before else 0
        added = sorted(range(len(fresh)), key=fresh.__getitem__)
        order = np.array(added, np.int64) + known + 1
        counts = self._counts[1:]
        counts = np.pad(counts, (0, self._numbering.count - len(counts)))
        if before is not None and known:
            at = [before.place(fresh[number][:-1]) for number in added]
            order = np.insert(before.in_order().astype(np.int64), at, order)
            counts[:known] += before.frequencies(
                np.arange(1, known + 1, dtype=np.uint32)
            )
        path = self._folder / order_name(self.count)
        with path.open("wb") as out:
            out.write(order.astype(np.uint32).tobytes())
            out.write(counts.astype(np.uint32).tobytes())
            out.flush()
            os.fsync(out.fileno())

    def _forget_other_orders(self) -> None:
        """Remove what killed runs left; the manifest still counts the order before."""
        kept = {order_name(self._after), order_name(self.count)}
        for path in self._folder.glob("order-*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def abandon(self) -> None:
        """Close the files; what was added is cut off by the next writer."""
        for file in self._files.values():
            # On a full disk a file cannot be closed without a complaint.
            with suppress(OSError):
                file.close()
        if self._before is not None:
            self._before.close()
