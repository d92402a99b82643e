"""The engine: Whoosh's index on the disk, read by posting lists, scored by BM25.

Documents are added newest first. Opening reads four columns; posting lists are read
when they are asked for. Small changes are small segments; a change takes in those
that are not much larger than itself, so that there are never many (the logarithmic
method of Bentley and Saxe 1980, as every engine of this kind has it).
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import numpy as np

from gulagreader.domain.progress import Job, Progress
from gulagreader.search.documents import Documents
from gulagreader.search.engine import (
    Cancel,
    CancelledError,
    Found,
    Question,
    never,
)
from gulagreader.search.evaluate import Evaluation
from gulagreader.search.inverting import Placed, Runs
from gulagreader.search.mapped_file import Numbers
from gulagreader.search.matches import best, taken
from gulagreader.search.plan import Word
from gulagreader.search.whoosh_files import create, open_index
from gulagreader.search.whoosh_lists import Lists
from gulagreader.search.whoosh_names import VERSION
from gulagreader.search.whoosh_writing import BulkWriter

_NEARLY_AS_SMALL = 2
"""A change takes in segments up to so many times larger than it has become."""
_STEP = 2000


class WhooshEngine:
    """An open index; see ``search.engine.Engine``."""

    name = f"whoosh-{VERSION}/2"

    def __init__(self, folder: Path, documents: Documents) -> None:
        self._folder = folder
        self._lists = Lists(folder, documents)

    @classmethod
    def build(cls, folder: Path, documents: Documents) -> Job[None]:
        """Index all documents in an empty folder."""
        folder.mkdir(parents=True, exist_ok=True)
        numbers = np.arange(len(documents))
        with closing(create(folder).storage) as storage:
            whoosh_index = storage.open_index()
            # The words are sorted first and written then; each is half of the work.
            for done, whole in _write(whoosh_index, documents, numbers):
                yield Progress("Indexing", done, whole)

    @classmethod
    def open(cls, folder: Path, documents: Documents) -> Self:
        """Open an index; any exception means that it is damaged."""
        return cls(folder, documents)

    def apply(self, documents: Documents, first: int, deletes: Sequence[int]) -> None:
        """Take in the documents from number ``first`` on, and remove others."""
        lists = self._lists
        gone = lists.place_of[np.asarray(deletes, np.int64)]
        gone = gone[gone >= 0]
        added = np.arange(first, len(documents))
        merged, numbers = self._taken_in(gone, added)
        whoosh_index = open_index(self._folder)
        with closing(whoosh_index.storage):
            if whoosh_index.latest_generation() != lists.segments.generation:
                raise ValueError("the index was changed by another program")
            for _ in _write(whoosh_index, documents, numbers, gone.tolist(), merged):
                pass
        self.close()
        self._lists = Lists(self._folder, documents)

    def _taken_in(self, gone: Numbers, added: Numbers) -> tuple[list[Any], Numbers]:
        """The segments that a change replaces, and the numbers of all it writes."""
        lists, merged, numbers = self._lists, [], [added]
        left = np.zeros(lists.size, np.bool_)
        left[lists.live] = True
        left[gone] = False
        size = len(added)
        sizes = lists.segments.sizes()
        for segment, places in sorted(sizes, key=lambda one: len(one[1])):
            own = np.flatnonzero(left[places.start : places.stop]) + places.start
            if len(own) > size * _NEARLY_AS_SMALL:
                break
            merged.append(segment)
            numbers.append(lists.refs[own].astype(np.int64))
            size += len(own)
        return merged, np.concatenate(numbers)

    @property
    def pieces(self) -> int:
        """How many segments the index has."""
        return self._lists.segments.pieces

    @property
    def live(self) -> int:
        """How many documents can be found."""
        return len(self._lists.live)

    @property
    def mean_length(self) -> float:
        """The mean number of words of a document, a title's counted three times."""
        return self._lists.mean_length

    def frequency(self, words: Sequence[str]) -> int:
        """How many documents have at least one of the words."""
        return len(self._lists.scored(Word(words[0], tuple(words[1:])))[0])

    def search(self, question: Question, cancel: Cancel = never) -> Found:
        """Answer a question; raises CancelledError when ``cancel`` turns true."""
        lists = self._lists
        evaluation = Evaluation(lists, bounded=question.bounded, cancel=cancel)
        found = evaluation.answer(question.plan)
        if cancel():
            raise CancelledError
        by_score = question.sort == "relevance"
        first, scores = best(found, question.limit, lists.ranks, by_score=by_score)
        return Found(
            numbers=taken(lists.refs, first),
            scores=scores,
            total=len(found[0]),
            exact=evaluation.exact,
            everything=() if question.bounded else taken(lists.refs, found[0]),
        )

    def rest(self) -> None:
        """Give back what memory it can while nothing is asked."""
        self._lists.rest()

    def close(self) -> None:
        """Give back the files."""
        self._lists.close()


def _write(
    whoosh_index: Any,
    documents: Documents,
    numbers: Numbers,
    deleted: Sequence[int] = (),
    merged: Sequence[Any] = (),
) -> Iterator[tuple[int, int]]:
    """Write one segment; gives how much is done, and of how much.

    Closed early, it leaves the index as it was.
    """
    dates = documents.dates[numbers].astype(np.int64)
    placed = Placed(documents, numbers[np.lexsort((numbers, -dates))])
    writer = BulkWriter(whoosh_index)
    words = len(documents.vocabulary)
    whole = len(numbers) + words
    try:
        for place in deleted:
            writer.delete_document(place)
        if len(numbers):
            values = {
                "ref": placed.numbers,
                "date": documents.dates[placed.numbers],
                "length": placed.lengths(),
            }
            writer.write_columns(values)
            for field in ("author", "kind", "tag"):
                writer.write_field(field, placed.names(field))
            writer.write_field("title", placed.titles())
            folder = Path(whoosh_index.storage.folder)
            with closing(Runs(placed, folder)) as runs:
                yield from ((done, whole) for done in runs.sort())
                writer.begin_field("text")
                for done, one in enumerate(runs.lists()):
                    writer.write_list(*one)
                    if done % _STEP == 0:
                        yield len(numbers) + done, whole
                writer.end_field()
        writer.commit_instead_of(merged)
    finally:
        if not writer.is_closed:
            writer.cancel()
    yield whole, whole
