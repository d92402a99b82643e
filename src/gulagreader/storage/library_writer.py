"""Writing posts into a library: where each goes, and never more than changed."""

from contextlib import suppress
from dataclasses import replace
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
from gulagreader.text.yaml_values import LIBRARY_LIMITS, MEBIBYTE


class LibraryWriter:
    """Writes posts into one library; learns once which post lies where."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths: dict[str, Path] | None = None
        self._names: dict[Path, set[str]] = {}

    def path_of(self, post_id: str) -> Path | None:
        """The file of the post with this id; None where there is none."""
        path = self._known().get(post_id)
        return path if path is not None and path.is_file() else None

    def write_post(self, post: Post, comments: tuple[Comment, ...]) -> tuple[Path, ...]:
        """Write a post and its comments; give the files that changed.

        A post whose id the library has keeps its file and the keys there that
        this version does not know. Files that say the same already are left
        alone; without comments the comments file is removed.

        Raises:
            LibraryError: a file cannot be written or would be too large to read,
                or the comments file there is damaged and must be repaired first.
        """
        path = self.path_of(post.id) or self._new_path(post, comments)
        beside = comments_path_of(path)
        # Both are worked out before either is written. Comments come first: a run
        # that is killed between the two leaves comments that are named as without
        # their post, and never a post that seems to have none.
        new_post = self._post_text(path, post)
        new_comments = self._comments_text(beside, comments)
        changed = []
        if comments and new_comments is not None and write_file(beside, new_comments):
            changed.append(beside)
        if new_post is not None and write_file(path, new_post):
            changed.insert(0, path)
        self._known()[post.id] = path
        if not comments and remove_file(beside):
            changed.append(beside)
        return tuple(changed)

    def _post_text(self, path: Path, post: Post) -> str | None:
        """The new text of a post's file; None where it says the same already."""
        old = self._old_post(path)
        if old is not None:
            post = replace(post, extra={**old.extra, **post.extra})
        text = text_of_post(post)
        relative = path.relative_to(self._folder).as_posix()
        new = read_post_text(text, path, relative).post
        if old is not None and old == new and old.extra == new.extra:
            return None
        return _bounded(path, text)

    def _old_post(self, path: Path) -> Post | None:
        try:
            relative = path.relative_to(self._folder).as_posix()
            return read_post_text(read_text(path), path, relative).post
        except DamagedFileError:
            return None

    def _comments_text(self, path: Path, comments: tuple[Comment, ...]) -> str | None:
        """The new text of a comments file; None where it says the same already."""
        old: tuple[Comment, ...] = ()
        if path.is_file():
            try:
                old = read_comments_text(read_text(path), path).comments
            except DamagedFileError as error:
                raise LibraryError(
                    f"{error} It is not written over: repair or remove it first."
                ) from None
        kept = {comment.id: comment.extra for comment in old if comment.extra}
        if kept:
            comments = tuple(
                replace(comment, extra={**kept.get(comment.id, {}), **comment.extra})
                for comment in comments
            )
        text = text_of_comments(comments)
        new = read_comments_text(text, path).comments
        if old == new and [c.extra for c in old] == [c.extra for c in new]:
            return None
        return _bounded(path, text)

    def _known(self) -> dict[str, Path]:
        if self._paths is None:
            self._paths = self._find_posts()
        return self._paths

    def _find_posts(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for file in scan_folder(self._folder).files:
            post = self._old_post(file.path)
            if post is not None:
                found.setdefault(post.id, file.path)
        return found

    def _new_path(self, post: Post, comments: tuple[Comment, ...]) -> Path:
        folder = self._folder / POSTS_FOLDER / folder_of(post)
        if not folder.resolve().is_relative_to(self._folder.resolve()):
            raise LibraryError(f"{folder} leads out of the library; remove that link.")
        name = name_of(post)
        taken = self._taken(folder)
        length = 6
        fresh = name
        if self._waits_for_its_post(folder / (name + POST_ENDING), comments):
            return folder / (name + POST_ENDING)
        while _names_of(fresh) & taken or (folder / (fresh + POST_ENDING)).exists():
            fresh = f"{name}-{suffix_of(post, length)}"
            length += 2
            if length > 64:
                raise LibraryError(f"No free name for {name} in {folder}.")
        taken |= _names_of(fresh)
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
        """The names in a folder, as file systems that ignore case see them."""
        if folder not in self._names:
            try:
                names = {path.name.casefold() for path in folder.iterdir()}
            except OSError:
                names = set()
            self._names[folder] = names
        return self._names[folder]


def _names_of(name: str) -> set[str]:
    return {(name + POST_ENDING).casefold(), (name + COMMENTS_ENDING).casefold()}


def _bounded(path: Path, text: str) -> str:
    if len(text.encode()) > LIBRARY_LIMITS.size:
        raise LibraryError(
            f"{path.name} would be larger than {LIBRARY_LIMITS.size // MEBIBYTE} MiB"
            " and could not be read again; split it."
        )
    return text
