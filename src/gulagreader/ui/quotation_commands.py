"""The commands of the quotations of a library: the list, its line, its groups."""

from gulagreader.ui.command import Command, Where
from gulagreader.ui.command import command_of as _c

_ALL, _LIST, _LINE = Where.QUOTATIONS, Where.QUOTED, Where.QUOTATION_LINE

QUOTATION_PLACES = (_LIST, _LINE, _ALL)

QUOTATION_COMMANDS: tuple[Command, ...] = (
    _c(
        "app.show_quotations",
        "quotation_mark",
        "Quotations",
        "All quotations of the library, by post, speaker, source, year, uptake",
        Where.ANYWHERE,
    ),
    _c("screen.choose", "enter,l,right", "Go", "Go to where it stands", _LIST, True),
    _c("screen.move(1)", "j,down", "Down", "The quotation below", _LIST),
    _c("screen.move(-1)", "k,up", "Up", "The quotation above", _LIST),
    _c("screen.turn(1)", "space,pagedown", "Page down", "A page down", _LIST),
    _c("screen.turn(-1)", "b,pageup", "Page up", "A page up", _LIST),
    _c("screen.turn(1, 2)", "ctrl+d", "Half page down", "Half a page down", _LIST),
    _c("screen.turn(-1, 2)", "ctrl+u", "Half page up", "Half a page up", _LIST),
    _c("screen.edge(-1)", "g,home", "First", "The first quotation", _LIST),
    _c("screen.edge(1)", "G,end", "Last", "The last quotation", _LIST),
    _c(
        "screen.step_group(1)",
        "right_curly_bracket,J",
        "Next group",
        "The first of the next speaker, source, year or post",
        _LIST,
    ),
    _c(
        "screen.step_group(-1)",
        "left_curly_bracket,K",
        "Previous group",
        "The first of the speaker, source, year or post before",
        _LIST,
    ),
    _c(
        "screen.group",
        "o",
        "By …",
        "By post, speaker, source, year, or how many took them up",
        _LIST,
        True,
    ),
    _c("screen.to_line", "slash,f", "Filter", "Go to the line", _LIST, True),
    _c("screen.copy_quotation", "y", "Copy", "Copy it as a Markdown quotation", _LIST),
    _c("screen.copy_citation", "c", "Cite", "Copy its citation", _LIST),
    _c("app.show_keys", "question_mark", "Help", "Show every key", _LIST, True),
    _c("screen.leave", "escape,q,backspace", "Close", "Back to the post", _LIST, True),
    _c("screen.to_list", "enter,down", "List", "Go to the list", _LINE, True),
    _c(
        "screen.give_up",
        "escape",
        "Empty",
        "Empty the line; an empty one is left for the list",
        _LINE,
        True,
    ),
    _c("screen.group", "ctrl+g", "By …", "As in the list", _ALL),
    _c(
        "screen.next_part",
        "tab,shift+tab",
        "Parts",
        "From line to list, back",
        _ALL,
        True,
    ),
    _c("screen.turn_preview(1)", "ctrl+f", "Preview", "Read on in the preview", _ALL),
    _c("screen.turn_preview(-1)", "ctrl+b", "Preview", "Go back in the preview", _ALL),
    _c("app.show_keys", "f1", "Help", "Show every key", _ALL, True),
)
