"""The concordance of a library: a query's words, each in the middle of a line."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gulagreader.domain.concordance import ConcordanceHead, KeywordLine, LineOrder
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import COMMENTS, POSTS, Every, Kind, Query
from gulagreader.search.documents import Document
from gulagreader.search.engine import Cancel, CancelledError, Question, never
from gulagreader.search.keywords import (
    Keywords,
    asks_for_words,
    in_order,
    keywords_in,
    word_place,
)
from gulagreader.services.answering import suggestions_for
from gulagreader.services.asking import Asked
from gulagreader.services.finding import Finder
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.text.words import word_spans

CONTEXT = 400
"""Characters that are given on each side of a keyword at most."""
NO_WORDS = (
    "The query has no word that could stand in the middle of a line: filters alone,"
    " titles and what is left out have none."
)
_PLACED_KEPT = 64
"""Texts whose words are kept with their places: lines of one text often follow."""
_KINDS = {"posts": POSTS, "comments": COMMENTS}
KINDS_IN = ("posts", "comments", "quotations")
"""What ``only`` may name."""


@dataclass(frozen=True, slots=True)
class _Placed:
    document: Document
    starts: Sequence[int]
    ends: Sequence[int]


class Concordance:
    """The lines of one query in one order, read when they are asked for.

    It belongs to the finder that made it: use it from the finder's thread, and make it
    anew when the index has changed.
    """

    def __init__(
        self, head: ConcordanceHead, index: SearchedIndex | None, keywords: Keywords
    ) -> None:
        self.head = head
        self._index = index
        self._unsorted = self._keywords = keywords
        self._placed: OrderedDict[int, _Placed] = OrderedDict()

    def __len__(self) -> int:
        return len(self._keywords)

    def ordered(self, order: LineOrder) -> "Concordance":
        """The same lines in another order."""
        head = replace(self.head, order=order)
        other = Concordance(head, self._index, self._unsorted)
        if self._index is not None:
            with self._index.reading():
                documents = self._index.documents
                places = in_order(documents, self._unsorted, order)
                other._keywords = self._unsorted.taken(places)
        other._placed = self._placed
        return other

    def lines(self, start: int = 0, stop: int | None = None) -> list[KeywordLine]:
        """The lines from one to before another.

        Raises:
            IndexUnavailableError: the index is damaged.
        """
        end = len(self) if stop is None else min(stop, len(self))
        return [self._line(at) for at in range(max(0, start), end)]

    def _line(self, at: int) -> KeywordLine:
        index = self._index
        if index is None:
            raise IndexError(at)
        with index.reading():
            number, word = word_place(index.documents, self._keywords, at)
            placed = self._text(number)
            size = int(self._keywords.sizes[at])
            start, end = placed.starts[word], placed.ends[word + size - 1]
        document = placed.document
        text = document.text
        return KeywordLine(
            kind=document.kind,
            post=document.post,
            title=document.title,
            comment=document.comment,
            author=document.author,
            date=document.date,
            before=text[max(0, start - CONTEXT) : start],
            keyword=text[start:end],
            after=text[end : end + CONTEXT],
            word=word,
            words=size,
            span=document.span,
        )

    def _text(self, number: int) -> _Placed:
        placed = self._placed.get(number)
        if placed is None:
            assert self._index is not None
            document = self._index.documents.document(number)
            spans = list(word_spans(document.text))
            placed = _Placed(
                document, [one[1] for one in spans], [one[2] for one in spans]
            )
            self._placed[number] = placed
        self._placed.move_to_end(number)
        while len(self._placed) > _PLACED_KEPT:
            self._placed.popitem(last=False)
        return placed


def concordance_of(
    finder: Finder,
    query_text: str,
    *,
    order: LineOrder = "right",
    only: str | None = None,
    transliterate: bool = False,
    cancel: Cancel = never,
) -> Concordance:
    """Find every line of a query; no text of a query is an error.

    A query with several words gives a line for each occurrence of each of them, in the
    texts that the whole query finds. ``only`` is one of ``KINDS_IN``. When ``cancel``
    turns true it comes at once, empty, and is to be thrown away.

    Raises:
        IndexUnavailableError: the index is damaged; as for ``Finder.open``.
    """
    query = _narrowed(parse_query(query_text, typing=False), only)
    asked = finder.asked(query, transliterate=transliterate)
    answer = asked.unanswered()
    head = ConcordanceHead(
        query_text,
        order,
        notes=answer.notes,
        words=answer.words,
        phrases=answer.phrases,
        collection=query.collection,
    )
    none = np.zeros(0, np.int64)
    nothing = Keywords(none, none, none)
    if asked.place is None or asked.plan is None:
        return Concordance(_without_words(head, asked), None, nothing)
    index = asked.place.index
    if not asks_for_words(asked.plan):
        return Concordance(_without_words(head, asked), None, nothing)
    try:
        found = index.search(Question(asked.plan, limit=0), cancel)
        suggestions = () if found.total else suggestions_for(asked, asked.place, cancel)
        with index.reading():
            keywords = keywords_in(
                index.documents, found.everything, asked.plan, _pausing(cancel)
            )
    except CancelledError:
        return Concordance(head, None, nothing)
    texts = int((np.diff(keywords.numbers, prepend=-1) != 0).sum())
    head = replace(
        head, total=len(keywords), texts=texts, suggestions=tuple(suggestions)
    )
    return Concordance(head, index, keywords).ordered(order)


def _narrowed(query: Query, only: str | None) -> Query:
    """The query with a filter by kind beside it."""
    if only is None:
        return query
    if only == "quotations":
        return replace(query, collection="quotations")
    kind = Kind(_KINDS[only])
    part = kind if query.part is None else Every((query.part, kind))
    return replace(query, part=part)


def _without_words(head: ConcordanceHead, asked: Asked) -> ConcordanceHead:
    if asked.place is None and head.notes:
        return head
    return replace(head, notes=(*head.notes, NO_WORDS))


def _pausing(cancel: Cancel) -> Callable[[], None]:
    def pause() -> None:
        if cancel():
            raise CancelledError

    return pause
