"""Comments that are told by their heads, without the marks of a list.

Some themes print who and when on lines of their own, and Common Crawl's texts have
no other marks. A head is a line that says who and when, or two that do; some pages
say when below the words. Such comments are believed most where their number is the
one that the heading above them says.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gulagreader.domain.comments import Comment
from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.line_facts import LineFacts
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.paragraphs import plain_markdown
from gulagreader.importing.text_dump.threads import comment_of

_COUNT = re.compile(r"\d{1,5}")
_ONE = re.compile(
    r"(?:one|only one|ein|eine|une?|uno|um|uma|один|en|ett|én)\b|there is one|now one",
    re.IGNORECASE,
)
_LONGEST_NAME = 15
_MOST_HEADINGS = 20
_MOST_LOOKS = 2
_NEAR = 3


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


@dataclass(frozen=True, slots=True)
class _Head:
    """Who and when of one comment, and where its words are."""

    start: int
    first: int
    """Its first line of words."""
    last: int
    """After its last one; -1 where the next head tells it."""
    author: str | None
    date: str | None
    indent: int


def find_headed_comments(lines: Lines, after: int) -> HeadedThread | None:
    """Comments under a heading, or those of a dump without one; the best found."""
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
        found = _under(facts, at)
        if found is not None and (best is None or found.confidence > best.confidence):
            best = found
    return best or _without_heading(facts, after)


def count_of(header: str) -> int | None:
    """How many comments a heading counts; None where it does not."""
    if (
        counted := re.search(r"(\d{1,5})(?:\W*$| ?件)|^\D{0,20}(\d{1,5})\b", header)
    ) is not None:
        return int(counted[1] or counted[2])
    return 1 if _ONE.match(header) else None


def _under(facts: LineFacts, header: int) -> HeadedThread | None:
    lines = facts.lines
    count = count_of(lines.words(header))
    if count == 0:
        return None
    end = _end(facts, header + 1)
    told = list(_forms(facts, header + 1, end))
    exact = next((heads for heads in told if len(heads) == count), None)
    if exact is not None:
        reason = f"the heading counts {count}, and as many lines say who and when"
        return _thread(facts, header, end, exact, reason, 0.9, counted=True)
    if not told or not told[0]:
        return None
    heads = told[0]
    reason = "lines under a heading of comments that say who and when"
    near = heads[0].start - header <= 6
    if not near and len(heads) < 2:
        return None
    sure = 0.6 if near else 0.4
    if count is not None:
        reason += f", though it counts {count} and not {len(heads)}"
        sure = 0.3 if len(heads) > 2 * count else sure - 0.1
    return _thread(facts, header, end, heads, reason, sure)


def _without_heading(facts: LineFacts, after: int) -> HeadedThread | None:
    lines = facts.lines
    pairs = _telling(facts, _filled(facts, after, len(lines)))
    two = _dated_heads(facts, pairs, one_line=False)
    one = _dated_heads(facts, pairs, two_lines=False)
    heads = one if len(one) > len(two) else two
    if len(heads) < 2 or not any(
        lines.indent[at] >= 0 and facts.is_button(at) for at in range(after, len(lines))
    ):
        return None
    end = _end(facts, heads[-1].first)
    reason = "lines that say who and when"
    told = _thread(facts, heads[0].start, end, heads, reason, 0.5)
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


def _next(filled: Sequence[int]) -> list[int]:
    return [*filled[1:], *([-1] if filled else [])]


def _filled(facts: LineFacts, start: int, end: int) -> list[int]:
    indent = facts.lines.indent
    return [
        at
        for at in range(start, end)
        if indent[at] >= 0 and facts.shown(at) and not facts.is_mark(at)
    ]


def _forms(facts: LineFacts, start: int, end: int) -> Iterator[list[_Head]]:
    """The heads in each form that they may have, the likeliest first."""
    filled = _filled(facts, start, end)
    pairs = _telling(facts, filled)
    two = _dated_heads(facts, pairs, one_line=False)
    one = _dated_heads(facts, pairs, two_lines=False)
    above = one if len(one) > len(two) else two
    below = _heads_dated_below(facts, filled)
    first = bisect_left(filled, above[0].start) if above else 0
    last = above[-1] if above else None
    # With the date below, nothing but buttons stands behind the last one.
    behind = last is not None and not any(
        at >= last.first and not facts.is_button(at) for at in filled
    )
    forms = [above, two, one, _dated_heads(facts, pairs)]
    forms.append(_dated_heads(facts, pairs, one_line=False, any_name=True))
    if below and (not above or first > 1):
        forms.insert(0 if behind or not above else len(forms), below)
    yield from (heads for heads in forms if heads)
    said = _heads_that_say(facts, filled)
    if said:
        yield said


def _telling(facts: LineFacts, filled: Sequence[int]) -> list[tuple[int, int]]:
    """Lines that can be heads, each with the one below; in most lines nothing is."""
    return [
        (at, following)
        for at, following in zip(filled, _next(filled), strict=True)
        if (following >= 0 and facts.is_when(following))
        or facts.who_and_when(at) is not None
        or facts.is_pingback(at)
    ]


def _dated_heads(
    facts: LineFacts,
    pairs: Sequence[tuple[int, int]],
    *,
    one_line: bool = True,
    two_lines: bool = True,
    any_name: bool = False,
) -> list[_Head]:
    """Lines that say who and when, in one line, in two, or in both ways."""
    lines = facts.lines
    heads: list[_Head] = []
    taken = -1
    for at, following in pairs:
        if at <= taken:
            continue
        both = facts.who_and_when(at) if one_line else None
        if both is not None and not facts.is_when(at):
            heads.append(_Head(at, at + 1, -1, both[0], both[1], lines.indent[at]))
            taken = at
            continue
        if facts.is_pingback(at):
            heads.append(_Head(at, at, -1, None, None, lines.indent[at]))
            continue
        if (
            not two_lines
            or following < 0
            or following - at > _NEAR
            or not facts.is_when(following)
            or lines.marker(following)
        ):
            continue
        words, when = facts.shown(at), facts.shown(following)
        if (
            not facts.is_when(at)
            and not patterns.is_reply_line(words)
            and len(words.split()) <= _LONGEST_NAME
            and (lines.flat or lines.indent[at] <= lines.indent[following])
        ):
            block = _name_above(lines, at)
            words = " ".join(facts.shown(one) for one in block)
            said = patterns.author_says(words)
            name = (said["author"] if said else words).strip(" :")
            if (
                said is None
                and len(block) == 1
                and not (
                    any_name or patterns.may_be_name(name) or _stands_first(lines, at)
                )
            ):
                continue
            indent = lines.indent[following]
            heads.append(_Head(block[0], following + 1, -1, name, when, indent))
            taken = following
    return heads


def _name_above(lines: Lines, last: int) -> range:
    """The lines of a name that ends here: a site's may be broken over some."""
    first = last
    while (
        not lines.flat
        and first > 0
        and last - first < _NEAR
        and lines.indent[first - 1] == lines.indent[last]
    ):
        first -= 1
    whole = range(first, last + 1)
    broken = len(whole) > 1 and _stands_first(lines, first)
    if broken and sum(len(lines.words(at)) for at in whole) <= 250:
        return whole
    return range(last, last + 1)


