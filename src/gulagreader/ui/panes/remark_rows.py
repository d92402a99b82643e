"""What people said, as rows: comments with the lines they answer, turns, counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gulagreader.domain.dates import display_date
from gulagreader.domain.people import (
    AnsweredLine,
    Exchange,
    Person,
    PersonNumbers,
    Remark,
    Turn,
)
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text
from gulagreader.text.questions import own_words
from gulagreader.text.references.titles import quoted as quoted_title
from gulagreader.text.wrap import wrap

Piece = tuple[str, str]
"""A text and its look; empty for none."""
_HEAD, _META, _LINE = "thread--author", "hits--meta", "text--quotation"
_MOST_LINES = 12
"""Lines of a comment that are shown; the place has all."""


@dataclass(frozen=True, slots=True)
class WordsRow:
    """A line that says something."""

    words: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A comment under the line that it answers."""

    remark: Remark
    questions: bool = False
    """Whether only its questions are shown."""


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A comment in a dialogue."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """What heads an exchange."""

    exchange: Exchange


@dataclass(frozen=True, slots=True)
class RepliesRow:
    """How often two answered one another."""

    person: Person
    received: int
    given: int


StudyRow = WordsRow | RemarkRow | TurnRow | ExchangeRow | RepliesRow


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row in lines of a width."""

    row: StudyRow
    lines: tuple[tuple[Piece, ...], ...]


def laid(row: StudyRow, width: int) -> LaidRow:
    """Lay a row out."""
    return LaidRow(row, tuple(_lines(row, max(8, width))))


def is_choice(row: StudyRow) -> bool:
    """Whether the cursor may stand on a row."""
    return not isinstance(row, WordsRow | ExchangeRow)


def about_rows(numbers: PersonNumbers) -> list[StudyRow]:
    """What is said of a person above what they said."""
    teacher = ", teacher" if numbers.person.teacher else ""
    names = [name for name in numbers.person.names if name != numbers.person.name]
    rows = [WordsRow(f"{clean_line(numbers.person.name)}{teacher}", heading=True)]
    if names:
        rows.append(WordsRow(f"also {', '.join(map(clean_line, names))}"))
    dates = [display_date(numbers.first), display_date(numbers.last)]
    told = [
        _many(numbers.comments, "comment"),
        f"under {_many(numbers.posts, 'post')}",
        _many(numbers.words, "word"),
        *([f"{_many(numbers.written, 'post')} written"] if numbers.written else []),
        *([" to ".join(dict.fromkeys(filter(None, dates)))] if any(dates) else []),
    ]
    rows.append(WordsRow(", ".join(told)))
    told = [
        f"answered others {numbers.given}×, was answered {numbers.received}×",
        *(
            [f"{numbers.answered} of {_many(numbers.questions, 'question')} answered"]
            if numbers.questions
            else []
        ),
        *(
            [f"{_many(numbers.taken_up, 'passage')} taken up"]
            if numbers.taken_up
            else []
        ),
    ]
    rows.append(WordsRow(", ".join(told)))
    return list(rows)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _lines(row: StudyRow, width: int) -> Iterator[tuple[Piece, ...]]:
    match row:
        case WordsRow(words, heading):
            for line in _wrapped(words, width, " "):
                yield ((line, _HEAD if heading else _META),)
        case RepliesRow():
            name = clean_line(row.person.name)
            counts = f"  answered {row.received}×, was answered {row.given}×"
            yield ((f" {name}", _HEAD), (counts, _META))
        case RemarkRow():
            yield from _remark_lines(row, width)
            yield ()
        case ExchangeRow(exchange):
            yield ()
            yield ((f" {quoted_title(clean_line(exchange.title))}", _HEAD),)
            yield from _line_answered(exchange.line, width)
        case TurnRow(turn):
            way = f", by way of {', '.join(turn.between)}" if turn.between else ""
            to = f" · to {turn.answers}{way}" if turn.answers else ""
            yield _head(turn.author, turn.date, f"{turn.comment}{to}")
            yield from _text(turn.text, width)
            yield ()


def _remark_lines(row: RemarkRow, width: int) -> Iterator[tuple[Piece, ...]]:
    remark = row.remark
    own = "author of the post · " if remark.by_post_author else ""
    yield _head(remark.author, remark.date, f"{own}{quoted_title(remark.title)}")
    yield from _line_answered(remark.line, width)
    if not row.questions:
        quoted = remark.line.how == "quoted"
        yield from _text(own_words(remark.text) if quoted else remark.text, width)
        return
    for start, end in remark.questions:
        asked = clean_line(plain_text(remark.text[start:end]))
        for line in _wrapped(asked, width, "   "):
            yield ((line, ""),)


def _head(author: str | None, date: str | None, rest: str) -> tuple[Piece, ...]:
    about = " · ".join(filter(None, (display_date(date), clean_line(rest))))
    return ((f" {clean_line(author or 'unknown')}", _HEAD), (f"  {about}", _META))


def _line_answered(line: AnsweredLine, width: int) -> Iterator[tuple[Piece, ...]]:
    who = f"{clean_line(line.author)}: " if line.author else ""
    look = _LINE if line.how in ("quoted", "repeated") else _META
    for number, part in enumerate(_wrapped(f"{who}{line.text}", width, " ▏ ")):
        if number == 3:
            return
        yield ((part, look),)


def _text(source: str, width: int) -> Iterator[tuple[Piece, ...]]:
    lines = [
        line
        for part in plain_text(source).split("\n")
        if part.strip()
        for line in _wrapped(part.strip(), width, "   ")
    ]
    for line in lines[:_MOST_LINES]:
        yield ((line, ""),)
    if len(lines) > _MOST_LINES:
        yield ((f"   … {len(lines) - _MOST_LINES} more lines", _META),)


def _wrapped(text: str, width: int, inset: str) -> Iterator[str]:
    for start, end in wrap(text, max(8, width - len(inset) - 1)):
        yield inset + text[start:end]


def rows_of(exchanges: Sequence[Exchange]) -> list[StudyRow]:
    """The rows of a dialogue."""
    rows: list[StudyRow] = []
    for exchange in exchanges:
        rows.append(ExchangeRow(exchange))
        rows += [TurnRow(turn) for turn in exchange.turns]
    return rows
