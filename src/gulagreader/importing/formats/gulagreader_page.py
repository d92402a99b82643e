"""The one page of HTML that ``gulagreader export`` writes, with all its posts."""

from collections.abc import Iterator

from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import Found, ImportedPost
from gulagreader.importing.html.pages.page_source import page_source
from gulagreader.importing.own_exports.articles import OWN, OwnArticles
from gulagreader.importing.sources import SourceFile
from gulagreader.text.clean import clean_line

_GENERATOR = '<meta name="generator" content="GulagReader"'


class GulagReaderPageImporter:
    """Reads a library that was exported as one page."""

    name = "gulagreader-page"
    version = 1

    def recognises(self, sample: SourceFile) -> float:
        """By the page's generator and what it carries for an import."""
        head = sample.head
        return 1.0 if _GENERATOR in head[:4000] and f"{OWN}-library" in head else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the library and its posts.

        Raises:
            SourceError: it is none of our pages, or holds no post.
        """
        page = page_source(source.data, encoding=source.encoding)
        yield from page.remarks
        importer = f"{self.name}/{self.version}"
        name = clean_line(source.name)
        articles = OwnArticles(Origin(self.name, name, source.sha256, importer))
        found = False
        for one in articles.read(page.html):
            found = found or isinstance(one, ImportedPost)
            yield one
        if not found:
            raise SourceError("holds no post that gulagreader export has written")


IMPORTER = GulagReaderPageImporter()
"""This program's own page of HTML."""
