"""Comments that stand under their counted heading without a list's marks.

Some themes print who and when on lines of their own and set replies in further.
Such comments are believed where their number is the one that the heading says.
"""

import re
from itertools import pairwise

from gulagreader.domain.comments import Comment
from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.finding import without_picture
from gulagreader.importing.text_dump.flat import FlatThread
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.paragraphs import plain_markdown
from gulagreader.importing.text_dump.threads import comment_of

_COUNT = re.compile(r"\d{1,5}")
_ONE = re.compile(r"(?:one|ein|eine|un|один)\b", re.IGNORECASE)
_LONGEST_NAME = 15
_MOST_HEADINGS = 20
_CLOSED = re.compile(r"comments are closed\.?|[━─_]{10,}", re.IGNORECASE)


def find_headed_comments(lines: Lines, after: int) -> FlatThread | None:
    """Comments under the heading that counts as many as there are, if there is one."""
    tried = 0
    for at in range(after, len(lines)):
        if tried == _MOST_HEADINGS:  # each looks down the page: keep the work linear
            break
        if lines.indent[at] < 0 or not patterns.is_header(lines.words(at)):
            continue
        words = lines.words(at)
        counted = _COUNT.search(words)
        count = int(counted[0]) if counted else int(bool(_ONE.match(words)))
        if not count:
            continue
        tried += 1
        end = _end(lines, at + 1)
        heads = _heads(lines, at + 1, end)
        if len(heads) == count:
            reason = f"the heading counts {count}, and as many lines say who and when"
            told = tuple(_comments(lines, heads, end))
            return FlatThread(at, end, told, 0, reason, 0.9)
    return None


def _end(lines: Lines, start: int) -> int:
    for at in range(start, len(lines)):
        words = lines.words(at)
        if patterns.is_reply_heading(words) or _CLOSED.fullmatch(words):
            return at
    return len(lines)


def _heads(lines: Lines, start: int, end: int) -> list[tuple[int, int]]:
    """The lines that say who and the lines below them that say when."""
    filled = [
        at
        for at in range(start, end)
        if lines.indent[at] >= 0 and _shown(lines, at) and not _mark_alone(lines, at)
    ]
    return [
        (who, when)
        for who, when in pairwise(filled)
        if when - who <= 3
        and patterns.is_date_line(_shown(lines, when))
        and not patterns.is_date_line(_shown(lines, who))
        and lines.marker(who) is None
        and lines.indent[who] <= lines.indent[when]
        and len(_shown(lines, who).split()) <= _LONGEST_NAME
    ]


def _shown(lines: Lines, at: int) -> str:
    return without_picture(lines.words(at))


def _mark_alone(lines: Lines, at: int) -> bool:
    marker = lines.marker(at)
    return marker is not None and not marker.rest


def _comments(lines: Lines, heads: list[tuple[int, int]], end: int) -> list[Comment]:
    told: list[Comment] = []
    open_: list[tuple[int, str]] = []  # indentation, id
    stops = [*(who for who, _ in heads[1:]), end]
    for number, ((who, when), stop) in enumerate(zip(heads, stops, strict=True), 1):
        indent = lines.indent[who]
        while open_ and open_[-1][0] >= indent:
            open_.pop()
        parent = open_[-1][1] if open_ else None
        own = f"c{number}"
        open_.append((indent, own))
        last = stop
        while last > when + 1 and _no_words(lines, last - 1):
            last -= 1
        text = plain_markdown(lines, range(when + 1, last)).markdown
        name = _shown(lines, who)
        said = patterns.author_says(name)
        author = (said["author"] if said else name).strip(" :")
        told.append(comment_of(own, text, parent, author, _shown(lines, when)))
    return told


def _no_words(lines: Lines, at: int) -> bool:
    """Whether a line at a comment's end is a picture, a mark or a button."""
    return (
        lines.indent[at] < 0
        or not _shown(lines, at)
        or _mark_alone(lines, at)
        or patterns.is_reply_line(lines.text[at]) is not None
    )
