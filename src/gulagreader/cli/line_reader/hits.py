"""The search: its hits said, counted, explained, and gone to one after another."""

from contextlib import closing
from typing import TYPE_CHECKING

from gulagreader.cli.hit_lines import explanation_lines
from gulagreader.cli.index_desk import asks_for_quotations
from gulagreader.cli.line_reader.listing import Listed, counted
from gulagreader.cli.line_reader.open_text import Spot
from gulagreader.cli.line_reader.reading_on import HITS
from gulagreader.cli.line_reader.sayings import many, sentence
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.hits import Facets, Hit
from gulagreader.domain.searches import SearchOrder
from gulagreader.text.clean import clean_line
from gulagreader.text.marks import mark_spans
from gulagreader.text.spoken_parts import SpokenPart

if TYPE_CHECKING:
    from gulagreader.services.finding import Finder

_HITS = 200
"""Hits that can be gone through."""
_PAST = 5
"""Queries asked before that are said."""


class Hits(Listed):
    """Searches the library, and goes to what was found."""

    _facets: Facets | None = None
    _marks: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]] = ((), ())
    """The words and phrases that were found, as ``text.marks`` takes them."""
    _indexed = _indexed_quotations = False
    """Whether this visit has brought the indexes up to date."""
    _hit = 0
    """The number of the hit that was gone to last; 0 for none."""

    def _do_search(self, query: str) -> None:
        if not query:
            self._say("Say what to look for, such as: search amnesty camps")
            past = self._services.memory.past_queries()[:_PAST]
            self._say(*(f"You searched: {clean_line(one)}" for one in past))
            return
        self._services.memory.keep_query(query)
        self._search(query, newest=False)

    def _search(self, query: str, *, newest: bool) -> None:
        self._asked_for = query
        with closing(self._finder(query)) as finder:
            sort: SearchOrder = "date" if newest else "relevance"
            answer = finder.answer(query, typing=False, limit=_HITS, sort=sort)
        self._say(*map(sentence, answer.notes))
        found = many(answer.total, "hit") if answer.total else "Nothing found"
        more = f", the first {_HITS} of them here" if answer.total > _HITS else ""
        self._say(f"{found}{more}.", *(f"Try: {one}" for one in answer.suggestions))
        self._hits, self._facets, self._hit = answer.hits, answer.facets, 0
        self._marks = answer.words, answer.phrases
        if self._hits:
            self._where, self._told = HITS, 0
            self._do_next("")

    def _do_counts(self, _: str) -> None:
        """Say how the hits fall to authors, posts and years."""
        facets = self._facets
        if facets is None or not self._hits:
            self._say("There are no hits to count; search looks for words.")
            return
        titles = {hit.post: hit.title for hit in self._hits}
        posts = {titles.get(post, post): count for post, count in facets.post.items()}
        named = (("Authors", facets.author), ("Posts", posts), ("Years", facets.year))
        for name, counts in named:
            if counts:
                self._say(f"{name}: {', '.join(counted(counts))}.")
        self._say("author:, title: and date: behind search make them fewer.")

    def _do_why(self, named: str) -> None:
        there = named.isdecimal() and 0 < int(named) <= len(self._hits)
        if not there:
            self._say("Say the number of a hit, such as: why 1. search finds hits.")
            return
        with closing(self._finder(self._asked_for)) as finder:
            why = finder.explain(self._asked_for, self._hits[int(named) - 1])
        self._say(*(f"{line}." for line in explanation_lines(why)))

    def _finder(self, query: str = "") -> "Finder":
        """The search over indexes that are up to date as of this visit.

        Where they cannot be brought up to date, what was indexed before is searched.

        Raises:
            IndexUnavailableError: there is none, and none can be written.
        """
        failed = self._bring_up_to_date(quotations=asks_for_quotations(query))
        try:
            finder = self._services.open_finder()
        except IndexUnavailableError:
            if failed is not None:
                raise failed from None
            self._say("The search index was damaged; it is built anew.")
            self._console.run(self._services.update_index(rebuild=True))
            finder = self._services.open_finder()
        if failed is not None:
            self._say(clean_line(str(failed)))
        return finder

    def _bring_up_to_date(self, *, quotations: bool) -> IndexUnavailableError | None:
        """Index what is not indexed yet, once; give why it cannot be."""
        try:
            if not self._indexed:
                self._tell_of_first_index()
                self._console.run(self._services.update_index())
                self._indexed = True
            if quotations and not self._indexed_quotations:
                self._console.run(self._services.update_quotation_index())
                self._indexed_quotations = True
        except IndexUnavailableError as error:
            return error
        return None

    def _tell_of_first_index(self) -> None:
        try:
            self._services.open_finder().close()
        except IndexUnavailableError:
            self._say("The library is indexed first; this may take a while.")

    def _do_hits(self, _: str) -> None:
        if not self._hits:
            self._say("There are no hits; search looks for words.")
            return
        self._where, self._told = HITS, 0
        self._do_next("")

    # To a hit

    def _do_hit(self, named: str) -> None:
        """Go to the hit after the one gone to last, to the one before, or to one."""
        if not self._hits:
            self._say("There are no hits; search looks for words.")
            return
        step = {"": 1, "next": 1, "back": -1}.get(named.lower())
        number = self._hit + step if step is not None else 0
        if named.isdecimal():
            number = int(named)
        if 0 < number <= len(self._hits):
            self._open_hit(number)
        else:
            count = many(len(self._hits), "hit")
            self._say(f"There is no such hit; {count} in all, and hits says them.")

    def _open_hit(self, number: int) -> None:
        """Go to the part of a text that has what was found."""
        hit = self._hits[number - 1]
        self._hit = number
        self._open(hit.post, hit.comment, take_up=False, say_comment=False)
        text = self._opened()
        row = text.thread.index.get(hit.comment) if hit.comment else None
        parts = text.parts if row is None else text.pieces(row)
        at = self._part_found(parts, hit)
        self._say(f"Hit {number} of {len(self._hits)}.")
        if row is not None:
            self._go(Spot(text.spot.part, row, at or 0))
        elif at is not None:
            self._say(f"Part {at + 1} of {len(parts)}.")
            self._go(Spot(at))

    def _part_found(self, parts: list[SpokenPart], hit: Hit) -> int | None:
        """The first part with what was found; None where only the title has it."""
        for number, part in enumerate(parts):
            if hit.span is not None:
                if part.end > hit.span[0]:
                    return number
            elif mark_spans(part.words, *self._marks):
                return number
        return None
