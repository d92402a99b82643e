"""The rows of the counts: which authors, posts and years an answer is from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

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
        heading: str, counts: Iterable[tuple[str, int, str | None]]
    ) -> Iterator[CountsRow]:
        found = list(counts)
        if found:
            yield CountHeading(f"{heading} {len(found)}")
        for label, count, clause in found[:_MOST_EACH]:
            chosen = clause is not None and holds(query, clause)
            yield CountRow(label, count, clause, chosen)
        if len(found) > _MOST_EACH:
            yield CountHeading(f"and {len(found) - _MOST_EACH} more with fewer hits")

    def posts() -> Iterator[tuple[str, int, str | None]]:
        for number, (post, count) in enumerate(facets.post.items()):
            title = title_of(post) if number < _MOST_EACH else ""
            yield title or "Untitled", count, thread_clause(title)

    authors = ((name, n, author_clause(name)) for name, n in facets.author.items())
    years = [(year, n, _year_clause(year)) for year, n in facets.year.items()]
    return [*rows("Authors", authors), *rows("Posts", posts()), *rows("Years", years)]


def _year_clause(year: str) -> str | None:
    return years_clause(int(year), int(year)) if year.isdigit() else None
