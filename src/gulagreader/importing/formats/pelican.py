"""Pelican: articles in ``content``, their fields in bare lines or between dashes.

https://docs.getpelican.com/en/latest/content.html; the plugin for comments keeps
each in a file of its own: ``content/comments/<slug>/<name>.md``.
"""

from pathlib import PurePosixPath

from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.site_files import (
    POSTS,
    OneLanguage,
    SitePost,
    ending,
)
from gulagreader.importing.front_matter.sites import Role, SiteImporter

_SETTINGS = frozenset({"pelicanconf.py", "publishconf.py"})


class PelicanShape(OneLanguage):
    """How Pelican lays out a site."""

    bare_lines = True
    tags_at_blanks = False
    base = ""

    def __init__(self, folder: SourceFolder, importer: str) -> None:
        self.importer = importer
        self._content = "content/" if folder.under("content") else ""

    def role(self, name: str) -> Role:
        """What a file of this name is."""
        if not name.startswith(self._content) or name.startswith(("output/", "theme")):
            return Role.OTHER
        if ending(name) not in POSTS:
            return Role.OTHER
        if _is_comment(PurePosixPath(name)):
            return Role.COMMENT
        is_page = "pages" in PurePosixPath(name).parts[:-1]
        return Role.PAGE if is_page else Role.POST

    def thread_of(self, name: str) -> str:
        """The folder of a comment's file, which has its post's slug."""
        return PurePosixPath(name).parent.name

    def links(self, post: SitePost) -> tuple[str, ...]:
        """Pelican's usual address of an article."""
        return (f"/{post.file.slug}.html",)


def _is_comment(path: PurePosixPath) -> bool:
    return path.parent.parent.name == "comments"


class PelicanImporter(SiteImporter):
    """Reads a site's folder."""

    name = "pelican"
    version = 2
    shape = PelicanShape

    def recognises_folder(self, folder: SourceFolder) -> float:
        """Articles and the settings that Pelican needs."""
        if _SETTINGS.isdisjoint(folder.files):
            return 0.0
        return 0.9 if any(ending(name) in POSTS for name in folder.names) else 0.0


IMPORTER = PelicanImporter()
