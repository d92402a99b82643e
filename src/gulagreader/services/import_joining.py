"""Comments that came without their post: found their post, or given one of their own.

They wait until all sources are read, so that the order of the sources does not
matter. A post “Comments on …” holds those whose post is nowhere; when the post comes,
now or in a later import, they move under it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.domain.counting import amount
from gulagreader.domain.errors import DamagedFileError, DiskFullError, LibraryError
from gulagreader.importing.archive import (
    ImportedComments,
    ImportedPost,
    Refusal,
    Remark,
)
from gulagreader.services.comments_alone import held_link, holders_of, post_of_comments
from gulagreader.services.import_digests import digest_of
from gulagreader.services.import_given import given_source
from gulagreader.services.import_ids import COMMENTS_ON
from gulagreader.services.import_records import (
    Record,
    read_record,
    record_path,
    recorded_sources,
    write_joined,
)
from gulagreader.services.import_taking import Taking
from gulagreader.services.import_threads import DoubtfulThreads
from gulagreader.services.post_links import link_of
from gulagreader.services.quotation_count import quotations_in
from gulagreader.services.thread_joining import Origins, joined, parted, united
from gulagreader.storage.folder_scan import comments_path_of
from gulagreader.storage.library_folder import PostWithComments
from gulagreader.text.clean import clean_line


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Comments, the file they are in, and their post where it is known already."""

    file: Path
    found: ImportedComments
    post_id: str | None = None


