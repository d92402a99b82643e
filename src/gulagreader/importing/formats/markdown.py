"""Markdown files: one post each, with fields above it or without.

A folder is taken where it holds nothing but such files and what belongs to them; a
file without fields only where a person named it.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found, LeftOut
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.posts import read_site_file
from gulagreader.importing.front_matter.site_files import (
    MARKDOWN,
    NOTEBOOK,
    OneLanguage,
    SiteFile,
    SitePost,
    ending,
)
from gulagreader.importing.front_matter.sites import Role, Site
from gulagreader.importing.markups.reading import MARKUPS
from gulagreader.importing.sources import SourceFile

_FENCED = re.compile(
    r"(?:---[ \t]*\n(?:(?!---).*\n){0,400}?(?:title|date|tags|author)[ \t]*:"
    r"|\+\+\+[ \t]*\n(?:(?!\+\+\+).*\n){0,400}?\s*(?:title|date|tags|author)[ \t]*="
    r"|\{\s*\"(?:title|date|tags|author)\"\s*:)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?=(?:[A-Za-z][\w-]*:[^\n]*\n){0,30}?Title:[ \t]*\S)"
    r"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2,40}[ \t]*\n",
    re.IGNORECASE,
)
"""Two fields or more, a title among them, and a blank line: a letter has no title."""
_MARKS = re.compile(
    r"^#{1,6} \S|^> |^[-*+] \S|^```|\]\([^()\s]+\)|\*\*[^*\s]|^\S[^\n]*\n[=-]{3,}$",
    re.MULTILINE,
)
_HEADING = re.compile(r"\s*(?:# \S|\S[^\n]*\n={3,}[ \t]*$)", re.MULTILINE)
_RST = re.compile(
    r"(?:\.\. [^\n]*\n|\n){0,40}?(?:\.\. title:|"
    r"(?:([#=*~^-])\1{3,}\n)?[^\n]{1,300}\n([#=*~^-])\2{2,}\s*\n(?:\n{0,3}:(?:date|tags|author"
    r"|slug|category|status)s?:)?)",
    re.IGNORECASE,
)
"""A title of reStructuredText, or the fields above one."""
_NO_POSTS = frozenset(
    {"readme", "license", "licence", "contributing", "changelog", "code_of_conduct"}
)
_SITE_FILES = frozenset(
    (
        *("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "config.toml"),
        *("pelicanconf.py", "library.yaml"),
    )
)
_SITE_FOLDERS = frozenset({"_posts", "_drafts", "archetypes"})
_OTHER_SOURCES = frozenset({"txt", "xml", "json", "html", "htm", "zip", "warc", "epub"})


class MarkdownImporter:
    """Reads one Markdown file, or a folder of them."""

    name = "markdown"
    version = 2

    def recognises(self, sample: SourceFile) -> float:
        """Fields above the text, or marks in a file that a person named."""
        head = sample.head.lstrip("\n")
        if _FENCED.match(head):
            return 0.7
        if ending(sample.name) in ("rst", "rest") and _RST.match(head):
            return 0.6
        if head.lstrip()[:1] in ("<", "{", "["):
            return 0.0
        if _BARE.match(head):
            return 0.5
        if sample.root is not None:
            return 0.0
        marks = len(_MARKS.findall(head))
        if _HEADING.match(head) and marks > 1:
            return 0.4
        is_called_so = ending(sample.name) in MARKDOWN
        return 0.3 if is_called_so and marks else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the post of one file.

        Raises:
            SourceError: it cannot be decoded, or its fields cannot be read.
        """
        importer = f"{self.name}/{self.version}"
        file = SiteFile(source, source.name, importer, bare_lines=True)
        post = read_site_file(file, source.options)
        yield post if isinstance(post, LeftOut) else post.imported()

    def recognises_folder(self, folder: SourceFolder) -> float:
        """Markdown files and no other source among them."""
        posts = [name for name in folder.names if _is_post(name)]
        if not posts or _OTHER_SOURCES.intersection(map(ending, folder.names)):
            return 0.0
        # A folder in it that a richer format knows is offered after this one.
        if any(map(_is_of_a_site, folder.names)):
            return 0.0
        # Documents that lie somewhere below what a person named are not meant.
        if folder.within and not any(_has_fields(folder, name) for name in posts[:5]):
            return 0.0
        return 0.2

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield a post for each Markdown file."""
        return Site(folder, MarkdownShape(f"{self.name}/{self.version}")).read()


class MarkdownShape(OneLanguage):
    """A folder of posts without any order of its own."""

    bare_lines = True
    tags_at_blanks = False
    base = ""

    def __init__(self, importer: str) -> None:
        self.importer = importer

    def role(self, name: str) -> Role:
        """Every Markdown file is a post, but for what tells of the folder."""
        if _is_post(name) or _is_markup_post(name):
            return Role.POST
        if ending(name) in MARKDOWN or ending(name) in MARKUPS:
            return Role.PAGE
        return Role.OTHER

    def thread_of(self, name: str) -> str:
        """The folder of a comment's file; there are none here."""
        return PurePosixPath(name).parent.name

    def links(self, post: SitePost) -> tuple[str, ...]:  # noqa: ARG002 - the shape of a site
        """None are known."""
        return ()


def _is_of_a_site(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name in _SITE_FILES or not _SITE_FOLDERS.isdisjoint(path.parts[:-1])


def _has_fields(folder: SourceFolder, name: str) -> bool:
    try:
        return _FENCED.match(folder.open(name).head) is not None
    except SourceError:
        return False


def _is_post(name: str) -> bool:
    return ending(name) in MARKDOWN and _says_nothing_of_the_folder(name)


def _is_markup_post(name: str) -> bool:
    return ending(name) in MARKUPS | {NOTEBOOK} and _says_nothing_of_the_folder(name)


def _says_nothing_of_the_folder(name: str) -> bool:
    return PurePosixPath(name).stem.lower() not in _NO_POSTS


IMPORTER = MarkdownImporter()
