"""A library in memory, for what only needs posts and when they changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gulagreader.domain.comments import Comment, Thread, thread_of
from gulagreader.domain.errors import Damage, DamagedFileError
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.services.indexable import PostFile


@dataclass
class Shelf:
    """Posts with their comments; see ``IndexableLibrary``."""

    folder: Path
    info: LibraryInfo = field(default_factory=lambda: LibraryInfo("shelf", "A shelf"))
    posts: dict[Path, tuple[Post, Thread, int]] = field(default_factory=dict)
    damaged: set[Path] = field(default_factory=set)
    missing: set[Path] = field(default_factory=set)
    reads: int = 0

    def put(self, post: Post, *comments: Comment) -> Path:
        """Put a post on the shelf, or another state of it."""
        path = self.folder / f"{post.id}.md"
        version = self.posts[path][2] + 1 if path in self.posts else 1
        self.posts[path] = post, thread_of(comments), version
        return path

    def take(self, post: str) -> None:
        """Take a post off the shelf."""
        del self.posts[self.folder / f"{post}.md"]

    def post_files(self) -> Iterator[PostFile]:
        for path, (_, _, version) in sorted(self.posts.items()):
            yield PostFile(str(path), (version,))

    def read_post(self, path: Path) -> tuple[Post, Thread]:
        self.reads += 1
        if path in self.damaged:
            raise DamagedFileError(Damage(path, 3, "is not what it should be"))
        if path in self.missing:
            raise FileNotFoundError(2, "No such file", str(path))
        post, thread, _ = self.posts[path]
        return post, thread
