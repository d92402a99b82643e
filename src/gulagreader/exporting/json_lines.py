"""A library as JSON Lines: a post with its thread on each line.

The shape is that of ``gulagreader show POST --json`` (``docs/command-line.md``). The
first line also says what the library is.
"""

from collections.abc import Iterator

from gulagreader.domain.comments import Row, Thread
from gulagreader.domain.quotations import Citation, Quotation
from gulagreader.exporting.carrying import (
    as_json,
    head_fields,
    library_fields,
    source_shapes,
)
from gulagreader.exporting.contents import Contents, ExportedPost, Posts
from gulagreader.text.quotations import find_quotations

_Shape = dict[str, object]


def json_lines(contents: Contents, posts: Posts) -> Iterator[str]:
    """Write a line for each post (https://jsonlines.org)."""
    for number, post in enumerate(posts):
        shape = post_shape(post)
        if not number:
            shape["library"] = library_fields(contents.info)
        yield as_json(shape) + "\n"


def post_shape(exported: ExportedPost) -> _Shape:
    """A post with its thread and its quotations."""
    post, thread = exported.post, exported.thread
    places = {one.id: place for place, one in enumerate(exported.comments, 1)}
    texts: list[tuple[str | None, str]] = [(None, post.body)]
    texts += [(row.comment.id, row.comment.text) for row in thread.rows]
    return {
        **head_fields(post),
        "extra": dict(post.extra),
        "body": post.body,
        "sources": source_shapes(post),
        "quotations": [
            quotation_shape(one, place)
            for place, text in texts
            for one in find_quotations(text, sources=post.sources)
        ],
        "comments": [
            _comment(thread, row, places[row.comment.id]) for row in thread.rows
        ],
    }


def _comment(thread: Thread, row: Row, place: int) -> _Shape:
    comment = row.comment
    parent = None if row.parent is None else thread.rows[row.parent].comment.id
    return {
        "id": comment.id,
        "parent": parent,
        "answers": comment.parent,
        "place": place,
        "depth": row.depth,
        "author": comment.author,
        "date": comment.date,
        "kind": comment.kind,
        "url": comment.url,
        "extra": dict(comment.extra),
        "text": comment.text,
    }


def quotation_shape(quotation: Quotation, comment: str | None) -> _Shape:
    """A quotation of a post (``comment`` None) or of one of its comments."""
    return {"comment": comment, **bare_quotation_shape(quotation)}


def bare_quotation_shape(quotation: Quotation) -> _Shape:
    """A quotation of any text."""
    return {
        "text": quotation.text,
        "kind": quotation.kind.value,
        "level": quotation.level,
        "start": quotation.start,
        "end": quotation.end,
        "citation": _citation(quotation.citation),
        "speaker": quotation.speaker,
    }


def _citation(citation: Citation | None) -> _Shape | None:
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
