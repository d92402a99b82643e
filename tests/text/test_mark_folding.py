"""Texts compared without the marks that change from one export to another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import marked, paragraphs

from gulagreader.text.mark_folding import fold_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said: "It\'s over"', "He said: “It’s over”"),
        ("a thaw -- of sorts", "a thaw — of sorts"),
        ("a thaw–of sorts", "a thaw - of sorts"),
        ("1953-1956", "1953–1956"),
        ("and so on...", "and so on…"),
        ("two\nlines", "two  lines"),
        ("two\n> lines", "two lines"),
        ("*asked* and __told__", "asked and told"),
        ("see [the decree](https://example.org/a_(b))!", "see the decree!"),
        ("see [the decree][1]", "see the decree"),
        ("3 \\* 4", "3 * 4"),
        ("Cult of Personality", "cult of personality"),
    ],
)
def test_other_marks_make_no_difference(one: str, other: str) -> None:
    assert fold_marks(one).text == fold_marks(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [("camp", "camps"), ("no mercy", "mercy"), ("a b", "ab"), ("1953", "1954")],
)
def test_other_words_do(one: str, other: str) -> None:
    assert fold_marks(one).text != fold_marks(other).text


@settings(max_examples=150, deadline=None)
@given(st.one_of(marked, paragraphs, st.text(max_size=60)))
def test_every_place_leads_back_to_its_source(text: str) -> None:
    folded = fold_marks(text)
    before = 0
    for at in range(len(folded.text)):
        start, end = folded.source_span(at, at + 1)
        assert before <= start < end <= len(text)
        assert fold_marks(text[start:end]).text.find(folded.text[at].strip()) >= 0
        assert 0 <= folded.place_of(start) <= at
        before = start


@settings(max_examples=100, deadline=None)
@given(st.one_of(marked, paragraphs))
def test_letters_and_digits_all_stay(text: str) -> None:
    def letters(said: str) -> list[str]:
        return [one for one in said.lower() if one.isalnum()]

    kept = letters(fold_marks(text).text)
    if "](" not in text and "][" not in text:
        assert kept == letters(text)


def test_hostile_marks_are_folded_in_time() -> None:
    for piece in ("](", "[", "](a ", "] [", "\\*", " -", "\n> ", "]((", "](x '"):
        assert len(fold_marks(piece * 60_000).text) <= 6 * 60_000
