"""The top of a dumped page: menus and forms, who and when, and what can be a title."""

import re

from gulagreader.importing.text_dump import patterns, said_by
from gulagreader.importing.text_dump.byline import byline_of
from gulagreader.importing.text_dump.lines import Lines

LOOK = 400
"""Lines that are looked at for the end of a page's head."""
MOST_LINES = 4
"""Lines that a title may be broken over."""
_LONG = 25
"""Words that only a paragraph has."""
_LINK = re.compile(r"!?\[([^\]]{0,300})\]\([^)]{0,2000}\)")
_ADDRESS = re.compile(r"\S+\.[a-z]{2,6}|.*\S/\S.*/\S*|\S+\)", re.IGNORECASE)
_CHROME = re.compile(
    r"(?:\(button\) ?)?(?:search|suche|menu|menü|close|open|home|about|toggle .{1,30})"
    r"(?: (?:menu|close|search))*|.{0,40}_{5,}.{0,40}|\[[^\]]{0,60} {3,}\].{0,40}"
    r"|(?:\[?rss\]? ?){1,3}|\(button\).{0,60}|\[?(?:skip|jump)[ _]to[ _].{1,200}"
    r"|[«←] .{1,200}|.{1,200} [»→]|← .{1,300} →.{0,200}",
    re.IGNORECASE,
)
_META = re.compile(
    r"(?:post author|post date|posted|published|written|publicado|veröffentlicht"
    r"|投稿日)\b.{0,120}|(?:by|von|par|por) \S{1,40}(?: \S{1,40}){0,3}"
    r"|(?:categories|post comments|post category)",
    re.IGNORECASE,
)


def has_page_head(lines: Lines, first: int) -> bool:
    """Whether menus or forms stand above the text, or above the first line."""
    if any(patterns.is_above_all(lines.words(at)) for at in range(first)):
        return True
    prose = first_prose(lines, first)
    head = [at for at in range(first, prose) if lines.indent[at] >= 0]
    menu = sum(_is_menu(lines, at) for at in head)
    short = sum(len(lines.text[at].split(None, 5)) <= 4 for at in head)
    chrome = any(_CHROME.fullmatch(shown(lines, at)) for at in head)
    listed = menu > 0 and lines.marker(first) is not None
    return chrome or listed or menu >= 3 or (lines.flat and short >= 4)


def first_prose(lines: Lines, first: int) -> int:
    """The first paragraph of the text: the head of a page has short lines only."""
    start, words, rows = first, 0, 0
    for at in range(first, min(len(lines), first + LOOK)):
        fresh = lines.indent[at] < 0 or lines.flat or lines.marker(at) is not None
        if fresh:
            start, words, rows = at, 0, 0
        if at > first and patterns.is_header(lines.words(at)):
            return at
        if lines.indent[at] < 0 or lines.heading(at) is not None:
            start, words, rows = at + 1, 0, 0
            continue
        own = len(lines.text[at].split(None, _LONG))
        if own >= _LONG:
            return at
        words += own
        rows += 1
        # Short lines one below the other are a menu, not a paragraph.
        if words >= _LONG and words >= 6 * rows:
            return start
    return min(len(lines), first + LOOK)


def shown(lines: Lines, at: int) -> str:
    """A line's words without the marks of links."""
    words = lines.words(at)[:2400]
    if lines.starred:
        words = words.replace("_", " ").strip("* ")
    return _LINK.sub(r"\1", words).strip() if "](" in words else words


def unmarked(lines: Lines, at: int) -> str:
    """A line's words behind the marker of a list."""
    marker = lines.marker(at)
    return marker.rest if marker is not None else shown(lines, at)


def letters_of(words: str) -> str:
    """Its letters and figures alone, small: so that two ways to write a title agree."""
    return "".join(letter for letter in words.lower() if letter.isalnum())


def can_be_title(lines: Lines, at: int) -> bool:
    """Whether a line may be a title: short, with letters, and nothing of the page's."""
    words = shown(lines, at)
    return (
        lines.marker(at) is None
        and len(words) <= 300
        and len(words.split(None, _LONG)) < _LONG
        and any(map(str.isalpha, words))
        and not words.startswith(("[", "!", "©"))
        and not words.endswith((".", ":", ",", ";"))
        and not _ADDRESS.fullmatch(words)
        and "](" not in words
        and not _CHROME.fullmatch(words)
        and not is_meta(lines, at)
    )


def is_label(words: str) -> bool:
    """Whether a line begins as what is said of a post: “Posted in …”, “by …”."""
    return _META.fullmatch(words) is not None


def is_meta(lines: Lines, at: int) -> bool:
    """Whether a line says who or when, or begins as such lines do."""
    words = shown(lines, at)
    if byline_of(words) is not None:
        return True
    return len(words) <= 160 and (
        is_label(words) or said_by.is_date_line(words) is not None
    )


def _is_menu(lines: Lines, at: int) -> bool:
    marker = lines.marker(at)
    return (
        marker is not None
        and 0 < len(marker.rest.split(None, 8)) <= 7
        and not marker.rest.endswith((".", "!", "?", ",", ";", ":"))
    )


def is_chrome(lines: Lines, at: int) -> bool:
    """Whether a line is of a menu, a form or the like."""
    words = shown(lines, at)
    return _is_menu(lines, at) or _CHROME.fullmatch(words) is not None


def title_start(lines: Lines, last: int) -> int:
    """Where the title begins that ends here: the width may have broken it."""
    width = lines.width
    first = last
    while (
        width is not None
        and first > max(0, last - MOST_LINES + 1)
        and lines.indent[first - 1] == lines.indent[last]
        and lines.full(first - 1, width)
        and can_be_title(lines, first - 1)
    ):
        first -= 1
    return first


def title_end(lines: Lines, first: int) -> int:
    """Behind the last line of the title that begins here."""
    width, end = lines.width, first + 1
    while (
        width is not None
        and end < min(first + MOST_LINES, len(lines))
        and lines.indent[end] == lines.indent[first]
        and lines.full(end - 1, width)
    ):
        end += 1
    return end
