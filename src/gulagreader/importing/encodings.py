"""Bytes of a source to text, and what had to be assumed on the way.

The order is: byte order mark, strict UTF-8, the encoding a person named, and
then what the bytes look like, which is always said. Where some lines are UTF-8 and
others are not, each is read as what it is.
"""

import codecs
from dataclasses import dataclass

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Remark, SourceLineError
from gulagreader.importing.letter_statistics import LikelyEncoding
from gulagreader.importing.mixed_encodings import (
    REPLACED,
    MixedDecoder,
    is_one_byte,
    mixture_of,
)

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and what they say."""
BARE_XML = (
    ("<?".encode("utf-16-le"), "utf-16-le"),
    ("<?".encode("utf-16-be"), "utf-16-be"),
)
"""How UTF-16 without its mark begins where it is XML (XML 1.0, appendix F)."""

_NO_TEXT = -8.0
"""Mean weight of a letter, below which bytes are not read as text unasked."""


class UndecodableError(SourceLineError):
    """Bytes that cannot be read as text; knows the line."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()


def known_encoding(name: str) -> str:
    """Check the name of an encoding that a person gave.

    Raises:
        SourceError: Python has no such text encoding.
    """
    try:
        b"".decode(name)
        "".encode(name)
    except (LookupError, UnicodeError, ValueError) as error:
        raise SourceError(
            f"there is no encoding “{name}”; try utf-8, windows-1251 or utf-16"
        ) from error
    return name


def decode(
    data: bytes, *, encoding: str | None = None, declared: str | None = None
) -> Decoded:
    """Read bytes as text.

    ``encoding`` is what a person named, ``declared`` what the file says of
    itself (an XML declaration, say).

    Raises:
        UndecodableError: the bytes are no text, or not in the encoding named.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name, "its byte order mark says")
    if b"\x00" in data:
        return _with_zeros(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first_bad = error.start
    named = encoding or declared
    if named is None:
        return _by_appearance(data, first_bad)
    if is_one_byte(named) and mixture_of(data).is_mixed:
        return _mixed(data, named)
    return _strictly(data, named, "was named")


def decode_beginning(data: bytes, *, encoding: str | None = None) -> str:
    """Read the beginning of a file leniently, to know its format; empty if binary.

    ``data`` may end in the middle of a character.
    """
    for mark, name in (*MARKS, *BARE_XML):
        if data.startswith(mark):
            text = data.decode(name, "replace").removeprefix("\ufeff")
            return "" if "\x00" in text else text.rstrip(REPLACED)
    end = len(data)
    while end > max(0, len(data) - 3) and data[end - 1] & 0xC0 == 0x80:
        end -= 1
    if end and data[end - 1] >= 0xC2:
        end -= 1
    try:
        # A cut in a character must not make UTF-8 look like something else.
        return data[:end].decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        pass
    try:
        return decode(data, encoding=encoding).text
    except SourceError:
        return ""


def _line_at(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _strictly(data: bytes, name: str, who: str) -> Decoded:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        place = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = None if name.startswith("utf-16") else _line_at(data, place)
        raise UndecodableError(
            line, f"is not in the encoding {name}, which {who}; name the right one"
        ) from error
    if "\x00" in text:
        raise UndecodableError(
            text.count("\n", 0, text.index("\x00")) + 1, _BINARY.format(name)
        )
    remarks = () if name == "utf-8" else (Remark(None, f"was read as {name}"),)
    return Decoded(text, name, remarks)


_BINARY = "holds zero bytes also when read as {}: it is not a text"


def _with_zeros(data: bytes, encoding: str | None) -> Decoded:
    if encoding is not None and codecs.lookup(encoding).name.startswith(
        ("utf-16", "utf-32")
    ):
        return _strictly(data, encoding, "was named")
    why = "holds zero bytes: it is a binary file and not a text"
    sample = data[:4096]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[offset::2].count(0)
        if zeros * 2 > len(sample[offset::2]) and sample.count(0) < zeros * 1.1 + 1:
            why = f"looks like UTF-16; if it is, say so with --encoding {name}"
    raise UndecodableError(_line_at(data, data.index(0)), why)


def _by_appearance(data: bytes, first_bad: int) -> Decoded:
    found = mixture_of(data)
    if found.is_mixed:
        return _mixed(data, found.other.name if found.other is not None else None)
    assert found.other is not None  # what is no mixture looks like something
    name = found.other.name
    if found.other.weight < _NO_TEXT:
        raise UndecodableError(
            _line_at(data, first_bad),
            "is not UTF-8, and looks like text in no encoding that is known by its "
            "letters here; say what it is with --encoding",
        )
    text = data.decode(name, "replace")
    remarks = [Remark(_line_at(data, first_bad), read_as(found.other))]
    if broken := text.count(REPLACED):
        line = text.count("\n", 0, text.index(REPLACED)) + 1
        what = f"characters that {name} does not have, shown as {REPLACED}: {broken:,}"
        remarks.append(Remark(line, what))
    return Decoded(text, name, tuple(remarks))


def read_as(likely: LikelyEncoding) -> str:
    """Say as what a text was read that is not UTF-8."""
    other = f" ({likely.second} is nearly as likely)" if likely.second else ""
    return (
        f"is not UTF-8 and was read as {likely.name}, by its letters{other}; "
        "if they look wrong, say what it is with --encoding"
    )


def _mixed(data: bytes, other: str | None) -> Decoded:
    """Read bytes of which part is UTF-8."""
    decoder = MixedDecoder(other)
    text = decoder.decode(data, final=True)
    name = other if other is not None and decoder.count else "utf-8"
    return Decoded(text, name, tuple(decoder.remarks()))
