"""The footer: as many keys as there is room for, each whole, the needed ones first."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from gulagreader.text.cells import cell_len

_NEEDED = (
    "leave",
    "close_peek",
    "pick_leave",
    "dismiss",
    "give_up",
    "show_keys",
    "next_pane",
    "next_part",
    "import_all",
    "search_library",
    "to_line",
    "find",
)
_LEAVING = _NEEDED.index("show_keys")
_PASSAGE = ("pick_leave", "pick_note", "pick_quote")
"""While a passage is selected: how to leave, and why one selects."""
"""Actions that get room before all of the pane's own but its first: the way out, the
help, and the ways to all else. Who reads nothing but the footer gets on with them."""
_AROUND = 3
"""Cells around a key and its word."""


class WholeFooter(Footer):
    """Shows as many keys as there is room for, each whole.

    The pane's first key and the ways on come first, then its other keys in their
    order. While a passage is selected, what is done with it comes before all else.
    What a narrow screen has no room for leaves no gap.
    """

    def compose(self) -> ComposeResult:
        """The keys, those without room left out."""
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        if not _selecting(keys):
            # What Enter does here stands first; a selection knows no Enter.
            keys.sort(key=lambda key: key.key != "enter")
        _leave_out(keys, self.app.size.width)
        yield from keys

    def on_resize(self, event: events.Resize) -> None:
        """Look again which keys fit."""
        _leave_out(list(self.query(FooterKey)), event.size.width)


def _leave_out(keys: list[FooterKey], room: int) -> None:
    """Show the keys that have room: of the needed ones the most needed first."""
    rank = _rank_selecting if _selecting(keys) else _rank
    ranked = sorted(range(len(keys)), key=lambda place: rank(place, keys[place]))
    for place in ranked:
        key = keys[place]
        width = cell_len(key.key_display) + cell_len(key.description) + _AROUND
        key.display = width <= room
        if key.display:
            room -= width


def _rank(place: int, key: FooterKey) -> tuple[int, int]:
    action = _action(key)
    if place == 0:
        # But even before that, how to leave and to get help.
        return 2, 0
    if action in _NEEDED:
        needed = _NEEDED.index(action)
        return (1 if needed <= _LEAVING else 3), needed
    return 4, place


def _rank_selecting(place: int, key: FooterKey) -> tuple[int, int]:
    """The way out, then all that is done with the passage: it is why one selects."""
    action = _action(key)
    if action in _PASSAGE:
        return 0, _PASSAGE.index(action)
    return (1 if action.startswith("pick_") else 2), place


def _selecting(keys: list[FooterKey]) -> bool:
    return any(_action(key).startswith("pick_") for key in keys)


def _action(key: FooterKey) -> str:
    return key.action.rpartition(".")[2].partition("(")[0]
