"""What a server answered, as an archive keeps it (RFC 9112): head and body."""

import re
import zlib
from dataclasses import dataclass, field

from gulagreader.domain.errors import SourceError
from gulagreader.importing.stored import RATIO_LIMIT

_LIMIT = 64 * 1024 * 1024
"""Bytes that a packed body may give."""
_UNSUSPECTED = 1024 * 1024
"""Bytes that may come out of a body whatever went in."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")


class PackedBombError(SourceError):
    """A body that would become too large when it is unpacked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its body unpacked."""

    status: int
    fields: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def is_page(self) -> bool:
        """Whether it is a page of HTML, by what the server said or how it begins."""
        said = self.fields.get("content-type", "").lower()
        if "html" in said:
            return True
        return not said and self.body.lstrip()[:9].lower().startswith(
            (b"<!doctype", b"<html")
        )

    @property
    def charset(self) -> str | None:
        """The encoding that the server said."""
        found = _CHARSET.search(self.fields.get("content-type", ""))
        return found[1] if found is not None else None


def answer_of(block: bytes) -> Answer | None:
    """Read an answer; None where it is none, or packed in a way not known here.

    Raises:
        PackedBombError: far more would come out of it than went in.
    """
    head, gap, body = block.partition(b"\r\n\r\n")
    if not gap:
        head, gap, body = block.partition(b"\n\n")
    lines = head.decode("latin-1").splitlines()
    status = re.match(r"HTTP/\S+\s+(\d{3})", lines[0]) if lines else None
    if status is None:
        return None
    fields: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    unpacked = _unpacked(body, fields.get("content-encoding", "").lower())
    if unpacked is None:
        return None
    return Answer(int(status[1]), fields, unpacked)


def _unchunked(body: bytes) -> bytes:
    """Put the pieces of a body together; a body that is whole already stays.

    Many archives keep the head as it came and the body put together.
    """
    pieces: list[bytes] = []
    at = 0
    while (found := _CHUNK.match(body, at)) is not None:
        length = int(found[1], 16)
        if length == 0:
            return b"".join(pieces)
        if found.end() + length > len(body) and not pieces:
            return body
        pieces.append(body[found.end() : found.end() + length])
        at = found.end() + length
    return b"".join(pieces) if pieces and at >= len(body) - 2 else body


def _unpacked(body: bytes, coding: str) -> bytes | None:
    coding = coding.strip()
    if coding in ("", "identity") or not body:
        return body
    if coding in ("gzip", "x-gzip"):
        if not body.startswith(b"\x1f\x8b"):
            return body  # unpacked by who archived it
        return _inflated(body, 31)
    if coding == "deflate":
        # Some servers send it with zlib's head and some without.
        return _inflated(body, 15) or _inflated(body, -15) or body
    return body if body.lstrip()[:1] == b"<" else None


def _inflated(body: bytes, window: int) -> bytes | None:
    most = min(_LIMIT, max(_UNSUSPECTED, len(body) * RATIO_LIMIT))
    try:
        unpacked = zlib.decompressobj(window).decompress(body, most + 1)
    except zlib.error:
        return None
    if len(unpacked) > most:
        raise PackedBombError(
            f"its {len(body):,} packed bytes give more than {most:,}, which no page "
            "does: it was built to fill the memory, and was left out"
        )
    return unpacked
