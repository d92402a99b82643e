"""What WordPress wants names and numbers for: logins, slugs, comments."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote, unquote

from gulagreader.domain.comments import Comment, Thread

_OWN_NUMBER = re.compile(r"c([1-9][0-9]{0,17})", re.ASCII)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST = 60
_LONGEST_SLUG = 190


NOBODY = "Unknown author"
"""Under whom WordPress files a post without an author, else filed under who imports."""


class Logins:
    """A login for each author of posts, unique, of plain ASCII letters.

    Those of a site that is there are not known; only ``admin`` is nearly always taken.
    """

    def __init__(self, authors: Iterable[str | None]) -> None:
        self._logins: dict[str | None, str] = {}
        taken = {"admin"}
        for author in authors:
            if author in self._logins:
                continue
            plain = plain_slug(author or NOBODY)
            plain = "author" if plain in ("", "0") else plain
            login, number = plain, 2
            while login in taken:
                login, number = f"{plain}-{number}", number + 1
            taken.add(login)
            self._logins[author] = login

    def of(self, author: str | None) -> str:
        """The login of an author; one who was not announced has the name itself."""
        return self._logins.get(author, author or NOBODY)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((author or NOBODY, login) for author, login in self._logins.items())


class TagSlugs:
    """A name in addresses for each tag, unlike those that WordPress takes for it.

    WordPress tells tags by these names alone, and loses one with more than 200 signs.
    """

    def __init__(self, tags: Iterable[str]) -> None:
        self._slugs: dict[str, str] = {}
        taken: set[str] = set()
        for tag in tags:
            number, slug = 1, _encoded(tag)
            while _compared(slug) in taken:
                number += 1
                slug = f"{_encoded(tag)}-{number}"
            taken.add(_compared(slug))
            self._slugs.setdefault(tag, slug)

    def of(self, tag: str) -> str:
        """The name of a tag in addresses; one that was not announced has its own."""
        return self._slugs.get(tag) or _encoded(tag)


def _encoded(tag: str) -> str:
    """Lower case, percent-encoded; at most 190 signs, so that a number fits behind."""
    encoded = ""
    # PHP takes the name 0 for none.
    for sign in "-".join(tag.lower().split()) if tag != "0" else "tag-0":
        more = quote(sign.encode("utf-8", "replace"), safe="-_")
        if len(encoded) + len(more) > _LONGEST_SLUG:
            break
        encoded += more
    return encoded


def _compared(slug: str) -> str:
    """What WordPress tells such names by at least: letters without accents, digits."""
    apart = unicodedata.normalize("NFKD", unquote(slug))
    return "".join(sign for sign in apart if sign.isalnum() or sign in "#+&")


def post_slug(title: str) -> str:
    """A post's name in addresses; empty where WordPress makes a better one itself."""
    is_latin = all(sign < "\u0370" for sign in title if sign.isalpha())
    slug = plain_slug(title) if is_latin else ""
    return slug if not slug.isdigit() else ""


def plain_slug(text: str) -> str:
    """A text as at most 60 of ``a`` to ``z``, digits and hyphens; may be empty."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _NOT_PLAIN.sub("-", bare).strip("-")[:_LONGEST].strip("-")


def numbered_comments(
    comments: Sequence[Comment], thread: Thread
) -> dict[str, tuple[int, int]]:
    """The number of each comment of a post, and that of the one it answers, or 0.

    WordPress's importer takes comments by their numbers and knows an answered one
    only when it has taken it, so that a reply's number is always the higher one. A
    comment keeps the number of its id (``c7``) where that is so for all of the
    post's; else they are counted, in the order of their file, each behind the one
    that it answers.
    """
    above = {
        row.comment.id: None
        if row.parent is None
        else thread.rows[row.parent].comment.id
        for row in thread.rows
    }
    numbers = _own_numbers(comments)
    if numbers is None or any(
        parent is not None and numbers[parent] >= numbers[child]
        for child, parent in above.items()
    ):
        numbers = _counted(comments, above)
    return {
        comment: (number, numbers[parent] if (parent := above[comment]) else 0)
        for comment, number in numbers.items()
    }


def _own_numbers(comments: Sequence[Comment]) -> dict[str, int] | None:
    numbers: dict[str, int] = {}
    for comment in comments:
        found = _OWN_NUMBER.fullmatch(comment.id)
        if found is None:
            return None
        numbers[comment.id] = int(found[1])
    return numbers


def _counted(
    comments: Sequence[Comment], above: dict[str, str | None]
) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for comment in comments:
        waiting: list[str] = []
        at: str | None = comment.id
        while at is not None and at not in numbers:
            waiting.append(at)
            at = above[at]
        for identity in reversed(waiting):
            numbers[identity] = len(numbers) + 1
    return numbers
