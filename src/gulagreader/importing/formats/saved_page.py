"""Saved pages of blogs: one file, a folder of them, or a whole mirrored site.

WordPress and Blogger are known with their comments; of other pages the text is
found as well as can be, and said to be a guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found, LeftOut, Refusal, Remark
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.html.pages.addresses import address_key
from gulagreader.importing.html.pages.page import (
    address_of,
    looks_like_html,
    read_page,
    system_of,
)
from gulagreader.importing.html.pages.page_parts import ReadPage
from gulagreader.importing.html.pages.page_posts import PageFile, post_of, posts_of
from gulagreader.importing.html.pages.page_source import page_source
from gulagreader.importing.sources import SourceFile

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
_VIEW = re.compile(r"replytocom|comment-page-(\d+)|[?&@]share=|/amp/|\?m=")


class SavedPageImporter:
    """Reads posts with their comments from saved pages."""

    name = "saved-page"
    version = 1

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
        page, file = self._page(source, source.name)
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
        site = _Site()
        for name in folder.names:
            if not _is_page_name(name):
                site.beside += 1
                continue
            try:
                site.add(folder.open(name), name)
            except SourceError as error:
                yield Refusal(None, str(error), name)
        for names in site.groups.values():
            yield from self._group(folder, names)
        for name in site.lists:
            yield from self._list(folder, name, site)
        if site.beside:
            yield LeftOut("files that are no pages", site.beside)
        if site.cut:
            yield LeftOut("beginnings of posts on pages that list them", site.cut)

    def _group(self, folder: SourceFolder, names: list[str]) -> Iterator[Found]:
        """The post that some pages show."""
        pages = []
        file = None
        for name in sorted(names, key=_view_rank):
            try:
                page, one = self._page(folder.open(name), name)
            except SourceError as error:
                yield Refusal(None, str(error), name)
                continue
            pages.append(page)
            file = file or one
        if file is None:
            return
        count = 0
        for found in post_of(pages, file):
            count += 1
            yield found
        if not count:
            yield Remark(None, "holds no text that could be a post", file.name)

    def _list(self, folder: SourceFolder, name: str, site: "_Site") -> Iterator[Found]:
        """The posts of a list page that have no page of their own in the folder."""
        try:
            page, file = self._page(folder.open(name), name)
        except SourceError as error:
            yield Refusal(None, str(error), name)
            return
        if not page.is_list:
            return
        fresh = []
        for entry in page.entries:
            key = address_key(entry.address) if entry.address else ""
            if key and key not in site.groups and key not in site.listed:
                fresh.append(entry)
                if entry.is_whole:
                    site.listed.add(key)
        for found in posts_of(replace(page, entries=fresh), file):
            if isinstance(found, LeftOut):
                site.cut += found.count
            else:
                yield found

    def _page(self, source: SourceFile, name: str) -> tuple[ReadPage, PageFile]:
        found = page_source(source.data, encoding=source.encoding)
        page = read_page(found.html, found.saved_from)
        page.remarks[:0] = found.remarks
        page.left_out += found.left_out
        return page, PageFile(self.name, self.version, name, source.sha256)


@dataclass(slots=True)
class _Site:
    """Which pages of a folder show which post."""

    groups: dict[str, list[str]] = field(default_factory=dict)
    lists: list[str] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    beside: int = 0
    cut: int = 0

    def add(self, source: SourceFile, name: str) -> None:
        """Put a page to those that show the same post.

        Raises:
            SourceError: it cannot be read.
        """
        if not looks_like_html(source.head):
            self.beside += 1
            return
        found = page_source(source.data, encoding=source.encoding)
        address, is_list = address_of(found.html, found.saved_from)
        if is_list:
            self.lists.append(name)
        else:
            key = address_key(address) if address else f"file:{name}"
            self.groups.setdefault(key, []).append(name)


def _is_page_name(name: str) -> bool:
    file = name.rsplit("/", 1)[-1]
    return _PAGE_NAME.search(file) is not None and not _NOT_PAGES.search(name)


def _view_rank(name: str) -> tuple[int, int, str]:
    """The post's own page first, then its pages of comments, then the rest."""
    view = _VIEW.search(name)
    if view is None:
        return (0, 0, name)
    return (1, int(view[1]), name) if view[1] else (2, 0, name)


IMPORTER = SavedPageImporter()
