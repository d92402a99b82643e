"""Unpacking what a server sent packed (RFC 9110, 8.4), within limits.

gzip and deflate are the standard library's. Browsers also ask for Brotli (RFC 7932),
and what crawls with a browser keeps the answer so; its unpacker is an extra.
"""

import zlib
from dataclasses import dataclass, field
from importlib.util import find_spec

from gulagreader.domain.errors import SourceError
from gulagreader.importing.stored import RATIO_LIMIT
from gulagreader.text.clean import clean_line

_LIMIT = 64 * 1024 * 1024
"""Bytes that a packed body may give."""
_UNSUSPECTED = 1024 * 1024
"""Bytes that may come out of a body whatever went in."""
_BROTLI = "packed with Brotli: pip install 'gulagreader[brotli]', and import again"


class PackedBombError(SourceError):
    """A body that would become too large when it is unpacked."""


class PackingError(SourceError):
    """A body that cannot be unpacked; the message goes on after "it is"."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A body, and whether its end is there."""

    body: bytes = field(repr=False)
    is_whole: bool = True


def unpacked(body: bytes, coding: str) -> Unpacked:
    """Unpack a body by its ``Content-Encoding``.

    A body that is not packed, although it is said to be, is given as it is: many
    archives unpack it and keep what the server said.

    Raises:
        PackedBombError: far more would come out of it than went in.
        PackingError: it is damaged, or what would unpack it is not there.
    """
    coding = coding.strip().lower()
    if coding in ("", "identity") or not body:
        return Unpacked(body)
    if coding in ("gzip", "x-gzip"):
        if not body.startswith(b"\x1f\x8b"):
            return Unpacked(body)
        found = _inflated(body, 31)
        if found is None:
            raise PackingError("damaged: what was packed does not unpack")
        return found
    if coding == "deflate":
        # Some servers send it with zlib's head and some without.
        return _inflated(body, 15) or _inflated(body, -15) or Unpacked(body)
    if body.lstrip()[:1] == b"<":
        return Unpacked(body)
    if coding == "br":
        return _unbrotlied(body)
    raise PackingError(f"packed as {clean_line(coding[:40])}, which is not read here")


def _inflated(body: bytes, window: int) -> Unpacked | None:
    most = _most(body)
    unpacker = zlib.decompressobj(window)
    try:
        found = unpacker.decompress(body, most + 1)
    except zlib.error:
        return None
    if len(found) > most:
        raise PackedBombError(_bomb(len(body), most))
    return Unpacked(found, unpacker.eof)


def _unbrotlied(body: bytes) -> Unpacked:
    if find_spec("brotli") is None:
        raise PackingError(_BROTLI)
    import brotli  # noqa: PLC0415 - an extra

    most = _most(body)
    unpacker = brotli.Decompressor()
    try:
        found = unpacker.process(body, output_buffer_limit=most + 1)
    except brotli.error:
        raise PackingError("damaged: what was packed does not unpack") from None
    if len(found) > most:
        raise PackedBombError(_bomb(len(body), most))
    return Unpacked(found, unpacker.is_finished())


def _most(body: bytes) -> int:
    """How many bytes an honest body may give."""
    return min(_LIMIT, max(_UNSUSPECTED, len(body) * RATIO_LIMIT))


def _bomb(size: int, most: int) -> str:
    return (
        f"its {size:,} packed bytes give more than {most:,}, which no page "
        "does: it was built to fill the memory, and was left out"
    )
