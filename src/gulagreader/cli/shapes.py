"""The shapes of ``--json``: values of the domain as ``docs/command-line.md`` has them.

Absent values are null. What holds quotations is in ``quoted_shapes``, because their
finder takes its time to import.
"""

from collections.abc import Iterable

from gulagreader.domain.errors import Damage
from gulagreader.domain.hits import Answer, Hit
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


def answer_shape(answer: Answer) -> Shape:
    """The answer to a query; the facets of an answer while typing are null."""
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


def index_shape(state: IndexState) -> Shape:
    """What ``index`` did."""
    return {
        "documents": state.documents,
        "changed": state.changed,
        "rebuilt": state.rebuilt,
        "notes": list(state.notes),
    }
