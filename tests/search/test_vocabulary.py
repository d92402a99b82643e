"""The words of an index: prefixes, completions and near spellings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import Document
from gulagreader.search.vocabulary import Vocabulary


def written(folder: Path, counts: dict[str, int], after: int = 0) -> int:
    """Write as many documents with each word as are asked for."""
    writer = DocumentWriter(folder, after)
    for word, count in counts.items():
        for _ in range(count):
            writer.add_post([Document("comment", "p", "", f"{word} {word}", "c")])
    writer.finish()
    return writer.count


@pytest.fixture
def vocabulary(tmp_path: Path) -> Iterator[Vocabulary]:
    first = written(tmp_path, {"camp": 5, "camps": 9, "cart": 1, "лагерь": 2})
    count = written(tmp_path, {"camp": 6, "cap": 3, "ca😀": 1}, first)
    made = Vocabulary(tmp_path, count)
    yield made
    made.close()


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
    assert list(vocabulary.complete("zebra", 5)) == []


def test_near_words_are_one_letter_away(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.near("canp", 5)) == ["camp", "cap"]
    assert list(vocabulary.near("acmp", 5)) == ["camp"]
    assert list(vocabulary.near("лагер", 5)) == ["лагерь"]
    assert list(vocabulary.near("c", 5)) == []
    assert list(vocabulary.near("c" * 5000, 5)) == []


def test_a_bounded_expansion_leaves_out_what_is_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gulagreader.search.vocabulary.TOO_COMMON", 4)
    count = written(tmp_path, {"the": 90, "that": 10, "thaw": 2})
    vocabulary = Vocabulary(tmp_path, count)
    assert vocabulary.bounded("th", 102) == (["that", "thaw"], False)
    assert vocabulary.bounded("tha", 102) == (["that", "thaw"], True)
    assert vocabulary.bounded("x", 102) == ([], True)
    # A word typed out is asked for, however frequent.
    assert vocabulary.bounded("the", 102) == (["the"], True)
    vocabulary.close()
