"""A library exported as a library: its own files, or new ones under pseudonyms."""

import shutil
from pathlib import Path

from gulagreader.domain.posts import LibraryInfo, PostCard
from gulagreader.exporting.contents import ExportedPost
from gulagreader.storage.comments_text import text_of_comments
from gulagreader.storage.file_names import folder_of, name_of, suffix_of
from gulagreader.storage.folder_scan import (
    COMMENTS_ENDING,
    POST_ENDING,
    comments_path_of,
)
from gulagreader.storage.library_file import (
    LIBRARY_FILE,
    POSTS_FOLDER,
    create_library,
)
from gulagreader.storage.post_text import text_of_post


class CopiedFolder:
    """Files of a library copied as they stand, so that not a byte is lost."""

    def __init__(self, library: Path, into: Path, info: LibraryInfo) -> None:
        self._library = library
        self._into = into
        own = library / LIBRARY_FILE
        if own.is_file():
            shutil.copyfile(own, into / LIBRARY_FILE)
            (into / POSTS_FOLDER).mkdir()
        else:
            create_library(into, info.name, lang=info.lang, library_id=info.id)

    def add(self, card: PostCard) -> None:
        """Copy a post's file and its comments file."""
        self._copy(card.path)
        comments = comments_path_of(card.path)
        if comments.is_file():
            self._copy(comments)

    def _copy(self, path: Path) -> None:
        target = self._into / path.relative_to(self._library)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


class WrittenFolder:
    """Posts written anew into a library of their own."""

    def __init__(self, into: Path, info: LibraryInfo) -> None:
        self._into = into
        self._taken: set[str] = set()
        create_library(
            into,
            info.name,
            lang=info.lang,
            library_id=info.id,
            aliases=info.aliases,
            teachers=info.teachers,
        )

    def add(self, exported: ExportedPost) -> None:
        """Write a post and its comments."""
        post = exported.post
        folder = f"{POSTS_FOLDER}/{folder_of(post)}"
        name = f"{folder}/{name_of(post)}"
        length = 6
        while name.casefold() in self._taken:
            name = f"{folder}/{name_of(post)}-{suffix_of(post, length)}"
            length += 2
        self._taken.add(name.casefold())
        self._write(name + POST_ENDING, text_of_post(post))
        if exported.comments:
            self._write(name + COMMENTS_ENDING, text_of_comments(exported.comments))

    def _write(self, name: str, text: str) -> None:
        path = self._into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
