"""The query language over values in memory: cards of posts, quotations.

``search`` asks the index; these few values are looked through one by one, with the
same language and the same words. What only the index knows (``has:quotation``,
``thread:``, what is searched) is left out, and a note says so; what the reader's
memory knows (``is:``, ``has:note``) as well, but where that is at hand. A list of many
cards is asked in another way with the same answer (``services.card_filter``).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gulagreader.domain import query_parts
from gulagreader.domain.dates import parse_date
from gulagreader.domain.posts import PostCard
from gulagreader.search.inflection import Inflection
from gulagreader.search.spelling import distance
from gulagreader.text.words import words

_INFLECTION = Inflection()


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
    states: frozenset[str] = frozenset()
    """What is known of it: ``unread``, ``read``, ``new``, ``starred``, ``note``."""
    comments: int = 0

    @cached_property
    def words(self) -> list[str]:
        """The words of the text."""
        return words(self.text)


def askable(
    query: query_parts.Query, *, listing: bool = False
) -> tuple[query_parts.Part | None, tuple[str, ...]]:
    """What of a query can be asked of one value, and notes on the query.

    Of a ``listing`` of posts it is also known what the reader did with them.
    """
    notes = list(query.notes)
    part = _asked(query.part, notes, listing=listing)
    others = ("notes", "quotations") if listing else ("notes",)
    if query.collection in others:
        notes.append(_only_search(f"in:{query.collection}"))
    return part, tuple(dict.fromkeys(notes))


def _asked(
    part: query_parts.Part | None, notes: list[str], *, listing: bool
) -> query_parts.Part | None:
    match part:
        case query_parts.Is():
            if listing:
                return part
            notes.append(_only_search(f"is:{part.state}"))
            return None
        case query_parts.Has():
            if listing and part.feature != "quotation":
                return part
            notes.append(_only_search(f"has:{part.feature}"))
            return None
        case query_parts.InThread():
            notes.append(_only_search("thread:{…}"))
            return None
        case query_parts.Not():
            inner = _asked(part.part, notes, listing=listing)
            return None if inner is None else query_parts.Not(inner)
        case query_parts.Every() | query_parts.Either():
            every = [_asked(one, notes, listing=listing) for one in part.parts]
            told = tuple(one for one in every if one is not None)
            return type(part)(told) if told else None
        case _:
            return part


def _only_search(written: str) -> str:
    return f"{written} was left out; “gulagreader search” understands it"


def card_subject(
    card: PostCard, states: frozenset[str] = frozenset({"unread"})
) -> Subject:
    """A card as something that a query may fit.

    Words are looked for in title, author, date and tags, where they may be beginnings
    of words, after ``author:``, ``title:`` and ``tag:`` too.
    """
    said = (card.title, card.author or "", card.date or "", *card.tags)
    return Subject(
        " ".join(said),
        "post",
        card.author,
        card.title,
        card.tags,
        card.date,
        beginnings=True,
        states=states,
        comments=card.comments,
    )


def fits(part: query_parts.Part | None, subject: Subject) -> bool:
    """Whether a query's part fits; one that asks for nothing fits everything."""
    match part:
        case None | query_parts.InThread():
            return True  # see ``askable``
        case query_parts.Every():
            return all(fits(one, subject) for one in part.parts)
        case query_parts.Either():
            return any(fits(one, subject) for one in part.parts)
        case query_parts.Not():
            return not fits(part.part, subject)
        case _:
            return _fits_alone(part, subject)


_Alone = (
    query_parts.Term
    | query_parts.Phrase
    | query_parts.Near
    | query_parts.Kind
    | query_parts.Dated
    | query_parts.Comments
    | query_parts.Is
    | query_parts.Has
    | query_parts.Author
    | query_parts.Title
    | query_parts.Tag
)


def _fits_alone(part: _Alone, subject: Subject) -> bool:
    match part:
        case query_parts.Term() | query_parts.Phrase():
            return not words(part.text) or bool(_starts(part, subject))
        case query_parts.Near():
            return _near(part, subject)
        case query_parts.Kind():
            return subject.kind in part.kinds
        case query_parts.Comments():
            most = subject.comments if part.most is None else part.most
            return part.least <= subject.comments <= most
        case query_parts.Is():
            return part.state in subject.states
        case query_parts.Has("note"):
            return "note" in subject.states
        case query_parts.Has():
            return subject.comments > 0
        case query_parts.Dated():
            moment = parse_date(subject.date)
            return moment is not None and part.start <= moment.start < part.end
        case query_parts.Author() | query_parts.Title() | query_parts.Tag():
            begins = subject.beginnings
            return any(
                name_fits(part, text, beginnings=begins)
                for text in _texts(part, subject)
            )


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


def _starts(part: query_parts.Term | query_parts.Phrase, subject: Subject) -> list[int]:
    """Where a word or a row of words begins among the subject's words."""
    asked, found = words(part.text), subject.words
    if not asked:
        return []
    *row, last = asked
    fitting = {
        word
        for word in set(found)
        if fits_word(part, last, word, beginnings=subject.beginnings, alone=not row)
    }
    return [
        at
        for at in range(len(found) - len(row))
        if found[at + len(row)] in fitting and found[at : at + len(row)] == row
    ]


def fits_word(
    part: query_parts.Term | query_parts.Phrase,
    asked: str,
    found: str,
    *,
    beginnings: bool,
    alone: bool,
) -> bool:
    """Whether a word does for the last one of a part, ``asked``.

    With ``beginnings`` one that begins so does, too. It stands ``alone`` where the part
    has no other word before it.
    """
    if found == asked or (part.prefix and found.startswith(asked)):
        return True
    if isinstance(part, query_parts.Phrase) or part.exact or part.prefix:
        return False
    if beginnings and found.startswith(asked):
        return True
    if not alone:
        return False
    like = part.similar and distance(asked, found, 1) == 1
    return like or _INFLECTION.akin(asked, found)


def _near(part: query_parts.Near, subject: Subject) -> bool:
    """Whether all stand near each other; see ``search.plan.Near``."""
    places = [
        (_starts(one, subject), len(words(one.text)))
        for one in part.parts
        if words(one.text)
    ]
    if not all(starts for starts, _ in places):
        return False
    for first, size in places:
        for start in first:
            others = [(starts, bisect_left(starts, start)) for starts, _ in places]
            if any(at == len(starts) for starts, at in others):
                continue
            last = max(starts[at] for starts, at in others)
            if last - start - size <= part.distance:
                return True
    return not places


def name_fits(
    part: query_parts.Author | query_parts.Title | query_parts.Tag,
    text: str,
    *,
    beginnings: bool,
) -> bool:
    """Whether all words of a part are words of a name, or ``beginnings`` of them."""
    asked, found = words(part.text), words(text)
    last = len(asked) - 1
    return bool(found) and all(
        any(
            _same(word, own, begins=beginnings or (part.prefix and at == last))
            for own in found
        )
        for at, word in enumerate(asked)
    )


def forms_among(word: str, others: Sequence[str]) -> list[str]:
    """Which of other words are forms of a word."""
    return _INFLECTION.forms(word, others)


def _same(asked: str, found: str, *, begins: bool) -> bool:
    return found.startswith(asked) if begins else found == asked
