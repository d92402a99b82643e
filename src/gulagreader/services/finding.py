"""Finding posts, comments and quotations: a query in, an answer to be shown out."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from gulagreader.domain.hits import Answer, Explanation, Hit
from gulagreader.domain.posts import LibraryInfo
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Query
from gulagreader.search.engine import CancelledError, never
from gulagreader.search.plan import Groups, Marks, alias_groups
from gulagreader.search.word_forms import LibraryForms
from gulagreader.services.answering import Sort, Wanted
from gulagreader.services.asking import Asked, Place
from gulagreader.services.explaining import explanation_of
from gulagreader.services.numbering import NO_NOTES, Notes, Numbering
from gulagreader.services.quotation_index import QuotationIndex
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.services.shown_hits import hit_of
from gulagreader.services.states import NothingDone, ReaderStates
from gulagreader.storage.memory_file import MemoryUnavailableError
from gulagreader.text.words import words

if TYPE_CHECKING:
    from gulagreader.services.note_search import NoteSearch

__all__ = ["Finder", "Sort"]


class Finder:
    """Answers queries from one library's indexes. Use it from one thread only."""

    def __init__(
        self,
        info: LibraryInfo,
        texts: SearchedIndex,
        states: ReaderStates,
        quotations: QuotationIndex,
        notes: Notes | None = None,
    ) -> None:
        self._info = info
        self._library, self._lang = info.id, info.lang
        self._texts = texts
        self._states = states
        self._quotations = quotations
        self._notes = notes
        self._in_notes: NoteSearch | None = None
        self._groups: Groups = alias_groups(info.aliases)
        self._places: list[Place] = []

    @classmethod
    def open(
        cls,
        info: LibraryInfo,
        folder: Path,
        *,
        states: ReaderStates | None = None,
        quotations: Path | None = None,
        notes: Notes | None = None,
    ) -> Self:
        """Open the index in ``folder`` (of ``IndexState``) for a library.

        ``states`` answers ``is:``; without it nothing is read, starred or new.
        ``quotations`` is the folder of the index of quotations; where it has none
        yet, what asks for quotations finds none and says so. ``notes`` gives the
        reader's notes; it is called when a query first asks for them.

        Raises:
            IndexUnavailableError: there is none, or it is damaged. Run
                ``update_index`` and open again; a damaged index was dropped, so
                that a new one is built.
        """
        texts = SearchedIndex.open(folder, info.id)
        quoted = QuotationIndex(quotations, info.id)
        return cls(info, texts, states or NothingDone(), quoted, notes)

    def answer(
        self,
        query_text: str,
        *,
        typing: bool,
        limit: int = 20,
        sort: Sort = "relevance",
        offset: int = 0,
        cancel: Callable[[], bool] | None = None,
        grouped: bool = False,
        transliterate: bool = False,
    ) -> Answer:
        """Answer a query; no text of a query is an error.

        While ``typing`` the last plain word is a prefix unless a space follows, the
        answer may be bounded (``exact`` False) and has no facets. When ``cancel``
        turns true the answer comes at once, empty, and is to be thrown away.

        ``limit`` hits are given from the place ``offset`` on. ``grouped`` gathers
        them by post: then both count threads, which come in the order of the best
        hit of each (``sort`` "date": the newest), each with its first few hits and
        how many it has in all. How many threads there are is the number of posts in
        the facets; ``total`` counts documents in any case. ``transliterate`` finds
        words in the other alphabet, too.

        Raises:
            IndexUnavailableError: the index is damaged; as for ``open``.
        """
        started = time.perf_counter()
        query = parse_query(query_text, typing=typing)
        wanted = Wanted(limit, offset, sort, grouped, cancel or never)
        if query.collection == "notes":
            answer = self._noted(query, wanted, transliterate=transliterate)
        else:
            asked = self._asked(query, transliterate=transliterate)
            try:
                answer = wanted.answer(asked)
            except CancelledError:
                answer = replace(asked.unanswered(), exact=False)
        took = (time.perf_counter() - started) * 1000
        return replace(answer, took_ms=round(took, 1))

    def explain(
        self, query_text: str, hit: Hit, *, transliterate: bool = False
    ) -> Explanation:
        """Say why a finished query finds a hit, and what each word gave to its score.

        Of a hit that the query does not find (any more) nothing is said.

        Raises:
            IndexUnavailableError: the index is damaged; as for ``open``.
        """
        query = parse_query(query_text, typing=False)
        asked = self._asked(query, transliterate=transliterate)
        return explanation_of(asked, hit)

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words of the library that begin with ``prefix``, most frequent first."""
        found = words(prefix)
        return self._texts.complete(found[-1], limit) if found else ()

    def reopen_if_changed(self) -> bool:
        """Take in what another run has indexed since; whether there was any.

        Raises:
            IndexUnavailableError: as for ``open``.
        """
        changed = self._quotations.reopen_if_changed()
        if not self._texts.is_current:
            texts = SearchedIndex.open(self._texts.folder, self._library)
            self._texts.close()
            self._texts = texts
            changed = True
        if changed:
            self._places.clear()
        return changed

    def rest(self) -> None:
        """Let the system have the memory of the files while nothing is asked."""
        self._texts.rest()
        self._quotations.rest()

    def close(self) -> None:
        """Give back the files."""
        self._texts.close()
        self._quotations.close()

    @property
    def texts(self) -> SearchedIndex:
        """The index of posts and comments; after a change another one."""
        return self._texts

    def asked(self, query: Query, *, transliterate: bool = False) -> Asked:
        """What a query asks of which index, for what is more than hits.

        Raises:
            IndexUnavailableError: the index is damaged; as for ``open``.
        """
        return self._asked(query, transliterate=transliterate)

    def _asked(self, query: Query, *, transliterate: bool) -> Asked:
        """Find out where an answer is looked for."""
        if query.collection == "notes":
            return Asked(query, None, (NO_NOTES,))
        if query.collection == "texts":
            place = self._place(self._texts)
            return Asked(query, place, transliterate=transliterate)
        index = self._quotations.index()
        note = self._quotations.missing(self._texts)
        return Asked(
            query,
            None if index is None else self._place(index),
            (note,) if note else (),
            whole=not note,
            transliterate=transliterate,
        )

    def _noted(self, query: Query, wanted: Wanted, *, transliterate: bool) -> Answer:
        """Answer from the reader's notes."""
        if self._notes is None:
            return Asked(query, None, (NO_NOTES,)).unanswered()
        from gulagreader.services.note_search import NoteSearch  # noqa: PLC0415 - rarely asked

        try:
            if self._in_notes is None:
                shelf = self._notes()
                self._in_notes = NoteSearch(shelf, self._info, self._states)
            return self._in_notes.answer(
                query,
                self._text_itself,
                limit=wanted.limit,
                offset=wanted.offset,
                sort=wanted.sort,
                grouped=wanted.grouped,
                transliterate=transliterate,
            )
        except MemoryUnavailableError as error:
            return Asked(query, None, (str(error),), whole=False).unanswered()

    def _text_itself(self, post: str, comment: str | None) -> Hit | None:
        """A post or a comment as a hit, with the comments above it."""
        number = self._texts.number_of(post, comment, None)
        return None if number is None else hit_of(self._texts, number, 0.0, Marks())

    def _place(self, index: SearchedIndex) -> Place:
        for place in self._places:
            if place.index is index:
                return place
        numbering = Numbering(index, self._states, self._quotations, self._notes)
        spoken = dict.fromkeys((self._lang, *index.languages()))
        forms = LibraryForms(index, tuple(spoken))
        quoted = index is not self._texts
        place = Place(index, numbering, forms, self._groups, quoted)
        self._places = [*self._places[-1:], place]
        return place
