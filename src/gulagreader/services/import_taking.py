"""Taking posts into a library, one whole post after the other, and telling of it.

Posts are written in batches, which begin with one post and grow: a small import is
seen at once, and a large one waits for the disk once for many posts. A batch is
written in the order in which its posts came, and noted before: a run that is killed
leaves the library as it was and the first of its posts, each of them whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import DamagedFileError, DiskFullError, LibraryError
from gulagreader.domain.posts import Post
from gulagreader.importing.archive import ImportedPost, LeftOut, Refusal, Remark
from gulagreader.services.import_given import kept_words
from gulagreader.services.import_ids import post_from, with_known_ids
from gulagreader.services.import_into import IntoLibrary
from gulagreader.services.import_records import begin_record, record_path, write_record
from gulagreader.services.import_remarks import remarks_on
from gulagreader.services.import_report import Came
from gulagreader.services.import_spots import Spot, Standing
from gulagreader.services.quotation_count import quotations_in
from gulagreader.services.thread_joining import JoinedThread, joined, parted
from gulagreader.storage.file_names import folder_of, name_of
from gulagreader.storage.library_file import POSTS_FOLDER
from gulagreader.storage.library_writer import LibraryWriter
from gulagreader.storage.safe_write import remove_leftovers

_MOST = 64
"""Posts in the largest batch."""
_LARGEST = 4_000_000
"""Letters that end a batch: as much waits to be written again after a kill."""


@dataclass
class Taking(IntoLibrary):
    """One import's way into a library, and what has been reported so far."""

    tidied: set[Path] = field(default_factory=set)
    """The folders in which what killed imports left was removed."""
    spot: Spot | None = None
    """Where the post that came last belongs; None where it could not be taken."""
    thread: tuple[Comment, ...] = ()
    """The comments that post has now, with those of other sources."""
    _came: dict[str, Came] = field(default_factory=dict)
    """The posts of the batch."""
    _most: int = 1
    """How many posts end the batch."""
    _namer: LibraryWriter | None = None
    """What gives names in a dry run; it writes nothing."""

    def take(self, file: Path, imported: ImportedPost) -> str | None:
        """Put one post where it belongs and report on it.

        Gives the id of the post that another source has brought already with no
        fewer words: nothing is written then, and only its comments may be new.

        Raises:
            LibraryError: there is no library yet and none can be made.
            DiskFullError: the disk takes nothing more.
        """
        if not self.dry_run:
            self.library()
        self.spot = None
        self.thread = imported.comments
        try:
            spot = self.shelf.spot_for(imported)
            quotations = self._quotations(imported, spot)
            path = self._put(file, imported, spot, quotations)
        except DiskFullError:
            raise
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
        report.quotations += quotations
        report.leave_out(imported.left_out)
        report.warn(file, (*imported.remarks, *remarks_on(imported, spot)))
        sha256 = imported.origin.sha256
        report.guess(file, spot.post_id, imported.guesses, sha256)
        if spot.standing is Standing.KNOWN:
            return spot.post_id
        fresh = spot.standing in (Standing.NEW, Standing.CHANGED)
        report.add(path, changed=fresh)
        if fresh:
            what = f"“{imported.title}” cannot be written"
            comments = len(imported.comments)
            is_new = spot.standing is Standing.NEW
            report.new += is_new
            came = Came(file, what, path, 1, comments, quotations, int(is_new))
            self._came[spot.post_id] = came
            self.grow()
        return None

    def expect(self, post_id: str, file: Path, path: Path) -> None:
        """Let the report say so if the comments of a post cannot be written after all.

        Its files are staged already; ``file`` is where the comments came from.
        """
        self._came.setdefault(
            post_id, Came(file, "its comments cannot be written", path)
        )
        self.grow()

    def grow(self) -> None:
        """Write the batch if it has grown large."""
        if self.batch.units >= self._most or self.batch.size >= _LARGEST:
            self.commit()
            self._most = min(_MOST, self._most * 2)

    def commit(self) -> None:
        """Write what waits, and take back what was said of what cannot be written.

        Raises:
            DiskFullError: the disk takes nothing more.
        """
        try:
            self.batch.commit()
        except BaseException:
            for lost in self._came.values():
                if not lost.path.is_file():
                    self.report.take_back(lost)
            self._came.clear()
            raise
        report = self.report
        full = next(
            (
                one
                for one in self.batch.failed.values()
                if isinstance(one, DiskFullError)
            ),
            None,
        )
        for post_id, error in self.batch.failed.items():
            came = self._came.pop(post_id, None)
            if came is not None:
                report.take_back(came)
            if full is not None:
                continue  # one line tells it of all
            file = came.file if came is not None else self.into
            what = f"{came.what}: " if came is not None else ""
            self.refuse(file, Refusal(None, f"{what}{error}"))
        self.batch.failed.clear()
        folder = self.folder
        for post_id, came in self._came.items():
            self._tidy(came.path)
            if folder is not None:
                self._tidy(record_path(folder.path, post_id))
        self._came.clear()
        if full is not None:
            raise full

    def _quotations(self, imported: ImportedPost, spot: Spot) -> int:
        """How many passages a post and its comments quote."""
        if spot.standing is Standing.REPEATED:
            return 0
        if spot.quotations is not None:
            return spot.quotations
        texts = [imported.body, *(one.text for one in imported.comments)]
        return quotations_in(texts, imported.sources)

    def _put(
        self, file: Path, imported: ImportedPost, spot: Spot, quotations: int
    ) -> Path:
        """Write a post if it is to be written; give its file."""
        left = (
            *(Standing.UNCHANGED, Standing.REPEATED, Standing.CHANGED_BY_HAND),
            Standing.KNOWN,
        )
        old = spot.old
        post = post_from(imported, spot.post_id, old.post if old else None)
        if self.dry_run or spot.standing in left:
            return spot.path or self._path_in_mind(post, spot)
        comments = with_known_ids(imported, spot.own_comments)
        others = parted(old.comments, spot.joined)[1] if old else {}
        if old is not None and old.post.origin is not None:
            before = old.post.origin
            if before.kind != imported.origin.kind:
                # Its comments are no part of the source that takes its place.
                others[before.kind] = spot.own_comments
                comments = imported.comments
        thread = joined(comments, others, spot.joined)
        self.thread = thread.comments
        return self._write(file, imported, post, thread, spot, quotations)

    def _path_in_mind(self, post: Post, spot: Spot) -> Path:
        """Where a post would be written, were this no dry run."""
        # As the library itself names its files, when it is there.
        folder = self.into.resolve()
        if spot.standing is Standing.NEW:
            if self._namer is None:
                self._namer = LibraryWriter(folder)
            return self._namer.expected_path(post)
        return folder / POSTS_FOLDER / folder_of(post) / f"{name_of(post)}.md"

    def _write(
        self,
        file: Path,
        imported: ImportedPost,
        post: Post,
        thread: JoinedThread,
        spot: Spot,
        quotations: int,
    ) -> Path:
        folder, writer = self.library()
        batch = self.batch
        writer.settle(post.id)
        batch.begin(post.id)
        try:
            if spot.standing is Standing.UNRECORDED:
                assert spot.path is not None
                assert spot.old is not None  # it was read
                path = spot.path
                written: tuple[Post, Sequence[Comment]] = (
                    spot.old.post,
                    spot.old.comments,
                )
            else:
                if thread.comments or spot.standing is not Standing.NEW:
                    # A new post without comments is one file: there or not.
                    begin_record(folder.path, post.id, batch)
                put = writer.put(post, thread.comments)
                path, written = put.path, (put.post, put.comments)
            # Only now: a record of a post that was never written would pass it off
            # as unchanged.
            write_record(
                folder.path,
                post.id,
                imported,
                written,
                batch,
                source_digest=spot.digest,
                quotations=quotations,
                now=self.now,
                path=kept_words(str(file)),
                joined=thread.origins,
            )
        except LibraryError:
            batch.drop(post.id)
            raise
        return path

    def _tidy(self, written: Path) -> None:
        if written.parent not in self.tidied:
            self.tidied.add(written.parent)
            remove_leftovers(written)
