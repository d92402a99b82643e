"""Taking posts into a library, one whole post after the other, and telling of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gulagreader.domain.errors import DamagedFileError, LibraryError
from gulagreader.domain.posts import CitedSource, Post
from gulagreader.domain.quotations import QuotationKind
from gulagreader.importing.archive import ImportedPost, LeftOut, Refusal, Remark
from gulagreader.services.import_ids import post_from, with_known_ids
from gulagreader.services.import_records import begin_record, record_path, write_record
from gulagreader.services.import_report import ImportReport, Refused
from gulagreader.services.import_shelf import Shelf, Spot, Standing
from gulagreader.services.thread_joining import JoinedThread, joined, parted
from gulagreader.storage.file_names import folder_of, name_of
from gulagreader.storage.library_file import POSTS_FOLDER, create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.library_lock import LibraryLock
from gulagreader.storage.library_writer import LibraryWriter
from gulagreader.storage.safe_write import remove_leftovers
from gulagreader.text.quotations import find_quotations

_QUOTED = {QuotationKind.QUOTATION, QuotationKind.SPEECH, QuotationKind.BLOCK}


@dataclass
class Taking:
    """One import's way into a library, and what has been reported so far."""

    into: Path
    folder: LibraryFolder | None
    now: datetime
    dry_run: bool
    report: ImportReport = field(default_factory=ImportReport)
    shelf: Shelf = field(init=False)
    lock: LibraryLock = field(default_factory=LibraryLock)
    tidied: set[Path] = field(default_factory=set)
    """The folders in which what killed imports left was removed."""
    spot: Spot | None = None
    """Where the post that came last belongs; None where it could not be taken."""

    def __post_init__(self) -> None:
        writer = LibraryWriter(self.folder.path) if self.folder else None
        self.shelf = Shelf(self.folder, writer)

    def refuse(self, file: Path, refusal: Refusal) -> None:
        """Report a source, or a piece of one, that does not come in."""
        self.report.refused.append(Refused(file, refusal.line, refusal.why))

    def take(self, file: Path, imported: ImportedPost) -> str | None:
        """Put one post where it belongs and report on it.

        Gives the id of the post that another source has brought already with no
        fewer words: nothing is written then, and only its comments may be new.

        Raises:
            LibraryError: there is no library yet and none can be made.
        """
        if not self.dry_run:
            self.library()
        self.spot = None
        try:
            spot = self.shelf.spot_for(imported)
            path = self._put(imported, spot)
        except (LibraryError, DamagedFileError) as error:
            why = f"“{imported.title}” cannot be written: {error}"
            self.refuse(file, Refusal(None, why))
            return None
        self.spot = spot
        report = self.report
        if spot.standing is Standing.REPEATED:
            report.leave_out([LeftOut("repeated posts")])
            what = f"“{imported.title}” came before in this import, word for word"
            report.warn(file, [Remark(None, what)])
            return None
        report.posts += spot.standing is not Standing.KNOWN
        report.comments += len(imported.comments)
        report.quotations += quotations_in(
            [imported.body, *(one.text for one in imported.comments)], imported.sources
        )
        report.leave_out(imported.left_out)
        report.warn(file, (*imported.remarks, *_remarks_on(imported, spot)))
        sha256 = imported.origin.sha256
        report.guess(file, spot.post_id, imported.guesses, sha256)
        if spot.standing is Standing.KNOWN:
            return spot.post_id
        fresh = spot.standing in (Standing.NEW, Standing.CHANGED)
        (report.written if fresh else report.unchanged).append(path)
        return None

    def _put(self, imported: ImportedPost, spot: Spot) -> Path:
        """Write a post if it is to be written; give its file."""
        left = (
            *(Standing.UNCHANGED, Standing.REPEATED, Standing.CHANGED_BY_HAND),
            Standing.KNOWN,
        )
        old = spot.old
        post = post_from(imported, spot.post_id, old.post if old else None)
        if self.dry_run or spot.standing in left:
            usual = self.into / POSTS_FOLDER / folder_of(post) / f"{name_of(post)}.md"
            return spot.path or usual
        comments = with_known_ids(imported, spot.own_comments)
        others = parted(old.comments, spot.joined)[1] if old else {}
        if old is not None and old.post.origin is not None:
            before = old.post.origin
            if before.kind != imported.origin.kind:
                # Its comments are no part of the source that takes its place.
                others[before.kind] = spot.own_comments
                comments = imported.comments
        return self._write(imported, post, joined(comments, others, spot.joined), spot)

    def _write(
        self,
        imported: ImportedPost,
        post: Post,
        thread: JoinedThread,
        spot: Spot,
    ) -> Path:
        folder, writer = self.library()
        if spot.standing is not Standing.UNRECORDED:
            begin_record(folder.path, post.id)
            writer.write_post(post, thread.comments)
        path = writer.path_of(post.id)
        assert path is not None  # it was just written, or read
        read = folder.read(path)
        # Only now: a record of a post that was never written would pass it off
        # as unchanged.
        write_record(
            folder.path,
            post.id,
            imported,
            (read.post, read.comments),
            now=self.now,
            joined=thread.origins,
        )
        if spot.standing is not Standing.UNRECORDED:
            self._tidy(path)
            self._tidy(record_path(folder.path, post.id))
        return path

    def _tidy(self, written: Path) -> None:
        if written.parent not in self.tidied:
            self.tidied.add(written.parent)
            remove_leftovers(written)

    def library(self) -> tuple[LibraryFolder, LibraryWriter]:
        """The library, made now if there was none.

        Raises:
            LibraryError: it cannot be made, or another import is making it.
        """
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
    if spot.standing is Standing.KNOWN:
        what = (
            f"“{imported.title}” is post {spot.post_id}, of which another source has "
            "no fewer words; only its comments were taken in"
        )
        remarks.append(Remark(None, what))
    if spot.standing is Standing.CHANGED and spot.old is not None:
        kept = {one.id for one in with_known_ids(imported, spot.own_comments)}
        gone = sum(one.id not in kept for one in spot.own_comments)
        origin = spot.old.post.origin
        if gone and (origin is None or origin.kind == imported.origin.kind):
            what = f"{gone} comments are no longer in the source and were removed"
            remarks.append(Remark(None, what))
    return remarks


def quotations_in(texts: Iterable[str], sources: Sequence[CitedSource]) -> int:
    """How many passages are quoted; titles, terms and scare quotes are not counted."""
    return sum(
        one.level == 1 and one.kind in _QUOTED
        for text in texts
        for one in find_quotations(text, sources=sources)
    )
