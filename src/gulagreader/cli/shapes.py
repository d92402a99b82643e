"""The shapes of ``--json``: values of the domain as ``docs/command-line.md`` has them.

Absent values are null; offsets are code points, end exclusive, marks included.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gulagreader.domain.comments import Row, Thread
from gulagreader.domain.errors import Damage
from gulagreader.domain.hits import Answer, Hit
from gulagreader.domain.posts import PostCard
from gulagreader.domain.quotations import Citation, Quotation
from gulagreader.services.indexing import IndexState
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.clean import clean_line

Shape = dict[str, object]
_BEGINNING = 120


@dataclass(frozen=True, slots=True)
class Standing:
    """A quotation and where it stands."""

    post: str
    comment: str | None
    quotation: Quotation


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


def post_shape(reading: QuotedReading) -> Shape:
    """A post with its thread as ``show`` gives it."""
    post, thread = reading.post, reading.thread
    quotations = [quotation_shape(one, None) for one in reading.quotations]
    for number, row in enumerate(thread.rows):
        quotations += [
            quotation_shape(one, row.comment.id)
            for one in reading.quotations_in(number)
        ]
    return {
        "id": post.id,
        "title": post.title,
        "author": post.author,
        "date": post.date,
        "tags": list(post.tags),
        "body": post.body,
        "sources": [
            {"key": one.key, "text": one.text, "url": one.url} for one in post.sources
        ],
        "quotations": quotations,
        "comments": [comment_shape(thread, row) for row in thread.rows],
    }


def comment_shape(thread: Thread, row: Row) -> Shape:
    """A comment in its thread; its parent is the comment it is shown under."""
    comment = row.comment
    parent = None if row.parent is None else thread.rows[row.parent].comment.id
    return {
        "id": comment.id,
        "parent": parent,
        "depth": row.depth,
        "author": comment.author,
        "date": comment.date,
        "kind": comment.kind,
        "text": comment.text,
    }


def one_comment_shape(reading: QuotedReading, number: int) -> Shape:
    """One comment with its post, its place in the thread and what it quotes."""
    thread = reading.thread
    row = thread.rows[number]
    above = (thread.rows[up].comment for up in thread.ancestors(number))
    return {
        "post": reading.post.id,
        "title": reading.post.title,
        **comment_shape(thread, row),
        "replies": row.descendants,
        "ancestors": [
            {"comment": one.id, "author": one.author, "text": beginning(one.text)}
            for one in above
        ],
        "quotations": [
            quotation_shape(one, row.comment.id)
            for one in reading.quotations_in(number)
        ],
    }


def beginning(text: str) -> str:
    """The beginning of a text, on one line."""
    line = clean_line(text[: 4 * _BEGINNING])
    if len(line) <= _BEGINNING:
        return line
    return line[:_BEGINNING].rsplit(" ", 1)[0] + " …"


def quotation_shape(quotation: Quotation, comment: str | None) -> Shape:
    """A quotation of a post (``comment`` None) or of one of its comments."""
    return {"comment": comment, **bare_quotation_shape(quotation)}


def bare_quotation_shape(quotation: Quotation) -> Shape:
    """A quotation of any text."""
    return {
        "text": quotation.text,
        "kind": quotation.kind.value,
        "level": quotation.level,
        "start": quotation.start,
        "end": quotation.end,
        "citation": citation_shape(quotation.citation),
        "speaker": quotation.speaker,
    }


def citation_shape(citation: Citation | None) -> Shape | None:
    """A citation, or null."""
    if citation is None:
        return None
    return {
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "source": citation.source,
        "source_text": citation.source_text,
        "probable": citation.probable,
    }


def standing_shape(standing: Standing, also_in: Sequence[Standing]) -> Shape:
    """A quotation as ``quotations`` gives it."""
    return {
        "post": standing.post,
        **quotation_shape(standing.quotation, standing.comment),
        "also_in": [
            {
                "post": other.post,
                "comment": other.comment,
                "start": other.quotation.start,
                "end": other.quotation.end,
            }
            for other in also_in
        ],
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
