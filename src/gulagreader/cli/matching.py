"""The query language over values in memory: cards of posts, quotations.

``search`` asks the index; these few values are looked through one by one, with the
same language and the same words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from gulagreader.domain import query_parts
from gulagreader.domain.dates import parse_date
from gulagreader.domain.posts import PostCard
from gulagreader.domain.queries import parse_query
from gulagreader.text.words import words


@dataclass(frozen=True)
class Subject:
    """Something that a query may fit."""

    text: str
    """What plain words are looked for in."""
    kind: str
    author: str | None = None
    title: str = ""
    tags: tuple[str, ...] = ()
    date: str | None = None
    beginnings: bool = False
    """Whether a word of the query fits every word that begins so."""

    @cached_property
    def words(self) -> list[str]:
        """The words of the text."""
        return words(self.text)


def chosen_cards(
    cards: Iterable[PostCard], text: str
) -> tuple[tuple[PostCard, ...], tuple[str, ...]]:
    """The cards that fit a query, and notes on how the query was read.

    Plain words are looked for in title, author, date and tags, where they may be
    beginnings of words, as in the filter over the reader's list.
    """
    query = parse_query(text, typing=False)
    found = [card for card in cards if fits(query.part, _card_subject(card))]
    return tuple(found), query.notes


def _card_subject(card: PostCard) -> Subject:
    said = (card.title, card.author or "", card.date or "", *card.tags)
    return Subject(
        " ".join(said), "post", card.author, card.title, card.tags, card.date, True
    )


def fits(part: query_parts.Part | None, subject: Subject) -> bool:
    """Whether a query's part fits; one that asks for nothing fits everything."""
    match part:
        case None:
            return True
        case query_parts.Every():
            return all(fits(one, subject) for one in part.parts)
        case query_parts.Either():
            return any(fits(one, subject) for one in part.parts)
        case query_parts.Not():
            return not fits(part.part, subject)
        case query_parts.Term() | query_parts.Phrase():
            begins = part.prefix or (
                subject.beginnings and isinstance(part, query_parts.Term)
            )
            return _in_a_row(words(part.text), subject.words, begins=begins)
        case query_parts.Kind():
            return subject.kind in part.kinds
        case query_parts.Dated():
            moment = parse_date(subject.date)
            return moment is not None and part.start <= moment.start < part.end
        case query_parts.Author() | query_parts.Title() | query_parts.Tag():
            return any(_all_in(part, text) for text in _texts(part, subject))


def _texts(
    part: query_parts.Author | query_parts.Title | query_parts.Tag, subject: Subject
) -> Sequence[str]:
    match part:
        case query_parts.Author():
            return (subject.author or "",)
        case query_parts.Title():
            return (subject.title,)
        case query_parts.Tag():
            return subject.tags


def _in_a_row(asked: Sequence[str], found: Sequence[str], *, begins: bool) -> bool:
    if not asked:
        return True
    count = len(asked)
    return any(
        list(found[at : at + count - 1]) == list(asked[:-1])
        and _same(asked[-1], found[at + count - 1], begins=begins)
        for at in range(len(found) - count + 1)
    )


def _all_in(
    part: query_parts.Author | query_parts.Title | query_parts.Tag, text: str
) -> bool:
    asked, found = words(part.text), words(text)
    last = len(asked) - 1
    return bool(found) and all(
        any(_same(word, own, begins=part.prefix and at == last) for own in found)
        for at, word in enumerate(asked)
    )


def _same(asked: str, found: str, *, begins: bool) -> bool:
    return found.startswith(asked) if begins else found == asked
