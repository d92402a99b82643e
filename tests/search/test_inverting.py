"""Posting lists: every word leads to where it stands, however many words there are."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.search import inverting
from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import Document, Documents
from gulagreader.search.inverting import Placed, Runs
from gulagreader.search.vocabulary import ENDS, WORDS, order_name


def _documents(folder: Path, *texts: str) -> Documents:
    writer = DocumentWriter(folder)
    for number, text in enumerate(texts):
        writer.add_post([Document("comment", "p", "", text, f"c{number}")])
    writer.finish()
    return Documents(folder, writer.count)


def _lists(documents: Documents, folder: Path) -> dict[bytes, list[int]]:
    placed = Placed(documents, np.arange(len(documents)))
    with closing(Runs(placed, folder)) as runs:
        list(runs.sort())
        return {word: places.tolist() for word, places, _ in runs.lists()}


def _add_words_before(folder: Path, documents: int, count: int) -> None:
    """Add words to the vocabulary, all before the others in order, in no document."""
    order = np.fromfile(folder / order_name(documents), np.uint32)
    known = len(order) // 2
    numbers = np.arange(known + 1, known + count + 1, dtype=np.uint32)
    start = (folder / WORDS).stat().st_size
    with (folder / WORDS).open("a") as words, (folder / ENDS).open("ab") as ends:
        words.writelines(f"{number:07}\n" for number in range(count))
        (start + 8 * np.arange(1, count + 1, dtype=np.uint64)).tofile(ends)
    parts = numbers, order[:known], order[known:], np.zeros(count, np.uint32)
    np.concatenate(parts).tofile(folder / order_name(documents))


def test_words_behind_the_first_million_are_told_apart(tmp_path: Path) -> None:
    # A library of a few million comments has so many, with its misspelt ones.
    _documents(tmp_path, "one two", "two three").close()
    _add_words_before(tmp_path, 2, 1 << 20)
    with closing(Documents(tmp_path, 2)) as documents:
        lists = _lists(documents, tmp_path)
    assert lists == {b"one": [0], b"three": [1], b"two": [0, 1]}


def test_more_than_a_key_can_hold_is_refused_before_it_is_mixed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inverting, "_KEY_BITS", 20)
    with closing(_documents(tmp_path, "one two three", "four")) as documents:
        with pytest.raises(IndexUnavailableError, match="several libraries"):
            _lists(documents, tmp_path)
        monkeypatch.setattr(inverting, "_KEY_BITS", 21)
        assert _lists(documents, tmp_path)[b"four"] == [1]
