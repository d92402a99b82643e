"""Find citations: in brackets, square brackets, superscripts and footnote marks."""

import re
from collections.abc import Sequence
from itertools import islice

from gulagreader.domain.posts import CitedSource
from gulagreader.domain.quotations import Citation, QuotationKind
from gulagreader.text.citation_candidates import Found, candidates
from gulagreader.text.citation_shape import Shape
from gulagreader.text.cited_sources import Link, SourceNames
from gulagreader.text.covering import HIDDEN
from gulagreader.text.named_citations import (
    goes_on_to_say,
    named_before,
    names_of_sentence,
)
from gulagreader.text.names import CAPITAL
from gulagreader.text.quotable import Quotable
from gulagreader.text.reported_speech import reports

_AFTER_BARE = re.compile(r"[\s\x00]*(?:[.;]|\Z)|[^\S\n]*\n[^\S\n]*\n")
_AFTER_MARK = re.compile(
    r"[^\S\r\n\x00]*\x00*[.,;:]?\x00*(?:[^\S\r\n]*\r?\n)?[^\S\r\n]*"
)
_AT_END = " \t\r\n.,;:!?…’'*_" + HIDDEN
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_GLOSSED = re.compile(
    r"(?:[\d”“\"»’'*_]|(?<![^\W_])(?:[A-ZА-ЯЁ][^\W_]*|camps?|city|town|capital"
    r"|village|region|district|river|island|port|station|prison"
    r"|republic|police|league|party|agency|committee|organi[sz]ation|service"
    r"|ministry|department|system|word|term|name|nickname|wife"
    r"|husband|brother|sister|son|daughter|father|mother|friend|language|newspaper"
    r"|journal|group|people|called|nation|state|country"
    r"|лагер\w+|город\w*|столиц\w+|деревн\w+|полици\w+|Stadt|Lager|Partei|ville"
    r"|ciudad|città))[\s\x00]*\Z"
)
"""What a name in brackets explains: *the capital (Moscow)*."""
_SAID_CLAUSE = re.compile(r"(?:\s?,)?[^.!?;,:“”\"«»()\[\]\n]{3,45}(?=\()")
_OWNS = re.compile(rf"(?<![^\W_])[{CAPITAL}][^\W\d_]+['’]s\s(?:[^\W\d_]+\s){{0,3}}\Z")
_DATED = (QuotationKind.QUOTATION, QuotationKind.TERM)
_MARKS = re.compile('[“”„"«»]')
_MOST_NAMED = 20
"""Places of a name that are looked at."""
_WORDS = (QuotationKind.QUOTATION, QuotationKind.BLOCK, QuotationKind.SPEECH)


