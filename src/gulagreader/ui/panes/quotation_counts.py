"""How the quotations of a list fall to speakers, sources and years, to choose by."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gulagreader.domain.quotation_list import ListedQuotation
from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.panes.count_rows import CountHeading, CountRow, CountsRow
from gulagreader.ui.panes.counts import CountsPane

_MOST_EACH = 200
_PARTS: Mapping[str, Callable[[ListedQuotation], str]] = {
    "Speakers": lambda one: one.speaker or "",
    "Sources": lambda one: one.source or one.cited or "",
    "Years": lambda one: one.year,
}
Counts = Sequence[tuple[str, "Counter[str]"]]
"""Of what, and how many fall to each."""


@dataclass(frozen=True, slots=True)
class Only:
    """What a list is narrowed to."""

    part: str
    """Speakers, Sources or Years."""
    name: str

    def holds(self, one: ListedQuotation) -> bool:
        """Whether a quotation is of it."""
        return _PARTS[self.part](one) == self.name


def fitting(
    every: Sequence[ListedQuotation], numbers: Iterable[int], only: Sequence[Only]
) -> tuple[int, ...]:
    """Those of a list that are of all that it is narrowed to."""
    return tuple(n for n in numbers if all(one.holds(every[n]) for one in only))


def counts_of(every: Sequence[ListedQuotation], numbers: Iterable[int]) -> Counts:
    """Count some quotations of a list."""
    chosen = [every[number] for number in numbers]
    return [
        (part, Counter(name for one in chosen if (name := name_of(one))))
        for part, name_of in _PARTS.items()
    ]


class QuotationCounts(CountsPane, inherit_bindings=False):
    """Lists speakers, sources and years; the list can be narrowed to each."""

    BINDINGS = bindings(Where.QUOTED_COUNTS)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._meant: dict[str, Only] = {}

    def show_counts(self, counts: Counts, only: Sequence[Only]) -> None:
        """Show the most frequent of each, the cursor on what it was on."""
        before = self.clause
        self._meant = {
            f"{part} {name}": Only(part, name)
            for part, names in counts
            for name in names
        }
        rows = list(_rows(counts, only))
        clauses = [row.clause if isinstance(row, CountRow) else None for row in rows]
        kept = clauses.index(before) if before in clauses and before else 0
        self.show_rows(rows, kept, self.top if kept else 0)

    def only(self, clause: str | None = None) -> Only | None:
        """What is under the cursor, or was clicked on."""
        return self._meant.get(clause or self.clause or "")


def _rows(counts: Counts, only: Sequence[Only]) -> Iterator[CountsRow]:
    for part, counter in counts:
        if counter:
            yield CountHeading(f"{part} {len(counter)}")
        for name, count in counter.most_common(_MOST_EACH):
            chosen = Only(part, name) in only
            yield CountRow(clean_line(name), count, f"{part} {name}", chosen)
        if len(counter) > _MOST_EACH:
            yield CountHeading(f"and {len(counter) - _MOST_EACH} more")
