"""Every command of the reader, once: its key, its words and where it works.

The bindings, the footer, the palette, the help and ``docs/keys.md`` are all made
from these values. A command is carried out by the method ``action_<name>`` of
the widget its ``where`` names, or of the app or screen that its name begins with.
"""

from textual.binding import BindingType

from gulagreader.ui.command import Command, Where, display_of, with_twins
from gulagreader.ui.command import command_of as _c
from gulagreader.ui.review_commands import REVIEW_COMMANDS
from gulagreader.ui.search_commands import SEARCH_COMMANDS, SEARCH_PLACES

__all__ = [
    "COMMANDS",
    "NOT_WHILE_TYPING",
    "SEARCH_PLACES",
    "WHILE_TYPING",
    "Command",
    "Where",
    "bindings",
    "display_of",
    "with_twins",
]

_ANY, _LIST, _TEXT, _THREAD = Where.ANYWHERE, Where.LIST, Where.TEXT, Where.THREAD

COMMANDS: tuple[Command, ...] = (
    _c("app.show_keys", "question_mark,f1", "Help", "Show every key", _ANY, True),
    _c(
        "app.search_library",
        "s",
        "Search",
        "Search the library while you type",
        _ANY,
        True,
    ),
    _c("find", "slash", "Find", "Find in the open post and its thread", _ANY, True),
    _c("find_next(1)", "n", "Next match", "Go to the next match", _ANY),
    _c("find_next(-1)", "N", "Previous match", "Go to the match before", _ANY),
    _c("filter", "f", "Filter", "Filter the list of posts while you type", _ANY),
    _c("step_post(1)", "right_square_bracket", "Next post", "Open the next post", _ANY),
    _c(
        "step_post(-1)",
        "left_square_bracket",
        "Previous post",
        "Open the post before",
        _ANY,
    ),
    _c(
        "step_unread(1)",
        "full_stop",
        "Next unread",
        "Open the next post not read yet",
        _ANY,
    ),
    _c(
        "step_unread(-1)",
        "comma",
        "Previous unread",
        "Open the unread post before",
        _ANY,
    ),
    _c(
        "toggle_read",
        "u",
        "Read/unread",
        "Mark the post as read, or as not read",
        _ANY,
    ),
    _c("toggle_star", "asterisk", "Star", "Star the post, or take its star away", _ANY),
    _c("back", "backspace,alt+left", "Back", "Go back to where you were", _ANY),
    _c("forward", "alt+right", "Forward", "Go forward again", _ANY),
    _c("next_pane(1)", "tab", "Pane", "Go to the next pane", _ANY, True),
    _c("next_pane(-1)", "shift+tab", "Previous pane", "Go to the pane before", _ANY),
    _c("lead('posts')", "1", "Posts", "Go to the list of posts", _ANY),
    _c("lead('post')", "2", "Post", "Go to the post", _ANY),
    _c("lead('thread')", "3", "Thread", "Go to the comments", _ANY),
    _c("app.show_hits", "4", "Hits", "Go to the search and its hits", _ANY),
    _c("zen", "z", "Zen", "Show only this pane, or all of them again", _ANY),
    _c("app.show_damage", "exclamation_mark", "Damage", "List what is damaged", _ANY),
    _c(
        "app.review_import",
        "R",
        "Guesses",
        "Decide about the guesses of an import, or look at files before importing",
        _ANY,
    ),
    _c("app.edit", "e", "Edit", "Open the post's file in your editor", _ANY),
    _c("app.browse", "o", "Browser", "Open the post's address in the browser", _ANY),
    _c("copy_selection", "ctrl+c", "Copy", "Copy the selected text", _ANY),
    _c("close_layer", "escape", "Close", "Close one thing: find, filter, zen", _ANY),
    _c("app.command_palette", "ctrl+p", "Palette", "Every command by name", _ANY),
    _c("leave", "q", "Back", "Go back a pane; in the list, quit", _ANY, True),
    _c("app.quit_now", "Q", "Quit", "Quit at once", _ANY),
    _c(
        "app.suspend_process",
        "ctrl+z",
        "Suspend",
        "To the shell; fg returns",
        _ANY,
    ),
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
    _c("scroll(1)", "j,down", "Down", "A line, or a comment, down", _TEXT),
    _c("scroll(-1)", "k,up", "Up", "A line, or a comment, up", _TEXT),
    _c("page(1)", "space,pagedown", "Page down", "A page down", _TEXT),
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
    _c("toggle_fold", "enter", "Fold", "Fold or unfold the comment", _THREAD, True),
    _c("fold", "h,left", "Fold", "Fold the comment; again, go to its parent", _THREAD),
    _c("unfold", "l,right", "Unfold", "Unfold the comment", _THREAD),
    _c("parent", "p", "Parent", "Go to the comment it answers", _THREAD, True),
    _c("root", "P", "Root", "Go to the start of the branch", _THREAD),
    _c(
        "fold_more", "less_than_sign", "Fold a level", "Hide the deepest level", _THREAD
    ),
    _c(
        "fold_less",
        "greater_than_sign",
        "Unfold a level",
        "Show one level more",
        _THREAD,
    ),
    _c("fold_all", "minus", "Fold all", "Fold the whole thread", _THREAD, True),
    _c("unfold_all", "equals_sign", "Unfold all", "Unfold the whole thread", _THREAD),
    *SEARCH_COMMANDS,
    *REVIEW_COMMANDS,
)


def bindings(*places: Where) -> list[BindingType]:
    """The bindings of the commands that work in the given places."""
    return [command.binding for command in COMMANDS if command.where in places]


WHILE_TYPING = frozenset({"suspend_process"})
"""Actions that work everywhere and also while a line is typed in."""
NOT_WHILE_TYPING = frozenset(
    command.name.rpartition(".")[2].partition("(")[0]
    for command in COMMANDS
    if command.where is Where.ANYWHERE
).difference(WHILE_TYPING)
"""Actions whose keys are letters, or edit, while a line is typed in."""
