"""What an index needs of a library: its posts' files, and their texts as documents."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gulagreader.domain.comments import Thread
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.search.documents import Document
from gulagreader.text.markdown import plain_text


@dataclass(frozen=True, slots=True)
class PostFile:
    """A post's file as the index remembers it."""

    name: str
    """The absolute path of the post's Markdown file. There are thousands, and paths
    as objects are slow to make."""
    stamp: tuple[int, ...]
    """Changes when the post or its comments change: modification times in
    nanoseconds and sizes in bytes, of both files."""

    @property
    def path(self) -> Path:
        """The post's Markdown file."""
        return Path(self.name)


class IndexableLibrary(Protocol):
    """What an index needs of a library."""

    @property
    def info(self) -> LibraryInfo:
        """What ``library.yaml`` says."""

    @property
    def folder(self) -> Path:
        """The library's folder."""

    def post_files(self) -> Iterable[PostFile]:
        """The file of every post, unread, in a stable order."""

    def read_post(self, path: Path) -> tuple[Post, Thread]:
        """Read one post with its comments; DamagedFileError where it cannot be."""


def documents_of(post: Post, thread: Thread) -> list[Document]:
    """A post and its comments as they are indexed, in reading order."""
    found = [
        Document(
            kind="post",
            post=post.id,
            title=post.title,
            text=plain_text(post.body),
            author=post.author,
            date=post.date,
            tags=post.tags,
            lang=post.lang,
        )
    ]
    found += [
        Document(
            kind=row.comment.kind,
            post=post.id,
            title=post.title,
            text=plain_text(row.comment.text),
            comment=row.comment.id,
            author=row.comment.author,
            date=row.comment.date,
            depth=row.depth,
            parent=None if row.parent is None else row.parent + 1,
            tags=post.tags,
            lang=post.lang,
        )
        for row in thread.rows
    ]
    return found


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an index holds, and how it is made of a post."""

    name: str
    """With the version of how the documents are made, to be raised with that."""
    documents_of: Callable[[Post, Thread], Sequence[Document]]
    what: str = ""
    """What it holds, in a reader's words; not said of the texts themselves."""


TEXTS = Recipe("texts/2", documents_of)
