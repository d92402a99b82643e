"""Marks: both ways to find them agree."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.text import marks
from gulagreader.text.marks import mark_spans
from gulagreader.text.words import words

SPELT = st.text("aAsS'’ еЁйИ-_*.1", max_size=40)
NOTHING = re.compile("(?!)")


@given(SPELT, st.lists(SPELT, max_size=3), st.lists(SPELT, max_size=2), st.booleans())
def test_a_plain_text_is_marked_as_one_that_is_taken_apart(
    text: str, asked: list[str], rows: list[str], prefix: bool
) -> None:
    star = "*" if prefix else ""
    single = [word + star for one in asked for word in words(one)]
    runs = [words(row) for row in rows]
    for run in runs:
        run[-1:] = [word + star for word in run[-1:]]
    quick = mark_spans(text, single, runs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "_PLAIN", NOTHING)
        assert quick == mark_spans(text, single, runs)


def test_apostrophes_and_yo_are_passed_over() -> None:
    text = "O’Brien’s don't, ЕЛКА ёлку camp's camps"
    found = mark_spans(text, ("obrien", "dont", "елк*", "camp"))
    assert [text[a:b] for a, b in found] == [
        *("O’Brien’s", "don't", "ЕЛКА", "ёлку", "camp's"),
    ]
