"""Documents that were found, made into hits that can be shown."""

from collections.abc import Sequence

from gulagreader.domain.hits import Ancestor, Facets, Hit, HitThread
from gulagreader.search.counting import (
    Group,
    NameCounts,
    Numbers,
    as_numbers,
    counted,
    grouped,
)
from gulagreader.search.documents import Document
from gulagreader.search.engine import Found
from gulagreader.search.matches import taken
from gulagreader.search.plan import Marks
from gulagreader.search.snippets import beginning, snippet
from gulagreader.services.searched_index import SearchedIndex

_MOST_ANCESTORS = 64
FEW = 3
"""Hits of a thread that are shown with it."""


def hits_of(
    index: SearchedIndex, found: Found, places: Sequence[int], marks: Marks
) -> tuple[Hit, ...]:
    """The hits at some places of what was found."""
    return tuple(
        hit_of(index, int(found.numbers[at]), float(found.scores[at]), marks)
        for at in places
    )


def hit_of(index: SearchedIndex, number: int, score: float, marks: Marks) -> Hit:
    """One document as a hit."""
    document = index.document(number)
    ancestors = _ancestors(index, document)
    passage, matches = snippet(document.text, marks.words, marks.phrases)
    return Hit(
        kind=(
            "quotation"
            if document.kind == "quotation"
            else "post"
            if document.comment is None
            else "comment"
        ),
        post=document.post,
        title=document.title,
        comment=document.comment,
        author=document.author,
        date=document.date,
        depth=document.depth,
        ancestors=ancestors,
        snippet=passage,
        matches=matches,
        score=round(score, 4),
        span=document.span,
        parent=ancestors[-1].comment if ancestors else None,
    )


def threads_of(
    index: SearchedIndex, found: Found, marks: Marks, *, start: int, stop: int
) -> tuple[HitThread, ...]:
    """The posts of what was found with their first hits, from one to another.

    In the order of each one's first hit.
    """
    with index.reading():
        groups = _groups(index, found, start, stop)
    threads = []
    for group in groups:
        hits = hits_of(index, found, group.first, marks)
        threads.append(HitThread(hits[0].post, hits[0].title, group.count, hits))
    return tuple(threads)


def _groups(index: SearchedIndex, found: Found, start: int, stop: int) -> list[Group]:
    posts = as_numbers(index.documents.posts)
    everything = taken(posts, as_numbers(found.everything))
    rows = taken(posts, as_numbers(found.numbers))
    index.documents.column_was_read("post")
    return grouped(rows, everything, start=start, stop=stop, few=FEW)


def facets_of(index: SearchedIndex, numbers: Numbers) -> Facets:
    """Count a whole answer; the most frequent first, years in order."""
    # What is made once is made first, beside nothing else.
    of_posts = index.post_rows
    documents = index.documents
    authors = counted(taken(as_numbers(documents.authors), numbers))
    documents.column_was_read("author")
    posts = counted(taken(as_numbers(documents.posts), numbers))
    documents.column_was_read("post")
    years = counted(taken(as_numbers(documents.years), numbers))
    documents.column_was_read("year")
    by_year = zip(*(column.tolist() for column in years), strict=True)
    return Facets(
        author=NameCounts(documents.names, *authors),
        post=of_posts.counted(*posts),
        year={str(year): count for year, count in sorted(by_year) if year},
    )


def _ancestors(index: SearchedIndex, document: Document) -> tuple[Ancestor, ...]:
    """The comments above one, from the root down; of a very long chain its ends."""
    chain: list[int] = []
    parent = document.parent
    while parent is not None and parent not in chain[-1:]:
        chain.append(parent)
        parent = index.parent(parent)
    if len(chain) > _MOST_ANCESTORS:
        chain = [*chain[: _MOST_ANCESTORS - 1], chain[-1]]
    above = [index.document(number) for number in reversed(chain)]
    return tuple(
        Ancestor(other.comment or "", other.author, beginning(other.text))
        for other in above
    )
