"""What a file looks like that is no post, and what a person can do with it.

Looked at before any text is taken for a dump of a post, and where no format knows a
file: a licence, a table or a picture in a folder must not become posts, and a person
who named one should be told what it is rather than a list of formats.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath

from gulagreader.importing.sources import SourceFile
from gulagreader.text.clean import clean_line

_ABOUT = frozenset(
    (
        *("readme", "license", "licence", "copying", "copyright", "notice", "authors"),
        *("contributors", "contributing", "changelog", "changes", "history", "news"),
        *("code_of_conduct", "security", "todo", "install", "makefile", "dockerfile"),
        *("gemfile", "procfile", "cname", "robots", "humans", "requirements"),
    )
)
_ABOUT_ENDINGS = frozenset(("", ".txt", ".md", ".rst", ".markdown", ".textile"))
_CODE = frozenset(
    (
        *(".py", ".js", ".ts", ".css", ".scss", ".less", ".php", ".rb", ".sh", ".pl"),
        *(".c", ".h", ".java", ".go", ".rs", ".lua", ".bat", ".ps1", ".ini", ".cfg"),
        *(".toml", ".lock", ".map", ".po", ".pot", ".log"),
    )
)
_FIELDS = frozenset((".yml", ".yaml"))
_BINARY = (
    (b"%PDF-", "a PDF", "save its text with pdftotext first"),
    (b"{\\rtf", "a text of a word processor (RTF)", "save it as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as plain text or HTML"),
    (b"SQLite format 3", "an SQLite database that no format knows", ""),
    (b"PK\x03\x04", "a damaged zip file or Office document", "save it anew as HTML"),
)
_MEDIA = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|RIFF....WAVE|BM.{4}\0\0\0\0|\x00\x00\x01\x00"
    rb"|ID3|\xff[\xfb\xf3\xf2]|OggS|fLaC|....ftyp|\x1aE\xdf\xa3|wOF[F2]|\x00\x01\x00\x00\x00",
    re.DOTALL,
)
_XML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,300}>|\s)*+"
    r"<(?P<root>[A-Za-z][\w:.-]*)",
    re.DOTALL,
)
_ROOTS = {
    "svg": ("a picture (SVG)", ""),
    "opml": ("a list of feeds (OPML)", "import the feeds themselves"),
    "urlset": ("a sitemap", "it has addresses and no texts"),
    "sitemapindex": ("a sitemap", "it has addresses and no texts"),
    "plist": ("a file of settings", ""),
}
_HTML = frozenset(("html", "head", "body", "div", "p", "article", "table", "section"))
_TEXTS = (
    (
        re.compile(r"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "),
        "a mailbox",
        "save its letters as text",
    ),
    (re.compile(r"\s*\\(?:documentclass|begin\{)"), "LaTeX", "convert it to HTML"),
    (
        re.compile(
            r"(?:--[^\n]*\n|/\*.*?\*/;?\s*|\s)*+"
            r"(?:INSERT INTO|CREATE TABLE|DROP TABLE)",
            re.DOTALL | re.IGNORECASE,
        ),
        "a dump of a database",
        "import what the blog exports (WordPress: Tools, Export)",
    ),
    (re.compile(r"#!\s*/"), "a script", ""),
)
_LINES = 40
_MOST_JSON = 64 * 1024


@dataclass(frozen=True, slots=True)
class OtherFile:
    """What a file looks like."""

    what: str
    """With its article: ``a table (CSV or TSV)``."""
    remedy: str = ""
    """What a person can do; empty where there is nothing."""
    is_text: bool = True
    is_media: bool = False
    """Whether it is a picture or the like, which every site has dozens of."""

    def said(self, *, forced: str = "text-dump") -> str:
        """Why it is not taken in, and how to force it."""
        remedy = f": {self.remedy}" if self.remedy else ""
        if not self.is_text:
            return f"looks like {self.what}, which holds no text to import{remedy}"
        return (
            f"looks like {self.what}, and was not taken for a post{remedy}. If it is "
            f"one all the same, name it with --as {forced}"
        )


def other_file(source: SourceFile) -> OtherFile | None:
    """What a file looks like; None where it may be the text of a post.

    A file that tells of its folder (``README``, ``LICENSE``) is one only where a
    folder was named, and not the file.
    """
    start = source.start
    for mark, what, remedy in _BINARY:
        if start.startswith(mark):
            return OtherFile(what, remedy, is_text=False)
    if _MEDIA.match(start):
        return OtherFile("a picture, a sound or a font", is_text=False, is_media=True)
    name = PurePosixPath(source.name.lower())
    if source.root is not None and (
        name.stem in _ABOUT and name.suffix in _ABOUT_ENDINGS
    ):
        return OtherFile("a file about its folder")
    head = source.head
    return (
        _other_text(head)
        or _json(source, head)
        or _table(head, name.suffix)
        or _by_name(name.suffix)
    )


def _other_text(head: str) -> OtherFile | None:
    for pattern, what, remedy in _TEXTS:
        if pattern.match(head):
            return OtherFile(what, remedy)
    return None


def _by_name(ending: str) -> OtherFile | None:
    if ending in _CODE:
        return OtherFile(f"a program or its settings ({ending})")
    return OtherFile("settings or data (YAML)") if ending in _FIELDS else None


def _table(head: str, ending: str) -> OtherFile | None:
    """Lines that have one number of tabs, or of commas where it is named so."""
    lines = head.splitlines()[:_LINES]
    sign = "," if ending == ".csv" else "\t"
    counts = Counter(line.count(sign) for line in lines if line.strip())
    if not counts:
        return None
    (most, how_many), *_ = counts.most_common(1)
    rows = sum(counts.values())
    named = ending in (".csv", ".tsv")
    if most and how_many * 10 >= rows * 9 and (named or rows >= 3):
        return OtherFile("a table (CSV or TSV)")
    return OtherFile("a table (CSV or TSV)") if named else None


def _json(source: SourceFile, head: str) -> OtherFile | None:
    text = head.strip()
    if text[:1] not in ("{", "[") and PurePosixPath(source.name).suffix != ".json":
        return None
    remedy = "known are the JSON of isso and of this program's own export (jsonl)"
    try:
        found = json.loads(text) if len(text) < _MOST_JSON else None
    except (ValueError, RecursionError):
        if PurePosixPath(source.name).suffix != ".json":
            return None  # a text may begin with a bracket
        return OtherFile("JSON that is damaged or cut off", remedy)
    if isinstance(found, list) and found and isinstance(found[0], dict):
        return OtherFile(f"JSON, a list of things with {_keys(found[0])}", remedy)
    if isinstance(found, dict):
        return OtherFile(f"JSON with {_keys(found)}", remedy)
    return OtherFile("JSON", remedy)


def _keys(found: dict[str, object]) -> str:
    names = [f"“{clean_line(key)[:30]}”" for key in list(found)[:4]]
    return ", ".join(names) + (", …" if len(found) > len(names) else "") or "nothing"


def other_xml(head: str) -> OtherFile | None:
    """What XML is that no format knows; None where it is no XML, or a page."""
    root = _XML.match(head)
    if root is None or root["root"].lower() in _HTML:
        return None
    name = root["root"].rpartition(":")[2].lower()
    what, remedy = _ROOTS.get(name, (f"XML of a kind not known here (<{name}>)", ""))
    return OtherFile(what, remedy)
