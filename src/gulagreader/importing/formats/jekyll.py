"""Jekyll: posts in ``_posts``, their comments in ``_data/comments`` or ``_comments``.

https://jekyllrb.com/docs/structure/ and, for comments, Staticman's way of one file
for each.
"""

import re
from pathlib import PurePosixPath

from gulagreader.domain.errors import SourceError
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.comment_files import ENDINGS
from gulagreader.importing.front_matter.decoding import yaml_fields
from gulagreader.importing.front_matter.site_files import (
    NOTEBOOK,
    POSTS,
    OneLanguage,
    SitePost,
    ending,
)
from gulagreader.importing.front_matter.sites import Role, SiteImporter
from gulagreader.text.clean import clean_line

_CONFIG = ("_config.yml", "_config.yaml")
_BUILT = frozenset({"_site", "node_modules", "vendor", "_includes", "_layouts"})
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
    "ordinal": "/:categories/:year/:y_day/:title.html",
}
"""https://jekyllrb.com/docs/permalinks/#built-in-formats, as far as they are used."""


class JekyllShape(OneLanguage):
    """How Jekyll lays out a site."""

    bare_lines = False
    tags_at_blanks = True

    def __init__(self, folder: SourceFolder, importer: str) -> None:
        self.importer = importer
        self.base, self._style = _settings(folder)

    def role(self, name: str) -> Role:
        """What a file of this name is."""
        path = PurePosixPath(name)
        folders = path.parts[:-1]
        if not _BUILT.isdisjoint(folders):
            return Role.OTHER
        if "_comments" in folders or _data_comments(folders):
            return Role.COMMENT if ending(name) in ENDINGS else Role.OTHER
        is_text = ending(name) in POSTS
        if "_notebooks" in folders and ending(name) == NOTEBOOK:
            return Role.POST
        if "_posts" in folders or "_drafts" in folders:
            if not is_text:
                return Role.OTHER
            return Role.DRAFT if "_drafts" in folders else Role.POST
        is_page = is_text and not any(one.startswith("_") for one in folders)
        return Role.PAGE if is_page else Role.OTHER

    def thread_of(self, name: str) -> str:
        """The folder in which a comment's file lies."""
        parts = PurePosixPath(name).parts
        at = parts.index("comments" if _data_comments(parts) else "_comments")
        return "/".join(parts[at + 1 : -1])

    def links(self, post: SitePost) -> tuple[str, ...]:
        """The address that the site's settings give a post."""
        date = (post.date or "")[:10]
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            return ()
        year, month, day = date.split("-")
        words = {"year": year, "month": month, "day": day, "title": post.file.slug}
        words |= {"slug": post.file.slug, "i_month": month.lstrip("0")}
        words |= {"i_day": day.lstrip("0"), "short_year": year[2:], "categories": ""}
        path = re.sub(r":([a-z_]+)", lambda found: words.get(found[1], ""), self._style)
        return (re.sub(r"/{2,}", "/", f"/{path}"),)


def _data_comments(parts: tuple[str, ...]) -> bool:
    return any(
        one == "_data" and parts[at + 1 : at + 2] == ("comments",)
        for at, one in enumerate(parts)
    )


def _settings(folder: SourceFolder) -> tuple[str, str]:
    """The address of a site and the style of its posts' addresses."""
    for name in _CONFIG:
        if name not in folder:
            continue
        try:
            found = yaml_fields(folder.open(name).text().text, 1)
        except SourceError:
            break
        values = found.values if found else {}
        words = {key: clean_line(str(values.get(key) or "")) for key in _READ}
        style = _STYLES.get(words["permalink"], words["permalink"])
        address = words["url"] + words["baseurl"]
        base = address if re.match(r"https?://[^\s/]+", address) else ""
        return base, style or _STYLES["date"]
    return "", _STYLES["date"]


_READ = ("url", "baseurl", "permalink")


class JekyllImporter(SiteImporter):
    """Reads a site's folder."""

    name = "jekyll"
    version = 2
    shape = JekyllShape

    def recognises_folder(self, folder: SourceFolder) -> float:
        """A folder of dated posts by the generator's own name."""
        inside = {"_posts", "_drafts"} & set(folder.folders)
        configured = any(name in folder for name in _CONFIG)
        if inside:
            return 0.95 if configured else 0.9
        # Posts of a category may lie in a folder of its own.
        deeper = any("/_posts/" in name for name in folder.names)
        return 0.9 if configured and deeper else 0.0


IMPORTER = JekyllImporter()
