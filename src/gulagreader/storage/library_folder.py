"""A library as a folder: what it says of itself, its posts and their threads."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import Damage, DamagedFileError, LibraryError
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.storage.file_text import damaged, read_text
from gulagreader.storage.folder_scan import (
    ASTRAY,
    FolderScan,
    PostFile,
    comments_path_of,
    leads_inside,
    scan_folder,
)
from gulagreader.storage.library_file import (
    JOURNAL,
    LIBRARY_FILE,
    POSTS_FOLDER,
    read_info,
)

if TYPE_CHECKING:
    # The list stands before a post is read, and most who read never write.
    from gulagreader.storage.comments_text import CommentsRead
    from gulagreader.storage.library_writer import LibraryWriter
    from gulagreader.storage.post_text import PostRead


@dataclass(frozen=True, slots=True)
class PostWithComments:
    """A post, its comments in the order of their file, and what is wrong."""

    post: Post
    comments: tuple[Comment, ...] = ()
    damages: tuple[Damage, ...] = ()


class LibraryFolder:
    """The files of one library.

    Reading never writes into it, but that what a killed import had begun is done first.
    """

    def __init__(
        self, path: Path, info: LibraryInfo, damages: tuple[Damage, ...] = ()
    ) -> None:
        self.path = path
        """The folder, absolute, links resolved."""
        self.info = info
        self.damages = damages
        """What is wrong with ``library.yaml``, and with what a killed import left."""
        self._writer: LibraryWriter | None = None

    @classmethod
    def open(cls, folder: Path) -> "LibraryFolder":
        """Open a folder that holds ``library.yaml`` or ``posts``.

        Raises:
            LibraryError: there is no such folder, or it is no library.
        """
        try:
            path = folder.expanduser().resolve()
            if not path.exists():
                raise LibraryError(
                    f"{folder} does not exist. Give the folder of a library, or make"
                    f" one: gulagreader import SOURCE --into {folder}"
                )
            if not path.is_dir():
                raise LibraryError(
                    f"{folder} is a file, not a library's folder. To read it, import"
                    f" it first: gulagreader import {folder} --into FOLDER"
                )
            marks = (path / LIBRARY_FILE, path / POSTS_FOLDER)
            if not (marks[0].is_file() or marks[1].is_dir()):
                raise LibraryError(
                    f"{folder} is not a library: it holds neither {LIBRARY_FILE} nor"
                    f" a folder {POSTS_FOLDER}. Give the folder that does."
                )
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "its links go in a circle"
            raise LibraryError(f"{folder} cannot be opened: {reason}.") from None
        damages = _finish_killed_import(path)
        read = read_info(path)
        return cls(path, read.info, (*read.damages, *damages))

    def scan(self) -> FolderScan:
        """Look at what files there are, unread, and what lies astray."""
        _finish_killed_import(self.path)
        return scan_folder(self.path)

    def post_files(self) -> tuple[PostFile, ...]:
        """The files of every post, unread, in the order of their paths."""
        return self.scan().files

    def read_post(self, path: Path) -> Post:
        """Read one post; DamagedFileError where its file cannot be read."""
        return self.read_post_file(path).post

    def read_comments(self, path: Path) -> tuple[Comment, ...]:
        """Read the comments of the post at ``path``, in the order of their file.

        Empty where there is no comments file; DamagedFileError where it cannot
        be read.
        """
        return self.read_comments_file(path).comments

    def read_post_file(self, path: Path) -> "PostRead":
        """Read one post and what is doubtful about it, as ``read_post`` does."""
        from gulagreader.storage.post_text import read_post_text  # noqa: PLC0415 - start-up

        path = self._own(path)
        relative = path.relative_to(self.path).as_posix()
        return read_post_text(read_text(path), path, relative)

    def read_comments_file(self, path: Path) -> "CommentsRead":
        """Read comments and what is doubtful, as ``read_comments`` does."""
        from gulagreader.storage.comments_text import (  # noqa: PLC0415 - start-up
            CommentsRead,
            read_comments_text,
        )

        beside = self._own(comments_path_of(path))
        if not beside.exists():
            return CommentsRead()
        return read_comments_text(read_text(beside), beside)

    def read(self, path: Path) -> PostWithComments:
        """Read a post with its comments; damaged comments do not hide the post.

        Raises:
            DamagedFileError: the post's own file cannot be read.
        """
        post = self.read_post_file(path)
        try:
            comments = self.read_comments_file(path)
        except DamagedFileError as error:
            return PostWithComments(post.post, (), (*post.doubts, error.damage))
        damages = (*post.doubts, *comments.doubts)
        return PostWithComments(post.post, comments.comments, damages)

    def write_post(
        self, post: Post, comments: tuple[Comment, ...] = ()
    ) -> tuple[Path, ...]:
        """Write a post and its comments; give the files that changed.

        See ``LibraryWriter.write_post``.
        """
        from gulagreader.storage.library_writer import LibraryWriter  # noqa: PLC0415 - start-up

        if self._writer is None:
            self._writer = LibraryWriter(self.path)
        return self._writer.write_post(post, comments)

    def _own(self, path: Path) -> Path:
        """A path of this library, absolute; nothing outside is read."""
        whole = self.path / path
        if ".." in whole.parts or not whole.is_relative_to(self.path):
            raise LibraryError(f"{path} is not a file of the library {self.path}.")
        if whole.is_symlink() and not leads_inside(whole, self.path):
            raise damaged(whole, None, ASTRAY)
        return whole


def _finish_killed_import(library: Path) -> tuple[Damage, ...]:
    """Let the posts of a killed import be whole; say where that cannot be done."""
    journal = library / JOURNAL
    if not os.path.lexists(journal):
        return ()
    from gulagreader.storage.write_journal import (  # noqa: PLC0415 - start-up
        finish_killed_import,
    )

    why = finish_killed_import(library)
    if why is None:
        return ()
    what = "a killed import left posts half written, and what it noted is not done"
    return (Damage(journal, None, f"{what}: {why}", fatal=False),)
