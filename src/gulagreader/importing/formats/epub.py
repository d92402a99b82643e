"""EPUB books: each chapter a post, in the order of the book.

A book that ``gulagreader export`` has written gives its posts with their threads as
the library had them (``importing/own_exports/articles.py``).
"""

from collections.abc import Iterator
from dataclasses import replace

from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    Found,
    ImportedPost,
    LeftOut,
    Refusal,
    Remark,
)
from gulagreader.importing.epub.book import CONTAINER, Book, book_in, is_locked
from gulagreader.importing.epub.chapters import Chapter, Chapters
from gulagreader.importing.folders import SourceFolder, folder_in_zip, is_zip
from gulagreader.importing.html.pages.page_source import page_source
from gulagreader.importing.language_tags import language_of
from gulagreader.importing.own_exports.articles import OWN, OwnArticles
from gulagreader.importing.sources import SourceFile
from gulagreader.text.clean import clean_line

_MIMETYPE = b"mimetypeapplication/epub+zip"


class EpubImporter:
    """Reads the chapters of a book, packed or unpacked."""

    name = "epub"
    version = 2

    def recognises(self, sample: SourceFile) -> float:
        """A zip file whose first file says that it is an EPUB, as the format asks."""
        return 1.0 if is_zip(sample) and _MIMETYPE in sample.start[:200] else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the chapters of a book in a zip file.

        Raises:
            SourceError: it is damaged, locked, or built to do harm.
        """
        folder, remarks = folder_in_zip(source)
        yield from remarks
        for found in self._chapters(folder, source.name, source.sha256):
            if isinstance(found, ImportedPost) and found.library_id is None:
                origin = replace(found.origin, sha256=source.sha256)
                yield replace(found, origin=origin)
            elif isinstance(found, Refusal | Remark):
                yield _named(found)
            else:
                yield found

    def recognises_folder(self, folder: SourceFolder) -> float:
        """An unpacked book, by the file that every EPUB has."""
        return 1.0 if CONTAINER in folder else 0.0

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield the chapters of an unpacked book.

        Raises:
            SourceError: it does not say in which order it is read.
        """
        yield from self._chapters(folder, None, "")

    def _chapters(
        self, folder: SourceFolder, file: str | None, sha256: str
    ) -> Iterator[Found]:
        if is_locked(folder):
            raise SourceError("is locked by a shop (DRM) and cannot be read")
        book = book_in(folder)
        chapters = Chapters(folder, book)
        count = 0
        own = OwnArticles(self._origin(file or folder.name, sha256))
        for number, name in enumerate(_reading_order(book), start=1):
            try:
                ours = _own(own, folder, name)
                if ours is not None:
                    count += sum(isinstance(one, ImportedPost) for one in ours)
                    yield from ours
                    continue
                chapter = None if chapters.is_used_up(name) else chapters.read(name)
            except SourceError as error:
                yield Refusal(None, str(error), name)
                continue
            if chapter is None:
                continue
            count += 1
            of_page = folder.open(name).sha256 if file is None else ""
            yield self._post(book, chapter, number, file or name, of_page)
        if not count:
            raise SourceError("holds no chapter with a text")
        if chapters.around and own.lang is None:
            yield LeftOut("pages around the chapters of a book", chapters.around)

    def _origin(self, file: str, sha256: str) -> Origin:
        importer = f"{self.name}/{self.version}"
        return Origin(self.name, clean_line(file), sha256, importer)

    def _post(
        self, book: Book, chapter: Chapter, number: int, file: str, sha256: str
    ) -> ImportedPost:
        title = chapter.title or f"{book.title or 'Untitled'}, {number}"
        origin = self._origin(file, sha256)
        name = origin.file
        identity = f"{book.identifier or book.title or name}\n{chapter.name}"
        tags = tuple(dict.fromkeys((*filter(None, (book.title,)), *book.subjects)))
        return ImportedPost(
            identity,
            title,
            chapter.text.markdown,
            origin,
            book.author,
            book.date,
            tags,
            language_of(book.lang),
            identity_is_sure=bool(book.identifier),
            remarks=chapter.text.remarks,
            left_out=chapter.text.left_out,
        )


def _own(own: OwnArticles, folder: SourceFolder, name: str) -> list[Found] | None:
    """What a page of this program's own book gives; None for other pages."""
    data = folder.open(name).data
    if OWN.encode() not in data:
        return None
    return list(own.read(page_source(data).html))


def _reading_order(book: Book) -> Iterator[str]:
    """The pages in order, those aside last, when it is known which are notes."""
    yield from (name for name in book.pages if name not in book.aside)
    yield from (name for name in book.pages if name in book.aside)


def _named(found: Refusal | Remark) -> Refusal | Remark:
    """A page's name in the words: of an archive only the file is named."""
    if found.file is None:
        return found
    if isinstance(found, Refusal):
        return Refusal(None, f"{clean_line(found.file)}: {found.why}")
    return Remark(None, f"{clean_line(found.file)}: {found.what}")


IMPORTER = EpubImporter()
