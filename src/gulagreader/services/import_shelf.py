"""Where an imported post goes: a new place, its own place, or nowhere.

A post's id comes from its identity alone, so the same source finds its post
again. Where only a file's name and a title make the identity, two posts can have
the same one; then the words decide whether it is the same post that has changed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.importing.archive import ImportedPost
from gulagreader.services.import_records import (
    digest_of,
    given_fields,
    read_record,
    record_path,
    recorded_ids,
)
from gulagreader.storage.library_folder import LibraryFolder, PostWithComments
from gulagreader.storage.library_writer import LibraryWriter

_ALIKE = 0.3
"""Share of three-word runs that two versions of a post have in common at least;
different posts share one or two in a hundred."""


class Standing(StrEnum):
    """What an imported post is to the library."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    CHANGED_BY_HAND = "changed by hand"
    REPEATED = "repeated"
    """The same post came twice in one import."""
    UNRECORDED = "unrecorded"
    """Unchanged, but an interrupted import left no record of it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a post belongs."""

    post_id: str
    standing: Standing
    path: Path | None = None
    """Its file, where it has one."""
    old: PostWithComments | None = None
    beside: str | None = None
    """The id of another post that has the same identity and other words."""
    is_copy: bool = False
    """Whether the post came before from a file of another name."""


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
    _recorded_ids: dict[str, str] | None = None
    """The ids of earlier imports, by the digest of what their source said."""

    def spot_for(self, post: ImportedPost) -> Spot:
        """Decide where a post goes, and remember that it was met."""
        digest = digest_of(post, post.comments, given_fields(post))
        spot = self._decided(post, digest)
        if not spot.is_copy:
            self.seen.setdefault(spot.post_id, digest)
            self._met.setdefault(digest, spot.post_id)
        return spot

    def _decided(self, post: ImportedPost, digest: str) -> Spot:
        family, free = self._family(post.identity)
        for post_id in family:
            if self.seen.get(post_id) == digest:
                return Spot(post_id, Standing.REPEATED, self._path(post_id))
        unmet = [post_id for post_id in family if post_id not in self.seen]
        for post_id in unmet:
            if self._source_digest(post_id) == digest:
                return Spot(post_id, Standing.UNCHANGED, self._path(post_id))
        for post_id in unmet:
            old = self._read(post_id)
            if old is None:
                continue
            if post.identity_is_sure or _alike(old.post, post):
                return self._changed(post, post_id, old)
        same = None if post.identity_is_sure else self._same_words(digest)
        return same or Spot(free, Standing.NEW, beside=family[0] if family else None)

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

    def _source_digest(self, post_id: str) -> str | None:
        if self.folder is None:
            return None
        record = read_record(self.folder.path, post_id)
        return record.source_digest if record is not None else None

    def _changed(self, post: ImportedPost, post_id: str, old: PostWithComments) -> Spot:
        path = self._path(post_id)
        assert self.folder is not None
        record = read_record(self.folder.path, post_id)
        if record is not None and record.unfinished:
            return Spot(post_id, Standing.CHANGED, path, old)
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
        by_hand = by_hand or bool(old.damages)
        standing = Standing.CHANGED_BY_HAND if by_hand else Standing.CHANGED
        return Spot(post_id, standing, path, old)


def id_of(identity: str, number: int = 1) -> str:
    """The id of the first, second, … post of an identity: 16 hexadecimal digits."""
    words = identity if number == 1 else f"{identity}\n{number}"
    data = words.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def post_from(imported: ImportedPost, post_id: str, old: Post | None) -> Post:
    """The post to be written; what the source leaves open stays as it was."""
    new = Post(
        post_id,
        imported.title,
        imported.body,
        imported.author,
        imported.date,
        imported.tags,
        imported.lang,
        imported.origin,
        imported.sources,
    )
    if old is None:
        return new
    kept: Mapping[str, object] = {
        name: getattr(old, name)
        for name in ("author", "date", "tags", "lang", "sources")
        if not getattr(new, name)
    }
    return replace(new, **kept)  # type: ignore[arg-type]  # names of Post's own fields


def _alike(old: Post, new: ImportedPost) -> bool:
    first, second = _threes(old.body), _threes(new.body)
    if not first or not second:
        return True
    common = len(first & second)
    return common >= _ALIKE * min(len(first), len(second))


def _threes(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def with_known_ids(post: ImportedPost, known: Sequence[Comment]) -> tuple[Comment, ...]:
    """The comments of a post with the ids that the library has for them.

    Comments that a page only numbers would change their ids when one comes in
    between. Each keeps the id of the comment with the same words; an edited one
    that of the comment it resembles in the same place; a new one gets an id that
    no comment had.
    """
    if post.own_comment_ids or not known:
        return post.comments
    ids = _same_words(post.comments, known)
    by_id = {one.id: one for one in known}
    used = set(ids.values())
    for one in post.comments:
        old = by_id.get(one.id)
        free = one.id not in ids and old is not None and old.id not in used
        if free and old is not None and _resembles(old, one):
            ids[one.id] = old.id
            used.add(old.id)
    taken = {*by_id, *used}
    for one in post.comments:
        if one.id not in ids:
            ids[one.id] = _fresh(one, ids, taken)
            taken.add(ids[one.id])
    return tuple(
        replace(one, id=ids[one.id], parent=ids.get(one.parent) if one.parent else None)
        for one in post.comments
    )


def _same_words(new: Sequence[Comment], known: Sequence[Comment]) -> dict[str, str]:
    waiting: dict[tuple[str | None, str], list[str]] = {}
    for one in known:
        waiting.setdefault((one.author, " ".join(one.text.split())), []).append(one.id)
    ids: dict[str, str] = {}
    for one in new:
        same = waiting.get((one.author, " ".join(one.text.split())))
        if same:
            ids[one.id] = same.pop(0)
    return ids


def _resembles(old: Comment, new: Comment) -> bool:
    if old.author != new.author:
        return False
    if old.author is not None and old.date is not None and old.date == new.date:
        return True
    words = SequenceMatcher(None, old.text[:2000].split(), new.text[:2000].split())
    return words.ratio() > 0.5


def _fresh(one: Comment, ids: Mapping[str, str], taken: set[str]) -> str:
    """The comment's own id if no other has or had it, else the next free one."""
    parent = ids.get(one.parent, "") if one.parent else ""
    stem = f"{parent}." if parent else "c"
    wanted = f"{stem}{one.id[len(one.parent) + 1 :] if one.parent else one.id[1:]}"
    number = 1
    while wanted in taken:
        wanted = f"{stem}{number}"
        number += 1
    return wanted
