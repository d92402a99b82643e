"""Narrow the list of posts to those that hold all words typed."""

from collections.abc import Sequence

from gulagreader.domain.posts import PostCard
from gulagreader.text.words import words


class CardFilter:
    """Keeps the words of a library's cards: to find them takes the time, not to ask."""

    def __init__(self) -> None:
        self._cards: Sequence[PostCard] = ()
        self._words: list[str] = []

    def filtered(self, cards: Sequence[PostCard], typed: str) -> Sequence[PostCard]:
        """The cards whose title, author, date or tags have words begun as typed."""
        wanted = [f" {word}" for word in words(typed)]
        if not wanted:
            return cards
        if cards is not self._cards:
            self._words = [_words_of(card) for card in cards]
            self._cards = cards
        return tuple(
            card
            for card, own in zip(cards, self._words, strict=True)
            if all(word in own for word in wanted)
        )


def _words_of(card: PostCard) -> str:
    """The words of a card, a space before each."""
    text = " ".join((card.title, card.author or "", card.date or "", *card.tags))
    return "".join(f" {word}" for word in words(text))
