"""How far two spellings are apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.search.spelling import closest, distance

WORDS = st.text("abcdé", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("camp", "camp", 0),
        ("camp", "camps", 1),
        ("camp", "cmap", 1),
        ("camp", "cap", 1),
        ("camp", "damp", 1),
        ("amnisty", "amnesty", 1),
        ("solzhenitsin", "solzhenitsyn", 1),
        ("personality", "presonalty", 2),
        ("ca", "abc", 3),
        ("", "abc", 3),
    ],
)
def test_changes_are_counted(one: str, other: str, far: int) -> None:
    assert distance(one, other, 9) == far


@given(WORDS, WORDS, st.integers(0, 3))
def test_the_distance_goes_both_ways_and_is_cut_off(
    one: str, other: str, most: int
) -> None:
    far = distance(one, other, 9)
    assert far == distance(other, one, 9)
    assert (far == 0) == (one == other)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))
    assert distance(one, other, most) == min(far, most + 1)


def test_the_likest_come_first_and_then_in_their_order() -> None:
    others = ["personalty", "personality", "person", "presonality", "personalism"]
    assert closest("personallity", others, 2) == ["personality", "personalty"]
    assert closest("cat", ["cats", "dogs", "cut", "cast", "cat"], 9) == [
        *("cats", "cut", "cast"),
    ]


@given(WORDS, st.lists(WORDS, max_size=12), st.integers(0, 12))
def test_no_like_word_is_passed_over(word: str, others: list[str], limit: int) -> None:
    most = 1 if len(word) < 5 else 2
    like = [other for other in others if 0 < distance(word, other, 9) <= most]
    like.sort(key=lambda other: distance(word, other, 9))
    assert closest(word, others, limit) == like[:limit]
