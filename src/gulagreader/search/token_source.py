"""Answering from the words themselves, without posting lists.

Slower than posting lists by the size of the library, but complete, and with nothing
to keep in step: what an engine cannot answer by itself is answered here.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gulagreader.search.documents import NONE, Documents
from gulagreader.search.engine import Cancel, CancelledError
from gulagreader.search.evaluate import FORM_WEIGHT, K1, B, idf
from gulagreader.search.inverting import TITLE_WEIGHT, Placed
from gulagreader.search.mapped_file import Numbers
from gulagreader.search.matches import Flags, Places, Scored, laid_out, numbered, ranked
from gulagreader.search.plan import Name, Plan, Prefix, Word
from gulagreader.search.token_checks import TokenChecks
from gulagreader.text.words import words


class TokenSource:
    """See ``evaluate.Source``; a place is the number of its document."""

    def __init__(self, documents: Documents, gone: Numbers) -> None:
        """Read from ``documents``, but not from those whose numbers are ``gone``."""
        self._documents = documents
        self._vocabulary = documents.vocabulary
        self.size = len(documents)
        self.refs: Numbers = np.arange(self.size)
        here = ~laid_out(gone, self.size)
        self.live: Places = self.refs[here]
        self.place_of: Places = np.where(here, self.refs, -1)
        self.dates = documents.dates
        self.posts = documents.posts
        self.checks = TokenChecks(documents)
        self.lengths = Placed(documents, self.refs).lengths()
        lengths = self.lengths[self.live]
        self.mean_length = float(lengths.mean()) if len(lengths) else 1.0
        self._norms = K1 * (1 - B + B * self.lengths / (self.mean_length or 1.0))
        self._here = here
        self.ranks = ranked(self.dates, self.refs)

    def _score(self, counts: npt.NDArray[np.float32]) -> Scored:
        places = np.flatnonzero(counts * self._here)
        found = counts[places].astype(np.float64)
        weight = idf(len(places), len(self.live)) * (K1 + 1)
        return places, weight * found / (found + self._norms[places])

    def scored(self, word: Word) -> Scored:
        """The documents of a word and its forms, with their scores."""
        number = self._vocabulary.number
        weights = {number(form): FORM_WEIGHT for form in word.forms}
        weights[number(word.text)] = 1.0
        weights.pop(0, None)
        return self._score(self.checks.counts_of(weights, TITLE_WEIGHT, _never))

    def frequency(self, word: str) -> int:
        """In about how many documents a word stands."""
        return self._vocabulary.frequency(word)

    def is_bounded(self, prefix: str) -> bool:  # noqa: ARG002 - as the seam has it
        """Whether a bounded ``beginning`` leaves words out."""
        return False

    def beginning(
        self,
        prefix: str,
        *,
        bounded: bool,  # noqa: ARG002 - as the seam has it
        cancel: Cancel,
    ) -> Scored:
        """The documents with a word that begins so, scored as of one word."""

        def stop_where_cancelled() -> None:
            if cancel():
                raise CancelledError

        numbers = self._vocabulary.beginning(prefix).tolist()
        weights = dict.fromkeys(numbers, 1.0)
        counts = self.checks.counts_of(weights, TITLE_WEIGHT, stop_where_cancelled)
        return self._score(counts)

    def named(self, name: Name) -> Flags:
        """The documents of a filter by author, title or tag."""
        whole = name.words[:-1] if name.prefix else name.words
        begun = name.words[-1:] if name.prefix else ()
        if name.field == "title":
            asked: list[Word | Prefix] = [*map(Word, whole), *map(Prefix, begun)]
            titled = self._here
            for one in asked:
                titled = titled & self.checks.in_titles(one)
            return titled
        documents = self._documents
        rows = documents.authors if name.field == "author" else documents.tags
        fits = np.zeros(len(documents.names) + 1, np.bool_)
        for row in np.unique(rows).tolist():
            if row != NONE:
                fits[row] = _names_fit(documents.names[row][1:], whole, begun)
        return fits[np.minimum(rows, len(fits) - 1)] & self._here

    def of_kinds(self, kinds: frozenset[str]) -> Flags:
        """The documents of some kinds."""
        names, rows = self._documents.names, self._documents.kinds
        known = [row for row in np.unique(rows).tolist() if names[row][1] in kinds]
        return np.isin(rows, known) & self._here

    def numbered(self, numbers: frozenset[int]) -> Flags:
        """The documents that have one of these numbers."""
        return numbered(numbers, self.place_of, self.size)

    def lengths_at(self, places: Places) -> int:
        """How many words some documents have in all."""
        return int(self.lengths[places].sum())

    def recall(self, plan: Plan) -> Scored | None:  # noqa: ARG002 - nor is it
        """Nothing: nothing is kept."""
        return None

    def remember(self, plan: Plan, found: Scored) -> None:
        """Keep nothing."""


def _never() -> None:
    """Never stop."""


def _names_fit(
    names: Sequence[str], whole: Sequence[str], begun: Sequence[str]
) -> bool:
    have = {word for name in names for word in words(name)}
    return set(whole) <= have and all(
        any(word.startswith(prefix) for word in have) for prefix in begun
    )
