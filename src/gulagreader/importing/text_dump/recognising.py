"""What only a dumped page has: comments under a heading, and a form below them."""

import re
from collections.abc import Iterator

from gulagreader.importing.text_dump import patterns, said_by
from gulagreader.importing.text_dump.finding import find_comments, without_picture
from gulagreader.importing.text_dump.lines import Lines, lines_of

_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_ENOUGH = 2
_NEAR = 12
"""Lines below the heading in which the first comment begins."""


def is_dumped_markdown(text: str) -> bool:
    """Whether a text with Markdown's headings is a page that html2text has written.

    Its comments have a heading of their own. Below it stands a list of comments with
    their authors or days, or a line says who and when and the heading of the reply
    form stands below them all. Where they have no heading, two lines or more say who
    wrote something, and the form stands below those.
    """
    if _HEADING.search(text) is None:
        return False
    lines = lines_of(text)
    header: int | None = None
    if _has_comments_above_a_form(lines):
        return True
    said = False
    for at, words in _shown_lines(lines):
        if patterns.is_header(words):
            header = at
        elif header is None:
            continue
        elif patterns.is_reply_heading(words):
            if said:
                return True
        elif at - header <= _NEAR:
            said = said or _says_who(words)
    if header is None:
        return False
    listed = find_comments(lines, 0)
    return listed is not None and listed.authors and listed.header is not None


def _shown_lines(lines: Lines) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, each with its place, without marks and pictures."""
    for at in range(len(lines)):
        if lines.indent[at] >= 0:
            marker = lines.marker(at)
            words = marker.rest if marker is not None else lines.words(at)
            yield at, without_picture(words)


def _has_comments_above_a_form(lines: Lines) -> bool:
    """Whether there are comments that no heading is set above, and the form below."""
    named = 0
    for _, words in _shown_lines(lines):
        if patterns.is_header(words):
            return False
        if named >= _ENOUGH and patterns.is_reply_heading(words):
            return True
        named += _names(words)
    return False


def _names(words: str) -> bool:
    return (
        said_by.author_says(words) is not None
        or said_by.who_and_when(words) is not None
    )


def _says_who(words: str) -> bool:
    return _names(words) or said_by.is_date_line(words) is not None
