"""The shapes of ``--json`` for posts, comments and quotations.

Offsets are code points, end exclusive, marks included, in the text as it is given.
"""

from collections.abc import Sequence

from gulagreader.cli.shapes import Shape
from gulagreader.domain.comments import Row, Thread
from gulagreader.domain.uptake import PassagePlace
from gulagreader.exporting.json_lines import quotation_shape
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.repeats import Standing
from gulagreader.text.clean import clean_line

_BEGINNING = 120


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


def standing_shape(
    standing: Standing, also_in: Sequence[PassagePlace], taken_up: int | None
) -> Shape:
    """A quotation as ``quotations`` gives it."""
    return {
        "post": standing.post,
        **quotation_shape(standing.quotation, standing.comment),
        "also_in": [
            {
                "post": other.post,
                "comment": other.comment,
                "start": other.start,
                "end": other.end,
            }
            for other in also_in
        ],
        "taken_up": taken_up,
    }
