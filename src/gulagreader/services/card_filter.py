"""A list of cards narrowed by a query and put in order, in one go for all of them.

The answer is what ``matching.fits`` says of each card; tests hold the two together.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from gulagreader.domain import query_parts
from gulagreader.domain.listing import ListOrder
from gulagreader.domain.posts import PostCard
from gulagreader.domain.query_parts import Part
from gulagreader.services.card_facts import NO_DATE, CardFacts, Flags, Numbers
from gulagreader.services.card_words import CardWords
from gulagreader.services.matching import card_subject, fits
from gulagreader.text.words import words

_TITLE_WORDS = 8
"""Words of a title that are compared to put titles in order."""


class CardStates(Protocol):
    """What the reader's memory says of the cards, each flag or number for a card."""

    @property
    def read(self) -> Flags:
        """Whether each is read."""

    @property
    def starred(self) -> Flags:
        """Whether each has a star."""

    @property
    def noted(self) -> Flags:
        """Whether each has a note of the reader, on it or under it."""

    @property
    def new_comments(self) -> Numbers:
        """How many comments came under each since it was last left."""


class CardFilter:
    """Answers for one sequence of cards, as far as it is taken in."""

    def __init__(
        self, cards: Sequence[PostCard], facts: CardFacts, asked: CardStates
    ) -> None:
        self._cards, self.facts, self._states = cards, facts, asked
        self.words = CardWords(cards)
        self._spellings: dict[str | None, str] = {}
        """The words of names and tags, a space before each."""

    def fitting(self, part: Part | None) -> Numbers:
        """The numbers of the cards that fit a part, in their order."""
        if part is None:
            return np.arange(self.facts.done)
        many = min(self.facts.done, self.words.done) if needs_words(part) else None
        return np.flatnonzero(self._flags(part)[:many])

    def _flags(self, part: Part) -> Flags:
        match part:
            case query_parts.Every():
                return self._joined(np.logical_and, part.parts)
            case query_parts.Either():
                return self._joined(np.logical_or, part.parts)
            case query_parts.Not():
                return ~self._flags(part.part)
            case query_parts.Term() | query_parts.Phrase():
                return self._level(self.words.with_part(part))
            case query_parts.Near():
                return self._near(part)
            case query_parts.Author() | query_parts.Title() | query_parts.Tag():
                return self._named(part)
            case query_parts.Is() | query_parts.Has():
                return self._known(part)
            case _:
                return self._counted(part)

    def _joined(
        self, join: Callable[[Flags, Flags], Flags], parts: Sequence[Part]
    ) -> Flags:
        first, *others = (self._flags(part) for part in parts)
        for other in others:
            first = join(first, other)
        return first

    def _level(self, flags: Flags) -> Flags:
        """Flags for as many cards as there are facts of, though words may lack."""
        level = np.zeros(self.facts.done, np.bool_)
        many = min(level.size, flags.size)
        level[:many] = flags[:many]
        return level

    def _near(self, part: query_parts.Near) -> Flags:
        asked = [one for one in part.parts if words(one.text)]
        if not asked:
            return np.ones(self.facts.done, np.bool_)
        found = self._joined(np.logical_and, asked)
        for number in np.flatnonzero(found).tolist():
            found[number] = fits(part, card_subject(self._cards[number]))
        return found

    def _named(
        self, part: query_parts.Author | query_parts.Title | query_parts.Tag
    ) -> Flags:
        facts = self.facts
        match part:
            case query_parts.Author():
                fitting = self._spelt(part.text, facts.names)
                wanted = np.array(fitting, np.bool_)
                return np.asarray(wanted[facts.authors], np.bool_)
            case query_parts.Tag():
                tags = enumerate(self._spelt(part.text, facts.tag_names))
                return facts.tagged({number for number, fits in tags if fits})
            case query_parts.Title():
                asked = words(part.text) or [""]
                titles = [self.words.with_title_word(word) for word in asked]
                return self._level(np.logical_and.reduce(titles))

    def _spelt(self, asked: str, names: Sequence[str | None]) -> list[bool]:
        """Which names have words that begin with each of those asked."""
        begun = [f" {word}" for word in words(asked)]
        found = []
        for name in names:
            spelt = self._spellings.get(name)
            if spelt is None:
                spelt = "".join(f" {word}" for word in words(name or ""))
                self._spellings[name] = spelt
            found.append(bool(spelt) and all(word in spelt for word in begun))
        return found

    def _known(self, part: query_parts.Is | query_parts.Has) -> Flags:
        states = self._states
        match part:
            case query_parts.Is("unread"):
                return ~states.read
            case query_parts.Is("read"):
                return states.read
            case query_parts.Is("starred"):
                return states.starred
            case query_parts.Is():
                return self.facts.fresh | (states.new_comments > 0)
            case query_parts.Has("note"):
                return states.noted
            case query_parts.Has():
                return self.facts.comments > 0

    def _counted(self, part: Part) -> Flags:
        facts = self.facts
        match part:
            case query_parts.Kind():
                return np.full(facts.done, "post" in part.kinds)
            case query_parts.Dated():
                starts = facts.starts
                known = starts != NO_DATE
                return np.asarray(known & (starts >= part.start) & (starts < part.end))
            case query_parts.Comments():
                counts = facts.comments
                most = np.inf if part.most is None else part.most
                return np.asarray((counts >= part.least) & (counts <= most))
            case _:
                return np.ones(facts.done, np.bool_)  # see ``matching.askable``

    # Order

    def in_order(self, numbers: Numbers, order: ListOrder) -> Numbers:
        """The same numbers in an order; what is equal in it stays as it stands."""
        if order is ListOrder.NEWEST:
            return numbers
        keys = [key[numbers] for key in self._keys(order)]
        return numbers[np.lexsort([*reversed(keys)])]

    def _keys(self, order: ListOrder) -> list[Numbers]:
        """What cards are compared by, the first key before the second."""
        facts = self.facts
        match order:
            case ListOrder.OLDEST:
                dated = facts.starts
                # Of the same second the one that stands below comes first.
                return [dated == NO_DATE, dated, -np.arange(facts.done)]
            case ListOrder.TITLE:
                return self.words.title_ranks(_TITLE_WORDS)
            case ListOrder.AUTHOR:
                return [_alphabet(facts.names)[facts.authors]]
            case ListOrder.COMMENTS:
                return [-facts.comments]
            case ListOrder.DISCUSSED:
                return [-facts.lasts]
            case ListOrder.NEW:
                return [-self._states.new_comments]
            case _:
                return [-facts.words]


def needs_words(part: Part | None) -> bool:
    """Whether the words of cards are looked at to answer a part."""
    match part:
        case query_parts.Every() | query_parts.Either():
            return any(map(needs_words, part.parts))
        case query_parts.Not():
            return needs_words(part.part)
        case query_parts.Title() | query_parts.Term() | query_parts.Phrase():
            return True
        case _:
            return isinstance(part, query_parts.Near)


def _alphabet(names: Sequence[str | None]) -> Numbers:
    """The place of each name in the alphabet; who is unknown comes last."""
    keys = [(name is None, (name or "").casefold(), name or "") for name in names]
    ranks = np.zeros(len(names), np.int64)
    for rank, number in enumerate(sorted(range(len(names)), key=keys.__getitem__)):
        ranks[number] = rank
    return ranks
