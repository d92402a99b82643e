"""What the search's parts are made of: clauses, bars of years, past queries."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.domain.hits import Answer, Explanation, Hit, MatchedTerm
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Author, Every, InThread, Term
from gulagreader.ui.explaining import explanation_blocks
from gulagreader.ui.narrowing import (
    author_clause,
    finished,
    holds,
    thread_clause,
    toggled,
    with_whole_word,
    years_clause,
)
from gulagreader.ui.panes.hit_rows import ChoiceRow, WordsRow, answer_rows
from gulagreader.ui.panes.hits import hits_title
from gulagreader.ui.past_queries import PastQueries
from gulagreader.ui.year_buckets import BARS, bar, bar_width, buckets_of

_NAMES = st.text(
    st.sampled_from("abc Ж9 \"“”'’:*-()|{}[]\\!.,~="), min_size=1, max_size=12
)
_YEARS = st.dictionaries(
    st.integers(1, 9999).map(str), st.integers(1, 10**6), min_size=1, max_size=40
)


def test_only_a_plain_last_word_is_asked_for_as_a_whole() -> None:
    asked = {
        query: with_whole_word(query, finished(query) or query)
        for query in ("a khru", "khru ", '"a khru', "author:khru", "")
    }
    assert asked == {
        "a khru": "a khru* OR khru",
        "khru ": "khru ",
        '"a khru': '"a khru*',
        "author:khru": "author:khru*",
        "": "",
    }


@given(name=_NAMES, query=st.sampled_from(["", "camp", "a OR b", '"open phra', "(x"]))
def test_a_clause_goes_in_and_out_again(name: str, query: str) -> None:
    clause = author_clause(name)
    if clause is None:
        return
    narrowed = toggled(query, clause)
    assert holds(narrowed, clause)
    assert narrowed.endswith(query)
    assert toggled(narrowed, clause) == query
    part = parse_query(narrowed, typing=True).part
    first = part.parts[0] if isinstance(part, Every) else part
    assert isinstance(first, Author)
    assert not first.prefix


@given(title=_NAMES)
def test_the_title_in_a_clause_is_the_whole_of_it(title: str) -> None:
    clause = thread_clause(title)
    if clause is not None:
        found = parse_query(f"{clause} x", typing=False)
        assert not found.notes
        assert isinstance(found.part, Every)
        assert len(found.part.parts) == 2
        assert isinstance(found.part.parts[0], InThread)


def test_a_name_without_words_narrows_nothing() -> None:
    assert author_clause("***") is None
    assert thread_clause("") is None


def test_a_post_is_named_by_its_thread_and_quotes_do_not_end_its_title() -> None:
    clause = thread_clause("“How many?” is several")
    assert clause == 'thread:{title:"How many? is several"}'
    assert not parse_query(clause, typing=False).notes


def test_a_year_takes_the_place_of_another() -> None:
    query = toggled("camp", years_clause(1953, 1953))
    assert query == "date:1953 camp"
    assert toggled(query, years_clause(1954, 1956)) == "date:1954..1956 camp"
    assert toggled(query, years_clause(1953, 1953)) == "camp"


def test_a_clause_is_found_only_as_a_whole() -> None:
    assert not holds('author:"ann" x', author_clause("an") or "")
    assert holds('x AUTHOR:"Ann"', author_clause("ann") or "")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("camp", "camp*"),
        ("camp ", "camp "),
        ("the camp", "the camp*"),
        ("author:ann", "author:ann*"),
        ("date:1953", "date:1953"),
        ('"a phrase"', '"a phrase"'),
    ],
)
def test_a_typed_query_is_written_out(typed: str, written: str) -> None:
    assert finished(typed) == written


def test_an_open_phrase_is_written_out_as_one() -> None:
    written = finished('"cult of pers')
    assert written is not None
    part = parse_query(written, typing=False).part
    assert part is not None
    assert not isinstance(part, Term)
    assert "prefix=True" in repr(part)


@given(years=_YEARS, room=st.integers(1, 200))
def test_every_hit_stands_in_one_bar_and_the_bars_fit(
    years: dict[str, int], room: int
) -> None:
    buckets = buckets_of(years, room)
    assert sum(bucket.count for bucket in buckets) == sum(years.values())
    assert len(buckets) * bar_width(buckets, room) <= room
    assert buckets[0].first == min(map(int, years))
    assert buckets[-1].last == max(map(int, years))
    for before, after in itertools.pairwise(buckets):
        assert before.last + 1 == after.first


def test_the_highest_bar_is_full_and_a_single_hit_is_seen() -> None:
    assert bar(0, 1000) == " "
    assert bar(1, 1000) == "▁"
    assert bar(1000, 1000) == BARS[-1]


def test_a_bar_of_some_years_says_which() -> None:
    first, *_ = buckets_of({"1950": 1, "1959": 2}, 5)
    assert (first.label, first.count) == ("1950–1951", 1)


def test_past_queries_pass_over_what_stands_in_the_line() -> None:
    past = PastQueries(("camp", "stove"), "camp")
    assert past.stepped(1).text == "stove"
    assert past.stepped(1).stepped(-1).stepped(-1).text == "camp"
    assert past.stepped(1).stepped(1) == past.stepped(1)
    assert PastQueries((), "x").stepped(1).text == "x"


def test_a_bounded_answer_says_that_there_are_more() -> None:
    hit = Hit("post", "p", "Title", None, None, None, 0, (), "", (), score=1.0)
    bounded = Answer("camp", (hit,), total=60, exact=False, took_ms=2.6)
    assert hits_title(bounded, newest_first=False) == "Hits: at least 60, best first"
    slow = Answer("camp", (hit,), total=61, took_ms=1234)
    assert hits_title(slow, newest_first=True) == "Hits: 61, newest first · 1.2 s"
    assert hits_title(Answer(""), newest_first=False) == "Search"


def test_what_was_looked_for_in_vain_is_said_before_what_to_try() -> None:
    answer = Answer("camq", tried=("camq",), suggestions=("camp",))
    assert answer_rows(answer)[0] == WordsRow("Nothing found", heading=True)
    assert WordsRow("Looked for camq") in answer_rows(answer)
    assert answer_rows(answer)[-1] == ChoiceRow("camp")


def test_an_explanation_says_what_each_word_gave() -> None:
    hit = Hit("post", "p", "Title", None, None, None, 0, (), "", (), score=1.0)
    terms = (
        MatchedTerm("camp", ("camp",), "exact", "text", 2, 41, 1.5),
        MatchedTerm("novels", ("novel",), "inflected", "title", 0.5, 1, 0.25),
    )
    told = Explanation(hit, terms, ("in posts",), 120, 96.4, 1.75)
    texts = [block.text for block in explanation_blocks(told)]
    assert texts[0] == "Score 1.75"
    assert "camp  +1.50" in texts
    assert "In the text as it is written. Counts 2× here; 41 texts have it." in texts
    assert (
        "In the title in other forms: novel. Counts 0.5× here; 1 text has it." in texts
    )
    assert "Passes in posts" in texts
    assert texts[-1].startswith("The text has 120 words; the mean is 96.")
    lost = explanation_blocks(Explanation(hit, (), (), 0, 96.4, 0.0))
    assert "does not find this" in lost[0].text
