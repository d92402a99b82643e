"""Parting a post's file into front matter and body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.storage.front_matter import (
    frameless,
    join_front_matter,
    split_front_matter,
)


def test_front_matter_stands_between_two_fences() -> None:
    parted = split_front_matter("---\ntitle: x\n---\nBody\n")
    assert (parted.front, parted.body, parted.doubt) == ("title: x\n", "Body\n", None)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mark_of_bytes_and_windows_line_ends_are_taken(mark: str, end: str) -> None:
    text = mark + end.join(["---", "title: x", "--- ", "One", "", "Two  "])
    parted = split_front_matter(text)
    assert parted.front == f"title: x{end}"
    assert parted.body == end.join(["One", "", "Two  "])


def test_a_body_that_begins_with_a_rule_is_kept() -> None:
    parted = split_front_matter("---\na: b\n---\n---\nBody\n---\nmore")
    assert parted.body == "---\nBody\n---\nmore"


def test_a_fence_that_is_never_closed_leaves_everything_in_the_body() -> None:
    text = "---\ntitle: x\n\n---- not a fence\n"
    parted = split_front_matter(text)
    assert parted.front is None
    assert parted.body == text
    assert parted.doubt is not None
    assert "never ends" in parted.doubt


@pytest.mark.parametrize("text", ["", "Body", "\n---\na: b\n---\n", " ---\nx\n---\n"])
def test_without_a_fence_in_the_first_line_all_is_body(text: str) -> None:
    parted = split_front_matter(text)
    assert (parted.front, parted.body, parted.doubt) == (None, text, None)


def test_empty_front_matter_and_a_fence_at_the_very_end() -> None:
    parted = split_front_matter("---\n---")
    assert (parted.front, parted.body) == ("", "")


@given(body=st.text(alphabet="-a\n \t:", max_size=40))
def test_a_body_comes_back_exactly(body: str) -> None:
    parted = split_front_matter(join_front_matter("title: x\n", body))
    assert parted.front == "title: x\n"
    assert frameless(parted.body) == body