def _stands_first(lines: Lines, at: int) -> bool:
    """Whether a blank line stands above, and none that would go on here."""
    return at > 0 and lines.indent[at - 1] < 0 and not lines.ends_sentence(at)


def _heads_dated_below(facts: LineFacts, filled: Sequence[int]) -> list[_Head]:
    """A name above the words of each comment, and below them when it was."""
    indent = facts.lines.indent
    heads: list[_Head] = []
    own: list[int] = []
    for at in filled:
        if facts.is_when(at):
            if len(own) < 2 or not patterns.may_be_name(facts.shown(own[0])):
                return []
            name = (facts.says(own[0]) or facts.shown(own[0])).strip(" :")
            when = facts.shown(at)
            heads.append(_Head(own[0], own[0] + 1, at, name, when, indent[own[0]]))
            own = []
        elif own or not patterns.is_reply_line(facts.shown(at)):
            own.append(at)
    return heads


def _heads_that_say(facts: LineFacts, filled: Sequence[int]) -> list[_Head]:
    """“Jane says:”, with a date below it or without."""
    indent = facts.lines.indent
    heads = []
    for at, following in zip(filled, _next(filled), strict=True):
        author = facts.says(at)
        if author is None or not patterns.may_be_name(author):
            continue
        dated = following >= 0 and facts.is_when(following)
        first = following + 1 if dated else at + 1
        heads.append(
            _Head(
                at,
                first,
                -1,
                author,
                facts.shown(following) if dated else None,
                indent[following if dated else at],
            )
        )
    return heads


def _thread(
    facts: LineFacts,
    start: int,
    end: int,
    heads: Sequence[_Head],
    reason: str,
    sure: float,
    *,
    counted: bool = False,
) -> HeadedThread:
    lines = facts.lines
    told: list[Comment] = []
    open_: list[tuple[int, str]] = []  # indentation, id
    dropped = 0
    end = _cut(lines, heads[-1].first, end)
    stops = [*(head.start for head in heads[1:]), end]
    for number, (head, stop) in enumerate(zip(heads, stops, strict=True), 1):
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


def _no_words(facts: LineFacts, at: int) -> bool:
    """Whether a line at a comment's end is a picture, a mark or a button."""
    return (
        facts.lines.indent[at] < 0
        or not facts.shown(at)
        or facts.is_mark(at)
        or facts.is_button(at)
    )
