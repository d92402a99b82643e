"""The words of an index: prefixes, completions and near spellings."""

from pathlib import Path

import pytest

from gulagreader.search.vocabulary import Vocabulary, write_vocabulary


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    first, second = tmp_path / "one", tmp_path / "two"
    write_vocabulary(first, {"camp": 5, "camps": 9, "cart": 1, "лагерь": 2})
    write_vocabulary(second, {"camp": 6, "cap": 3, "ca\U0001f600": 1})
    return Vocabulary([first, second])


def test_the_words_of_all_pieces_are_one_vocabulary(vocabulary: Vocabulary) -> None:
    assert len(vocabulary) == 6
    assert vocabulary.frequency("camp") == 11
    assert vocabulary.frequency("cam") == 0
    assert vocabulary.frequency("я") == 0


def test_a_prefix_is_expanded_to_every_word(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.expand("cam")) == ["camp", "camps"]
    assert list(vocabulary.expand("лаг")) == ["лагерь"]
    assert len(vocabulary.expand("ca")) == 5
    assert list(vocabulary.expand("x")) == []


def test_completions_are_the_most_frequent(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.complete("ca", 3)) == ["camp", "camps", "cap"]


def test_near_words_are_one_letter_away(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.near("canp", 5)) == ["camp", "cap"]
    assert list(vocabulary.near("acmp", 5)) == ["camp"]
    assert list(vocabulary.near("лагер", 5)) == ["лагерь"]
    assert list(vocabulary.near("c", 5)) == []
    assert list(vocabulary.near("c" * 5000, 5)) == []


def test_a_bounded_expansion_leaves_out_what_is_everywhere(tmp_path: Path) -> None:
    counts = {"the": 90_000, "that": 3_000, "thaw": 20}
    write_vocabulary(tmp_path / "words", counts)
    vocabulary = Vocabulary([tmp_path / "words"])
    assert vocabulary.bounded("th", 100_000) == (["that", "thaw"], False)
    assert vocabulary.bounded("tha", 100_000) == (["that", "thaw"], True)
    assert vocabulary.bounded("x", 100_000) == ([], True)
    # A word typed out is asked for, however frequent.
    assert vocabulary.bounded("the", 100_000) == (["the"], True)
