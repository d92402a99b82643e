"""The commands of the texts: the post and its thread."""

from gulagreader.ui.keys.command import Command, Where
from gulagreader.ui.keys.command import command_of as _c

_TEXT = Where.TEXT

TEXT_COMMANDS: tuple[Command, ...] = (
    _c("scroll(1)", "j,down", "Down", "A line, or a comment, down", _TEXT),
    _c("scroll(-1)", "k,up", "Up", "A line, or a comment, up", _TEXT),
    _c("page(1)", "space,pagedown", "Page down", "A page down", _TEXT, True),
    _c("page(-1)", "b,pageup", "Page up", "A page up", _TEXT),
    _c("half_page(1)", "ctrl+d", "Half page down", "Half a page down", _TEXT),
    _c("half_page(-1)", "ctrl+u", "Half page up", "Half a page up", _TEXT),
    _c("edge(-1)", "g,home", "Top", "To the beginning", _TEXT),
    _c("edge(1)", "G,end", "End", "To the end", _TEXT),
    _c(
        "step_part(1)",
        "right_curly_bracket",
        "Next part",
        "The next paragraph, or the next top-level comment",
        _TEXT,
    ),
    _c(
        "step_part(-1)",
        "left_curly_bracket",
        "Previous part",
        "The paragraph, or top-level comment, before",
        _TEXT,
    ),
    _c(
        "step_sibling(1)",
        "J",
        "Next sibling",
        "The next comment of the same level; in a post, the next post",
        _TEXT,
    ),
    _c(
        "step_sibling(-1)",
        "K",
        "Previous sibling",
        "The comment of the same level, or post, before",
        _TEXT,
    ),
)
