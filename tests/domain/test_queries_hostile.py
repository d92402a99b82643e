"""Any text at all is a query: answered or explained, and in time with its length."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import (
    Either,
    Every,
    InThread,
    Near,
    Not,
    Part,
    Query,
)

DOCUMENTED = (
    'near/5(novel "was published" c*)',
    'author:"reader 3" -title:amnesty tag:camps*',
    "date:1953..1956 OR date:>=2014-03",
    "thread:{is:unread (camp | colony)} in:quotations",
    '="a phrase" =word word~ -"old man" NOT kind:pingback has:quotation',
)
SIGNS = st.text(alphabet='ab "“”()-*:|~=.{}/5\nОя') | st.sampled_from(
    [
        *("OR ", "AND ", "NOT ", "author:", "in:quotations", "in:notes ", "date:19"),
        *("thread:{", "near/3(", "is:unread", "has:", "-(", "-thread:{"),
    ]
)


def depth(part: Part | None) -> int:
    match part:
        case Every() | Either() | Near():
            return 1 + max(map(depth, part.parts))
        case Not() | InThread():
            return 1 + depth(part.part)
        case _:
            return 0


def sound(text: str, typing: bool) -> Query:
    query = parse_query(text, typing=typing)
    assert (query.text, query.typing) == (text, typing)
    assert depth(query.part) < 100
    assert all(len(note) < 300 for note in query.notes)
    return query


@given(st.text() | st.lists(SIGNS).map("".join), st.booleans())
@example("(" * 3000 + "a", False)
@example("-(-(-(x", True)
@example('author:"', True)
@example("near/" + "9" * 5000 + "(a b)", False)
@example("thread:{" * 30 + "(" * 30 + ")" * 70 + "}" * 70 + "a", False)
def test_every_text_is_a_query(text: str, typing: bool) -> None:
    sound(text, typing)


@settings(max_examples=200)
@given(
    query=st.sampled_from(DOCUMENTED),
    at=st.integers(0, 90),
    length=st.integers(0, 4),
    put=st.text(max_size=2) | SIGNS,
    typing=st.booleans(),
)
def test_a_query_with_a_slip_is_still_one(
    query: str, at: int, length: int, put: str, typing: bool
) -> None:
    sound(query[:at] + put + query[at + length :], typing)


@given(st.lists(SIGNS).map("".join))
def test_what_is_not_yet_over_is_only_half_as_bad(text: str) -> None:
    """While typing nothing is noted that would not be noted in the end."""
    typing = parse_query(text, typing=True).notes
    assert set(typing) <= set(parse_query(text, typing=False).notes)


@pytest.mark.parametrize(
    "sign",
    [
        *("(", "-(", "((a) ", "{", ")", "thread:{", "near/5(", "thread:    ", "-", " "),
        *(
            '"',
            "“a” ",
            "a",
            "a ",
            "a*",
            "~",
            "=",
            "|",
            "a OR ",
            "NOT ",
            "author:",
            "*a",
        ),
        *("date:", "date:>= ", "in:quotations ", "foo:bar ", "9", "near/9", "a-", ":"),
    ],
)
def test_a_megabyte_is_read_at_once(sign: str) -> None:
    text = sign * (1_000_000 // len(sign))
    for typing in (True, False):
        started = time.perf_counter()
        sound(text, typing)
        assert time.perf_counter() - started < 2


@pytest.mark.parametrize("sign", ["~", "=", "*", "'", "-", ".", "9", "é"])
def test_many_long_words_are_read_at_once(sign: str) -> None:
    words = f"a{sign * 4000}a " * 400
    started = time.perf_counter()
    sound(words, False)
    sound(f'"{words}"', True)
    sound("date:" + words + "author:" + words, True)
    assert time.perf_counter() - started < 2


def test_a_very_long_query_is_cut_with_a_note() -> None:
    assert "left out" in parse_query("word " * 5000, typing=False).notes[0]


def test_a_very_long_phrase_is_cut_between_words_with_a_note() -> None:
    query = parse_query(f'"{"word " * 5000}"', typing=False)
    assert "very long" in query.notes[0]
    assert str(query.part).count("word") == 800


def test_brackets_in_one_another_without_end_are_passed_over_with_a_note() -> None:
    query = parse_query("(" * 50 + "a" + ")" * 50 + " OR b", typing=False)
    assert "deeper than 24" in query.notes[0]
    assert query.part == parse_query("a OR b", typing=False).part
