"""Importing: foreign files into a library, one whole post after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import DamagedFileError, LibraryError, SourceError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import Job, Progress
from gulagreader.domain.quotations import QuotationKind
from gulagreader.importing.archive import (
    ImportedPost,
    LeftOut,
    Refusal,
    Remark,
)
from gulagreader.importing.encodings import known_encoding
from gulagreader.importing.importer import (
    Importer,
    UnknownFormatError,
    importer_for,
    importer_named,
    importers,
)
from gulagreader.importing.sources import Place, open_source, source_places
from gulagreader.services.import_records import begin_record, record_path, write_record
from gulagreader.services.import_report import Guessed, ImportReport, Refused
from gulagreader.services.import_shelf import (
    Shelf,
    Spot,
    Standing,
    post_from,
    with_known_ids,
)
from gulagreader.storage.file_names import folder_of, name_of
from gulagreader.storage.library_file import POSTS_FOLDER, create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.library_lock import LibraryLock
from gulagreader.storage.library_writer import LibraryWriter
from gulagreader.storage.safe_write import remove_leftovers
from gulagreader.text.quotations import find_quotations

_QUOTED = {QuotationKind.QUOTATION, QuotationKind.SPEECH, QuotationKind.BLOCK}


def import_sources(
    paths: Sequence[Path],
    into: Path,
    *,
    as_format: str | None = None,
    encoding: str | None = None,
    dry_run: bool = False,
    now: datetime,
) -> Job[ImportReport]:
    """Take files, and the files of folders, into a library.

    A missing or empty folder becomes a library with the first post. A source
    that cannot be read is refused in the report and the rest comes in. What is
    in the library already and has not changed is not touched. Stopping early
    leaves whole posts only.

    Raises:
        SourceError: there is no such format or encoding.
        LibraryError: ``into`` is neither a library nor empty, cannot be
            written, or another import is writing there.
    """
    formats = importers() if as_format is None else (importer_named(as_format),)
    if encoding is not None:
        known_encoding(encoding)
    run = _Run(into, _opened(into), formats, now, dry_run, as_format is not None)
    places = source_places(paths, avoid=into)
    try:
        if run.folder is not None and not dry_run:
            run.lock.take(into)
        for done, place in enumerate(places):
            yield Progress(place.path.name, done, len(places))
            for found in run.read(place, encoding):
                yield Progress(f"{place.path.name}: {found}", done, len(places))
        yield Progress("done", len(places), len(places))
    finally:
        run.lock.give_back()
    return run.report


def _opened(into: Path) -> LibraryFolder | None:
    """The library at a path; None where one can be made.

    Raises:
        LibraryError: something else is there.
    """
    try:
        is_empty = not into.exists() or (
            into.is_dir()
            and all(child.name.startswith(".") for child in into.iterdir())
        )
    except OSError as error:
        raise LibraryError(f"{into} cannot be opened: {error.strerror}.") from None
    if is_empty:
        return None
    try:
        return LibraryFolder.open(into)
    except LibraryError as error:
        if not into.is_dir():
            raise LibraryError(f"{into} is a file; name a folder instead.") from error
        raise LibraryError(
            f"{into} holds files but is no library. Name an empty or a new folder, "
            "and it becomes a library; nothing was changed."
        ) from error


@dataclass
class _Run:
    """One import: where it goes and what has been reported so far."""

    into: Path
    folder: LibraryFolder | None
    formats: Sequence[Importer]
    now: datetime
    dry_run: bool
    named: bool
    """Whether a person named the format, so that it is not asked for."""
    report: ImportReport = field(default_factory=ImportReport)
    shelf: Shelf = field(init=False)
    lock: LibraryLock = field(default_factory=LibraryLock)
    tidied: set[Path] = field(default_factory=set)
    """The folders in which what killed imports left was removed."""

    def __post_init__(self) -> None:
        writer = LibraryWriter(self.folder.path) if self.folder else None
        self.shelf = Shelf(self.folder, writer)

    def read(self, place: Place, encoding: str | None) -> Iterator[str]:
        """Take in one file; yield the title of each post that came in."""
        file = place.path
        came = False
        try:
            source = open_source(file, root=place.root, encoding=encoding)
            named = self.formats[0] if self.named else None
            importer = named or importer_for(source, self.formats)
            for found in importer.read(source):
                if isinstance(found, ImportedPost):
                    came = True
                    self.take(file, found)
                    yield found.title
                elif isinstance(found, Remark):
                    self.report.warn(file, [found])
                elif isinstance(found, LeftOut):
                    self.report.leave_out([found])
                elif isinstance(found, Refusal):
                    self.refuse(file, found.line, found.why)
        except UnknownFormatError as error:
            self.pass_over(place, str(error))
        except SourceError as error:
            line = getattr(error, "line", None)
            rest = "; what stood above came in" if came else ""
            self.refuse(file, line, f"{error}{rest}")

    def pass_over(self, place: Place, why: str) -> None:
        """Leave a file in no known format: refused only if a person named it."""
        if place.root is None:
            self.refuse(place.path, None, why)
        else:
            self.report.leave_out([LeftOut("files in no known format")])
            self.report.warn(place.path, [Remark(None, why)])

    def refuse(self, file: Path, line: int | None, why: str) -> None:
        """Report a source, or a piece of one, that does not come in."""
        self.report.refused.append(Refused(file, line, why))

    def take(self, file: Path, imported: ImportedPost) -> None:
        """Put one post where it belongs and report on it.

        Raises:
            LibraryError: there is no library yet and none can be made.
        """
        if not self.dry_run:
            self._library()
        try:
            spot = self.shelf.spot_for(imported)
            path = self._put(imported, spot)
        except (LibraryError, DamagedFileError) as error:
            self.refuse(file, None, f"“{imported.title}” cannot be written: {error}")
            return
        report = self.report
        if spot.standing is Standing.REPEATED:
            report.leave_out([LeftOut("repeated posts")])
            what = f"“{imported.title}” came before in this import, word for word"
            report.warn(file, [Remark(None, what)])
            return
        report.posts += 1
        report.comments += len(imported.comments)
        report.quotations += _quotations(imported)
        report.leave_out(imported.left_out)
        report.warn(file, (*imported.remarks, *_remarks_on(imported, spot)))
        report.guesses.extend(
            Guessed(file, spot.post_id, guess) for guess in imported.guesses
        )
        fresh = spot.standing in (Standing.NEW, Standing.CHANGED)
        (report.written if fresh else report.unchanged).append(path)

    def _put(self, imported: ImportedPost, spot: Spot) -> Path:
        """Write a post if it is to be written; give its file."""
        left = (Standing.UNCHANGED, Standing.REPEATED, Standing.CHANGED_BY_HAND)
        old = spot.old
        post = post_from(imported, spot.post_id, old.post if old else None)
        if self.dry_run or spot.standing in left:
            usual = self.into / POSTS_FOLDER / folder_of(post) / f"{name_of(post)}.md"
            return spot.path or usual
        comments = with_known_ids(imported, old.comments if old else ())
        return self._write(imported, post, comments, spot)

    def _write(
        self,
        imported: ImportedPost,
        post: Post,
        comments: tuple[Comment, ...],
        spot: Spot,
    ) -> Path:
        folder, writer = self._library()
        if spot.standing is not Standing.UNRECORDED:
            begin_record(folder.path, post.id)
            writer.write_post(post, comments)
        path = writer.path_of(post.id)
        assert path is not None  # it was just written, or read
        read = folder.read(path)
        # Only now: a record of a post that was never written would pass it off
        # as unchanged.
        write_record(
            folder.path, post.id, imported, (read.post, read.comments), now=self.now
        )
        if spot.standing is not Standing.UNRECORDED:
            self._tidy(path)
            self._tidy(record_path(folder.path, post.id))
        return path

    def _tidy(self, written: Path) -> None:
        if written.parent not in self.tidied:
            self.tidied.add(written.parent)
            remove_leftovers(written)

    def _library(self) -> tuple[LibraryFolder, LibraryWriter]:
        """The library, made now if there was none."""
        if self.folder is None or self.shelf.writer is None:
            name = self.into.resolve().name.replace("-", " ").replace("_", " ")
            try:
                self.into.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LibraryError(
                    f"{self.into} cannot be made: {error.strerror}. Name a folder "
                    "that you can write."
                ) from None
            self.lock.take(self.into)
            create_library(self.into, name)
            self.folder = LibraryFolder.open(self.into)
            self.shelf.folder = self.folder
            self.shelf.writer = LibraryWriter(self.folder.path)
        return self.folder, self.shelf.writer


def _remarks_on(imported: ImportedPost, spot: Spot) -> list[Remark]:
    remarks = []
    if spot.beside is not None and spot.standing is Standing.NEW:
        what = (
            f"has the file name and the title of post {spot.beside} but other words; "
            f"both are kept, this one as {spot.post_id}"
        )
        remarks.append(Remark(None, what))
    if spot.is_copy:
        what = (
            f"“{imported.title}” is post {spot.post_id} word for word, which came from "
            "a file of another name; it was not taken in twice"
        )
        remarks.append(Remark(None, what))
    if spot.standing is Standing.CHANGED_BY_HAND:
        what = (
            f"has changed, but so has post {spot.post_id} in the library; it was left "
            "as it is. Remove that post and import again to take this version"
        )
        remarks.append(Remark(None, what))
    if spot.standing is Standing.CHANGED and spot.old is not None:
        kept = {one.id for one in with_known_ids(imported, spot.old.comments)}
        gone = sum(one.id not in kept for one in spot.old.comments)
        if gone:
            what = f"{gone} comments are no longer in the source and were removed"
            remarks.append(Remark(None, what))
    return remarks


def _quotations(post: ImportedPost) -> int:
    found = list(find_quotations(post.body, sources=post.sources))
    for comment in post.comments:
        found.extend(find_quotations(comment.text, sources=post.sources))
    return sum(one.level == 1 and one.kind in _QUOTED for one in found)
