"""What a server answered, as an archive keeps it (RFC 9112): head and body."""

import re
from dataclasses import dataclass, field, replace

from gulagreader.importing.web_archives.packed import Unpacked, unpacked

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; its body is unpacked where it may be a page, and empty elsewhere."""

    status: int
    fields: dict[str, str]
    body: bytes = field(default=b"", repr=False)
    is_whole: bool = True
    """False where fewer bytes were kept than the server sent."""

    @property
    def is_page(self) -> bool:
        """Whether it is a page of HTML, by what the server said or how it begins."""
        if self.status != 200:
            return False
        return "html" in self._said or (
            not self._said
            and self.body.lstrip()[:9].lower().startswith((b"<!doctype", b"<html"))
        )

    @property
    def may_be_page(self) -> bool:
        """Whether its body must be looked at to know whether it is a page."""
        return self.status == 200 and (not self._said or "html" in self._said)

    @property
    def _said(self) -> str:
        return self.fields.get("content-type", "").lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server said."""
        found = _CHARSET.search(self.fields.get("content-type", ""))
        return found[1] if found is not None else None


def answer_of(block: bytes) -> Answer | None:
    """Read an answer; None where it is none.

    Raises:
        PackedBombError: far more would come out of it than went in.
        PackingError: the body of what may be a page cannot be unpacked.
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
    answer = Answer(int(status[1]), fields)
    if not answer.may_be_page:
        return answer
    if "chunked" in fields.get("transfer-encoding", "").lower():
        sent = _unchunked(body)
    else:
        sent = Unpacked(body, not _is_short(body, fields.get("content-length", "")))
    found = unpacked(sent.body, fields.get("content-encoding", ""))
    is_whole = sent.is_whole and found.is_whole
    return replace(answer, body=found.body, is_whole=is_whole)


def _is_short(body: bytes, length: str) -> bool:
    """Whether fewer bytes are there than the server said; more, if it was unpacked."""
    return length.isascii() and length.isdigit() and len(body) < int(length[:16])


def _unchunked(body: bytes) -> Unpacked:
    """Put the pieces of a body together; a body that is whole already stays.

    Many archives keep the head as it came and the body put together.
    """
    pieces: list[bytes] = []
    at = 0
    while (found := _CHUNK.match(body, at)) is not None:
        length = int(found[1], 16)
        if length == 0:
            return Unpacked(b"".join(pieces))
        pieces.append(body[found.end() : found.end() + length])
        at = found.end() + length
    if at >= len(body) - 2 and pieces:
        return Unpacked(b"".join(pieces), is_whole=False)
    return Unpacked(body)
