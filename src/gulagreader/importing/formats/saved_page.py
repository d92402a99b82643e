"""Saved pages of blogs: one file, a folder of them, or a whole mirrored site.

WordPress and Blogger are known with their comments; of other pages the text is
found as well as can be, and said to be a guess.
"""

import re
from collections.abc import Iterator

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found, LeftOut, Refusal
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.html.pages.page import read_page
from gulagreader.importing.html.pages.page_posts import PageFile, posts_of
from gulagreader.importing.html.pages.page_source import PageSource, page_source
from gulagreader.importing.html.pages.site import CUT, Site
from gulagreader.importing.html.pages.systems import looks_like_html, system_of
from gulagreader.importing.sources import SourceFile

_OUR_OWN = '<meta name="generator" content="GulagReader"'
_PAGE_NAME = re.compile(
    r"\.(?:x?html?|php|aspx?)(?:\?.*|@.*|\.\d+)?$|^[^.]+$|\?", re.IGNORECASE
)
_OTHERS_NAME = re.compile(
    r"\.(?:txt|md|markdown|mdx|yml|yaml|toml|json|jsonl|xml|rss|atom|wxr|warc|wet|epub"
    r"|mht|mhtml|zip|gz|mbox|eml|csv|sql)$",
    re.IGNORECASE,
)
_NOT_PAGES = re.compile(
    r"(?:^|/)(?:[^/]*_(?:files|Dateien|fichiers|archivos|file)/|wp-content/|wp-includes/"
    r"|wp-json/|feed/|wp-login|xmlrpc|robots\.txt|sitemap[^/]*\.xml)"
)


class SavedPageImporter:
    """Reads posts with their comments from saved pages."""

    name = "saved-page"
    version = 3

    def recognises(self, sample: SourceFile) -> float:
        """Any page of HTML; a blog's own marks make it surer."""
        head = sample.head
        if not looks_like_html(head):
            return 0.0
        return 0.9 if system_of(head) else 0.4

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the post of a page, or the posts that a page lists in full.

        Raises:
            SourceError: it cannot be decoded, or there is no text in it.
        """
        page_text = page_source(source.data, encoding=source.encoding)
        if _OUR_OWN in page_text.html[:4000]:
            raise SourceError(
                "is a page that gulagreader export wrote to be read and printed; import"
                " the library itself, or its export as markdown or wxr"
            )
        page = read_page(
            page_text.html, page_text.saved_from, decisions=source.decisions
        )
        page.remarks[:0] = page_text.remarks
        page.left_out += page_text.left_out
        file = PageFile(self.name, self.version, source.name, source.sha256)
        found = False
        for one in posts_of(page, file):
            found = found or not isinstance(one, LeftOut)
            yield one
        if not found:
            raise SourceError(
                "lists only the beginnings of posts; save the posts' own pages"
                if page.is_list
                else "holds no text that could be a post"
            )

    def recognises_folder(self, folder: SourceFolder) -> float:
        """A folder that holds more pages than other texts, its first page a blog's."""
        pages = [name for name in folder.names if _is_page_name(name)]
        others = sum(
            _OTHERS_NAME.search(name) is not None and not _NOT_PAGES.search(name)
            for name in folder.names
        )
        if len(pages) < 2 or others * 4 > len(pages):
            return 0.0
        for name in pages[:5]:
            try:
                head = folder.open(name).head
            except SourceError:
                continue
            if looks_like_html(head):
                return 0.85 if system_of(head) else 0.4
        return 0.0

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield the posts of a site, each from all the pages that show it."""
        site = Site()
        names = []
        beside = 0
        for name in folder.names:
            try:
                page = _page_in(folder, name)
            except SourceError as error:
                yield Refusal(None, str(error), name)
                continue
            if page is None:
                beside += 1
            else:
                names.append(name)
                site.note(name, page)
        for name in names:
            yield from self._take(site, folder, name)
        yield from site.finish()
        if beside:
            yield LeftOut("files that are no pages", beside)
        if site.cut:
            yield LeftOut(CUT, site.cut)

    def _take(self, site: Site, folder: SourceFolder, name: str) -> Iterator[Found]:
        try:
            source = folder.open(name)
            page = page_source(source.data, encoding=source.encoding)
            file = PageFile(self.name, self.version, name, source.sha256)
        except SourceError as error:
            yield Refusal(None, str(error), name)
            yield from site.skip(name)
        else:
            yield from site.take(name, page, file)


def _page_in(folder: SourceFolder, name: str) -> PageSource | None:
    """A file of a folder as a page; None where it is none."""
    if not _is_page_name(name):
        return None
    source = folder.open(name)
    if not looks_like_html(source.head):
        return None
    return page_source(source.data, encoding=source.encoding)


def _is_page_name(name: str) -> bool:
    file = name.rsplit("/", 1)[-1]
    return _PAGE_NAME.search(file) is not None and not _NOT_PAGES.search(name)


IMPORTER = SavedPageImporter()
