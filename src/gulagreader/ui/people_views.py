"""What the people's screen can show: of somebody, of two, of all; and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.domain.people import Answerer, Exchange, Person
from gulagreader.services.people import LibraryPeople, has_name
from gulagreader.services.remarks import Remarks
from gulagreader.text.words import words
from gulagreader.ui.panes.remark_rows import (
    RemarkRow,
    RepliesRow,
    StudyRow,
    WordsRow,
    about_rows,
    rows_of,
)

AT_ONCE = 60
"""Comments that are read together."""


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: of somebody, or of all."""

    what: str = "table"
    """``table``, ``said``, ``replies`` or ``dialogue``."""
    person: Person | None = None
    other: Person | None = None
    unanswered: bool = False
    typed: str = ""
    """Beginnings of words that what is shown has to have: of names in the table and
    in the replies, else of comments."""
    cursor: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a view, as far as they are read."""

    title: str
    rows: Sequence[StudyRow]
    numbers: Sequence[int] = ()
    """Comments that are not read yet."""


def shown(remarks: Remarks, view: View) -> Shown:
    """The first rows of a view, and what is to follow."""
    people = remarks.people
    person = view.person
    if person is None:
        numbers = remarks.fitting(remarks.unanswered(), view.typed)
        rows = remark_rows(remarks, numbers[:AT_ONCE], view)
        title = f"Questions without an answer: {len(numbers):,}, newest first"
        nothing = _NOTHING_FITS if view.typed else _NOTHING_OPEN
        return Shown(title, rows or [nothing], numbers[AT_ONCE:])
    if view.what == "replies":
        rows = _replies_rows(people, person, view.typed)
        return Shown(f"Replies: {person.name}", rows)
    if view.what == "dialogue" and view.other is not None:
        exchanges = remarks.dialogue(person, view.other)
        rows = rows_of([one for one in exchanges if _says(one, view.typed)])
        title = f"{person.name} and {view.other.name}"
        never = WordsRow(f"{title} never answered one another, as far as is known")
        if person.is_unknown or view.other.is_unknown:
            never = WordsRow("Who gave no name is not one person: there is no dialogue")
        nothing = _NOTHING_FITS if exchanges else never
        return Shown(f"Dialogue: {title}", rows or [nothing])
    every = remarks.unanswered(person) if view.unanswered else remarks.by(person)
    all_of_them = len(every)
    every = remarks.fitting(every, view.typed)
    # So far down as the cursor was left.
    first = every[: max(AT_ONCE, view.cursor + AT_ONCE)]
    rows = [*about_rows(people.numbers_of(person)), WordsRow("")]
    rows += remark_rows(remarks, first, view)
    if all_of_them and not every:
        rows.append(_NOTHING_FITS)
    elif not every:
        rows.append(_NOTHING_OPEN if view.unanswered else WordsRow("No comments"))
    what = "questions without an answer" if view.unanswered else "what they said"
    if view.typed:
        what += f", {len(every):,} of {all_of_them:,}"
    return Shown(f"{person.name}: {what}", rows, every[len(first) :])


def remark_rows(remarks: Remarks, numbers: Sequence[int], view: View) -> list[StudyRow]:
    """The rows of some comments, as a view shows them."""
    return [
        RemarkRow(remark, questions=view.unanswered)
        for remark in remarks.remarks(numbers)
    ]


def _says(exchange: Exchange, typed: str) -> bool:
    """Whether words of an exchange begin as the words typed."""
    said = {word for turn in exchange.turns for word in words(turn.text)}
    return all(any(one.startswith(word) for one in said) for word in words(typed))


def _replies_rows(
    people: LibraryPeople, person: Person, typed: str = ""
) -> list[StudyRow]:
    received = _by_key(people.replies_received(person))
    given = _by_key(people.replies_given(person))
    others = {**given, **received}
    keys = sorted(
        others,
        key=lambda key: -(_count(received, key) + _count(given, key)),
    )
    rows: list[StudyRow] = [
        RepliesRow(others[key].person, _count(received, key), _count(given, key))
        for key in keys
        if has_name(others[key].person, typed)
    ]
    if others and not rows:
        return [_NOTHING_FITS]
    return rows or [WordsRow("Nobody answered, and nobody was answered")]


def _by_key(answerers: Sequence[Answerer]) -> dict[str, Answerer]:
    return {one.person.key: one for one in answerers}


def _count(answerers: dict[str, Answerer], key: str) -> int:
    return answerers[key].count if key in answerers else 0


_NOTHING_FITS = WordsRow("Nothing fits what is typed")
_NOTHING_OPEN = WordsRow("No question is without an answer")
