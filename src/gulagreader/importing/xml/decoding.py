"""The bytes of an XML file to pieces of text, whatever it declares of itself.

Programs declare one encoding and write another, and blogs that are twenty years old
hold bytes of several. So the order is that of other sources: byte order mark, UTF-8
as long as the bytes are UTF-8, and from the first byte that is not the encoding that
a person named, the file declares, or the bytes look like. Characters that XML does
not allow are left out and counted.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gulagreader.domain.counting import agreeing, amount
from gulagreader.importing.archive import Remark, SourceLineError
from gulagreader.importing.encodings import BARE_XML, MARKS, read_as
from gulagreader.importing.mixed_encodings import (
    REPLACED,
    MixedDecoder,
    is_one_byte,
    mixture_of,
)
from gulagreader.importing.sources import SourceFile

Read = Callable[[int], bytes]
PIECE = 256 * 1024
"""Bytes that are read in one step."""
_SAMPLE = 1024 * 1024
_MOST_ILLEGAL = 1_000_000
"""Characters; with more a file is no text, and leaving them out takes for ever."""
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What says Latin-1 means its extension by Windows (WHATWG, Encoding, 4.2).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}


@dataclass
class TextPieces:
    """One reading of a file as text; what it says of itself is true at its end."""

    source: SourceFile
    encoding: str = "utf-8"
    lines: int = 1
    """The line that was reached."""
    illegal: int = 0
    """Characters left out so far, and the line of the first."""
    first_illegal: int = 0
    replaced: int = 0
    """Damaged places so far."""
    said: list[Remark] = field(default_factory=list)
    _beyond_ascii: bool = False
    _mixed: MixedDecoder | None = None
    """What reads the file from where it is not UTF-8, if part of the rest is."""

    def __iter__(self) -> Iterator[str]:
        with self.source.open() as stream:
            first = stream.read(PIECE)
            mark, name = _marked(first)
            first = first[len(mark) :]
            if name is not None:
                pieces = self._decoded(name, first, stream.read)
            else:
                pieces = self._as_utf_8(first, stream.read)
            for piece in pieces:
                yield self._legal(piece)

    def _as_utf_8(self, data: bytes, read: Read) -> Iterator[str]:
        declared = _declared(data)
        start = data
        while data:
            more = read(PIECE)
            try:
                text, used = codecs.utf_8_decode(data, "strict", not more)
            except UnicodeDecodeError as error:
                text = data[: error.start].decode("utf-8")
                yield self._noted(text)
                rest = data[error.start :] + more
                line = self.lines  # with the text above, which was taken by now
                rest += read(_SAMPLE)
                how = self._otherwise(rest, declared, line)
                if isinstance(how, MixedDecoder):
                    yield from self._in_lines(how, rest, read)
                else:
                    yield from self._decoded(how, rest, read)
                return
            yield self._noted(text)
            data = data[used:] + more
        if declared not in (None, "utf-8") and self._beyond_ascii:
            what = f"declares the encoding {_declared(start)} and is UTF-8"
            self.said.append(Remark(1, what))

    def _noted(self, text: str) -> str:
        self._beyond_ascii = self._beyond_ascii or not text.isascii()
        return text

    def _otherwise(
        self, rest: bytes, declared: str | None, line: int
    ) -> str | MixedDecoder:
        """What to read from the first byte on that is not UTF-8; tells of it."""
        named = self.source.encoding or declared
        if named is not None and named.startswith("utf-"):
            named = None
        if named is not None and not is_one_byte(named):
            if self._beyond_ascii:
                what = f"is UTF-8 before this line and was read as {named} from here on"
                self.said.append(Remark(line, what))
            return named
        found = mixture_of(rest, after_utf_8=self._beyond_ascii)
        if found.is_mixed:
            other = found.other.name if found.other is not None else None
            self._mixed = MixedDecoder(named or other, line)
            return self._mixed
        if named is not None:
            return named
        assert found.other is not None  # what is no mixture looks like something
        self.said.append(Remark(line, read_as(found.other)))
        return found.other.name

    def _in_lines(
        self, decoder: MixedDecoder, data: bytes, read: Read
    ) -> Iterator[str]:
        while data:
            yield decoder.decode(data)
            data = read(PIECE)
        yield decoder.decode(b"", final=True)

    def _decoded(self, name: str, data: bytes, read: Read) -> Iterator[str]:
        self.encoding = name
        decoder = codecs.getincrementaldecoder(name)("replace")
        while data:
            text = decoder.decode(data)
            self._count_replaced(text)
            yield text
            data = read(PIECE)
        text = decoder.decode(b"", final=True)
        self._count_replaced(text)
        yield text

    def _count_replaced(self, text: str) -> None:
        self.replaced += text.count(REPLACED)

    def _legal(self, text: str) -> str:
        bad = _ILLEGAL.search(text)
        if bad is not None:
            if not self.illegal:
                self.first_illegal = self.lines + text.count("\n", 0, bad.start())
            text, count = _ILLEGAL.subn("", text)
            self.illegal += count
            if self.illegal > _MOST_ILLEGAL:
                why = f"holds more than {_MOST_ILLEGAL:,} characters that no text has"
                raise SourceLineError(self.lines, why)
        self.lines += text.count("\n")
        return text

    def remarks(self) -> Iterator[Remark]:
        """What a person should know of how the bytes were read."""
        yield from self.said
        if self._mixed is not None:
            yield from self._mixed.remarks()
        if self.encoding.startswith("utf-16") or self.encoding.startswith("utf-32"):
            yield Remark(None, f"was read as {self.encoding}")
        if self.replaced:
            places = amount(self.replaced, "damaged places")
            what = f"{places} {agreeing(self.replaced, 'are')} shown as {REPLACED}"
            yield Remark(None, what)
        if self.illegal:
            characters = amount(self.illegal, "characters")
            what = f"left out: {characters} that XML does not allow"
            yield Remark(self.first_illegal, what)


def _marked(data: bytes) -> tuple[bytes, str | None]:
    for mark, name in MARKS:
        if data.startswith(mark):
            return mark, None if name == "utf-8" else name
    for beginning, name in BARE_XML:
        if data.startswith(beginning):
            return b"", name
    return b"", None


def _declared(data: bytes) -> str | None:
    """The encoding that a file declares, where Python has it."""
    found = _DECLARED.search(data[:1024])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        b"x".decode(name)
    except (LookupError, UnicodeError):
        return None
    return _MEANT.get(name, name)
