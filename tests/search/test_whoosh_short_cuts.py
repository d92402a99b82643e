"""The short cuts into Whoosh, held to its public names, and what it reads of ours."""

import errno
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from whoosh import index, query, scoring

from gulagreader.search.whoosh_files import create, open_index
from gulagreader.search.whoosh_reading import Segments, slow_column, slow_postings
from gulagreader.search.whoosh_writing import BulkWriter, PostingList

WORDS = [f"w{number}" for number in range(40)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments with deletions, rare, common and repeated words."""
    folder = tmp_path_factory.mktemp("whoosh")
    chance = random.Random(7)
    storage = create(folder).storage
    for segment in range(2):
        writer = BulkWriter(storage.open_index())
        if segment:
            for place in range(0, 1500, 7):
                writer.delete_document(place)
        texts = []
        for number in range(1500):
            text = Counter(chance.choices(WORDS, range(1, 41), k=chance.randrange(60)))
            text["everywhere"] = 1
            text["twice"] = 2
            if number == 17:
                text["often"] = 900
            texts.append(text)
        refs = np.arange(1500)
        lengths = np.array([sum(text.values()) for text in texts])
        writer.write_columns({"ref": refs, "date": -refs, "length": lengths})
        kinds = [Counter([chance.choice(["post", "comment"])]) for _ in texts]
        for field, counts in (("kind", kinds), ("text", texts)):
            writer.write_field(field, inverted(counts))
        writer.commit_instead_of([])
    storage.close()
    return folder


def inverted(counts: Sequence[Counter[str]]) -> Iterator[PostingList]:
    for word in sorted({word for found in counts for word in found}):
        numbers = [n for n, found in enumerate(counts) if found[word]]
        often = [counts[n][word] for n in numbers]
        yield word.encode(), np.array(numbers, np.uint32), np.array(often, np.uint16)


ASKED = [*WORDS, "everywhere", "twice", "often", "absent"]


def listed(segments: Segments, word: str, field: str = "text") -> dict[int, float]:
    numbers, counts = segments.postings(field, word)
    assert numbers.tolist() == sorted(numbers.tolist())
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def test_both_ways_of_reading_postings_agree(folder: Path) -> None:
    segments = Segments(open_index(folder))
    reader = index.open_dir(str(folder)).reader()
    assert segments.pieces == 2
    for field, words in (("text", ASKED), ("kind", ["post", "comment"])):
        for word in words:
            slow = dict(zip(*slow_postings(reader, field, word), strict=True))
            assert listed(segments, word, field) == slow
    assert len(listed(segments, "everywhere")) == 3000 - len(range(0, 1500, 7))
    assert list(listed(segments, "often").values()) == [900, 900]
    segments.close()
    reader.close()


def test_both_ways_of_reading_columns_agree(folder: Path) -> None:
    segments = Segments(open_index(folder))
    reader = index.open_dir(str(folder)).reader()
    for name in ("ref", "date", "length"):
        assert segments.column(name).tolist() == slow_column(reader, name)
    segments.close()
    reader.close()


def test_stock_whoosh_searches_and_scores_what_was_written(folder: Path) -> None:
    segments = Segments(open_index(folder))
    stock = index.open_dir(str(folder))
    with stock.searcher(weighting=scoring.Frequency()) as searcher:
        for word in ASKED:
            found = searcher.search(query.Term("text", word), limit=None)
            scores = {hit.docnum: hit.score for hit in found}
            assert scores == listed(segments, word)
        both = query.And([query.Term("text", "w3"), query.Term("text", "w30")])
        found = searcher.search(both, limit=None)
        lists = [set(listed(segments, word)) for word in ("w3", "w30")]
        assert {hit.docnum for hit in found} == lists[0] & lists[1]
    with stock.searcher() as searcher:  # BM25F, with lengths and block qualities
        found = searcher.search(query.Term("text", "w39"), limit=10)
        assert len(found) == len(listed(segments, "w39"))
    segments.close()
    stock.close()


def test_stock_whoosh_finds_the_index_well_formed(folder: Path) -> None:
    reader = index.open_dir(str(folder)).reader()
    terms = [text for name, text in reader.all_terms() if name == "text"]
    assert terms == sorted(terms)
    assert len(terms) == len(WORDS) + 3
    info = reader.term_info("text", "everywhere")
    assert (info.doc_frequency(), info.weight()) == (3000, 3000.0)
    assert reader.term_info("text", "often").max_weight() == 900.0
    reader.close()


def test_a_cancelled_writer_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    storage = create(tmp_path).storage
    writer = BulkWriter(storage.open_index())
    one = np.ones(1, np.int64)
    writer.write_columns({"ref": one, "date": one, "length": one})
    writer.write_field("text", inverted([Counter(["word"])]))
    writer.cancel()
    segments = Segments(storage.open_index())
    assert segments.count == 0
    segments.close()


def test_the_services_do_not_import_whoosh() -> None:
    program = (
        "import sys, gulagreader.services.finding, gulagreader.services.indexing;"
        "sys.exit('whoosh' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_importing_whoosh_warns_of_nothing() -> None:
    program = "import gulagreader.search.whoosh_engine"
    done = subprocess.run(
        [sys.executable, "-X", "pycache_prefix=/nonexistent", "-c", program],
        check=True,
        capture_output=True,
    )
    assert done.stderr == b""


def test_a_writer_that_finds_no_room_for_its_folder_shuts_no_other_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whoosh_index = create(tmp_path)

    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(whoosh_index.storage, "temp_storage", no_room)
        with pytest.raises(OSError, match="No space left") as refused:
            BulkWriter(whoosh_index)
    assert refused.value.__traceback__ is not None  # what failed is still held here
    BulkWriter(whoosh_index).cancel()
    whoosh_index.close()
