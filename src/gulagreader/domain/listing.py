"""How a list of posts is put in order, and the lists that every library has."""

from enum import StrEnum

from gulagreader.domain.late_dataclasses import dataclass


class ListOrder(StrEnum):
    """What a list of posts is sorted by; what is equal in it stands newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    AUTHOR = "author"
    COMMENTS = "comments"
    DISCUSSED = "discussed"
    NEW = "new"
    LONGEST = "longest"

    @property
    def words(self) -> str:
        """What it is, for a reader."""
        return _WORDS[self]


_WORDS = {
    ListOrder.NEWEST: "newest first",
    ListOrder.OLDEST: "oldest first",
    ListOrder.TITLE: "by title",
    ListOrder.AUTHOR: "by author",
    ListOrder.COMMENTS: "most comments first",
    ListOrder.DISCUSSED: "newest comment first",
    ListOrder.NEW: "most new comments first",
    ListOrder.LONGEST: "longest first",
}


def read_order(text: str) -> ListOrder | None:
    """The order of a name, or of the only one that begins so; None where there is none.

    >>> read_order("auth"), read_order("n")
    (<ListOrder.AUTHOR: 'author'>, None)
    """
    typed = text.strip().casefold()
    if typed in set(ListOrder):
        return ListOrder(typed)
    found = [order for order in ListOrder if typed and order.value.startswith(typed)]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class SmartList:
    """A filter under a name: it holds what fits whenever it is looked at."""

    name: str
    query: str
    own: bool = True
    """Whether the reader made it; the others come with every library."""


BUILT_IN = (
    SmartList("Unread", "is:unread", own=False),
    SmartList("Starred", "is:starred", own=False),
    SmartList("New", "is:new", own=False),
    SmartList("With notes", "has:note", own=False),
)
"""The lists that every library has."""


def this_month(year: int, month: int) -> SmartList:
    """The list of what was written in a month, which comes with every library."""
    return SmartList("This month", f"date:{year:04}-{month:02}", own=False)
