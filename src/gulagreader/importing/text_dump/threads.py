"""Items of a run to comments with their replies, and their ids.

A comment at the top level is ``c`` and the number it had on the page (its place
where it had none); a reply is its parent's id, a full stop and its own number:
``c3.1`` answers ``c3``. Ids made so cannot meet.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from gulagreader.domain.comments import Comment, CommentKind
from gulagreader.domain.posts import NOTHING_ELSE
from gulagreader.importing.archive import Guess, LeftOut
from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.text_dump import patterns, said_by
from gulagreader.importing.text_dump.finding import Placed
from gulagreader.importing.text_dump.heads import head_of
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.paragraphs import plain_markdown
from gulagreader.importing.text_dump.runs import Run, find_loose_runs, find_runs

_DEEPEST = 50
"""Levels of replies that are told apart; deeper ones stay words of their parent."""


@dataclass
class Told:
    """Comments as they are collected, and what was noticed on the way."""

    comments: list[Comment] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """The line each begins at, counted from 0."""
    guesses: list[Guess] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    joins: int = 0
    first_join: int | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    id: str
    parent: str | None
    depth: int


def read_thread(
    lines: Lines, placed: Placed, words: Collection[int] = frozenset()
) -> Told:
    """Read the comments of a run and all replies under them, in reading order.

    ``words`` are the lines, from 1, of comments that have no head but words.
    """
    told = Told()
    waiting = list(reversed(list(_items(placed.run, None, 0))))
    while waiting:
        item = waiting.pop()
        replies = _replies(lines, item, placed, told)
        own_end = replies.starts[0] if replies else item.end
        headed = placed.authors and item.start + 1 not in words
        told.comments.append(_comment(lines, item, own_end, headed, told))
        told.starts.append(item.start)
        if replies:
            inner = _items(replies, item.id, item.depth + 1)
            waiting.extend(reversed(list(inner)))
    return told


def _items(run: Run, parent: str | None, depth: int) -> Iterator[_Item]:
    for place, (start, end) in enumerate(run.items()):
        number = run.numbers[place] if run.numbers else place + 1
        id_ = f"c{number}" if parent is None else f"{parent}.{number}"
        yield _Item(start, end, id_, parent, depth)


def _replies(lines: Lines, item: _Item, placed: Placed, told: Told) -> Run | None:
    """The run of replies in an item: the outermost that reaches the item's end."""
    if item.depth >= _DEEPEST:
        return None
    finder = find_loose_runs if placed.run.loose else find_runs
    indent = lines.indent[item.start]
    candidates = [
        run
        for run in finder(lines, item.start + 1, item.end)
        if run.indent > indent and lines.skip_blank(run.end, item.end) == item.end
    ]
    for run in sorted(candidates, key=lambda run: (run.indent, run.starts[0])):
        sureness = _sure_of_replies(lines, run, placed)
        if sureness > 0:
            if sureness < 0.9:
                reason = "a list that reaches the end of the comment, set apart"
                at = run.starts[0] + 1
                told.guesses.append(Guess(at, "replies", reason, sureness))
            return run
    return None


def _sure_of_replies(lines: Lines, run: Run, placed: Placed) -> float:
    """How sure it is that a list in a comment is replies and not its own list."""
    above = run.starts[0] - 1
    while above > 0 and lines.indent[above] < 0:
        above -= 1
    if patterns.is_reply_line(lines.words(above)):
        return 0.95
    if placed.authors:
        headed = sum(_has_head(lines, start, end) for start, end in run.items())
        return 0.95 if headed * 2 >= len(run.starts) else 0.0
    apart = all(lines.indent[start - 1] < 0 for start in run.starts)
    return 0.6 if apart else 0.0


def _has_head(lines: Lines, start: int, end: int) -> bool:
    own = [(mark.rest if (mark := lines.marker(start)) else "")]
    own += [lines.words(at) for at in range(start + 1, min(end, start + 6))]
    head = head_of(own, authors=True)
    return head.author is not None or head.date is not None


def _comment(
    lines: Lines, item: _Item, own_end: int, headed: bool, told: Told
) -> Comment:
    mark = lines.marker(item.start)
    own = [mark.rest if mark else ""]
    own += [lines.words(at) for at in range(item.start + 1, own_end)]
    named = own
    if lines.starred:
        # The older html2text joins the words of a link.
        named = [_unjoined(one) for one in own]
    head = head_of(named, authors=headed)
    if head.dropped:
        told.left_out.append(LeftOut("reply lines", head.dropped))
    places = range(item.start + head.first, item.start + head.last)
    text = plain_markdown(lines, places, first_text=own[0] if not head.first else None)
    told.joins += text.joins
    if text.joins and told.first_join is None:
        told.first_join = item.start + 1
    return comment_of(item.id, text.markdown, item.parent, head.author, head.date)


def _unjoined(line: str) -> str:
    spaced = line.replace("_", " ")
    # “March_3,_2014 (Edit)”: only the first words were a link.
    whole = " " not in line or said_by.is_date_line(spaced) is not None
    return spaced if whole else line


def comment_of(
    id_: str, text: str, parent: str | None, author: str | None, when: str | None
) -> Comment:
    """A comment from what the page says; a date that is not understood is kept."""
    date = iso_date(when) if when else None
    plain = text.replace("\\", "")
    kind: CommentKind = "comment"
    if patterns.is_pingback.fullmatch(plain):
        kind = "pingback"
    extra = {"date_raw": when} if when and date is None else NOTHING_ELSE
    return Comment(id_, text, parent, author, date, kind, extra)
