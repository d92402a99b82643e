"""The heads of comments: lines that say who and when, in the forms they have."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gulagreader.importing.text_dump import patterns, said_by
from gulagreader.importing.text_dump.line_facts import LineFacts
from gulagreader.importing.text_dump.lines import Lines

_LONGEST_NAME = 15
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Head:
    """Who and when of one comment, and where its words are."""

    start: int
    first: int
    """Its first line of words."""
    last: int
    """After its last one; -1 where the next head tells it."""
    author: str | None
    date: str | None
    indent: int


def dated_heads(facts: LineFacts, start: int, end: int) -> list[Head]:
    """Lines that say who and when, all in one line or all in two: the form of more."""
    pairs = _telling(facts, _filled(facts, start, end))
    two = _dated_heads(facts, pairs, one_line=False)
    one = _dated_heads(facts, pairs, two_lines=False)
    return max(two, one, key=len)


def forms_of_heads(facts: LineFacts, start: int, end: int) -> Iterator[list[Head]]:
    """The heads in each form that they may have, the likeliest first; or none."""
    filled = _filled(facts, start, end)
    pairs = _telling(facts, filled)
    two = _dated_heads(facts, pairs, one_line=False)
    one = _dated_heads(facts, pairs, two_lines=False)
    above = max(two, one, key=len)
    below = _heads_dated_below(facts, filled)
    first = bisect_left(filled, above[0].start) if above else 0
    last = above[-1] if above else None
    # With the date below, nothing but buttons stands behind the last one.
    behind = last is not None and not any(
        at >= last.first and not facts.is_button(at) for at in filled
    )
    if first <= 1 and above:
        below = []
    if behind or not above:
        yield below
        below = []
    yield above
    yield one if above is two else two
    yield _dated_heads(facts, pairs)
    yield _dated_heads(facts, pairs, one_line=False, any_name=True)
    yield below
    yield _heads_that_say(facts, filled)


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
) -> list[Head]:
    """Lines that say who and when, in one line, in two, or in both ways."""
    lines = facts.lines
    heads: list[Head] = []
    taken = -1
    for at, following in pairs:
        if at <= taken:
            continue
        both = facts.who_and_when(at) if one_line else None
        if both is not None:
            heads.append(Head(at, at + 1, -1, both[0], both[1], lines.indent[at]))
            taken = at
            continue
        if facts.is_pingback(at):
            heads.append(Head(at, at, -1, None, None, lines.indent[at]))
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
            said = said_by.author_says(words)
            name = (said["author"] if said else words).strip(" :")
            if (
                said is None
                and len(block) == 1
                and not (
                    any_name or said_by.may_be_name(name) or _stands_first(lines, at)
                )
            ):
                continue
            indent = lines.indent[following]
            heads.append(Head(block[0], following + 1, -1, name, when, indent))
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


def _heads_dated_below(facts: LineFacts, filled: Sequence[int]) -> list[Head]:
    """A name above the words of each comment, and below them when it was."""
    indent = facts.lines.indent
    heads: list[Head] = []
    own: list[int] = []
    for at in filled:
        if facts.is_when(at):
            if len(own) < 2 or not said_by.may_be_name(facts.shown(own[0])):
                return []
            name = (facts.says(own[0]) or facts.shown(own[0])).strip(" :")
            when = facts.shown(at)
            heads.append(Head(own[0], own[0] + 1, at, name, when, indent[own[0]]))
            own = []
        elif own or not patterns.is_reply_line(facts.shown(at)):
            own.append(at)
    return heads


def _heads_that_say(facts: LineFacts, filled: Sequence[int]) -> list[Head]:
    """“Jane says:”, with a date below it or without."""
    indent = facts.lines.indent
    heads = []
    for at, following in zip(filled, _next(filled), strict=True):
        author = facts.says(at)
        if author is None or not said_by.may_be_name(author):
            continue
        dated = following >= 0 and facts.is_when(following)
        first = following + 1 if dated else at + 1
        heads.append(
            Head(
                at,
                first,
                -1,
                author,
                facts.shown(following) if dated else None,
                indent[following if dated else at],
            )
        )
    return heads


def _filled(facts: LineFacts, start: int, end: int) -> list[int]:
    indent = facts.lines.indent
    return [
        at
        for at in range(start, end)
        if indent[at] >= 0 and facts.shown(at) and not facts.is_mark(at)
    ]


def _next(filled: Sequence[int]) -> list[int]:
    return [*filled[1:], *([-1] if filled else [])]
