"""People and what they said as JSON and as rows of a table."""

from collections.abc import Iterable, Iterator, Sequence

from gulagreader.cli.shapes import Shape
from gulagreader.cli.tables import Cell
from gulagreader.domain.people import (
    AnsweredLine,
    Answerer,
    Exchange,
    PersonNumbers,
    Remark,
    Turn,
)

NUMBERS_HEADER = (
    *("name", "names", "teacher", "unknown", "comments", "posts", "words", "first"),
    *("last", "given", "received", "questions", "answered", "taken_up", "written"),
)
_LINE_HEADER = ("text", "how", "post", "comment", "author", "start", "end")
_SAID_HEADER = ("post", "title", "comment", "author", "date", "text")
REMARK_HEADER = (
    *_SAID_HEADER,
    *("by_post_author", "questions", "answered"),
    *(f"answers_{name}" for name in _LINE_HEADER),
)
TURN_HEADER = ("exchange", *_SAID_HEADER, "to", "between")


def numbers_shape(row: PersonNumbers) -> Shape:
    """A person as ``people --json`` gives it."""
    person = row.person
    return {
        "name": person.name,
        "names": list(person.names),
        "teacher": person.teacher,
        "unknown": person.is_unknown,
        "comments": row.comments,
        "posts": row.posts,
        "words": row.words,
        "first": row.first,
        "last": row.last,
        "given": row.given,
        "received": row.received,
        "questions": row.questions,
        "answered": row.answered,
        "taken_up": row.taken_up,
        "written": row.written,
    }


def numbers_cells(row: PersonNumbers) -> Sequence[Cell]:
    """The same as a row; spellings are parted by semicolons."""
    shape: dict[str, object] = {
        **numbers_shape(row),
        "names": "; ".join(row.person.names),
        "teacher": _yes(row.person.teacher),
        "unknown": _yes(row.person.is_unknown),
    }
    return [_cell(shape[name]) for name in NUMBERS_HEADER]


def person_shape(
    row: PersonNumbers,
    received: Iterable[Answerer],
    given: Iterable[Answerer],
    remarks: Iterable[Remark],
) -> Shape:
    """A person with what they said, as ``people NAME --json`` gives it."""
    return {
        "person": numbers_shape(row),
        "received_from": [_answerer_shape(one) for one in received],
        "given_to": [_answerer_shape(one) for one in given],
        "remarks": [remark_shape(one) for one in remarks],
    }


def _answerer_shape(one: Answerer) -> Shape:
    return {
        "name": one.person.name,
        "unknown": one.person.is_unknown,
        "count": one.count,
    }


def remark_shape(remark: Remark) -> Shape:
    """A comment with the line it answers."""
    return {
        "post": remark.post,
        "title": remark.title,
        "comment": remark.comment,
        "author": remark.author,
        "date": remark.date,
        "text": remark.text,
        "by_post_author": remark.by_post_author,
        "questions": [list(span) for span in remark.questions],
        "answered": remark.answered,
        "answers": line_shape(remark.line),
    }


def line_shape(line: AnsweredLine) -> Shape:
    """The line that a comment answers."""
    start, end = line.span or (None, None)
    return {
        "text": line.text,
        "how": line.how,
        "post": line.post,
        "comment": line.comment,
        "author": line.author,
        "start": start,
        "end": end,
    }


def remark_cells(remark: Remark) -> Sequence[Cell]:
    """A comment with the line it answers, as a row; it counts its questions."""
    line = line_shape(remark.line)
    return [
        *(remark.post, remark.title, remark.comment, remark.author, remark.date),
        remark.text,
        *(
            _yes(remark.by_post_author),
            len(remark.questions),
            _yes(bool(remark.answered)),
        ),
        *(_cell(line[name]) for name in _LINE_HEADER),
    ]


def exchange_shape(exchange: Exchange) -> Shape:
    """A dialogue of two in one branch of a thread."""
    return {
        "post": exchange.post,
        "title": exchange.title,
        "answers": line_shape(exchange.line),
        "turns": [_turn_shape(turn) for turn in exchange.turns],
    }


def _turn_shape(turn: Turn) -> Shape:
    return {
        "comment": turn.comment,
        "author": turn.author,
        "date": turn.date,
        "text": turn.text,
        "to": turn.answers,
        "between": list(turn.between),
    }


def turn_cells(exchange: Exchange, number: int) -> Iterator[Sequence[Cell]]:
    """The comments of an exchange as rows, with its number among all."""
    for turn in exchange.turns:
        yield [
            *(number, turn.post, turn.title, turn.comment, turn.author, turn.date),
            *(turn.text, turn.answers, "; ".join(turn.between)),
        ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | int | float) else None
