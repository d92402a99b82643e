"""The bytes of a page to its HTML, by the rules of HTML and the sense of them.

What a page says of its encoding is often not true: files were converted and the
declaration stayed. So what the bytes are comes first where they can be but one thing.
"""

import codecs
import re
from dataclasses import dataclass

from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.encodings import MARKS, decode
from gulagreader.importing.html.parsing import html_of_xhtml
from gulagreader.importing.sources import CONTROLS

_START = 4096
_LONGEST_DECLARATION = 64 * 1024
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARES = re.compile(
    r"(<!DOCTYPE\s[^\[<>]{0,1000})\[(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+\]\s*+>",
    re.IGNORECASE,
)
"""A document type with declarations of its own, which XHTML may have."""
_NOT_EXPANDED = "declares entities of its own (DOCTYPE), which are never expanded"
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d{1,5}\)\s*(\S{1,2000}?)\s*-->", re.IGNORECASE
)
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""Encodings that browsers read as a wider one (WHATWG Encoding, 4.2)."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """The HTML of a page, decoded and not cleaned yet."""

    html: str
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    saved_from: str = ""
    """The address that a browser noted when it saved the page."""


def page_source(
    data: bytes, *, encoding: str | None = None, told: str | None = None
) -> PageSource:
    """Decode a page.

    ``encoding`` is what a person named, ``told`` what the server or the archive said.

    Raises:
        SourceError: it is no text, or not in the encoding that a person named.
    """
    left_out: tuple[LeftOut, ...] = ()
    if b"\0" in data and not data.startswith(tuple(mark for mark, _ in MARKS)):
        data, left_out = _without_zeros(data)
    declared = _DECLARED.search(data[:_START])
    said = (declared[1] or declared[2]).decode("ascii") if declared else None
    ignored = []
    chosen = None
    for name in (told, said):
        known = _known(name)
        if known is not None and _can_be(data, known):
            chosen = known
            break
        if name:
            ignored.append(name)
    decoded = decode(data, encoding=encoding, declared=chosen)
    remarks = list(decoded.remarks)
    if chosen is not None and encoding is None and decoded.encoding == chosen:
        remarks = []  # as the page says, which is no news
    if ignored and decoded.encoding not in ("utf-8", chosen):
        what = f"says that it is in {ignored[0]}, which it is not"
        remarks.append(Remark(None, what))
    found = _SAVED_FROM.search(decoded.text[:_START])
    html = decoded.text
    if html[:_START].lstrip("\ufeff\n ").startswith("<?xml"):
        html = html_of_xhtml(html)
    declares = _DECLARES.search(html[:_LONGEST_DECLARATION])
    if declares is not None:
        # To the rules of HTML it ends at its first ">", and the rest would be text.
        html = f"{html[: declares.start()]}{declares[1]}>{html[declares.end() :]}"
        remarks.append(Remark(None, _NOT_EXPANDED))
    saved_from = found[1] if found else ""
    return PageSource(html, tuple(remarks), left_out, saved_from)


def _known(name: str | None) -> str | None:
    """Python's name of an encoding; None where it has none for text."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip(" \"'")).name
        "".encode(found)
    except (LookupError, UnicodeError, ValueError):
        return None
    return _WIDER.get(found, found)


def _can_be(data: bytes, name: str) -> bool:
    if name.startswith(("utf-16", "utf-32")):
        return False  # its declaration could not be read as single bytes
    try:
        data.decode(name)
    except (UnicodeError, LookupError):
        return False
    return True


def _without_zeros(data: bytes) -> tuple[bytes, tuple[LeftOut, ...]]:
    """Mend a page with zero bytes: UTF-16 without a mark, or damage."""
    sample = data[:_START]
    for offset, mark in ((1, codecs.BOM_UTF16_LE), (0, codecs.BOM_UTF16_BE)):
        if sample[offset::2].count(0) * 2 > len(sample) // 2:
            return mark + data, ()
    zeros = data.count(0)
    if zeros * 20 > len(data):
        return data, ()  # a binary file, which decoding will say
    return data.replace(b"\0", b""), (LeftOut(CONTROLS, zeros),)
