"""The rows of the counts: which authors, posts and years an answer is from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from gulagreader.domain.hits import Facets
from gulagreader.ui.narrowing import author_clause, holds, thread_clause, years_clause

_MOST_EACH = 200


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many hits are of one author, post or year."""

    label: str
    count: int
    clause: str | None
    """What narrows the query to them; None where nothing can."""
    chosen: bool = False
    """Whether the query is narrowed to them."""


@dataclass(frozen=True, slots=True)
class CountHeading:
    """What the counts below are of."""

    words: str


CountsRow = CountRow | CountHeading


def count_rows(
    facets: Facets, query: str, title_of: Callable[[str], str]
) -> list[CountsRow]:
    """Authors and posts, the most frequent first, then the years in order."""

    def rows(
        heading: str,
        counts: Mapping[str, int],
        label_of: Callable[[str], str],
        clause_of: Callable[[str], str | None],
    ) -> Iterator[CountsRow]:
        if counts:
            yield CountHeading(f"{heading} {len(counts)}")
        for key, count in islice(counts.items(), _MOST_EACH):
            label = label_of(key)
            clause = clause_of(label)
            chosen = clause is not None and holds(query, clause)
            yield CountRow(label or "Untitled", count, clause, chosen)
        if len(counts) > _MOST_EACH:
            yield CountHeading(f"and {len(counts) - _MOST_EACH} more")

    return [
        *rows("Authors", facets.author, str, author_clause),
        *rows("Posts", facets.post, title_of, thread_clause),
        *rows("Years", facets.year, str, _year_clause),
    ]


def _year_clause(year: str) -> str | None:
    return years_clause(int(year), int(year)) if year.isdigit() else None
