"""A library as JSON Lines: a post with its thread on each line.

The shape is that of ``gulagreader show POST --json`` (``docs/command-line.md``).
"""

import json
from collections.abc import Iterator

from gulagreader.domain.comments import Row, Thread
from gulagreader.domain.quotations import Citation, Quotation
from gulagreader.exporting.contents import Contents, ExportedPost, Posts
from gulagreader.text.quotations import find_quotations

_Shape = dict[str, object]


def json_lines(_: Contents, posts: Posts) -> Iterator[str]:
    """Write a line for each post (https://jsonlines.org)."""
    for post in posts:
        yield json.dumps(post_shape(post), ensure_ascii=False) + "\n"


def post_shape(exported: ExportedPost) -> _Shape:
    """A post with its thread and its quotations."""
    post, thread = exported.post, exported.thread
    texts: list[tuple[str | None, str]] = [(None, post.body)]
    texts += [(row.comment.id, row.comment.text) for row in thread.rows]
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
        "quotations": [
            quotation_shape(one, place)
            for place, text in texts
            for one in find_quotations(text, sources=post.sources)
        ],
        "comments": [_comment(thread, row) for row in thread.rows],
    }


def _comment(thread: Thread, row: Row) -> _Shape:
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
