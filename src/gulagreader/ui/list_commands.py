"""The commands of the list of posts."""

from gulagreader.ui.command import Command, Where
from gulagreader.ui.command import command_of as _c

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
    _c("open", "enter,l,right", "Open", "Open the post", _LIST, True),
    _c("leave", "q", "Quit", "Quit", _LIST, True),
    _c("drop_search", "D,delete", "Remove", "Remove the saved search", _LIST),
    _c("keep_search", "U", "Bring back", "Bring back the search removed last", _LIST),
)
