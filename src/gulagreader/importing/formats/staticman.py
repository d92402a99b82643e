"""Staticman: a folder of threads, each a folder of comments, without the posts.

https://staticman.net/docs/ leaves names and fields to the site, so that themes
differ; see ``front_matter.comment_files`` for what is known. Where the posts lie
beside the comments, the site's own format reads both.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.decoding import json_fields, yaml_fields
from gulagreader.importing.front_matter.site_files import (
    MARKDOWN,
    OneLanguage,
    SitePost,
)
from gulagreader.importing.front_matter.sites import Role, Site

_ENDINGS = frozenset({"yml", "yaml", "json"})
_WORDS = frozenset({"message", "comment", "content", "text", "body"})
_PEOPLE = frozenset({"name", "author", "email", "_id", "id", "_parent", "date"})


class StaticmanImporter:
    """Reads a folder of comments."""

    name = "staticman"
    version = 1

    def recognises_folder(self, folder: SourceFolder) -> float:
        """Nothing but files of fields, and those of comments."""
        names = [name for name in folder.names if _ending(name) in _ENDINGS]
        if not names or len(names) * 2 < len(folder.names):
            return 0.0
        # Posts beside the comments are read with them, by the site's own format.
        posts = any(_ending(name) in MARKDOWN for name in folder.names)
        if posts or not all("/" in name for name in names):
            return 0.0
        return 0.8 if any(_is_comment(folder, one) for one in islice(names, 3)) else 0.0

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield the comments, thread by thread."""
        return Site(folder, StaticmanShape(f"{self.name}/{self.version}")).read()


class StaticmanShape(OneLanguage):
    """A folder for each post."""

    bare_lines = False
    tags_at_blanks = False
    base = ""

    def __init__(self, importer: str) -> None:
        self.importer = importer

    def role(self, name: str) -> Role:
        """Every file of fields is a comment."""
        return Role.COMMENT if _ending(name) in _ENDINGS else Role.OTHER

    def thread_of(self, name: str) -> str:
        """The folder in which a comment's file lies, which has its post's slug."""
        return PurePosixPath(name).parent.name

    def links(self, post: SitePost) -> tuple[str, ...]:  # noqa: ARG002 - the shape of a site
        """None: there are no posts."""
        return ()


def _is_comment(folder: SourceFolder, name: str) -> bool:
    try:
        head = folder.open(name).head
        is_json = head.lstrip().startswith("{")
        found = json_fields(head.lstrip())[0] if is_json else None
        found = found or yaml_fields(head.removeprefix("---\n").split("\n---")[0], 1)
    except SourceError:
        return False
    keys = {key.lower() for key in found.values} if found is not None else set()
    return not _PEOPLE.isdisjoint(keys) and (
        not _WORDS.isdisjoint(keys) or "\n---" in head
    )


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


IMPORTER = StaticmanImporter()
