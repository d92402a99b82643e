"""All words of the indexed texts, in order: prefixes, completions, near spellings."""

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_MOST_WORDS = 32
_MOST_POSTINGS = 30_000
_TOO_COMMON = 2000
"""In a small library no word of fewer documents is left out as being everywhere."""
_LAST = "\U0010ffff"


def write_vocabulary(path: Path, frequencies: Mapping[str, int]) -> None:
    """Write words with the number of documents that have them, sorted."""
    rows = "".join(f"{word}\t{frequencies[word]}\n" for word in sorted(frequencies))
    path.write_text(rows, encoding="utf-8", errors="replace")


class Vocabulary:
    """Words and in how many documents each stands.

    The numbers may be too high by documents that were removed since.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        """Read the words of several files of :func:`write_vocabulary`."""
        known: dict[str, int] = {}
        for path in paths:
            rows = path.read_text(encoding="utf-8").split("\n")[:-1]
            pairs = (row.split("\t") for row in rows)
            found = {word: int(count) for word, count in pairs}
            if not known:
                known = found
                continue
            for word, count in found.items():
                known[word] = known.get(word, 0) + count
        self._words = sorted(known)
        self._counts = array("I", map(known.__getitem__, self._words))

    def __len__(self) -> int:
        return len(self._words)

    def frequency(self, word: str) -> int:
        """In how many documents a word stands, at most."""
        at = bisect_left(self._words, word)
        if at < len(self._words) and self._words[at] == word:
            return self._counts[at]
        return 0

    def _range(self, prefix: str) -> range:
        first = bisect_left(self._words, prefix)
        return range(first, bisect_left(self._words, prefix + _LAST, first))

    def expand(self, prefix: str) -> Sequence[str]:
        """All words that begin so."""
        span = self._range(prefix)
        return self._words[span.start : span.stop]

    def bounded(self, prefix: str, documents: int) -> tuple[Sequence[str], bool]:
        """The most frequent words that begin so, but none that are everywhere.

        Also whether these are all. The number of words and of postings to read is
        bounded, so that the first letters of a word cost no more than a word.
        """
        span, counts = self._range(prefix), self._counts
        too_common = max(_TOO_COMMON, documents // 10)
        left = _MOST_POSTINGS
        chosen = []
        frequent = heapq.nlargest(_MOST_WORDS * 3, span, key=counts.__getitem__)
        for at in frequent:
            count = counts[at]
            if self._words[at] == prefix or (count <= too_common and count <= left):
                chosen.append(self._words[at])
                left -= count
            if len(chosen) >= _MOST_WORDS:
                break
        if not chosen and frequent:
            chosen = [self._words[frequent[-1]]]
        return chosen, len(chosen) == len(span)

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words that begin so, the most frequent first."""
        best = heapq.nlargest(limit, self._range(prefix), key=self._counts.__getitem__)
        return [self._words[at] for at in best]

    def near(self, word: str, limit: int) -> Sequence[str]:
        """Words one letter away (added, dropped, changed or swapped)."""
        if not 3 <= len(word) <= 40:
            return []
        letters = _letters_like(word)
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        tried = {a + b[1:] for a, b in cuts if b}
        tried |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        tried |= {a + letter + b for a, b in cuts for letter in letters}
        tried |= {a + letter + b[1:] for a, b in cuts if b for letter in letters}
        tried.discard(word)
        known = ((self.frequency(other), other) for other in tried)
        found = sorted((-count, other) for count, other in known if count)
        return [other for _, other in found[:limit]]


def _letters_like(word: str) -> str:
    """The alphabet that a word is written in."""
    if any("а" <= letter <= "я" for letter in word):
        return "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    return "abcdefghijklmnopqrstuvwxyz"
