"""Comments in a dump that kept neither list marks nor blank lines.

Common Crawl's text records look so. A comment begins where a line says who and
the same or the next line says when. Who answers whom is lost.
"""

from dataclasses import dataclass
from itertools import pairwise

from gulagreader.domain.comments import Comment
from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.heads import head_of
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.paragraphs import plain_markdown
from gulagreader.importing.text_dump.threads import comment_of


@dataclass(frozen=True, slots=True)
class FlatThread:
    """Comments found by their heads alone."""

    start: int
    """The line of the heading above them, or of the first comment."""
    end: int
    comments: tuple[Comment, ...]
    reply_lines: int
    reason: str
    confidence: float


def find_flat_comments(lines: Lines, after: int) -> FlatThread | None:
    """Comments of a flat dump behind the line ``after``, if it shows any."""
    if not lines.flat:
        return None
    filled = [at for at in range(after, len(lines)) if lines.indent[at] >= 0]
    starts = [
        place
        for place in range(len(filled) - 1)
        if _begins(lines.text[filled[place]], lines.text[filled[place + 1]])
    ]
    header = next(
        (at for at in filled if patterns.is_header(lines.text[at])),
        None,
    )
    if header is not None:
        starts = [place for place in starts if filled[place] > header]
    replies = sum(bool(patterns.is_reply_line(lines.text[at])) for at in filled)
    if not starts or (header is None and (len(starts) < 2 or not replies)):
        return None
    first = filled[starts[0]]
    end = next(
        (
            at
            for at in filled
            if at > filled[starts[-1]] and patterns.is_reply_heading(lines.text[at])
        ),
        len(lines),
    )
    bounds = [*(filled[place] for place in starts), end]
    comments, dropped = [], 0
    for number, (start, stop) in enumerate(pairwise(bounds), 1):
        head = head_of(list(lines.text[start:stop]), authors=True)
        words = plain_markdown(lines, range(start + head.first, start + head.last))
        dropped += head.dropped
        comments.append(
            comment_of(f"c{number}", words.markdown, None, head.author, head.date)
        )
    headed = header is not None and first - header <= 4
    return FlatThread(
        header if header is not None and headed else first,
        end,
        tuple(comments),
        dropped,
        "lines that say who and when; who answers whom is not in the file",
        0.7 if headed else 0.5,
    )


def _begins(line: str, following: str) -> bool:
    if patterns.author_and_date(line):
        return True
    if not patterns.is_date_line(following) or patterns.is_date_line(line):
        return False
    said = patterns.author_says(line) or patterns.author_colon(line)
    return said is not None or len(line.split()) <= 5
