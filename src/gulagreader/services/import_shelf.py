"""Where an imported post goes: a new place, its own place, or nowhere.

A post's id comes from its identity alone, so the same source finds its post
again. Where only a file's name and a title make the identity, two posts can have
the same one; then the words decide whether it is the same post that has changed.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from gulagreader.importing.archive import ImportedPost, PostLink
from gulagreader.services.import_digests import digest_of, given_fields
from gulagreader.services.import_ids import (
    COMMENTS_ON,
    are_alike,
    id_of,
    with_known_ids,
)
from gulagreader.services.import_records import (
    Record,
    can_be_recorded,
    read_record,
    record_path,
    recorded_files,
    recorded_ids,
)
from gulagreader.services.import_spots import Spot, Standing
from gulagreader.services.post_links import LinkIndex, link_of
from gulagreader.storage.library_folder import LibraryFolder, PostWithComments
from gulagreader.storage.library_writer import KnownPost, LibraryWriter

_RICHER = 1.1
"""How many times the words of a post another source must have to take its place."""


@dataclass
class Shelf:
    """The posts of a library as an import looks at them.

    ``folder`` is None for a library that is not made yet.
    """

    folder: LibraryFolder | None
    writer: LibraryWriter | None
    seen: dict[str, str] = field(default_factory=dict)
    """Ids that this import has met, with the digest of what the source said."""
    _met: dict[str, str] = field(default_factory=dict)
    """The same the other way round."""
    _of_libraries: set[str] = field(default_factory=set)
    """Posts of this import that came with the id of a library."""
    _recorded_ids: dict[str, str] | None = None
    """The ids of earlier imports, by the digest of what their source said."""
    _recorded_files: dict[tuple[str, str], str] | None = None
    """The ids of posts that were alone in a file, by its name and sha256."""
    _links: LinkIndex | None = None

    def spot_for(self, post: ImportedPost) -> Spot:
        """Decide where a post goes, and remember that it was met."""
        digest = digest_of(post, post.comments, given_fields(post))
        spot = self._from_elsewhere(post, self._decided(post, digest), digest)
        link = link_of(post)
        if self._links is not None:
            self._links.note(spot.post_id, link)
        if spot.post_id == post.library_id:
            self._of_libraries.add(spot.post_id)
        if not spot.is_copy:
            self.seen.setdefault(spot.post_id, digest)
            self._met.setdefault(digest, spot.post_id)
        return replace(spot, digest=digest)

    def links(self) -> LinkIndex:
        """The posts of the library and of this import by their addresses."""
        if self._links is None:
            self._links = LinkIndex()
            if self.folder is not None and self.writer is not None:
                for post_id, known in self.writer.known().items():
                    self._note(self.folder.path, post_id, known, self._links)
                self.writer.drop_titles()
        return self._links

    def _note(
        self, library: Path, post_id: str, known: KnownPost, links: LinkIndex
    ) -> None:
        record = self._record(library, post_id)
        if record is not None and record.identity.startswith(COMMENTS_ON):
            return
        url = (known.url,) if known.url else ()
        more = record.links if record is not None else ()
        guid = (record.identity or None) if record is not None else None
        links.note(post_id, PostLink((*url, *more), guid, known.title))

    def _from_elsewhere(self, post: ImportedPost, spot: Spot, digest: str) -> Spot:
        """Whether a post is one that came, or comes, from another sort of source.

        The same post may be in an export, a feed and a saved page. The longest text
        is kept, whichever came first; the comments of all are joined.
        """
        if spot.standing is Standing.NEW and post.identity_is_sure:
            known = self.links().by_address(link_of(post))
            if spot.post_id == post.library_id and known in self._of_libraries:
                return spot  # two posts of one library that name one address
            same = self._recorded_as(known, digest) if known is not None else None
            if known is not None and same is not None:
                return _unchanged(known, self._path(known), same)
        elif spot.standing is Standing.CHANGED:
            known = spot.post_id
        else:
            known = None
        old = self._read(known) if known is not None else None
        if known is None or old is None or old.post.origin is None:
            return spot
        if old.post.origin.kind == post.origin.kind:
            return spot
        if len(post.body.split()) > len(old.post.body.split()) * _RICHER:
            return self._changed(post, known, old)
        return Spot(known, Standing.KNOWN, self._path(known), old)

    def _decided(self, post: ImportedPost, digest: str) -> Spot:
        own = self._by_library_id(post, digest)
        if own is not None:
            return own
        family, free = self._family(post.identity)
        for post_id in family:
            if self.seen.get(post_id) == digest:
                return Spot(post_id, Standing.REPEATED, self._path(post_id))
        unmet = [post_id for post_id in family if post_id not in self.seen]
        for post_id in unmet:
            same = self._recorded_as(post_id, digest)
            if same is not None:
                return _unchanged(post_id, self._path(post_id), same)
        for post_id in unmet:
            old = self._read(post_id)
            if old is None:
                continue
            if post.identity_is_sure or are_alike(old.post, post):
                return self._changed(post, post_id, old)
        known = None if post.identity_is_sure else self._known_file(post, digest)
        if known is not None:
            return known
        return Spot(free, Standing.NEW, beside=family[0] if family else None)

    def _by_library_id(self, post: ImportedPost, digest: str) -> Spot | None:
        """The place of a post that comes from a library of this program.

        It keeps its id, unless the library has another post of that id: an id in a
        file proves nothing, and a post that is there is not written over for it.
        """
        post_id = post.library_id
        if not post_id or not can_be_recorded(post_id):
            return None
        path = self._path(post_id)
        if path is None:
            return None if post_id in self.seen else Spot(post_id, Standing.NEW)
        same = self._recorded_as(post_id, digest)
        if same is not None or self.seen.get(post_id) == digest:
            if post_id in self.seen or same is None:
                return Spot(post_id, Standing.REPEATED, path)
            return _unchanged(post_id, path, same)
        old = self._read(post_id)
        if old is None or self.folder is None or post_id in self.seen:
            return None
        fields = given_fields(post)
        if digest_of(old.post, old.comments, fields) == digest_of(
            post, post.comments, fields
        ):
            return Spot(post_id, Standing.UNCHANGED, path)
        record = read_record(self.folder.path, post_id)
        if record is not None and record.identity == post.identity:
            return self._changed(post, post_id, old)
        if old.post.title == post.title:
            # What was exported from here and comes back a little different.
            return Spot(post_id, Standing.KNOWN, path, old)
        return None

    def _same_words(self, digest: str) -> Spot | None:
        """The post that came before, word for word, from a file of another name."""
        met = self._met.get(digest)
        if met is not None:
            return Spot(met, Standing.REPEATED, self._path(met), is_copy=True)
        if self._recorded_ids is None:
            folder = self.folder.path if self.folder is not None else None
            self._recorded_ids = recorded_ids(folder) if folder else {}
        known = self._recorded_ids.get(digest)
        path = self._path(known) if known is not None else None
        if known is None or path is None:
            return None
        return Spot(known, Standing.UNCHANGED, path, is_copy=True)

    def _known_file(self, post: ImportedPost, digest: str) -> Spot | None:
        return self._read_otherwise(post, digest) or self._same_words(digest)

    def _read_otherwise(self, post: ImportedPost, digest: str) -> Spot | None:
        """The post that came before from the same file, when it was read otherwise.

        A later version, or a person's decision, can tell another title, and the
        identity with it.
        """
        if self._recorded_files is None:
            folder = self.folder.path if self.folder is not None else None
            self._recorded_files = recorded_files(folder) if folder else {}
        known = self._recorded_files.get((post.origin.file, post.origin.sha256))
        if known is None or known in self.seen:
            return None
        same = self._recorded_as(known, digest)
        if same is not None:
            return _unchanged(known, self._path(known), same)
        old = self._read(known)
        return self._changed(post, known, old) if old is not None else None

    def _family(self, identity: str) -> tuple[list[str], str]:
        """The ids given to an identity so far, and the next free one."""
        family: list[str] = []
        number = 1
        while True:
            post_id = id_of(identity, number)
            if self._path(post_id) is not None or post_id in self.seen:
                family.append(post_id)
            elif not self._recorded(post_id):
                break
            number += 1
        taken = set(family)
        free = next(
            candidate
            for n in range(1, number + 1)
            if (candidate := id_of(identity, n)) not in taken
        )
        return family, free

    def _recorded(self, post_id: str) -> bool:
        """Whether a post had this id and was removed since."""
        return self.folder is not None and (
            record_path(self.folder.path, post_id).exists()
        )

    def _path(self, post_id: str) -> Path | None:
        return self.writer.path_of(post_id) if self.writer is not None else None

    def _read(self, post_id: str) -> PostWithComments | None:
        path = self._path(post_id)
        if path is None or self.folder is None:
            return None
        return self.folder.read(path)

    def _record(self, library: Path, post_id: str) -> Record | None:
        if self.writer is not None:
            self.writer.settle(post_id)
        return read_record(library, post_id)

    def _recorded_as(self, post_id: str, digest: str) -> Record | None:
        """The record of a post, if its source said what this one says."""
        if self.folder is None:
            return None
        record = self._record(self.folder.path, post_id)
        return record if record and record.source_digest == digest else None

    def _changed(self, post: ImportedPost, post_id: str, old: PostWithComments) -> Spot:
        path = self._path(post_id)
        assert self.folder is not None
        record = read_record(self.folder.path, post_id)
        joined = record.joined if record is not None else {}
        if record is not None and record.unfinished:
            return Spot(post_id, Standing.CHANGED, path, old, joined=joined)
        if record is None:
            fields = given_fields(post)
            comments = with_known_ids(post, old.comments)
            if digest_of(old.post, old.comments, fields) == digest_of(
                post, comments, fields
            ):
                return Spot(post_id, Standing.UNRECORDED, path, old)
            origin = old.post.origin
            by_hand = origin is not None and origin.sha256 == post.origin.sha256
        else:
            by_hand = record.written_digest != digest_of(
                old.post, old.comments, record.fields
            )
        by_hand = by_hand or any(one.fatal for one in old.damages)
        standing = Standing.CHANGED_BY_HAND if by_hand else Standing.CHANGED
        return Spot(post_id, standing, path, old, joined=joined)


def _unchanged(post_id: str, path: Path | None, record: Record) -> Spot:
    return Spot(post_id, Standing.UNCHANGED, path, quotations=record.quotations)
