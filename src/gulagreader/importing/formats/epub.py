"""EPUB books: each chapter a post, in the order of the book."""

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
from gulagreader.importing.sources import SourceFile
from gulagreader.text.clean import clean_line

_MIMETYPE = b"mimetypeapplication/epub+zip"


class EpubImporter:
    """Reads the chapters of a book, packed or unpacked."""

    name = "epub"
    version = 1

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
        for found in self._chapters(folder, source.name):
            if isinstance(found, ImportedPost):
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
        yield from self._chapters(folder, None)

    def _chapters(self, folder: SourceFolder, file: str | None) -> Iterator[Found]:
        if is_locked(folder):
            raise SourceError("is locked by a shop (DRM) and cannot be read")
        book = book_in(folder)
        chapters = Chapters(folder, book)
        count = 0
        for number, name in enumerate(_reading_order(book), start=1):
            try:
                chapter = None if chapters.is_used_up(name) else chapters.read(name)
            except SourceError as error:
                yield Refusal(None, str(error), name)
                continue
            if chapter is None:
                continue
            count += 1
            sha256 = folder.open(name).sha256 if file is None else ""
            yield self._post(book, chapter, number, file or name, sha256)
        if not count:
            raise SourceError("holds no chapter with a text")
        if chapters.around:
            yield LeftOut("pages around the chapters of a book", chapters.around)

    def _post(
        self, book: Book, chapter: Chapter, number: int, file: str, sha256: str
    ) -> ImportedPost:
        title = chapter.title or f"{book.title or 'Untitled'}, {number}"
        name = clean_line(file)
        origin = Origin(self.name, name, sha256, f"{self.name}/{self.version}")
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
            book.lang,
            identity_is_sure=bool(book.identifier),
            remarks=chapter.text.remarks,
            left_out=chapter.text.left_out,
        )


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
