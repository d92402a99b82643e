"""The optional engine: tantivy, for libraries of several million texts.

While a query is typed, tantivy gives the first hits without looking at all of them
(block-max pruning), so a common word costs no more in a larger library. What it
cannot say (threads, words near one another, documents by number) and what must be
complete is answered from the words themselves, by the same code for every engine.
Installed with ``pip install 'gulagreader[large]'``; imported when it is used.
"""

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

import numpy as np
import tantivy

from gulagreader.domain.progress import Job, Progress
from gulagreader.domain.query_parts import Dated, Kind
from gulagreader.search import plan as plans
from gulagreader.search.documents import NONE, Documents
from gulagreader.search.engine import (
    Cancel,
    CancelledError,
    Found,
    Question,
    never,
)
from gulagreader.search.evaluate import Evaluation
from gulagreader.search.inverting import TITLE_WEIGHT
from gulagreader.search.mapped_file import Numbers
from gulagreader.search.matches import best
from gulagreader.search.plan import Plan, Word
from gulagreader.search.token_source import TokenSource
from gulagreader.text.words import words

_MEMORY = 128_000_000
"""Bytes that the writer may fill before it writes a segment."""
_STEP = 2000
_GONE = "gone"
"""The file with the numbers of removed documents."""
_LATEST = 10**15


class _NotSaidError(Exception):
    """A plan that tantivy is not asked."""


class TantivyEngine:
    """An open index; see ``search.engine.Engine``."""

    name = f"tantivy-{version('tantivy')}/1"

    def __init__(self, folder: Path, documents: Documents) -> None:
        self._folder = folder
        self._read(documents)

    def _read(self, documents: Documents) -> None:
        self._documents = documents
        self._index = tantivy.Index.open(str(self._folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        gone = np.fromfile(self._folder / _GONE, np.int64)
        if self._searcher.num_docs != len(documents) - len(gone):
            raise ValueError("the index has not the documents of the text file")
        self._source = TokenSource(documents, gone)

    @classmethod
    def build(cls, folder: Path, documents: Documents) -> Job[None]:
        """Index all documents in an empty folder."""
        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), str(folder))
        np.zeros(0, np.int64).tofile(folder / _GONE)
        writer = index.writer(_MEMORY, 1)
        for number in range(len(documents)):
            if number % _STEP == 0:
                yield Progress("Indexing", number, len(documents))
            writer.add_document(_document(documents, number))
        writer.commit()
        writer.wait_merging_threads()
        yield Progress("Indexing", len(documents), len(documents))

    @classmethod
    def open(cls, folder: Path, documents: Documents) -> Self:
        """Open an index; any exception means that it is damaged."""
        return cls(folder, documents)

    def apply(self, documents: Documents, first: int, deletes: Sequence[int]) -> None:
        """Take in the documents from number ``first`` on, and remove others."""
        before = np.fromfile(self._folder / _GONE, np.int64)
        gone = np.union1d(before, np.asarray(deletes, np.int64))
        writer = self._index.writer(_MEMORY, 1)
        for number in np.setdiff1d(gone, before).tolist():
            writer.delete_documents_by_term("number", number)
        for number in range(first, len(documents)):
            writer.add_document(_document(documents, number))
        writer.commit()
        writer.wait_merging_threads()
        # Beside and renamed, since an older state may still read the file as it was.
        aside = self._folder / f"{_GONE}.new"
        gone.tofile(aside)
        aside.replace(self._folder / _GONE)
        self._read(documents)

    @property
    def pieces(self) -> int:
        """How many segments the index has; tantivy merges them by itself."""
        return 1

    @property
    def live(self) -> int:
        """How many documents can be found."""
        return len(self._source.live)

    @property
    def mean_length(self) -> float:
        """The mean number of words of a document, a title's counted three times."""
        return self._source.mean_length

    def frequency(self, words: Sequence[str]) -> int:
        """How many documents have at least one of the words."""
        return len(self._source.scored(Word(words[0], tuple(words[1:])))[0])

    def search(self, question: Question, cancel: Cancel = never) -> Found:
        """Answer a question; raises CancelledError when ``cancel`` turns true."""
        if cancel():
            raise CancelledError
        if question.bounded and question.limit and question.sort == "relevance":
            try:
                return self._first(question)
            except _NotSaidError:
                pass
        return self._whole(question, cancel)

    def _first(self, question: Question) -> Found:
        """The first hits, as tantivy has them."""
        query = self._query(question.plan)
        found = self._searcher.search(query, question.limit, count=False)
        hits = [
            (int(self._searcher.doc(at)["number"][0]), float(score))
            for score, at in found.hits
        ]
        ranks = self._source.ranks
        hits.sort(key=lambda hit: (-hit[1], ranks[hit[0]]))
        numbers = [number for number, _ in hits]
        scores = [score for _, score in hits]
        return Found(numbers, scores, len(hits), len(hits) < question.limit, ())

    def _whole(self, question: Question, cancel: Cancel) -> Found:
        source = self._source
        evaluation = Evaluation(source, bounded=question.bounded, cancel=cancel)
        found = evaluation.answer(question.plan)
        if cancel():
            raise CancelledError
        by_score = question.sort == "relevance"
        first, scores = best(found, question.limit, source.ranks, by_score=by_score)
        everything = () if question.bounded else found[0]
        return Found(
            first.tolist(),
            scores.tolist(),
            len(found[0]),
            evaluation.exact,
            everything,
        )

    def _query(self, plan: Plan) -> tantivy.Query:
        """A plan in tantivy's words; raises _NotSaidError where it has none."""
        query, schema = tantivy.Query, self._schema
        match plan:
            case plans.Word(text=text, forms=forms):
                exact = query.term_query(schema, "text", text)
                others = [query.term_query(schema, "text", form) for form in forms]
                halves = [query.boost_query(other, 0.5) for other in others]
                return _any([exact, *halves]) if halves else exact
            case plans.Prefix(text=text):
                known, _ = self._documents.vocabulary.bounded(text, self.live)
                if len(known) < len(self._documents.vocabulary.beginning(text)):
                    raise _NotSaidError
                return _any(query.term_query(schema, "text", word) for word in known)
            case plans.Run(words=run, prefix=False):
                return query.phrase_query(schema, "text", [*run])
            case plans.Name(field=field, words=asked, prefix=False):
                terms = [query.term_query(schema, field, word) for word in asked]
                return query.const_score_query(_all(terms), 0.0)
            case Kind(kinds=kinds):
                terms = [query.term_query(schema, "kind", kind) for kind in kinds]
                return query.const_score_query(_any(terms), 0.0)
            case Dated(start=start, end=end):
                integer = tantivy.FieldType.Integer
                spans = max(start, 0), min(end, _LATEST) - 1
                dated = query.range_query(schema, "date", integer, *spans)
                return query.const_score_query(dated, 0.0)
            case plans.All(plans=inner) if not _excludes(inner):
                return _all(self._query(one) for one in inner)
            case plans.Any(plans=inner) if not _excludes(inner):
                return _any(self._query(one) for one in inner)
            case _:
                raise _NotSaidError

    def rest(self) -> None:
        """Keep what there is: tantivy looks after its own memory."""

    def close(self) -> None:
        """Give back the files; tantivy closes its own."""