class Citations:
    """The citations of one text: first those of quotations, then the others."""

    def __init__(self, text: Quotable, sources: Sequence[CitedSource]) -> None:
        self._text = text
        self._names = SourceNames(sources)
        self._found = [
            one
            for one in candidates(text)
            if one.shape is None or self._names.may_mean(one.shape.only_key)
        ]
        self._by_start = {one.start: one for one in self._found}
        self._by_end = {one.end: one for one in self._found}
        self._cited = {
            name
            for one in self._found
            if one.shape and not one.shape.bare_name
            for name in one.shape.surnames
        }
        self._taken: dict[int, Citation] = {}
        self._titles: set[int] = set()
        self._paged = False
        self._said: dict[str, bool] = {}

    def of_quotation(
        self,
        start: int,
        end: int,
        *,
        closed: bool,
        kind: QuotationKind,
        speaker: str | None = None,
    ) -> Citation | None:
        """The citation right after a quotation, or last before its closing mark.

        A page alone is one in the source by the speaker, if there is one.
        """
        if kind is QuotationKind.TITLE:
            self._titles.add(end)
        one = self._after(end) if closed else None
        if one is None or not self._belongs(one, start, end, kind):
            one = self._inside(start, end - 1 if closed else end)
            if one is None or not self._belongs(one, start, end, kind):
                one = self._behind_clause(end) if closed and kind in _WORDS else None
            if one is None:
                return None
        if one.shape and kind is QuotationKind.QUOTATION:
            self._cited.update(one.shape.surnames)
        if one.shape and one.shape.bare_number:
            self._paged = True
        return self._taken.setdefault(one.start, self._linked(one, speaker))

    def all(self) -> tuple[Citation, ...]:
        """Every citation of the text, in order."""
        for one in self._found:
            if one.start not in self._taken and self._stands_alone(one):
                self._taken[one.start] = self._linked(one)
        return tuple(self._taken[start] for start in sorted(self._taken))

    def _after(self, end: int) -> Found | None:
        gap = _AFTER_MARK.match(self._text.masked, end)
        return self._by_start.get(gap.end() if gap else end) or self._by_start.get(end)

    def _behind_clause(self, end: int) -> Found | None:
        """The citation behind *she joked later*, which tells only who says it."""
        gap = _SAID_CLAUSE.match(self._text.masked, end)
        if gap is None or not reports(gap.group()):
            return None
        masked = self._text.masked
        if masked[end - 2] in ".!?" and gap.group().lstrip()[:1].isupper():
            return None
        if gap.group().split()[0] in {"is", "was"}:
            return None
        one = self._by_start.get(gap.end())
        strong = one is not None and one.shape is not None and one.shape.strong
        return one if strong else None

    def _inside(self, start: int, end: int) -> Found | None:
        masked = self._text.masked
        at = end
        while at > start and masked[at - 1] in _AT_END and at not in self._by_end:
            at -= 1
        one = self._by_end.get(at)
        return one if one is not None and one.start > start + 1 else None

    def _belongs(self, one: Found, start: int, end: int, kind: QuotationKind) -> bool:
        shape = one.shape
        if shape is None:
            return True
        if shape.dated:
            return kind in _DATED and self._is_owned(start)
        if shape.bare_number:
            return kind is not QuotationKind.TITLE
        if shape.weak and shape.title and _MARKS.search(one.text):
            return self._link(one) is not None
        if shape.weak:
            return kind in _WORDS or self._link(one) is not None
        if kind is QuotationKind.TITLE and self._tells_who_published(one):
            return False
        if not shape.bare_name or self._link(one) is not None:
            return True
        if self._names:
            return not shape.full_name and kind is QuotationKind.QUOTATION
        foreign = _CYRILLIC.search(self._text.source, start, min(end, start + 40))
        if foreign and not _CYRILLIC.search(one.text):
            return end - start > 60 and not shape.full_name
        strong = kind in {QuotationKind.QUOTATION, QuotationKind.BLOCK}
        return strong or not shape.full_name

    def _is_owned(self, start: int) -> bool:
        """Whether somebody owns the words: *Weber's image of “a city” (1991)*."""
        lead = self._text.masked[max(0, start - 60) : start].replace(HIDDEN, "")
        return _OWNS.search(lead) is not None

    def _stands_alone(self, one: Found) -> bool:
        shape = one.shape
        if shape is None:
            return True
        if shape.bare_number:
            return self._is_page(one)
        if shape.dated:
            return self._dates_a_name(one, shape)
        if shape.weak:
            named = shape.surnames or shape.title
            return bool(named) and self._link(one) is not None
        if self._tells_who_published(one):
            return False
        if not shape.bare_name or self._link(one) is not None:
            return True
        if all(name in self._cited for name in shape.surnames):
            return True
        ends = _AFTER_BARE.match(self._text.masked, one.end)
        single = len(shape.surnames) == 1 and not shape.full_name
        before = self._text.masked[max(0, one.start - 40) : one.start]
        return bool(ends) and single and not self._names and not _GLOSSED.search(before)

    def _tells_who_published(self, one: Found) -> bool:
        """Tell *“Gulag” (Doubleday, 2003)* from an author and a year."""
        shape = one.shape
        if shape is None or not shape.name_and_year or "," not in one.text:
            return False
        if self._link(one) is not None:
            return False
        masked = self._text.masked
        before = masked[max(0, one.start - 8) : one.start].rstrip(" ,")
        end = one.start - (one.start - max(0, one.start - 8) - len(before))
        return before.endswith(HIDDEN) or bool({end, end + 1} & self._titles)

    def _is_page(self, one: Found) -> bool:
        """Tell the page of whoever the sentence names from any other number."""
        names, told = names_of_sentence(self._text.masked, one.start, one.end)
        known = names & self._cited or any(
            self._names and self._names.knows(name) for name in names
        )
        return bool(known or told or (self._paged and len(one.text) < 4 and names))

    def _dates_a_name(self, one: Found, shape: Shape) -> bool:
        """Tell *Applebaum (2003) writes* from the year of a death or a film."""
        named = named_before(self._text.masked, one.start)
        if named is None:
            return False
        if named[1] or goes_on_to_say(self._text.masked, one.end):
            return True
        if self._goes_on_a_list(one, named[0]):
            return True
        if any(link.source_years & shape.years for link in self._links(one)):
            return True
        return self._says_something(named[0], one.start)

    def _goes_on_a_list(self, one: Found, name: str) -> bool:
        """Whether a citation stands before it: *Weber (1993: 4), Braun (1995)*."""
        lead = self._text.masked[max(0, one.start - 120) : one.start]
        found = re.search(
            rf"\)(?P<gap>,?\s(?:(?:and|und|et|y|и|or)\s)?){name}\s\Z", lead
        )
        if found is None:
            return False
        before = self._by_end.get(one.start - len(lead) + found.start("gap"))
        return before is not None and before.start in self._taken

    def _says_something(self, name: str, at: int) -> bool:
        """Whether somebody is said to say something elsewhere in the text."""
        if name not in self._said:
            masked = self._text.masked
            found = re.finditer(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", masked)
            places = [one.end() for one in islice(found, _MOST_NAMED)]
            self._said[name] = any(
                reports(masked[end : end + 30].partition(".")[0])
                for end in places
                if abs(end - at) > 2
            )
        return self._said[name]

    def _link(self, one: Found) -> Link | None:
        links = self._links(one)
        return links[0] if links else None

    def _links(self, one: Found) -> list[Link]:
        if not self._names:
            return []
        if one.number is not None:
            link = self._names.by_number(one.number)
            return [link] if link else []
        if one.shape is None:
            return []
        surnames: Sequence[str] = one.shape.surnames
        if one.shape.title and not surnames:
            link = self._names.by_title(one.shape.title)
            return [link] if link else []
        if not surnames and one.shape.years:
            before = named_before(self._text.masked, one.start)
            surnames = (before[0],) if before else ()
        named = (self._names.by_name(name, one.shape.years) for name in surnames)
        links = [link for link in named if link is not None]
        return sorted(links, key=lambda link: link.probable)

    def _linked(self, one: Found, speaker: str | None = None) -> Citation:
        links = self._links(one)
        if not links and speaker and one.shape and one.shape.placed:
            link = self._names.by_name(speaker.split()[-1], frozenset())
            links = [link] if link and not link.probable else []
        if not links:
            return Citation(one.text, one.start, one.end)
        first, *rest = links
        more = dict.fromkeys(link.source.key for link in rest)
        more.pop(first.source.key, None)
        return Citation(
            one.text,
            one.start,
            one.end,
            first.source.key,
            first.source.text,
            first.probable,
            tuple(more),
        )
