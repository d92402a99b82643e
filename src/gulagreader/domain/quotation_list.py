"""The quotations of a library in a list: what each is known and grouped by."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ListedQuotation:
    """A quotation as a list of the whole library has it."""

    post: str
    comment: str | None
    title: str
    """Of the post."""
    start: int
    end: int
    kind: str
    words: str
    """What a reader sees of it, or the beginning of that."""
    speaker: str | None
    """Who is quoted, where the text says so."""
    author: str | None
    """Whose text it stands in."""
    date: str | None
    """Of that text, or of its post."""
    cited: str | None
    """What the brackets of its citation hold."""
    source: str | None
    """The source that the citation names."""
    probable: bool = False
    """Whether the source is a guess."""
    taken_up: int = 0
    """How many others took it up, or have the same passage."""

    @property
    def key(self) -> tuple[str, str | None, int]:
        """What no other quotation has."""
        return self.post, self.comment, self.start

    @property
    def year(self) -> str:
        """The year in which it was written; empty where that is not known."""
        year = (self.date or "")[:4]
        return year if year.isdigit() else ""


class GroupedBy(StrEnum):
    """What a list of quotations is parted by."""

    POST = "post"
    SPEAKER = "speaker"
    SOURCE = "source"
    YEAR = "year"
    UPTAKE = "uptake"

    @property
    def following(self) -> "GroupedBy":
        """The next one, round and round."""
        every = list(GroupedBy)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class QuotationGroup:
    """Quotations of one speaker, source, post or year, or taken up as often."""

    name: str
    """Empty where that is not known."""
    members: tuple[int, ...]
    """Their numbers in the list that was grouped, in its order."""


def grouped(
    quotations: Sequence[ListedQuotation], numbers: Iterable[int], by: GroupedBy
) -> list[QuotationGroup]:
    """Part some quotations of a list.

    Speakers and sources come by their names, years newest first, posts as the list
    has them, and what was taken up most before all else; what is not known comes last.
    """
    name_of = _NAMES[by]
    found: dict[str, list[int]] = {}
    for number in numbers:
        found.setdefault(name_of(quotations[number]), []).append(number)
    names = list(found)
    if by is GroupedBy.YEAR:
        names.sort(reverse=True)
    elif by is GroupedBy.UPTAKE:
        names.sort(key=int, reverse=True)
    elif by is not GroupedBy.POST:
        names.sort(key=str.casefold)
    names.sort(key=lambda name: not name)
    shown = _SHOWN.get(by, name_of)
    return [
        QuotationGroup(shown(quotations[found[name][0]]), tuple(found[name]))
        for name in names
    ]


_NAMES: dict[GroupedBy, Callable[[ListedQuotation], str]] = {
    GroupedBy.POST: lambda one: one.post,
    GroupedBy.SPEAKER: lambda one: one.speaker or "",
    GroupedBy.SOURCE: lambda one: one.source or one.cited or "",
    GroupedBy.YEAR: lambda one: one.year,
    GroupedBy.UPTAKE: lambda one: str(one.taken_up),
}
_SHOWN: dict[GroupedBy, Callable[[ListedQuotation], str]] = {
    GroupedBy.POST: lambda one: one.title or "Untitled",
}