def _excludes(inner: Sequence[Plan]) -> bool:
    return any(isinstance(one, plans.Without) for one in inner)


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    should = [(tantivy.Occur.Should, query) for query in queries]
    return tantivy.Query.boolean_query(should)


def _all(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    must = [(tantivy.Occur.Must, query) for query in queries]
    return tantivy.Query.boolean_query(must)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", stored=True, indexed=True)
    builder.add_integer_field("date", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name="whitespace")
    for name in ("author", "title", "tag"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_text_field("kind", tokenizer_name="raw")
    return builder.build()


def _document(documents: Documents, number: int) -> Any:
    """A document as tantivy has it: normalised words, a title three times."""
    title, text = (" ".join(part) for part in documents.words_of(number))
    made = tantivy.Document()
    made.add_integer("number", number)
    made.add_integer("date", int(documents.dates[number]))
    for _ in range(TITLE_WEIGHT if title else 0):
        made.add_text("text", title)
    made.add_text("text", text)
    made.add_text("title", title)
    made.add_text("kind", documents.names[int(documents.kinds[number])][1])
    for field, row in (("author", documents.authors), ("tag", documents.tags)):
        names = _names(documents, row[number])
        made.add_text(field, " ".join(word for name in names for word in words(name)))
    return made


def _names(documents: Documents, row: Numbers) -> tuple[str, ...]:
    return () if int(row) == NONE else documents.names[int(row)][1:]
