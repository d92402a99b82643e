"""Queries while they are typed: each key gives the best that can be asked so far."""

import pytest

from gulagreader.domain.dates import parse_date
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_dates import LATEST
from gulagreader.domain.query_parts import (
    Author,
    Dated,
    Either,
    Every,
    InThread,
    Near,
    Not,
    Part,
    Phrase,
    Term,
)


def typed(text: str) -> Part | None:
    query = parse_query(text, typing=True)
    assert query.notes == ()
    return query.part


def since(text: str) -> int:
    moment = parse_date(text)
    assert moment is not None
    return moment.start


def test_the_last_word_is_a_prefix_while_it_is_typed() -> None:
    assert typed("gulag amn") == Every((Term("gulag"), Term("amn", prefix=True)))
    assert typed("gulag ") == Term("gulag")
    assert parse_query("gulag", typing=False).part == Term("gulag")
    assert typed("author:rea") == Author("rea", prefix=True)
    assert typed('author:"reader 3"') == Author("reader 3")
    assert typed('"cult of pers') == Phrase("cult of pers", prefix=True)
    assert typed('"cult of ') == Phrase("cult of ")
    assert typed('"cult of personality"') == Phrase("cult of personality")
    assert typed("=cam") == Term("cam", prefix=True, exact=True)
    assert typed("cam~") == Term("cam", similar=True)
    assert typed("(camp OR col") == Either((Term("camp"), Term("col", prefix=True)))
    assert typed("(camp)") == Term("camp")


@pytest.mark.parametrize("query", ["gulag -st", "gulag NOT st", "gulag -(st"])
def test_a_word_that_is_being_excluded_excludes_only_itself(query: str) -> None:
    assert typed(query) == Every((Term("gulag"), Not(Term("st"))))


@pytest.mark.parametrize(
    "half",
    [
        *("-", "OR", "AND", "NOT", "(", ")", '"', "|", "*", "=", "~", "- ", "-(", '="'),
        *("author:", "author: ", "date:", "date:19", "date:>=19", "date:mar", "in:com"),
        *("is:", "is:un", "has:", "has:quo", "kind:pi", "in:quot", 'is:"un', "-is:un"),
        *("thread:", "thread: ", "thread:{", "-thread:{", "thread:{}", "foo:", 'foo:"'),
        *(
            "near/",
            "near/5",
            "near/5 ",
            "near/5(",
            "near(",
            "near/5()",
            "-near/5(",
            'near/5("',
        ),
        *("-foo:", 'author:"', "near/5(-", "thread:{date:19", "{"),
    ],
)
def test_what_is_half_typed_asks_nothing_yet_and_is_not_scolded(half: str) -> None:
    assert typed(half) is None
    assert typed(f"gulag {half}") == Term("gulag")


def test_what_is_half_typed_gives_as_much_as_makes_sense() -> None:
    assert typed("near/5(nov") == Term("nov", prefix=True)
    assert typed("near/5(novel pub") == Near(
        5, (Term("novel"), Term("pub", prefix=True))
    )
    assert typed("thread:{a") == InThread(Term("a", prefix=True))
    assert typed("thread:{a b") == InThread(Every((Term("a"), Term("b", prefix=True))))
    assert typed("date:1953..19") == Dated(since("1953"), LATEST)
    assert typed("date:1953-") == Dated(since("1953"), since("1954"))
    assert typed("date:1953-0") == Dated(since("1953"), since("1954"))
    assert typed("date:1953-03-0") == Dated(since("1953-03"), since("1953-04"))


def test_what_is_typed_out_and_wrong_is_said_after_the_space() -> None:
    for wrong in ("foo:bar", "is:red", "date:soon", "c*mp", "near/5(a -b"):
        assert parse_query(wrong, typing=True).notes == ()
        assert parse_query(f"{wrong} ", typing=True).notes != ()


def test_every_key_of_a_query_is_answered_without_a_note() -> None:
    query = (
        'near/5(novel "was published") author:"reader 3" date:>=1953-03..  is:unread '
        "-in:posts thread:{camp OR (a b)} has:quotation =camp camp~ in:quotations x"
    ).replace("..  ", " ")
    for end in range(len(query) + 1):
        typed(query[:end])
