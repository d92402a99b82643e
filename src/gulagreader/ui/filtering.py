"""Narrow the list of posts to those that hold all words typed."""

from collections.abc import Sequence

from gulagreader.domain.posts import PostCard
from gulagreader.text.words import words


def filtered(cards: Sequence[PostCard], typed: str) -> tuple[PostCard, ...]:
    """The cards whose title, author, date or tags have words that begin as typed."""
    wanted = words(typed)
    if not wanted:
        return tuple(cards)
    return tuple(card for card in cards if _holds(card, wanted))


def _holds(card: PostCard, wanted: Sequence[str]) -> bool:
    text = " ".join((card.title, card.author or "", card.date or "", *card.tags))
    own = words(text)
    return all(any(word.startswith(part) for word in own) for part in wanted)
