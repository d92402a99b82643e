"""Lists of documents: added up and kept within their bounds, as plain sums are."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.progress import finish
from gulagreader.search import matches, whoosh_lists
from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import Document, Documents
from gulagreader.search.matches import counts_of_lists, standing, taken
from gulagreader.search.plan import Word
from gulagreader.search.whoosh_engine import WhooshEngine
from gulagreader.search.whoosh_lists import Lists

LISTS = st.lists(st.dictionaries(st.integers(0, 40), st.integers(1, 9)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(LISTS, st.integers(1, 30), st.integers(1, 60))
def test_counts_are_added_up_whatever_is_put_aside(
    lists: list[dict[int, int]], aside: int, sparse: int
) -> None:
    wanted: Counter[int] = Counter()
    for found in lists:
        wanted.update(found)
    given_lists = [
        (
            np.array(sorted(found), np.uint32),
            np.array([found[place] for place in sorted(found)], np.uint8),
        )
        for found in lists
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matches, "_ASIDE", aside)
        patch.setattr(matches, "_SPARSE", sparse)
        places, counts = counts_of_lists(iter(given_lists), 41)
    assert places.tolist() == sorted(wanted)
    assert counts.tolist() == [wanted[place] for place in sorted(wanted)]


@given(st.lists(st.booleans(), max_size=20), st.integers(1, 7))
def test_what_is_done_some_at_a_time_is_done_to_all(
    flags: list[bool], at_once: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matches, "_AT_ONCE", at_once)
        places = standing(np.array(flags, np.bool_))
        values = taken(np.arange(20) * 3, places)
    assert places.tolist() == [at for at, flag in enumerate(flags) if flag]
    assert values.tolist() == [at * 3 for at, flag in enumerate(flags) if flag]


def test_lists_that_were_scored_are_kept_within_their_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = DocumentWriter(tmp_path)
    words = [f"word{number}" for number in range(30)]
    for number in range(60):
        text = " ".join(words[: number // 2 + 1])
        writer.add_post([Document("post", f"p{number}", "Title", text)])
    writer.finish()
    documents = Documents(tmp_path, writer.count)
    finish(WhooshEngine.build(tmp_path / "engine", documents))
    room = 3 * whoosh_lists._ENTRY + 1000
    monkeypatch.setattr(whoosh_lists, "_KEPT_AT_LEAST", room)
    lists = Lists(tmp_path / "engine", documents)
    first = {}
    for word in words:
        first[word] = lists.scored(Word(word))
        assert 0 < lists.kept <= room
    for word in words:
        places, scores = lists.scored(Word(word))
        assert places.tolist() == first[word][0].tolist()
        assert scores.tolist() == first[word][1].tolist()
    lists.rest()
    assert lists.kept == 0
    lists.close()
    documents.close()
