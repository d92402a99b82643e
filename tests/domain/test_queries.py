"""The query language: what is typed and how it is understood."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gulagreader.domain.dates import parse_date
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_dates import LATEST
from gulagreader.domain.query_parts import (
    COMMENTS,
    POSTS,
    Author,
    Dated,
    Either,
    Every,
    Kind,
    Not,
    Part,
    Phrase,
    Query,
    Tag,
    Term,
    Title,
)


def finished(text: str) -> Part | None:
    query = parse_query(text, typing=False)
    assert query.notes == ()
    return query.part


def typed(text: str) -> Part | None:
    query = parse_query(text, typing=True)
    assert query.notes == ()
    return query.part


def date(text: str) -> tuple[int, int]:
    moment = parse_date(text)
    assert moment is not None
    return moment.start, moment.end


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("gulag amnesty", Every((Term("gulag"), Term("amnesty")))),
        ("gulag AND amnesty", Every((Term("gulag"), Term("amnesty")))),
        ('"cult of personality"', Phrase("cult of personality")),
        ("“cult of personality”", Phrase("cult of personality")),
        ("«культ личности»", Phrase("культ личности")),
        ("amnest*", Term("amnest", prefix=True)),
        ('"cult of person*"', Phrase("cult of person*", prefix=True)),
        ("camp OR colony", Either((Term("camp"), Term("colony")))),
        ("-stalin", Not(Term("stalin"))),
        ("NOT stalin", Not(Term("stalin"))),
        ('-"old man"', Not(Phrase("old man"))),
        ("-author:x", Not(Author("x"))),
        ("author:reader", Author("reader")),
        ('author:"reader 3"', Author("reader 3")),
        ("AUTHOR: reader", Author("reader")),
        ("title:amnesty", Title("amnesty")),
        ("tag:camps", Tag("camps")),
        ("in:comments", Kind(COMMENTS)),
        ("in:posts", Kind(POSTS)),
        ("kind:pingback", Kind(frozenset({"pingback"}))),
        ("state-of-the-art", Term("state-of-the-art")),
        ("http://x.y/z", Term("http://x.y/z")),
        ("12:30", Term("12:30")),
        ("don't", Term("don't")),
    ],
)
def test_the_language_is_read_as_it_is_written(text: str, part: Part) -> None:
    assert finished(text) == part


def test_alternatives_bind_closer_than_words_side_by_side() -> None:
    camps = Either((Term("camp"), Term("colony")))
    assert finished("gulag camp OR colony") == Every((Term("gulag"), camps))
    assert finished("gulag (camp | colony)") == Every((Term("gulag"), camps))
    both = Every((Term("gulag"), Term("camp")))
    assert finished("(gulag camp) OR colony") == Either((both, Term("colony")))
    assert finished("-(gulag camp)") == Not(both)


def test_dates_are_spans_with_both_ends() -> None:
    assert finished("date:1953") == Dated(*date("1953"))
    assert finished("date:2014-03") == Dated(*date("2014-03"))
    both = Dated(date("1953")[0], date("1956")[1])
    assert finished("date:1953..1956") == both
    assert finished("date:1956..1953") == both
    assert finished("date:1953-1956") == both
    assert finished("date:1953..") == Dated(date("1953")[0], LATEST)
    assert finished("date:..1956") == Dated(0, date("1956")[1])
    assert finished("date:>=2014-03") == Dated(date("2014-03")[0], LATEST)
    assert finished("date:>2014-03") == Dated(date("2014-03")[1], LATEST)
    assert finished("date:<2014") == Dated(0, date("2014")[0])


def test_the_last_word_is_a_prefix_while_it_is_typed() -> None:
    assert typed("gulag amn") == Every((Term("gulag"), Term("amn", prefix=True)))
    assert typed("gulag ") == Term("gulag")
    assert finished("gulag") == Term("gulag")
    assert typed("author:rea") == Author("rea", prefix=True)
    assert typed('"cult of pers') == Phrase("cult of pers", prefix=True)
    assert typed('"cult of ') == Phrase("cult of ")
    assert typed('"cult of personality"') == Phrase("cult of personality")


def test_a_word_that_is_being_excluded_excludes_only_itself() -> None:
    assert typed("gulag -st") == Every((Term("gulag"), Not(Term("st"))))


@pytest.mark.parametrize(
    "half",
    [
        *("-", "OR", "(", ")", '"', "|", "*", "author:", "date:", "date:19", "in:com"),
        *("- ", "thread:", "thread:{", "foo:", 'foo:"', "-foo:", 'author:"'),
    ],
)
def test_what_is_half_typed_asks_nothing_yet_and_is_not_scolded(half: str) -> None:
    assert typed(half) is None
    assert typed(f"gulag {half}") == Term("gulag", prefix=False)


@pytest.mark.parametrize(
    ("text", "part", "note"),
    [
        ("foo:bar", Term("foo:bar"), "foo: is no field"),
        ("date:soon x", Term("x"), "date:soon was left out"),
        ("in:letters x", Term("x"), "known are posts, comments"),
        ("author:", None, "author: names nothing"),
        ("is:unread", Term("is:unread"), "is: (unread, new) is not understood"),
        ("=camp", Term("camp"), "= is not needed"),
        ("camp~", Term("camp"), "~ (similar words)"),
        ("c*mp", Term("c mp"), "* stands at the end"),
        ("near/5(a b)", Every((Term("a"), Term("b"))), "near/N"),
    ],
)
def test_what_is_not_understood_is_said(text: str, part: Part, note: str) -> None:
    query = parse_query(text, typing=False)
    assert query.part == part
    assert len(query.notes) == 1
    assert note in query.notes[0]


def test_a_very_long_query_is_cut_with_a_note() -> None:
    query = parse_query("word " * 5000, typing=False)
    assert "left out" in query.notes[0]


@given(
    st.text() | st.text(alphabet='ab "“”()-*:|~=.ORNOTdate19authorin{}'), st.booleans()
)
@example("(" * 3000 + "a", False)
@example("-(-(-(x", True)
@example('author:"', True)
def test_every_text_is_a_query(text: str, typing: bool) -> None:
    query = parse_query(text, typing=typing)
    assert isinstance(query, Query)
    assert query.text == text
