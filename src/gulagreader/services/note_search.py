"""Searching in notes: their words, the passages they are on, and their tags."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from gulagreader.domain.hits import Answer, Facets, Hit, HitThread
from gulagreader.domain.posts import LibraryInfo
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Has, Is, Part, Query
from gulagreader.search.plan import (
    Marks,
    Numbered,
    Plan,
    alias_groups,
    marks_of,
    plan_of,
)
from gulagreader.search.snippets import snippet
from gulagreader.search.word_forms import LibraryForms
from gulagreader.services.asked_parts import asked_part
from gulagreader.services.note_pile import Found, NotePile
from gulagreader.services.note_places import NoteOf
from gulagreader.services.noting import NoteShelf
from gulagreader.services.states import NothingDone, ReaderStates

Sort = Literal["relevance", "date"]
_FEW = 3
Stands = Callable[[str, str | None], Hit | None]
"""The hit of the post or comment itself, from the index of texts, where it is there."""


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """The notes that a query finds, in order."""

    notes: tuple[NoteOf, ...]
    scores: tuple[float, ...]
    told: tuple[str, ...]
    """What of the query was not understood or cannot be asked of notes."""
    marks: Marks


class NoteSearch:
    """Answers queries from the notes on one library. Use it from one thread only."""

    def __init__(
        self, shelf: NoteShelf, info: LibraryInfo, states: ReaderStates | None = None
    ) -> None:
        self._shelf = shelf
        self._groups = alias_groups(info.aliases)
        self._languages = (info.lang,)
        self._states = states or NothingDone()
        self._kept: tuple[object, NotePile, LibraryForms] | None = None

    def find(
        self, query_text: str, *, sort: Sort = "date", typing: bool = False
    ) -> FoundNotes:
        """Find notes; no text of a query is an error, an empty one finds all."""
        return self.found(parse_query(query_text, typing=typing), sort)

    def found(
        self, query: Query, sort: Sort = "relevance", *, transliterate: bool = False
    ) -> FoundNotes:
        """Find notes, the best first (``date``: the newest)."""
        pile, forms = self._pile()
        told = list(query.notes)
        part = asked_part(query.part, _unknown, told)
        plan = plan_of(
            part,
            self._groups,
            lambda one: self._numbered(one, pile),
            forms,
            transliterate=transliterate,
        )
        scores = pile.found(plan)
        numbers = _ordered(pile, scores, sort)
        return FoundNotes(
            tuple(pile.notes[number] for number in numbers),
            tuple(scores[number] for number in numbers),
            tuple(dict.fromkeys(told)),
            marks_of(plan),
        )

    def answer(
        self,
        query: Query,
        stands: Stands,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        grouped: bool = False,
        transliterate: bool = False,
    ) -> Answer:
        """Answer as the search over texts does; see ``Finder.answer``."""
        found = self.found(query, sort, transliterate=transliterate)
        places: Sequence[int] = range(len(found.notes))[offset : offset + limit]
        threads: tuple[HitThread, ...] = ()
        if grouped:
            threads = self._threads(found, stands, offset, limit)
            hits = tuple(hit for thread in threads for hit in thread.hits)
        else:
            hits = tuple(self._hit(found, at, stands) for at in places)
        return Answer(
            query=query.text,
            hits=hits,
            total=len(found.notes),
            facets=None if query.typing else self._facets(found),
            notes=found.told,
            words=tuple(found.marks.words),
            phrases=tuple(found.marks.phrases),
            threads=threads,
            collection="notes",
        )

    def _pile(self) -> tuple[NotePile, LibraryForms]:
        now = self._shelf.state()
        if self._kept is None or self._kept[0] is not now:
            pile = NotePile(self._shelf.every(), self._title)
            self._kept = now, pile, LibraryForms(pile, self._languages)
        return self._kept[1], self._kept[2]

    def _title(self, post: str) -> str:
        card = self._shelf.card(post)
        return "" if card is None else card.title

    def _numbered(self, part: Is | Has, pile: NotePile) -> Plan:
        """The notes on posts that are read or starred; every note is one."""
        every = range(len(pile.notes))
        if isinstance(part, Has):
            return Numbered(frozenset(every))
        starred = part.state == "starred"
        posts = self._states.starred() if starred else self._states.read_posts()
        there = {n for n in every if pile.notes[n][0].post in posts}
        unread = part.state == "unread"
        return Numbered(frozenset(set(every) - there if unread else there))

    def _hit(self, found: FoundNotes, at: int, stands: Stands) -> Hit:
        note, layer = found.notes[at]
        placed = self._shelf.placed(note, layer)
        said = f"{note.text}\n\n“{note.passage}”" if note.passage else note.text
        tagged = "\n".join(filter(None, (said, " · ".join(note.tags))))
        passage, matches = snippet(tagged, found.marks.words, found.marks.phrases)
        there = None if placed.unplaced else stands(note.post, placed.comment)
        return Hit(
            kind="note",
            post=note.post,
            title=self._title(note.post),
            comment=placed.comment,
            author=note.author or None,
            date=note.created.isoformat(timespec="seconds"),
            depth=there.depth if there else 0,
            ancestors=there.ancestors if there else (),
            snippet=passage,
            matches=matches,
            score=round(found.scores[at], 4),
            span=placed.span,
            parent=there.parent if there else None,
            note=note.id,
        )

    def _threads(
        self, found: FoundNotes, stands: Stands, offset: int, limit: int
    ) -> tuple[HitThread, ...]:
        by_post: dict[str, list[int]] = {}
        for at, (note, _) in enumerate(found.notes):
            by_post.setdefault(note.post, []).append(at)
        chosen = list(by_post.items())[offset : offset + limit]
        return tuple(
            HitThread(
                post,
                self._title(post),
                len(places),
                tuple(self._hit(found, at, stands) for at in places[:_FEW]),
            )
            for post, places in chosen
        )

    def _facets(self, found: FoundNotes) -> Facets:
        authors = Counter(note.author for note, _ in found.notes if note.author)
        posts = Counter(note.post for note, _ in found.notes)
        years = Counter(str(note.created.year) for note, _ in found.notes)
        return Facets(
            dict(authors.most_common()),
            dict(posts.most_common()),
            dict(sorted(years.items())),
        )


def _ordered(pile: NotePile, scores: Found, sort: Sort) -> list[int]:
    def newest(number: int) -> tuple[float, float, str]:
        note = pile.notes[number][0]
        score = scores[number] if sort == "relevance" else 0.0
        return -score, -note.created.timestamp(), note.id

    return sorted(scores, key=newest)


def _unknown(part: Part) -> str:
    """Why a part says nothing of notes; empty where it does."""
    match part:
        case Is(state="new"):
            return "is:new says nothing of notes and was left out"
        case Has(feature="quotation" | "reply"):
            return f"has:{part.feature} says nothing of notes and was left out"
        case _:
            return ""
