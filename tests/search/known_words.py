"""A vocabulary in memory: the words of a text, the most frequent first."""

from collections import Counter
from collections.abc import Sequence

from gulagreader.search.spelling import distance
from gulagreader.text.words import words


class KnownWords:
    """See ``search.word_forms.KnownWords``."""

    def __init__(self, *texts: str) -> None:
        found = Counter(word for text in texts for word in words(text))
        self._words = [word for word, _ in found.most_common()]

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        return [word for word in self._words if word.startswith(prefix)][:limit]

    def near(self, word: str, limit: int) -> Sequence[str]:
        return [other for other in self._words if distance(word, other, 1) == 1][:limit]
