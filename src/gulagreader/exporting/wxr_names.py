"""What WordPress wants names and numbers for: logins, slugs, comments."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from gulagreader.domain.comments import Comment, Thread

_OWN_NUMBER = re.compile(r"c([1-9][0-9]{0,17})", re.ASCII)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


class Logins:
    """A login for each author of posts, unique, of plain ASCII letters."""

    def __init__(self, authors: Iterable[str]) -> None:
        self._logins: dict[str, str] = {}
        taken: set[str] = set()
        for author in authors:
            if author in self._logins:
                continue
            plain = plain_slug(author) or "author"
            login, number = plain, 2
            while login in taken:
                login, number = f"{plain}-{number}", number + 1
            taken.add(login)
            self._logins[author] = login

    def of(self, author: str) -> str:
        """The login of an author; one who was not announced has the name itself."""
        return self._logins.get(author, author)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._logins.items())


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
