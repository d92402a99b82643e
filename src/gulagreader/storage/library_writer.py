"""Writing posts into a library: where each goes, and never more than changed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import DamagedFileError, LibraryError
from gulagreader.domain.posts import Post
from gulagreader.storage.comments_text import read_comments_text, text_of_comments
from gulagreader.storage.file_names import folder_of, name_of, suffix_of
from gulagreader.storage.file_text import read_text
from gulagreader.storage.folder_scan import (
    COMMENTS_ENDING,
    POST_ENDING,
    comments_path_of,
    scan_folder,
)
from gulagreader.storage.library_file import POSTS_FOLDER
from gulagreader.storage.post_text import read_post_text, text_of_post
from gulagreader.storage.safe_write import remove_file, write_file
from gulagreader.storage.write_batch import WriteBatch
from gulagreader.text.yaml_values import LIBRARY_LIMITS, MEBIBYTE


@dataclass(frozen=True, slots=True)
class WrittenPost:
    """A post as reading its files will give it, and what of them changed."""

    path: Path
    post: Post
    comments: tuple[Comment, ...]
    changed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class KnownPost:
    """Where a post lies, and what it may be known by beside its id."""

    file: str
    """Its path; a ``Path`` takes five times the memory, and there may be many."""
    title: str = ""
    url: str = ""

    @property
    def path(self) -> Path:
        """Its file."""
        return Path(self.file)


class LibraryWriter:
    """Writes posts into one library; learns once which post lies where.

    With a ``batch`` files are staged in it, each post as a unit of its id, and are in
    their places when that is committed; for a post that is asked for, it is.
    """

    def __init__(self, folder: Path, batch: WriteBatch | None = None) -> None:
        self._folder = folder
        self._batch = batch
        self._posts: dict[str, KnownPost] | None = None
        self._names: dict[Path, set[str]] = {}
        self._titles_wanted = True

    def path_of(self, post_id: str) -> Path | None:
        """The file of the post with this id; None where there is none."""
        known = self.known().get(post_id)
        if known is None:
            return None
        self.settle(post_id)
        return known.path if known.path.is_file() else None

    def settle(self, post_id: str) -> None:
        """Let the disk have what is staged of a post, so that it can be read."""
        if self._batch is not None and self._batch.holds(post_id):
            self._batch.commit()

    def known(self) -> Mapping[str, KnownPost]:
        """Every post that can be read, by its id."""
        if self._posts is None:
            self._posts = self._find_posts()
        return self._posts

    def drop_titles(self) -> None:
        """Keep no titles and addresses of posts any more: somebody has noted them."""
        self._titles_wanted = False
        for post_id, known in self.known().items():
            self._remember(post_id, KnownPost(known.file))

    def write_post(self, post: Post, comments: tuple[Comment, ...]) -> tuple[Path, ...]:
        """Write a post and its comments; give the files that changed. See ``put``."""
        return self.put(post, comments).changed

    def put(self, post: Post, comments: tuple[Comment, ...]) -> WrittenPost:
        """Write a post and its comments; give what reading them will give.

        A post whose id the library has keeps its file and the keys there that
        this version does not know. Files that say the same already are left
        alone; without comments the comments file is removed.

        Raises:
            LibraryError: a file cannot be written or would be too large to read,
                or the comments file there is damaged and must be repaired first.
        """
        old_path = self._old_path(post.id)
        if self._batch is not None:
            self._batch.begin(post.id)
        path = old_path or self._new_path(post, comments)
        beside = comments_path_of(path)
        # Both are worked out before either is written. Comments come first: a run
        # that is killed between the two leaves comments that are named as without
        # their post, and never a post that seems to have none.
        new_post, as_read = self._post_text(path, post, is_new=old_path is None)
        new_comments, thread = self._comments_text(beside, comments)
        changed = []
        if (
            comments
            and new_comments is not None
            and self._write_file(beside, new_comments)
        ):
            changed.append(beside)
        if new_post is not None and self._write_file(path, new_post):
            changed.insert(0, path)
        known = _known(path, as_read) if self._titles_wanted else KnownPost(str(path))
        self._remember(post.id, known)
        if not comments and self._remove_file(beside):
            changed.append(beside)
        return WrittenPost(path, as_read, thread, tuple(changed))

    def _old_path(self, post_id: str) -> Path | None:
        """The file of a post, which may be read then."""
        known = self.known().get(post_id)
        if known is None:
            return None
        batch = self._batch
        if batch is not None and (
            batch.has_file(known.path) or batch.has_file(comments_path_of(known.path))
        ):
            batch.commit()
        return known.path if known.path.is_file() else None

    def _remember(self, post_id: str, known: KnownPost) -> None:
        self.known()
        assert self._posts is not None
        self._posts[post_id] = known

    def _write_file(self, path: Path, text: str) -> bool:
        if self._batch is not None:
            return self._batch.write(path, text)
        return write_file(path, text)

    def _remove_file(self, path: Path) -> bool:
        if self._batch is not None:
            return self._batch.remove(path)
        return remove_file(path)

    def _post_text(
        self, path: Path, post: Post, *, is_new: bool
    ) -> tuple[str | None, Post]:
        """The new text of a post's file, None where it says the same; and the post."""
        old = None if is_new else self._old_post(path)
        if old is not None:
            post = replace(post, extra={**old.extra, **post.extra})
        text = text_of_post(post)
        relative = path.relative_to(self._folder).as_posix()
        new = read_post_text(text, path, relative).post
        if old is not None and old == new and old.extra == new.extra:
            return None, old
        return _bounded(path, text), new

    def _old_post(self, path: Path) -> Post | None:
        try:
            relative = path.relative_to(self._folder).as_posix()
            return read_post_text(read_text(path), path, relative).post
        except DamagedFileError:
            return None

    def _comments_text(
        self, path: Path, comments: tuple[Comment, ...]
    ) -> tuple[str | None, tuple[Comment, ...]]:
        """The new text of a comments file, None where it says the same; and these."""
        old: tuple[Comment, ...] = ()
        if path.is_file():
            try:
                old = read_comments_text(read_text(path), path).comments
            except DamagedFileError as error:
                raise LibraryError(
                    f"{error} It is not written over: repair or remove it first."
                ) from None
        if not comments and not old:
            return None, ()
        kept = {comment.id: comment.extra for comment in old if comment.extra}
        if kept:
            comments = tuple(
                replace(comment, extra={**kept.get(comment.id, {}), **comment.extra})
                for comment in comments
            )
        text = text_of_comments(comments)
        new = read_comments_text(text, path).comments
        if old == new and [c.extra for c in old] == [c.extra for c in new]:
            return None, old
        return _bounded(path, text), new

    def _find_posts(self) -> dict[str, KnownPost]:
        found: dict[str, KnownPost] = {}
        for file in scan_folder(self._folder).files:
            post = self._old_post(file.path)
            if post is not None:
                found.setdefault(post.id, _known(file.path, post))
        return found

    def expected_path(self, post: Post) -> Path:
        """Where a new post would be put after those that were asked for before it.

        Raises:
            LibraryError: there is no free name for it.
        """
        return self._new_path(post, ())

    def _new_path(self, post: Post, comments: tuple[Comment, ...]) -> Path:
        folder = self._folder / POSTS_FOLDER / folder_of(post)
        if folder not in self._names and not folder.resolve().is_relative_to(
            self._folder.resolve()
        ):
            raise LibraryError(f"{folder} leads out of the library; remove that link.")
        name = name_of(post)
        taken = self._taken(folder)
        length = 6
        fresh = name
        if self._waits_for_its_post(folder / (name + POST_ENDING), comments):
            return folder / (name + POST_ENDING)
        while fresh.casefold() in taken or (folder / (fresh + POST_ENDING)).exists():
            fresh = f"{name}-{suffix_of(post, length)}"
            length += 2
            if length > 64:
                raise LibraryError(f"No free name for {name} in {folder}.")
        taken.add(fresh.casefold())
        return folder / (fresh + POST_ENDING)

    def _waits_for_its_post(self, path: Path, comments: tuple[Comment, ...]) -> bool:
        """Whether a run that was killed has written these comments and not the post."""
        beside = comments_path_of(path)
        if path.exists() or path.is_symlink() or not comments or not beside.is_file():
            return False
        with suppress(DamagedFileError):
            return read_text(beside) == text_of_comments(comments)
        return False

    def _taken(self, folder: Path) -> set[str]:
        """The names of posts in a folder, as file systems that ignore case see them."""
        if folder not in self._names:
            try:
                names = {_post_name(path.name.casefold()) for path in folder.iterdir()}
            except OSError:
                names = set()
            self._names[folder] = names
        return self._names[folder]


def _known(path: Path, post: Post) -> KnownPost:
    url = post.origin.url if post.origin is not None else ""
    return KnownPost(str(path), post.title, url)


def _post_name(file: str) -> str:
    """The name of the post that a file belongs to; empty where it is no post's."""
    for ending in (COMMENTS_ENDING, POST_ENDING):
        if file.endswith(ending):
            return file.removesuffix(ending)
    return ""


def _bounded(path: Path, text: str) -> str:
    if len(text.encode()) > LIBRARY_LIMITS.size:
        raise LibraryError(
            f"{path.name} would be larger than {LIBRARY_LIMITS.size // MEBIBYTE} MiB"
            " and could not be read again; split it."
        )
    return text
