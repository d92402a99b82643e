"""The lines of the list of posts, as pieces of text with their looks."""

from typing import NamedTuple

from gulagreader.domain.dates import display_date
from gulagreader.domain.listing import SmartList
from gulagreader.domain.posts import PostCard
from gulagreader.domain.searches import SavedSearch
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line
from gulagreader.ui.looks.paint import shortened

Pieces = tuple[tuple[str, tuple[str, ...]], ...]
"""Texts, each with its looks."""
_WORDY = 50
"""Cells from which on a number says what it counts. In a narrower list there would be
room for the words beside the shortest names only, here and there a word in a column of
numbers."""
_UNREAD, _META, _SEARCH = ("posts--unread",), ("posts--meta",), ("posts--search",)


class PostSigns(NamedTuple):
    """What the list shows of a post beside its words."""

    unread: bool
    starred: bool
    marked: bool
    is_open: bool


def title_line(card: PostCard, signs: PostSigns, width: int) -> Pieces:
    """The first line of a post: its signs and its title."""
    before = f"{'✓' if signs.marked else ' '}{'●' if signs.unread else ' '} "
    title = ("★ " if signs.starred else "") + card.title
    looks = ("posts--unread" if signs.unread else "posts--title",)
    own = (*looks, "posts--open") if signs.is_open else looks
    return (before, _UNREAD), (shortened(title, max(1, width - 3)), own)


def meta_line(card: PostCard, new: int, width: int) -> Pieces:
    """The line below: date and author; at the right edge how many comments there are.

    ``new`` of them came since the post was left.
    """
    fresh = f"+{new} " if new else ""
    left = _meta_words(card, width - len(fresh))
    return (left, _META), (fresh, ("posts--new",))


def _meta_words(card: PostCard, width: int) -> str:
    words = [display_date(card.date), card.author or "unknown author"]
    left = "   " + " · ".join(word for word in words if word)
    right = f"{card.comments} comment{'s' * (card.comments != 1)} "
    room = width - cell_len(left)
    if not card.comments:
        right = ""
    elif width < _WORDY or room <= len(right):
        right = f"{card.comments} "
    left = shortened(left, max(0, width - len(right) - 1))
    return left + " " * (width - cell_len(left) - len(right)) + right


def search_line(search: SavedSearch, width: int) -> Pieces:
    """A saved search, with what it asks."""
    name = shortened(f" » {clean_line(search.name)}", max(1, width - 1))
    room = max(0, width - cell_len(name) - 3)
    asks = shortened(f"  {clean_line(search.query)}", room) if room > 4 else ""
    asks = "" if search.query == search.name else asks
    return (name, _SEARCH), (asks, _META)


def list_line(one: SmartList, posts: int, width: int) -> Pieces:
    """A list, with how many posts it holds."""
    count = f" {posts:,} "
    room = max(1, width - cell_len(count))
    name = shortened(f" ≡ {clean_line(one.name)}", room)
    gap = " " * (room - cell_len(name))
    return (name + gap, _SEARCH), (count, _META)
