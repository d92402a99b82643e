"""What a field of WordPress's tables holds, and how words stand in it.

The widths are those of wp-admin/includes/schema.php. A comment or a tag with more is
not cut by WordPress's importer but lost, an author's posts become those of whoever
imports. What is cut here is carried whole beside it.
"""

from collections.abc import Callable

from gulagreader.exporting.html_of import Manner, html_of
from gulagreader.exporting.marked_text import cdata, escaped

LONGEST_NAME = 200
"""Signs of a tag or of an author's name, escaped: the columns take 200 and 250."""
_LONGEST_COMMENTER = 240
_LONGEST_HOMEPAGE = 200
_LONGEST_COMMENT = 65_000
"""Bytes of a comment's HTML; WordPress adds some to its links when it takes it."""
_CUT_HERE = "[…] *(WordPress keeps 64 KB of a comment; the rest was cut off.)*"
_CUT = "…"


def words_kept(text: str) -> str:
    """Words as WordPress keeps them: it shows titles and names without escaping."""
    if text == "0":
        return "&#48;"  # PHP takes it for nothing at all
    # A backslash in an author's name is taken away by WordPress's importer.
    return escaped(text).replace("\\", "&#92;")


def kept(text: str) -> str:
    """:func:`words_kept` for the inside of an element."""
    return cdata(words_kept(text))


def name_kept(text: str) -> str:
    """A tag or an author's name, as much of it as WordPress takes."""
    return _fitting(text, lambda part: len(words_kept(part)) <= LONGEST_NAME)


def commenter_kept(text: str) -> str:
    """The name of who wrote a comment, as much of it as WordPress takes."""
    return _fitting(
        text, lambda part: len(words_kept(part).encode()) <= _LONGEST_COMMENTER
    )


def homepage_kept(address: str) -> str:
    """An address that WordPress takes; empty where it would lose the comment for it."""
    is_web = address.startswith(("http://", "https://"))
    return address if is_web and len(address) <= _LONGEST_HOMEPAGE else ""


def comment_kept(markdown: str, manner: Manner, anchor: str) -> str:
    """A comment's HTML; one that WordPress would lose ends where it is full."""
    html = html_of(markdown, manner, anchor=anchor)
    share = len(markdown)
    while len(html.encode("utf-8", "replace")) > _LONGEST_COMMENT:
        share = share * 9 // 10
        end = max(markdown.rfind(" ", 0, share), markdown.rfind("\n", 0, share))
        shorter = markdown[: end if end > share // 2 else share].rstrip()
        html = html_of(f"{shorter}\n\n{_CUT_HERE}", manner, anchor=anchor)
    return html


def _fitting(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning that fits, with a sign that it is one; or all of it."""
    if fits(text):
        return text
    shorter, longer = 0, len(text)
    while longer - shorter > 1:
        middle = (shorter + longer) // 2
        if fits(text[:middle].rstrip() + _CUT):
            shorter = middle
        else:
            longer = middle
    return text[:shorter].rstrip() + _CUT
