"""Hugo: posts in the sections of ``content``, comments in ``data/comments``.

https://gohugo.io/getting-started/directory-structure/
"""

from pathlib import PurePosixPath

from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.comment_files import ENDINGS
from gulagreader.importing.front_matter.hugo_languages import hugo_languages
from gulagreader.importing.front_matter.site_files import (
    MARKDOWN,
    POSTS,
    FileLanguage,
    SitePost,
    ending,
)
from gulagreader.importing.front_matter.sites import Role, SiteImporter

_SETTINGS = frozenset(
    f"{name}.{ending}"
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
_FOLDERS = frozenset({"archetypes", "layouts", "themes", "static", "config"})


class HugoShape:
    """How Hugo lays out a site."""

    bare_lines = False
    tags_at_blanks = False
    base = ""

    def __init__(self, folder: SourceFolder, importer: str) -> None:
        self.importer = importer
        self._languages = hugo_languages(folder)
        texts = [name for name in folder.under("content") if _is_text(name)]
        self._has_sections = any(name.count("/") > 1 for name in texts)
        self._bundles = {
            str(PurePosixPath(name).parent)
            for name in texts
            if _is_called("index", name)
        }
        """Folders that are one post with what belongs to it."""

    def role(self, name: str) -> Role:
        """What a file of this name is."""
        path = PurePosixPath(self._languages.plain(name))
        if name.startswith(("data/comments/", "content/comments/")):
            return Role.COMMENT if ending(name) in ENDINGS else Role.OTHER
        if not name.startswith("content/"):
            return Role.OTHER
        if not _is_text(name):
            return Role.OTHER
        if _is_called("_index", name):
            return Role.PAGE
        in_bundle = str(PurePosixPath(name).parent) in self._bundles
        if in_bundle and not _is_called("index", name):
            return Role.OTHER
        depth = len(path.parts) - 2 - in_bundle
        return Role.PAGE if self._has_sections and depth < 1 else Role.POST

    def thread_of(self, name: str) -> str:
        """The folder in which a comment's file lies."""
        return "/".join(PurePosixPath(name).parts[2:-1])

    def language(self, name: str) -> FileLanguage:
        """What a file's name, or the folder of its language, says."""
        told = self._languages
        return FileLanguage(told.of(name), told.plain(name), told.translates(name))

    def links(self, post: SitePost) -> tuple[str, ...]:
        """The address in its section, which is Hugo's usual one."""
        spoken = post.file.language
        folders = PurePosixPath(spoken.plain).parts[1:-1]
        if _is_called("index", post.file.name):
            folders = folders[:-1]
        if spoken.translates and spoken.lang:
            folders = (spoken.lang.lower(), *folders)
        return ("/" + "/".join((*folders, post.file.slug)) + "/",)


def _is_called(stem: str, name: str) -> bool:
    """Whether a file is ``index.md`` or ``index.de.md``, and not ``indexing.md``."""
    said = PurePosixPath(name).stem
    return said == stem or said.startswith(f"{stem}.")


def _is_text(name: str) -> bool:
    return ending(name) in POSTS


class HugoImporter(SiteImporter):
    """Reads a site's folder."""

    name = "hugo"
    version = 2
    shape = HugoShape

    def recognises_folder(self, folder: SourceFolder) -> float:
        """Posts in ``content`` and the settings or folders that Hugo needs."""
        if "content" not in folder.folders:
            return 0.0
        has_text = any(ending(name) in MARKDOWN for name in folder.under("content"))
        if not has_text or "pelicanconf.py" in folder:
            return 0.0
        if not _SETTINGS.isdisjoint(folder.files):
            return 0.9
        return 0.7 if _FOLDERS & set(folder.folders) else 0.0


IMPORTER = HugoImporter()
