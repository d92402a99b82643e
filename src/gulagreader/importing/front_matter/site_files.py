"""The text files of a static site, and what is a post among them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    Guess,
    ImportedPost,
    LeftOut,
    Remark,
    source_name_identity,
)
from gulagreader.importing.front_matter.bodies import Body
from gulagreader.importing.gathered_comments import GatheredComment, thread_from
from gulagreader.importing.markups.reading import MARKUPS
from gulagreader.importing.sources import SourceFile
from gulagreader.text.clean import clean_line

MARKDOWN = frozenset(
    {"md", "markdown", "mkd", "mkdn", "mdown", "mdwn", "mdtext", "mdx"}
)
HTML = frozenset({"html", "htm"})
NOTEBOOK = "ipynb"
POSTS = MARKDOWN | HTML | MARKUPS | {NOTEBOOK}
"""Endings of all that can be a post."""
DATED = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})[-_](?P<slug>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FileLanguage:
    """What a file's name and place say of the language of its text."""

    lang: str | None = None
    plain: str = ""
    """The name of the file without its language; empty where it is the same."""
    translates: bool = False
    """Whether it is in another language than the one that its site begins with."""


class OneLanguage:
    """A generator's way with languages: files' names say none."""

    def language(self, name: str) -> FileLanguage:  # noqa: ARG002 - others look at it
        """What a file's name says of its language."""
        return FileLanguage()


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One text file of a site."""

    source: SourceFile
    name: str
    """Its name in the site, with ``/``."""
    importer: str
    """The importer and its version."""
    draft: bool = False
    """Whether where it lies makes it a draft."""
    bare_lines: bool = False
    """Whether fields may stand without a fence."""
    base: str = ""
    """The site's address, as far as it is known."""
    tags_at_blanks: bool = False
    beside: Callable[[str], str | None] = lambda _: None
    """Gives the text of another file of the site, by the end of its name."""
    language: FileLanguage = FileLanguage()

    @property
    def slug(self) -> str:
        """The name of the post in addresses: of a bundle that of its folder."""
        path = PurePosixPath(self.language.plain or self.name)
        stem = path.stem
        if stem.lower() in ("index", "_index", "readme") and path.parent.name:
            stem = path.parent.name
        dated = DATED.fullmatch(stem)
        return dated["slug"] if dated else stem


@dataclass(slots=True)
class SitePost:
    """A post that may still get comments from elsewhere in its site."""

    file: SiteFile
    title: str
    body: Body
    author: str | None
    date: str | None
    tags: tuple[str, ...]
    lang: str | None
    url: str
    links: tuple[str, ...]
    keys: tuple[str, ...] = ()
    """What comments in other files of the site may call it."""
    comments: list[GatheredComment] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def imported(self) -> ImportedPost:
        """The post with the comments that were gathered for it."""
        file, thread = self.file, thread_from(self.comments)
        kind = file.importer.partition("/")[0]
        name = clean_line(file.name)
        sure = self.url.startswith("http")
        return ImportedPost(
            self.url if sure else source_name_identity(name, self.title),
            self.title,
            self.body.markdown,
            Origin(kind, name, file.source.sha256, file.importer, self.url),
            self.author,
            self.date,
            self.tags,
            self.lang,
            comments=thread.comments,
            identity_is_sure=sure,
            own_comment_ids=thread.own_ids,
            guesses=tuple(self.guesses),
            remarks=(*self.remarks, *self.body.remarks, *thread.remarks),
            left_out=(*self.left_out, *self.body.left_out, *thread.left_out),
            links=self.links,
        )


def ending(name: str) -> str:
    """The ending of a file's name, in small letters and without the full stop."""
    return PurePosixPath(name).suffix.lower().lstrip(".")
