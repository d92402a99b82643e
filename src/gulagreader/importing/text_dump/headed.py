"""Comments that are told by their heads, without the marks of a list.

Some themes print who and when on lines of their own, and Common Crawl's texts have
no other marks. A head is a line that says who and when, or two that do; some pages
say when below the words. Such comments are believed most where their number is the
one that the heading above them says.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from gulagreader.domain.comments import Comment
from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.comment_heads import (
    Head,
    dated_heads,
    forms_of_heads,
)
from gulagreader.importing.text_dump.line_facts import LineFacts
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.paragraphs import plain_markdown
from gulagreader.importing.text_dump.threads import comment_of

_ONE = re.compile(
    r"(?:one|only one|ein|eine|une?|uno|um|uma|один|en|ett|én)\b|there is one|now one",
    re.IGNORECASE,
)
_MOST_HEADINGS = 20
_MOST_LOOKS = 2


@dataclass(frozen=True, slots=True)
class HeadedThread:
    """Comments found by their heads alone."""

    start: int
    """The line of the heading above them, or of the first comment."""
    end: int
    starts: tuple[int, ...]
    """The line that each comment begins at."""
    comments: tuple[Comment, ...]
    dropped: int
    """Lines that stood for buttons."""
    reason: str
    confidence: float
    counted: bool = False
    """Whether there are as many as the heading above them says."""


def find_headed_comments(
    lines: Lines, after: int, words: Collection[int] = frozenset()
) -> HeadedThread | None:
    """Comments under a heading, or those of a dump without one; the best found.

    ``words`` are the lines, from 1, of heads that are words of their comments.
    """
    best: HeadedThread | None = None
    facts = LineFacts(lines)
    tried = looked = 0
    for at in range(after, len(lines)):
        # Each looks down the page: keep the work linear.
        if tried == _MOST_HEADINGS or looked > _MOST_LOOKS * len(lines):
            break
        if lines.indent[at] < 0 or not patterns.is_header(lines.words(at)):
            continue
        tried += 1
        looked += _end(facts, at + 1) - at
        found = _under(facts, at, words)
        if found is not None and (best is None or found.confidence > best.confidence):
            best = found
    return best or _without_heading(facts, after, words)


def count_of(header: str) -> int | None:
    """How many comments a heading counts; None where it does not."""
    if (
        counted := re.search(r"(\d{1,5})(?:\W*$| ?件)|^\D{0,20}(\d{1,5})\b", header)
    ) is not None:
        return int(counted[1] or counted[2])
    return 1 if _ONE.match(header) else None


def _under(
    facts: LineFacts, header: int, words: Collection[int]
) -> HeadedThread | None:
    lines = facts.lines
    count = count_of(lines.words(header))
    if count == 0:
        return None
    end = _end(facts, header + 1)
    heads: list[Head] = []
    for form in forms_of_heads(facts, header + 1, end):
        if len(form) == count:
            reason = f"the heading counts {count}, and as many lines say who and when"
            return _thread(facts, header, end, form, reason, 0.9, words, counted=True)
        heads = heads or form
    if not heads:
        return None
    reason = "lines under a heading of comments that say who and when"
    near = heads[0].start - header <= 6
    if not near and len(heads) < 2:
        return None
    sure = 0.6 if near else 0.4
    if count is not None:
        reason += f", though it counts {count} and not {len(heads)}"
        sure = 0.3 if len(heads) > 2 * count else sure - 0.1
    return _thread(facts, header, end, heads, reason, sure, words)


def _without_heading(
    facts: LineFacts, after: int, words: Collection[int]
) -> HeadedThread | None:
    lines = facts.lines
    heads = dated_heads(facts, after, len(lines))
    if len(heads) < 2 or not any(
        lines.indent[at] >= 0 and facts.is_button(at) for at in range(after, len(lines))
    ):
        return None
    end = _end(facts, heads[-1].first)
    reason = "lines that say who and when"
    told = _thread(facts, heads[0].start, end, heads, reason, 0.5, words)
    wordy = sum(bool(one.text) for one in told.comments)
    return told if wordy * 2 > len(heads) else None


def _end(facts: LineFacts, start: int) -> int:
    count = len(facts.lines)
    return next((at for at in range(start, count) if facts.ends_all(at)), count)


def _cut(lines: Lines, start: int, end: int) -> int:
    """Where the last comment ends: above what stands beside or below the thread."""
    return next(
        (
            at
            for at in range(start, end)
            if lines.indent[at] >= 0 and patterns.is_sidebar(lines.words(at))
        ),
        end,
    )


def _thread(
    facts: LineFacts,
    start: int,
    end: int,
    heads: Sequence[Head],
    reason: str,
    sure: float,
    words: Collection[int],
    *,
    counted: bool = False,
) -> HeadedThread:
    lines = facts.lines
    told: list[Comment] = []
    open_: list[tuple[int, str]] = []  # indentation, id
    dropped = 0
    end = _cut(lines, heads[-1].first, end)
    stops = [*(head.start for head in heads[1:]), end]
    for number, (found, stop) in enumerate(zip(heads, stops, strict=True), 1):
        head = _as_words(found) if found.start + 1 in words else found
        own = f"c{number}"
        while open_ and open_[-1][0] >= head.indent:
            open_.pop()
        parent = open_[-1][1] if open_ and not lines.flat else None
        open_.append((head.indent, own))
        last = stop if head.last < 0 else head.last
        first = head.first
        while last > first and _no_words(facts, last - 1):
            last -= 1
            dropped += lines.indent[last] >= 0
        while first < last and _no_words(facts, first):
            dropped += lines.indent[first] >= 0
            first += 1
        marker = lines.marker(first) if first < last and first == head.start else None
        text = plain_markdown(
            lines, range(first, last), first_text=marker.rest if marker else None
        )
        told.append(comment_of(own, text.markdown, parent, head.author, head.date))
    starts = tuple(head.start for head in heads)
    return HeadedThread(
        start, end, starts, tuple(told), dropped, reason, sure, counted=counted
    )


def _as_words(head: Head) -> Head:
    """A head that a person said is none: its lines begin the comment."""
    return replace(head, first=head.start, last=-1, author=None, date=None)


def _no_words(facts: LineFacts, at: int) -> bool:
    """Whether a line at a comment's end is a picture, a mark or a button."""
    return (
        facts.lines.indent[at] < 0
        or not facts.shown(at)
        or facts.is_mark(at)
        or facts.is_button(at)
    )
