"""Keeping the search index in step with a library."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gulagreader.domain.comments import Thread
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.domain.progress import Job


@dataclass(frozen=True, slots=True)
class PostFile:
    """A post's file as the index remembers it."""

    path: Path
    """The post's Markdown file, absolute."""
    stamp: tuple[int, ...]
    """Changes when the post or its comments change: modification times in
    nanoseconds and sizes in bytes, of both files."""


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


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an index holds after it was brought up to date."""

    folder: Path
    """The library's part of the cache; what ``Finder.open`` takes."""
    documents: int
    """Posts and comments that can be found."""
    changed: int = 0
    """Post files taken in or removed by this run."""
    rebuilt: bool = False
    """Whether everything was indexed anew."""
    needs_rebuild: bool = False
    """Whether so much was changed piecemeal that a rebuild would pay."""
    notes: tuple[str, ...] = ()
    """What a reader should know: files left out, an index thrown away."""


def index_folder_of(library: IndexableLibrary, cache: Path) -> Path:
    """The folder under ``cache`` that holds the index of ``library``."""
    raise NotImplementedError


def update_index(
    library: IndexableLibrary,
    cache: Path,
    *,
    rebuild: bool = False,
    patience: float = 10.0,
) -> Job[IndexState]:
    """Bring the index of ``library`` under ``cache`` up to date.

    ``cache`` is the reader's own cache folder, made where it is missing.
    Another program that indexes the same library is waited for at most
    ``patience`` seconds; after that the index is used as it is, with a note.
    Raises IndexUnavailableError where no index can be written.
    """
    raise NotImplementedError
