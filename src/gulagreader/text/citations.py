"""Find citations: in brackets, square brackets, superscripts and footnote marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.domain.posts import CitedSource
from gulagreader.domain.quotations import Citation, QuotationKind
from gulagreader.text.citation_shapes import Shape, shape_of
from gulagreader.text.cited_sources import Link, SourceNames
from gulagreader.text.covering import HIDDEN
from gulagreader.text.names import CAPITAL
from gulagreader.text.quotable import Quotable
from gulagreader.text.quotation_speakers import reports

_CANDIDATE = re.compile(
    r"\((?P<round>[^()\[\]]{1,160})\)"
    r"|\[(?P<note>\^[^\]\s\[]{1,40})\](?!:)"
    r"|\[(?P<square>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,5}"
    r"(?:(?:,\s?(?:pp?|S|с|стр|s)\.|:)\s?\d{1,4}(?:\s?[–-]\s?\d{1,4})?)?)\](?![(:=]|\[(?!\d))"
    r"|\[(?P<named>[^()\[\]\n]{6,160})\](?![(:=\[])"
    r"|<sup>(?:<a\b[^<>]{0,300}>)?\[?(?P<sup>\d{1,3})\]?(?:</a>)?</sup>"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})(?![^\W_])"
)
_UNIT = re.compile(
    r"(?:\d|[⁻⁺]|(?<![^\W\d_])(?:[kcmd]?m|ft|in|mi|[xyznecr]))$", re.IGNORECASE
)
_AFTER_BARE = re.compile(r"[\s\x00]*(?:[.;]|\Z)|[^\S\n]*\n[^\S\n]*\n")
_AFTER_MARK = re.compile(
    r"[^\S\r\n\x00]*\x00*[.,;:]?\x00*(?:[^\S\r\n]*\r?\n)?[^\S\r\n]*"
)
_AT_END = " \t\r\n.,;:!?…’'*_" + HIDDEN
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_NAME_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<name>[{CAPITAL}][^\W\d_]+(?:['’\-][^\W\d_]+)*?)"
    r"(?:['’]s?)?(?:,?\set\.?\sal\.?)?\s\Z"
)
_SHOWS = re.compile(
    r"\b(?:show|find|demonstrate|estimate|examine|trace|document|calculate|propose"
    r"|identifie|discusse)(?:s|d|ed)\b|\b(?:found|has shown|have shown|saw)\b"
)
"""What scholars do beside writing."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may be a citation, and how it is written."""

    start: int
    end: int
    text: str
    shape: Shape | None
    """None for numbers and marks, which need no further evidence."""
    number: str | None = None
    """Of a numbered reference."""


def candidates(text: Quotable) -> list[Found]:
    """Everything of the right shape, in order; code is not looked at."""
    found: list[Found] = []
    for match in _CANDIDATE.finditer(text.source):
        one = _read(match, text)
        if one is not None:
            found.append(one)
    return found


def _read(match: re.Match[str], text: Quotable) -> Found | None:
    start, end = match.span()
    content = match.group(match.lastgroup or 0)
    covered = text.masked[start]
    if covered != text.source[start] and not (
        covered == HIDDEN and match.lastgroup == "sup"
    ):
        return None
    if match.lastgroup in ("round", "named"):
        shape = shape_of(text.masked[start + 1 : end - 1].replace(HIDDEN, ""))
        if shape and match.lastgroup == "named" and not _is_dated(shape):
            return None
        return Found(start, end, content, shape) if shape else None
    if match.lastgroup in {"raised", "sup"} and _UNIT.search(
        text.source, max(0, start - 3), start
    ):
        return None
    digits = _NUMBER.search(_digits(content))
    number = content[1:] if match.lastgroup == "note" else digits and digits.group()
    return Found(start, end, content, None, number)


def _is_dated(shape: Shape) -> bool:
    """Whether a bracket names somebody with a year or a page: square ones must."""
    return bool(shape.surnames) and not shape.bare_name


def _digits(content: str) -> str:
    """Superscript digits as plain ones."""
    return content.translate(_RAISED)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


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

    def of_quotation(
        self, start: int, end: int, *, closed: bool, kind: QuotationKind
    ) -> Citation | None:
        """The citation right after a quotation, or last before its closing mark."""
        one = self._after(end) if closed else None
        if one is None or not self._belongs(one, start, end, kind):
            one = self._inside(start, end - 1 if closed else end)
            if one is None or not self._belongs(one, start, end, kind):
                return None
        if one.shape and kind is QuotationKind.QUOTATION:
            self._cited.update(one.shape.surnames)
        return self._taken.setdefault(one.start, self._linked(one))

    def all(self) -> tuple[Citation, ...]:
        """Every citation of the text, in order."""
        for one in self._found:
            if one.start not in self._taken and self._stands_alone(one):
                self._taken[one.start] = self._linked(one)
        return tuple(self._taken[start] for start in sorted(self._taken))

    def _after(self, end: int) -> Found | None:
        gap = _AFTER_MARK.match(self._text.masked, end)
        return self._by_start.get(gap.end() if gap else end) or self._by_start.get(end)

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
            return False
        if shape.bare_number:
            return kind is not QuotationKind.TITLE
        if not shape.bare_name or self._link(one) is not None:
            return True
        if self._names:
            return not shape.full_name and kind is QuotationKind.QUOTATION
        foreign = _CYRILLIC.search(self._text.source, start, min(end, start + 40))
        if foreign and not _CYRILLIC.search(one.text):
            return end - start > 60 and not shape.full_name
        strong = kind in {QuotationKind.QUOTATION, QuotationKind.BLOCK}
        return strong or not shape.full_name

    def _stands_alone(self, one: Found) -> bool:
        shape = one.shape
        if shape is None:
            return True
        if shape.bare_number:
            return False
        if shape.dated:
            return self._dates_a_name(one, shape)
        if not shape.bare_name or self._link(one) is not None:
            return True
        if all(name in self._cited for name in shape.surnames):
            return True
        ends = _AFTER_BARE.match(self._text.masked, one.end)
        single = len(shape.surnames) == 1 and not shape.full_name
        return bool(ends) and single and not self._names

    def _dates_a_name(self, one: Found, shape: Shape) -> bool:
        """Tell *Applebaum (2003) writes* from the year of a death or a film."""
        if self._named_before(one) is None:
            return False
        following = self._text.masked[one.end : one.end + 30].partition(".")[0]
        if reports(following) or _SHOWS.search(following):
            return True
        return any(link.source_years & shape.years for link in self._links(one))

    def _named_before(self, one: Found) -> str | None:
        """The surname right before a year in brackets."""
        before = self._text.masked[max(0, one.start - 60) : one.start]
        name = _NAME_BEFORE.search(before.replace(HIDDEN, ""))
        return name.group("name") if name else None

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
        if not surnames and one.shape.years:
            before = self._named_before(one)
            surnames = (before,) if before else ()
        named = (self._names.by_name(name, one.shape.years) for name in surnames)
        links = [link for link in named if link is not None]
        return sorted(links, key=lambda link: link.probable)

    def _linked(self, one: Found) -> Citation:
        links = self._links(one)
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
