"""Which other words of a library do for a word: its forms, like ones, other letters."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, Protocol

from gulagreader.search.inflection import Inflection
from gulagreader.search.spelling import closest
from gulagreader.text.transliteration import spellings

_MOST_FORMS = 32
"""A word has a dozen forms or two; the most frequent ones are taken."""
_LOOKED_THROUGH = 5000
"""Words that begin as a form would, the most frequent; a stem of three letters may
begin more of them in a very large library."""
_NEAR = 16
_LIKE = 400
_LONG_ENOUGH = 7
"""Words of fewer letters are similar where one letter differs, longer ones where two
do behind the first three."""
Relation = Literal["exact", "inflected", "similar", "transliterated"]


class KnownWords(Protocol):
    """The words of a library."""

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words that begin so, the most frequent first."""

    def near(self, word: str, limit: int) -> Sequence[str]:
        """Words one letter away, the most frequent first."""


class WordForms(Protocol):
    """Other words of a library for a normalised word; never the word itself."""

    def inflected(self, word: str) -> tuple[str, ...]:
        """Its other grammatical forms, the most frequent first."""

    def similar(self, word: str) -> tuple[str, ...]:
        """Words of a like spelling, the likest first."""

    def transliterated(self, word: str) -> tuple[str, ...]:
        """The word in the other alphabet, Latin or Russian, in all its forms."""

    def families(self, word: str) -> frozenset[str]:
        """What a word, known or not, has in common with its forms."""

    def akin(self, word: str, other: str) -> bool:
        """Whether two words, known or not, are forms of one another."""


class NoForms:
    """Nothing does for a word but itself."""

    def inflected(self, word: str) -> tuple[str, ...]:  # noqa: ARG002 - of any word
        """None."""
        return ()

    similar = transliterated = inflected

    def families(self, word: str) -> frozenset[str]:  # noqa: ARG002 - of any word
        """None."""
        return frozenset()

    def akin(self, word: str, other: str) -> bool:
        """Only the word itself."""
        return word == other


NO_FORMS = NoForms()


class LibraryForms:
    """The forms that a library's words have; kept, so make one for each index."""

    def __init__(self, known: KnownWords, languages: Sequence[str] = ()) -> None:
        """Look words up in ``known``; ``languages`` are the tags of its texts."""
        self._known = known
        self._inflection = Inflection(languages)
        self._inflected = lru_cache(4096)(self._find_inflected)
        self._similar = lru_cache(256)(self._find_similar)
        self._transliterated = lru_cache(256)(self._find_transliterated)

    def inflected(self, word: str) -> tuple[str, ...]:
        """See ``WordForms``."""
        return self._inflected(word)

    def similar(self, word: str) -> tuple[str, ...]:
        """See ``WordForms``."""
        return self._similar(word)

    def transliterated(self, word: str) -> tuple[str, ...]:
        """See ``WordForms``."""
        return self._transliterated(word)

    def families(self, word: str) -> frozenset[str]:
        """See ``WordForms``."""
        return self._inflection.families(word)

    def akin(self, word: str, other: str) -> bool:
        """See ``WordForms``."""
        return self._inflection.akin(word, other)

    def _find_inflected(self, word: str) -> tuple[str, ...]:
        others = [
            other
            for beginning in self._inflection.beginnings(word)
            for other in self._known.complete(beginning, _LOOKED_THROUGH)
        ]
        return tuple(dict.fromkeys(self._inflection.forms(word, others)))[:_MOST_FORMS]

    def _find_similar(self, word: str) -> tuple[str, ...]:
        like = list(self._known.near(word, _NEAR))
        if _LONG_ENOUGH <= len(word) <= 2 * _MOST_FORMS:
            others = self._known.complete(word[:3], _LIKE)
            like += closest(word, others, _NEAR)
        return tuple(dict.fromkeys(other for other in like if other != word))

    def _find_transliterated(self, word: str) -> tuple[str, ...]:
        if len(word) > 2 * _MOST_FORMS or word.isdigit():
            return ()

        @lru_cache(None)
        def known(begun: str) -> bool:
            # Nearly everything begins so, and to find it out would take long.
            return len(begun) < 3 or bool(self._known.complete(begun, 1))

        found: dict[str, None] = {}
        for form in self._inflection.dictionary_forms(word):
            for other in sorted(spellings(form, known)):
                if other in self._known.complete(other, _LIKE):
                    found[other] = None
                found |= dict.fromkeys(self.inflected(other))
        found.pop(word, None)
        return tuple(found)[:_MOST_FORMS]


def relation(forms: WordForms, asked: str, found: str) -> Relation:
    """Why a word does for the one that was asked."""
    if asked == found:
        return "exact"
    if forms.akin(asked, found):
        return "inflected"
    return "similar" if found in forms.similar(asked) else "transliterated"
