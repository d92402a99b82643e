"""The posting lists of an open Whoosh index, scored and kept while there is room.

Places are Whoosh's document numbers; ``refs`` leads to the numbers of the text file.
"""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from gulagreader.search.documents import Documents
from gulagreader.search.engine import Cancel, CancelledError
from gulagreader.search.evaluate import K1, B, Scored, idf
from gulagreader.search.plan import Name
from gulagreader.search.vocabulary import Vocabulary
from gulagreader.search.whoosh_files import open_index
from gulagreader.search.whoosh_reading import Segments

VOCABULARY = ".vocabulary"
"""Extension of the file of words beside each segment."""
_KEPT = 3_000_000
"""Postings that are kept in memory, at 20 bytes each."""


class Lists:
    """Everything that answering reads; see ``evaluate.Source``."""

    def __init__(self, folder: Path, documents: Documents) -> None:
        """Open the index in ``folder``; any exception means that it is damaged."""
        self._documents = documents
        self.segments = Segments(open_index(folder))
        try:
            self._read()
        except BaseException:
            self.close()
            raise
        self._cache: OrderedDict[tuple[str, bool], Scored] = OrderedDict()
        self._room = _KEPT
        self._filters: dict[object, frozenset[int]] = {}

    def _read(self) -> None:
        segments = self.segments
        self.refs = segments.column("ref")
        if self.refs and max(self.refs) >= len(self._documents):
            raise ValueError("the index knows documents that the text file has not")
        self.dates: Sequence[int] = segments.column("date")
        everyone = range(segments.count)
        self.live: Sequence[int] = everyone
        if segments.deleted:
            self.live = [n for n in everyone if n not in segments.deleted]
        self._norms = _norms(segments.column("length"), self.live)
        self.ranks = _ranks(self.dates, self.refs)
        self.vocabulary = Vocabulary(segments.sidecars(VOCABULARY))

    def scored(self, word: str) -> Scored:
        """The documents of a word, ascending, with their scores."""
        kept = self._kept((word, True))
        if kept is None:
            kept = self._score(*self.segments.postings("text", word))
            self._keep((word, True), kept)
        return kept

    def _postings(self, word: str) -> Scored:
        """The documents of a word, ascending, with how often it stands in each."""
        kept = self._kept((word, False))
        if kept is None:
            kept = self.segments.postings("text", word)
            self._keep((word, False), kept)
        return kept

    def _kept(self, key: tuple[str, bool]) -> Scored | None:
        if key not in self._cache:
            return None
        self._cache.move_to_end(key)
        return self._cache[key]

    def _keep(self, key: tuple[str, bool], lists: Scored) -> None:
        """Keep lists until others, asked for later, need the room."""
        self._cache[key] = lists
        self._room -= len(lists[0])
        while self._room < 0 and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._room += len(dropped[0])

    def _score(self, places: Sequence[int], counts: Sequence[float]) -> Scored:
        weight = idf(len(places), len(self.live)) * (K1 + 1)
        norms = self._norms
        pairs = zip(places, counts, strict=True)
        scores = [weight * count / (count + norms[at]) for at, count in pairs]
        return places, array("d", scores)

    def frequency(self, word: str) -> int:
        """In about how many documents a word stands."""
        return self.vocabulary.frequency(word)

    def merged(self, words: Sequence[str], cancel: Cancel) -> Scored:
        """The documents of any of the words, in no order, scored as of one word."""
        if len(words) == 1:
            return self.scored(words[0])
        total: dict[int, float] = {}
        get = total.get
        for word in words:
            if cancel():
                raise CancelledError
            for at, count in zip(*self._postings(word), strict=True):
                total[at] = get(at, 0.0) + count
        return self._score(list(total), list(total.values()))

    def expand(self, prefix: str, *, bounded: bool) -> tuple[Sequence[str], bool]:
        """Words that begin so, and whether these are all."""
        if bounded:
            return self.vocabulary.bounded(prefix, len(self.live))
        return self.vocabulary.expand(prefix), True

    def named(self, name: Name) -> frozenset[int]:
        """The documents of a filter by author, title or tag."""
        if name not in self._filters:
            whole = name.words[:-1] if name.prefix else name.words
            sets = [self._with(name.field, [word]) for word in whole]
            if name.prefix:
                terms = self.segments.terms(name.field, name.words[-1])
                sets.append(self._with(name.field, terms))
            self._filters[name] = frozenset.intersection(*sets)
        return self._filters[name]

    def of_kinds(self, kinds: frozenset[str]) -> frozenset[int]:
        """The documents of some kinds."""
        if kinds not in self._filters:
            self._filters[kinds] = self._with("kind", sorted(kinds))
        return self._filters[kinds]

    def _with(self, field: str, terms: Sequence[str]) -> frozenset[int]:
        lists = (self.segments.postings(field, term)[0] for term in terms)
        return frozenset(at for places in lists for at in places)

    def has(self, number: int, run: bytes) -> bool:
        """Whether a document's words hold a run; see ``Documents.has``."""
        return self._documents.has(self.refs[number], run)

    def close(self) -> None:
        """Give back the files."""
        self.segments.close()


def _norms(lengths: "array[int]", live: Sequence[int]) -> "array[float]":
    """The part of BM25 that a document's length decides."""
    total = sum(lengths) if isinstance(live, range) else sum(lengths[n] for n in live)
    mean = total / max(1, len(live)) or 1.0
    known = {length: K1 * (1 - B + B * length / mean) for length in set(lengths)}
    return array("d", map(known.__getitem__, lengths))


def _ranks(dates: Sequence[int], refs: Sequence[int]) -> Sequence[int]:
    """The place of each document newest first, then as the library has them."""
    keys = list(zip((-date for date in dates), refs, strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    ranks = array("I", bytes(4 * len(order)))
    for rank, at in enumerate(order):
        ranks[at] = rank
    return ranks