@dataclass
class Joining:
    """Collects comments while sources are read, then puts them where they belong."""

    taking: Taking
    _waiting: list[_Waiting] = field(default_factory=list)
    _doubtful: DoubtfulThreads = field(default_factory=DoubtfulThreads)
    _posts: dict[str, str | None] = field(default_factory=dict)
    """Posts of comments whose post may have come, and which one if that is known."""

    def wait(self, file: Path, found: ImportedComments) -> None:
        """Keep comments until their post can be looked for."""
        self._waiting.append(_Waiting(file, found))

    def take(self, file: Path, post: ImportedPost) -> None:
        """Take in a post; its comments wait where another source has the post."""
        known = self.taking.take(file, post)
        if known is not None:
            alone = ImportedComments(link_of(post), post.comments, post.origin)
            self._waiting.append(_Waiting(file, alone, known))
        elif self.taking.spot is not None:
            self._doubtful.look_at(self.taking.spot.post_id, file, self.taking.thread)
        if not self.taking.dry_run:
            link = link_of(post)
            for holder in holders_of(link, every_path=True):
                if self._path(holder) is not None:
                    self._posts.setdefault(holder, None)

    def finish(self) -> Iterator[str]:
        """Put everything that waits where it belongs; yield the posts' titles."""
        for place, group in self._placed().items():
            first = group[0]
            yield clean_line(first.found.post.title or first.file.name)
            try:
                self._put(place, group)
            except DiskFullError:
                raise
            except (LibraryError, DamagedFileError) as error:
                self.taking.batch.drop(place)
                why = f"its comments cannot be written: {error}"
                self.taking.refuse(first.file, Refusal(None, why))
        self.taking.commit()
        for holder, target in self._posts.items():
            self._move(holder, target)
        for file, remark in self._doubtful.told():
            self.taking.report.warn(file, [remark])

    def _path(self, post_id: str) -> Path | None:
        writer = self.taking.shelf.writer
        return writer.path_of(post_id) if writer is not None else None

    def _placed(self) -> dict[str, list[_Waiting]]:
        """What waits, by the post it belongs to; the same in any order of sources."""
        placed: dict[str, list[_Waiting]] = {}
        waiting = sorted(
            self._waiting,
            key=lambda one: (one.found.origin.kind, one.found.origin.file),
        )
        self._waiting = []
        links = self.taking.shelf.links() if waiting else None
        alone: dict[str, str] = {}
        for one in waiting:
            post = one.found.post
            found = one.post_id or (links.find(post) if links is not None else None)
            if found is None:
                holders = holders_of(post)
                # Two addresses of one thread lead to one post of comments.
                found = next((alone[key] for key in holders if key in alone), None)
                found = found or next((key for key in holders if self._path(key)), None)
                found = found or holders[0]
                alone.update((key, found) for key in holders)
            elif one.post_id is None and not self.taking.dry_run:
                # A post of comments that was made when nobody knew where they belong.
                known = (key for key in holders_of(post) if self._path(key) is not None)
                self._posts.update((key, found) for key in known if key != found)
            placed.setdefault(found, []).append(one)
        return placed

    def _put(self, post_id: str, group: Sequence[_Waiting]) -> None:
        taking = self.taking
        for one in group:
            taking.report.comments += len(one.found.comments) if not one.post_id else 0
            taking.report.leave_out(one.found.left_out)
            taking.report.warn(one.file, one.found.remarks)
            sha256 = one.found.origin.sha256
            taking.report.guess(one.file, post_id, one.found.guesses, sha256)
            texts = [comment.text for comment in one.found.comments]
            taking.report.quotations += quotations_in(texts, ())
        comments = {
            kind: _each_once(one.found.comments for one in group if _kind(one) == kind)
            for kind in dict.fromkeys(map(_kind, group))
        }
        if taking.dry_run:
            alone = tuple(one for some in comments.values() for one in some)
            if not group[0].post_id:
                where = {c.id: one.file for one in group for c in one.found.comments}
                self._doubtful.look_at(post_id, group[0].file, alone, where)
            return
        taking.library()
        path = self._path(post_id)
        if path is None:
            if not any(comments.values()):
                return
            self._hold(post_id, group)
            path = self._path(post_id)
        if path is None:
            return  # it could not be written, which was told
        sources = [given_source(one.found.origin, one.file) for one in group]
        files = {
            (_kind(one), comment.id): one.file
            for one in group
            for comment in one.found.comments
        }
        changed = self._add(post_id, comments, files, sources)
        taking.report.note(path, changed=changed)
        taking.expect(post_id, group[0].file, path)

    def _hold(self, post_id: str, group: Sequence[_Waiting]) -> None:
        """Make a post for comments whose post is nowhere."""
        first = group[0]
        made = post_of_comments(post_id, first.found)
        self.taking.take(first.file, made)
        self.taking.report.posts -= 1  # it is in no source
        count = sum(len(one.found.comments) for one in group)
        what = (
            f"the post of {amount(count, 'comments')} was not found; put under "
            f"“{made.title}”"
        )
        self.taking.report.warn(first.file, [Remark(None, what)])

    def _add(
        self,
        post_id: str,
        given: Mapping[str, Sequence[Comment]],
        files: Mapping[tuple[str, str], Path],
        sources: Sequence[Mapping[str, object]],
    ) -> bool:
        """Put comments under a post of the library; say whether it changed.

        A post that a person has changed is only added to. ``files`` are where the
        comments came from, by their sort and id there; ``sources`` go into the record.
        """
        folder, writer = self.taking.library()
        path = writer.path_of(post_id)
        assert path is not None
        old = folder.read(path)
        record = read_record(folder.path, post_id)
        known: Mapping[str, Origins] = record.joined if record is not None else {}
        own, others = parted(old.comments, known)
        by_hand = record is not None and _is_by_hand(old, record)
        for kind, comments in given.items():
            before = others.get(kind, ())
            others[kind] = (
                united(comments, before) if by_hand else united(before, comments)
            )
        thread = joined(own, others, known)
        where = {
            thread.origins[kind].added[old]: file
            for (kind, old), file in files.items()
            if old in thread.origins[kind].added
        }
        self._doubtful.look_at(post_id, path, thread.comments, where)
        same = thread.comments == old.comments
        if same and _plain(thread.origins) == _plain(known):
            return False
        batch = self.taking.batch
        batch.begin(post_id)
        post, comments = old.post, old.comments
        if not same:
            if not by_hand:
                write_joined(
                    folder.path, post_id, thread.origins, None, batch, unfinished=True
                )
            put = writer.put(old.post, thread.comments)
            post, comments = put.post, put.comments
        digest = None
        if record is not None and not by_hand:
            digest = digest_of(post, comments, record.fields)
        write_joined(
            folder.path, post_id, thread.origins, digest, batch, sources=sources
        )
        return not same

    def _move(self, holder: str, place: str | None) -> None:
        """Move the comments of a post of comments under the post that came since.

        ``place`` is that post, where other comments on it have found it.
        """
        folder, writer = self.taking.library()
        path = writer.path_of(holder)
        record = read_record(folder.path, holder)
        if (
            path is None
            or record is None
            or not record.identity.startswith(COMMENTS_ON)
        ):
            return
        old = folder.read(path)
        place = place or self.taking.shelf.links().find(held_link(old.post, record))
        if place is None or writer.path_of(place) is None:
            return
        if _is_by_hand(old, record):
            what = (
                f"post {place} has come, but “{old.post.title}” was changed by hand, "
                "so that it was left as it is"
            )
            self.taking.report.warn(path, [Remark(None, what)])
            return
        own, others = parted(old.comments, record.joined)
        del own
        sources = recorded_sources(folder.path, holder)
        changed = self._add(place, others, {}, sources)
        self._doubtful.forget(holder)
        target = writer.path_of(place)
        if changed and target is not None:
            self.taking.report.note(target, changed=True)
        self.taking.commit()
        batch = self.taking.batch
        batch.begin(holder)
        batch.remove(path)
        batch.remove(comments_path_of(path))
        batch.remove(record_path(folder.path, holder))
        self.taking.commit()
        moved = amount(len(old.comments), "comments")
        what = f"{moved} moved under post {place}, which has come"
        self.taking.report.warn(path, [Remark(None, what)])


def _kind(one: _Waiting) -> str:
    return one.found.origin.kind


def _each_once(groups: Iterable[Sequence[Comment]]) -> tuple[Comment, ...]:
    comments: tuple[Comment, ...] = ()
    for group in groups:
        comments = united(comments, group)
    return comments


def _is_by_hand(old: PostWithComments, record: Record) -> bool:
    if record.unfinished:
        return False
    now = digest_of(old.post, old.comments, record.fields)
    damaged = any(one.fatal for one in old.damages)
    return damaged or record.written_digest != now


def _plain(origins: Mapping[str, Origins]) -> dict[str, tuple[object, object]]:
    return {
        kind: (dict(one.added), dict(one.same))
        for kind, one in origins.items()
        if one.added or one.same
    }
