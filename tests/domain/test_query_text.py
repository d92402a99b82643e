"""A query written down again is the same query."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Part
from gulagreader.domain.query_text import query_text

CLAUSES = [
    *("camp", "amnest*", "=camps", "camp~", "cult-camp", "cult-cam*", "don’t", "58"),
    *('"cult of personality"', '"cult of pers*"', "near/5(cult camp)", "a.b"),
    *('near/2("two words" camp*)', "author:ann", 'author:"reader 3"', "title:camp*"),
    *('tag:"two words*"', "author:o'neil", "in:posts", "in:comments", "kind:pingback"),
    *("date:1953", "date:1953..1956", "date:>=2014-03", "date:<2014", "date:..1956-05"),
    *("date:2014-03-03", "date:2014-03-03T17:04", "date:1953-03..1953-04-02"),
    *("date:>2014-03-03T17:04:05", "date:2014-12-31", "date:1953-01-01"),
    *("is:unread", "is:new", "has:reply", "thread:{camp guard}", "thread:{a OR b}"),
    *("thread:{(a b) c}", "foo:bar", "in:quotations"),
]


def meaning(part: Part | None) -> str:
    """A part without the blanks and stars at the ends of its texts."""
    return re.sub(r"(?<=')[\s*]+|[\s*]+(?=')", "", repr(part))


@pytest.mark.parametrize("text", CLAUSES)
def test_a_clause_is_written_as_it_is_read(text: str) -> None:
    query = parse_query(text, typing=False)
    again = parse_query(query_text(query, query.part), typing=False)
    assert (again.part, again.collection) == (query.part, query.collection)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*CLAUSES, "OR", "(", ")", "-", "-(", "-thread:{", "}", '"']),
        max_size=8,
    )
)
def test_any_query_is_written_as_it_is_read(clauses: list[str]) -> None:
    query = parse_query(" ".join(clauses), typing=False)
    written = query_text(query, query.part)
    again = parse_query(written, typing=False)
    assert again.collection == query.collection
    assert meaning(again.part) == meaning(query.part), written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("date:1953", "date:1953"),
        ("date:1953..1956", "date:1953..1956"),
        ("date:>=2014-03", "date:2014-03-01.."),
        ("author:Ann", "author:Ann"),
        ("(camp) OR guard in:quotations", "camp OR guard in:quotations"),
        ("-(camp guard)", "-(camp guard)"),
    ],
)
def test_it_is_written_as_a_person_would(text: str, written: str) -> None:
    query = parse_query(text, typing=False)
    assert query_text(query, query.part) == written
