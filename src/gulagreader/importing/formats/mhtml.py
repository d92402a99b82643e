"""MHTML (RFC 2557): a page and its pictures in one file, as browsers save them."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found
from gulagreader.importing.html.pages.page import read_page
from gulagreader.importing.html.pages.page_posts import PageFile, posts_of
from gulagreader.importing.html.pages.page_source import page_source
from gulagreader.importing.sources import SourceFile

_HEAD = re.compile(
    r"\A\s*(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location|Content-Type"
    r"|X-Saved-By|Content-Location)\s*:",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^Content-Type\s*:\s*multipart/(?:related|alternative)"
    r"[^\0]{0,400}?(?:type\s*=\s*\"?text/html|boundary)",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_MULTIPARTS = 200


class MhtmlImporter:
    """Reads the page of an MHTML file."""

    name = "mhtml"
    version = 3

    def recognises(self, sample: SourceFile) -> float:
        """A file with the head of a mail whose parts make a page."""
        head = sample.head
        if _HEAD.match(head) is None or _RELATED.search(head[:8_000]) is None:
            return 0.0
        return 0.95 if re.search(r"text/html", head, re.IGNORECASE) else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the post of the page.

        Raises:
            SourceError: there is no page in it, or none that can be read.
        """
        data = source.data
        if len(re.findall(rb"multipart/", data)) > _MOST_MULTIPARTS:
            raise SourceError("has more parts in parts than any browser writes")
        try:
            message = message_from_bytes(data, policy=policy.default)
            part = _page_part(message)
            page_data = part.get_payload(decode=True) if part is not None else None
        except (MessageError, RecursionError, ValueError, LookupError, TypeError) as e:
            raise SourceError(f"is damaged as an MHTML file: {e}") from e
        if part is None or not isinstance(page_data, bytes):
            raise SourceError("holds no page: it may have been cut short")
        base = _address(part) or _address(message)
        found = page_source(
            page_data, encoding=source.encoding, told=part.get_content_charset()
        )
        page = read_page(found.html, base, decisions=source.decisions)
        page.remarks[:0] = found.remarks
        page.left_out += found.left_out
        file = PageFile(self.name, self.version, source.name, source.sha256)
        posts = list(posts_of(page, file))
        if not posts:
            raise SourceError("holds no text that could be a post")
        yield from posts


def _page_part(message: Message) -> Message | None:
    """The part that is the page and not a frame in it: the one named, or the first."""
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    snapshot = _field(message, "Snapshot-Content-Location")
    for part in pages:
        if snapshot and _field(part, "Content-Location") == snapshot:
            return part
    return pages[0] if pages else None


def _address(part: Message) -> str:
    for name in ("Snapshot-Content-Location", "Content-Location"):
        address = _field(part, name)
        if address.startswith(("http://", "https://")):
            return address
    return ""


def _field(part: Message, name: str) -> str:
    return "".join(str(part.get(name) or "").split())


IMPORTER = MhtmlImporter()
