"""What posting lists do not say is read in the words themselves: runs, near words.

The words of all documents stand as numbers in one array (``Documents.tokens``). A
question that few documents may answer gathers theirs; one that many may answer goes
through all of it, which costs about a nanosecond a word.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gulagreader.search.documents import BREAK, TOKEN, Documents
from gulagreader.search.mapped_file import Numbers
from gulagreader.search.matches import ranges
from gulagreader.search.plan import Prefix, Run, Word

Positions = npt.NDArray[np.int64]
Tokens = npt.NDArray[np.uint32]
Table = npt.NDArray[np.bool_]
"""A flag for the number of each word."""
Test = Callable[[Tokens], Table]
Asked = Word | Prefix | Run
_NOWHERE: Positions = np.zeros(0, np.int64)
_AT_ONCE = 1 << 17
"""Words that are looked at together, so that what is copied stays small."""
_HELD = 1 << 18
"""Words that are held in memory while many are gone through."""
_AROUND = (1 << 16) // TOKEN.itemsize
"""Words that the system maps into memory around one that is read."""
_FEW = 8
"""So many words at most are compared one by one."""
_MOST = 4
"""Where the documents have one in so many of all words, all are gone through."""
Pause = Callable[[], None]
"""Called now and then; raises where the answer is not wanted any more."""


class TokenChecks:
    """Looks for words in the documents of a generation."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._tokens = documents.tokens
        self._last_beginning: tuple[str, Table] | None = None

    @property
    def _starts(self) -> Numbers:
        return self._documents.tokens_at

    def with_run(self, numbers: Numbers, run: Run, pause: Pause) -> Numbers:
        """Which documents, given in ascending order, have the words in a row."""
        return self._those(numbers, lambda part: self._run_starts(part, run), pause)

    def with_prefix(self, numbers: Numbers, prefix: str, pause: Pause) -> Numbers:
        """Which documents have a word that begins so."""
        wanted = self._beginning(prefix)
        return self._those(numbers, lambda part: part.where_any(wanted), pause)

    def with_near(
        self,
        numbers: Numbers,
        asked: Sequence[Asked],
        distance: int,
        pause: Pause,
    ) -> Numbers:
        """Which documents have all that is asked, ``distance`` words between at most.

        The words between the end of what stands first and the start of what stands
        last are counted; the order is free.
        """
        return self._those(
            numbers, lambda part: self._near_starts(part, asked, distance), pause
        )

    def counts_of_prefix(
        self, prefix: str, title_weight: int, pause: Pause
    ) -> npt.NDArray[np.float32]:
        """How often each document has a word that begins so.

        A word of a post's title counts ``title_weight`` times.
        """
        wanted = self._beginning(prefix).astype(np.float32)
        return self._counted(wanted, title_weight, pause)

    def counts_of(
        self, weights: Mapping[int, float], title_weight: int, pause: Pause
    ) -> npt.NDArray[np.float32]:
        """How often each document has some words by number, each with its weight."""
        table = np.zeros(len(self._documents.vocabulary) + 1, np.float32)
        for number, weight in weights.items():
            table[number] = weight
        return self._counted(table, title_weight, pause)

    def _counted(
        self, weights: npt.NDArray[np.float32], title_weight: int, pause: Pause
    ) -> npt.NDArray[np.float32]:
        # Whole numbers and halves: their sums are exact.
        total = np.zeros(len(self._documents), np.float32)
        for first, end, tokens in self._documents_whole(pause):
            begin = int(self._starts[first])
            weight = weights[tokens]
            starts = self._starts[first:end] - begin
            total[first:end] = np.add.reduceat(weight, starts, dtype=np.float64)
            number, at = self._titles(first, end)
            in_title = weight[at - begin] * float(title_weight - 1)
            total[first:end] += np.bincount(number - first, in_title, end - first)
        self._documents.column_was_read("title-words")
        return total

    def in_titles(self, asked: Word | Prefix) -> npt.NDArray[np.bool_]:
        """A flag for each document whose own title has a word."""
        number, at = self._titles()
        flags = np.zeros(len(self._documents), np.bool_)
        flags[number[self._test(asked)(self._tokens[at])]] = True
        return flags

    def _titles(
        self, first: int = 0, end: int | None = None
    ) -> tuple[Positions, Positions]:
        """The positions of the words of titles, and the documents that they are of.

        Of the documents from ``first`` to before ``end``.
        """
        titled = np.flatnonzero(self._documents.title_words[first:end]) + first
        sizes = self._documents.title_words[titled].astype(np.int64)
        return np.repeat(titled, sizes), ranges(self._starts[titled] + 1, sizes)

    def _those(
        self, numbers: Numbers, find: "Callable[[_Stretch], Positions]", pause: Pause
    ) -> Numbers:
        """Which documents hold a position that is found in their words."""
        if not len(numbers):
            return numbers
        lengths = self._starts[numbers + 1] - self._starts[numbers]
        if int(lengths.sum()) * _MOST < len(self._tokens):
            parts = self._gathered(numbers, lengths, pause)
        else:
            parts = self._everything(pause)
        flags = np.zeros(len(self._documents), np.bool_)
        for part in parts:
            flags[self._document_at(find(part))] = True
        return numbers[flags[numbers]]

    def _run_starts(self, part: "_Stretch", run: Run) -> Positions:
        """Where runs begin."""
        vocabulary, tokens = self._documents.vocabulary, self._tokens
        whole = run.words[:-1] if run.prefix else run.words
        numbers = [vocabulary.number(word) for word in whole]
        if not all(numbers):
            return _NOWHERE
        counts = [vocabulary.frequency(word) for word in whole]
        rarest = counts.index(min(counts))
        starts = part.where(numbers[rarest]) - rarest
        fits = (starts >= 0) & (starts + len(run.words) <= len(tokens))
        starts = starts[fits]
        for offset, number in enumerate(numbers):
            if offset != rarest:
                starts = starts[tokens[starts + offset] == number]
        if run.prefix and len(starts):
            wanted = self._beginning(run.words[-1])
            starts = starts[wanted[tokens[starts + len(whole)]]]
        return starts

    def _near_starts(
        self, part: "_Stretch", asked: Sequence[Asked], distance: int
    ) -> Positions:
        """Where a word of each stretch stands that has all that is asked."""
        if len(asked) == 2 and not any(isinstance(one, Run) for one in asked):
            return self._pair_starts(part, asked, distance)
        places = []
        for one in asked:
            if isinstance(one, Run):
                places.append((self._run_starts(part, one), len(one.words)))
            else:
                places.append((part.where_so(self._test(one)), 1))
        if not all(len(starts) for starts, _ in places):
            return _NOWHERE
        good = [self._begun_by(at, places, distance) for at in range(len(asked))]
        return np.concatenate(good)

    def _pair_starts(
        self, part: "_Stretch", asked: Sequence[Asked], distance: int
    ) -> Positions:
        """The same for two words, in one pass.

        Where two words stand near one another, then so do two that have neither of
        the two between them.
        """
        one, other = (
            self._test(word)(part.tokens) for word in asked if not isinstance(word, Run)
        )
        there = one | other
        at = part.positions(there)
        label = one[there] + np.uint8(2) * other[there]
        begins = np.flatnonzero(
            (np.diff(at) - 1 <= distance) & (label[:-1] | label[1:] == 3)
        )
        first, last = at[begins], at[begins + 1]
        # A word that does for both is near itself.
        alone = at[label == 3]
        return np.concatenate([self._of_one_text(first, last), alone])

    def _begun_by(
        self, number: int, places: Sequence[tuple[Positions, int]], distance: int
    ) -> Positions:
        """The stretches that begin with one of the parts."""
        first, size = places[number]
        last = first
        for other, (starts, _) in enumerate(places):
            if other != number:
                at = np.searchsorted(starts, first)
                inside = at < len(starts)
                first, last = first[inside], last[inside]
                last = np.maximum(last, starts[at[inside]])
        near = last - first - size <= distance
        return self._of_one_text(first[near], last[near])

    def _of_one_text(self, first: Positions, last: Positions) -> Positions:
        """The stretches that do not go from one text, or from a title, to the next."""
        same = self._document_at(first) == self._document_at(last)
        same &= self._in_title(first) == self._in_title(last)
        begun: Positions = first[same]
        return begun

    def _test(self, asked: Word | Prefix) -> Test:
        """Tells the words that do for what is asked from the others.

        A few words are compared one after the other: that is ten times as fast as
        to look each word up in a table.
        """
        if isinstance(asked, Prefix):
            return self._beginning(asked.text).__getitem__
        number = self._documents.vocabulary.number
        numbers = {number(word) for word in (asked.text, *asked.forms)} - {BREAK}
        if len(numbers) > _FEW:
            table = np.zeros(len(self._documents.vocabulary) + 1, np.bool_)
            table[list(numbers)] = True
            return table.__getitem__

        def is_one(tokens: Tokens) -> Table:
            found = np.zeros(len(tokens), np.bool_)
            for wanted in numbers:
                found |= tokens == wanted
            return found

        return is_one

    def _beginning(self, prefix: str) -> Table:
        """For each word's number whether it begins so."""
        if self._last_beginning is None or self._last_beginning[0] != prefix:
            vocabulary = self._documents.vocabulary
            table = np.zeros(len(vocabulary) + 1, np.bool_)
            table[vocabulary.beginning(prefix)] = True
            self._last_beginning = prefix, table
        return self._last_beginning[1]

    def _document_at(self, positions: Positions) -> Positions:
        at: Positions = np.searchsorted(self._starts, positions, side="right") - 1
        return at

    def _in_title(self, positions: Positions) -> npt.NDArray[np.bool_]:
        number = self._document_at(positions)
        after = positions - self._starts[number]
        title: npt.NDArray[np.bool_] = after <= self._documents.title_words[number]
        return title

    def _gathered(
        self, numbers: Numbers, lengths: Positions, pause: Pause
    ) -> "Iterator[_Stretch]":
        """The words of some documents, some at a time."""
        starts = self._starts[numbers]
        # What is read comes with what the system maps around it.
        apart = np.minimum(np.diff(starts, prepend=starts[0] - _AROUND), _AROUND)
        groups = np.cumsum(lengths) // _AT_ONCE + np.cumsum(apart + lengths) // _HELD
        ends = np.flatnonzero(np.diff(groups, append=-1)) + 1
        first = 0
        for end in ends.tolist():
            pause()
            at = ranges(starts[first:end], lengths[first:end])
            yield _Stretch(self._tokens[at], at)
            self._documents.tokens_were_gathered(starts[first:end])
            first = end

    def _everything(self, pause: Pause) -> "Iterator[_Stretch]":
        """All words, some whole documents at a time."""
        for first, _, tokens in self._documents_whole(pause):
            yield _Stretch(tokens, int(self._starts[first]))

    def _documents_whole(self, pause: Pause) -> Iterator[tuple[int, int, Tokens]]:
        """The numbers from and before which some documents stand, and their words."""
        starts, count, first, held = self._starts, len(self._documents), 0, 0
        while first < count:
            pause()
            end = int(np.searchsorted(starts, starts[first] + _AT_ONCE))
            end = min(end, count)
            last = int(starts[end])
            yield first, end, self._tokens[int(starts[first]) : last]
            first = end
            if last - held > _HELD or first == count:
                self._documents.tokens_were_read(held, last)
                held = last


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that are looked at, and where they stand."""

    tokens: Tokens
    at: Positions | int
    """The position of each, or that of the first where they stand in a row."""

    def where(self, number: int) -> Positions:
        """The positions of a word."""
        return self.positions(self.tokens == number)

    def where_any(self, wanted: Table) -> Positions:
        """The positions of the words that a table says."""
        return self.positions(wanted[self.tokens])

    def where_so(self, test: Test) -> Positions:
        """The positions of the words that stand a test."""
        return self.positions(test(self.tokens))

    def positions(self, found: Table) -> Positions:
        """The positions for which a flag is set."""
        if isinstance(self.at, int):
            return np.flatnonzero(found) + self.at
        return self.at[found]
