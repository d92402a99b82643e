"""Ids of imported posts and comments, which stay when their source changes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.importing.archive import ImportedPost

COMMENTS_ON = "comments-on\n"
"""The beginning of the identity of a post that only holds comments."""
_ALIKE = 0.3
"""Share of three-word runs that two versions of a post have in common at least;
different posts share one or two in a hundred."""


def id_of(identity: str, number: int = 1) -> str:
    """The id of the first, second, … post of an identity: 16 hexadecimal digits."""
    words = identity if number == 1 else f"{identity}\n{number}"
    data = words.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def post_from(imported: ImportedPost, post_id: str, old: Post | None) -> Post:
    """The post to be written; what the source leaves open stays as it was."""
    new = Post(
        post_id,
        imported.title,
        imported.body,
        imported.author,
        imported.date,
        imported.tags,
        imported.lang,
        None if imported.written_by_hand else imported.origin,
        imported.sources,
        imported.extra,
    )
    if old is None:
        return new
    kept: Mapping[str, object] = {
        name: getattr(old, name)
        for name in ("author", "date", "tags", "lang", "sources")
        if not getattr(new, name)
    }
    return replace(new, **kept)  # type: ignore[arg-type]  # names of Post's own fields


def are_alike(old: Post, new: ImportedPost) -> bool:
    """Whether two texts of one name and title are versions of one post."""
    first, second = _threes(old.body), _threes(new.body)
    if not first or not second:
        return True
    common = len(first & second)
    return common >= _ALIKE * min(len(first), len(second))


def _threes(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def with_known_ids(post: ImportedPost, known: Sequence[Comment]) -> tuple[Comment, ...]:
    """The comments of a post with the ids that the library has for them.

    Comments that a page only numbers would change their ids when one comes in
    between. Each keeps the id of the comment with the same words; an edited one
    that of the comment it resembles in the same place; a new one gets an id that
    no comment had.
    """
    if post.own_comment_ids or not known:
        return post.comments
    ids = _same_words(post.comments, known)
    by_id = {one.id: one for one in known}
    used = set(ids.values())
    for one in post.comments:
        old = by_id.get(one.id)
        free = one.id not in ids and old is not None and old.id not in used
        if free and old is not None and _resembles(old, one):
            ids[one.id] = old.id
            used.add(old.id)
    taken = {*by_id, *used}
    for one in post.comments:
        if one.id not in ids:
            ids[one.id] = _fresh(one, ids, taken)
            taken.add(ids[one.id])
    return tuple(
        replace(one, id=ids[one.id], parent=ids.get(one.parent) if one.parent else None)
        for one in post.comments
    )


def _same_words(new: Sequence[Comment], known: Sequence[Comment]) -> dict[str, str]:
    waiting: dict[tuple[str | None, str], list[str]] = {}
    for one in known:
        waiting.setdefault((one.author, " ".join(one.text.split())), []).append(one.id)
    ids: dict[str, str] = {}
    for one in new:
        same = waiting.get((one.author, " ".join(one.text.split())))
        if same:
            ids[one.id] = same.pop(0)
    return ids


def _resembles(old: Comment, new: Comment) -> bool:
    if old.author != new.author:
        return False
    if old.author is not None and old.date is not None and old.date == new.date:
        return True
    words = SequenceMatcher(None, old.text[:2000].split(), new.text[:2000].split())
    return words.ratio() > 0.5


def _fresh(one: Comment, ids: Mapping[str, str], taken: set[str]) -> str:
    """The comment's own id if no other has or had it, else the next free one."""
    parent = ids.get(one.parent, "") if one.parent else ""
    stem = f"{parent}." if parent else "c"
    wanted = f"{stem}{one.id[len(one.parent) + 1 :] if one.parent else one.id[1:]}"
    number = 1
    while wanted in taken:
        wanted = f"{stem}{number}"
        number += 1
    return wanted
