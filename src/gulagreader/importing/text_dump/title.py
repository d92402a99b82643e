"""Which line of a dumped page is the title of its post.

A dump of a whole page begins with the site's name, its menu and a search form.
The title is told by what names it elsewhere (the heading of the comments, the
feeds in the page's head, the file's name), by the marks of a heading, or by what
stands under it.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.byline import byline_of
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.page_top import (
    LOOK,
    can_be_title,
    first_prose,
    has_page_head,
    is_chrome,
    is_label,
    is_meta,
    letters_of,
    shown,
    title_end,
    title_start,
    unmarked,
)
from gulagreader.importing.text_dump.title_names import names_of_title, where_named

_UNDERLINE = re.compile(r"={3,}")


@dataclass(frozen=True, slots=True)
class Titled:
    """The lines of a title, and what told it."""

    first: int
    end: int
    """After its last line; ``first`` where the title stands on no line."""
    words: str
    reason: str
    confidence: float


def find_title(lines: Lines, first: int, name: str) -> Titled | None:
    """Tell the title of a whole page; None where the first line has to do.

    ``first`` is the first line that can be one, ``name`` the file's name.
    """
    prose = first_prose(lines, first)
    for words, at, reason, confidence in names_of_title(lines, first, name):
        found = where_named(lines, first, at, prose, words)
        if found is not None:
            return Titled(*found, reason, confidence)
    return (
        _beside_byline(lines, first, prose)
        or _headed(lines, first, prose)
        or _above(lines, first, prose)
    )


_MOST_WORDS = 20


def _beside_byline(lines: Lines, first: int, prose: int) -> Titled | None:
    """The line above “Posted on …”, or below a day that heads the posts of a day.

    What a site says of itself may be a paragraph above the title; then the first
    byline below it tells the title.
    """
    stop = min(prose + 1, len(lines))
    later = range(stop, min(len(lines), first + LOOK))
    last = next((at for at in later if patterns.is_header(lines.words(at))), later.stop)
    for span, less in ((range(first, stop), 0.0), (range(stop, last), 0.2)):
        head = [at for at in span if lines.indent[at] >= 0 and shown(lines, at)]
        for place, at in enumerate(head):
            over = head[place - 1] if place else None
            under = head[place + 1] if place + 1 < len(head) else None
            told = _title_at_byline(lines, at, over, under, prose, bool(less))
            if told is not None:
                return replace(told, confidence=round(told.confidence - less, 2))
    return None


def _title_at_byline(
    lines: Lines,
    at: int,
    over: int | None,
    under: int | None,
    prose: int,
    late: bool,
) -> Titled | None:
    told = byline_of(unmarked(lines, at))
    if told is None or (told.date is None and (told.counts or not told.labelled)):
        return None
    if late and not told.labelled:
        return None
    alone = told.author is None and not told.labelled and not told.counts
    if alone and (not told.named_day or lines.marker(at) is not None):
        return None
    if alone and under is not None and under < prose and _heads_text(lines, under):
        start, end, able_over = under, title_end(lines, under), False
    elif over is not None and can_be_title(lines, over):
        start, end, able_over = title_start(lines, over), over + 1, True
    else:
        return None
    words = " ".join(shown(lines, one) for one in range(start, end))
    reason = "the line above who and when" if able_over else "the line below the day"
    sure = 0.8 if able_over and told.date else 0.7
    return Titled(start, end, words, reason, sure)


def _heads_text(lines: Lines, at: int) -> bool:
    words = shown(lines, at)
    return (
        can_be_title(lines, at)
        and len(words.split(None, _MOST_WORDS)) < _MOST_WORDS
        and byline_of(words) is None
    )


def _headed(lines: Lines, first: int, prose: int) -> Titled | None:
    """The last heading of the first rank above the text, or an underlined line."""
    for at in range(first, min(prose, len(lines) - 1)):
        if lines.text[at] and _UNDERLINE.fullmatch(lines.text[at + 1]):
            words = shown(lines, at)
            return Titled(at, at + 2, words, "a line that is underlined", 0.9)
    if lines.heading(first) is not None:
        return None
    headings = [at for at in range(first, prose) if lines.heading(at)]
    if not headings and prose < len(lines):
        below = range(prose, min(len(lines), prose + LOOK))
        headings = [at for at in below if (lines.heading(at) or (9,))[0] == 1][:1]
    ranks = [heading[0] for at in headings if (heading := lines.heading(at))]
    if not ranks or not has_page_head(lines, first):
        return None
    rank = min(ranks)
    first_rank = [p for p, own in zip(headings, ranks, strict=True) if own == rank]
    menu = [at for at in range(first, prose) if is_chrome(lines, at)]
    behind = [at for at in first_rank if not menu or at > menu[-1]]
    at = (behind or first_rank)[0]
    sure = 0.85 if rank == 1 else 0.5
    return Titled(at, at + 1, shown(lines, at), "marked as a heading", sure)


def _above(lines: Lines, first: int, prose: int) -> Titled | None:
    """The line above who and when, or the last short line above the text."""
    if not has_page_head(lines, first):
        return None
    head = [at for at in range(first, prose) if lines.indent[at] >= 0]
    metas = [at for at in head if is_meta(lines, at)]
    for meta in metas:
        above = [at for at in head if at < meta]
        if above and can_be_title(lines, above[-1]):
            start = title_start(lines, above[-1])
            words = " ".join(shown(lines, at) for at in range(start, above[-1] + 1))
            said = is_label(shown(lines, meta))
            sure = 0.6 if said else 0.5
            reason = "the line above who and when"
            return Titled(start, above[-1] + 1, words, reason, sure)
    menu = [at for at in head if is_chrome(lines, at)]
    able = [at for at in head if can_be_title(lines, at)]
    below = _standing_below(lines, prose)
    own = [at for at in able if letters_of(shown(lines, at)) not in below]
    times = Counter(letters_of(unmarked(lines, at)) for at in head)
    again = [at for at in own if times[letters_of(shown(lines, at))] > 1]
    behind = [at for at in own if not menu or at > menu[-1]]
    inner = [at for at in behind if prose < len(lines) and _beside(lines, at, prose)]
    flush = [at for at in own if lines.indent[at] == 0 and _set_in(lines, prose)]
    if again:
        at, reason, sure = again[-1], "it stands twice above the text", 0.6
    elif flush:
        at, reason, sure = (
            flush[-1],
            "set to the left of the text, as headings are",
            0.5,
        )
    elif inner or behind:
        at, reason, sure = (inner or behind)[0], "the first line below the menus", 0.4
    elif able:
        at, reason, sure = able[-1], "the last short line above the text", 0.3
    else:
        return None
    start, end = title_start(lines, at), title_end(lines, at)
    words = " ".join(shown(lines, one) for one in range(start, end))
    return Titled(start, end, words, reason, sure)


def _beside(lines: Lines, at: int, prose: int) -> bool:
    return lines.indent[at] == lines.indent[prose]


def _standing_below(lines: Lines, prose: int) -> frozenset[str]:
    """Lines below the text: what stands there too is the site's, not the post's."""
    last = range(max(prose, len(lines) - 2 * LOOK), len(lines))
    rest = [letters_of(lines.text[at]) for at in last if 0 < len(lines.text[at]) <= 200]
    return frozenset(rest)


def _set_in(lines: Lines, prose: int) -> bool:
    return prose < len(lines) and lines.indent[prose] > 0
