"""People and what they said as lines for a person."""

from collections.abc import Iterator, Sequence

from gulagreader.cli.console import Pieces
from gulagreader.cli.wrapping import wrapped
from gulagreader.domain.dates import display_date, parse_date
from gulagreader.domain.people import (
    AnsweredLine,
    Answerer,
    Exchange,
    PersonNumbers,
    Remark,
)
from gulagreader.text.cells import cell_len, fitted
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text
from gulagreader.text.questions import own_words

_HEADS = (
    *("comments", "posts", "words", "years", "gave", "got", "asked", "answered"),
    *("taken", "wrote"),
)
_LEAST_NAME = 12
_MOST_ANSWERERS = 8


def table_lines(rows: Sequence[PersonNumbers], width: int) -> Iterator[Pieces]:
    """A line for each person, numbers under one another; ``*`` marks a teacher."""
    cells = [_cells(row) for row in rows]
    widths = [
        max(len(head), *(len(row[at]) for row in cells)) if cells else len(head)
        for at, head in enumerate(_HEADS)
    ]
    # What there is no room for is left out from the right; JSON and CSV have all.
    room, kept = width - _LEAST_NAME, 0
    for size in widths:
        if room - size - 2 < 0:
            break
        room -= size + 2
        kept += 1
    longest = max((cell_len(_name(row)) for row in rows), default=4)
    name_width = max(_LEAST_NAME, min(longest, _LEAST_NAME + room))
    yield ((fitted("name", name_width) + _columns(_HEADS, widths[:kept]), "bold"),)
    for row, own in zip(rows, cells, strict=True):
        style = "bold" if row.person.teacher else ""
        name = fitted(_name(row), name_width)
        numbers = (_columns(own, widths[:kept]),)
        yield ((name, style), numbers) if style else ((name,), numbers)


def _columns(cells: Sequence[str], widths: Sequence[int]) -> str:
    both = zip(cells, widths, strict=False)
    return "".join(f"  {cell:>{size}}" for cell, size in both)


def _name(row: PersonNumbers) -> str:
    return clean_line(row.person.name) + ("*" if row.person.teacher else "")


def _cells(row: PersonNumbers) -> tuple[str, ...]:
    share = "" if row.share is None else f"{row.share:.0%}"
    return (
        *(str(row.comments), str(row.posts), str(row.words), years_of(row)),
        *(str(row.given), str(row.received), str(row.questions), share),
        *(str(row.taken_up), str(row.written)),
    )


def years_of(row: PersonNumbers) -> str:
    """The years from somebody's first comment to the last."""
    moments = [parse_date(row.first), parse_date(row.last)]
    years = [str(moment.year) for moment in moments if moment is not None]
    return "–".join(dict.fromkeys(years))


def person_lines(
    row: PersonNumbers,
    received: Sequence[Answerer],
    given: Sequence[Answerer],
    width: int,
) -> Iterator[Pieces]:
    """A person's name, numbers, and who answered whom."""
    person = row.person
    teacher = " · teacher" if person.teacher else ""
    yield ((clean_line(person.name), "bold"), (teacher,))
    others = [clean_line(name) for name in person.names if name != person.name]
    if others:
        yield from wrapped(f"also {', '.join(others)}", width)
    wrote = f"{_many(row.written, 'post')} written, " if row.written else ""
    under = f" under {_many(row.posts, 'post')}" if row.comments else ""
    words = f", {_many(row.words, 'word')}" if row.comments else ""
    yield from wrapped(f"{wrote}{_many(row.comments, 'comment')}{under}{words}", width)
    if row.first:
        first, last = display_date(row.first), display_date(row.last)
        dates = first if first == last else f"{first} to {last}"
        yield from wrapped(dates, width)
    if row.questions:
        asked = f"{_many(row.questions, 'comment')} with a question"
        yield from wrapped(f"{asked}, {row.answered} of them answered", width)
    if row.taken_up:
        passages = _many(row.taken_up, "passage")
        yield from wrapped(f"{passages} taken up by others", width)
    for words, answerers in (("answered by", received), ("answered", given)):
        if answerers:
            yield from wrapped(f"{words} {_counted(answerers)}", width)
    yield ()


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _counted(answerers: Sequence[Answerer]) -> str:
    some = [
        f"{clean_line(one.person.name)} {one.count}"
        for one in answerers[:_MOST_ANSWERERS]
    ]
    rest = len(answerers) - _MOST_ANSWERERS
    return ", ".join(some) + (f", and {rest} more" if rest > 0 else "")


def remark_lines(
    remark: Remark, width: int, *, questions: bool = False
) -> Iterator[Pieces]:
    """A comment under the line it answers; of ``questions`` only these sentences."""
    author = clean_line(remark.author or "unknown")
    own = ", author of the post" if remark.by_post_author else ""
    date = display_date(remark.date)
    before = " · ".join(part for part in (author + own, date) if part)
    place = f"{remark.post}#{remark.comment}"
    yield ((f"{before} · “{clean_line(remark.title)}” · ", "bold"), (place,))
    yield from _line(remark.line, width)
    if questions:
        for start, end in remark.questions:
            yield from wrapped(plain_text(remark.text[start:end]), width)
    else:
        quoted = remark.line.how == "quoted"
        yield from _text(own_words(remark.text) if quoted else remark.text, width)
    yield ()


def _line(line: AnsweredLine, width: int) -> Iterator[Pieces]:
    who = f"{clean_line(line.author)}: " if line.author else ""
    yield from wrapped(f"> {who}{line.text}", width, "faint")


def exchange_lines(exchange: Exchange, width: int) -> Iterator[Pieces]:
    """An exchange of two: what it began with, and each comment."""
    yield ((f"“{clean_line(exchange.title)}”", "bold"), (f" · {exchange.post}",))
    yield from _line(exchange.line, width)
    for turn in exchange.turns:
        date = display_date(turn.date)
        who = clean_line(turn.author or "unknown")
        to = f" to {turn.answers}" if turn.answers else ""
        by = f", by way of {', '.join(map(clean_line, turn.between))}"
        way = by if turn.between else ""
        place = f"{turn.post}#{turn.comment}"
        head = " · ".join(part for part in (who, date, place) if part)
        yield ((head, "bold"), (to + way, "faint"))
        yield from _text(turn.text, width)
    yield ()


def _text(source: str, width: int) -> Iterator[Pieces]:
    for part in plain_text(source).split("\n"):
        if part.strip():
            yield from wrapped(part.strip(), width)
