"""The posting lists of an open Whoosh index, scored and kept while there is room.

Places are Whoosh's document numbers; ``refs`` leads to the numbers of the text file.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from gulagreader.search.documents import Documents
from gulagreader.search.engine import Cancel, CancelledError
from gulagreader.search.evaluate import FORM_WEIGHT, K1, B, idf
from gulagreader.search.inverting import TITLE_WEIGHT
from gulagreader.search.mapped_file import Numbers
from gulagreader.search.matches import (
    Counted,
    Flags,
    Places,
    Scored,
    counts_of_lists,
    laid_out,
    not_zero,
    numbered,
    ranked,
    taken,
)
from gulagreader.search.plan import Name, Plan, Word
from gulagreader.search.token_checks import TokenChecks
from gulagreader.search.whoosh_files import open_index
from gulagreader.search.whoosh_reading import Segments

_KEPT = 20
"""Bytes of scored lists that are kept in memory for each document, between bounds."""
_KEPT_AT_LEAST, _KEPT_AT_MOST = 4 << 20, 48 << 20
_ENTRY = 2400
"""What an entry costs besides, so that words that find nothing do not pile up."""
_SCORED_AT_ONCE = 1 << 14
_FILTERS_KEPT = 32
_MOST_LISTS = 250
"""Of more words than so many the texts are gone through, not the posting lists."""


class Lists:
    """Everything that answering reads; see ``evaluate.Source``."""

    def __init__(self, folder: Path, documents: Documents) -> None:
        """Open the index in ``folder``; any exception means that it is damaged."""
        self._documents = documents
        self._vocabulary = documents.vocabulary
        self.checks = TokenChecks(documents)
        self.segments = Segments(open_index(folder))
        try:
            self._read()
        except BaseException:
            self.close()
            raise
        self._cache: OrderedDict[object, Scored] = OrderedDict()
        self._room = self._whole_room
        self._filters: dict[object, Flags] = {}
        self._last_bounded: tuple[str | None, tuple[Sequence[str], bool]]
        self._last_bounded = None, ((), True)

    def _read(self) -> None:
        segments, known = self.segments, len(self._documents)
        self.size = segments.count
        self.refs: Numbers = segments.column("ref")
        if self.size and int(self.refs.max()) >= known:
            raise ValueError("the index knows documents that the text file has not")
        self._every: Places = np.arange(self.size, dtype=np.uint32)
        self.live: Places = self._every
        if segments.gone is not None:
            self.live = self.live[~segments.gone]
        self.lengths: Numbers = segments.column("length")
        segments.rest()
        self.mean_length = (
            float(self.lengths[self.live].mean()) if len(self.live) else 1
        )

    # What not every question asks for is made when it is, and not kept for long.

    @cached_property
    def place_of(self) -> Places:
        """The place of each document's number; -1 where it cannot be found."""
        places = np.full(len(self._documents), -1, np.int32)
        places[self.refs[self.live]] = self.live
        return places

    @cached_property
    def dates(self) -> Numbers:
        """The date of the document at each place."""
        return taken(self._documents.dates, self.refs)

    @cached_property
    def posts(self) -> Numbers:
        """The row of the post of the document at each place."""
        return taken(self._documents.posts, self.refs)

    @cached_property
    def ranks(self) -> Places:
        """The rank of each place, newest first."""
        ranks = ranked(self.dates, self.refs, self._every)
        self.__dict__.pop("dates", None)
        self._documents.column_was_read("date")
        return ranks

    def rest(self) -> None:
        """Forget what can be found again, and let the system have the files' memory."""
        for name in ("place_of", "dates", "posts"):
            self.__dict__.pop(name, None)
        self._cache.clear()
        self._filters.clear()
        self._room = self._whole_room
        self.segments.rest()

    def scored(self, word: Word) -> Scored:
        """The documents of a word and its forms, ascending, with their scores."""
        kept = self._recalled(word)
        if kept is None:
            kept = self._scored_anew(word)
            self._keep(word, kept)
        return kept

    def _scored_anew(self, word: Word) -> Scored:
        if not word.forms:
            return self._score(self.segments.postings("text", word.text))
        lists = self._with_forms(word)
        return self._score(counts_of_lists(lists, self.size))

    def _with_forms(self, word: Word) -> Iterator[Counted]:
        places, counts = self.segments.postings("text", word.text)
        yield places, counts.astype(np.float32)
        for form in word.forms:
            places, counts = self.segments.postings("text", form)
            yield places, counts * np.float32(FORM_WEIGHT)

    def _score(self, counted: Counted) -> Scored:
        """Scores as of one word; some at a time, so that little is needed beside."""
        places, counts = counted
        weight = idf(len(places), len(self.live)) * (K1 + 1)
        mean = self.mean_length or 1.0
        scores = np.empty(len(places))
        for start in range(0, len(places), _SCORED_AT_ONCE):
            part = slice(start, start + _SCORED_AT_ONCE)
            found = counts[part].astype(np.float64)
            norms = K1 * (1 - B + B * self.lengths[places[part]] / mean)
            scores[part] = weight * found / (found + norms)
        return places, scores

    def recall(self, plan: Plan) -> Scored | None:
        """What was found for a plan before, if it is still known."""
        return self._recalled(plan)

    def remember(self, plan: Plan, found: Scored) -> None:
        """Keep what was found for a plan, until other things need the room."""
        self._keep(plan, found)

    def _recalled(self, key: object) -> Scored | None:
        if key not in self._cache:
            return None
        self._cache.move_to_end(key)
        return self._cache[key]

    def _keep(self, key: object, found: Scored) -> None:
        self._cache[key] = found
        self._room -= _bytes_of(found)
        while self._room < 0 and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._room += _bytes_of(dropped)

    @property
    def _whole_room(self) -> int:
        """Bytes that all lists may take that are kept."""
        return min(max(_KEPT_AT_LEAST, self.size * _KEPT), _KEPT_AT_MOST)

    @property
    def kept(self) -> int:
        """Bytes of the lists that are kept."""
        return self._whole_room - self._room

    def frequency(self, word: str) -> int:
        """In about how many documents a word stands."""
        return self._vocabulary.frequency(word)

    def is_bounded(self, prefix: str) -> bool:
        """Whether a bounded ``beginning`` leaves words out."""
        return not self._bounded(prefix)[1]

    def _bounded(self, prefix: str) -> tuple[Sequence[str], bool]:
        """The words of a bounded ``beginning``, and whether these are all."""
        if self._last_bounded[0] != prefix:
            found = self._vocabulary.bounded(prefix, len(self.live))
            self._last_bounded = prefix, found
        return self._last_bounded[1]

    def beginning(self, prefix: str, *, bounded: bool, cancel: Cancel) -> Scored:
        """The documents with a word that begins so, scored as of one word."""
        key = prefix, bounded and self.is_bounded(prefix)
        kept = self._recalled(key)
        if kept is None:
            kept = self._score(self._counted(prefix, bounded, cancel))
            self._keep(key, kept)
        return kept

    def _counted(self, prefix: str, bounded: bool, cancel: Cancel) -> Counted:
        if bounded:
            words = self._bounded(prefix)[0]
        elif len(self._vocabulary.beginning(prefix)) > _MOST_LISTS:
            return self._counted_in_texts(prefix, cancel)
        else:
            words = self._vocabulary.expand(prefix)
        return counts_of_lists(self._each(words, cancel), self.size)

    def _each(self, words: Sequence[str], cancel: Cancel) -> Iterator[Counted]:
        for word in words:
            _stop_where(cancel)
            yield self.segments.postings("text", word)

    def _counted_in_texts(self, prefix: str, cancel: Cancel) -> Counted:
        # Room for that: what hits were read from comes back in half a millisecond.
        self._documents.rest_from_hits()
        self.segments.rest()
        by_number = self.checks.counts_of_prefix(
            prefix, TITLE_WEIGHT, lambda: _stop_where(cancel)
        )
        counts = taken(by_number, self.refs)
        del by_number
        if self.segments.gone is not None:
            counts[self.segments.gone] = 0
        return not_zero(counts)

    def named(self, name: Name) -> Flags:
        """The documents of a filter by author, title or tag."""
        return self._filtered(name, lambda: self._named(name))

    def of_kinds(self, kinds: frozenset[str]) -> Flags:
        """The documents of some kinds."""
        return self._filtered(kinds, lambda: self._with("kind", sorted(kinds)))

    def numbered(self, numbers: frozenset[int]) -> Flags:
        """The documents that have one of these numbers."""
        return self._filtered(
            numbers, lambda: numbered(numbers, self.place_of, self.size)
        )

    def _filtered(self, key: object, make: Callable[[], Flags]) -> Flags:
        """Flags, kept from key to key while a filter stands in the query."""
        if key not in self._filters:
            if len(self._filters) >= _FILTERS_KEPT:
                self._filters.clear()
            self._filters[key] = make()
        return self._filters[key]

    def _named(self, name: Name) -> Flags:
        whole = name.words[:-1] if name.prefix else name.words
        sets = [self._with(name.field, [word]) for word in whole]
        if name.prefix:
            terms = self.segments.terms(name.field, name.words[-1])
            sets.append(self._with(name.field, terms))
        every: Flags = np.logical_and.reduce(sets)
        return every

    def _with(self, field: str, terms: Sequence[str]) -> Flags:
        lists = [self.segments.postings(field, term)[0] for term in terms]
        places = np.concatenate(lists) if lists else self.live[:0]
        return laid_out(places, self.size)

    def lengths_at(self, places: Places) -> int:
        """How many words some documents have in all."""
        return int(self.lengths[places].sum(dtype=np.int64))

    def close(self) -> None:
        """Give back the files."""
        self.segments.close()


def _bytes_of(found: Scored) -> int:
    return found[0].nbytes + found[1].nbytes + _ENTRY


def _stop_where(cancel: Cancel) -> None:
    if cancel():
        raise CancelledError
