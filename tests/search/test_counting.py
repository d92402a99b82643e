"""Counting and grouping documents by their columns."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.search.counting import PostRows, as_numbers, counted, grouped
from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import NONE, Document, Documents

ROWS = st.lists(st.integers(0, 6), max_size=30)


@given(ROWS)
def test_values_are_counted_the_most_frequent_first(values: list[int]) -> None:
    column = np.array([*values, NONE], np.uint32)
    told = list(zip(*(one.tolist() for one in counted(column)), strict=True))
    assert dict(told) == Counter(values)
    assert told == sorted(told, key=lambda pair: (-pair[1], pair[0]))


@given(ROWS, ROWS, st.integers(0, 4), st.integers(0, 4), st.integers(1, 3))
def test_groups_come_as_their_first_documents_do(
    rows: list[int], others: list[int], start: int, size: int, few: int
) -> None:
    everything = rows + others
    groups = grouped(
        *(np.array(one, np.uint32) for one in (rows, everything)),
        start=start,
        stop=start + size,
        few=few,
    )
    order = list(dict.fromkeys(rows))[start : start + size]
    assert [group.row for group in groups] == order
    for group in groups:
        places = [at for at, row in enumerate(rows) if row == group.row]
        assert list(group.first) == places[:few]
        assert group.count == everything.count(group.row)


def test_where_nothing_more_was_found_the_first_are_all() -> None:
    rows = np.array([3, 1, 3], np.uint32)
    groups = grouped(rows, as_numbers(()), start=0, stop=9, few=1)
    assert [(group.row, group.count) for group in groups] == [(3, 2), (1, 1)]


@contextmanager
def _documents(posts: Sequence[tuple[str, str]]) -> Iterator[Documents]:
    """Documents of posts with a title each."""
    with TemporaryDirectory() as name:
        writer = DocumentWriter(Path(name))
        for post, title in posts:
            writer.add_post([Document("post", post, title, "text")])
        writer.finish()
        with closing(Documents(Path(name), len(posts))) as documents:
            yield documents


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=8), st.sets(st.sampled_from("abcx")))
def test_a_post_has_its_documents_under_every_title(
    posts: list[str], wanted: set[str]
) -> None:
    titled = [(post, f"T{at % 2}") for at, post in enumerate(posts)]
    with _documents(titled) as found:
        rows = PostRows(found)
        assert sorted(rows.ids()) == sorted(set(posts))
        for post in "abcx":
            numbers = [at for at, other in enumerate(posts) if other == post]
            assert rows.numbers(post) == numbers
        assert rows.flags(wanted).tolist() == [post in wanted for post in posts]
        third = np.array([at % 3 == 0 for at in range(len(posts))], np.bool_)
        some = set(titled[::3])
        assert rows.with_any(third).tolist() == [post in some for post in titled]


def test_posts_whose_hashes_are_alike_are_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gulagreader.search.counting._hash", len)
    with _documents([("a", "T"), ("b", "T"), ("a", "U"), ("c", "T")]) as found:
        rows = PostRows(found)
        assert [rows.numbers(post) for post in "abcx"] == [[0, 2], [1], [3], []]
        assert list(rows.ids()) == ["a", "b", "c"]
        counts = rows.counted(*counted(as_numbers(found.posts)))
        assert dict(counts) == {"a": 2, "b": 1, "c": 1}
