"""Keywords under one another, in cells, with their context cut at words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import prose, words

from gulagreader.text.cells import cell_len
from gulagreader.text.keyword_lines import (
    after_cut,
    before_cut,
    keyword_column,
    lay_out,
)


@settings(max_examples=200)
@given(prose, words, prose, st.integers(20, 120))
def test_every_line_fills_its_width_and_begins_in_one_column(
    before: str, keyword: str, after: str, width: int
) -> None:
    laid = lay_out(f"{before} ", keyword, f" {after}", width)
    assert cell_len(laid.before) == keyword_column(width)
    whole = cell_len(laid.before) + cell_len(laid.keyword) + cell_len(laid.after)
    assert whole == width


@settings(max_examples=200)
@given(prose, st.integers(0, 60))
def test_what_is_cut_is_a_part_of_the_text(text: str, width: int) -> None:
    line = " ".join(text.split())
    assert line.endswith(before_cut(text, width).rstrip())
    assert line.startswith(after_cut(text, width).lstrip())
    assert cell_len(before_cut(text, width)) <= width
    assert cell_len(after_cut(text, width)) <= width


def test_context_is_cut_between_words() -> None:
    assert before_cut("the commission of the camp ", 15) == "of the camp "
    assert after_cut(" and the commission of it", 15) == " and the"


def test_a_text_without_blanks_is_cut_between_characters() -> None:
    assert before_cut("这是一个很长很长的句子", 8) == "长的句子"
    assert after_cut("这是一个很长很长的句子", 9) == "这是一个"


def test_a_mark_stays_with_its_letter() -> None:
    assert before_cut("e\u0301e\u0301e\u0301", 2) == "e\u0301e\u0301"


@pytest.mark.parametrize("width", [1, 2, 5])
def test_a_keyword_that_is_too_long_is_cut(width: int) -> None:
    laid = lay_out("a ", "solzhenitsyn", " b", width)
    assert cell_len(laid.before + laid.keyword + laid.after) == width


def test_line_ends_are_blanks() -> None:
    laid = lay_out("one\n\ntwo ", "key", "\nthree", 40)
    assert "one two " in laid.before
    assert laid.after.startswith(" three")
