"""The engine: Whoosh's index on the disk, read by posting lists, scored by BM25.

Documents are added newest first, so that in a fresh index a lower place is a newer
document. Opening reads three columns and the vocabulary; posting lists are read
when they are asked for.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from heapq import nlargest, nsmallest
from pathlib import Path
from typing import Any, Self

from gulagreader.domain.progress import Job, Progress
from gulagreader.search.documents import Document, Documents
from gulagreader.search.engine import (
    Cancel,
    CancelledError,
    Found,
    Question,
    never,
)
from gulagreader.search.evaluate import Evaluation
from gulagreader.search.vocabulary import write_vocabulary
from gulagreader.search.whoosh_files import create, open_index
from gulagreader.search.whoosh_lists import VOCABULARY, Lists
from gulagreader.search.whoosh_names import VERSION
from gulagreader.search.whoosh_writing import BulkWriter
from gulagreader.text.words import words

TITLE_WEIGHT = 3
"""A word of a post's title counts as so many in the body."""
_SEGMENT = 250_000
_STEP = 512


class WhooshEngine:
    """An open index; see ``search.engine.Engine``."""

    name = f"whoosh-{VERSION}/1"

    def __init__(self, folder: Path, documents: Documents) -> None:
        self._folder = folder
        self._lists = Lists(folder, documents)

    @classmethod
    def build(cls, folder: Path, documents: Documents) -> Job[None]:
        """Index all documents in an empty folder."""
        folder.mkdir(parents=True, exist_ok=True)
        dates = documents.dates
        order = sorted(range(len(documents)), key=lambda n: (-dates[n], n))
        with closing(create(folder).storage) as storage:
            for first in range(0, len(order), _SEGMENT):
                part = order[first : first + _SEGMENT]
                for done in _write(storage.open_index(), documents, part):
                    yield Progress("Indexing", first + done, len(order))

    @classmethod
    def open(cls, folder: Path, documents: Documents) -> Self:
        """Open an index; any exception means that it is damaged."""
        return cls(folder, documents)

    def apply(self, documents: Documents, first: int, deletes: Sequence[int]) -> None:
        """Take in the documents from number ``first`` on, and remove others."""
        gone = frozenset(deletes)
        places = [at for at in self._lists.live if self._lists.refs[at] in gone]
        whoosh_index = open_index(self._folder)
        with closing(whoosh_index.storage):
            if whoosh_index.latest_generation() != self._lists.segments.generation:
                raise ValueError("the index was changed by another program")
            added = range(first, len(documents))
            for _ in _write(whoosh_index, documents, added, places):
                pass
        self.close()
        self._lists = Lists(self._folder, documents)

    @property
    def pieces(self) -> int:
        """How many segments the index has."""
        return self._lists.segments.pieces

    @property
    def live(self) -> int:
        """How many documents can be found."""
        return len(self._lists.live)

    def search(self, question: Question, cancel: Cancel = never) -> Found:
        """Answer a question; raises CancelledError when ``cancel`` turns true."""
        evaluation = Evaluation(self._lists, bounded=question.bounded, cancel=cancel)
        places, scores = evaluation.answer(question.plan)
        if cancel():
            raise CancelledError
        best = self._best(places, scores, question)
        refs = self._lists.refs
        return Found(
            numbers=[refs[place] for place, _ in best],
            scores=[score for _, score in best],
            total=len(places),
            exact=evaluation.exact,
            everything=(
                () if question.bounded else list(map(refs.__getitem__, places))
            ),
        )

    def _best(
        self, places: Sequence[int], scores: Sequence[float], question: Question
    ) -> list[tuple[int, float]]:
        """The first documents in order, found without sorting all of them."""
        rank, limit = self._lists.ranks.__getitem__, question.limit
        pairs = zip(places, scores, strict=True)
        if question.sort == "date" or not any(scores):
            return nsmallest(limit, pairs, key=lambda pair: rank(pair[0]))
        least = nlargest(limit, scores)[-1] if limit else 0.0
        kept = [pair for pair in pairs if pair[1] >= least]
        return nsmallest(limit, kept, key=lambda pair: (-pair[1], rank(pair[0])))

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words that begin so, the most frequent first."""
        return self._lists.vocabulary.complete(prefix, limit)

    def near(self, word: str, limit: int) -> Sequence[str]:
        """Words of a similar spelling, the most frequent first."""
        return self._lists.vocabulary.near(word, limit)

    def close(self) -> None:
        """Give back the files."""
        self._lists.close()


def _write(
    whoosh_index: Any,
    documents: Documents,
    numbers: Sequence[int],
    deleted: Sequence[int] = (),
) -> Iterator[int]:
    """Write one segment; gives how many documents are done now and then.

    Closed early, it leaves the index as it was.
    """
    writer = BulkWriter(whoosh_index)
    try:
        for place in deleted:
            writer.delete_document(place)
        for done, number in enumerate(numbers):
            if done % _STEP == 0:
                yield done
            terms = _terms(documents.document(number), documents.words_of(number))
            columns = {
                "ref": number,
                "date": documents.dates[number],
                "length": sum(terms["text"].values()),
            }
            writer.add(terms, columns)
        if numbers:
            write_vocabulary(writer.sidecar(VOCABULARY), writer.frequencies("text"))
        writer.commit(merge=False)
    finally:
        if not writer.is_closed:
            writer.cancel()
    yield len(numbers)


def _terms(document: Document, row: bytes) -> dict[str, Counter[str]]:
    """How often each term stands in each field of a document."""
    title, ended, body = row.decode().partition("\n")
    counts = Counter((body if ended else title).split())
    terms = {
        "text": counts,
        "kind": Counter([document.kind]),
        "post": Counter([_encodable(document.post)]),
        "author": Counter(words(document.author or "")),
        "tag": Counter(word for tag in document.tags for word in words(tag)),
    }
    if document.comment is not None:
        terms["comment"] = Counter([_encodable(f"{document.post}#{document.comment}")])
    if ended:
        terms["title"] = Counter(title.split())
        for word, count in terms["title"].items():
            counts[word] += TITLE_WEIGHT * count
    return terms


def _encodable(name: str) -> str:
    """A name without the lone surrogates that no file can hold."""
    return name.encode(errors="replace").decode()
