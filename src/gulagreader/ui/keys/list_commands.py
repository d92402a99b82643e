"""The commands of the list of posts."""

from gulagreader.ui.keys.command import Command, Where
from gulagreader.ui.keys.command import command_of as _c

_LIST = Where.LIST

LIST_COMMANDS: tuple[Command, ...] = (
    _c("move(1)", "j,down", "Down", "The post below", _LIST),
    _c("move(-1)", "k,up", "Up", "The post above", _LIST),
    _c("page(1)", "space,pagedown", "Page down", "A page down", _LIST),
    _c("page(-1)", "b,pageup", "Page up", "A page up", _LIST),
    _c("half_page(1)", "ctrl+d", "Half page down", "Half a page down", _LIST),
    _c("half_page(-1)", "ctrl+u", "Half page up", "Half a page up", _LIST),
    _c("edge(-1)", "g,home", "First", "The first post", _LIST),
    _c("edge(1)", "G,end", "Last", "The last post", _LIST),
    _c("open", "enter,l,right", "Open", "Open the post, list or search", _LIST, True),
    _c("leave", "q", "Quit", "Quit", _LIST, True),
    _c("screen.sort", "S", "Sort", "Sort the posts by something else", _LIST),
    _c(
        "screen.tags",
        "t",
        "Tags",
        "Filter the list by tags, authors and years, each with its count",
        _LIST,
    ),
    _c(
        "screen.this_month",
        "M",
        "This month",
        "Only the posts of the month at hand, or all again",
        _LIST,
    ),
    _c("mark", "v", "Mark", "Mark rows from here on; again: end the marking", _LIST),
    _c("screen.all_read", "A", "All read", "Mark all listed posts as read", _LIST),
    _c("screen.undo", "U", "Undo", "Undo what was done last in the list", _LIST),
    _c(
        "screen.save_list",
        "ctrl+s",
        "Keep list",
        "Keep the filter as a list, under a name",
        _LIST,
    ),
    _c(
        "screen.built_in_lists",
        "B",
        "Lists",
        "Show or hide the lists that every library has",
        _LIST,
    ),
    _c(
        "drop_search",
        "D,delete",
        "Remove",
        "Remove the list or the saved search",
        _LIST,
    ),
)
"""Commands of the list alone."""

_ANY = Where.ANYWHERE
PANE_COMMANDS: tuple[Command, ...] = (
    _c("widen_list(-1)", "ctrl+left", "Narrower", "Make the list narrower", _ANY),
    _c("widen_list(1)", "ctrl+right", "Wider", "Make the list wider", _ANY),
    _c(
        "heighten_post(-1)",
        "ctrl+up",
        "Smaller post",
        "Give the post less room, and the comments more",
        _ANY,
    ),
    _c(
        "heighten_post(1)",
        "ctrl+down",
        "Larger post",
        "Give the post more room, and the comments less",
        _ANY,
    ),
)
"""Commands that give panes more room or less."""
