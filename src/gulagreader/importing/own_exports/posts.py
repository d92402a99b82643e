"""Posts and threads of a library, out of what its exports carry."""

from collections.abc import Iterable
from dataclasses import replace

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import ImportedPost
from gulagreader.importing.own_exports.private import without_private
from gulagreader.importing.own_exports.values import (
    OwnPost,
    Shape,
    own_comment,
    place_in,
)


def post_with(
    own: OwnPost,
    body: str,
    comments: tuple[Comment, ...],
    origin: Origin,
    *,
    library_lang: str | None,
) -> ImportedPost:
    """A post of a library; ``origin`` says where it was read."""
    first = own.origin or origin
    post = ImportedPost(
        first.url or f"library\n{own.id}",
        own.title or own.id,
        body,
        first,
        own.author,
        own.date,
        own.tags,
        own.lang,
        own.sources,
        comments,
        links=(first.url,) if first.url else (),
        library_id=own.id,
        library_lang=library_lang,
        extra=own.extra,
        written_by_hand=own.origin is None,
    )
    return without_private(post)


def own_thread(given: Iterable[tuple[Shape, str]]) -> tuple[Comment, ...]:
    """Comments, from their fields and texts, in the order of the library's file.

    Ids that stand twice get a number; what has no id gets one.
    """
    placed: list[tuple[int, Comment]] = []
    taken: set[str] = set()
    for number, (shape, text) in enumerate(given, 1):
        place = place_in(shape)
        comment = own_comment({"id": f"c{number}", **shape}, text)
        if comment is None:
            comment = Comment(f"c{number}", text)
        name, more = comment.id, 2
        while name in taken:
            name, more = f"{comment.id}-{more}", more + 1
        taken.add(name)
        placed.append(
            (place if place is not None else number, replace(comment, id=name))
        )
    placed.sort(key=lambda one: one[0])
    return tuple(comment for _, comment in placed)
