"""The shapes of ``--json``: values of the domain as ``docs/command-line.md`` has them.

Absent values are null. What holds quotations is in ``quoted_shapes``, because their
finder takes its time to import.
"""

from collections.abc import Iterable, Sequence

from gulagreader.domain.errors import Damage
from gulagreader.domain.hits import Answer, Explanation, Hit, HitThread
from gulagreader.domain.posts import PostCard
from gulagreader.services.indexing import IndexState

Shape = dict[str, object]


def card_shape(card: PostCard, *, unread: bool) -> Shape:
    """A post as ``list`` gives it."""
    return {
        "id": card.id,
        "title": card.title,
        "author": card.author,
        "date": card.date,
        "tags": list(card.tags),
        "comments": card.comments,
        "unread": unread,
    }


def answer_shape(answer: Answer, why: Sequence[Explanation] | None = None) -> Shape:
    """The answer to a query; the facets of an answer while typing are null.

    ``why`` explains the hits one by one.
    """
    facets = answer.facets
    return {
        "query": answer.query,
        "total": answer.total,
        "exact": answer.exact,
        "took_ms": answer.took_ms,
        "hits": [hit_shape(hit) for hit in answer.hits],
        "facets": None
        if facets is None
        else {
            "author": dict(facets.author),
            "post": dict(facets.post),
            "year": dict(facets.year),
        },
        "notes": list(answer.notes),
        "suggestions": list(answer.suggestions),
        "threads": _threads_shape(answer.threads),
        "tried": list(answer.tried),
        "explain": None if why is None else [_explanation_shape(one) for one in why],
        "collection": answer.collection,
    }


def hit_shape(hit: Hit) -> Shape:
    """One hit."""
    return {
        "kind": hit.kind,
        "post": hit.post,
        "title": hit.title,
        "comment": hit.comment,
        "author": hit.author,
        "date": hit.date,
        "depth": hit.depth,
        "ancestors": [
            {"comment": one.comment, "author": one.author, "text": one.text}
            for one in hit.ancestors
        ],
        "snippet": hit.snippet,
        "matches": [list(match) for match in hit.matches],
        "score": hit.score,
        "span": None if hit.span is None else list(hit.span),
    }


def _threads_shape(threads: Sequence[HitThread]) -> list[Shape]:
    """The threads, each with the places of its hits among all hits."""
    found: list[Shape] = []
    place = 0
    for thread in threads:
        after = place + len(thread.hits)
        found.append(
            {
                "post": thread.post,
                "title": thread.title,
                "count": thread.count,
                "hits": list(range(place, after)),
            }
        )
        place = after
    return found


def _explanation_shape(why: Explanation) -> Shape:
    return {
        "score": round(why.score, 4),
        "length": why.length,
        "mean_length": round(why.mean_length, 1),
        "filters": list(why.filters),
        "terms": [
            {
                "asked": term.asked,
                "found": list(term.found),
                "why": term.why,
                "field": term.field,
                "count": term.count,
                "documents": term.documents,
                "score": round(term.score, 4),
            }
            for term in why.terms
        ],
    }


def damages_shape(damages: Iterable[Damage]) -> list[Shape]:
    """What ``check`` found."""
    return [
        {
            "file": str(one.path),
            "line": one.line,
            "reason": one.reason,
            "fatal": one.fatal,
        }
        for one in damages
    ]


def index_shape(state: IndexState, quotations: IndexState) -> Shape:
    """What ``index`` did."""
    return {
        "documents": state.documents,
        "changed": state.changed,
        "rebuilt": state.rebuilt,
        "notes": [*state.notes, *quotations.notes],
        "quotations": quotations.documents,
    }
