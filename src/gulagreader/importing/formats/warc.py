"""Archives of crawlers: WARC files with pages, and WET files with their text.

Each page goes the way of a saved page, each text the way of a dump.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gulagreader.domain.counting import agreeing, amount
from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import (
    Found,
    ImportedPost,
    LeftOut,
    Refusal,
    Remark,
)
from gulagreader.importing.formats.text_dump import TextDumpImporter
from gulagreader.importing.html.pages.addresses import post_address
from gulagreader.importing.html.pages.page_posts import PageFile
from gulagreader.importing.html.pages.page_source import PageSource, page_source
from gulagreader.importing.html.pages.site import CUT, Site
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.web_archives.answers import answer_of
from gulagreader.importing.web_archives.packed import PackedBombError, PackingError
from gulagreader.importing.web_archives.records import Record, Records, is_warc
from gulagreader.text.clean import clean_line

_NO_PAGES = "records that are no pages"
_NOT_THERE = "pages that the server did not give"
_SILENT = ("warcinfo", "request", "metadata")
_CUT_SHORT = "is cut short in the archive: the end of the page is missing"
_NAMED = 3
"""How many of the pages that cannot be unpacked are named."""


class WarcImporter:
    """Reads the posts among the records of a web archive."""

    name = "warc"
    version = 4

    def recognises(self, sample: SourceFile) -> float:
        """A WARC or WET file, packed or not, by how it begins."""
        return 1.0 if is_warc(sample) else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the posts of an archive, those of one post's pages put together.

        Raises:
            SourceError: it cannot be read, or holds neither pages nor texts.
        """
        reading = _Reading(self, source)
        reading.look()
        if not (reading.pages or reading.texts or reading.bombs or reading.packed):
            raise SourceError("holds no pages and no texts, only other records")
        yield from reading.posts()


