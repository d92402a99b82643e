"""A static site as a folder: its posts, and the comments kept beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import PurePosixPath
from typing import Protocol

from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import Found, ImportedComments, LeftOut, Refusal
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.comment_files import (
    CommentThread,
    named_post,
    read_thread,
)
from gulagreader.importing.front_matter.posts import read_site_file
from gulagreader.importing.front_matter.site_files import (
    FileLanguage,
    SiteFile,
    SitePost,
)
from gulagreader.importing.gathered_comments import thread_from
from gulagreader.text.clean import clean_line

OTHER_FILES = "files of the site that hold no posts"
PAGES = "pages that are no posts"


class Role(Enum):
    """What a file of a site is."""

    POST = "post"
    DRAFT = "draft"
    COMMENT = "comment"
    PAGE = "page"
    OTHER = "other"


class SiteShape(Protocol):
    """How a generator lays out a site."""

    importer: str
    """The importer and its version."""
    bare_lines: bool
    tags_at_blanks: bool
    base: str
    """The site's address as its settings say; empty if they do not."""

    def role(self, name: str) -> Role:
        """What a file of this name is."""

    def language(self, name: str) -> FileLanguage:
        """What a file's name says of its language."""

    def thread_of(self, name: str) -> str:
        """The name of the thread of a file; empty where only the file says it."""

    def links(self, post: SitePost) -> tuple[str, ...]:
        """Addresses that the generator would give a post, to find it by."""


class SiteImporter:
    """Reads the folders of one generator; the way all formats of sites read."""

    name: str
    version = 1
    shape: Callable[[SourceFolder, str], SiteShape]
    """Gives the shape of a site, for which it is told the importer and its version."""

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield the posts of a site, each with its comments."""
        return Site(folder, self.shape(folder, f"{self.name}/{self.version}")).read()


@dataclass
class Site:
    """One site being read."""

    folder: SourceFolder
    shape: SiteShape
    threads: dict[str, list[str]] = field(default_factory=dict)
    """The files of each thread that no post has taken yet."""
    counts: dict[str, int] = field(default_factory=dict)

    def read(self) -> Iterator[Found]:
        """Yield its posts, each with its thread; then the threads without a post."""
        posts: list[tuple[str, Role]] = []
        for name in self.folder.names:
            role = self.shape.role(name)
            if role is Role.COMMENT:
                key = self.shape.thread_of(name) or named_post(self.folder, name)
                self.threads.setdefault(key, []).append(name)
            elif role in (Role.POST, Role.DRAFT):
                posts.append((name, role))
            else:
                self._count(role)
        for name, role in posts:
            yield from self._post(name, role)
        for key in [*self.threads]:
            yield from self._alone(self._taken(key))
        for what, count in self.counts.items():
            yield LeftOut(what, count)

    def _count(self, role: Role) -> None:
        what = PAGES if role is Role.PAGE else OTHER_FILES
        self.counts[what] = self.counts.get(what, 0) + 1

    def _post(self, name: str, role: Role) -> Iterator[Found]:
        try:
            file = SiteFile(
                self.folder.open(name),
                name,
                self.shape.importer,
                role is Role.DRAFT,
                self.shape.bare_lines,
                self.shape.base,
                self.shape.tags_at_blanks,
                self._beside,
                self.shape.language(name),
            )
            post = read_site_file(file, self.folder.options)
        except SourceError as error:
            yield Refusal(getattr(error, "line", None), str(error), name)
            return
        if isinstance(post, LeftOut):
            # Comments on what nobody was to see go the same way.
            for key in (file.slug, PurePosixPath(name).stem):
                if self.threads.pop(key, None) is not None:
                    yield LeftOut("comments on posts that were left out")
            yield post
            return
        for key in post.keys:
            if key in self.threads:
                thread = self._taken(key)
                post.comments.extend(thread.comments)
                post.left_out.extend(thread.left_out)
                post.remarks.extend(thread.remarks)
                yield from thread.refusals
        post.links += self.shape.links(post)
        post.remarks = [
            one if one.file else replace(one, file=name) for one in post.remarks
        ]
        yield post.imported()

    def _beside(self, file: str) -> str | None:
        """The text of another file of the site, where only one has such a name."""
        named = [name for name in self.folder.names if f"/{name}".endswith(f"/{file}")]
        if len(named) != 1:
            return None
        try:
            return self.folder.open(named[0]).text().text
        except SourceError:
            return None

    def _taken(self, key: str) -> CommentThread:
        return read_thread(self.folder, key, self.threads.pop(key))

    def _alone(self, thread: CommentThread) -> Iterator[Found]:
        """Give a thread whose post is not in this site."""
        yield from thread.refusals
        read = thread_from(thread.comments)
        kind = self.shape.importer.partition("/")[0]
        name = clean_line(thread.key)
        origin = Origin(kind, name, thread.sha256, self.shape.importer)
        if read.comments:
            yield ImportedComments(
                thread.post_link(),
                read.comments,
                origin,
                remarks=(*thread.remarks, *read.remarks),
                left_out=(*thread.left_out, *read.left_out),
            )
        else:
            yield from thread.remarks
            yield from thread.left_out