@dataclass
class _Reading:
    """One archive, read twice: to know what belongs together, and for the posts."""

    importer: WarcImporter
    source: SourceFile
    site: Site = field(default_factory=Site)
    left: Counter[str] = field(default_factory=Counter)
    pages: set[int] = field(default_factory=set)
    """The numbers of the records that are pages."""
    texts: int = 0
    bombs: list[Refusal] = field(default_factory=list)
    """Records that would become too large when they are unpacked."""
    packed: dict[str, list[str]] = field(default_factory=dict)
    """The addresses of pages that cannot be unpacked, by why."""

    def look(self) -> None:
        """Look at all records."""
        for record in Records(self.source):
            if record.kind == "conversion":
                self.texts += 1
            elif record.kind in ("response", "resource"):
                self._look_at(record)
            elif record.kind not in _SILENT:
                self.left[_NO_PAGES] += 1

    def _look_at(self, record: Record) -> None:
        try:
            page = self._page(record)
        except PackedBombError as error:
            page = None
            where = f"record {record.number}, {clean_line(record.address)}"
            self.bombs.append(Refusal(None, f"{where}: {error}"))
        except PackingError as error:
            page = None
            address = clean_line(record.address) or f"record {record.number}"
            self.packed.setdefault(str(error), []).append(address)
        except SourceError:
            page = None
            self.left[_NO_PAGES] += 1
        else:
            if page is None:
                status = self._status(record)
                self.left[_NO_PAGES if status in (0, 200) else _NOT_THERE] += 1
        if page is not None:
            self.pages.add(record.number)
            self.site.note(str(record.number), page, record.address)

    def posts(self) -> Iterator[Found]:
        """The posts, and what is to be said of the file."""
        records = Records(self.source)
        for record in records:
            if record.kind == "conversion":
                yield from self._text_post(record)
            elif record.number in self.pages:
                page = self._page(record)
                if page is not None:
                    name = clean_line(self.source.name)
                    file = PageFile(
                        self.importer.name,
                        self.importer.version,
                        name,
                        self.source.sha256,
                    )
                    taken = self.site.take(
                        str(record.number), page, file, record.address
                    )
                    yield from map(_with_address, taken)
        yield from map(_with_address, self.site.finish())
        yield from self._said(records)

    def _said(self, records: Records) -> Iterator[Found]:
        if records.damage:
            yield Refusal(None, f"{records.damage}; what stood above came in")
        elif records.cut:
            yield Remark(None, "its last record is cut short")
        yield from self.bombs
        for why, pages in self.packed.items():
            yield Refusal(None, _not_unpacked(pages, why))
        if records.too_large:
            yield Refusal(
                None,
                f"{amount(records.too_large, 'records')} "
                f"{agreeing(records.too_large, 'are')} too large to be pages",
            )
        if records.mended:
            what = (
                f"{amount(records.mended, 'records')} "
                f"{agreeing(records.mended, 'have')} a wrong length; the next was "
                "looked for"
            )
            yield Remark(None, what)
        if self.site.cut:
            self.left[CUT] += self.site.cut
        for what, count in self.left.items():
            yield LeftOut(what, count)

    def _page(self, record: Record) -> PageSource | None:
        """The page in a record; None where it is none.

        Raises:
            PackedBombError: far more would come out of it than went in.
            PackingError: it cannot be unpacked.
            SourceError: it cannot be decoded.
        """
        encoding = self.source.encoding
        if record.kind == "resource":
            if "html" not in record.fields.get("content-type", "").lower():
                return None
            page = page_source(record.block, encoding=encoding)
            return _cut(page) if record.is_cut else page
        answer = answer_of(record.block)
        if answer is None or not answer.is_page:
            return None
        page = page_source(answer.body, encoding=encoding, told=answer.charset)
        return page if answer.is_whole and not record.is_cut else _cut(page)

    def _status(self, record: Record) -> int:
        answer = answer_of(record.block)
        return answer.status if answer is not None else 0

    def _text_post(self, record: Record) -> Iterator[Found]:
        """The post in a text that a crawler made of a page."""
        path = Path(f"{record.address.rsplit('://', 1)[-1].strip('/')}.txt")
        source = replace(self.source, path=path, content=record.block)
        try:
            found = list(TextDumpImporter().read(source))
        except SourceError as error:
            line = f"record {record.number}, {clean_line(record.address)}"
            yield Refusal(None, f"{line}: {error}")
            return
        for one in found:
            if isinstance(one, ImportedPost):
                remarks = one.remarks
                if record.is_cut:
                    remarks = (Remark(None, _CUT_SHORT), *remarks)
                address = post_address(record.address)
                origin = replace(
                    one.origin,
                    kind=self.importer.name,
                    file=clean_line(self.source.name),
                    importer=f"{self.importer.name}/{self.importer.version}",
                    url=address,
                )
                yield replace(
                    one,
                    identity=address or one.identity,
                    identity_is_sure=bool(address),
                    origin=origin,
                    remarks=remarks,
                )
            else:
                yield one


def _with_address(found: Found) -> Found:
    """A post whose remarks say which page they are about: an archive has many."""
    if not isinstance(found, ImportedPost) or not found.origin.url:
        return found
    remarks = tuple(
        replace(one, what=f"{found.origin.url}: {one.what}") for one in found.remarks
    )
    return replace(found, remarks=remarks)


def _cut(page: PageSource) -> PageSource:
    return replace(page, remarks=(Remark(None, _CUT_SHORT), *page.remarks))


def _not_unpacked(pages: list[str], why: str) -> str:
    """One line for all pages that cannot be unpacked for one reason."""
    named = ", ".join(pages[:_NAMED])
    more = f" and {len(pages) - _NAMED:,} more" if len(pages) > _NAMED else ""
    are = agreeing(len(pages), "are")
    return f"{amount(len(pages), 'pages')} {are} {why} ({named}{more})"


IMPORTER = WarcImporter()
